"""What is charged, and in which currency."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints, WithJsonSchema

from site_builder.records.base import MAX_DIGITS, ExactDecimal, Form
from site_builder.records.json_schema import decimal_schema

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), Form("three upper-case letters, e.g. `USD`")]
"""A currency code, e.g. `USD`. Source: ISO 4217."""

Amount = Annotated[
    ExactDecimal,
    WithJsonSchema(decimal_schema(MAX_DIGITS, is_negative_allowed=False)),
    Form('a decimal of 0 or more in quotes, e.g. `"0.20"`'),
]
"""What is charged, or a factor on it; that none is negative is held by `Pricing`, which can say which price it is."""
