"""The catalog: filters, counts, costs, sorting, the address, pages by facet, and catalogs of many pages."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.static_server import make_folder_server
from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.outputs.assets import bundle_assets
from site_builder.outputs.html import HtmlRenderer
from site_builder.outputs.templates import LocaleTemplates, template_loader
from site_builder.pages import facets
from site_builder.pages.context import ViewContext
from site_builder.pages.routes import Page as SitePage
from site_builder.pages.routes import PageKind

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
Record = dict[str, Any]

_MODELS = Path(__file__).parents[2] / "catalog/models"
_MACHINE_FORM = "cell.querySelector('data')?.value ?? cell.querySelector('time')?.dateTime.replaceAll('-', '') ?? null"
_LOADED = 30_000
"""Milliseconds in which the module and all rows have arrived, however busy the machine is."""

_ENGLISH = Locale("en", "en", "English")
_SMALL = Path(__file__).parents[1] / "sites/small"


@pytest.fixture(scope="module")
def models() -> list[Record]:
    """Give the records of the site's models, with their makers."""
    paths = sorted(_MODELS.rglob("*.yaml"))
    return [yaml.safe_load(path.read_text(encoding="utf-8")) | {"maker": path.parent.name} for path in paths]


def _rows(page: Page) -> Locator:
    return page.locator("#model-table tbody tr:visible")


def _names(page: Page) -> list[str]:
    return page.locator("#model-table tbody tr:visible th a").all_text_contents()


def _choose(page: Page, facet: str, value: str) -> None:
    box = page.locator(f"input[name={facet}][value='{value}']")
    if not box.is_visible():
        page.locator(f"[data-facet={facet}] > summary").click()
    box.click()


def _count(page: Page, facet: str, value: str) -> int:
    """Give the count beside a choice as a reader sees it, the panel opened."""
    count = page.locator(f"[data-facet={facet}] [data-count='{value}']")
    if not count.is_visible():
        page.locator(f"[data-facet={facet}] > summary").click()
    expect(count).to_be_visible()
    page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))")
    return int(count.inner_text())


def _can(model: Record, name: str) -> str:
    """Give the state of a capability; YAML reads a bare yes or no as a truth value."""
    state = model.get("capabilities", {}).get(name, "unknown")
    return str({True: "yes", False: "no"}.get(state, state))


@pytest.mark.parametrize("part", ["span", "small"])
@pytest.mark.parametrize(("width", "is_touched"), [(1280, False), (390, True)])
def test_the_words_of_a_choice_choose_it(open_page: OpenPage, width: int, part: str, *, is_touched: bool) -> None:
    """A click or a tap on the name or the count of a choice is one on its box; the panel stays open."""
    page = open_page("/en/", width=width, has_touch=is_touched)
    press = Locator.tap if is_touched else Locator.click
    if is_touched:
        press(page.locator(".filter-toggle"))
    press(page.locator("[data-facet=status] > summary"))
    choice = page.locator("[data-facet=status] label:has([value=preview])")

    press(choice.locator(part))

    expect(choice.locator("input")).to_be_checked()
    expect(page.locator("[data-facet=status]")).to_have_attribute("open", "")


def test_a_press_beside_the_choices_leaves_them_open(open_page: OpenPage) -> None:
    """The padding of a panel belongs to it."""
    page = open_page("/en/")
    page.locator("[data-facet=status] > summary").click()
    panel = page.locator("[data-facet=status] > fieldset")

    panel.click(position={"x": 5, "y": 5})

    expect(panel).to_be_visible()


def test_values_of_one_facet_widen_and_facets_narrow(open_page: OpenPage, models: list[Record]) -> None:
    """Two makers are either of them, two kinds of input are both; facets must all hold; the count is shown."""
    page = open_page("/en/")

    _choose(page, "provider", "google")
    _choose(page, "provider", "openai")
    _choose(page, "input", "image")
    _choose(page, "input", "audio")

    expected = [
        model["name"]
        for model in models
        if model["maker"] in ("google", "openai") and {"image", "audio"} <= set(model["modalities"]["input"])
    ]
    assert sorted(_names(page)) == sorted(expected)
    assert 0 < len(expected) < len(models)
    expect(page.get_by_role("status").first).to_have_text(f"Models found: {len(expected)} of {len(models)}")
    assert page.url.endswith("/en/?provider=google,openai&input=image,audio")


