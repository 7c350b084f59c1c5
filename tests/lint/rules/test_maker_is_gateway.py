"""Who sells access is not who makes the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.maker_is_gateway import MAKER_IS_GATEWAY

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("providers/acme", "name: small gateway", ["the maker bears the name of the gateway, `Small Gateway`"]),
        ("providers/acme", "website: https://models.example.com",
         ["the maker's website `https://models.example.com` is the gateway's own"]),
        ("providers/acme", "website: https://www.api.example.com/x",
         ["the maker's website `https://www.api.example.com/x` is the gateway's own"]),
        ("providers/acme", "website: https://docs.api.example.com",
         ["the maker's website `https://docs.api.example.com` is the gateway's own"]),
        ("providers/acme", "website: https://other.example.com", []),
        ("providers/acme", "name: Gateway", []),
    ],
)  # fmt: skip
def test_maker_with_name_or_address_of_the_gateway_is_found(
    find_in: FindIn, path: str, text: str, expected: list[str]
) -> None:
    """A subdomain of the gateway counts, another name below the same domain does not."""
    assert [item.message for item in find_in(MAKER_IS_GATEWAY, {path: text})] == expected


def test_gateway_that_makes_models_says_so(find_in: FindIn) -> None:
    """A maker may run its own gateway."""
    changes = {
        "site": "makes_models: true",
        "providers/acme": "name: Small Gateway\nwebsite: https://models.example.com",
    }

    assert find_in(MAKER_IS_GATEWAY, changes) == []
