"""The page of changes: what came, what goes and what has another price, month by month; also the entries of a feed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from site_builder.catalog.catalog import provider_of
from site_builder.i18n.dates import format_day, format_month_heading
from site_builder.i18n.numbers import discount_percent, format_change, format_number
from site_builder.i18n.text import Text
from site_builder.pages.card import AmountView, MakerView, amount_view, build_maker
from site_builder.pages.changes import Change, ChangeKind, PriceStep, StatedPrice, read_changes
from site_builder.pages.chrome import DateView, LinkView, SectionView, day_view
from site_builder.pages.context import ViewContext
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.price_condition import describe_condition
from site_builder.pages.routes import FEED, PageKind
from site_builder.records.labels import message
from site_builder.records.meters import METERS, UNITS
from site_builder.records.pricing import PRICE_STATES

KINDS: dict[ChangeKind, str] = {
    ChangeKind.RELEASE: message("New model"),
    ChangeKind.VERSION: message("New id"),
    ChangeKind.PRICE: message("New price"),
    ChangeKind.DEPRECATION: message("Retirement plan announced"),
    ChangeKind.RETIREMENT: message("Retirement"),
    ChangeKind.VERSION_RETIREMENT: message("End of an id"),
}


@dataclass(frozen=True, slots=True)
class ShownPriceView:
    """A price: an amount, or its localized state where that is None."""

    amount: AmountView | None
    state: str


@dataclass(frozen=True, slots=True)
class PriceStepView:
    """A price that took the place of another.

    Attributes:
        label: Localized name of the meter.
        condition: When it applies, localized; empty for the normal price.
        unit: What it is per, e.g. `per 1 million tokens`.
        change: Difference in percent, e.g. `−20%`; empty where there is none to tell.
        direction: Whether the new price is lower or higher; empty where it is neither.
    """

    label: str
    condition: str
    unit: str
    before: ShownPriceView
    after: ShownPriceView
    change: str
    direction: Literal["lower", "higher", ""]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What happens to a model on a day.

    Attributes:
        key: The key of the model.
        kind: What happens, for scripts and styles, e.g. `price`.
        label: The same localized.
        ids: Callable ids that come or go.
        summary: What a new model is.
        text: What else to know, localized; may be empty.
        prices: What changes in the price list.
        successor: The model to move to.
    """

    key: str
    kind: str
    label: str
    date: DateView
    model: LinkView
    maker: MakerView
    ids: tuple[str, ...]
    summary: Text | None
    text: str
    prices: tuple[PriceStepView, ...]
    successor: LinkView | None