@pytest.mark.parametrize(("choice", "state"), [("can", "yes"), ("cannot", "no"), ("unknown", "unknown")])
def test_capabilities_have_three_states(open_page: OpenPage, models: list[Record], choice: str, state: str) -> None:
    """What no record says is unknown, and not the same as not supported."""
    page = open_page("/ru/")

    page.locator("[data-facet=capability] > summary").click()
    page.locator("[data-capability=batch]").select_option(choice)
    expect(page.locator("ul.chips").first).to_be_visible()

    expected = [model["name"] for model in models if _can(model, "batch") == state]
    assert sorted(_names(page)) == sorted(expected)
    assert page.url.endswith(f"/ru/?{choice}=batch")


def test_counts_follow_the_other_filters(open_page: OpenPage, models: list[Record]) -> None:
    """Beside a choice stands how many models it has with all other filters: choosing it shows so many."""
    page = open_page("/en/?status=stable")
    expect(page.locator("ul.chips").first).to_be_visible()
    before = [
        _count(page, "status", "deprecated"),
        _count(page, "provider", "mistral"),
        _count(page, "output", "image"),
    ]

    _choose(page, "output", "image")
    after = [_count(page, "status", "deprecated"), _count(page, "provider", "mistral")]

    stable = [model for model in models if model["status"] == "stable"]
    assert before == [
        sum(model["status"] == "deprecated" for model in models),
        sum(model["maker"] == "mistral" for model in stable),
        sum("image" in model["modalities"]["output"] for model in stable),
    ]
    assert _rows(page).count() == before[2]
    painters = [model for model in models if "image" in model["modalities"]["output"]]
    assert after == [
        sum(model["status"] == "deprecated" for model in painters),
        sum((model["status"], model["maker"]) == ("stable", "mistral") for model in painters),
    ]


def test_context_and_day_of_release_have_a_least(open_page: OpenPage, models: list[Record]) -> None:
    """A model without either is not known to reach it."""
    page = open_page("/zh/?context=400000&since=2026-03-01")

    expect(page.locator("ul.chips").first).to_be_visible()

    expected = [
        model["name"]
        for model in models
        if model.get("limits", {}).get("context_window_tokens", 0) >= 400000
        and str(model.get("released", "")) >= "2026-03-01"
    ]
    assert sorted(_names(page)) == sorted(expected)
    assert page.locator("ul.chips").first.locator("button").all_text_contents() == [
        "上下文：≥ 400,000",
        "发布日期：≥ 2026年3月1日",
    ]


@pytest.mark.parametrize("typed", ["gemini 3", "3.1 gemini", "GPT 5", "1.5"])
def test_a_number_is_found_where_one_begins_with_it(open_page: OpenPage, models: list[Record], typed: str) -> None:
    """In names, ids and makers, and neither within another number nor in prices and days."""
    page = open_page(f"/en/?q={typed}")
    expect(page.locator(".filter-count")).to_contain_text("Models found")

    words = typed.lower().split()
    expected = []
    for model in models:
        text = f"{model['name']} {model['api_id']} {model['maker']}".lower()
        if all(re.search(rf"(?<![\d.]){re.escape(word)}" if word[0].isdigit() else word, text) for word in words):
            expected.append(model["name"])
    assert sorted(_names(page)) == sorted(expected)
    assert len(expected) < len(models)


def test_costs_are_exact(open_page: OpenPage) -> None:
    """The price of a long prompt holds for all its tokens; the sum has every digit, in the words of the language."""
    page = open_page("/en/?q=qwen3.7-plus&mix=200000,0,1000")
    cost = page.locator("td[data-cost]:visible")
    expect(cost).to_have_text("$0.0816")
    texts = []

    page.locator("[data-facet=cost] > summary").click()
    for part, count in (("input", "200001"), ("cached", "100,000"), ("output", "3")):
        page.locator(f"[data-part={part}]").fill(count)
        texts.append(cost.text_content())

    assert texts == ["$0.0816004", "$0.2688012", "$0.2640156"]
    assert page.url.endswith("/en/?q=qwen3.7-plus&mix=200001,100000,3")


@pytest.mark.parametrize(
    ("mix", "per", "expected"),
    [("3,0,4", "ratio", "≈ $1.085714"), ("2,0,1", "ratio", "$0.80"), ("3,0,4", "1000", "$0.0076")],
)
def test_costs_are_of_requests_or_of_a_ratio(open_page: OpenPage, mix: str, per: str, expected: str) -> None:
    """A ratio is the price of a million tokens; one without an end is marked as rounded."""
    page = open_page(f"/en/?q=qwen3.7-plus&mix={mix}&per={per}")

    expect(page.locator("td[data-cost]:visible")).to_have_text(expected)


