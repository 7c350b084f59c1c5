"""The root page: leads readers to their language without a server, or lets them pick one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.mark.parametrize(
    ("locale", "slug"),
    [("ru-RU", "ru"), ("ru", "ru"), ("zh-CN", "zh"), ("zh-Hans", "zh"), ("zh-SG", "zh"), ("en-GB", "en")],
)
def test_root_leads_to_the_language_of_the_browser(open_page: OpenPage, site_url: str, locale: str, slug: str) -> None:
    """A browser's language is found by its tag or by language and script; Back does not lead into a loop."""
    page = open_page("/", locale=locale, wait_until="commit")

    page.wait_for_url(f"{site_url}/{slug}/")

    assert page.evaluate("document.documentElement.lang").startswith(slug)
    assert page.evaluate("history.length") == 2


def test_first_known_language_of_the_browser_wins(open_page: OpenPage, site_url: str) -> None:
    """Of several preferred languages the first published one is taken."""
    prefer = "Object.defineProperty(navigator, 'languages', { value: ['fr-CA', 'de', 'ru-BY', 'en'] })"

    page = open_page("/", prepare=lambda page: page.add_init_script(prefer), wait_until="commit")

    page.wait_for_url(f"{site_url}/ru/")


def test_language_chosen_before_wins(open_page: OpenPage, site_url: str) -> None:
    """A language that the reader once picked wins over the browser's."""
    page = open_page("/en/", locale="en-US")
    page.locator(".site-footer a[hreflang=ru]").click()
    page.wait_for_url(f"{site_url}/ru/")

    page.goto(f"{site_url}/", wait_until="commit")

    page.wait_for_url(f"{site_url}/ru/")


@pytest.mark.parametrize("stored", ["tlh", ""])
def test_stored_language_that_is_gone_is_ignored(open_page: OpenPage, site_url: str, stored: str) -> None:
    """A stored language that is not published any more does not count."""
    page = open_page("/", locale="zh-CN", choices={"locale": stored}, wait_until="commit")

    page.wait_for_url(f"{site_url}/zh/")


@pytest.mark.parametrize("locale", ["zh-TW", "zh-Hant", "zh-HK"])
def test_reader_of_another_script_is_not_led_to_this_one(open_page: OpenPage, site_url: str, locale: str) -> None:
    """Traditional Chinese is not published: its readers pick for themselves."""
    page = open_page("/", locale=locale)

    assert page.url == f"{site_url}/"


def test_reader_of_other_languages_picks_one(open_page: OpenPage, site_url: str) -> None:
    """Who prefers none of the languages stays and sees a link to each, named in itself."""
    page = open_page("/", locale="fr-FR")
    links = page.locator("a.button")
    shown = [(link.get_attribute("hreflang"), link.text_content()) for link in links.all()]

    links.nth(1).click()

    assert shown == [("zh-Hans", "打开模型目录"), ("ru", "Открыть каталог"), ("en", "Open the catalog")]
    assert page.url == f"{site_url}/ru/"


def test_root_works_without_scripts(open_page: OpenPage, site_url: str) -> None:
    """Without scripts the root page shows plain links, whatever the browser prefers."""
    page = open_page("/", locale="ru-RU", java_script_enabled=False)

    hrefs = [link.get_attribute("href") for link in page.locator("a:visible").all()]

    assert page.url == f"{site_url}/"
    assert hrefs == ["/zh/", "/ru/", "/en/"]
