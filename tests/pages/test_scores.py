"""Benchmark results: columns, bars and changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.i18n.text import Text
from site_builder.pages.context import ViewContext
from site_builder.pages.scores import BenchmarksView, build_benchmarks

Contexts = Mapping[str, ViewContext]


def _benchmarks(contexts: Contexts, tag: str = "en", key: str = "acme/rich") -> BenchmarksView:
    view = build_benchmarks(contexts[tag], key)
    assert view is not None
    return view


def _edit(site: Path, name: str, *changes: tuple[str, str]) -> None:
    path = site / "catalog" / "models" / "acme" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_columns_are_the_model_and_rivals_that_have_results(rich_contexts: Contexts) -> None:
    """A rival without any result has no column; the model's own column leads nowhere."""
    view = _benchmarks(rich_contexts)

    assert [(column.label, column.href) for column in view.columns] == [
        ("Acme Rich", ""),
        ("Acme Large", "/en/models/acme/large/"),
        ("Acme Gone", "/en/models/acme/gone/"),
    ]
    assert all(len(row.scores) == 3 for row in view.rows)
    assert [score.is_own for score in view.rows[0].scores] == [True, False, False]


def test_bars_are_drawn_against_the_best_there_can_be(rich_contexts: Contexts) -> None:
    """Against the maximum of the test, or else the best shown; what is missing has no bar."""
    view = _benchmarks(rich_contexts)

    assert {row.id: [score.percent_of_scale for score in row.scores] for row in view.rows} == {
        "quiz": [72, 87, 0],
        "delay": [50, 0, 100],
        "elo": [0, 0, 0],
    }


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", [["72.0%", "86.9%", ""], ["250", "", "500"], ["Not supported", "", ""]]),
        ("zh-Hans", [["72.0%", "86.9%", ""], ["250", "", "500"], ["不支持", "", ""]]),
        ("ru", [["72,0\xa0%", "86,9\xa0%", ""], ["250", "", "500"], ["Не поддерживается", "", ""]]),
    ],
)
def test_results_are_shown_as_the_language_does(rich_contexts: Contexts, tag: str, expected: list[list[str]]) -> None:
    """A percentage keeps its digits, no result is empty, and a test that cannot be taken says so."""
    view = _benchmarks(rich_contexts, tag)

    assert [[score.text for score in row.scores] for row in view.rows] == expected
    assert [row.scores[0].value for row in view.rows] == ["72.0", "250", ""]


def test_row_says_what_is_measured(rich_contexts: Contexts) -> None:
    """Name, meaning, direction and page of the test, and what was different about a run, all in one language."""
    quiz, delay, _ = _benchmarks(rich_contexts, "ru").rows

    assert (quiz.name.markdown, quiz.measures.markdown) == ("Quiz", "General knowledge")
    assert (delay.name.markdown, delay.name.lang, delay.href) == ("Delay", "en", "https://b.example.com/delay")
    assert quiz.scores[0].conditions == Text("with Python", "en")
    assert (quiz.name.lang, quiz.measures.lang) == ("en", "en")
    assert [row.direction for row in _benchmarks(rich_contexts).rows] == [
        "Higher is better",
        "Lower is better",
        "Higher is better",
    ]


@pytest.mark.parametrize(
    ("tag", "texts"), [("en", ["+12.5%", "-26.8%", "+3%"]), ("ru", ["+12,5\xa0%", "-26,8\xa0%", "+3\xa0%"])]
)
def test_changes_say_whether_they_are_better(rich_contexts: Contexts, tag: str, texts: list[str]) -> None:
    """Less time is better, more time is worse; each change names what it is compared with."""
    relative = _benchmarks(rich_contexts, tag).relative

    assert [row.text for row in relative] == texts
    assert [(row.id, row.baseline, row.value, row.is_better) for row in relative] == [
        ("quiz", "Acme 1", "12.5", True),
        ("delay", "Acme 1", "-26.8", True),
        ("delay", "Acme 0", "3", False),
    ]


def test_no_change_is_neither_better_nor_worse(contexts_of: Callable[[Path], Contexts], rich_site: Path) -> None:
    """Whichever way is better."""
    _edit(rich_site, "rich", ('score: "12.5"', 'score: "0"'), ('score: "-26.8"', 'score: "0.0"'))

    relative = _benchmarks(contexts_of(rich_site)).relative

    assert [(row.text, row.is_better) for row in relative] == [("0%", None), ("0%", None), ("+3%", False)]


OTHERS = """{benchmark: quiz, score: "72.0", others: [
      {name: Rival One, score: "80"},
      {name: Rival Two, score: "90.5", conditions: with tools},
    ], conditions"""


