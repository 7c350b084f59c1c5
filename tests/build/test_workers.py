"""Rendering in one or several processes: what comes back, and what happens to failures."""

from __future__ import annotations

import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import pytest
from jinja2 import TemplateRuntimeError

from site_builder.build import workers
from site_builder.build.inputs import SiteInputs, read_site
from site_builder.build.publish import PublishedFolder
from site_builder.build.workers import Progress, RenderedPage, RenderError, Share, render_page, render_pages
from site_builder.diagnostics import Diagnostic
from site_builder.outputs.html import HtmlRenderer
from site_builder.pages.routes import Page, list_pages


@pytest.fixture
def site(small_site: Path) -> SiteInputs:
    """Give the small site, read."""
    inputs, diagnostics = read_site(small_site)
    assert inputs is not None, diagnostics
    return inputs


def _share(site: SiteInputs, folder: Path | None) -> Share:
    pages = list_pages(site.catalog, site.locales)
    target = None if folder is None else PublishedFolder(folder)
    return Share(site.renderer, pages, site.catalog.site.public_url, target)


def _staged(share: Share, page: Page | RenderedPage) -> bytes:
    assert share.target is not None
    return (share.target.staging / page.path).read_bytes()


def test_without_a_target_pages_are_checked_and_not_written(site: SiteInputs, tmp_path: Path) -> None:
    """`check` renders in several processes too, and leaves nothing behind."""
    before = sorted(tmp_path.rglob("*"))

    rendered = render_pages(_share(site, None), 2, Progress())

    assert [page.path for page in rendered] == sorted(page.path for page in _share(site, None).pages)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("jobs", [2, 7, 200])
def test_any_number_of_processes_gives_the_same(jobs: int, site: SiteInputs, tmp_path: Path) -> None:
    """Several processes write the same files and tell the same about them as one."""
    one, several = _share(site, tmp_path / "one"), _share(site, tmp_path / "several")

    expected = render_pages(one, 1, Progress())
    actual = render_pages(several, jobs, Progress())

    assert sorted(actual, key=lambda page: page.path) == sorted(expected, key=lambda page: page.path)
    assert len(actual) == 41
    for page in actual:
        content = _staged(several, page)
        assert content == _staged(one, page)
        assert len(content) == page.size_bytes


def test_many_pages_are_told_in_batches(site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child reports after every few pages, so that progress moves."""
    monkeypatch.setattr(workers, "_PAGES_PER_MESSAGE", 4)
    told: list[int] = []

    rendered = render_pages(_share(site, tmp_path / "dist"), 2, Progress(advance=told.append))

    assert len(rendered) == 41
    assert sorted(told, reverse=True) == [4, 4, 4, 4, 4, 4, 4, 4, 3, 3]


def test_nothing_to_render_is_fine(site: SiteInputs, tmp_path: Path) -> None:
    """No pages give no result, with any number of processes."""
    share = Share(site.renderer, (), "https://models.example.com", PublishedFolder(tmp_path / "dist"))

    assert render_pages(share, 4, Progress()) == ()


@pytest.mark.parametrize(
    ("jobs", "pages", "expected"), [(0, 48, 5), (0, 47, 1), (3, 100, 3), (8, 2, 2), (1, 100, 1), (4, 0, 1)]
)
def test_the_number_of_processes_fits_the_work(
    jobs: int, pages: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All cores are used when there is enough to do, never more processes than pages."""
    monkeypatch.setattr(multiprocessing, "cpu_count", lambda: 5)

    assert workers._process_count(jobs, pages) == expected  # noqa: SLF001 - how many cannot be seen from outside


def test_without_fork_one_process_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot fork there is one process."""
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])

    assert workers._process_count(4, 100) == 1  # noqa: SLF001 - how many cannot be seen from outside


def _failing(monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    def fail(_renderer: HtmlRenderer, page: Page) -> bytes:
        if page.path == "en/404.html":
            raise failure
        return b"<p>"

    monkeypatch.setattr(HtmlRenderer, "render", fail)


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_template_error_is_a_render_error(
    jobs: int, site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failing template stops all processes with its diagnostic."""
    _failing(monkeypatch, TemplateRuntimeError("no such filter"))

    with pytest.raises(RenderError, match="the template cannot be used: no such filter") as caught:
        render_pages(_share(site, tmp_path / "dist"), jobs, Progress())

    assert caught.value.diagnostic.code == "template-error"
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_disk_error_is_an_os_error(
    jobs: int, site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system refuses a child is what the parent raises."""
    _failing(monkeypatch, OSError(28, "No space left on device"))

    with pytest.raises(OSError, match="No space left on device") as caught:
        render_pages(_share(site, tmp_path / "dist"), jobs, Progress())

    assert caught.value.errno == 28
    assert multiprocessing.active_children() == []


def test_a_bug_in_a_child_shows_its_traceback(
    site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug is not hidden: the parent raises with the traceback of the child."""
    _failing(monkeypatch, KeyError("the bug"))

    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*test_workers\.py.*KeyError: 'the bug'"):
        render_pages(_share(site, tmp_path / "dist"), 3, Progress())

    assert multiprocessing.active_children() == []


def test_a_killed_child_stops_the_build(site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that the system kills, for want of memory perhaps, is an error and no endless wait."""

    def die(_renderer: HtmlRenderer, page: Page) -> bytes:
        if page.path == "en/404.html":
            os.kill(os.getpid(), signal.SIGKILL)
        return b"<p>"

    monkeypatch.setattr(HtmlRenderer, "render", die)

    with pytest.raises(OSError, match="a rendering process was ended from outside"):
        render_pages(_share(site, tmp_path / "dist"), 3, Progress())

    assert multiprocessing.active_children() == []


def test_a_process_that_cannot_be_started_ends_the_others(
    site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the system refuses another process, those already started are ended."""
    context = multiprocessing.get_context("fork")
    real_start, started = context.Process.start, []

    def start(process: multiprocessing.Process) -> None:
        started.append(process)
        if len(started) == 3:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        real_start(process)

    monkeypatch.setattr(context.Process, "start", start)

    with pytest.raises(BlockingIOError):
        render_pages(_share(site, tmp_path / "dist"), 4, Progress())

    assert len(started) == 3
    assert multiprocessing.active_children() == []


def test_one_page_is_rendered_as_the_build_does(site: SiteInputs, tmp_path: Path) -> None:
    """`render_page` gives the bytes that a build writes."""
    share = _share(site, tmp_path / "dist")
    render_pages(share, 1, Progress())
    page = share.pages[-1]

    assert render_page(site.renderer, page) == _staged(share, page)


class _Writer:
    """Keeps what a child sends."""

    def __init__(self) -> None:
        self.sent: list[object] = []

    def send(self, message: object) -> None:
        self.sent.append(message)


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (TemplateRuntimeError("no such filter"), Diagnostic),
        (OSError(28, "No space left"), OSError),
        (KeyError("x"), str),
    ],
)
def test_a_child_sends_what_went_wrong(
    failure: Exception, kind: type, site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child ends with one message about its failure: a diagnostic, the system's error, or a traceback."""
    _failing(monkeypatch, failure)
    writer = _Writer()

    workers._send_rendered(_share(site, tmp_path / "dist"), cast("Connection", writer))  # noqa: SLF001 - runs in a child

    assert [type(message) for message in writer.sent] == [kind]