def test_only_costs_within_the_limit_are_shown(open_page: OpenPage) -> None:
    """The limit itself is within; a model whose cost is not known is not."""
    page = open_page("/en/?mix=1000000,0,0&max=0.40&sort=cost")
    cost = page.locator("td[data-cost]:visible data")
    expect(page.locator("th[data-sort=cost]")).to_have_attribute("aria-sort", "ascending")

    shown = [float(text.removeprefix("$")) for text in cost.all_text_contents()]

    assert shown == sorted(shown)
    assert (len(shown), shown[-1]) == (_rows(page).count(), 0.4)


def test_back_and_forward_walk_through_choices(open_page: OpenPage) -> None:
    """Each choice is a step, what is typed is not; the form shows what the address says."""
    page = open_page("/en/")
    total = _rows(page).count()
    _choose(page, "status", "deprecated")
    expect(_rows(page)).not_to_have_count(total, timeout=_LOADED)
    deprecated = _names(page)
    page.locator("input[name=q]").press_sequentially("gpt")
    expect(_rows(page)).not_to_have_count(len(deprecated))
    both = _names(page)
    page.locator("th[data-sort=name] button").click()

    page.go_back()
    expect(page.locator("th[aria-sort]")).to_have_count(0)
    assert (_names(page), page.url.endswith("?q=gpt&status=deprecated")) == (both, True)
    page.go_back()
    expect(_rows(page)).to_have_count(total)
    assert page.locator("input[name=q]").input_value() == ""
    assert not page.locator("input[name=status][value=deprecated]").is_checked()
    page.go_forward()
    expect(page.locator("input[name=q]")).to_have_value("gpt")

    assert len(deprecated) > len(both) > 0
    assert _names(page) == both


def test_address_can_be_shared_in_any_language(open_page: OpenPage) -> None:
    """It has no words of a language, the language menu keeps it, and what is no choice here is left out."""
    page = open_page("/ru/?status=preview,unheard&sort=-released&utm=x&provider=nobody#models")
    expect(page.locator("th[aria-sort=descending]")).to_have_attribute("data-sort", "released")
    names = _names(page)

    page.locator(".menu > summary").first.click()
    page.locator(".site-tools a[hreflang=en]").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_attribute("data-sort", "released", timeout=_LOADED)

    assert _names(page) == names
    assert "/en/?" in page.url
    assert "status=preview" in page.url


@pytest.mark.parametrize("column", ["context", "input-price", "output-price", "released"])
def test_columns_sort_with_missing_values_last(open_page: OpenPage, column: str) -> None:
    """In either direction; the third press gives the order of the catalog again."""
    page = open_page("/en/")
    place = page.locator(f"th[data-sort={column}]").evaluate("head => head.cellIndex")
    values = f"rows => rows.map(({{ cells: {{ {place}: cell }} }}) => {_MACHINE_FORM})"
    rows, button = page.locator("#model-table tbody tr"), page.locator(f"th[data-sort={column}] button")
    plain = rows.evaluate_all(values)

    orders = {}
    for _ in range(2):
        button.click()
        order = page.locator("th[aria-sort]").get_attribute("aria-sort")
        orders[order] = rows.evaluate_all(values)
    button.click()
    expect(page.locator("th[aria-sort]")).to_have_count(0)

    known = sorted(float(value) for value in plain if value is not None)
    missing = [None] * (len(plain) - len(known))
    assert [value and float(value) for value in orders["ascending"]] == [*known, *missing]
    assert [value and float(value) for value in orders["descending"]] == [*reversed(known), *missing]
    assert rows.evaluate_all(values) == plain


