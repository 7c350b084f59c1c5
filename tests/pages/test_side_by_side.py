"""Models side by side: rows, cells, differences, and who is ahead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.pages.compared_model import CellView, build_compared_model
from site_builder.pages.context import ViewContext
from site_builder.pages.side_by_side import ComparedRowView, build_frame, build_side_by_side

Contexts = Mapping[str, ViewContext]


def _say(content: CellView | None) -> str:
    """Give what a cell says, with its notes in brackets."""
    items = content.items if content else ()
    said = [
        (item.amount.text if item.amount else item.text.markdown if item.text else item.words)
        + "".join(f" ({note.markdown})" for note in item.notes)
        for item in items
    ]
    return "; ".join(said)


def _row(row: ComparedRowView) -> tuple[object, ...]:
    notes = [note.markdown for note in row.notes]
    cells = [f"{_say(cell.content)}{' !' if cell.mark else ''}" for cell in row.cells]
    return " | ".join([row.label.markdown, *notes]), *cells, row.differs


def _rows(context: ViewContext, *keys: str) -> dict[str, list[tuple[object, ...]]]:
    models = tuple(build_compared_model(context, key) for key in keys)
    return {group.id: [_row(row) for row in group.rows] for group in build_side_by_side(context, models)}


def test_rows_are_those_in_which_a_model_has_something(contexts: Contexts) -> None:
    """In the order of the specifications; a group in which nobody has anything is absent."""
    rows = _rows(contexts["en"], "acme/large", "acme/mini")

    assert rows["model"] == [
        ("Summary", "A careful model for hard questions.", "A quick model for easy questions.", True),
        ("Provider", "Acme", "Acme", False),
        ("Model id", "acme-large", "acme-mini", True),
        ("Status", "Stable", "Preview", True),
        ("Kind", "Chat", "Chat", False),
        ("Family", "Acme 1", "Acme 1", False),
        ("Protocols", "Acme Chat", "Acme Chat", False),
    ]
    assert rows["limits"] == [
        ("Context window", "200,000 tokens", "32,000 tokens", True),
        ("Output limit", "8,000 tokens", "", True),
    ]
    assert rows["capabilities"] == [
        ("Streaming", "Supported", "Supported", False),
        ("Fine-tuning", "Unknown", "", True),
    ]
    assert rows["benchmarks"] == [("Quiz | General knowledge | Higher is better", "86.9%", "", True)]
    assert "other" not in rows


def test_prices_of_one_meter_condition_and_unit_stand_in_one_row(rich_contexts: Contexts) -> None:
    """The normal price first, then those of most models; the lowest is named where two can be compared."""
    rows = _rows(rich_contexts["en"], "acme/large", "acme/rich", "acme/mini")["pricing"]

    assert [row for row in rows if str(row[0]).startswith("Input")] == [
        ("Input | per 1 million tokens", "$2.00", "$0.000125 !", "$0.20", True),
        ("Input | Batch tier · per 1 million tokens", "$1.00", "", "", True),
        (
            "Input | Batch tier · Prompt over 200,000 tokens · per 1 million tokens",
            "",
            "$0.000015625",
            "",
            True,
        ),
        (
            "Input | Tier night · Prompt of 1,000 tokens or more · per 1 million tokens",
            "",
            "$0.10 (At *night*.)",
            "",
            True,
        ),
    ]


def test_other_facts_stand_in_one_row_by_their_label(rich_contexts: Contexts) -> None:
    """A fact that has no field of its own."""
    rows = _rows(rich_contexts["en"], "acme/rich", "acme/large")

    assert rows["other"] == [("Channels", "Web and *phone*", "", True)]


PRICES = [
    pytest.param('amount: "1"', 'amount: "1.00"', ["", ""], id="equal prices"),
    pytest.param('amount: "1"', 'amount: "1.01"', ["!", ""], id="one is lower"),
    pytest.param('amount: "0.1"', "state: variable", ["", ""], id="one is said in words"),
    pytest.param('amount: "1"', 'amount: "2", currency: CNY', ["", ""], id="other currency"),
]


@pytest.mark.parametrize(("large", "mini", "expected"), PRICES)
def test_the_lowest_price_is_named_on_equal_terms_only(
    large: str, mini: str, expected: list[str], contexts_of: Callable[[Path], Contexts], small_site: Path
) -> None:
    """Decimals are compared as they are written, in one currency."""
    for name, price in (("large", large), ("mini", mini)):
        path = small_site / f"catalog/models/acme/{name}.yaml"
        lines = [
            f"    - {{meter: output, {price}}}" if "meter: output" in line else line
            for line in path.read_text().splitlines()
        ]
        path.write_text("\n".join(lines) + "\n")

    rows = _rows(contexts_of(small_site)["en"], "acme/large", "acme/mini")["pricing"]

    output = next(row for row in rows if str(row[0]).startswith("Output"))
    assert ["!" if str(cell).endswith("!") else "" for cell in output[1:3]] == expected


SCORES = [
    pytest.param('score: "90"', ["", "!"], id="higher is better"),
    pytest.param('score: "86.90"', ["", ""], id="as good"),
    pytest.param('score: "90", conditions: with tools', ["", ""], id="other conditions"),
]


@pytest.mark.parametrize(("score", "expected"), SCORES)
def test_the_best_result_is_named_under_equal_conditions_only(
    score: str, expected: list[str], contexts_of: Callable[[Path], Contexts], small_site: Path
) -> None:
    """Two results are compared if both models were tested in the same way."""
    evidence = "source: https://acme.example.com/results, reported: 2026-03"
    path = small_site / "catalog/models/acme/mini.yaml"
    result = f"benchmarks: [{{benchmark: quiz, {score}, {evidence}}}]\nsources:"
    path.write_text(path.read_text().replace("sources:", result))

    rows = _rows(contexts_of(small_site)["en"], "acme/large", "acme/mini")["benchmarks"]

    assert ["!" if str(cell).endswith("!") else "" for cell in rows[0][1:3]] == expected


def test_several_results_on_one_benchmark_are_told_but_not_compared(rich_contexts: Contexts) -> None:
    """Lower is better for delays; changes against other versions and what is not supported are no results."""
    rows = _rows(rich_contexts["en"], "acme/rich", "acme/gone")["benchmarks"]

    assert [row[1:] for row in rows] == [
        ("250 !", "500", True),
        ("Not supported", "", True),
        ("72.0% (with Python)", "", True),
    ]


def test_columns_and_frame_are_made_once_per_locale(contexts: Contexts) -> None:
    """All pages of a locale share them."""
    context = contexts["en"]

    assert build_compared_model(context, "acme/mini") is build_compared_model(context, "acme/mini")
    assert build_frame(context) is build_frame(context)
