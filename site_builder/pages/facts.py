"""Specifications and capabilities of a model."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.numbers import format_number
from site_builder.i18n.text import Text
from site_builder.pages.card import AmountView
from site_builder.pages.chrome import day_or_month_view
from site_builder.pages.context import ViewContext
from site_builder.records.labels import field_label
from site_builder.records.model import Model
from site_builder.records.specification import CAPABILITY_STATES, MODALITIES, Capabilities, Limits


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
    """

    id: str
    label: Text
    amount: AmountView | None = None
    text: Text | None = None
    words: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class CapabilityView:
    """A feature and its state: `state` is yes, no or unknown, `state_label` the localized word."""

    id: str
    label: str
    state: str
    state_label: str


_STRIP = ("context_window_tokens", "max_output_tokens", "input_modalities", "knowledge_cutoff", "released")


def build_specifications(context: ViewContext, model: Model) -> tuple[FactView, ...]:
    """Give every specification the record states, typed ones first."""
    localizer = context.localizer
    facts = [_words("family", localizer.ui("Family"), model.family)]
    facts += _limits(context, model.limits)
    facts.append(_modalities(context, "input_modalities", localizer.ui("Input modalities"), model.modalities.input))
    facts.append(_modalities(context, "output_modalities", localizer.ui("Output modalities"), model.modalities.output))
    if model.reasoning_levels:
        label = localizer.ui(field_label(Model, "reasoning_levels").title)
        facts.append(_words("reasoning_levels", label, ", ".join(model.reasoning_levels), code=True))
    if model.knowledge_cutoff:
        label = localizer.ui(field_label(Model, "knowledge_cutoff").title)
        date = day_or_month_view(model.knowledge_cutoff, context.locale)
        facts.append(_words("knowledge_cutoff", label, date.text))
    if model.architecture:
        label = localizer.ui(field_label(Model, "architecture").title)
        facts.append(FactView("architecture", Text(label), text=localizer.text(model.architecture)))
    if model.released:
        date = day_or_month_view(model.released.isoformat(), context.locale)
        facts.append(_words("released", localizer.ui("Released"), date.text))
    for number, fact in enumerate(model.facts, 1):
        label_text, value = localizer.texts(fact.label, fact.value)
        facts.append(FactView(f"fact-{number}", label_text, text=value))
    return tuple(facts)


def pick_strip(specifications: tuple[FactView, ...]) -> tuple[FactView, ...]:
    """Give the facts that stand below the header."""
    by_id = {fact.id: fact for fact in specifications}
    return tuple(by_id[name] for name in _STRIP if name in by_id)


def build_capabilities(context: ViewContext, capabilities: Capabilities) -> tuple[CapabilityView, ...]:
    """Give the features the record says something about, in the order of the record class."""
    localizer = context.localizer
    return tuple(
        CapabilityView(
            id=name,
            label=localizer.ui(field_label(Capabilities, name).title),
            state=state,
            state_label=localizer.ui(CAPABILITY_STATES[state].title),
        )
        for name in Capabilities.model_fields
        if (state := getattr(capabilities, name)) is not None
    )


def token_amount(context: ViewContext, tokens: int) -> AmountView:
    """Give a number of tokens with its unit: `1,000,000 tokens`."""
    count = format_number(tokens, context.locale)
    return AmountView(str(tokens), context.localizer.plural("{count} token", "{count} tokens", tokens, count=count))


def _limits(context: ViewContext, limits: Limits) -> list[FactView]:
    return [
        FactView(
            id=name,
            label=Text(context.localizer.ui(field_label(Limits, name).title)),
            amount=token_amount(context, tokens),
        )
        for name in Limits.model_fields
        if (tokens := getattr(limits, name)) is not None
    ]


def _modalities(context: ViewContext, fact_id: str, label: str, names: tuple[str, ...]) -> FactView:
    localized = (context.localizer.ui(MODALITIES[name]) for name in names)
    return _words(fact_id, label, context.localizer.join(localized))


def _words(fact_id: str, label: str, words: str, *, code: bool = False) -> FactView:
    return FactView(fact_id, Text(label), words=words, code=code)
