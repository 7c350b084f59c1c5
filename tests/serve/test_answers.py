"""Answers to browsers: files, the script in pages, and what stands in the place of pages that cannot be made."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.serve.answers import Answers
from site_builder.serve.http_server import Answer, Request
from site_builder.serve.site_state import StateHolder
from site_builder.serve.site_version import SiteVersion

ReadVersion = Callable[[Path], SiteVersion]

_BY_LINK = {"Sec-Fetch-Dest": "document"}
_BY_SCRIPT = {"Sec-Fetch-Dest": "empty"}
_ERROR = Diagnostic("a-code", Span("catalog/site.yaml", 1), "<b> is wrong", "why", "fix")


class _Browser:
    """Asks; notes what the terminal is told."""

    def __init__(self, site_folder: Path) -> None:
        self.holder = StateHolder(site_folder, "run")
        self.told: list[str] = []
        self._answers = Answers(site_folder, self.holder, self.told.append)

    def open(self, address: str) -> Answer:
        return self._answers.answer(Request(address, _BY_LINK))

    def fetch(self, address: str) -> Answer:
        return self._answers.answer(Request(address, _BY_SCRIPT))


@pytest.fixture
def browser(small_site: Path) -> _Browser:
    """Give a browser of the small site, which was not read yet."""
    return _Browser(small_site)


def _write(site_folder: Path, name: str, text: str) -> None:
    path = site_folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(
    ("address", "status", "path"),
    [
        ("/", 200, "index.html"),
        ("/en/", 200, "en/index.html"),
        ("/ru/models/acme/mini/", 200, "ru/models/acme/mini/index.html"),
        ("/ru/gone", 404, "ru/404.html"),
        ("/gone", 404, "404.html"),
    ],
)
def test_a_page_that_is_opened_has_one_more_script(
    address: str, status: int, path: str, browser: _Browser, version: SiteVersion
) -> None:
    """It names the page's version; without it, and for scripts, the page is the published one."""
    browser.holder.take_reading(version, ())

    opened, fetched = browser.open(address), browser.fetch(address)

    script = b'<script src="/_preview/preview.js?page=run-1" defer></script>\n'
    assert opened.body.count(script) == 1
    assert opened.body.replace(script, b"") == fetched.body == version.read(path)
    assert opened.status == fetched.status == status
    assert opened.content_type == "text/html; charset=utf-8"


def test_what_is_wrong_with_a_page_is_told_when_it_is_opened(
    browser: _Browser, small_site: Path, read_version: ReadVersion
) -> None:
    """Once, in the terminal and to browsers; not for scripts that load pages, nor for pages that wait to be mended."""
    _write(small_site, "templates/partials/footer.html.j2", '<a href="/en/nowhere/">x</a>')
    version = read_version(small_site)
    browser.holder.take_reading(version, ())
    browser.fetch("/en/")
    assert browser.told == []

    assert browser.open("/en/").status == HTTPStatus.OK
    browser.open("/en/")

    assert [error.code for error in browser.holder.state.errors] == ["link-broken"]
    assert len(browser.told) == 1
    assert browser.told[0].startswith("en/index.html:1:1: error[link-broken]: the link `/en/nowhere/` leads nowhere")
    browser.holder.take_reading(None, (_ERROR,))
    browser.open("/ru/")
    assert browser.holder.state.errors == (_ERROR,)
    browser.holder.take_reading(version, ())
    assert not browser.holder.state.errors


def test_other_files_are_sent_as_they_are(browser: _Browser, version: SiteVersion) -> None:
    """A file that is opened in a tab is no page."""
    browser.holder.take_reading(version, ())

    opened = browser.open("/pricing.csv")

    assert (opened.status, opened.body) == (200, version.read("pricing.csv"))
    assert opened.content_type == "text/csv; charset=utf-8"


def test_a_page_that_may_not_connect_gets_no_script(browser: _Browser, version: SiteVersion) -> None:
    """The page of an alias leads on at once, and its policy would refuse the connection."""
    browser.holder.take_reading(version, ())

    opened = browser.open("/en/models/acme/acme-mini/")

    assert opened.status == 200
    assert b'http-equiv="refresh"' in opened.body
    assert b"_preview" not in opened.body


def test_a_page_without_a_head_gets_the_script_at_its_end(
    browser: _Browser, small_site: Path, read_version: ReadVersion
) -> None:
    """A template of the site's own may write what it likes, without a policy too."""
    _write(small_site, "templates/pages/catalog.html.j2", "<p>bare</p>")
    browser.holder.take_reading(read_version(small_site), ())

    body = browser.open("/en/").body

    assert body == b'<p>bare</p><script src="/_preview/preview.js?page=run-1" defer></script>\n'


