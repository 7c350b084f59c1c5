"""JSON as it is published: compact, in UTF-8, keys as given, decimals as numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from site_builder.outputs.json_text import write_json_file


def test_a_file_is_one_line_in_utf_8() -> None:
    """Nothing is sorted or escaped that need not be."""
    assert write_json_file({"b": "é", "a": [1, None]}) == '{"b":"é","a":[1,null]}\n'.encode()


@pytest.mark.parametrize(("text", "written"), [("0.7", b"0.7\n"), ("2", b"2\n"), ("2.0", b"2\n"), ("1E+3", b"1000\n")])
def test_a_decimal_is_a_number(text: str, written: bytes) -> None:
    """Whole numbers have no point."""
    assert write_json_file(Decimal(text)) == written
