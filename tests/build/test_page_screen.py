"""Pages are looked at piece by piece, and nothing that rules find on whole pages is missed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.build import page_screen
from site_builder.build.inputs import read_site
from site_builder.build.page_screen import PageScreen
from site_builder.lint.page_rules import PAGE_RULES, run_page_rules
from site_builder.lint.rule import FinishedPage, PageRule
from site_builder.outputs.page_html import Fragment, PageHtml, split_html, write_marker
from site_builder.pages.routes import list_pages

_WORDS = "Enough words to be more than one link, so that two such sections are the same content twice over."
_MISTAKES = (
    *(rule.bad.text for rule in PAGE_RULES),
    '<section id="a">\n</section>',
    f'<section id="a"><h2>A</h2>{_WORDS}</section><section id="b"><h2>B</h2>{_WORDS}</section>',
    (
        f'<section id="x"><h2>X</h2><section id="a"><h2>A</h2>{_WORDS}</section></section>'
        f'<section id="b">{_WORDS}</section>'
    ),
    '<section id="a"><p>x</p><h3>Left</h3></section>',
    '<p><button type="button"><svg><use href="#x"/></svg>\n</button></p>',
    '<td><a href="/x/"><svg><use href="#x"/></svg></a></td>',
)
_ELEMENT = re.compile(r"<(section|table|tr|td|p|svg|use|pre|img|h2|h3|a|button)\b")


def _fragment(html: str) -> Fragment:
    return split_html(html, ()).as_fragment()


def _page(own: tuple[str, ...], *fragments: Fragment) -> PageHtml:
    """Give a page of texts with a fragment between each two."""
    markers = (*map(write_marker, range(len(fragments))), "")
    return split_html("".join(map("".join, zip(own, markers, strict=True))), fragments)


def _says_something(fragment: Fragment) -> bool:
    """Whether a fragment may well be long: an icon, a button with nothing but it, or a heading is not."""
    html = fragment.html.decode()
    return not html.startswith("<h") and bool(re.sub(r"<[^>]*>", "", html).strip())


def _elements(html: str) -> Iterator[tuple[int, int]]:
    """Give start and end of every element of a page."""
    for match in _ELEMENT.finditer(html):
        if match[1] in ("img", "use"):
            yield match.start(), html.index(">", match.start()) + 1
            continue
        depth, end = 0, match.start()
        for tag in re.finditer(rf"<(/?){match[1]}\b[^>]*>", html[match.start() :]):
            depth += -1 if tag[1] else 1
            end = match.start() + tag.end()
            if depth == 0:
                break
        yield match.start(), end


def _splits(html: str) -> Iterator[PageHtml]:
    """Give a page in all ways in which one or two of its elements may be fragments."""
    yield _page((html,))
    elements = list(_elements(html))
    for start, end in elements:
        yield _page((html[:start], html[end:]), _fragment(html[start:end]))
    for (start, end), (later, last) in itertools.combinations(elements, 2):
        if end <= later:
            own = (html[:start], html[end:later], html[last:])
            yield _page(own, _fragment(html[start:end]), _fragment(html[later:last]))


@pytest.mark.parametrize("short", [0, 1_000])
@pytest.mark.parametrize("mistake", _MISTAKES)
def test_a_mistake_is_suspected_wherever_a_page_is_split(
    mistake: str, short: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one piece, of two or three: the page is looked at as a whole; fragments that have words may be long, too."""
    monkeypatch.setattr(page_screen, "_SHORT", short)
    html = f"<main><h1>x</h1>{mistake}<p>y</p></main>"
    assert list(run_page_rules(FinishedPage("en/index.html", html, "en")))
    count = 0

    for page in _splits(html):
        if not short and not all(_says_something(fragment) for _, fragment in page.fragments):
            continue
        assert page.content().decode() == html
        assert PageScreen().is_suspect(page), page
        count += 1

    assert count > 1


@pytest.mark.parametrize("rule", PAGE_RULES, ids=lambda rule: rule.name)
def test_a_good_page_is_not_suspected(rule: PageRule) -> None:
    """However it is split."""
    for page in _splits(f"<main><h1>x</h1>{rule.good.text}<p>y</p></main>"):
        assert not PageScreen().is_suspect(page), page


def test_a_fragment_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """On however many pages it stands."""
    looked: list[str] = []

    def look(page: FinishedPage) -> Iterator[object]:
        looked.append(page.html)
        return iter(())

    monkeypatch.setattr(page_screen, "run_page_rules", look)
    shared = f"<p>{'shared ' * 200}</p>"
    fragment, screen = _fragment(shared), PageScreen()

    found = [screen.is_suspect(_page((own, "!"), fragment)) for own in ("a", "b", "a")]

    assert found == [False] * 3
    assert looked.count(shared) == 1
    assert len(looked) == 4


def test_a_long_fragment_that_ends_with_a_heading_is_seen() -> None:
    """The section around it ends with nothing below that heading."""
    fragment = _fragment(f"<p>{_WORDS * 20}</p><h3>Left</h3>\n")

    assert PageScreen().is_suspect(_page(('<section id="a">', "</section>"), fragment))
    assert not PageScreen().is_suspect(_page(('<section id="a">', "<p>x</p></section>"), fragment))


def test_a_section_of_a_shared_fragment_is_no_section_twice() -> None:
    """Sections that say different things are right, and so are empty ones that another rule reports."""
    one, two = (f'<section id="{name}"><h2>{name}</h2>{_WORDS} {name}</section>' for name in "ab")

    assert not PageScreen().is_suspect(_page(("", "", ""), _fragment(one), _fragment(two)))


def test_a_section_without_an_id_is_looked_at() -> None:
    """It can say twice what another one says, too."""
    one, two = (f"<section><h2>{name}</h2>{_WORDS}</section>" for name in "ab")

    assert not PageScreen().is_suspect(_page(("", ""), _fragment(one)))
    assert PageScreen().is_suspect(_page(("", "", ""), _fragment(one * 9), _fragment(two * 9)))


def test_pages_of_a_right_site_are_not_suspected(small_site: Path) -> None:
    """So that looking at them takes little time."""
    site, diagnostics = read_site(small_site)
    assert site is not None, diagnostics
    screen = PageScreen()

    suspects = [
        page.path for page in list_pages(site.catalog, site.locales) if screen.is_suspect(site.renderer.render(page))
    ]

    assert suspects == []
