"""Tabs: of protocols, variants, languages and examples; made by the script from blocks that stand below each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LET_ALL_IN

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_MODEL = "/zh/models/google/gemini-3.1-flash-lite/"
_GEMINI, _OPENAI = "gemini-generate-content", "openai-chat-completions"
_BLOCK_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});"""


def _tabs(page: Page, group: str) -> Locator:
    """Give the tabs of the protocols, or of a group in the section of the chosen protocol."""
    if group == "protocol":
        return page.locator(".protocols > [role=tablist] > [role=tab]")
    return page.locator(f".api:not([hidden]) [data-tabs={group}] > [role=tablist] > [role=tab]:visible")


def _states(tabs: Locator) -> list[tuple[str | None, str | None, bool]]:
    """Give `aria-selected`, `tabindex` and whether the panel shows, of each tab."""
    states = []
    for tab in tabs.all():
        panel = tab.page.locator(f"#{tab.get_attribute('aria-controls')}")
        states.append((tab.get_attribute("aria-selected"), tab.get_attribute("tabindex"), panel.is_visible()))
    return states


@pytest.mark.parametrize("group", ["protocol", "variant", "language", "example"])
def test_click_shows_the_panel_of_a_tab(open_page: OpenPage, group: str) -> None:
    """The first panel shows at first; a click shows that of the tab alone, which is then the only one to tab to."""
    page = open_page(_MODEL)
    tabs = _tabs(page, group)
    hidden = [("false", "-1", False)] * (tabs.count() - 1)
    at_first = _states(tabs)

    tabs.last.click()

    assert len(hidden) > 0
    assert at_first == [("true", "0", True), *hidden]
    assert _states(tabs) == [*hidden, ("true", "0", True)]


def test_keys_move_through_the_tabs(open_page: OpenPage) -> None:
    """Arrows go to the next tab and around the ends, Home and End to the first and last; the panel follows."""
    page = open_page(_MODEL)
    tabs = _tabs(page, "language")
    tabs.first.focus()

    visited = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "Home", "End", "ArrowDown"):
        page.keyboard.press(key)
        focused = [tab.evaluate("(tab) => tab === document.activeElement") for tab in tabs.all()]
        visited.append(focused.index(True))
        assert [state[0] == "true" for state in _states(tabs)] == focused

    assert tabs.count() == 3
    assert visited == [1, 2, 0, 2, 1, 0, 2, 2]


def test_keys_with_modifiers_are_left_to_the_browser(open_page: OpenPage) -> None:
    """Control-Home is not taken as Home."""
    page = open_page(_MODEL)
    tabs = _tabs(page, "language")
    tabs.last.click()

    page.keyboard.press("Control+Home")

    assert [state[0] for state in _states(tabs)] == ["false", "false", "true"]


def test_tab_key_goes_from_the_tab_into_its_panel(open_page: OpenPage) -> None:
    """A group of tabs is one stop of the Tab key; what follows is in the panel that shows."""
    page = open_page(_MODEL)
    tabs = _tabs(page, "language")
    tabs.nth(1).click()

    page.keyboard.press("Tab")

    panel = page.locator(f"#{tabs.nth(1).get_attribute('aria-controls')}")
    assert panel.evaluate("(panel) => panel.contains(document.activeElement)")


def test_groups_of_one_name_switch_together(open_page: OpenPage) -> None:
    """A language chosen in the quick start is chosen everywhere on the page."""
    page = open_page(_MODEL)

    page.locator("[data-quick-start] [role=tab]").last.click()

    chosen = page.locator("[data-tabs=language] > [role=tablist] > [aria-selected=true]")
    assert {name.partition(" · ")[0] for name in chosen.all_text_contents()} == {"JavaScript"}
    assert chosen.count() == page.locator("[data-tabs=language]").count()


@pytest.mark.parametrize(("group", "place"), [("protocol", 1), ("variant", 1), ("language", 2)])
def test_choice_holds_on_the_next_page(open_page: OpenPage, group: str, place: int) -> None:
    """What a reader has chosen is chosen on the next page too, in another language and of another model."""
    page = open_page(_MODEL)
    tabs = _tabs(page, group)
    tabs.nth(place).click()
    chosen = tabs.nth(place).evaluate("(tab) => document.getElementById(tab.getAttribute('aria-controls')).dataset.tab")

    page.goto(page.url.replace("/zh/", "/en/").replace("flash-lite", "pro"))

    shown = f".tabs[data-tabs={group}]:visible > [data-tab={chosen}]"
    assert _tabs(page, group).nth(place).get_attribute("aria-selected") == "true"
    expect(page.locator(shown).first).to_be_visible()


def test_unknown_choice_shows_the_first_tab(open_page: OpenPage) -> None:
    """A stored choice that a page does not have is ignored there."""
    page = open_page(_MODEL, choices={"tab-protocol": "anthropic-messages", "tab-language": '"]'})

    assert _tabs(page, "protocol").first.get_attribute("aria-selected") == "true"
    assert _tabs(page, "language").first.get_attribute("aria-selected") == "true"


