"""Links and anchors of pages: which are found, and which lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple

import pytest

from site_builder.diagnostics import Diagnostic, Span
from site_builder.outputs import links
from site_builder.outputs.links import Claim, LinkChecker, PieceLinks, find_links, find_unmet
from site_builder.pages.tokens import KEY_TOKEN, MODEL_TOKEN, model_fills

_URL = "https://models.example.com"


def test_links_are_found_sorted_and_anchors_in_order() -> None:
    """Every `href`, `src` and `id` is found; a link once, an id as often as it stands there."""
    page = (
        '<a href="/ru/">x</a><a href="/ru/">y</a><img src="/a.svg#b"><p id="z"></p><p id="a"></p><p id="z"></p>'
        f'<link href="{_URL}/en/"><link href="{_URL}">'
    )

    actual = find_links(page)

    assert astuple(actual) == (("/a.svg#b", "/ru/", _URL, f"{_URL}/en/"), ("z", "a", "z"))


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
    assert _broken(address) == []


def test_character_references_are_read() -> None:
    """An address or id with an escaped character means the character."""
    actual = find_links('<a href="/x/?a&amp;b#c&#39;d"></a><p id="c&#39;d">')

    assert astuple(actual) == (("/x/?a&b#c'd",), ("c'd",))


def test_words_that_end_like_attributes_are_no_links() -> None:
    """Other attributes, and code in which quotes are escaped, are not taken for links."""
    page = '<p data-href="/no/" data-id="no"><code> href=&quot;/no/&quot; id=&#34;no&#34;</code>'

    assert astuple(find_links(page)) == ((), ())


_PAGES = {
    "index.html": PieceLinks((), ("main",)),
    "404.html": PieceLinks((), ()),
    "en/index.html": PieceLinks((), ("main", "a b", "ключ")),
    "en/models/acme/mini/index.html": PieceLinks((), ("top",)),
}
_FILES = frozenset({*_PAGES, "assets/icons.svg", "assets/ü.css"})


def _broken(link: str, *, page: str = "en/models/acme/mini/index.html", base: str = "") -> list[Diagnostic]:
    pages = {**_PAGES, page: PieceLinks((link,), _PAGES[page].anchors)}
    return _check(pages, f"{_URL}{base}", base)


def _check(pages: Mapping[str, PieceLinks], url: str = _URL, base: str = "") -> list[Diagnostic]:
    """Give what is wrong with a site of these pages, each of one piece; the same if all of it is shared."""
    own, shared = (LinkChecker(_FILES | pages.keys(), url, base) for _ in range(2))
    checked = [own.check(path, (piece,)) for path, piece in pages.items()]
    again = [shared.check(path, (), (piece,)) for path, piece in pages.items()]
    claims = {path: links.claims for path, links in zip(pages, checked, strict=True)}

    def may_have(path: str, anchor: str) -> bool:
        return path not in pages or anchor in pages[path].anchors

    assert checked == again
    return sorted((*(item for links in checked for item in links.broken), *find_unmet(claims, may_have)))


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
    pages = {"b.html": PieceLinks((), ("x", "x", "x", "y")), "a.html": PieceLinks((), ("y", "z", "z"))}

    actual = _check(pages)

    assert [(item.code, item.span.path, item.message) for item in actual] == [
        ("anchor-duplicate", "a.html", "two elements of the page have the id `z`"),
        ("anchor-duplicate", "b.html", "two elements of the page have the id `x`"),
    ]


def test_an_anchor_in_two_pieces_is_reported() -> None:
    """An id that two fragments of a page have is one finding, whichever pieces it stands in."""
    checker = LinkChecker(_FILES, _URL, "")
    own, one, two = PieceLinks((), ("a", "b")), PieceLinks((), ("c",)), PieceLinks((), ("c", "b"))

    actual = checker.check("index.html", (own,), (one, two))

    assert [(item.code, item.message) for item in actual.broken] == [
        ("anchor-duplicate", "two elements of the page have the id `b`"),
        ("anchor-duplicate", "two elements of the page have the id `c`"),
    ]
    assert actual.anchors == (("a", "b"), ("c",), ("c", "b"))


def test_a_link_to_another_piece_of_the_page_is_fine() -> None:
    """A link within the page finds an anchor of any piece, by `#` as by the page's own address."""
    checker = LinkChecker(_FILES, _URL, "")
    shared = PieceLinks(("#top", "/en/#top", f"{_URL}/en/#top"), ("main",))

    with_anchor = checker.check("en/index.html", (PieceLinks(("#main",), ("top",)),), (shared,))
    without = checker.check("en/index.html", (PieceLinks(()),), (shared,))

    assert with_anchor.broken == ()
    assert with_anchor.claims == ()
    assert [item.message for item in without.broken] == [
        f"the link `{link}` leads nowhere: the page has no element with id `top`"
        for link in ("#top", "/en/#top", f"{_URL}/en/#top")
    ]


