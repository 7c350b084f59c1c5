"""Copy buttons, theme switch, filter, language menu and section list."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
Model = dict[str, str]

_MODELS = Path(__file__).parents[2] / "catalog/models"
_MODEL = "/ru/models/google/gemini-3.1-flash-lite/"
_BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
_LIGHT, _DARK = "rgb(255, 255, 255)", "rgb(15, 18, 22)"
_CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="module")
def models() -> list[Model]:
    """Give what the records of the site call their models: name, id for calls, status, and id of the maker."""
    found = []
    for path in sorted(_MODELS.rglob("*.yaml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        found.append({name: record[name] for name in ("name", "api_id", "status")} | {"maker": path.parent.name})
    return found


@pytest.mark.parametrize(
    ("source", "button"),
    [
        ("[data-quick-start] pre:visible", "[data-quick-start] figure:visible .copy"),
        ("pre[data-snippet='json/request']:visible", "figure:has(pre[data-snippet='json/request']):visible .copy"),
        (".model-head [data-copy]", ".model-head .copy:not([data-compare])"),
    ],
)
def test_copy_button_copies_exactly_the_text(open_page: OpenPage, source: str, button: str) -> None:
    """The clipboard holds the code or the id, no more and no less; button and status say so for two seconds."""
    page = open_page(_MODEL, permissions=_CLIPBOARD, prepare=lambda page: page.clock.install())
    control, status = page.locator(button).first, page.locator("#status")

    control.click()

    expect(status).to_have_text("Скопировано")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(source).first.text_content()
    assert control.text_content() == "Скопировано"
    page.clock.run_for(2000)
    assert control.text_content() == "Копировать"
    assert status.text_content() == ""


def test_of_a_change_only_what_is_new_is_copied(open_page: OpenPage) -> None:
    """The lines to paste come without the old ones and without signs; the bar above them says what they are."""
    page = open_page("/en/models/openai/gpt-5.4/code/", permissions=_CLIPBOARD)
    figure = page.locator("figure:has([data-snippet='python/switch'])").first
    lines = (figure.locator("pre").text_content() or "").splitlines(keepends=True)

    figure.locator(".copy").click()

    expect(page.locator("#status")).to_have_text("Copied")
    assert [line[0] for line in lines] == ["-", "-", "+", "+"]
    assert page.evaluate("navigator.clipboard.readText()") == "".join(line[1:] for line in lines[2:])
    assert figure.locator("figcaption > :visible").first.text_content() == "Python · openai"


def test_failed_copy_is_said(open_page: OpenPage) -> None:
    """A browser that refuses to copy is not taken for one that did."""
    page = open_page(_MODEL, prepare=lambda page: page.clock.install())
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")

    page.locator(".model-head .copy:not([data-compare])").click()

    expect(page.locator("#status")).to_have_text("Не удалось скопировать")
    assert page.locator(".model-head .copy:not([data-compare])").text_content() == "Не удалось скопировать"


@pytest.mark.parametrize("choices", [{}, {"tab-protocol": "openai-chat-completions"}])
def test_every_code_has_one_copy_button(open_page: OpenPage, choices: dict[str, str]) -> None:
    """Each code sample has a button that copies just its text, also where an earlier choice has replaced the code."""
    page = open_page(_MODEL, choices=choices)

    copied = page.evaluate("""async () => {
      const copied = [];
      navigator.clipboard.writeText = async (text) => copied.push(text);
      const pairs = [];
      for (const figure of document.querySelectorAll("figure.code")) {
        const buttons = figure.querySelectorAll(".copy");
        for (const button of buttons) button.click();
        await null;
        pairs.push([buttons.length, copied.splice(0).join() === figure.querySelector("pre").textContent]);
      }
      return pairs;
    }""")

    assert len(copied) > 15
    assert copied == [[1, True]] * len(copied)


def test_no_copy_button_where_nothing_can_be_copied(open_page: OpenPage) -> None:
    """A page on plain HTTP has no clipboard and so no buttons."""
    hide = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"

    page = open_page(_MODEL, prepare=lambda page: page.add_init_script(hide))

    assert page.locator("main .copy:not([data-compare])").count() == 0


def test_theme_follows_the_system_until_it_is_chosen(open_page: OpenPage) -> None:
    """The theme is the system's; a choice wins over it and holds on the next page, and `system` takes it back."""
    page = open_page(_MODEL, color_scheme="dark")
    backgrounds = [page.evaluate(_BACKGROUND)]

    for theme in ("light", "dark", "system"):
        page.locator("#theme").select_option(theme)
        page.emulate_media(color_scheme="dark" if theme == "light" else "light")
        page.goto(page.url.replace("/ru/", "/en/"))
        backgrounds.append(page.evaluate(_BACKGROUND))
        assert page.locator("#theme").input_value() == theme

    assert backgrounds == [_DARK, _LIGHT, _DARK, _LIGHT]
    assert page.evaluate("localStorage.getItem('theme')") is None


