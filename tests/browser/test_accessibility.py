"""What axe finds on any kind of page: nothing.

Width, theme and scripts are independent, so every pair of their values is looked at on every kind of page, in six
settings, two for each language. Structure and colours are the same in all of them. Source: WCAG 2.2, axe-core.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from site_builder.pages.routes import PageKind
from tests.browser.conftest import EVERY_KIND, LET_ALL_IN, watch_kind

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_PACKAGES = Path(
    os.environ.get("BROWSER_NODE_MODULES", Path(__file__).parents[2] / ".venv" / "browser" / "node_modules")
)
_FIND = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run({ resultTypes: ["violations"], runOnly: tags, preload: false });
  const describe = ({ html, failureSummary }) => `${html.slice(0, 120)} ${failureSummary}`;
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(describe).slice(0, 3).join("; ")}`);
}"""
_OPEN_ALL = """() => {
  for (const details of document.querySelectorAll("main details")) details.open = true;
}"""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is looked at. 1,280 px at 200 % zoom are 640 px."""

    width: Literal[320, 640, 1280]
    scheme: Literal["light", "dark"]
    has_scripts: bool


_SETTINGS = {
    "en": (Setting(1280, "light", has_scripts=True), Setting(640, "light", has_scripts=False)),
    "zh": (Setting(640, "dark", has_scripts=True), Setting(320, "light", has_scripts=False)),
    "ru": (Setting(320, "dark", has_scripts=True), Setting(1280, "dark", has_scripts=False)),
}
_SETTINGS[""] = _SETTINGS["ru"]


@pytest.fixture(scope="session")
def axe() -> str:
    """Give the source of axe-core."""
    path = _PACKAGES / "axe-core" / "axe.min.js"
    assert path.is_file(), "axe-core is missing: run the tests with `make test`, which installs it"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", EVERY_KIND.values(), ids=EVERY_KIND)
def test_axe_finds_nothing(
    open_page: OpenPage, kind_paths: dict[tuple[PageKind, str], str], key: tuple[PageKind, str], axe: str
) -> None:
    """Each kind of page has no violation in either theme, with and without scripts, at 320 px and at 200 % zoom."""
    for setting in _SETTINGS[key[1]]:
        page = open_page(
            kind_paths[key],
            width=setting.width,
            color_scheme=setting.scheme,
            reduced_motion="reduce",
            prepare=lambda page, setting=setting: _prepare(page, key[0], setting),
        )
        page.evaluate(_OPEN_ALL)
        page.evaluate(LET_ALL_IN)
        page.evaluate(axe)
        assert page.evaluate(_FIND) == [], setting


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(open_page: OpenPage, axe: str, scheme: str) -> None:
    """The language menu and the search with its results have no violation either."""
    page = open_page("/ru/", width=320, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(axe)

    page.locator(".site-tools .menu > summary").click()
    menu = page.evaluate(_FIND)
    page.locator("#search-open").click()
    page.locator("[data-search=input]").fill("gemini")
    expect(page.locator("[role=option]").first).to_be_visible()
    search = page.evaluate(_FIND)

    assert (menu, search) == ([], [])


def _prepare(page: Page, kind: PageKind, setting: Setting) -> None:
    watch_kind(kind)(page)
    if not setting.has_scripts:  # rather than switched off, they are empty: axe is a script too
        page.route("**/assets/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
