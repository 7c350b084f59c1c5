"""The small part of a model that other pages may show, and its localized view."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from zlib import crc32

from site_builder.catalog.catalog import provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.i18n.numbers import exact, format_money, format_number
from site_builder.i18n.text import Text
from site_builder.pages.chrome import DateView, day_view
from site_builder.pages.context import ViewContext
from site_builder.pages.routes import PageKind
from site_builder.pages.row_facts import row_facts
from site_builder.records.meters import METERS, UNITS
from site_builder.records.model import KINDS, STATUSES, Model
from site_builder.records.pricing import PRICE_STATES, PriceLine, Pricing
from site_builder.records.specification import MODALITIES


@dataclass(frozen=True, slots=True)
class MakerView:
    """A provider as a mark: name, page, first letter, and one of 12 hues (0 to 11) made from its id."""

    id: str
    name: str
    href: str
    monogram: str
    hue: int


@dataclass(frozen=True, slots=True)
class StatusView:
    """Where a model is in its life: `id` is preview, stable, deprecated or retired."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class AmountView:
    """A number with its exact machine form: `value` is `1000000` or `0.20`, `text` what readers see."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class PricePairEntryView:
    """One price of the headline: `Input`, `$0.20`, `per 1 million tokens`.

    Attributes:
        amount: What the gateway charges; None where `state` says it in words, e.g. `Free`.
        prefix: The localized `from`, where the price depends on conditions and this is the lowest.
        unit: What the amount is per; empty beside a state, which is per nothing.
    """

    meter: str
    label: str
    amount: AmountView | None
    prefix: str
    state: str
    unit: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A model as rows, lists and related links show it.

    Attributes:
        context: Context window in tokens, if known.
        input_price: Price of input, in the currency of the model, per 1 million tokens.
        modalities: Localized names of the kinds of input.
        output_modalities: Localized names of the kinds of output.
        kind: Localized name of what it is called for, e.g. `Image generation`.
        headline_prices: What it is mainly billed by, at most two prices.
        facts: What tables filter and sort by, in machine form, see `row_facts`.
    """

    id: str
    name: str
    api_id: str
    href: str
    maker: MakerView
    family: str
    status: StatusView
    summary: Text
    context: AmountView | None
    input_price: AmountView | None
    output_price: AmountView | None
    modalities: tuple[str, ...]
    output_modalities: tuple[str, ...]
    released: DateView | None
    kind: str
    headline_prices: tuple[PricePairEntryView, ...]
    facts: str


_HUES = 12
_HEADLINE_METERS: dict[str, tuple[str, ...]] = {
    "chat": ("input", "output"),
    "embedding": ("input",),
    "image": ("image", "image_output", "input"),
    "video": ("video", "video_output"),
    "speech": ("speech", "audio_output", "input"),
    "transcription": ("transcription", "audio_input", "input"),
}


def card_fingerprint(model: Model) -> Fingerprint:
    """Give the fingerprint of what other pages may show of a model, and of nothing else."""
    shown = model.model_dump_json(
        include={
            "name", "api_id", "family", "kind", "status", "released", "summary",
            "modalities", "limits", "pricing", "benchmarks", "capabilities",
        }
    )  # fmt: skip
    return fingerprint_parts([shown, *(served.protocol for served in model.protocols)])


def build_card(context: ViewContext, key: str) -> CardView:
    """Give a model as rows and related links show it."""
    return context.share(("card", key), lambda: _build_card(context, key))


def _build_card(context: ViewContext, key: str) -> CardView:
    model, localizer = context.catalog.models[key], context.localizer
    window = model.limits.context_window_tokens
    return CardView(
        id=key,
        name=model.name,
        api_id=model.api_id,
        href=context.href(PageKind.MODEL, key),
        maker=build_maker(context, provider_of(key)),
        family=model.family,
        status=build_status(context, model),
        summary=localizer.text(model.summary),
        context=AmountView(str(window), format_number(window, context.locale)) if window else None,
        input_price=_token_price(context, model, "input"),
        output_price=_token_price(context, model, "output"),
        modalities=tuple(localizer.ui(MODALITIES[name]) for name in model.modalities.input),
        output_modalities=tuple(localizer.ui(MODALITIES[name]) for name in model.modalities.output),
        released=day_view(model.released, context.locale) if model.released else None,
        kind=localizer.ui(KINDS[model.kind]),
        headline_prices=build_headline_prices(context, model),
        facts=row_facts(key, model),
    )


def build_maker(context: ViewContext, provider_id: str) -> MakerView:
    """Give a provider as a mark."""
    provider = context.catalog.providers[provider_id]
    return MakerView(
        id=provider_id,
        name=provider.name,
        href=context.href(PageKind.PROVIDER, provider_id),
        monogram=provider.name[0].upper(),
        hue=crc32(provider_id.encode()) % _HUES,
    )


def build_status(context: ViewContext, model: Model) -> StatusView:
    """Give where a model is in its life."""
    return StatusView(model.status, context.localizer.ui(STATUSES[model.status]))


def amount_view(context: ViewContext, amount: Decimal, currency: str) -> AmountView:
    """Give a sum of money for machines and readers."""
    return AmountView(exact(amount), format_money(amount, currency, context.locale))


def build_headline_prices(context: ViewContext, model: Model) -> tuple[PricePairEntryView, ...]:
    """Give the prices a reader asks for first, at most two: what its kind of model is mainly billed by."""
    pricing = model.pricing
    if pricing is None:
        return ()
    entries = []
    for meter in _HEADLINE_METERS[model.kind]:
        lines = [line for line in pricing.current_lines() if line.meter == meter]
        normal = next((line for line in lines if line.is_unconditional), None)
        line = normal or _find_lowest(pricing, lines)
        if line is not None:
            entries.append(_build_headline(context, pricing, line, is_lowest=normal is None))
    return tuple(entries[:2])


def _find_lowest(pricing: Pricing, lines: list[PriceLine]) -> PriceLine | None:
    """Give the lowest price in the currency and unit of the first; one that nobody can name is not the lowest."""
    alike = [
        line
        for line in lines
        if (pricing.currency_of(line), line.unit_id) == (pricing.currency_of(lines[0]), lines[0].unit_id)
    ]
    return min(
        alike,
        key=lambda line: (line.state in ("unknown", "variable"), pricing.amounts(line)[0] or Decimal(0)),
        default=None,
    )


def _build_headline(context: ViewContext, pricing: Pricing, line: PriceLine, *, is_lowest: bool) -> PricePairEntryView:
    localizer = context.localizer
    amount, _ = pricing.amounts(line)
    return PricePairEntryView(
        meter=line.meter,
        label=localizer.ui(METERS[line.meter].label),
        amount=None if amount is None else amount_view(context, amount, pricing.currency_of(line)),
        prefix=localizer.ui("from") if is_lowest else "",
        state="" if line.state is None else localizer.ui(PRICE_STATES[line.state]),
        unit="" if amount is None else localizer.ui(UNITS[line.unit_id].unit),
    )


def _token_price(context: ViewContext, model: Model, meter: str) -> AmountView | None:
    pricing = model.pricing
    lines = pricing.current_lines() if pricing else ()
    line = next((line for line in lines if line.meter == meter and line.is_unconditional), None)
    if pricing is None or line is None or line.unit_id != "million_tokens":
        return None
    if line.state == "free":
        return AmountView("0", context.localizer.ui(PRICE_STATES[line.state]))
    return None if line.amount is None else amount_view(context, line.amount, pricing.currency_of(line))
