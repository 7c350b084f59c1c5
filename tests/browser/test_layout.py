"""Where things stand: columns and their heads, the head of the page, what fits into its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LET_ALL_IN

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_LANGUAGES = ["zh", "ru", "en"]
_COLUMNS = """(table) => {
  const row = table.tHead.rows[0];
  const cells = Array.from(row.cells).filter((cell) => cell.checkVisibility());
  return [getComputedStyle(row).gridTemplateColumns.split(" ").length, cells.length];
}"""
_MODEL = "/ru/models/google/gemini-3.1-pro/"
_OVERFLOWING = """(table) => Array.from(table.querySelectorAll("tr:not([hidden]) > *"))
  .filter((cell) => cell.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1)
  .map((cell) => `${cell.scrollWidth} > ${cell.clientWidth}: ${cell.textContent}`)"""


@pytest.mark.parametrize(("path", "count"), [("/en/", 10), ("/en/?mix=3,0,1", 11), ("/en/providers/google/", 9)])
def test_models_have_a_track_for_each_column(open_page: OpenPage, path: str, count: int) -> None:
    """No more and no fewer, with the cost and without the provider: each column has the width meant for it."""
    page = open_page(path)
    expect(page.locator("#model-table[data-costs]")).to_have_count(int("mix" in path))

    assert page.locator("#model-table").evaluate(_COLUMNS) == [count, count]


@pytest.mark.parametrize("query", ["", "?input=1234567&output=7654321"])
@pytest.mark.parametrize("slug", _LANGUAGES)
def test_no_price_is_cut_off(open_page: OpenPage, slug: str, query: str) -> None:
    """Every cell of the table of all prices holds its words, dates and sums among them."""
    page = open_page(f"/{slug}/pricing/{query}")
    expect(page.locator("#price-table.has-cost")).to_have_count(1 if query else 0)

    assert page.locator("#price-table").evaluate(_OVERFLOWING) == []


@pytest.mark.parametrize("slug", _LANGUAGES)
def test_the_head_of_the_page_has_two_lines_at_most(open_page: OpenPage, slug: str) -> None:
    """Two on tablets, one from 1024 pixels on, in every language."""
    page = open_page(f"/{slug}/")
    lines = {}

    for width in (390, 768, 800, 900, 1023, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        lines[width] = page.locator(".site-bar").evaluate("(bar) => Math.ceil((bar.offsetHeight - 8) / 48)")

    assert lines == {390: 2, 768: 2, 800: 2, 900: 2, 1023: 2, 1024: 1, 1280: 1}


@pytest.mark.parametrize("slug", _LANGUAGES)
def test_no_model_runs_into_the_next_column(open_page: OpenPage, slug: str) -> None:
    """Names of makers wrap; prices and states of prices fit."""
    page = open_page(f"/{slug}/")

    assert page.locator("#model-table").evaluate(_OVERFLOWING) == []


@pytest.mark.parametrize("slug", _LANGUAGES)
def test_phone_shows_prices_as_cards(open_page: OpenPage, slug: str) -> None:
    """The price stands beside what is charged, nothing is off the screen, and each model is named once."""
    page = open_page(f"/{slug}/pricing/", width=390)
    table = page.locator("#price-table")
    models = table.locator("tbody tr").evaluate_all("(rows) => new Set(rows.map((row) => row.dataset.model)).size")

    apart = table.evaluate("""(table) => Array.from(table.tBodies[0].rows)
      .map((row) => [row.cells[2], row.querySelector(".our-price")].map((cell) => cell.getBoundingClientRect()))
      .filter(([meter, price]) => meter.top !== price.top || meter.right > price.left || price.right > innerWidth)
      .length""")

    assert apart == 0
    assert table.locator("tbody th:visible").count() == models
    assert table.evaluate("(table) => table.scrollWidth <= table.parentElement.clientWidth")


@pytest.mark.parametrize("path", ["/ru/pricing/", "/ru/"])
def test_arrows_of_sorting_take_no_room(open_page: OpenPage, path: str) -> None:
    """Each head that sorts has one, which is never alone on a line."""
    page = open_page(path)
    expect(page.locator(".sort").first).to_be_visible()

    arrows = page.locator(".sort:visible").evaluate_all(
        "(buttons) => buttons.map((button) => getComputedStyle(button, '::after'))"
        ".map(({ position, opacity, content }) => [position, opacity, content])"
    )

    assert arrows == [["absolute", "1", '"↕" / ""']] * 9


@pytest.mark.parametrize("width", [390, 1280])
def test_features_and_their_states_share_a_line(open_page: OpenPage, width: int) -> None:
    """However long the name of a feature is, its state stands beside it and is one line itself."""
    page = open_page(_MODEL, width=width)

    states = page.locator(".capabilities > div").evaluate_all("""(rows) => rows.map((row) => {
      const [name, state] = row.children;
      const lines = state.clientHeight / parseFloat(getComputedStyle(state).lineHeight);
      return [Math.round(lines), name.offsetLeft + name.offsetWidth <= state.offsetLeft];
    })""")

    assert len(states) > 5
    assert states == [[1, True]] * len(states)


def test_errors_and_variants_do_not_scroll_on_a_desktop(open_page: OpenPage) -> None:
    """The longest language fits into the columns of a model page and of its code."""
    wide = """(boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth)
      .map((box) => `${box.scrollWidth} > ${box.clientWidth}: ${box.textContent.trim().slice(0, 60)}`)"""
    model, code = open_page(_MODEL), open_page(f"{_MODEL}code/")
    model.evaluate(LET_ALL_IN)

    assert model.locator(".scroll:has(> .errors)").evaluate_all(wide) == []
    assert code.locator(".variants > [role=tablist]").evaluate_all(wide) == []


def test_pairs_on_a_phone_stand_apart(open_page: OpenPage) -> None:
    """Below the maker's name, each pair is a line or two of its own with a gap to the next."""
    page = open_page("/ru/compare/", width=390)
    page.locator("#pairs").wait_for()  # which stands aside until the comparison has taken its place

    gaps = page.locator("#pairs dd li + li").evaluate_all(
        "(items) => items.map((item) => item.getBoundingClientRect().top"
        " - item.previousElementSibling.getBoundingClientRect().bottom)"
    )
    title, first = page.locator("#pairs dt").first.bounding_box(), page.locator("#pairs dd").first.bounding_box()

    assert min(gaps) >= 4
    assert title is not None
    assert first is not None
    assert title["y"] + title["height"] <= first["y"]


