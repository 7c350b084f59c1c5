"""Links and anchors of pages: which are found, and which lead nowhere."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Diagnostic, Span
from site_builder.outputs.links import PageLinks, find_broken_links, find_links

_URL = "https://models.example.com"


def test_internal_links_and_anchors_are_found_sorted() -> None:
    """Every `href` and `src` of this site and every `id` is found; a link once, an id as often as it stands there."""
    page = (
        '<a href="/ru/">x</a><a href="/ru/">y</a><img src="/a.svg#b"><p id="z"></p><p id="a"></p><p id="z"></p>'
        f'<link href="{_URL}/en/"><link href="{_URL}">'
    )

    actual = find_links(page, _URL)

    assert actual == PageLinks(("/a.svg#b", "/ru/", _URL, f"{_URL}/en/"), ("a", "z", "z"))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x",
        "HTTPS://example.org/",
        "http://example.org",
        "mailto:a@example.org",
        "tel:+123",
        "data:image/svg+xml,x",
        "//example.org/x",
        f"{_URL}.evil.example.org/en/",
        "https://[broken",
    ],
)
def test_addresses_of_others_are_left_out(address: str) -> None:
    """What another host or scheme has is not this site's to check."""
    assert find_links(f'<a href="{address}">', _URL).links == ()


def test_character_references_are_read() -> None:
    """An address or id with an escaped character means the character."""
    actual = find_links('<a href="/x/?a&amp;b#c&#39;d"></a><p id="c&#39;d">', _URL)

    assert actual == PageLinks(("/x/?a&b#c'd",), ("c'd",))


def test_words_that_end_like_attributes_are_no_links() -> None:
    """Other attributes, and code in which quotes are escaped, are not taken for links."""
    page = '<p data-href="/no/" data-id="no"><code> href=&quot;/no/&quot; id=&#34;no&#34;</code>'

    assert find_links(page, _URL) == PageLinks((), ())


_PAGES = {
    "index.html": PageLinks((), ("main",)),
    "404.html": PageLinks((), ()),
    "en/index.html": PageLinks((), ("main", "a b", "ключ")),
    "en/models/acme/mini/index.html": PageLinks((), ("top",)),
}
_FILES = frozenset({*_PAGES, "assets/icons.svg", "assets/ü.css"})


def _broken(link: str, *, page: str = "en/models/acme/mini/index.html", base: str = "") -> list[Diagnostic]:
    pages = {**_PAGES, page: PageLinks((link,), _PAGES[page].anchors)}
    return list(find_broken_links(pages, _FILES, f"{_URL}{base}", base))


@pytest.mark.parametrize("base", ["", "/docs", "/a/b"])
@pytest.mark.parametrize(
    "link",
    [
        "/",
        "/en/",
        "/en/index.html",
        "/en/#main",
        "/en/#a%20b",
        "/en/#%D0%BA%D0%BB%D1%8E%D1%87",
        "/en/?q=mini",
        "/en/?q=mini/#main",
        "/404.html",
        "/assets/icons.svg#anything",
        "/assets/%C3%BC.css",
        "/en/models/../",
    ],
)
def test_addresses_of_published_files_are_fine(link: str, base: str) -> None:
    """A path from the root, below the base path, leads to a file or to the index of a folder; so does the full URL."""
    assert _broken(f"{base}{link}", base=base) == []
    if ".." not in link:
        assert _broken(f"{_URL}{base}{link}", base=base) == []


@pytest.mark.parametrize("link", ["#top", "#", "", "./", "../../../", "../../../#main", "?x#top"])
def test_relative_addresses_are_resolved_from_the_page(link: str) -> None:
    """Relative links start at the folder of their page."""
    assert _broken(link) == []


def test_the_bare_public_url_is_the_root_page() -> None:
    """Without a path it leads to the language choice, with its anchors."""
    assert _broken(_URL) == []
    assert _broken(f"{_URL}/#main") == []


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("/ru/", "no such page is published"),
        ("/en", "no such page is published"),
        ("/EN/", "no such page is published"),
        ("/en/models/acme/", "no such page is published"),
        ("/assets/gone.css", "no such page is published"),
        (f"{_URL}/gone/", "no such page is published"),
        ("/en/#nothing", "the page has no element with id `nothing`"),
        ("#main", "the page has no element with id `main`"),
    ],
)
def test_addresses_that_lead_nowhere_are_reported(link: str, reason: str) -> None:
    """The page, the link as written and the reason are named."""
    actual = _broken(link)

    assert actual == [
        Diagnostic(
            "link-broken",
            Span("en/models/acme/mini/index.html"),
            f"the link `{link}` leads nowhere: {reason}",
            "readers would land on an error page or at the top of a wrong one",
            "mend the text or template the link comes from",
        )
    ]


@pytest.mark.parametrize("link", ["/en/", "/docsen/", "/", "/docs"])
def test_addresses_outside_the_base_path_lead_nowhere(link: str) -> None:
    """A site below `/docs` does not own the rest of its host."""
    assert [item.code for item in _broken(link, base="/docs")] == ["link-broken"]


def test_repeated_ids_are_reported_once_each() -> None:
    """An id that stands on a page three times is one finding; the same id on two pages is none."""
    pages = {"b.html": PageLinks((), ("x", "x", "x", "y")), "a.html": PageLinks((), ("y", "z", "z"))}

    actual = list(find_broken_links(pages, frozenset(pages), _URL, ""))

    assert [(item.code, item.span.path, item.message) for item in actual] == [
        ("anchor-duplicate", "a.html", "two elements of the page have the id `z`"),
        ("anchor-duplicate", "b.html", "two elements of the page have the id `x`"),
    ]
