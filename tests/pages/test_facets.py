"""By what models are divided, and how long lists are cut."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest

from site_builder.pages import facets
from site_builder.pages.context import ViewContext
from site_builder.pages.facets import counts_fingerprints, cut_list, facet_models, is_cut, list_keys, read_list_key

Contexts = Mapping[str, ViewContext]


def test_models_are_found_by_each_value(rich_contexts: Contexts) -> None:
    """Values stand in the order of their vocabulary, models in that of the catalog; what no model has is left out."""
    found = facet_models(rich_contexts["en"].catalog)

    assert found["status"] == {
        "preview": ("acme/mini",),
        "stable": ("acme/large",),
        "deprecated": ("acme/rich",),
        "retired": ("acme/gone",),
    }
    assert found["capability"] == {
        "streaming": ("acme/large", "acme/mini", "acme/rich"),
        "commercial_use": ("acme/rich",),
    }
    assert list(found["protocol"]) == ["acme-chat", "bare"]
    assert list(found["output"]) == ["text", "image"]


def test_lists_that_fit_have_one_page_each(contexts: Contexts) -> None:
    """All models, those of a maker and those of a protocol begin on other pages, and do not go on."""
    catalog = contexts["en"].catalog

    assert not is_cut(catalog)
    assert list_keys(catalog) == (
        "kind/chat",
        "input/text",
        "input/image",
        "output/text",
        "capability/streaming",
        "status/preview",
        "status/stable",
    )


def test_long_lists_go_on(rich_contexts: Contexts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every model is on exactly one page of each list that has it."""
    monkeypatch.setattr(facets, "MODELS_PER_PAGE", 2)
    catalog = rich_contexts["en"].catalog

    keys = list_keys(catalog)
    pages = [cut_list(catalog, "all"), read_list_key(catalog, "all/2")]

    assert is_cut(catalog)
    assert {"all/2", "provider/acme/2", "protocol/acme-chat/2", "capability/streaming/2", "status/stable"} <= set(keys)
    assert not {"all", "all/3", "provider/acme", "protocol/acme-chat", "status/stable/2"} & set(keys)
    assert [page.keys for page in pages] == [("acme/gone", "acme/large"), ("acme/mini", "acme/rich")]
    assert {(page.page_count, page.total) for page in pages} == {(2, 4)}


def test_a_value_that_no_model_has_gives_an_empty_list(rich_contexts: Contexts) -> None:
    """The page of a protocol without models has no rows."""
    models = cut_list(rich_contexts["en"].catalog, "protocol", "unused")

    assert (models.keys, models.total, models.page_count) == ((), 0, 1)


def test_counts_change_the_fingerprint_of_their_facet_alone(contexts: Contexts, rich_contexts: Contexts) -> None:
    """A count that is the same leaves the pages of its facet as they are."""
    one, other = (counts_fingerprints(item["en"].catalog) for item in (contexts, rich_contexts))

    assert {facet for facet in one if one[facet] != other[facet]} == set(one)
    assert all(len(fingerprint) == 32 for fingerprint in one.values())
    assert all(before != after for before, after in pairwise(sorted(one.values())))
