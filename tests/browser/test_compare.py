"""Models side by side: choosing them anywhere, the address that holds them, and the pages of pairs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

OpenPage = Callable[..., Page]

PRO, GPT, OPUS = "google/gemini-3.1-pro", "openai/gpt-5.4", "anthropic/claude-opus-4.8"
LITE = "google/gemini-3.1-flash-lite"
_ROWS = """table => Array.from(table.querySelectorAll("tbody > tr"), row =>
    [row.className, ...Array.from(row.cells, cell => cell.innerText.split(/\\s+/).filter(Boolean).join(" "))])"""


def _heads(page: Page) -> list[str]:
    return page.locator(".compared thead th > a").all_inner_texts()


def _options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Models").get_by_role("option")


def _table(page: Page) -> Locator:
    table = page.locator(".compared")
    expect(table).to_be_visible(timeout=30_000)
    return table


@pytest.mark.parametrize("slug", ["zh", "ru", "en"])
def test_the_table_by_choice_has_the_rows_of_the_page_of_the_pair(slug: str, open_page: OpenPage) -> None:
    """The same labels, cells, differences and marks, though one is made from records and the other from pages."""
    first, second = LITE, PRO
    pair = open_page(f"/{slug}/compare/{first}/vs/{second}/")
    written = pair.locator(".compared tbody[data-group=comparison] > tr").count()
    chosen = open_page(f"/{slug}/compare/?models={first},{second}")

    rows, expected = _table(chosen).evaluate(_ROWS), _table(pair).evaluate(_ROWS)

    assert rows == expected[: len(expected) - written]
    assert len(rows) > 40


def test_models_are_chosen_in_the_table_of_models(open_page: OpenPage) -> None:
    """A bar names them and leads to the comparison; four are the most."""
    page = open_page("/en/")
    boxes = page.locator("input[data-compare]")
    bar = page.get_by_role("complementary", name="Models to compare")

    expect(bar).to_be_hidden()
    for key in (GPT, PRO, OPUS, LITE):
        page.locator(f"input[data-compare='{key}']").check()
    other = page.locator("input[data-compare='xai/grok-4.3']")
    other.click()

    expect(other).not_to_be_checked()
    expect(bar.get_by_role("status")).to_contain_text("Four models are the most")
    assert boxes.count() == 56
    bar.get_by_role("button", name="Remove Gemini 3.1 Flash-Lite").click()
    expect(page.locator(f"input[data-compare='{LITE}']")).not_to_be_checked()
    bar.get_by_role("link", name="Compare 3 models").click()
    _table(page)
    assert page.url.endswith(f"/en/compare/?models={GPT},{PRO},{OPUS}")
    assert _heads(page) == ["GPT-5.4", "Gemini 3.1 Pro", "Claude Opus 4.8"]


def test_a_choice_is_remembered_while_browsing(open_page: OpenPage) -> None:
    """From page to page, to another language, and back; clearing it clears all."""
    page = open_page(f"/en/models/{PRO}/")
    button = page.locator("button[data-compare]")

    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(page.url.replace("/en/", "/ru/").replace(PRO, GPT))
    page.locator("button[data-compare]").click()
    page.get_by_role("link", name="Сравнить", exact=True).click()
    _table(page)
    assert _heads(page) == ["Gemini 3.1 Pro", "GPT-5.4"]
    page.go_back()
    page.locator("#compare-bar > p > button").click()

    expect(page.locator("#compare-bar")).to_be_hidden()
    expect(page.locator("button[data-compare]")).to_have_attribute("aria-pressed", "false")


def test_the_address_holds_the_choice_and_back_leads_back(open_page: OpenPage) -> None:
    """Adding, moving and removing are steps of the history; the focus stays where the reader works."""
    page = open_page(f"/en/compare/?models={PRO},{GPT}")
    _table(page)

    field = page.get_by_role("combobox", name="Add a model")
    field.fill("opus 4.8")
    expect(_options(page).first).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(page.locator(".compared")).to_have_attribute("data-models", "3")
    assert page.url.endswith(f"?models={PRO},{GPT},{OPUS}")
    expect(field).to_be_focused()

    page.get_by_role("button", name="Move Claude Opus 4.8 to the left").press("Enter")
    expect(page.get_by_role("button", name="Move Claude Opus 4.8 to the left")).to_be_focused()
    assert _heads(page) == ["Gemini 3.1 Pro", "Claude Opus 4.8", "GPT-5.4"]
    page.get_by_role("button", name="Remove Gemini 3.1 Pro").press("Enter")
    expect(page.get_by_role("button", name="Remove Claude Opus 4.8")).to_be_focused()
    expect(page.locator("#status")).to_have_text("Gemini 3.1 Pro is no longer in the comparison")
    assert page.url.endswith(f"?models={OPUS},{GPT}")

    page.go_back()
    page.go_back()
    expect(page.locator(".compared thead th").nth(1)).to_contain_text("GPT-5.4")
    assert _heads(page) == ["Gemini 3.1 Pro", "GPT-5.4", "Claude Opus 4.8"]
    page.go_back()
    expect(page.locator(".compared")).to_have_attribute("data-models", "2")


def test_only_differences_can_be_shown(open_page: OpenPage) -> None:
    """Rows that agree go, headings without rows too; the address tells it."""
    page = open_page(f"/en/compare/?models={PRO},{GPT}")
    same = _table(page).locator("tbody > tr:not(.differs):has(td)")

    assert same.count() > 5
    expect(same.first).to_be_visible()
    page.get_by_label("Only differences").check()

    assert page.url.endswith(f"?models={PRO},{GPT}&differences")
    assert same.evaluate_all("rows => rows.filter(row => row.checkVisibility()).length") == 0
    expect(page.locator(".compared .differs").first).to_contain_text("≠")
    again = open_page(f"/en/compare/?models={PRO},{GPT}&differences")
    _table(again)
    expect(again.get_by_label("Only differences")).to_be_checked()


def test_an_unknown_id_is_named_and_other_spellings_are_understood(open_page: OpenPage) -> None:
    """An alias leads to its model; what leads nowhere is said, and the rest is shown."""
    page = open_page("/en/compare/?models=gemini-3.1-pro-preview,nobody/nothing,../../evil,openai/gpt-5.4")
    _table(page)

    assert _heads(page) == ["Gemini 3.1 Pro", "GPT-5.4"]
    expect(page.get_by_role("alert")).to_have_text("There is no model with this id: nobody/nothing, ../../evil")


def test_more_than_four_models_are_cut_and_it_is_said(open_page: OpenPage) -> None:
    """The first four of the address are shown; a fifth cannot be added."""
    page = open_page(f"/en/compare/?models={PRO},{GPT},{OPUS},{LITE},xai/grok-4.3")

    expect(_table(page)).to_have_attribute("data-models", "4")
    expect(page.get_by_role("alert")).to_contain_text("Only the first four")
    page.get_by_role("combobox", name="Add a model").fill("grok")
    _options(page).first.click()
    expect(page.get_by_role("alert")).to_contain_text("Four models are the most")


def test_the_field_works_by_keyboard_and_says_when_nothing_fits(open_page: OpenPage) -> None:
    """Arrows open and walk the list, Escape closes it; without a choice the page says how to make one."""
    page = open_page("/en/compare/")
    field = page.get_by_role("combobox", name="Add a model")

    expect(page.locator(".compare.ready")).to_be_visible()
    expect(page.get_by_text("Choose two models or more")).to_be_visible()
    field.press("ArrowDown")
    expect(_options(page).first).to_have_attribute("aria-selected", "true")
    field.press("ArrowUp")
    expect(_options(page).last).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.fill("qqqqqqq")
    expect(page.get_by_text("No model matches.")).to_be_visible()
    field.press("Escape")
    field.fill("gpt-5.4")
    field.press("Enter")
    expect(page.locator(".compared thead th")).to_contain_text("GPT-5.4")


def test_what_is_typed_before_the_models_have_come_is_found_then(open_page: OpenPage) -> None:
    """A reader may be faster than the network: the list opens by itself when there is one."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page = open_page("/en/compare/", prepare=lambda page: page.route("**/search/catalog.json", hold))
    page.get_by_role("combobox", name="Add a model").press_sequentially("gpt-5.4")
    expect(page.get_by_role("listbox")).to_be_hidden()

    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()

    expect(_options(page).first).to_contain_text("GPT-5.4")