@pytest.mark.parametrize("column", ["name", "provider", "status", "input", "output"])
def test_every_other_column_sorts_too(open_page: OpenPage, column: str) -> None:
    """By what is shown in it; no row is lost."""
    page = open_page("/ru/")
    names = _names(page)
    head = page.locator(f"th[data-sort={column}]")

    head.locator("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending", timeout=_LOADED)
    ascending = _names(page)
    head.locator("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    descending = _names(page)

    assert sorted(ascending) == sorted(descending) == sorted(names)
    assert ascending != descending
    assert page.url.endswith(f"?sort=-{column}")


def test_an_empty_result_says_how_to_widen_it(open_page: OpenPage, models: list[Record]) -> None:
    """It names the filters whose removal helps, with what is left; pressing one removes it."""
    page = open_page("/en/?provider=google&status=retired&output=text")
    empty = page.locator(".filter-empty")
    expect(empty).to_be_visible()
    offered = empty.locator("button").all_text_contents()

    empty.locator("button", has_text="Status").click()

    google = [item for item in models if item["maker"] == "google" and "text" in item["modalities"]["output"]]
    assert f"Status: Retired (models: {len(google)})" in offered
    expect(empty).to_be_hidden()
    assert _rows(page).count() == len(google)


def test_filters_in_use_can_be_taken_back(open_page: OpenPage, models: list[Record]) -> None:
    """One by one, the focus moving on to the next, or all at once; the order stays."""
    page = open_page("/en/?status=stable&can=reasoning&sort=name")
    chips = page.locator(".filter-state .chips button")
    expect(chips).to_have_text(["Status: Stable", "Reasoning: Supported"])

    chips.nth(0).focus()
    chips.nth(0).press("Enter")
    expect(chips).to_have_text(["Reasoning: Supported"])
    focused = page.evaluate("document.activeElement.textContent")
    page.get_by_role("button", name="Remove all filters").click()

    assert focused == "Reasoning: Supported"
    assert _rows(page).count() == len(models)
    assert page.url.endswith("/en/?sort=name")


def test_phone_opens_the_filters_with_one_button(open_page: OpenPage) -> None:
    """They stand in the page, which does not scroll sideways."""
    page = open_page("/ru/", width=320)
    panel, toggle = page.locator("#filters"), page.locator(".filter-toggle")
    was_visible = panel.is_visible()

    toggle.click()
    page.locator("[data-facet=capability] > summary").click()
    page.locator("[data-capability=streaming]").select_option("can")

    assert not was_visible
    assert toggle.get_attribute("aria-expanded") == "true"
    expect(page.locator("ul.chips").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_sticky_head_does_not_cover_the_focus(open_page: OpenPage) -> None:
    """Walking back through the table, the link that has the focus is below the head."""
    page = open_page("/en/")
    links = page.locator("#model-table tbody th a")
    links.nth(30).focus()

    for _ in range(12):
        page.keyboard.press("Shift+Tab")
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")

    assert top >= page.locator("#model-table thead").evaluate(
        "head => head.rows[0].cells[0].getBoundingClientRect().bottom"
    )


def test_without_scripts_lists_are_plain_links(open_page: OpenPage, models: list[Record]) -> None:
    """The home page leads to a list of each value, whose rows are all there, and that one on to its neighbours."""
    page = open_page("/ru/", java_script_enabled=False)

    page.locator("#browse a[href='/ru/browse/status/deprecated/']").click()
    deprecated = _rows(page).count()
    page.locator(".browse a[href='/ru/browse/status/preview/']").click()

    assert deprecated == sum(model["status"] == "deprecated" for model in models)
    assert _rows(page).count() == sum(model["status"] == "preview" for model in models)
    expect(page.locator("form.filters")).to_be_hidden()
    assert page.locator(".browse [aria-current=page]").text_content() == "Предварительная версия"


def test_list_leads_to_the_same_models_among_all_filters(open_page: OpenPage) -> None:
    """The catalog opens with the filter set."""
    page = open_page("/en/browse/capability/tool_calling/")
    names = _names(page)

    page.locator(".filter-link a").click()
    expect(page.locator(".filter-state .chips button")).to_have_text(["Tool calling: Supported"], timeout=_LOADED)

    assert _names(page) == names


def test_a_script_that_does_not_arrive_is_said(open_page: OpenPage, problems: list[str]) -> None:
    """And the next use tries again."""
    page = open_page("/en/", prepare=lambda page: page.route("**/assets/catalog.*", lambda route: route.abort()))
    page.locator("input[name=q]").fill("gpt")
    expect(page.locator(".filter-count")).to_have_text(
        "The filters could not be loaded. Check the connection and try again."
    )

    page.close()  # it may still be trying again
    assert problems
    problems.clear()


def _write_long_catalog(folder: Path) -> Catalog:
    """Write a site of 130 models and read its records."""
    shutil.copytree(_SMALL, folder)
    record = (folder / "catalog/models/acme/mini.yaml").read_text(encoding="utf-8")
    for number in range(128):
        own = record.replace("Acme Mini", f"Acme <{number}> & more").replace("acme-mini", f"acme-m{number}")
        own = own.replace("window_tokens: 32000", f"window_tokens: {1000 + number}")
        own = own.replace("status: preview", "status: stable" if number % 2 else "status: preview")
        (folder / f"catalog/models/acme/m{number}.yaml").write_text(own, encoding="utf-8")
    catalog = load_catalog(folder).catalog
    assert catalog is not None
    return catalog


def _render_lists(site: Path, catalog: Catalog, out: Path) -> None:
    """Render of a site the pages that its filters need, in English."""
    assets, localizer = bundle_assets(site, ""), Localizer(_ENGLISH, "en", no_messages(), no_messages())
    context = ViewContext(catalog, localizer, (_ENGLISH,), assets.view)
    renderer = HtmlRenderer({"en": context}, {"en": LocaleTemplates(template_loader(site), localizer)})
    lists = [(PageKind.CATALOG, ""), (PageKind.MODEL_ROWS, ""), (PageKind.MODEL_LIST, "status/preview/2")]
    pages = [SitePage(kind, key, _ENGLISH) for kind, key in lists]
    for path, content in {**assets.files, **{page.path: renderer.render(page).content() for page in pages}}.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)


@pytest.fixture(scope="module")
def long_catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a site of 130 models on pages of 25."""
    folder = tmp_path_factory.mktemp("long")
    catalog = _write_long_catalog(folder / "site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facets, "MODELS_PER_PAGE", 25)
        _render_lists(folder / "site", catalog, folder / "out")
    server = make_folder_server(folder / "out", "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_long_catalog_filters_all_its_models(chromium: Browser, long_catalog: str) -> None:
    """The page has the first rows; filters find every model, forty at a time; without filters it is as it was."""
    page = chromium.new_page()
    page.goto(f"{long_catalog}/en/")
    plain = _names(page)

    page.locator("th[data-sort=context] button").click()
    expect(_rows(page)).to_have_count(40, timeout=_LOADED)
    largest = page.locator("#model-table tbody tr").first.locator("data").first.get_attribute("value")
    is_pager_shown = page.locator(".pager").is_visible()
    page.get_by_role("button", name="Show more").click()
    expect(_rows(page)).to_have_count(80)
    focused = page.evaluate("document.activeElement.closest('tr').sectionRowIndex")
    _choose(page, "status", "preview")
    expect(_rows(page)).to_have_count(40)
    page.locator("input[name=q]").fill("<12> & MORE")
    expect(_rows(page)).to_have_count(1)
    page.get_by_role("button", name="Remove all filters").click()
    expect(_rows(page)).to_have_count(40)
    page.locator("th[data-sort=context] button").click()
    page.locator("th[data-sort=context] button").click()
    expect(_rows(page)).to_have_count(25)

    assert (largest, is_pager_shown, focused) == ("200000", False, 40)
    assert (_names(page), page.locator(".pager").is_visible()) == (plain, True)
    page.close()


def test_rows_of_a_long_catalog_are_those_of_a_short_one(chromium: Browser, long_catalog: str) -> None:
    """Whether a row came with the page or was written by the script, its markup is the same."""
    page = chromium.new_page()
    page.goto(f"{long_catalog}/en/")
    first = page.locator("#model-table tbody tr").first.evaluate("row => row.outerHTML")

    page.locator("input[name=q]").fill("acme")
    expect(_rows(page)).to_have_count(40, timeout=_LOADED)

    assert page.locator("#model-table tbody tr").first.evaluate("row => row.outerHTML") == first
    page.close()


def test_later_page_of_a_long_list_filters_that_list(chromium: Browser, long_catalog: str) -> None:
    """On any page of a list, the text filter looks through the whole list and no more."""
    page = chromium.new_page()
    page.goto(f"{long_catalog}/en/browse/status/preview/2/")

    page.locator("input[name=q]").fill("acme")

    expect(page.locator(".filter-count")).to_have_text("Models found: 65 of 65", timeout=_LOADED)
    page.close()


def test_rows_written_by_the_script_know_what_is_compared(chromium: Browser, long_catalog: str) -> None:
    """A model that was chosen for comparison is marked in every row that shows it, however the row came."""
    page = chromium.new_page()
    page.goto(f"{long_catalog}/en/")
    box = page.locator("input[data-compare='acme/m0']")

    box.check()
    page.locator("input[name=q]").fill("<0>")
    expect(_rows(page)).to_have_count(1, timeout=_LOADED)
    expect(box).to_be_checked()
    box.uncheck()
    page.locator("input[name=q]").fill("")
    expect(_rows(page)).to_have_count(25)

    expect(box).not_to_be_checked()
    page.close()
