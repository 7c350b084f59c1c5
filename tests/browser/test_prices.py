"""The table of all prices: sorted, filtered, with the reader's own cost; and what is left of it without scripts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.catalog.loader import load_catalog
from tests.browser.price_oracle import Quantity, compute_cost

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give the records of the repository's own site."""
    loaded = load_catalog(_ROOT)
    assert loaded.catalog is not None
    return loaded.catalog


def _rows(page: Page) -> Locator:
    return page.locator("#price-table tbody tr:visible")


def _values(page: Page, column: int) -> list[str]:
    """Give the exact values of a column of the rows shown, empty where there is none."""
    cells = f"#price-table tbody tr:not([hidden]) > :nth-child({column})"
    read = "(cells) => cells.map((cell) => cell.querySelector('data')?.value ?? '')"
    return page.locator(cells).evaluate_all(read)  # type: ignore[no-any-return]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_table_has_every_price_in_order(open_page: OpenPage, catalog: Catalog, *, has_scripts: bool) -> None:
    """One row per current price, by maker and model, also without scripts; then nothing is shown that needs one."""
    page = open_page("/ru/pricing/", java_script_enabled=has_scripts)
    priced = [(key, model.pricing) for key, model in catalog.models.items() if model.pricing]
    expected = [key for key, pricing in priced for _ in pricing.current_lines()]

    rows = page.locator("#price-table tbody tr")

    assert [row.get_attribute("data-model") for row in rows.all()] == expected
    assert page.locator("form[data-table]").is_visible() is has_scripts
    assert page.locator("#price-table button").count() == (9 if has_scripts else 0) + has_scripts


def test_a_column_is_sorted_up_down_and_not_at_all(open_page: OpenPage) -> None:
    """By the exact amount; what has none comes last both ways; the third press restores the order of the page."""
    page = open_page("/en/pricing/")
    head = page.locator("th[data-column='price']")
    at_first = _values(page, 5)
    ends = sum(not value for value in at_first)
    button = head.get_by_role("button", name="Our price")

    button.focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    rising = [Decimal(value) for value in _values(page, 5) if value]
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    falling = _values(page, 5)
    page.keyboard.press("Enter")

    assert rising == sorted(rising)
    assert [Decimal(value) for value in falling if value] == sorted(rising, reverse=True)
    assert not any(falling[len(falling) - ends + _free(page) :])
    assert _values(page, 5) == at_first
    expect(button).to_be_focused()


def _free(page: Page) -> int:
    """Give how many prices are free, which is an amount of 0 for sorting."""
    return page.locator("[data-sort='0']").count()


@pytest.mark.parametrize(
    ("query", "selector"),
    [
        ("maker=DeepSeek", "td:nth-child(2):text-is('DeepSeek')"),
        ("meter=cache_read", "td:text-is('Кэшированный ввод')"),
        ("q=gemini+pro", "th:has-text('Gemini'):has-text('Pro')"),
        ("normal=1", "td.condition:text-is('')"),
    ],
)
def test_filters_come_from_the_address(open_page: OpenPage, query: str, selector: str) -> None:
    """A link to a choice of prices shows just these."""
    page = open_page(f"/ru/pricing/?{query}")
    expect(page.locator("[aria-sort], .sort").first).to_be_visible()

    shown = _rows(page).count()

    assert 0 < shown < 509
    assert page.locator(f"#price-table tbody tr:visible:has({selector})").count() == shown


