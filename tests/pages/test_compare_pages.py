"""The page of a pair and the page of all comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.pages.compare_page import build_compare_view
from site_builder.pages.context import ViewContext
from site_builder.pages.pair_page import PairView, build_pair_view

Contexts = Mapping[str, ViewContext]
KEY = "acme/large/vs/acme/mini"
WRITTEN = """comparisons:
  - model: acme/{other}
    rows: [{{aspect: Speed, this: This of {own}, other: Other of {own}}}]
    takeaway: Take {own}.
"""


@pytest.fixture
def judged(contexts_of: Callable[[Path], Contexts], small_site: Path) -> PairView:
    """Give the page of two models whose records both speak of the other."""
    for own, other in (("large", "mini"), ("mini", "large")):
        path = small_site / f"catalog/models/acme/{own}.yaml"
        path.write_text(path.read_text() + WRITTEN.format(own=own, other=other))
    return build_pair_view(contexts_of(small_site)["en"], KEY)


def test_a_pair_has_the_frame_of_a_page(contexts: Contexts) -> None:
    """Title, way, address and alternates, and a link to compare more."""
    view = build_pair_view(contexts["en"], KEY)

    assert view.title == "Acme Large vs Acme Mini"
    assert view.page.title == "Acme Large vs Acme Mini: prices and limits"
    assert [(link.label, link.href) for link in view.page.breadcrumbs] == [
        ("Models", "/en/"),
        ("Compare", "/en/compare/"),
        ("Acme Large vs Acme Mini", f"/en/compare/{KEY}/"),
    ]
    assert view.page.address.endswith(f"/en/compare/{KEY}/")
    assert [alternate.href for alternate in view.page.alternates] == [
        f"/{slug}/compare/{KEY}/" for slug in ("zh", "ru", "en")
    ]
    assert [(model.label, model.href) for model in view.models] == [
        ("Acme Large", "/en/models/acme/large/"),
        ("Acme Mini", "/en/models/acme/mini/"),
    ]
    assert view.compare == "/en/compare/?models=acme/large,acme/mini"
    assert view.takeaways == ()
    assert [group.id for group in view.groups] == [
        "model", "modalities", "limits", "lifecycle", "pricing", "capabilities", "benchmarks",
    ]  # fmt: skip


def test_both_records_are_heard_from_the_same_side(judged: PairView) -> None:
    """What the second record says of itself stands in the second column."""
    rows = judged.groups[-1].rows

    assert (judged.groups[-1].id, judged.groups[-1].title) == ("comparison", "In practice")
    assert [[cell.text.markdown for cell in row.cells if cell.text] for row in rows] == [
        ["This of large", "Other of large"],
        ["Other of mini", "This of mini"],
    ]
    assert [(item.model.label, item.text.markdown) for item in judged.takeaways] == [
        ("Acme Large", "Take large."),
        ("Acme Mini", "Take mini."),
    ]


def test_a_conclusion_of_both_records_stands_once(contexts_of: Callable[[Path], Contexts], small_site: Path) -> None:
    """Two records may say the same sentence; a comparison with a third model is not on this page."""
    for own, other in (("large", "mini"), ("mini", "large")):
        path = small_site / f"catalog/models/acme/{own}.yaml"
        both = f"comparisons: [{{model: acme/{own}, takeaway: No.}}, {{model: acme/{other}, takeaway: Both.}}]\n"
        path.write_text(path.read_text() + both)

    view = build_pair_view(contexts_of(small_site)["en"], KEY)

    assert [(item.model.label, item.text.markdown) for item in view.takeaways] == [("Acme Large", "Both.")]
    assert view.groups[-1].id == "benchmarks"


def test_the_page_of_comparisons_lists_every_pair_by_maker(contexts: Contexts) -> None:
    """Plain links, for readers without scripts."""
    view = build_compare_view(contexts["ru"])

    assert [(maker.name, [(link.label, link.href) for link in maker.pairs]) for maker in view.makers] == [
        ("Acme", [("Acme Large и Acme Mini", f"/ru/compare/{KEY}/")])
    ]


def test_the_frame_has_every_row_there_can_be(contexts: Contexts) -> None:
    """Each row once in its group: the script fills it by its id."""
    groups = {group.id: group.rows for group in build_compare_view(contexts["en"]).groups}

    assert list(groups) == [
        "model", "modalities", "limits", "lifecycle", "other", "pricing", "capabilities", "benchmarks",
    ]  # fmt: skip
    for rows in groups.values():
        assert len({row.id for row in rows}) == len(rows)
    assert {row.better for row in groups["pricing"]} == {"lower"}
    assert [(row.id, row.better) for row in groups["benchmarks"]] == [("quiz", "higher")]
