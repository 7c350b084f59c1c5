"""What one process renders, writes and checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from zlib import crc32

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
from site_builder.pages.routes import Page

WORTH_FORKING = 48
"""Pages below which one process is as fast."""
_LARGE = 3_000


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
        for page in self.pages:
            html = render_page(self.renderer, page)
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


def render_page(renderer: HtmlRenderer, page: Page) -> PageHtml:
    """Give a page as pieces.

    Raises:
        BuildError: A template has an error.
    """
    try:
        return renderer.render(page)
    except TemplateError as error:
        raise BuildError(describe_template_error(error)) from error


def plan_shares(share: Share, count: int) -> tuple[Share, ...]:
    """Give the shares of a number of processes.

    Pages are ordered by locale. Of a small site each process gets a stretch of them, so that it compiles the templates
    of few locales: with three locales and two processes that takes a third off the time. Of a large site each gets its
    models in all locales, so that what has no words is computed once per model.
    """
    if len(share.pages) < _LARGE:
        total = len(share.pages)
        parts = [share.pages[total * index // count : total * (index + 1) // count] for index in range(count)]
    else:
        parts = [
            tuple(page for page in share.pages if crc32(page.key.encode()) % count == index) for index in range(count)
        ]
    return tuple(replace(share, pages=part, files=share.files[index::count]) for index, part in enumerate(parts))
