"""Readers without scripts, on paper, with forced colours or with less motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_MODEL = "/zh/models/google/gemini-3.1-flash-lite/"
_PROTOCOL = "/ru/protocols/gemini-generate-content/"
_HIDDEN = """(selector) => Array.from(document.querySelectorAll(selector))
  .filter((element) => !element.checkVisibility() || !element.getClientRects().length)
  .map((element) => element.outerHTML.slice(0, 100))"""
_CONTENT = "main section[data-section], main h2, main h3, main h4, main pre, main table, main .tab-title"


@pytest.mark.parametrize("path", [_MODEL, _PROTOCOL])
def test_everything_is_there_without_scripts(open_page: OpenPage, path: str) -> None:
    """Without scripts all protocols, variants, languages and examples stand one below the other; nothing is dead."""
    page = open_page(path, java_script_enabled=False)

    assert page.evaluate(_HIDDEN, _CONTENT) == []
    assert page.locator("main pre").count() > 8
    assert page.locator("[role=tab], .copy:visible, .needs-script:visible").count() == 0


def test_everything_is_there_if_the_script_is_lost(open_page: OpenPage, problems: list[str]) -> None:
    """If the main script cannot be loaded, the page is as without scripts rather than half hidden."""
    page = open_page(_MODEL, prepare=lambda page: page.route("**/assets/site.*.js", lambda route: route.abort()))
    noted = [problem for problem in problems if "site." in problem or "ERR_FAILED" in problem]

    assert page.evaluate(_HIDDEN, _CONTENT) == []
    assert noted == problems
    problems.clear()


def test_answers_open_without_scripts(open_page: OpenPage) -> None:
    """Questions are opened by the browser itself."""
    page = open_page(_MODEL, java_script_enabled=False)

    page.locator("#faq-1 > summary").click()

    assert page.locator("#faq-1 > div").is_visible()


@pytest.mark.parametrize("path", [_MODEL, _PROTOCOL])
def test_paper_shows_every_tab_and_answer(open_page: OpenPage, path: str) -> None:
    """On paper there is the content of all tabs with their titles and of all answers, and nothing to click on."""
    page = open_page(path, color_scheme="dark")

    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate(_HIDDEN, f"{_CONTENT}, .faq details > div") == []
    assert page.locator("[role=tablist]:visible, .copy:visible, .site-header:visible, .toc:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(26, 31, 39)"


def test_paper_has_nothing_cut_off(open_page: OpenPage) -> None:
    """On a sheet of A4, code is wrapped and tables are no wider than the sheet."""
    page = open_page(_MODEL, width=720)

    page.emulate_media(media="print")

    cut = page.evaluate("""() => Array.from(document.querySelectorAll("main pre, main .scroll"))
      .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
      .map((element) => `${element.scrollWidth} > ${element.clientWidth}: ${element.textContent.slice(0, 60)}`)""")
    assert cut == []


def test_printing_opens_answers_and_closes_them_again(open_page: OpenPage) -> None:
    """Browsers that cannot print a closed answer get it opened for as long as they print."""
    page = open_page(_MODEL)
    page.locator("#faq-2 > summary").click()
    answers = "Array.from(document.querySelectorAll('.faq details'), (answer) => answer.open)"
    before = page.evaluate(answers)

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    during = page.evaluate(answers)
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert before.count(True) == 1
    assert during == [True] * len(before)
    assert page.evaluate(answers) == before


def test_a_broken_address_leaves_printing_as_it_is(open_page: OpenPage) -> None:
    """What stands behind the `#` need not be the encoding of a text; answers are opened for paper all the same."""
    page = open_page(f"{_MODEL}#%E0%A4%A")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.locator(".faq details:not([open])").count() == 0


@pytest.mark.parametrize("path", ["/en/", "/ru/", "/en/pricing/", "/ru/pricing/"])
def test_paper_breaks_no_number(open_page: OpenPage, path: str) -> None:
    """In the long tables each number stands on one line, and each head and name has whole words."""
    page = open_page(path, width=720)

    page.emulate_media(media="print")

    broken = page.evaluate("""() => {
      const range = document.createRange();
      const isBroken = (text) => Array.from(text.data.matchAll(/[^\\s\\u200b–-]+/g)).some((word) => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
      });
      const texts = document.createTreeWalker(document.querySelector("main .scroll"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) {
        const text = texts.currentNode;
        if (!text.parentElement.closest("code, .visually-hidden") && isBroken(text)) found.push(text.data);
      }
      return found;
    }""")
    assert broken == []


def test_heads_that_sort_are_repeated_on_every_sheet(open_page: OpenPage) -> None:
    """They are words on paper: a button would be left out of the repeated heads."""
    page = open_page("/en/pricing/")
    expect(page.locator("#price-table .sort").first).to_be_visible()

    page.emulate_media(media="print")

    shown = page.locator("#price-table .sort").evaluate_all(
        "(buttons) => buttons.map((button) => getComputedStyle(button).display)"
    )
    assert set(shown) == {"contents"}


def test_plots_stand_one_below_the_other_on_paper(open_page: OpenPage) -> None:
    """So none is cut at the edge, however the sheet lies."""
    page = open_page("/en/landscape/", width=1040)

    page.emulate_media(media="print")

    plots = page.locator(".plots > .plot")
    assert plots.count() > 1
    assert len({plots.nth(at).evaluate("(plot) => plot.offsetLeft") for at in range(plots.count())}) == 1


def test_forced_colors_still_tell_things_apart(open_page: OpenPage) -> None:
    """In a high-contrast mode the chosen tab, this model's bar and the edges of code stand out."""
    page = open_page(_MODEL, forced_colors="active")
    border = "(element) => getComputedStyle(element).borderBottomColor"
    tabs = page.locator(".protocols > [role=tablist] > [role=tab]")

    assert tabs.first.evaluate(border) != tabs.last.evaluate(border)
    fill = "(element) => getComputedStyle(element).fill"
    assert page.locator(".bar.own .bar-track").first.evaluate(fill) != (
        page.locator(".bar:not(.own) .bar-track").first.evaluate(fill)
    )
    assert page.locator("figure.code").first.evaluate("(code) => getComputedStyle(code).borderBottomStyle") == "solid"


@pytest.mark.parametrize(("motion", "duration"), [("reduce", {"0s"}), ("no-preference", {"0.12s"})])
def test_less_motion_is_respected(open_page: OpenPage, motion: str, duration: set[str]) -> None:
    """Colours fade for 120 ms, unless the reader wants no motion; nothing else moves."""
    page = open_page(_MODEL, reduced_motion=motion)

    durations = page.evaluate("""() => {
      const links = document.querySelectorAll("a, button, summary");
      return Array.from(links, (link) => getComputedStyle(link).transitionDuration.split(", ")).flat();
    }""")

    assert set(durations) == duration
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0
