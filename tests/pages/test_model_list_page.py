"""Pages of lists by facet, the table of models on any page, and the filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.pages import facets
from site_builder.pages.catalog_page import build_catalog_view
from site_builder.pages.context import ViewContext
from site_builder.pages.model_list_page import build_model_list_view, build_rows_view
from site_builder.pages.provider_page import build_provider_view

Contexts = Mapping[str, ViewContext]


def test_page_of_a_value_lists_its_models(rich_contexts: Contexts) -> None:
    """With the way there, the lists around it with their counts, and the same models among all filters."""
    view = build_model_list_view(rich_contexts["en"], "capability/streaming")

    assert [card.id for card in view.table.cards] == ["acme/large", "acme/mini", "acme/rich"]
    assert (view.page.title, view.count) == ("Streaming: models with this capability", "3 models")
    assert view.page.description.startswith("Streaming: models with this capability. 3 models. Prices, limits")
    assert [(link.label, link.href) for link in view.page.breadcrumbs] == [
        ("Models", "/en/"),
        ("Streaming", "/en/browse/capability/streaming/"),
    ]
    assert view.browse is not None
    assert [(item.link.label, item.count, item.is_current) for item in view.browse.entries] == [
        ("Streaming", "3", True),
        ("Commercial use", "1", False),
    ]
    assert view.filter_link is not None
    assert view.filter_link.href == "/en/?can=streaming#models"
    assert (view.table.scope, view.table.rows, view.table.pager, view.table.finder) == ("can=streaming", "", None, None)
    assert [item.lang for item in view.page.alternates] == ["zh-Hans", "ru", "en"]


def test_long_list_is_cut_into_pages(rich_contexts: Contexts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page leads to the next and the one before, the first one being the home page; scripts read all rows."""
    monkeypatch.setattr(facets, "MODELS_PER_PAGE", 2)
    context = rich_contexts["en"]

    home, second = build_catalog_view(context).table, build_model_list_view(context, "all/2")
    rows = build_rows_view(context)

    assert home.pager is not None
    assert home.pager.next is not None
    assert (home.pager.position, home.pager.previous, home.pager.next.href) == (
        "Page 1 of 2",
        None,
        "/en/browse/all/2/#models",
    )
    assert second.table.pager is not None
    assert second.table.pager.previous is not None
    assert (second.table.pager.previous.href, second.table.pager.next) == ("/en/#models", None)
    assert (second.page.title, second.filter_link, second.browse) == ("All models, page 2", None, None)
    assert [link.label for link in second.page.breadcrumbs] == ["Models", "Page 2"]
    assert home.rows == second.table.rows == "/en/browse/rows.html"
    assert [card.id for card in (*home.cards, *second.table.cards)] == [card.id for card in rows.cards]


def test_list_of_a_maker_goes_on_below_its_page(rich_contexts: Contexts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first page is that of the maker, whose rows do not repeat the name."""
    monkeypatch.setattr(facets, "MODELS_PER_PAGE", 3)
    context = rich_contexts["ru"]

    first, second = build_provider_view(context, "acme").table, build_model_list_view(context, "provider/acme/2")

    assert first.pager is not None
    assert first.pager.next is not None
    assert first.pager.next.href == "/ru/browse/provider/acme/2/#models"
    assert (first.css_class, first.scope) == ("models of-maker", "provider=acme")
    assert [link.href for link in second.page.breadcrumbs] == [
        "/ru/",
        "/ru/providers/acme/",
        "/ru/browse/provider/acme/2/",
    ]


def test_filters_count_what_each_choice_has(rich_contexts: Contexts) -> None:
    """A facet with one value is no filter; what no record says of a capability is unknown like what one says."""
    finder = build_catalog_view(rich_contexts["ru"]).table.finder

    assert finder is not None
    assert [facet.id for facet in finder.facets] == ["input", "output", "status", "protocol"]
    assert [(choice.value, choice.label, choice.count) for choice in finder.facets[0].choices] == [
        ("text", "Текст", "4"),
        ("image", "Изображения", "2"),
    ]
    assert {item.id: [(choice.value, choice.count) for choice in item.choices] for item in finder.capabilities} == {
        "streaming": [("can", "3"), ("cannot", "0"), ("unknown", "1")],
        "tool_calling": [("can", "0"), ("cannot", "1"), ("unknown", "3")],
        "fine_tuning": [("can", "0"), ("cannot", "0"), ("unknown", "4")],
        "commercial_use": [("can", "1"), ("cannot", "0"), ("unknown", "3")],
    }
    assert [(choice.value, choice.label, choice.count) for choice in finder.contexts][-1] == (
        "200000",
        "200\xa0000",
        "1",
    )
    assert finder.currencies == ()


def test_currencies_are_a_choice_where_there_are_several(
    contexts_of: Callable[[Path], Contexts], rich_site: Path
) -> None:
    """That of most models is the first; prices in two currencies cannot be compared."""
    path = rich_site / "catalog/models/acme/mini.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("currency: USD", "currency: CNY"), encoding="utf-8")

    finder = build_catalog_view(contexts_of(rich_site)["en"]).table.finder

    assert finder is not None
    assert [(item.value, item.label) for item in finder.currencies] == [("USD", "US Dollar"), ("CNY", "Chinese Yuan")]


def test_home_leads_to_the_lists_of_each_facet(contexts: Contexts) -> None:
    """Plain links with counts, for readers without scripts."""
    browse = build_catalog_view(contexts["zh-Hans"]).browse

    assert [(item.id, [entry.link.href for entry in item.entries]) for item in browse] == [
        ("kind", ["/zh/browse/kind/chat/"]),
        ("input", ["/zh/browse/input/text/", "/zh/browse/input/image/"]),
        ("output", ["/zh/browse/output/text/"]),
        ("capability", ["/zh/browse/capability/streaming/"]),
        ("status", ["/zh/browse/status/preview/", "/zh/browse/status/stable/"]),
    ]