def test_rivals_without_a_record_stand_last(contexts_of: Callable[[Path], Contexts], rich_site: Path) -> None:
    """Each has a column without a link, its results where they are stated, and its part in the scale of the bars."""
    _edit(
        rich_site,
        "rich",
        ('{benchmark: quiz, score: "72.0", conditions', OTHERS),
        ('score: "250",', 'score: "250", others: [{name: Rival Two, score: "1000"}],'),
        ("baseline: Acme 0,", 'baseline: Acme 0, others: [{name: Nobody, score: "1"}],'),
    )

    view = _benchmarks(contexts_of(rich_site))

    assert [(column.label, column.href) for column in view.columns] == [
        ("Acme Rich", ""),
        ("Acme Large", "/en/models/acme/large/"),
        ("Acme Gone", "/en/models/acme/gone/"),
        ("Rival One", ""),
        ("Rival Two", ""),
    ]
    assert [[score.text for score in row.scores] for row in view.rows] == [
        ["72.0%", "86.9%", "", "80%", "90.5%"],
        ["250", "", "500", "", "1,000"],
        ["Not supported", "", "", "", ""],
    ]
    assert [score.percent_of_scale for score in view.rows[1].scores] == [25, 0, 50, 0, 100]
    conditions = [score.conditions and score.conditions.markdown for score in view.rows[0].scores]
    assert conditions == ["with Python", None, None, None, "with tools"]
    assert [score.is_own for score in view.rows[0].scores] == [True, False, False, False, False]


def test_benchmark_run_twice_has_two_rows(contexts_of: Callable[[Path], Contexts], rich_site: Path) -> None:
    """One for each condition, beside a rival's result under the same condition, or else its first."""
    second = '{benchmark: quiz, score: "60", source: https://a.example.com/1, reported: 2026-03}'
    _edit(rich_site, "rich", ("benchmarks:\n", f"benchmarks:\n  - {second}\n"))
    _edit(
        rich_site,
        "large",
        (
            "benchmarks:\n",
            f"benchmarks:\n  - {second.replace('60', '90').replace('source', 'conditions: with Python, source')}\n",
        ),
    )
    _edit(rich_site, "gone", ("benchmarks:\n", f"benchmarks:\n  - {second.replace('60', '40')}\n"))

    rows = _benchmarks(contexts_of(rich_site)).rows

    shown = [
        (row.id, [(score.text, score.conditions.markdown if score.conditions else "") for score in row.scores])
        for row in rows[:2]
    ]
    assert shown == [
        ("quiz", [("60%", ""), ("86.9%", ""), ("40%", "")]),
        ("quiz", [("72.0%", "with Python"), ("90%", "with Python"), ("40%", "")]),
    ]


def test_row_without_any_number_has_no_chart(rich_contexts: Contexts) -> None:
    """A test that nobody could take has a row in the table, and no bars."""
    assert [(row.id, row.has_chart) for row in _benchmarks(rich_contexts).rows] == [
        ("quiz", True),
        ("delay", True),
        ("elo", False),
    ]


def test_evidence_is_listed_once(rich_contexts: Contexts) -> None:
    """Sources and dates do not repeat."""
    view = _benchmarks(rich_contexts)

    assert [(source.label, source.href) for source in view.sources] == [
        ("a.example.com", "https://a.example.com/1"),
        ("b.example.com", "https://b.example.com/2"),
    ]
    assert [date.text for date in view.reported] == ["March 2026", "March 4, 2026"]
    assert view.note is not None
    assert view.note.markdown == "Ahead."


def test_model_without_results_has_no_benchmarks(contexts: Contexts) -> None:
    """No empty section."""
    assert build_benchmarks(contexts["en"], "acme/mini") is None


def test_only_changes_need_no_table(contexts_of: Callable[[Path], Contexts], rich_site: Path) -> None:
    """A model with nothing but changes has no columns and no note."""
    path = rich_site / "catalog" / "models" / "acme" / "gone.yaml"
    text = path.read_text(encoding="utf-8").replace('score: "500"', 'score: "5", baseline: Old')
    path.write_text(text, encoding="utf-8")

    view = _benchmarks(contexts_of(rich_site), key="acme/gone")

    assert (view.columns, view.rows, view.note) == ((), (), None)
    assert [row.text for row in view.relative] == ["+5%"]


@pytest.mark.parametrize(("scores", "expected"), [(("0", "0"), [0, 0]), (("-5", "10"), [0, 100])])
def test_bars_stay_between_nothing_and_full(
    contexts_of: Callable[[Path], Contexts], rich_site: Path, scores: tuple[str, str], expected: list[int]
) -> None:
    """Neither zero nor a negative score breaks a bar."""
    for name, old, new in (("rich", "250", scores[0]), ("gone", "500", scores[1])):
        path = rich_site / "catalog" / "models" / "acme" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8").replace(f'score: "{old}"', f'score: "{new}"')
        path.write_text(text, encoding="utf-8")

    view = _benchmarks(contexts_of(rich_site))

    delay = next(row for row in view.rows if row.id == "delay")
    assert [delay.scores[0].percent_of_scale, delay.scores[2].percent_of_scale] == expected
