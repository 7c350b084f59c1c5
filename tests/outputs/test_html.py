"""HTML pages: their inputs, and that each kind is rendered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.outputs.links import find_links
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.routes import Page, PageKind, list_pages


@pytest.fixture
def site(small_site: Path) -> SiteInputs:
    """Give the small site, read."""
    inputs, diagnostics = read_site(small_site)
    assert inputs is not None, diagnostics
    return inputs


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_every_page_has_every_input(site: SiteInputs) -> None:
    """All pages name the same inputs, each with a fingerprint of 32 hexadecimal digits."""
    for page in list_pages(site.catalog, site.locales):
        artifact = site.fingerprints.plan(page)

        assert artifact.path == page.path
        assert list(artifact.common) == ["program", "site", "locales", "template", "assets", "messages"]
        assert list(artifact.inputs) == ["record", "shown records", "alternates", "snippet runs"]
        fingerprints = (*artifact.common.values(), *artifact.inputs.values())
        assert all(re.fullmatch(r"[0-9a-f]{32}", fingerprint) for fingerprint in fingerprints)


def test_pages_share_what_they_are_compared_by(site: SiteInputs) -> None:
    """Pages of a kind and locale have one object for their common inputs, a page and its alternates for their own."""
    plans = {page.path: site.fingerprints.plan(page) for page in list_pages(site.catalog, site.locales)}
    large, mini, alternate = (
        plans[f"{slug}/models/acme/{name}/index.html"]
        for slug, name in (("en", "large"), ("en", "mini"), ("ru", "large"))
    )

    assert large.common is mini.common
    assert large.inputs is alternate.inputs
    assert large.inputs != mini.inputs
    assert large.common["messages"] != alternate.common["messages"]


def test_every_kind_of_page_is_rendered(site: SiteInputs) -> None:
    """Each page is a whole document in its language, with one heading."""
    for page in list_pages(site.catalog, site.locales):
        text = site.renderer.render(page).content().decode()

        assert text.startswith("<!DOCTYPE html>\n")
        lang = page.locale.tag if page.locale else "zh-Hans"
        assert f'<html lang="{lang}"' in text
        assert text.count("<h1") == 1
        assert text.rstrip().endswith("</html>")


def test_pages_may_be_rendered_in_any_order(site: SiteInputs) -> None:
    """What was rendered before does not reach a page, so that any process may take any page."""
    pages = list_pages(site.catalog, site.locales)

    forwards = {page.path: site.renderer.render(page).content() for page in pages}
    backwards = {page.path: site.renderer.render(page).content() for page in reversed(pages)}

    assert forwards == backwards


def test_the_not_found_page_of_a_locale_leads_on(site: SiteInputs) -> None:
    """It links to the catalog and to every maker."""
    page = next(page for page in list_pages(site.catalog, site.locales) if page.path == "ru/404.html")

    links = find_links(site.renderer.render(page).content().decode()).links

    assert {"/ru/", "/ru/providers/acme/"} <= set(links)


def _inputs(site: SiteInputs, page: Page) -> dict[str, str]:
    artifact = site.fingerprints.plan(page)
    return {**artifact.common, **artifact.inputs}


def _changed_inputs(small_site: Path, before: SiteInputs) -> dict[PageKind, set[str]]:
    """Give, for the pages that locale `en` and the root have in both, the names of the inputs that changed."""
    after, diagnostics = read_site(small_site)
    assert after is not None, diagnostics
    changed: dict[PageKind, set[str]] = {}
    for page in list_pages(before.catalog, before.locales):
        if page.locale is None or page.locale.tag == "en":
            one, two = _inputs(before, page), _inputs(after, page)
            changed.setdefault(page.kind, set()).update(name for name in one if one[name] != two[name])
    return changed


@pytest.mark.parametrize(
    "reference",
    [
        "rivals: [acme/mini]",
        "related: [acme/mini]",
        "successor: acme/mini\nretires: 2027-01-01",
        "comparisons: [{model: acme/mini, takeaway: Take the large one.}]",
    ],
)
def test_every_way_to_show_another_model_makes_its_card_an_input(reference: str, small_site: Path) -> None:
    """A page that shows another model, in whatever section, depends on that model's card."""
    large = small_site / "catalog/models/acme/large.yaml"
    _edit(large, "related: [acme/mini]\n", "")
    _edit(large, "rivals: [acme/mini]", reference)
    _edit(large, "status: stable", "status: deprecated")
    score = '{benchmark: quiz, score: "70", source: https://acme.example.com/results, reported: 2026-03}'
    _edit(small_site / "catalog/models/acme/mini.yaml", "sources:", f"benchmarks: [{score}]\nsources:")
    before, diagnostics = read_site(small_site)
    assert before is not None, diagnostics
    page = next(page for page in list_pages(before.catalog, before.locales) if page.key == "acme/large")

    _edit(small_site / "catalog/models/acme/mini.yaml", "Acme Mini", "Acme Minimum")
    after, _ = read_site(small_site)

    assert after is not None
    one, two = _inputs(before, page), _inputs(after, page)
    assert {name for name in one if one[name] != two[name]} == {"shown records"}
    assert before.renderer.render(page).content() != after.renderer.render(page).content()


