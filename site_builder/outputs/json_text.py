"""JSON as files of a site have it: compact, in UTF-8, with keys in the order in which they were given."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any


def write_json_file(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Give the bytes of a file; a decimal becomes the number that programs read, so sums of money are texts by then."""
    return f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'), default=plain_number)}\n".encode()


def plain_number(value: Decimal) -> int | float:
    """Give a number as JSON has it. Source: RFC 8259, section 6: most programs read it as a double."""
    return int(value) if value == value.to_integral_value() else float(value)
