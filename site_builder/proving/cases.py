"""Which snippets there are to run: code is shared by models, so each text is run once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog
from site_builder.pages.protocol_page import example_model
from site_builder.pages.tokens import MODEL_TOKEN
from site_builder.records.model import Model
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.protocol import Protocol
from site_builder.snippets.language import LANGUAGES, MAIN_LANGUAGES, SnippetLanguage
from site_builder.snippets.request import HttpRequest
from site_builder.snippets.runs import RunKey, run_key
from site_builder.snippets.snippet import Snippet, write_snippets
from site_builder.snippets.variants import Exchange, make_exchanges


@dataclass(frozen=True, slots=True)
class SnippetUse:
    """A page on which a snippet stands, and what the snippet sends there.

    Attributes:
        page: What the page is about, e.g. `models/google/gemini-3.1-pro` or `protocols/openai-responses`.
        model_id: The callable id that stands in the text there.
        request: What is sent.
    """

    page: str
    model_id: str
    request: HttpRequest


@dataclass(frozen=True, slots=True)
class SnippetCase:
    """A distinct snippet.

    Attributes:
        key: What its run is recorded under.
        protocol_id: The protocol it speaks.
        protocol: Its record.
        snippet: Its text, with `MODEL_TOKEN` in the place of the model id.
        uses: Every page that shows it, those of models first; it is run as the first has it.
    """

    key: RunKey
    protocol_id: str
    protocol: Protocol
    snippet: Snippet
    uses: tuple[SnippetUse, ...]

    @property
    def name(self) -> str:
        """Protocol, language and variant, e.g. `openai-chat-completions python/tools`."""
        return f"{self.protocol_id} {self.snippet.id}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which snippets are wanted; an empty tuple stands for all."""

    models: tuple[str, ...] = ()
    protocols: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()

    def takes(self, case: SnippetCase) -> bool:
        """Whether a snippet of the selected models is wanted."""
        wanted = (
            (self.protocols, case.protocol_id),
            (self.languages, case.snippet.language.id),
            (self.variants, case.snippet.request.variant),
        )
        return all(not names or name in names for names, name in wanted)


def list_cases(
    catalog: Catalog, selection: Selection = Selection(), languages: tuple[SnippetLanguage, ...] = LANGUAGES
) -> tuple[SnippetCase, ...]:
    """Give every distinct snippet that is selected, sorted by protocol, and then as their pages have them."""
    found: dict[tuple[str, RunKey], tuple[Snippet, list[SnippetUse]]] = {}
    for page in _list_pages(catalog, selection):
        for written, sent in page.exchanges:
            for snippet in write_snippets(written, page.choose(languages)):
                _, uses = found.setdefault((page.protocol_id, run_key(snippet)), (snippet, []))
                uses.append(SnippetUse(page.name, page.model_id, sent.request))
    cases = (
        SnippetCase(key, protocol_id, catalog.protocols[protocol_id], snippet, tuple(uses))
        for (protocol_id, key), (snippet, uses) in found.items()
    )
    return tuple(sorted(filter(selection.takes, cases), key=lambda case: case.protocol_id))


@dataclass(frozen=True, slots=True)
class _Page:
    """The code of one protocol on one page: each exchange with the token, and with the id of a model."""

    name: str
    protocol_id: str
    model_id: str
    exchanges: tuple[tuple[Exchange, Exchange], ...]
    is_short: bool = False

    def choose(self, languages: tuple[SnippetLanguage, ...]) -> tuple[SnippetLanguage, ...]:
        """Give the languages that the page shows."""
        main = {language.id for language in MAIN_LANGUAGES}
        return tuple(language for language in languages if language.id in main or not self.is_short)


def _list_pages(catalog: Catalog, selection: Selection) -> Iterator[_Page]:
    """Give the code of every page: of the selected models, and of all protocols if none is selected.

    The page of a model shows a part of what the page of its code shows, so it is not listed.
    """
    for key in selection.models or catalog.models:
        model = catalog.models[key]
        for served in model.protocols:
            exchanges = _write_twice(catalog, served, model, model.api_id)
            yield _Page(f"models/{key}", served.protocol, model.api_id, exchanges)
    for key in () if selection.models else catalog.protocols:
        example = example_model(catalog, key)
        if example is not None:
            model_id = catalog.models[example].api_id
            exchanges = _write_twice(catalog, ModelProtocol(protocol=key), None, model_id)
            yield _Page(f"protocols/{key}", key, model_id, exchanges, is_short=True)


def _write_twice(
    catalog: Catalog, served: ModelProtocol, model: Model | None, model_id: str
) -> tuple[tuple[Exchange, Exchange], ...]:
    protocol = catalog.protocols[served.protocol]
    written, real = (
        make_exchanges(catalog.site, protocol, served=served, model=model, model_id=name)
        for name in (MODEL_TOKEN, model_id)
    )
    return tuple(zip(written, real, strict=True))
