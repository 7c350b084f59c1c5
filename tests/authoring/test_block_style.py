"""Records that the program writes are YAML that reads as the same values, in lines that fit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.authoring.block_style import MAX_LINE, write_entry
from site_builder.catalog.yaml_reader import read_yaml


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("Acme Chat", ["a: Acme Chat"]),
        ("https://acme.example.com/x", ["a: https://acme.example.com/x"]),
        ("0.20", ['a: "0.20"']),
        ("note: this", ['a: "note: this"']),
        ("C #", ['a: "C #"']),
        ("", ['a: ""']),
        ([], ["a: []"]),
        (True, ["a: true"]),
        (7, ["a: 7"]),
        (["text", "image"], ["a: [text, image]"]),
        (["One thing.", "Another."], ["a:", "  - One thing.", "  - Another."]),
        ({"input": ["text"]}, ["a: {input: [text]}"]),
        ([{"protocol": "chat"}], ["a:", "  - protocol: chat"]),
        ([{"b": 1, "c": 2}], ["a:", "  - {b: 1, c: 2}"]),
        ([{"b": 1, "c": [{"d": 2}]}], ["a:", "  - b: 1", "    c:", "      - d: 2"]),
    ],
)
def test_value_is_written_as_a_maintainer_would(value: Any, lines: list[str]) -> None:  # noqa: ANN401
    """Rows are short, lists of sentences and of mappings stand below each other, quotes only where they must be."""
    assert write_entry("a", value) == lines


def test_long_texts_are_folded_and_long_rows_broken() -> None:
    """Prose and rows that do not fit go on in the next line."""
    words = " ".join(["word"] * 60)

    written = write_entry("a", [{"b": words, "c": 1}]) + write_entry("d", words, indent=2)

    assert written[:2] == ["a:", "  - b: >-"]
    assert "    c: 1" in written
    assert "  d: >-" in written
    assert max(map(len, written)) <= MAX_LINE
    assert read_yaml("a.yaml", "\n".join(write_entry("d", words)).encode()).value == {"d": words}


_CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r"
)
"""What texts of records may hold."""
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.booleans(),
        st.none(),
        st.integers(-(10**9), 10**9),
        st.text(_CHARACTERS, max_size=12),
        st.text(st.sampled_from("ab :#-'\"[]{}>|0.\n"), max_size=200),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.from_regex("[a-z]{2}k", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(_VALUES)
def test_written_value_reads_as_itself(value: Any) -> None:  # noqa: ANN401
    """What the program writes means what it was given."""
    file = read_yaml("a.yaml", ("\n".join(write_entry("a", value)) + "\n").encode())

    assert (file.diagnostics, file.value) == ((), {"a": value})
