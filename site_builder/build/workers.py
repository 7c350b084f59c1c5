"""What one process renders, writes and checks."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from jinja2 import TemplateError

from site_builder.build.errors import BuildError
from site_builder.build.page_screen import PageScreen
from site_builder.build.publish import PublishedFolder
from site_builder.diagnostics import Diagnostic
from site_builder.lint.check import run_page_rules
from site_builder.lint.rule import FinishedPage
from site_builder.outputs.html import HtmlRenderer
from site_builder.outputs.links import CheckedLinks, LinkChecker
from site_builder.outputs.output import OutputFile
from site_builder.outputs.page_html import PageHtml
from site_builder.outputs.templates import describe_template_error
from site_builder.pages.routes import Page, PageKind

WORTH_FORKING = 48
"""Pages below which one process is as fast."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """What is known of a file once it is made.

    Attributes:
        path: Below the published folder.
        size_bytes: Its size.
        links: Where its links lead; None for a file that cannot have any.
        findings: Of rules about finished pages, where they are run.
    """

    path: str
    size_bytes: int
    links: CheckedLinks | None = None
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """Who wants to know how far a build is: the number of files to make, then each batch done."""

    start: Callable[[int], None] = lambda _: None
    advance: Callable[[int], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Share:
    """The pages one process renders, and what it needs for it.

    Attributes:
        renderer: Makes them.
        pages: Which.
        links: Checks where they lead.
        target: Where they are written; None to check them instead.
        files: What it makes besides pages.
    """

    renderer: HtmlRenderer
    pages: tuple[Page, ...]
    links: LinkChecker
    target: PublishedFolder | None
    files: tuple[OutputFile, ...] = ()

    def run(self) -> Iterator[MadeFile]:
        """Make file after file, then render page after page, and write or check each.

        Raises:
            BuildError: A template has an error.
            OSError: The staging folder cannot be written to.
        """
        for file in self.files:
            path, made = file.artifact.path, file.make()
            if self.target is not None:
                self.target.stage(path, made.content)
            yield MadeFile(path, len(made.content), self.links.check(path, (made.links,)))
        screen = PageScreen()
        for page, html in self._render():
            content = html.content()
            findings: tuple[Diagnostic, ...] = ()
            if self.target is not None:
                self.target.stage(page.path, content)
            elif screen.is_suspect(html):
                tag = page.locale.tag if page.locale else ""
                findings = tuple(run_page_rules(FinishedPage(page.path, content.decode(), tag)))
            yield MadeFile(
                page.path, len(content), self.links.check(page.path, html.links(), html.shared_links()), findings
            )

    def _render(self) -> Iterator[tuple[Page, PageHtml]]:
        """Give each page as pieces; one that is made for a single locale needs no words of others."""
        for _, group in itertools.groupby(self.pages, key=lambda page: (page.kind, page.key)):
            pages = tuple(group)
            for page in pages:
                yield page, render_page(self.renderer, page, is_alone=len(pages) == 1)


def render_page(renderer: HtmlRenderer, page: Page, *, is_alone: bool = True) -> PageHtml:
    """Give a page as pieces.

    Args:
        renderer: Makes it.
        page: Which.
        is_alone: Whether no other locale needs it.

    Raises:
        BuildError: A template has an error.
    """
    try:
        return renderer.render(page, is_alone=is_alone)
    except TemplateError as error:
        raise BuildError(describe_template_error(error)) from error


def plan_shares(share: Share, count: int) -> tuple[Share, ...]:
    """Give the shares of a number of processes.

    A page in all its locales belongs to one, one right after the other: what is the same in all of them is made once,
    see `neutral_pages.py`. And each gets a stretch of each kind of pages, those that are alike together, so that few
    parts are made twice.
    """
    kinds: dict[PageKind, dict[str, list[Page]]] = {}
    for page in share.pages:
        kinds.setdefault(page.kind, {}).setdefault(page.key, []).append(page)
    parts: list[list[Page]] = [[] for _ in range(count)]
    for number, (kind, groups) in enumerate(kinds.items()):
        in_order = sorted(groups, key=lambda key: (share.renderer.find_alike(kind, key), key))
        for place, key in enumerate(in_order):
            owner = place * count // len(in_order) if len(in_order) >= count else (number + place) % count
            parts[owner] += groups[key]
    return tuple(replace(share, pages=tuple(part), files=share.files[index::count]) for index, part in enumerate(parts))