def test_a_link_that_two_pieces_have_is_reported_once() -> None:
    """Of two equal broken links of a page one is named, and one claim is made."""
    checker = LinkChecker(_FILES, _URL, "")
    piece = PieceLinks(("#gone", "/en/#main", "/gone/"))

    actual = checker.check("index.html", (piece,), (PieceLinks(piece.links),))

    assert len(actual.broken) == 2
    assert actual.claims == (Claim("/en/#main", "en/index.html", "main"),)


@pytest.mark.parametrize("link", ["mini/", "mini/#top", "?x", "../../en/"])
def test_a_relative_link_of_a_shared_piece_is_resolved_on_each_page(link: str) -> None:
    """What leads somewhere from one folder leads nowhere from another one."""
    files = frozenset(
        {"en/models/acme/index.html", "en/models/acme/mini/index.html", "en/x/y/index.html", "en/index.html"}
    )
    piece = PieceLinks((link,), ("top",))
    for order in (sorted(files), sorted(files, reverse=True)):
        checker = LinkChecker(files, _URL, "")
        alone = {path: LinkChecker(files, _URL, "").check(path, (piece,)) for path in order}

        assert {path: checker.check(path, (), (piece,)) for path in order} == alone


def test_a_claim_on_a_page_that_has_no_anchors_to_know_is_no_finding() -> None:
    """Only pages have anchors: what a link says of an icon is for the browser."""
    claims = {"a.html": (Claim("/b.svg#x", "b.svg", "x"), Claim("/c.html#x", "c.html", "x"))}

    actual = list(find_unmet(claims, lambda path, _: path != "c.html"))

    assert [item.span.path for item in actual] == ["a.html"]
    assert "`/c.html#x`" in actual[0].message


def test_links_with_tokens_are_those_of_a_page() -> None:
    """What has a token is split off, and filled for each page."""
    piece = PieceLinks((f"/en/models/{KEY_TOKEN}/", "/en/"), (f"id-{MODEL_TOKEN}", "x"))

    fixed, open_ones = piece.split()

    assert astuple(fixed) == (("/en/",), ("x",))
    assert astuple(open_ones.fill(model_fills("m-1", "acme/m"))) == (("/en/models/acme/m/",), ("id-m-1",))


def test_pieces_are_joined_to_one() -> None:
    """A link stands there once, anchors keep their order and number."""
    joined = PieceLinks.join([PieceLinks(("/b", "/a"), ("y", "x")), PieceLinks(("/a",), ("x",))])

    assert astuple(joined) == (("/a", "/b"), ("y", "x", "x"))


def test_what_is_remembered_does_not_change_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checker may forget at any time."""
    piece = PieceLinks(("#gone", "#main", "/en/#gone", "/en/#main", "/gone/", "https://example.com/"), ("main",))
    remembering = LinkChecker(_FILES, _URL, "")
    expected = [remembering.check("index.html", (piece,), (piece,)) for _ in range(3)]

    monkeypatch.setattr(links, "_MOST_REMEMBERED", 0)
    forgetting = LinkChecker(_FILES, _URL, "")

    assert [forgetting.check("index.html", (piece,), (piece,)) for _ in range(3)] == expected
