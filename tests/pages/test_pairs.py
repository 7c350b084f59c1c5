"""Which models have a page that compares the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from site_builder.catalog.catalog import Catalog
from site_builder.pages.context import ViewContext
from site_builder.pages.pairs import list_pairs, pair_of, paired_models
from site_builder.records.comparison import Comparison

Contexts = Mapping[str, ViewContext]


def _catalog(context: ViewContext, **named: dict[str, Any]) -> Catalog:
    """Give a catalog of models that name others; `__` stands for the slash of a key."""
    plain = context.catalog.models["acme/mini"]
    models = {name.replace("__", "/"): plain.model_copy(update=fields) for name, fields in named.items()}
    return replace(context.catalog, models=dict(sorted(models.items())))


def _compared(*keys: str) -> tuple[Comparison, ...]:
    return tuple(Comparison(model=key, takeaway="Take it.") for key in keys)


def test_a_pair_has_one_page_whoever_names_it(contexts: Contexts) -> None:
    """Both records name the other, in different ways: the models stand in catalog order."""
    catalog = _catalog(
        contexts["en"],
        b__one={"comparisons": _compared("a/two")},
        a__two={"related": ("b/one",), "successor": "b/one"},
    )

    assert list_pairs(catalog) == {"a/two/vs/b/one": ("a/two", "b/one")}
    assert pair_of("b/one", "a/two") == pair_of("a/two", "b/one") == "a/two/vs/b/one"


def test_related_models_fill_up_to_two_those_of_other_makers_first(contexts: Contexts) -> None:
    """Comparisons and the successor always count; of related models only so many that there are two."""
    catalog = _catalog(
        contexts["en"],
        a__x={"related": ("a/1", "a/2", "b/1")},
        a__y={"comparisons": _compared("a/1"), "related": ("a/1", "a/2", "b/1")},
        a__z={"comparisons": _compared("a/1", "a/2"), "successor": "a/3", "related": ("b/1",)},
        a__1={},
        a__2={},
        a__3={},
        b__1={},
    )

    assert paired_models(catalog, "a/x") == ("b/1", "a/1")
    assert paired_models(catalog, "a/y") == ("a/1", "b/1")
    assert paired_models(catalog, "a/z") == ("a/1", "a/2", "a/3")


def test_a_model_that_everybody_names_links_to_a_few(contexts: Contexts) -> None:
    """Its page would otherwise change with half the catalog; what its own record names comes first."""
    others = {f"a__m{number}": {"related": ("b/star",)} for number in range(9)}
    catalog = _catalog(contexts["en"], **others, b__star={"related": ("a/m8",)})

    assert len(list_pairs(catalog)) == 9
    assert paired_models(catalog, "b/star") == ("a/m8", "a/m0", "a/m1", "a/m2", "a/m3", "a/m4")
    assert paired_models(catalog, "a/m5") == ("b/star",)


def test_no_model_is_compared_with_itself(contexts: Contexts) -> None:
    """A record that names itself has no such page."""
    catalog = _catalog(contexts["en"], a__x={"comparisons": _compared("a/x"), "related": ("a/x",)})

    assert list_pairs(catalog) == {}
    assert paired_models(catalog, "a/x") == ()