def test_the_preview_has_addresses_of_its_own_below_any_base_path(
    browser: _Browser, small_site: Path, read_version: ReadVersion
) -> None:
    """The script of a page stands below its base path; a page from before that changed still hears of it."""
    _write(
        small_site,
        "catalog/site.yaml",
        (small_site / "catalog/site.yaml").read_text().replace("models.example.com", "models.example.com/docs"),
    )
    browser.holder.take_reading(read_version(small_site), ())

    (source,) = re.findall(r'<script src="([^"]+_preview[^"]+)"', browser.open("/docs/en/").body.decode())
    addresses = (source, "/_preview/preview.js", "/old/_preview/preview.js?page=run-0")
    scripts = [browser.fetch(address) for address in addresses]
    events = browser.fetch("/old/_preview/events").events

    assert source == "/docs/_preview/preview.js?page=run-1"
    assert {script.body for script in scripts} == {scripts[0].body}
    assert b"EventSource" in scripts[0].body
    assert scripts[0].content_type == "text/javascript; charset=utf-8"
    assert isinstance(events, Iterator)
    assert b'"run-1"' in list(zip(range(2), events, strict=False))[1][1]
    assert browser.fetch("/docs/_preview/gone").status == 404


def test_an_address_without_slash_leads_on(browser: _Browser, version: SiteVersion) -> None:
    """As on a static host."""
    browser.holder.take_reading(version, ())

    assert browser.open("/en") == Answer(HTTPStatus.MOVED_PERMANENTLY, "text/plain", location="/en/")


def test_a_site_without_a_good_version_has_a_page_of_its_errors(browser: _Browser) -> None:
    """Whatever is asked for; it needs nothing of the site, escapes what it shows, and hears when all is well."""
    browser.holder.take_reading(None, (_ERROR,))

    opened = browser.open("/docs/en/")

    text = opened.body.decode()
    assert opened.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "catalog/site.yaml:1:1: error[a-code]: &lt;b&gt; is wrong" in text
    assert '<script src="/_preview/preview.js?page=run-1" defer></script>\n</head>' in text
    assert "connect-src 'self'" in text
    assert "style" not in text


def test_a_broken_template_is_an_error_page(browser: _Browser, small_site: Path, read_version: ReadVersion) -> None:
    """The page and the terminal say where; other pages are made; the terminal is told once."""
    _write(small_site, "templates/pages/pricing.html.j2", "<p>\n{{ 1 / 0 }}")
    browser.holder.take_reading(read_version(small_site), ())

    broken = [browser.open("/en/pricing/"), browser.open("/ru/pricing/")]
    good = browser.open("/en/")

    assert [answer.status for answer in (*broken, good)] == [500, 500, 200]
    shown = html.unescape(broken[0].body.decode())
    assert browser.told[0].startswith("templates/pages/pricing.html.j2:2:1: error[template-error]: ")
    assert browser.told[0] in shown
    assert "Traceback" not in shown
    assert len(browser.told) == 1
    assert browser.holder.state.shown == (browser.told[0],)


def test_an_error_of_the_version_from_before_is_not_told(
    browser: _Browser, small_site: Path, read_version: ReadVersion
) -> None:
    """The template may have been mended since; what is wrong now is something else."""
    _write(small_site, "templates/pages/pricing.html.j2", "{{ 1 / 0 }}")
    browser.holder.take_reading(read_version(small_site), ())
    browser.holder.take_reading(None, (_ERROR,))

    answer = browser.open("/en/pricing/")

    assert answer.status == 500
    assert browser.told == []
    assert browser.holder.state.errors == (_ERROR,)


def test_a_bug_is_shown_on_the_terminal(
    browser: _Browser, version: SiteVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser gets a page that says so, and the next request is answered."""
    browser.holder.take_reading(version, ())
    with monkeypatch.context() as patch:
        patch.setattr(SiteVersion, "read", lambda _, path: 1 / len(path[:0]))
        answer = browser.open("/en/")

    assert (answer.status, browser.open("/en/").status) == (500, 200)
    assert b"A bug of site-builder; the terminal shows it." in answer.body
    assert "ZeroDivisionError" in browser.told[0]
    assert b"ZeroDivisionError" not in answer.body


def test_warnings_are_no_errors(browser: _Browser, version: SiteVersion) -> None:
    """A browser is not told of them."""
    warning = Diagnostic("a-code", Span("catalog/site.yaml"), "odd", "why", "fix", Severity.WARNING)

    browser.holder.take_reading(version, (warning,))

    assert browser.holder.state.shown == ()
