"""Text to paste is YAML that reads as the same value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.catalog.flow_style import write_flow
from site_builder.catalog.yaml_reader import read_yaml


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("input", "input"),
        ("2026-03-20", "2026-03-20"),
        ("0.20", '"0.20"'),
        ("true", '"true"'),
        ("https://example.com", '"https://example.com"'),
        ("/v1/{model}", '"/v1/{model}"'),
        (True, "true"),
        (1000000, "1000000"),
        (("a", "b"), "[a, b]"),
        ([], "[]"),
        ({"meter": "input", "amount": "0.20"}, '{meter: input, amount: "0.20"}'),
        ({"tools[].function": True, "a.b": "#"}, '{"tools[].function": true, a.b: "#"}'),
        ("价格…", '"价格…"'),
    ],
)
def test_value_is_written_on_one_line(value: Any, expected: str) -> None:  # noqa: ANN401
    """Texts are quoted only where plain ones would mean something else."""
    assert write_flow(value) == expected


_CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r"
)
"""What texts of records may hold."""
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.booleans(), st.integers(-(10**9), 10**9), st.text(_CHARACTERS, max_size=12)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.from_regex(r"[a-z]{2}k(?:[\[\]{},#: ]k)?", fullmatch=True), inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(_VALUES)
def test_written_value_reads_as_itself(value: Any) -> None:  # noqa: ANN401
    """What is pasted means what was meant."""
    file = read_yaml("a.yaml", f"a: {write_flow(value)}\n".encode())

    assert (file.diagnostics, file.value) == ((), {"a": value})