@pytest.mark.parametrize("path", ["/", _MODEL])
def test_stored_theme_is_there_before_the_first_paint(open_page: OpenPage, path: str) -> None:
    """The attribute is set by a script the browser waits for, so no frame shows the other theme."""
    note = """new PerformanceObserver((list, observer) => {
      window.themeAtFirstPaint = document.documentElement.dataset.theme;
      observer.disconnect();
    }).observe({ type: "paint", buffered: true });"""

    page = open_page(
        path, choices={"theme": "dark"}, color_scheme="light", prepare=lambda page: page.add_init_script(note)
    )
    order = page.evaluate("""new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const theme = performance.getEntriesByType("resource").find((entry) => entry.name.includes("/theme."));
        resolve(theme.responseEnd < list.getEntries()[0].startTime && theme.renderBlockingStatus === "blocking");
      }).observe({ type: "paint", buffered: true });
    })""")

    assert order is True
    assert page.evaluate("window.themeAtFirstPaint") == "dark"
    assert page.evaluate(_BACKGROUND) == _DARK


def test_page_kept_by_the_browser_gets_the_new_theme(open_page: OpenPage) -> None:
    """Back in the history, a page shows the theme that was chosen in the meantime, not the one it was left with."""
    page = open_page(_MODEL, choices={"theme": "dark"})

    page.evaluate("localStorage.setItem('theme', 'light')")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    assert page.evaluate(_BACKGROUND) == _LIGHT
    assert page.locator("#theme").input_value() == "light"


@pytest.mark.parametrize("theme", ["purple", ""])
def test_unknown_stored_theme_is_ignored(open_page: OpenPage, theme: str) -> None:
    """Only light and dark can be stored; anything else means the system's theme."""
    page = open_page(_MODEL, choices={"theme": theme})

    assert page.evaluate("document.documentElement.dataset.theme") is None
    assert page.locator("#theme").input_value() == "system"


@pytest.mark.parametrize(
    ("typed", "matches"),
    [
        ("gpt", lambda model: "gpt" in f"{model['name']} {model['api_id']}".lower()),
        ("  LITE gemini ", lambda model: re.search("gemini.*lite", model["name"].lower())),
        ("стабильная", lambda model: model["status"] == "stable"),
        ("OpenAI устаревшая", lambda model: (model["maker"], model["status"]) == ("openai", "deprecated")),
        ("gpt-5.3-chat-latest", lambda model: model["api_id"] == "gpt-5.3-chat-latest"),
    ],
)
def test_filter_shows_rows_with_every_word(
    open_page: OpenPage, models: list[Model], typed: str, matches: Callable[[Model], object]
) -> None:
    """Words may stand in any order and case, in a name, an id or a translated status; no words show all rows."""
    page = open_page("/ru/")
    rows = page.locator("#model-table tbody tr:visible")

    expected = sorted(model["name"] for model in models if matches(model))
    page.locator("input[name=q]").fill(typed)
    expect(rows).to_have_count(len(expected))
    shown = rows.locator("th a").all_text_contents()
    page.locator("input[name=q]").fill("")

    assert sorted(shown) == expected
    assert 0 < len(expected) < len(models)
    assert rows.count() == len(models)


def test_filter_says_that_nothing_matches(open_page: OpenPage) -> None:
    """When no row is left, a sentence says so, and the count, which is spoken, is zero; until there is one."""
    page = open_page("/ru/")
    field, message, status = (page.locator(name) for name in ("input[name=q]", ".filter-empty", ".filter-count"))

    field.fill("нет такой")

    expect(message).to_be_visible()
    expect(status).to_contain_text("Найдено моделей: 0 из")
    assert status.get_attribute("role") == "status"
    field.fill("gpt")
    expect(message).to_be_hidden()


def test_filter_works_where_rows_are_entries(open_page: OpenPage, models: list[Model]) -> None:
    """On a phone, where a row is a short entry, filtered ones go too."""
    page = open_page("/zh/", width=390)

    page.locator("input[name=q]").fill("gpt")

    found = [model for model in models if "gpt" in f"{model['name']} {model['api_id']}".lower()]
    expect(page.locator("#model-table tbody tr:visible")).to_have_count(len(found))


def test_language_menu_leads_to_the_same_page(open_page: OpenPage) -> None:
    """The menu names the languages in themselves and leads to the same page in another, which is remembered."""
    page = open_page(_MODEL)
    page.locator(".menu > summary").click()
    names = page.locator(".menu a").all_text_contents()

    page.locator(".menu a[hreflang=zh-Hans]").click()

    assert names == ["简体中文", "Русский", "English"]
    assert page.url.endswith(_MODEL.replace("/ru/", "/zh/"))
    assert page.evaluate("localStorage.getItem('locale')") == "zh-Hans"


def test_language_menu_closes_like_a_menu(open_page: OpenPage) -> None:
    """Escape, a click elsewhere and moving the focus out of it close the menu; Escape brings the focus back to it."""
    page = open_page(_MODEL)
    menu, summary = page.locator(".menu"), page.locator(".menu > summary")

    summary.click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert summary.evaluate("(summary) => summary === document.activeElement")

    summary.click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None

    summary.click()
    for _ in range(4):
        page.keyboard.press("Tab")
    assert menu.get_attribute("open") is None


@pytest.mark.parametrize("width", [390, 1280])
def test_section_list_marks_what_is_read(open_page: OpenPage, width: int) -> None:
    """The entry of the section at the top of the screen is marked, alone, and in view where the list is a bar."""
    page = open_page(_MODEL, width=width)
    marked = page.locator(".toc [aria-current]")

    for section in ("pricing", "faq", "overview"):
        page.locator(f"#{section}").evaluate("(section) => section.scrollIntoView({ behavior: 'instant' })")
        expect(marked).to_have_attribute("href", f"#{section}")
        expect(marked).to_be_in_viewport()
