"""Reading the file of a list: exact numbers, and a clear message for whatever else it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from site_builder.authoring.price_lists import json_file
from site_builder.authoring.price_lists.json_file import BrokenListError, read_json


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    """No number becomes a binary fraction; a mark of the byte order is passed over."""
    path = tmp_path / "list.json"
    path.write_bytes(b'\xef\xbb\xbf{"price": 0.1000000000000000055, "tokens": 12}')

    value = read_json(path).value

    assert value == {"price": Decimal("0.1000000000000000055"), "tokens": 12}


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"<html>", (1, 1), "the file is not JSON: Expecting value"),
        (b'{"a":\n 1 2}', (2, 4), "the file is not JSON: Expecting ',' delimiter"),
        (b"\xff", (1, 1), "the file is not encoded in UTF-8"),
        (b'{"price": NaN}', (1, 1), "the file cannot be read: `NaN` is no number of JSON"),
        (b"1" * 31, (1, 1), "the file cannot be read: a number has 31 digits"),
        (b"[" * 100_000, (1, 1), "the file cannot be read: nested too deeply"),
    ],
)
def test_what_is_no_json_is_said(tmp_path: Path, content: bytes, place: tuple[int, int], message: str) -> None:
    """The message names the place and the reason in plain words."""
    path = tmp_path / "list.json"
    path.write_bytes(content)

    with pytest.raises(BrokenListError) as caught:
        read_json(path)

    (found,) = caught.value.diagnostics
    said = (found.span.line, found.span.column), found.message
    assert (found.code, *said) == ("list-unreadable", place, message)


def test_too_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is refused before it is parsed."""
    monkeypatch.setattr(json_file, "MAX_MEGABYTES", 1)
    path = tmp_path / "list.json"
    path.write_bytes(b" " * 1_000_001)

    with pytest.raises(BrokenListError) as caught:
        read_json(path)

    assert [found.message for found in caught.value.diagnostics] == ["the file has more than 1 MB"]


def test_place_of_a_value_is_that_of_its_key(tmp_path: Path) -> None:
    """A value that is not there stands where its owner does; where YAML reads no JSON, the file is named."""
    path = tmp_path / "list.json"
    path.write_text('{\n "a": {\n  "b": 1}}', encoding="utf-8")
    strange = tmp_path / "strange.json"
    strange.write_text('{"a": "\\ud83d"}', encoding="utf-8")

    spans = [read_json(path).span(("a", "b")), read_json(strange).span(("a",))]

    assert [(span.line, span.column) for span in spans] == [(3, 4), (1, 1)]