def test_tabs_work_without_storage(open_page: OpenPage) -> None:
    """A browser that blocks storage gets tabs all the same; the choice ends with the page."""
    page = open_page(_MODEL, prepare=lambda page: page.add_init_script(_BLOCK_STORAGE))

    _tabs(page, "protocol").last.click()

    assert [state[2] for state in _states(_tabs(page, "protocol"))] == [False, True]


def test_clicked_tab_stays_under_the_pointer(open_page: OpenPage) -> None:
    """Panels above may become longer or shorter; what was clicked does not move."""
    page = open_page(_MODEL, width=390)
    page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    page.evaluate(LET_ALL_IN)
    tab = _tabs(page, "language").last
    tab.scroll_into_view_if_needed()
    before = tab.bounding_box()
    height = page.evaluate("document.querySelector('[data-quick-start]').offsetHeight")

    tab.click()

    after = tab.bounding_box()
    assert page.evaluate("document.querySelector('[data-quick-start]').offsetHeight") != height
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 1


@pytest.mark.parametrize(
    ("fragment", "panel"),
    [
        (f"api-{_OPENAI}", f"#api-{_OPENAI}"),
        (f"api-{_OPENAI}-errors", f"#api-{_OPENAI}"),
        ("faq-2", "#faq-2 > div"),
    ],
)
def test_link_from_elsewhere_opens_what_is_hidden(open_page: OpenPage, fragment: str, panel: str) -> None:
    """An address that ends in the id of something in a hidden tab or a closed answer leads the reader to it."""
    page = open_page(f"{_MODEL}#{fragment}")

    expect(page.locator(panel)).to_be_visible()
    expect(page.locator(f"#{fragment}")).to_be_in_viewport()


def test_link_on_the_page_opens_what_is_hidden(open_page: OpenPage) -> None:
    """A link to a hidden protocol opens its tab, also a second time, and marks the tab as chosen."""
    page = open_page(_MODEL)
    link, tabs = page.locator(f".toc a[href='#api-{_OPENAI}']"), _tabs(page, "protocol")

    for _ in range(2):
        tabs.first.click()
        link.click()
        expect(tabs.last).to_have_attribute("aria-selected", "true")

    expect(page.locator(f"#api-{_OPENAI}")).to_be_visible()
    expect(page.locator(f"#api-{_GEMINI}")).to_be_hidden()


def test_chosen_tab_stands_on_the_line_of_its_list(open_page: OpenPage) -> None:
    """Nothing but the line of one pixel is between the lower edge of the chosen tab and that of its list."""
    page = open_page(_MODEL)

    gaps = page.evaluate("""() => Array.from(document.querySelectorAll("[aria-selected=true]"))
      .filter((tab) => tab.getClientRects().length && tab.closest(".variants > [role=tablist]") === null)
      .map((tab) => tab.parentElement.getBoundingClientRect().bottom - tab.getBoundingClientRect().bottom)""")

    assert set(gaps) == {1}


def test_quick_start_follows_the_protocol(open_page: OpenPage) -> None:
    """The code beside the text is that of the chosen protocol, with tabs, one copy button and the chosen language."""
    page = open_page(_MODEL, choices={"tab-language": "javascript"})
    box = page.locator("[data-quick-start]")

    for tab, protocol in ((1, _OPENAI), (0, _GEMINI)):
        _tabs(page, "protocol").nth(tab).click()

        code = box.locator("pre:visible")
        own = page.locator(f"#api-{protocol} .variants > [data-tab=basic] pre[data-snippet='javascript/basic']")
        assert box.locator("[data-quick-start-name]").text_content() == _tabs(page, "protocol").nth(tab).text_content()
        assert code.get_attribute("data-protocol") == protocol
        assert code.text_content() == own.text_content()
        assert box.locator("[role=tab]").count() == 3


def test_every_tab_and_panel_name_each_other(open_page: OpenPage) -> None:
    """Each list of tabs has a name, each tab an existing panel, each panel its tab as its name; no id is used twice."""
    page = open_page(_MODEL)

    unnamed = page.evaluate("""() => Array.from(document.querySelectorAll("[role=tab]")).filter((tab) => {
      const panel = document.getElementById(tab.getAttribute("aria-controls"));
      const list = tab.closest("[role=tablist]");
      return !list?.getAttribute("aria-label") || !tab.textContent.trim()
        || panel?.getAttribute("role") !== "tabpanel" || panel.getAttribute("aria-labelledby") !== tab.id;
    }).map((tab) => tab.outerHTML)""")
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), (element) => element.id)")

    assert unnamed == []
    assert len(ids) == len(set(ids))
    assert page.locator("[role=tab]").count() > 20