def test_dots_stand_evenly_between_badges(open_page: OpenPage) -> None:
    """The button of the comparison has the same room as the words beside it."""
    page = open_page(_MODEL)

    gaps = page.locator(".badges").evaluate("""(list) => {
      const range = document.createRange();
      const boxes = Array.from(list.children, (item) => {
        range.selectNodeContents(item.querySelector("button, a") ?? item);
        return range.getBoundingClientRect();
      });
      return boxes.slice(1).map((box, at) => Math.round(box.left - boxes[at].right));
    }""")

    assert len(set(gaps)) == 1


def test_buttons_of_filters_have_the_same_padding_on_a_phone(open_page: OpenPage) -> None:
    """Their words do not stick to the border."""
    page = open_page("/ru/", width=390)
    page.locator(".filter-toggle").click()

    padding = page.locator(".filter-toggle, .facet > summary").evaluate_all(
        "(buttons) => buttons.map((button) => getComputedStyle(button).paddingInlineStart)"
    )

    assert set(padding) == {"9.6px"}


@pytest.mark.parametrize("width", [390, 1280])
def test_names_of_parameters_break_between_their_words(open_page: OpenPage, width: int) -> None:
    """However deep a field is nested, no letter of a word stands alone on the next line."""
    page = open_page(_MODEL, width=width)
    page.evaluate(LET_ALL_IN)

    broken = page.locator(".parameters th > code").evaluate_all("""(names) => {
      const range = document.createRange();
      const isBroken = (word) => {
        range.selectNodeContents(word);
        return word.nodeType === Node.TEXT_NODE && range.getClientRects().length > 1;
      };
      return names.flatMap((name) => Array.from(name.childNodes)).filter(isBroken).map((word) => word.data);
    }""")

    assert broken == []


def test_parameters_stand_apart_from_the_list_of_them(open_page: OpenPage) -> None:
    """The first table begins below the links that lead into it."""
    page = open_page(_MODEL)
    page.evaluate(LET_ALL_IN)
    links, table = page.locator(".parameter-list").first, page.locator(".parameter-list + .scroll").first

    bottom = links.evaluate("(list) => list.getBoundingClientRect().bottom")

    assert table.evaluate("(table) => table.getBoundingClientRect().top") - bottom == 16
