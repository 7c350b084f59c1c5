"""Which models stand on which page of prices."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.pages.price_pages import cut_pages, price_pages


@pytest.mark.parametrize(
    ("rows", "pages"),
    [
        ([], []),
        ([("a/1", 3), ("b/1", 3), ("c/1", 4)], [["a/1", "b/1", "c/1"]]),
        ([("a/1", 6), ("b/1", 3), ("b/2", 2)], [["a/1"], ["b/1", "b/2"]]),
        ([("a/1", 2), ("b/1", 9), ("b/2", 4), ("b/3", 6), ("c/1", 1)], [["a/1"], ["b/1"], ["b/2", "b/3"], ["c/1"]]),
        ([("a/1", 12), ("a/2", 1), ("b/1", 9)], [["a/1"], ["a/2", "b/1"]]),
    ],
)
def test_makers_stay_whole_where_they_can(rows: list[tuple[str, int]], pages: list[list[str]]) -> None:
    """A page has at most 10 rows here; only a maker that does not fit on one is cut, and only between models."""
    assert [list(page) for page in cut_pages(rows, 10)] == pages


def test_only_models_with_current_prices_are_listed(small_site: Path) -> None:
    """One without prices, or whose prices have all ended, has no row; the first page has the empty key."""
    large, mini = (small_site / f"catalog/models/acme/{name}.yaml" for name in ("large", "mini"))
    text = large.read_text(encoding="utf-8")
    mini.write_text(mini.read_text(encoding="utf-8").replace("{meter: ", "{valid_to: 2020-01-01, meter: "))
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    assert price_pages(catalog) == {"": ("acme/large",)}

    head, _, tail = text.partition("pricing:")
    large.write_text(head + tail[tail.index("\nbenchmarks:") + 1 :], encoding="utf-8")
    catalog = load_catalog(small_site).catalog
    assert catalog is not None
    assert price_pages(catalog) == {}