def test_what_no_other_page_shows_changes_only_the_own_page(small_site: Path, site: SiteInputs) -> None:
    """An answer is on the model's own page alone: the card has what others show."""
    _edit(small_site / "catalog/models/acme/large.yaml", "answer: Yes, it can.", "answer: Yes.")

    changed = _changed_inputs(small_site, site)

    expected: dict[PageKind, set[str]] = {
        PageKind.MODEL: {"record", "alternates"},  # it is no longer wholly Chinese and Russian
        PageKind.TRANSLATIONS: {"shown records"},
    }
    assert changed == {kind: expected.get(kind, set()) for kind in changed}


def test_a_makers_name_is_on_every_page(small_site: Path, site: SiteInputs) -> None:
    """Names of makers are in the navigation, and on the cards of their models; a redirect has no card."""
    _edit(small_site / "catalog/providers/acme.yaml", "name: Acme", "name: Acme Works")

    changed = _changed_inputs(small_site, site)

    assert changed == {
        PageKind.CHOOSER: {"site"},
        PageKind.ROOT_NOT_FOUND: {"site"},
        PageKind.NOT_FOUND: {"site"},
        PageKind.CATALOG: {"site", "shown records"},
        PageKind.PRICING: {"site", "shown records"},
        PageKind.LANDSCAPE: {"site", "shown records"},
        PageKind.CHANGES: {"site", "shown records"},
        PageKind.TRANSLATIONS: {"site"},
        PageKind.COMPARE: {"site", "shown records"},
        PageKind.PAIR: {"site", "shown records"},
        PageKind.PROVIDER: {"site", "record", "shown records"},
        PageKind.PROTOCOL: {"site", "shown records"},
        PageKind.MODEL_LIST: {"site", "shown records"},
        PageKind.MODEL: {"site", "shown records"},
        PageKind.MODEL_CODE: {"site", "shown records"},
        PageKind.REDIRECT: {"site"},
    }


def test_messages_of_another_locale_are_inputs_of_the_root_pages_only(small_site: Path, site: SiteInputs) -> None:
    """A page depends on the words of its own locale; the root pages speak all languages."""
    _edit(small_site / "locales/ru/LC_MESSAGES/catalog.po", "Неверный ключ.", "Ключ неверный.")

    changed = _changed_inputs(small_site, site)

    assert {kind for kind, names in changed.items() if names} == {PageKind.CHOOSER, PageKind.ROOT_NOT_FOUND}
    assert changed[PageKind.CHOOSER] == {"messages"}


def test_the_program_itself_is_an_input() -> None:
    """A new version of the program or of a library renders everything again; within one run it stays the same."""
    assert re.fullmatch(r"[0-9a-f]{32}", program_fingerprint())
    assert program_fingerprint() is program_fingerprint()


def test_languages_written_from_right_to_left_say_so(small_site: Path) -> None:
    """Pages of others have no `dir`; the root page says it of each language, unless its words are still English."""
    (small_site / "locales/ar/LC_MESSAGES").mkdir(parents=True)
    (small_site / "locales/ar/locale.yaml").write_text("name: العربية\nslug: ar\n", encoding="utf-8")
    (small_site / "locales/he/LC_MESSAGES").mkdir(parents=True)
    (small_site / "locales/he/locale.yaml").write_text("name: עברית\nslug: he\n", encoding="utf-8")
    translated = ["AI models", "Prices, limits and working code for every model.", "Open the catalog"]
    entries = [("", r"Content-Type: text/plain; charset=UTF-8\n"), *((source, "نماذج") for source in translated)]
    (small_site / "locales/ar/LC_MESSAGES/ui.po").write_text(
        "\n\n".join(f'msgid "{source}"\nmsgstr "{text}"' for source, text in entries) + "\n", encoding="utf-8"
    )
    _edit(small_site / "catalog/site.yaml", "[zh-Hans, ru, en]", "[en, ar, he]")
    site, _ = read_site(small_site)
    assert site is not None

    opened = {
        (page.kind, page.locale.tag if page.locale else ""): re.findall(
            r"<(?:html|li) lang=[^>]*?(?= class|>)", b"".join(site.renderer.render(page).pieces).decode()
        )
        for page in list_pages(site.catalog, site.locales)
    }

    for (kind, tag), found in opened.items():
        if kind is PageKind.CHOOSER:
            assert found == ['<html lang="en"', '<li lang="en"', '<li lang="ar" dir="rtl"', '<li lang="en"']
        elif tag:
            assert found[0] == f'<html lang="{tag}"' + (' dir="rtl"' if tag != "en" else "")


def test_check_boxes_say_nothing_of_what_is_filled_in(site: SiteInputs) -> None:
    """HTML has no `autocomplete` for them; scripts set them when a page is shown."""
    pages = (site.renderer.render(page).content().decode() for page in list_pages(site.catalog, site.locales))

    boxes = [box for text in pages for box in re.findall(r'<input type="checkbox"[^>]*>', text)]

    assert (len(boxes) > 0, [box for box in boxes if "autocomplete" in box]) == (True, [])
