"""What an output format is: it says which files it publishes besides the pages, and can make each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from site_builder.catalog.catalog import Catalog
from site_builder.fingerprints import Fingerprint
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.links import PieceLinks
from site_builder.outputs.mirror_renderer import MirrorRenderer
from site_builder.outputs.page_inputs import PageInputs
from site_builder.pages.context import ViewContext
from site_builder.pages.routes import PageKind


@dataclass(frozen=True, slots=True)
class OutputSource:
    """What outputs are made from.

    Attributes:
        catalog: All records.
        contexts: The catalog as each published locale sees it, by tag, in order.
        messages: Fingerprint of the messages of each locale, by tag.
        pages: What each page is made from.
        mirrors: Makes pages as Markdown.
    """

    catalog: Catalog
    contexts: Mapping[str, ViewContext]
    messages: Mapping[str, Fingerprint]
    pages: PageInputs
    mirrors: MirrorRenderer


@dataclass(frozen=True, slots=True)
class OutputContent:
    """A file that has been made.

    Attributes:
        content: Its bytes.
        links: Addresses in it, checked like the links of pages.
    """

    content: bytes
    links: PieceLinks = field(default_factory=lambda: PieceLinks(()))


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to publish, and the way to make it, which is taken only if one of its inputs has changed.

    Attributes:
        path: Below the published folder, with forward slashes.
        find_inputs: Gives the name of each of its inputs with its fingerprint; a preview never asks.
        make: Gives the file.
        find_common: Gives the inputs that many files have alike; one object for all of them, as in `Artifact`.
        beside: Kind and key of the page that is made from the same, so that both are best made together.
    """

    path: str
    find_inputs: Callable[[], Mapping[str, Fingerprint]]
    make: Callable[[], OutputContent]
    find_common: Callable[[], Mapping[str, Fingerprint]] = dict
    beside: tuple[PageKind, str] | None = None

    @property
    def artifact(self) -> Artifact:
        """The file with its inputs."""
        return Artifact(self.path, self.find_inputs(), self.find_common())


Output = Callable[[OutputSource], Iterable[OutputFile]]
"""Gives the files of one format, always in the same order."""