@dataclass(frozen=True, slots=True)
class ChangeGroupView:
    """Changes under one heading: those of a month, or what is announced."""

    section: SectionView
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All changes.

    Attributes:
        sections: The headings of the groups.
        feed: Where the same is for feed readers; nothing that is only announced is there.
        note: What was left out for want of room; empty if nothing.
    """

    page: PageView
    lead: str
    feed: LinkView | None
    sections: tuple[SectionView, ...]
    groups: tuple[ChangeGroupView, ...]
    note: str


def build_changes_view(context: ViewContext) -> ChangesView:
    """Give the page of changes."""
    localizer, log = context.localizer, read_changes(context.catalog)
    title = localizer.ui("What changed")
    groups = tuple(_build_groups(context))
    note = localizer.ui(
        "These are the {count} newest changes. Older ones are on the pages of the models.",
        count=format_number(len(log.recent), context.locale),
    )
    lead = localizer.ui("New models, prices that changed and models that retire, by the dates in our records.")
    return ChangesView(
        page=build_page_view(
            context,
            PageKind.CHANGES,
            title=title,
            description=(lead, localizer.ui("Follow them in a feed reader.")),
            trail=(LinkView(title, context.href(PageKind.CHANGES)),),
        ),
        lead=lead,
        feed=LinkView(localizer.ui("Follow as a feed"), f"{context.href(PageKind.CATALOG)}{FEED}")
        if log.recent
        else None,
        sections=tuple(group.section for group in groups),
        groups=groups,
        note=note if log.is_cut else "",
    )


def build_changes(context: ViewContext) -> tuple[ChangeView, ...]:
    """Give what has happened, the newest first."""
    return tuple(_build_change(context, change) for change in read_changes(context.catalog).recent)


def describe_step(step: PriceStepView) -> str:
    """Give a price that took the place of another as one line: `Input · $0.25 → $0.20 per 1 million tokens (−20%)`."""
    label = f"{step.label} · {step.condition}" if step.condition else step.label
    change = f" ({step.change})" if step.change else ""
    unit = f" {step.unit}" if step.after.amount else ""
    return f"{label} · {_word(step.before)} → {_word(step.after)}{unit}{change}"


def _word(price: ShownPriceView) -> str:
    return price.amount.text if price.amount else price.state


def _build_groups(context: ViewContext) -> list[ChangeGroupView]:
    log, localizer = read_changes(context.catalog), context.localizer
    groups = []
    if log.announced:
        section = SectionView("announced", localizer.ui("Announced"))
        groups.append(ChangeGroupView(section, tuple(_build_change(context, change) for change in log.announced)))
    for month, changes in groupby(build_changes(context), key=lambda change: change.date.iso[:7]):
        heading = format_month_heading(dt.date.fromisoformat(f"{month}-01"), context.locale)
        section = SectionView(f"month-{month}", heading)
        groups.append(ChangeGroupView(section, tuple(changes)))
    return groups


def _build_change(context: ViewContext, change: Change) -> ChangeView:
    model, localizer = context.catalog.models[change.model], context.localizer
    ends = change.kind in (ChangeKind.DEPRECATION, ChangeKind.RETIREMENT)
    return ChangeView(
        key=change.model,
        kind=change.kind,
        label=localizer.ui(KINDS[change.kind]),
        date=day_view(change.day, context.locale),
        model=_link(context, change.model),
        maker=build_maker(context, provider_of(change.model)),
        ids=change.ids,
        summary=localizer.text(model.summary) if change.kind is ChangeKind.RELEASE else None,
        text=_describe(context, change),
        prices=tuple(_build_step(context, step) for step in change.prices),
        successor=_link(context, model.successor) if ends and model.successor is not None else None,
    )


def _link(context: ViewContext, key: str) -> LinkView:
    return LinkView(context.catalog.models[key].name, context.href(PageKind.MODEL, key))


def _describe(context: ViewContext, change: Change) -> str:
    retires = context.catalog.models[change.model].retires
    match change.kind:
        case ChangeKind.DEPRECATION if retires is not None:
            return context.localizer.ui("Its last day is {date}.", date=format_day(retires, context.locale))
        case ChangeKind.RETIREMENT | ChangeKind.VERSION_RETIREMENT:
            return context.localizer.ui("Calls fail after this day.")
    return ""


def _build_step(context: ViewContext, step: PriceStep) -> PriceStepView:
    before, after = step.before.amount, step.after.amount
    percent = None
    if before is not None and after is not None and step.before.currency == step.after.currency:
        percent = discount_percent(after, before)
    direction: Literal["lower", "higher", ""] = ""
    if percent is not None:
        direction = "lower" if percent < 0 else "higher"
    return PriceStepView(
        label=context.localizer.ui(METERS[step.meter].label),
        condition=describe_condition(context.localizer, step.condition),
        unit=context.localizer.ui(UNITS[step.unit_id].unit),
        before=_show(context, step.before),
        after=_show(context, step.after),
        change="" if percent is None else format_change(percent, context.locale),
        direction=direction,
    )


def _show(context: ViewContext, price: StatedPrice) -> ShownPriceView:
    return ShownPriceView(
        amount=None if price.amount is None else amount_view(context, price.amount, price.currency),
        state="" if price.state is None else context.localizer.ui(PRICE_STATES[price.state]),
    )
