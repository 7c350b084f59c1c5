"""Makes numbers and texts within the bounds of a JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

_FORMATS = {
    "date": "2026-01-01",
    "date-time": "2026-01-01T00:00:00Z",
    "time": "00:00:00Z",
    "duration": "PT1S",
    "email": "user@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
_LONGEST_TEXT = 10_000
_LARGEST = Decimal(10) ** 15
"""Bounds beyond are passed over, so that all arithmetic is exact."""


def sample_number(schema: Mapping[str, Any], *, is_integer: bool) -> int | Decimal:
    """Give 1, or a number near it that the bounds and `multipleOf` allow."""
    step = _read_step(schema, is_integer=is_integer)
    low, high = _read_bound(schema, "minimum"), _read_bound(schema, "maximum")
    above, below = _read_bound(schema, "exclusiveMinimum"), _read_bound(schema, "exclusiveMaximum")
    value = step if step > 1 or "multipleOf" in schema else Decimal(1)
    if high is not None and value > high:
        value = _round(high, step, ROUND_FLOOR)
    if below is not None and value >= below:
        value = _round(below, step, ROUND_CEILING) - step
    if low is not None and value < low:
        value = _round(low, step, ROUND_CEILING)
    if above is not None and value <= above:
        value = _round(above, step, ROUND_FLOOR) + step
    return int(value) if value == value.to_integral_value() else value


def _read_step(schema: Mapping[str, Any], *, is_integer: bool) -> Decimal:
    """Give what the number must be a multiple of; without a rule a fraction may be as small as a bound's last digit."""
    step = _read_bound(schema, "multipleOf")
    if step is not None and step > 0:
        return step
    if is_integer:
        return Decimal(1)
    bounds = (_read_bound(schema, key) for key in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"))
    digits = [-int(bound.as_tuple().exponent) for bound in bounds if bound is not None]
    return Decimal(1).scaleb(-max([1, *digits]))


def _round(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).to_integral_value(rounding) * step


def _read_bound(schema: Mapping[str, Any], key: str) -> Decimal | None:
    value = schema.get(key)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    bound = Decimal(value)
    is_exact = abs(bound) < _LARGEST and int(bound.as_tuple().exponent) > -_MOST_DIGITS
    return bound if is_exact else None


_MOST_DIGITS = 10


def sample_text(schema: Mapping[str, Any], name: str) -> str:
    """Give an example of the format, or else a name, padded and cut to the length allowed."""
    text = _FORMATS.get(str(schema.get("format")), name)
    least, most = read_count(schema, "minLength", 0), read_count(schema, "maxLength", _LONGEST_TEXT)
    return text.ljust(min(least, _LONGEST_TEXT), "x")[:most]


def read_count(schema: Mapping[str, Any], key: str, otherwise: int) -> int:
    """Give a count of a schema, or else another; Gemini writes 64-bit numbers as texts."""
    value = schema.get(key)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:9])
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else otherwise
