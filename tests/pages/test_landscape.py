"""The landscape: which models it shows, what is efficient, where things are drawn, and what it says of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from site_builder.pages import landscape_survey
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext
from site_builder.pages.landscape_page import build_landscape_view
from site_builder.pages.landscape_survey import landscape_fingerprint, survey_models
from site_builder.pages.page_prose import page_prose
from site_builder.pages.price_score import PriceScoreView
from site_builder.pages.routes import PageKind, has_landscape
from site_builder.pages.search_entries import build_catalog_entries
from site_builder.plots.text_width import text_width

Contexts = Mapping[str, ViewContext]
ContextsOf = Callable[[Path], Contexts]

MODEL = """
name: {name}
family: Acme 3
api_id: {id}
status: stable
released: {released}
updated: 2026-03-20
summary: One of many.
modalities: {{input: [text], output: [text]}}
limits: {{context_window_tokens: {window}}}
protocols: [{{protocol: acme-chat}}]
pricing:
  currency: {currency}
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines:
    - {{meter: input, amount: "{input}"}}
    - {{meter: output, amount: "{output}"}}
benchmarks:
  - {{benchmark: {benchmark}, score: "{score}", {conditions}source: https://acme.example.com/r, reported: 2026-03}}
sources:
  - {{title: Page, url: https://acme.example.com/1, checked: 2026-11-01}}
"""
FACTS = {
    "released": "2026-01-01",
    "window": 128000,
    "currency": "USD",
    "benchmark": "quiz",
    "input": "1",
    "output": "5",
    "score": "50",
    "conditions": "",
}


def _add(site: Path, name: str, **facts: object) -> None:
    text = MODEL.format(**{**FACTS, **facts}, name=name.title(), id=f"acme-{name}")
    (site / "catalog/models/acme" / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def site(small_site: Path) -> Path:
    """Give the small site with four more models beside `large`, which costs 3.50 and has 86.9 points."""
    _add(small_site, "cheap", input="0.2", output="0.6", score="40.5", conditions="conditions: with tools, ")
    _add(small_site, "equal", input="0.2", output="0.6", score="40.5")
    _add(small_site, "worse", input="1", output="5", score="30")
    _add(small_site, "dear", input="10", output="50", score="80", released="2026-05-05")
    return small_site


def _plot(context: ViewContext) -> PriceScoreView:
    (plot,) = build_landscape_view(context).plots
    return plot


def test_points_go_from_the_cheapest_and_the_best_are_marked(site: Path, contexts_of: ContextsOf) -> None:
    """Two alike are both the best at their price; what costs more and is worse, or as dear and worse, is not."""
    plot = _plot(contexts_of(site)["en"])

    assert [(row.model.label, row.score.text, row.mixed.text, row.is_efficient) for row in plot.rows] == [
        ("Cheap", "40.5%", "$0.30", True),
        ("Equal", "40.5%", "$0.30", True),
        ("Worse", "30%", "$2.00", False),
        ("Acme Large", "86.9%", "$3.50", True),
        ("Dear", "80%", "$20.00", False),
    ]
    assert [row.conditions.markdown for row in plot.rows if row.conditions] == ["with tools"]
    assert (plot.currency, plot.direction, plot.note) == ("USD", "Higher is better", "")


def test_lower_is_further_up_where_lower_is_better(site: Path, contexts_of: ContextsOf) -> None:
    """The better end of an axis is always its upper one, and the best are those that nothing cheaper undercuts."""
    quiz = site / "catalog/benchmarks/quiz.yaml"
    quiz.write_text(quiz.read_text().replace("higher", "lower").replace("percent", "points"), encoding="utf-8")

    plot = _plot(contexts_of(site)["en"])

    assert [row.model.label for row in plot.rows if row.is_efficient] == ["Cheap", "Equal", "Worse"]
    assert [drawing.scores[0].text for drawing in plot.drawings] == ["20", "30"]
    for drawing in plot.drawings:
        height = {point.text.partition(":")[0]: point.y for point in drawing.points}
        assert height["Worse"] < height["Cheap"] < height["Dear"] < height["Acme Large"]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"currency": "CNY"}, id="another currency"),
        pytest.param({"input": "0", "output": "0"}, id="free"),
    ],
)
def test_model_without_a_comparable_price_is_no_point(
    facts: dict[str, object], site: Path, contexts_of: ContextsOf
) -> None:
    """All prices of a plot are in one currency, and zero has no place on a logarithmic axis."""
    _add(site, "other", **facts)

    assert [row.model.label for row in _plot(contexts_of(site)["en"]).rows if row.model.label == "Other"] == []


def test_prices_that_are_no_token_prices_are_no_points(site: Path, contexts_of: ContextsOf) -> None:
    """Without a price, with one of two, or with two in different currencies there is nothing to mix."""
    folder = site / "catalog/models/acme"
    for name, old, new in (
        ("dear", '    - {meter: output, amount: "50"}\n', ""),
        ("worse", 'amount: "5"}', 'amount: "5", currency: CNY}'),
        ("equal", 'score: "40.5"', "not_supported: true"),
    ):
        path = folder / f"{name}.yaml"
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new), encoding="utf-8")

    view = build_landscape_view(contexts_of(site)["en"])

    assert view.plots == ()  # two points are left
    assert [section.id for section in view.sections] == ["context", "releases", "capabilities"]


def test_names_and_values_stay_apart(site: Path, contexts_of: ContextsOf) -> None:
    """In every language and at both sizes, as far as widths can be known without a font."""
    for context in contexts_of(site).values():
        for drawing in _plot(context).drawings:
            ends = [
                (tick.place - text_width(tick.text) // 2, tick.place + text_width(tick.text) // 2)
                for tick in drawing.prices
            ]
            assert all(one[1] < other[0] for one, other in combinations(ends, 2))
            assert ends[-1][1] <= drawing.width
            assert [point.name for point in drawing.points] == [
                re.split("[:：]", point.text)[0] for point in drawing.points
            ]
            assert drawing.frontier.startswith("M")


def test_windows_are_bars_from_zero_with_all_models(site: Path, contexts_of: ContextsOf) -> None:
    """A size stands once, with its models, the newest first; its length is its share of the largest."""
    view = build_landscape_view(contexts_of(site)["ru"])

    assert [
        (size.tokens.text, size.percent_of_largest, [model.label for model in size.models], size.more)
        for size in view.windows
    ] == [
        ("200\xa0000", "100.0", ["Acme Large"], ""),
        ("128\xa0000", "64.0", ["Dear", "Cheap", "Equal", "Worse"], ""),
        ("32\xa0000", "16.0", ["Acme Mini"], ""),
    ]


def test_releases_stand_on_an_axis_of_time(site: Path, contexts_of: ContextsOf) -> None:
    """From the first month to the last day; three on one day have three rows; the table begins with the newest."""
    timeline = build_landscape_view(contexts_of(site)["en"]).timeline

    assert timeline is not None
    (maker,) = timeline.makers
    wide = maker.drawings[1]
    assert [(point.text, point.x, point.y, point.anchor) for point in wide.points] == [
        ("Cheap: January 1, 2026", "0.0", 14, "start"),
        ("Equal: January 1, 2026", "0.0", 36, "start"),
        ("Worse: January 1, 2026", "0.0", 58, "start"),
        ("Acme Large: March 3, 2026", "49.1", 14, "start"),
        ("Dear: May 5, 2026", "100.0", 14, "end"),
    ]
    assert (wide.size, wide.height) == ("wide", 72)
    assert [row.model.label for row in timeline.rows] == ["Dear", "Acme Large", "Worse", "Equal", "Cheap"]
    assert [(month.text, month.is_year) for month in timeline.axes[1].months] == [
        ("2026", True),
        ("Feb", False),
        ("Mar", False),
        ("Apr", False),
        ("May", False),
    ]


def test_matrix_says_what_is_supported_not_and_unknown(site: Path, contexts_of: ContextsOf) -> None:
    """A model that says nothing has no row, and a capability that a model is silent about an empty cell."""
    matrix = build_landscape_view(contexts_of(site)["en"]).matrix

    assert matrix is not None
    assert matrix.columns == ("Streaming", "Fine-tuning")
    assert [(row.model.label, [(cell.state, cell.label) for cell in row.cells]) for row in matrix.rows] == [
        ("Acme Large", [("yes", "Supported"), ("unknown", "Unknown")]),
        ("Acme Mini", [("yes", "Supported"), ("", "")]),
    ]


def test_too_many_models_are_cut_to_the_newest_and_the_page_says_so(
    site: Path, contexts_of: ContextsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every part is bounded, by a rule that readers are told."""
    for name in ("MOST_POINTS", "MOST_RELEASES", "MOST_ROWS", "MOST_WINDOWS", "MOST_MODELS_OF_WINDOW"):
        monkeypatch.setattr(landscape_survey, name, 1)
    monkeypatch.setattr(landscape_survey, "MOST_POINTS", 4)
    monkeypatch.setattr("site_builder.pages.landscape_page.MOST_RELEASES", 1)
    monkeypatch.setattr("site_builder.pages.landscape_page.MOST_ROWS", 1)
    monkeypatch.setattr("site_builder.pages.price_score.MOST_POINTS", 4)

    view = build_landscape_view(contexts_of(site)["en"])

    assert view.plots[0].note == "Only the 4 newest models with a result and a price are shown."
    assert [row.model.label for row in view.plots[0].rows] == ["Cheap", "Equal", "Acme Large", "Dear"]
    assert view.timeline is not None
    assert [row.model.label for row in view.timeline.rows] == ["Dear"]
    assert view.releases_note == view.rows_note == "Only the 1 newest models are shown."
    assert view.windows_note == "Only the 1 largest sizes are shown."


def test_models_of_a_size_that_are_not_named_are_counted(
    site: Path, contexts_of: ContextsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest are named."""
    monkeypatch.setattr(landscape_survey, "MOST_MODELS_OF_WINDOW", 1)

    windows = build_landscape_view(contexts_of(site)["en"]).windows

    assert ([model.label for model in windows[1].models], windows[1].more) == (["Dear"], "and 3 more")


def test_retired_models_are_left_out_and_without_others_there_is_no_page(
    small_site: Path, contexts_of: ContextsOf
) -> None:
    """The landscape is of what can be called; a page that would be empty does not exist."""
    for path in (small_site / "catalog/models/acme").iterdir():
        text = (
            path.read_text().replace("status: stable", "status: retired").replace("status: preview", "status: retired")
        )
        path.write_text(text, encoding="utf-8")

    context = contexts_of(small_site)["en"]
    view = build_landscape_view(context)

    assert not has_landscape(context.catalog)
    assert [link.label for link in build_site_view(context).navigation] == ["Models", "Prices", "Protocols", "Compare"]
    assert "Model landscape" not in {entry.title for entry in build_catalog_entries(context)}
    assert (view.sections, view.timeline, view.matrix) == ((), None, None)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        pytest.param('score: "80"', 'score: "81"', True, id="score"),
        pytest.param('amount: "50"', 'amount: "40"', True, id="price"),
        pytest.param("name: Dear", "name: Dearest", True, id="name"),
        pytest.param("released: 2026-05-05", "released: 2026-05-06", True, id="release"),
        pytest.param("summary: One of many.", "summary: Another.", False, id="summary"),
    ],
)
def test_what_is_drawn_is_an_input_and_nothing_else(
    old: str,
    new: str,
    changes: bool,  # noqa: FBT001
    site: Path,
    contexts_of: ContextsOf,
) -> None:
    """A score or a price draws the page again; what it does not show does not."""
    before = landscape_fingerprint(contexts_of(site)["en"].catalog)
    path = site / "catalog/models/acme/dear.yaml"
    path.write_text(path.read_text().replace(old, new), encoding="utf-8")

    assert (landscape_fingerprint(contexts_of(site)["en"].catalog) != before) is changes


def test_prose_of_the_page_is_that_of_its_benchmarks(site: Path, contexts_of: ContextsOf) -> None:
    """Names and purposes of tests, and conditions of results; so the page knows whether it is translated."""
    prose = page_prose(contexts_of(site)["en"].catalog, PageKind.LANDSCAPE, "")

    assert {"Quiz", "General knowledge", "with tools"} <= prose
    assert "One of many." not in prose


def test_own_catalog_has_plots_of_several_benchmarks(contexts_of: ContextsOf) -> None:
    """Of the repository's own models; each plot has enough points, and its best result is marked."""
    survey = survey_models(contexts_of(Path(__file__).parents[2])["en"].catalog)

    assert len(survey.plots) == landscape_survey.MOST_PLOTS
    for plot in survey.plots:
        assert len(plot.points) >= landscape_survey.LEAST_POINTS
        assert plot.points[0].is_efficient
        assert max(plot.points, key=lambda point: point.score).is_efficient
