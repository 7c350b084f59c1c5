"""Specifications and capabilities of a model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_builder.catalog.prose import prose_fields
from site_builder.i18n.numbers import format_number
from site_builder.i18n.text import Text
from site_builder.pages.card import AmountView
from site_builder.pages.chrome import day_or_month_view, day_view
from site_builder.pages.context import ViewContext
from site_builder.pages.modalities import list_modalities
from site_builder.records.base import RecordPart
from site_builder.records.labels import GROUPS, field_labels
from site_builder.records.model import Model
from site_builder.records.specification import CAPABILITY_STATES, Capabilities


@dataclass(frozen=True, slots=True)
class FactView:
    """One specification; exactly one of `amount`, `text` and `words` is set.

    Attributes:
        id: Name of the record field, e.g. `context_window_tokens`.
        label: Localized label.
        amount: A number with unit in its text, e.g. `1,000,000 tokens`.
        text: Prose of the record.
        words: Localized words, e.g. `Text, Image`.
        code: Whether `words` are ids to be shown as code.
        group: Id of the heading it stands under, e.g. `limits`.
    """

    id: str
    label: Text
    amount: AmountView | None = None
    text: Text | None = None
    words: str = ""
    code: bool = False
    group: str = "model"


@dataclass(frozen=True, slots=True)
class CapabilityView:
    """A feature and its state: `state` is yes, no or unknown, `state_label` the localized word."""

    id: str
    label: str
    state: str
    state_label: str


@dataclass(frozen=True, slots=True)
class FactGroupView:
    """Specifications under one heading."""

    id: str
    title: str
    facts: tuple[FactView, ...]


_STRIP = ("context_window_tokens", "max_output_tokens", "input_modalities", "knowledge_cutoff", "released")
_DAYS_OR_MONTHS = frozenset({"knowledge_cutoff"})


def build_specifications(context: ViewContext, model: Model) -> tuple[FactView, ...]:
    """Give every specification the record states: fields with a label, then further facts."""
    localizer = context.localizer
    facts = [*_labelled_facts(context, model), *_labelled_facts(context, model.limits)]
    facts.append(_modalities(context, "input_modalities", localizer.ui("Input modalities"), model.modalities.input))
    facts.append(_modalities(context, "output_modalities", localizer.ui("Output modalities"), model.modalities.output))
    for number, fact in enumerate(model.facts, 1):
        title, value = localizer.texts(fact.label, fact.value)
        facts.append(FactView(f"fact-{number}", title, text=value, group="other"))
    return tuple(facts)


def group_facts(context: ViewContext, facts: tuple[FactView, ...]) -> tuple[FactGroupView, ...]:
    """Give the specifications under their headings; a heading without facts is left out."""
    groups = (
        FactGroupView(name, context.localizer.ui(title), tuple(fact for fact in facts if fact.group == name))
        for name, title in GROUPS.items()
    )
    return tuple(group for group in groups if group.facts)


def _labelled_facts(context: ViewContext, part: RecordPart) -> Iterator[FactView]:
    """Give the fields of a record that have a label and a value, each formatted by the type of the value."""
    for name, field in field_labels(type(part)).items():
        value = getattr(part, name)
        if value is None or value == ():
            continue
        fact = FactView(name, Text(context.localizer.ui(field.title)), group=field.group)
        if isinstance(value, int) and field.unit is not None:
            yield replace(fact, amount=count_amount(context, value, field.unit))
        elif isinstance(value, tuple):
            yield replace(fact, words=", ".join(value), code=True)
        elif isinstance(value, dt.date):
            yield replace(fact, words=day_view(value, context.locale).text)
        elif name in _DAYS_OR_MONTHS:
            yield replace(fact, words=day_or_month_view(value, context.locale).text)
        else:
            yield (
                replace(fact, text=context.localizer.text(value))
                if name in prose_fields(type(part))
                else replace(fact, words=value)
            )


def pick_strip(specifications: tuple[FactView, ...]) -> tuple[FactView, ...]:
    """Give the facts that stand below the header."""
    by_id = {fact.id: fact for fact in specifications}
    return tuple(by_id[name] for name in _STRIP if name in by_id)


def build_capabilities(context: ViewContext, capabilities: Capabilities) -> tuple[CapabilityView, ...]:
    """Give the features the record says something about, in the order of the record class."""
    localizer, labels = context.localizer, field_labels(Capabilities)
    return tuple(
        CapabilityView(
            id=name,
            label=localizer.ui(labels[name].title),
            state=state,
            state_label=localizer.ui(CAPABILITY_STATES[state].title),
        )
        for name in Capabilities.model_fields
        if (state := getattr(capabilities, name)) is not None
    )


def count_amount(context: ViewContext, number: int, unit: tuple[str, str]) -> AmountView:
    """Give a number with its unit, e.g. `1,000,000 tokens`."""
    count = format_number(number, context.locale)
    return AmountView(str(number), context.localizer.plural(*unit, number, count=count))


def _modalities(context: ViewContext, fact_id: str, title: str, names: tuple[str, ...]) -> FactView:
    return FactView(fact_id, Text(title), words=list_modalities(context.localizer, names), group="modalities")
