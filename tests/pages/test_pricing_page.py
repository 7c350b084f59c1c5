"""The pages of all prices: their rows, their parts, their inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from site_builder.pages import price_pages as module
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext
from site_builder.pages.pricing_page import build_pricing_view, pricing_fingerprints
from site_builder.pages.routes import PageKind, list_pages

Contexts = Mapping[str, ViewContext]

_MODEL = """
name: {name}
family: F
api_id: {id}
status: stable
updated: 2026-03-20
summary: One.
modalities: {{input: [text], output: [text]}}
protocols: [{{protocol: acme-chat}}]
pricing:
  currency: CNY
  source: https://other.example.com/pricing
  checked: 2026-11-01
  lines:
    - {{meter: output, amount: "2"}}
    - {{meter: input, amount: "1", list: "2", source: "https://b.example.com/", checked: 2026-10-01, currency: USD}}
    - {{meter: input, amount: "3", valid_to: 2020-01-01}}
sources:
  - {{title: Page, url: https://a.example.com/1, checked: 2026-11-01}}
"""


@pytest.fixture
def many(small_site: Path) -> Path:
    """Give the small site with three more makers of a model each."""
    for maker in ("b", "c", "d"):
        (small_site / f"catalog/providers/{maker}.yaml").write_text(
            f"name: Maker {maker}\nsummary: Other.\nwebsite: https://o.example.com\n", encoding="utf-8"
        )
        folder = small_site / "catalog/models" / maker
        folder.mkdir()
        (folder / "one.yaml").write_text(_MODEL.format(name=f"One {maker}", id=f"one-{maker}"), encoding="utf-8")
    return small_site


@pytest.fixture
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a page have only two rows."""
    monkeypatch.setattr(module, "ROWS_PER_PAGE", 2)
    yield
    module.price_pages.cache_clear()


def test_rows_are_the_current_prices_of_each_model(many: Path, contexts_of: Callable[[Path], Contexts]) -> None:
    """In the order of the catalog, meters in theirs; each with the page that states it and the day it was checked."""
    view = build_pricing_view(contexts_of(many)["en"], "")

    assert [model.id for model in view.models] == ["acme/large", "acme/mini", "b/one", "c/one", "d/one"]
    model = view.models[2]
    assert (model.name, model.maker, model.currency) == ("One b", "Maker b", "CNY")
    assert model.href == "/en/models/b/one/#pricing"
    assert [
        (line.price.meter, line.price.amount and line.price.amount.text, line.source.label, line.checked.iso)
        for line in model.lines
    ] == [
        ("input", "$1.00", "b.example.com", "2026-10-01"),
        ("output", "CN¥2.00", "other.example.com", "2026-11-01"),
    ]
    assert view.count == f"{sum(len(model.lines) for model in view.models)} prices"
    assert (view.has_discount, view.file, view.parts) == (True, "/pricing.csv", ())
    assert [link.href for link in view.page.breadcrumbs] == ["/en/", "/en/pricing/"]


@pytest.mark.usefixtures("_small_pages")
def test_many_prices_are_cut_into_pages(many: Path, contexts_of: Callable[[Path], Contexts]) -> None:
    """The first page leads to all of them by their makers, the others to the first and their neighbours."""
    context = contexts_of(many)["en"]
    pages = [page for page in list_pages(context.catalog, context.locales) if page.kind is PageKind.PRICING]

    routes = [page.route for page in pages if page.locale == context.locale]
    views = [build_pricing_view(context, page.key) for page in pages if page.locale == context.locale]

    assert routes == ["/en/pricing/", *(f"/en/pricing/{number}/" for number in range(2, len(routes) + 1))]
    assert [part.link.href for part in views[0].parts] == routes
    assert [part.link.label for part in views[0].parts][-3:] == ["Maker b", "Maker c", "Maker d"]
    assert [part.link.href for part in views[-2].parts] == [routes[0], *routes[-3:]]
    assert [part.is_current for part in views[-1].parts] == [False, False, True]
    assert views[-1].page.title == "Prices of all models: Maker d"
    assert views[-1].lead == "This page has the prices of Maker d."
    assert [link.label for link in views[-1].page.breadcrumbs] == ["Models", "Prices", "Maker d"]
    assert len({model.id for view in views for model in view.models}) == 5


@pytest.mark.usefixtures("_small_pages")
def test_a_page_depends_on_its_models_and_the_pages_beside_it(
    many: Path, contexts_of: Callable[[Path], Contexts]
) -> None:
    """A price changes its own page alone; a maker's name that of the neighbours too; a note none."""
    before = contexts_of(many)["en"].catalog
    keys = list(module.price_pages(before))

    def changed(path: str, old: str, new: str) -> list[str]:
        file = many / path
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, new), encoding="utf-8")
        after = contexts_of(many)["en"].catalog
        file.write_text(text, encoding="utf-8")
        return [key for key in keys if pricing_fingerprints(before, key) != pricing_fingerprints(after, key)]

    assert changed("catalog/models/d/one.yaml", 'amount: "1"', 'amount: "1.5"') == [keys[-1]]
    assert changed("catalog/models/d/one.yaml", 'amount: "2"', 'amount: "2", note: New.') == []
    assert changed("catalog/models/d/one.yaml", 'amount: "3"', 'amount: "4"') == []
    assert changed("catalog/providers/d.yaml", "Maker d", "Maker z") == [keys[0], *keys[-2:]]


def test_site_without_prices_has_no_page_of_them(small_site: Path, contexts_of: Callable[[Path], Contexts]) -> None:
    """No link leads there then."""
    for path in (small_site / "catalog/models/acme").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("{meter: ", "{valid_to: 2020-01-01, meter: "), encoding="utf-8")
    context = contexts_of(small_site)["en"]

    pages = list_pages(context.catalog, context.locales)

    assert [page for page in pages if page.kind is PageKind.PRICING] == []
    assert "Prices" not in [link.label for link in build_site_view(context).navigation]