def test_filters_go_to_the_address_and_are_announced(open_page: OpenPage) -> None:
    """What is chosen can be shared and is said; nothing found is said too."""
    page = open_page("/en/pricing/")
    status = page.locator("#status")

    form = page.locator("form[data-table]")
    form.get_by_label("Provider").select_option("Anthropic")
    form.get_by_label("What is charged").select_option("cache_write")
    form.get_by_label("Only normal prices").check()
    page.get_by_role("button", name="Our price").click()

    assert page.evaluate("location.search") == "?maker=Anthropic&meter=cache_write&normal=1&sort=price"
    expect(status).to_have_text(f"Results: {_rows(page).count()}")
    form.get_by_label("Filter").fill("nothing at all")
    expect(page.get_by_text("No price matches.").first).to_be_visible()
    expect(status).to_have_text("No price matches.")
    form.get_by_label("Filter").fill("")
    page.reload()
    expect(form.get_by_label("Provider")).to_have_value("Anthropic")
    expect(page.locator("th[aria-sort]")).to_have_text("Our price")


def test_models_are_sorted_by_the_cost_of_my_request(open_page: OpenPage, catalog: Catalog) -> None:
    """At normal prices; what has no price for cached input charges it as input; what has none for tokens is last."""
    page = open_page("/en/pricing/?input=2000&output=500&cache_read=8000&sort=cost")
    expect(page.locator("th[data-column='cost']")).to_be_visible()
    shown = dict.fromkeys(
        zip(page.locator("#price-table tbody tr").evaluate_all("(rows) => rows.map((row) => row.dataset.model)"),
            _values(page, 10), strict=True)
    )  # fmt: skip

    costs = [Decimal(value) for _, value in shown if value]
    expected = {key: _cost(catalog, key) for key, model in catalog.models.items() if model.pricing}
    assert {key: Decimal(value) if value else None for key, value in shown} == expected
    assert costs == sorted(costs)
    assert len(costs) > 30
    assert [value for _, value in shown if not value] == [value for _, value in list(shown)[len(costs) :]]


def _cost(catalog: Catalog, key: str) -> Decimal | None:
    pricing = catalog.models[key].pricing
    assert pricing is not None
    meters = {line.meter for line in pricing.current_lines() if line.unit_id == "million_tokens"}
    counts = {"input": 2000, "output": 500, "cache_read": 8000}
    if "cache_read" not in meters:
        counts["input"] += counts.pop("cache_read")
    if not counts.keys() <= meters:
        return None
    quantities = [
        Quantity(meter, "million_tokens", is_equivalent=False, count=Decimal(count)) for meter, count in counts.items()
    ]
    cost = compute_cost(pricing, quantities, {}, Decimal(0))
    return None if cost.problems else next(iter(cost.totals.values()))["request"]


def test_repeated_names_stay_with_their_rows(open_page: OpenPage) -> None:
    """Only the first of several rows of a model stands out, in whatever order."""
    page = open_page("/en/pricing/?meter=input&sort=-price")
    expect(page.locator("th[aria-sort]")).to_be_visible()

    rows = _rows(page)
    models = [row.get_attribute("data-model") for row in rows.all()]
    repeated = ["repeated" in (row.get_attribute("class") or "") for row in rows.all()]

    assert repeated == [above == model for above, model in zip([None, *models], models, strict=False)]


def test_every_model_has_an_anchor(open_page: OpenPage, catalog: Catalog) -> None:
    """A link can lead to the prices of one model."""
    page = open_page("/en/pricing/#openai/gpt-5.4")

    first = page.locator("tr[id]")

    expect(page.locator("tr:target")).to_be_in_viewport()
    assert [row.get_attribute("id") for row in first.all()] == [
        key for key, item in catalog.models.items() if item.pricing
    ]
    assert all(provider_of(key) for key in catalog.models)


@pytest.mark.parametrize(("width", "tabindex"), [(320, None), (1100, "0")])
def test_page_does_not_scroll_sideways_with_costs(open_page: OpenPage, width: int, tabindex: str | None) -> None:
    """The table scrolls in its own region, also with the column of costs; cards on a phone need not scroll."""
    page = open_page("/ru/pricing/?input=2000&output=500&cache_read=8000", width=width)
    expect(page.locator("td:nth-child(10)").first).to_be_attached()

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".scroll.tall").get_attribute("tabindex") == tabindex
