"""What a row says of a model to scripts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from site_builder.pages.context import ViewContext
from site_builder.pages.row_facts import row_facts
from site_builder.records.pricing import Pricing

Contexts = Mapping[str, ViewContext]

_EVIDENCE = {"currency": "USD", "source": "https://a.example.com/1", "checked": "2026-11-01"}


def test_row_has_all_that_is_filtered_and_sorted_by(rich_contexts: Contexts) -> None:
    """Names and values are those of records and addresses; a capability that is unknown is in neither list."""
    model = rich_contexts["ru"].catalog.models["acme/rich"]

    assert row_facts("acme/rich", model).split() == [
        "provider=acme",
        "kind=chat",
        "status=deprecated",
        "input=text,image",
        "output=image,text",
        "protocol=acme-chat,bare",
        "can=streaming,commercial_use",
        "cannot=tool_calling",
        "context=1",
        "released=2026-01-05",
        "currency=USD",
        "price-input=0.000125",
        "price-output=3",
    ]


def test_what_is_not_known_is_left_out(rich_contexts: Contexts) -> None:
    """Missing is not zero."""
    model = rich_contexts["en"].catalog.models["acme/gone"]

    assert row_facts("acme/gone", model) == (
        "provider=acme kind=chat status=retired input=text output=text protocol=acme-chat"
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([{"meter": "input", "amount": "0.40"}], "price-input=0.40"),
        ([{"meter": "input", "state": "free"}], "price-input=0"),
        ([{"meter": "input", "state": "unknown"}], ""),
        ([{"meter": "input", "amount": "1", "unit": "request"}], ""),
        ([{"meter": "input", "amount": "1", "currency": "CNY"}], ""),
        ([{"meter": "input", "amount": "1", "equivalent": True}], ""),
        ([{"meter": "input", "amount": "1", "when": {"service_tier": "batch"}}], ""),
        (
            [
                {"meter": "cache_read", "amount": "0.24", "when": {"prompt_tokens": {"gt": 256000}}},
                {"meter": "cache_read", "amount": "0.08"},
                {"meter": "cache_read", "multiplier": "2", "when": {"prompt_tokens": {"gte": 128000, "lte": 256000}}},
            ],
            "price-cached=0.08|256001-:0.24|128000-256000:0.16",
        ),
        ([{"meter": "output", "amount": "3", "when": {"prompt_tokens": {"lt": 1000}}}], "price-output=1-999:3"),
    ],
)
def test_prices_depend_on_nothing_but_the_prompt(
    contexts: Contexts, lines: list[dict[str, object]], expected: str
) -> None:
    """The normal price stands first; prices in another unit, currency or service tier cannot be compared."""
    model = contexts["en"].catalog.models["acme/mini"]
    pricing = Pricing.model_validate({**_EVIDENCE, "lines": lines})

    facts = row_facts("acme/mini", model.model_copy(update={"pricing": pricing}))

    assert facts.partition(" currency=USD ")[2] == expected
