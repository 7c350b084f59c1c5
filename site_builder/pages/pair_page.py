"""The page of a pair: two models side by side, and what their records say of each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.i18n.text import Text
from site_builder.pages.chrome import LinkView
from site_builder.pages.compared_model import ComparedModel, build_compared_model
from site_builder.pages.context import ViewContext
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.pairs import list_pairs
from site_builder.pages.routes import PageKind
from site_builder.pages.search_texts import pick_title
from site_builder.pages.side_by_side import (
    ComparedCellView,
    ComparedGroupView,
    ComparedRowView,
    build_side_by_side,
)
from site_builder.records.comparison import Comparison


@dataclass(frozen=True, slots=True)
class TakeawayView:
    """What the record of a model concludes from the comparison."""

    model: LinkView
    text: Text


@dataclass(frozen=True, slots=True)
class PairView:
    """Two models side by side.

    Attributes:
        title: Both names, as a heading.
        models: Name and page of both, in the order of the columns.
        takeaways: At most one of each record; one that both records have stands once.
        groups: The rows.
        compare: Where the reader adds more models to these two.
    """

    page: PageView
    title: str
    models: tuple[LinkView, ...]
    takeaways: tuple[TakeawayView, ...]
    groups: tuple[ComparedGroupView, ...]
    compare: str


def build_pair_view(context: ViewContext, key: str) -> PairView:
    """Give the page that compares two models, by its key: `google/gemini-3.1-pro/vs/openai/gpt-5.4`."""
    pair = list_pairs(context.catalog)[key]
    first, second = (build_compared_model(context, model) for model in pair)
    judged = tuple(_judge(context, pair, first, second))
    written = tuple(row for _, rows in judged for row in rows)
    groups = build_side_by_side(context, (first, second))
    compare = context.href(PageKind.COMPARE)
    return PairView(
        page=_build_page(context, key, first.link, second.link),
        title=context.localizer.ui("{first} vs {second}", first=first.link.label, second=second.link.label),
        models=(first.link, second.link),
        takeaways=tuple({takeaway.text: takeaway for takeaway, _ in reversed(judged)}.values())[::-1],
        groups=(*groups, *_written_group(context, written)),
        compare=f"{compare}?models={','.join(pair)}",
    )


def _build_page(context: ViewContext, key: str, first: LinkView, second: LinkView) -> PageView:
    localizer, names = context.localizer, {"first": first.label, "second": second.label}
    both = localizer.ui("{first} vs {second}", **names)
    return build_page_view(
        context,
        PageKind.PAIR,
        key,
        title=localizer.when_resolved(
            pick_title, localizer.ui("{first} vs {second}: prices and limits", **names), both
        ),
        description=(
            localizer.ui("{first} and {second} side by side: every price, limits, capabilities, benchmarks.", **names),
            localizer.ui("What differs is marked."),
        ),
        trail=(
            LinkView(localizer.ui("Compare"), context.href(PageKind.COMPARE)),
            LinkView(both, context.href(PageKind.PAIR, key)),
        ),
    )


def _judge(
    context: ViewContext, pair: tuple[str, str], first: ComparedModel, second: ComparedModel
) -> Iterator[tuple[TakeawayView, tuple[ComparedRowView, ...]]]:
    """Give what either record says of the other model, its rows turned so that the first model is on the left."""
    models = context.catalog.models
    for key, other, link in ((pair[0], pair[1], first.link), (pair[1], pair[0], second.link)):
        for comparison in models[key].comparisons:
            if comparison.model == other:
                rows = tuple(_write_rows(context, comparison, is_first=key == pair[0]))
                yield TakeawayView(link, context.localizer.text(comparison.takeaway)), rows


def _write_rows(context: ViewContext, comparison: Comparison, *, is_first: bool) -> Iterator[ComparedRowView]:
    for row in comparison.rows:
        aspect, this, other = context.localizer.texts(row.aspect, row.this, row.other)
        sides = (this, other) if is_first else (other, this)
        cells = tuple(ComparedCellView(None, side) for side in sides)
        yield ComparedRowView(aspect, (), cells, differs=row.this != row.other)


def _written_group(context: ViewContext, rows: tuple[ComparedRowView, ...]) -> tuple[ComparedGroupView, ...]:
    return (ComparedGroupView("comparison", context.localizer.ui("In practice"), rows),) if rows else ()
