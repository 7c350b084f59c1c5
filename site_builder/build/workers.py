"""Renders pages on all cores: each process takes a share and writes it to the staging folder.

Processes are forked after everything is read, so no record is ever sent between them; where
the system cannot fork, or there is little to do, one process does it all.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait

from jinja2 import TemplateError

from site_builder.build.publish import PublishedFolder
from site_builder.diagnostics import Diagnostic
from site_builder.lint.check import run_page_rules
from site_builder.lint.rule import FinishedPage
from site_builder.outputs.html import HtmlRenderer
from site_builder.outputs.links import CheckedLinks, LinkChecker
from site_builder.outputs.page_html import PageHtml
from site_builder.outputs.templates import describe_template_error
from site_builder.pages.routes import Page

_PAGES_PER_MESSAGE = 32
_WORTH_FORKING = 48


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
    """Who wants to know how far a build is: the number of pages to render, then each batch done."""

    start: Callable[[int], None] = lambda _: None
    advance: Callable[[int], None] = lambda _: None


class RenderError(Exception):
    """A template failed; `diagnostic` says where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Share:
    """The pages one process renders, and what it needs for it.

    Attributes:
        renderer: Makes them.
        pages: Which.
        links: Checks where they lead.
        target: Where they are written; None to check them instead.
    """

    renderer: HtmlRenderer
    pages: tuple[Page, ...]
    links: LinkChecker
    target: PublishedFolder | None

    def run(self) -> Iterator[MadeFile]:
        """Render page after page, and write or check each.

        Raises:
            RenderError: A template has an error.
            OSError: The staging folder cannot be written to.
        """
        for page in self.pages:
            html = render_page(self.renderer, page)
            content = html.content()
            findings: tuple[Diagnostic, ...] = ()
            if self.target is None:
                tag = page.locale.tag if page.locale else ""
                findings = tuple(run_page_rules(FinishedPage(page.path, content.decode(), tag)))
            else:
                self.target.stage(page.path, content)
            yield MadeFile(page.path, len(content), self.links.check(page.path, html.links()), findings)


def render_page(renderer: HtmlRenderer, page: Page) -> PageHtml:
    """Give a page as pieces.

    Raises:
        RenderError: A template has an error.
    """
    try:
        return renderer.render(page)
    except TemplateError as error:
        raise RenderError(describe_template_error(error)) from error


def render_pages(share: Share, jobs: int, progress: Progress) -> tuple[MadeFile, ...]:
    """Render all pages of a share, in any number of processes.

    Args:
        share: All pages to render.
        jobs: How many processes; 0 for one per core when that is worth it.
        progress: Told the number of pages, then each batch that is finished.

    Raises:
        RenderError: A template has an error.
        OSError: The staging folder cannot be written to.
    """
    progress.start(len(share.pages))
    count = _process_count(jobs, len(share.pages))
    if count == 1:
        rendered = []
        for page in share.run():
            rendered.append(page)
            progress.advance(1)
        return tuple(rendered)
    return _render_forked(share, count, progress.advance)


def _process_count(jobs: int, pages: int) -> int:
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    if jobs:
        return max(1, min(jobs, pages))
    return multiprocessing.cpu_count() if pages >= _WORTH_FORKING else 1


def _render_forked(share: Share, count: int, report: Callable[[int], None]) -> tuple[MadeFile, ...]:
    context = multiprocessing.get_context("fork")
    processes, readers = [], []
    try:
        for index in range(count):
            reader, writer = context.Pipe(duplex=False)
            readers.append(reader)
            part = replace(share, pages=_stretch(share.pages, index, count))
            process = context.Process(target=_work, args=(part, writer, tuple(readers)), daemon=True)
            process.start()
            processes.append(process)
            writer.close()
        rendered = _collect(readers, report)
        for process in processes:
            process.join()
    finally:
        for process in processes:
            process.terminate()
            process.join()
    return tuple(sorted(rendered, key=lambda page: page.path))


def _stretch(pages: tuple[Page, ...], index: int, count: int) -> tuple[Page, ...]:
    """Give one of so many equal stretches of pages.

    Pages are ordered by locale, so a process compiles the templates and makes the fragments of few locales: with three
    locales and two processes that takes a third off the time of a cold build.
    """
    return pages[len(pages) * index // count : len(pages) * (index + 1) // count]


def _work(share: Share, writer: Connection, inherited: tuple[Connection, ...]) -> None:
    """Render a share in a child process and send it; end quietly if the parent is gone.

    Args:
        share: The pages to render.
        writer: Where to send what is known of them.
        inherited: Ends of pipes that only the parent reads; while a child has them open too, no child
            would notice that the parent was killed, and each would wait for ever, with the lock of the build.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends its children
    for reader in inherited:
        reader.close()
    with contextlib.suppress(BrokenPipeError):
        _send_rendered(share, writer)


def _send_rendered(share: Share, writer: Connection) -> None:
    """Render a share and send what is known of the pages, in batches, then None; or send what went wrong."""
    batch: list[MadeFile] = []
    try:
        for page in share.run():
            batch.append(page)
            if len(batch) == _PAGES_PER_MESSAGE:
                writer.send(batch)
                batch = []
        writer.send(batch)
        writer.send(None)
    except RenderError as error:
        writer.send(error.diagnostic)
    except OSError as error:
        writer.send(error)
    except Exception:  # noqa: BLE001 - a bug in the child becomes a bug with its traceback in the parent
        writer.send(traceback.format_exc())


def _collect(readers: list[Connection], report: Callable[[int], None]) -> list[MadeFile]:
    rendered: list[MadeFile] = []
    open_readers = list(readers)
    while open_readers:
        ready = wait(open_readers)
        for reader in [reader for reader in open_readers if reader in ready]:
            message = _receive(reader)
            if message is None:
                open_readers.remove(reader)
            else:
                rendered += message
                report(len(message))
    return rendered


def _receive(reader: Connection) -> list[MadeFile] | None:
    try:
        message = reader.recv()
    except EOFError:
        reason = "a rendering process was ended from outside"
        raise OSError(reason) from None
    if isinstance(message, Diagnostic):
        raise RenderError(message)
    if isinstance(message, OSError):
        raise message
    if isinstance(message, str):  # the traceback of a bug in the child
        raise RuntimeError(message)  # noqa: TRY004 - its type is not what is wrong
    pages: list[MadeFile] | None = message
    return pages
