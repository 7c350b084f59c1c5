"""How far pages are translated, and what follows: notice, `hreflang`, the page about translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.i18n.coverage import Coverage
from site_builder.pages.context import ViewContext
from site_builder.pages.coverage import SiteCoverage
from site_builder.pages.routes import Page, PageKind, list_pages
from site_builder.pages.translations_page import TranslationsView, build_translations_view

_RU = "locales/ru/LC_MESSAGES/catalog.po"
_MODEL = (PageKind.MODEL, "acme/mini")


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _without_russian(site: Path) -> None:
    """Leave a text of Mini's page without a Russian translation."""
    _edit(site / _RU, 'msgid "A quick model', '#, fuzzy\nmsgid "A quick model')


def _policy(site: Path, text: str) -> None:
    _edit(site / "catalog/site.yaml", "errors:", f"translations: {{{text}}}\nerrors:")


def _read(site: Path) -> SiteInputs:
    inputs, diagnostics = read_site(site)
    assert inputs is not None, diagnostics
    return inputs


def _coverage(site: Path) -> SiteCoverage:
    return _read(site).fingerprints.coverage


def _html(inputs: SiteInputs, path: str) -> str:
    page = next(page for page in list_pages(inputs.catalog, inputs.locales) if page.path == path)
    return inputs.renderer.render(page).content().decode()


def _alternates(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="https://models.example.com([^"]+)">', html))


def test_a_whole_page_is_a_translation_in_every_language(small_site: Path) -> None:
    """All texts of the small site are translated."""
    coverage = _coverage(small_site)

    assert coverage.translated_tags(*_MODEL) == ("zh-Hans", "ru", "en")
    assert coverage.of_page(*_MODEL, "ru") == Coverage(32, 32, 0)
    assert coverage.of_page(*_MODEL, "en") == Coverage(32, 32, 0)
    assert coverage.of_prose("zh-Hans") == Coverage(40, 40, 0)
    assert coverage.of_interface("ru").is_complete
    assert coverage.unfinished_pages("ru") == ()


def test_one_text_in_doubt_makes_a_page_no_translation(small_site: Path) -> None:
    """Without a policy a translation is whole; other pages and other languages are as before."""
    _without_russian(small_site)

    coverage = _coverage(small_site)

    assert coverage.of_page(*_MODEL, "ru") == Coverage(32, 31, 1)
    assert coverage.translated_tags(*_MODEL) == ("zh-Hans", "en")
    assert coverage.translated_tags(PageKind.PROVIDER, "acme") == ("zh-Hans", "ru", "en")
    assert [state[:2] for state in coverage.unfinished_pages("ru")] == [(PageKind.MODEL, "acme/large"), _MODEL]


@pytest.mark.parametrize(("minimum", "is_translated"), [(96, True), (97, False)])
def test_the_minimum_of_a_locale_decides(minimum: int, is_translated: bool, small_site: Path) -> None:  # noqa: FBT001
    """31 of 32 texts are 96 %, rounded down."""
    _without_russian(small_site)
    _policy(small_site, f"minimum_coverage: {{ru: {minimum}}}")

    assert _coverage(small_site).is_translated(*_MODEL, "ru") is is_translated


