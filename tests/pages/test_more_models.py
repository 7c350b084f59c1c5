"""Models a reader may want instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.pages.context import ViewContext
from site_builder.pages.more_models import build_more_models, more_models
from site_builder.records.model import Model
from site_builder.records.pricing import Pricing

Contexts = Mapping[str, ViewContext]


def _pricing(amount: str | None, **line: Any) -> Pricing:  # noqa: ANN401 - any YAML value
    head = {"currency": "USD", "source": "https://acme.example.com/pricing", "checked": "2026-11-01"}
    return Pricing.model_validate({**head, "lines": [{"meter": "output", "amount": amount, **line}]})


def _catalog(context: ViewContext, **changes: dict[str, Any]) -> Catalog:
    """Give a catalog of models that are like one another but for some fields; `__` stands for the slash of a key."""
    plain = context.catalog.models["acme/mini"]
    models: dict[str, Model] = {
        name.replace("__", "/"): plain.model_copy(update={"name": name, "pricing": None, "family": name, **fields})
        for name, fields in changes.items()
    }
    providers = {key.partition("/")[0]: context.catalog.providers["acme"] for key in models}
    return replace(context.catalog, models=dict(sorted(models.items())), providers=providers)


def test_models_are_found_for_three_reasons(contexts: Contexts) -> None:
    """Same family, whoever made it; then the same maker; then the nearest output price: each model once."""
    catalog = _catalog(
        contexts["en"],
        a__x={"family": "F", "pricing": _pricing("10")},
        a__kin={"family": "F", "pricing": _pricing("10")},
        b__kin={"family": "F"},
        a__other={"pricing": _pricing("10")},
        b__far={"pricing": _pricing("30")},
        b__near={"pricing": _pricing("11")},
        b__below={"pricing": _pricing("8")},
        b__unpriced={},
    )

    found = more_models(catalog, "a/x")

    assert list(found.items()) == [
        ("family", ("a/kin", "b/kin")),
        ("provider", ("a/other",)),
        ("price", ("b/near", "b/below", "b/far")),
    ]


def test_equal_distances_are_ordered_by_id(contexts: Contexts) -> None:
    """A cheaper and a dearer model at the same distance do not depend on chance."""
    catalog = _catalog(
        contexts["en"],
        a__x={"pricing": _pricing("10")},
        d__z={"pricing": _pricing("9")},
        c__z={"pricing": _pricing("11")},
        b__z={"pricing": _pricing("10.5")},
        b__a={"pricing": _pricing("10.5")},
    )

    assert more_models(catalog, "a/x") == {"price": ("b/a", "b/z", "c/z", "d/z")}


def test_five_at_most(contexts: Contexts) -> None:
    """Of a reason; those of the maker that are left over are not found by price."""
    models = {f"a__m{number}": {"pricing": _pricing("1")} for number in range(7)}
    catalog = _catalog(contexts["en"], a__x={"pricing": _pricing("1")}, **models)

    assert more_models(catalog, "a/x") == {"provider": ("a/m0", "a/m1", "a/m2", "a/m3", "a/m4")}


def test_named_and_retired_models_are_not_repeated(contexts: Contexts) -> None:
    """What the record names stands above; what cannot be called helps nobody. A deprecated model still can."""
    catalog = _catalog(
        contexts["en"],
        a__x={"family": "F", "related": ("a/named",)},
        a__named={"family": "F"},
        a__gone={"family": "F", "status": "retired"},
        a__old={"family": "F", "status": "deprecated"},
    )

    assert more_models(catalog, "a/x") == {"pair": ("a/named",), "family": ("a/old",)}
    assert more_models(catalog, "a/gone") == {"family": ("a/named", "a/old", "a/x")}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"pricing": _pricing("1"), "kind": "image"}, id="kind"),
        pytest.param({"pricing": _pricing("1", currency="CNY")}, id="currency"),
        pytest.param({"pricing": _pricing("1", unit="request")}, id="unit"),
        pytest.param({"pricing": _pricing("1", when={"service_tier": "batch"})}, id="condition"),
        pytest.param({"pricing": _pricing(None, state="free")}, id="no amount"),
        pytest.param({"pricing": _pricing("1", valid_from="2027-01-01")}, id="announced"),
        pytest.param({}, id="no prices"),
    ],
)
def test_only_like_prices_are_compared(contexts: Contexts, other: dict[str, Any]) -> None:
    """Kind, currency and unit are the same, and both are the normal price of today; in both directions."""
    catalog = _catalog(contexts["en"], a__x={"pricing": _pricing("1")}, b__y=other)

    assert (more_models(catalog, "a/x"), more_models(catalog, "b/y")) == ({}, {})


@pytest.mark.parametrize(
    ("tag", "slug", "titles"),
    [
        ("en", "en", ["Same family", "Same maker", "Similar price"]),
        ("ru", "ru", ["То же семейство", "Тот же разработчик", "Близкая цена"]),
        ("zh-Hans", "zh", ["同一系列", "同一开发商", "价格相近"]),
    ],
)
def test_links_stand_under_their_reason(worded_contexts: Contexts, tag: str, slug: str, titles: list[str]) -> None:
    """The reason in the words of the language, the name of each model and the address of its page."""
    context = worded_contexts[tag]
    catalog = _catalog(
        context,
        a__x={"family": "F", "pricing": _pricing("10")},
        b__kin={"family": "F"},
        a__other={},
        c__near={"pricing": _pricing("11")},
    )

    views = build_more_models(replace(context, catalog=catalog, _shared={}), "a/x")

    assert [(view.id, view.title) for view in views] == list(zip(["family", "provider", "price"], titles, strict=True))
    assert [[(link.label, link.href) for link in view.links] for view in views] == [
        [("b__kin", f"/{slug}/models/b/kin/")],
        [("a__other", f"/{slug}/models/a/other/")],
        [("c__near", f"/{slug}/models/c/near/")],
    ]