def test_a_failed_load_is_said(open_page: OpenPage, problems: list[str]) -> None:
    """Without a connection the reader is told which models are missing; the others are shown."""
    page = open_page(
        f"/en/compare/?models={PRO},{GPT}",
        prepare=lambda page: page.route(f"**/models/{GPT}/", lambda route: route.abort()),
    )

    expect(page.get_by_role("alert")).to_contain_text("These models could not be loaded: GPT-5.4")
    assert _heads(page) == ["Gemini 3.1 Pro"]
    problems.clear()


def test_a_failed_index_is_said(open_page: OpenPage, problems: list[str]) -> None:
    """The page cannot know any model then."""
    page = open_page(
        f"/en/compare/?models={PRO}",
        prepare=lambda page: page.route("**/search/catalog.json", lambda route: route.abort()),
    )

    expect(page.get_by_role("alert")).to_contain_text("The comparison could not be loaded")
    problems.clear()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", [f"/ru/compare/{LITE}/vs/{PRO}/", f"/ru/compare/?models={LITE},{PRO}"])
def test_two_models_are_readable_side_by_side(path: str, width: int, open_page: OpenPage) -> None:
    """The names stay at the top while the reader scrolls, and nothing scrolls sideways."""
    page = open_page(path, width=width)
    table = _table(page)
    row = table.locator("tbody[data-group=pricing] > tr").nth(1)

    page.evaluate("element => element.scrollIntoView({ block: 'center' })", row.element_handle())
    head = table.locator("thead th").first.bounding_box()
    cells = [cell.bounding_box() for cell in row.locator("td").all()]

    assert head is not None
    assert round(head["y"]) == 0
    assert len(cells) == 2
    assert cells[0] is not None
    assert cells[1] is not None
    assert cells[0]["y"] == cells[1]["y"]
    assert cells[1]["x"] + cells[1]["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_labels_stay_in_sight_where_four_models_scroll_sideways(open_page: OpenPage) -> None:
    """On a phone the region scrolls; names stay at its top and labels at its left."""
    page = open_page(f"/en/compare/?models={PRO},{GPT},{OPUS},{LITE}", width=390)
    region = page.get_by_role("region", name="Comparison")
    _table(page)

    region.evaluate("element => element.scrollTo(element.scrollWidth, 900)")
    left, top = region.evaluate(
        "element => [element.getBoundingClientRect().left, element.getBoundingClientRect().top]"
    )
    labels = region.locator("tbody th").evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
    names = region.locator("thead th").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")

    assert set(labels) == {left}
    assert set(names) == {top}
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts_pairs_are_plain_links(open_page: OpenPage) -> None:
    """No dead control is shown, and a page of a pair can hide what is the same by itself."""
    page = open_page("/en/compare/", java_script_enabled=False)

    assert page.locator("main :is(button, input):visible").count() == 0
    page.get_by_role("link", name="Gemini 3.1 Flash-Lite and Gemini 3.1 Pro", exact=True).click()
    same = page.locator(".compared tbody > tr:not(.differs):has(td)")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gemini 3.1 Flash-Lite vs Gemini 3.1 Pro")
    expect(same.first).to_be_visible()
    page.get_by_label("Only differences").check()
    expect(same.first).to_be_hidden()


def test_pages_of_models_lead_to_their_pairs(open_page: OpenPage) -> None:
    """From the comparison in the record, and from the models that stand beside it."""
    page = open_page(f"/en/models/{LITE}/")

    assert page.locator("#comparison a[href*='/vs/']").count() == 1
    assert page.locator("[data-more=pair] a").count() >= 2
    page.locator("#comparison a[href*='/vs/']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gemini 3.1 Flash-Lite vs Gemini 3.1 Pro")
    page.get_by_role("link", name="Add another model").click()
    assert _table(page).get_attribute("data-models") == "2"