def test_an_interface_nobody_translated_makes_no_page_a_translation(small_site: Path) -> None:
    """German prose below English headings is no German page."""
    (small_site / "locales/de/LC_MESSAGES").mkdir(parents=True)
    (small_site / "locales/de/locale.yaml").write_text("name: Deutsch\nslug: de\n")
    ru = re.sub(
        r'^msgstr "[^"]+"', 'msgstr "Deutsch."', (small_site / _RU).read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    (small_site / "locales/de/LC_MESSAGES/catalog.po").write_text(ru, encoding="utf-8")
    _edit(small_site / "catalog/site.yaml", "ru, en]", "ru, en, de]")

    coverage = _coverage(small_site)

    assert coverage.of_prose("de").is_complete
    assert coverage.of_interface("de").translated == 0
    assert coverage.of_interface("de").total > 300
    assert not coverage.is_translated(*_MODEL, "de")


def test_a_page_that_is_no_translation_says_so_and_is_no_alternate(small_site: Path) -> None:
    """Its twins list each other without it, it lists none, and the language switch still leads to it."""
    _without_russian(small_site)
    inputs = _read(small_site)

    russian, english = (_html(inputs, f"{slug}/models/acme/mini/index.html") for slug in ("ru", "en"))

    path = "/{}/models/acme/mini/"
    expected = {"zh-Hans": path.format("zh"), "en": path.format("en"), "x-default": path.format("en")}
    assert _alternates(english) == expected
    assert _alternates(_html(inputs, "zh/models/acme/mini/index.html")) == expected
    assert _alternates(russian) == {}
    assert f'<link rel="canonical" href="https://models.example.com{path.format("ru")}">' in russian
    assert '<aside class="notice notice-translation"' in russian
    assert "английский" in russian
    assert '<aside class="notice notice-translation"' not in english
    assert f'<a href="{path.format("ru")}" lang="ru" hreflang="ru">' in english


def test_the_root_page_offers_only_translations(small_site: Path) -> None:
    """A home page that is no translation is no alternate of the root; a reader can still choose it."""
    _edit(small_site / _RU, 'msgid "Two models', '#, fuzzy\nmsgid "Two models')

    html = _html(_read(small_site), "index.html")

    assert _alternates(html) == {"zh-Hans": "/zh/", "en": "/en/", "x-default": "/"}
    assert 'href="/ru/" hreflang="ru"' in html


def test_without_the_source_language_another_is_the_default(small_site: Path) -> None:
    """`x-default` is the first page that is a translation."""
    _without_russian(small_site)
    _edit(small_site / "catalog/site.yaml", "[zh-Hans, ru, en]", "[ru, zh-Hans]")

    html = _html(_read(small_site), "zh/models/acme/mini/index.html")

    path = "/zh/models/acme/mini/"
    assert _alternates(html) == {"zh-Hans": path, "x-default": path}
    assert '<link rel="canonical" href="https://models.example.com/zh/models/acme/mini/">' in html


def _canonical(html: str) -> str:
    (found,) = re.findall(r'<link rel="canonical" href="https://models\.example\.com([^"]*)">', html)
    return str(found)


def _forget_russian(site: Path, kept: int) -> None:
    """Keep only the first translations of prose."""
    head, *messages = (site / _RU).read_text(encoding="utf-8").split("\nmsgid ")
    emptied = [
        text if index < kept else re.sub(r'msgstr "[^"]+"', 'msgstr ""', text) for index, text in enumerate(messages)
    ]
    (site / _RU).write_text("\nmsgid ".join((head, *emptied)), encoding="utf-8")


def test_a_page_that_is_mostly_in_the_source_language_names_that_one(small_site: Path) -> None:
    """Search engines keep one of two pages that say the same; where it is no longer the same, they keep both."""
    _forget_russian(small_site, kept=5)
    inputs = _read(small_site)
    pages = {slug: _html(inputs, f"{slug}/models/acme/mini/index.html") for slug in ("zh", "ru", "en")}

    assert _coverage(small_site).of_page(*_MODEL, "ru").percent < 50
    assert {slug: _canonical(html) for slug, html in pages.items()} == {
        "zh": "/zh/models/acme/mini/",
        "ru": "/en/models/acme/mini/",
        "en": "/en/models/acme/mini/",
    }
    assert '<meta property="og:url" content="https://models.example.com/ru/models/acme/mini/">' in pages["ru"]


def test_without_the_source_language_a_page_keeps_its_own_address(small_site: Path) -> None:
    """No other page says the same."""
    _forget_russian(small_site, kept=5)
    _edit(small_site / "catalog/site.yaml", "[zh-Hans, ru, en]", "[ru, zh-Hans]")

    html = _html(_read(small_site), "ru/models/acme/mini/index.html")

    assert _canonical(html) == "/ru/models/acme/mini/"


def _view(site: Path, tag: str) -> TranslationsView:
    return build_translations_view(_read(site).renderer.contexts[tag])


def test_a_whole_site_says_so_in_a_sentence(small_site: Path) -> None:
    """There are counts, and no list of pages; the language of the records is not listed."""
    view = _view(small_site, "en")

    assert view.lead == "Every text of this site is translated into every language."
    assert [(item.lang, item.home, item.pages, item.summary) for item in view.languages] == [
        ("zh-Hans", "/zh/", (), "Fully translated pages: 5 of 5."),
        ("ru", "/ru/", (), "Fully translated pages: 5 of 5."),
    ]
    assert [row.domain for row in view.languages[0].rows] == ["catalog", "ui"]
    assert "more-rows" not in _html(_read(small_site), "en/translations/index.html")


def test_unfinished_pages_are_listed_by_what_they_lack(small_site: Path) -> None:
    """Each leads to the page in the language it is about; counts are for readers and machines."""
    _without_russian(small_site)
    _edit(small_site / _RU, 'msgstr "Разработчик небольших моделей."', 'msgstr ""')
    _edit(small_site / _RU, 'msgstr "Понимает ли она изображения?"', 'msgstr ""')
    _edit(small_site / _RU, 'msgstr "Продолжает список сообщений следующим."', 'msgstr ""')

    russian = _view(small_site, "en").languages[1]

    assert [(page.link.label, page.link.href, page.kind) for page in russian.pages] == [
        ("Acme Large", "/ru/models/acme/large/", "Model"),
        ("Small Gateway", "/ru/", "Home page"),
        ("Acme", "/ru/providers/acme/", "Provider"),
        ("Acme Chat", "/ru/protocols/acme-chat/", "Protocol"),
        ("Acme Mini", "/ru/models/acme/mini/", "Model"),
    ]
    large = russian.pages[0].coverage
    assert [item.value for item in (large.total, large.translated, large.stale, large.missing)] == [
        "38",
        "36",
        "1",
        "1",
    ]
    assert (large.percent.value, large.percent.text) == ("94", "94%")
    assert russian.summary == "Fully translated pages: 0 of 5."
    assert "is shown in its original language" in _view(small_site, "en").lead


def test_a_context_without_coverage_counts_pages_as_translated(
    contexts: Mapping[str, ViewContext],
) -> None:
    """Views can be built alone; then the page about translations is about its own language."""
    view = build_translations_view(contexts["ru"])

    assert [item.lang for item in view.languages] == ["ru"]
    assert view.page.notice == ""


def test_lines_of_the_plan_change_with_what_the_page_lists(small_site: Path) -> None:
    """The page about translations is rendered again when a count or a name in it changes, and only then."""
    before = _read(small_site)
    _edit(small_site / "catalog/models/acme/mini.yaml", '"0.20"', '"0.21"')
    price = _read(small_site)
    _without_russian(small_site)
    stale = _read(small_site)
    _edit(small_site / "catalog/models/acme/mini.yaml", "Acme Mini", "Acme Minor")
    renamed = _read(small_site)

    page = Page(PageKind.TRANSLATIONS, "", before.locales[2])
    first, second, third, fourth = (
        item.fingerprints.plan(page).inputs["shown records"] for item in (before, price, stale, renamed)
    )

    assert first == second
    assert len({second, third, fourth}) == 3
