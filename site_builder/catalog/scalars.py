"""What a plain scalar means: the YAML 1.2 core schema, with exact decimals.

Source: YAML 1.2.2, section 10.3.2.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

MAX_NUMBER_LENGTH = 40
MAX_EXPONENT = 99
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_BASED_INTEGER = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)\Z")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?([0-9]+))?\Z")
_NOT_FINITE = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


_NUMBER_STARTS = frozenset("+-.0123456789")
UNUSABLE = object()


def resolve_plain(text: str) -> Any:  # noqa: ANN401 - any scalar; one return per kind of scalar
    """Give the value of a plain scalar by the core schema.

    Numbers to the base 8 or 16 are refused: nobody who reads `amount: 0x10` sees 16.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _INTEGER.match(text):
        return int(text) if len(text) <= MAX_NUMBER_LENGTH else UNUSABLE
    if _BASED_INTEGER.match(text):
        return UNUSABLE
    if match := _DECIMAL.match(text):
        is_usable = len(text) <= MAX_NUMBER_LENGTH and int(match[1] or 0) <= MAX_EXPONENT
        return Decimal(text) if is_usable else UNUSABLE
    return UNUSABLE if _NOT_FINITE.match(text) else text
