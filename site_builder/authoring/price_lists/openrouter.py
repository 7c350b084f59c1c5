"""The entries of OpenRouter's list of models, `GET https://openrouter.ai/api/v1/models`: USD per token, as texts.

Source: OpenRouter's OpenAPI description, schemas `Model`, `PublicPricing` and `PricingOverride`, 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from site_builder.authoring.litellm_fields import read_amount
from site_builder.authoring.price_lists.entry import Entry, read_decimal
from site_builder.authoring.price_lists.listed_model import (
    FactPath,
    Line,
    ListedModel,
    collect_facts,
    guess_kind,
    known_modalities,
    price_line,
)
from site_builder.authoring.price_lists.makers import find_origin
from site_builder.catalog.positions import KeyPath

SELLER = "openrouter"

_MILLION = Decimal(1_000_000)
_ONE = Decimal(1)
_METERS: Mapping[str, tuple[str, Decimal, Mapping[str, str]]] = {
    "prompt": ("input", _MILLION, {}),
    "completion": ("output", _MILLION, {}),
    "internal_reasoning": ("reasoning", _MILLION, {}),
    "input_cache_read": ("cache_read", _MILLION, {}),
    "input_cache_write": ("cache_write", _MILLION, {}),
    "input_cache_write_1h": ("cache_write", _MILLION, {"cache_ttl": "PT1H"}),
    "audio": ("audio_input", _MILLION, {}),
    "audio_output": ("audio_output", _MILLION, {}),
    "input_audio_cache": ("audio_cache_read", _MILLION, {}),
    "image_token": ("image_input", _MILLION, {}),
    "image_output": ("image_output", _MILLION, {}),
    "web_search": ("web_search", _ONE, {}),
    "request": ("request", _ONE, {}),
}
"""Meter, factor and own condition of each price. `image` is not among them: the list gives it per image for some
models and per token for others, and does not say which."""

_ALWAYS_PRICED = ("prompt", "completion")
"""Prices whose 0 says that something is free; a 0 of others is how the list says that there is no such price."""

_CAPABILITIES = {
    "tools": "tool_calling",
    "parallel_tool_calls": "parallel_tool_calling",
    "structured_outputs": "structured_output",
    "reasoning": "reasoning",
}
"""Capabilities that a supported parameter proves; that one is missing proves nothing."""

_NOT_FACTS = ("description", "created", "canonical_slug", "links")
"""Other people's sentences, the day of OpenRouter's own listing, its own names and addresses."""


def is_openrouter(value: object) -> bool:
    """Whether a file has OpenRouter's list of models."""
    return isinstance(value, dict) and isinstance(value.get("data"), list)


def read_openrouter(value: Mapping[str, Any]) -> Iterator[ListedModel]:
    """Give every model, in the order of the file."""
    for index, item in enumerate(value["data"]):
        entry = Entry(item if isinstance(item, dict) else {}, ("data", index))
        model_id = entry.text("id")
        if model_id is None:
            entry.slip("id", "not the id of a model")
        yield _read_model(model_id or "", entry)


def _read_model(model_id: str, entry: Entry) -> ListedModel:
    plain_id, _, variant = model_id.partition(":")
    origin = find_origin(SELLER, plain_id, names_makers=True)
    unsaid: list[str] = []
    facts = _read_facts(entry, origin.own_id, unsaid)
    lines = tuple(_read_prices(entry.part("pricing"), unsaid))
    for key in _NOT_FACTS:
        entry.ask(key)
    unsaid += [f"`{key}`" for key in entry.unasked()]
    place: KeyPath = entry.place
    refusal = f"`:{variant}` is a variant of OpenRouter's routing, not a model" if variant else ""
    return ListedModel(
        model_id, place, SELLER, origin, facts, lines, tuple(unsaid), slips=tuple(entry.slips), refusal=refusal
    )


def _read_facts(entry: Entry, own_id: str, unsaid: list[str]) -> dict[FactPath, Any]:
    architecture, best = entry.part("architecture"), entry.part("top_provider")
    inputs = known_modalities(architecture.texts("input_modalities"), unsaid, "input")
    outputs = known_modalities(architecture.texts("output_modalities"), unsaid, "output")
    full_name = entry.text("name") or own_id
    name = full_name.partition(": ")[2] or full_name  # the maker's name comes first
    supported = entry.texts("supported_parameters")
    context = entry.count("context_length") or best.count("context_length")
    capabilities: dict[FactPath, str] = {
        ("capabilities", capability): "yes" for name, capability in _CAPABILITIES.items() if name in supported
    }
    return collect_facts({
        ("name",): name,
        ("kind",): guess_kind(own_id, inputs, outputs),
        ("retires",): entry.day("expiration_date"),
        ("modalities", "input"): inputs,
        ("modalities", "output"): outputs,
        ("limits", "context_window_tokens"): context,
        ("limits", "max_output_tokens"): best.count("max_completion_tokens"),
        **capabilities,
        ("knowledge_cutoff",): entry.day_or_month("knowledge_cutoff"),
    })  # fmt: skip


def _read_prices(pricing: Entry, unsaid: list[str]) -> Iterator[Line]:
    yield from _read_rates(pricing, unsaid, {}, zeros=_ALWAYS_PRICED)
    for override in pricing.parts("overrides"):
        when = _read_condition(override)
        if when is None:
            unsaid.append("a price override under a condition that is not known")
        else:
            yield from _read_rates(override, unsaid, when, zeros=tuple(_METERS))


def _read_rates(rates: Entry, unsaid: list[str], when: Mapping[str, Any], *, zeros: tuple[str, ...]) -> Iterator[Line]:
    for key, (meter, factor, own) in _METERS.items():
        if read_decimal(rates.value.get(key)) == -1:
            rates.ask(key)
            yield {"meter": meter, "state": "variable"}
            continue
        amount = rates.amount(key)
        if amount is not None and (amount or key in zeros):
            yield price_line(meter, read_amount(amount, factor), {**own, **when})
    unsaid += [
        f"price `{key}`"
        for key in rates.unasked()
        if key not in _CONDITIONS and key != "overrides" and read_decimal(rates.value[key]) != 0
    ]


_CONDITIONS = ("min_prompt_tokens", "utc_start", "utc_end")


def _read_condition(override: Entry) -> dict[str, Any] | None:
    """Give when an override applies; None if it has a condition that is not known, or none."""
    known = {*_METERS, *_CONDITIONS, "image", "discount"}
    if not override.value.keys() <= known:
        return None
    above = override.count("min_prompt_tokens")
    hours = [_read_clock(override.ask(key)) for key in ("utc_start", "utc_end")]
    when: dict[str, Any] = {"prompt_tokens": {"gt": above}} if above else {}
    if any(hours):
        if not all(hours):
            return None
        when["schedule"] = {"time_zone": "UTC", "from": hours[0], "to": hours[1]}
    return when or None


def _read_clock(value: object) -> str | None:
    """Give hours and minutes of a clock number: `04:00` of 400."""
    number = read_decimal(value)
    if number is None or number < 0 or number != int(number):
        return None
    hours, minutes = divmod(int(number), 100)
    return f"{hours % 24:02d}:{minutes:02d}" if minutes < 60 and hours <= 24 else None  # noqa: PLR2004 - a clock
