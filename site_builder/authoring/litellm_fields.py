"""Which price each flat key of LiteLLM's price map says: the table, read in both directions.

A key is a name of this table and suffixes, e.g. `input_cost_per_token` `_above_200k_tokens` `_batches`; the suffixes
are parts of the condition. Keys with a structured value are in `litellm_structures.py`.
Source: https://github.com/BerriAI/litellm, `model_prices_and_context_window.json`, 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from site_builder.records.meters import METERS, UNITS, Meter, Unit
from site_builder.records.price_condition import Condition, Threshold
from site_builder.records.pricing import PriceLine

_THOUSAND = Decimal(1000)
_MILLION = Decimal(1_000_000)
_IMAGES = frozenset({"image_generation", "image_edit"})
_INCLUSIVE_PROVIDERS = frozenset({"xai"})
"""Providers whose thresholds take the bound in; with all others the higher price begins above it."""


class UnknownPriceError(ValueError):
    """A price that one of the two notations has no words for; the message names it."""


@dataclass(frozen=True, slots=True)
class PriceField:
    """The line that a key makes, in the modes that read it so.

    Attributes:
        key: Name without suffixes, e.g. `input_cost_per_token`.
        meter: Meter of the line.
        unit: Unit of the line; None where it is the usual one of the meter.
        factor: What LiteLLM's amount is multiplied with to be per that unit, e.g. 1,000,000 for tokens.
        modes: Modes of entries it holds for; empty for every mode.
        absent: Key that must be missing beside it.
        idle_beside: Key that must be beside it while its own amount is 0.
        currency: Currency or unit of account, where it is not USD.
        when: Condition that the name itself says.
    """

    key: str
    meter: Meter
    unit: Unit | None = None
    factor: Decimal = Decimal(1)
    modes: frozenset[str] = frozenset()
    absent: str = ""
    idle_beside: str = ""
    currency: str | None = None
    when: Mapping[str, str] = field(default_factory=dict)

    def suits(self, entry: Mapping[str, object], amount: Decimal) -> bool:
        """Whether the key means this in an entry that gives it this amount."""
        has_mode = not self.modes or entry.get("mode") in self.modes
        is_idle = not self.idle_beside or (amount == 0 and self.idle_beside in entry)
        return has_mode and is_idle and (not self.absent or self.absent not in entry)

    def is_said_by(self, line: PriceLine) -> bool:
        """Whether a line is of this meter, unit and currency, and under the condition of the name."""
        named = {"cache": line.when.cache, "tool": line.when.tool}
        has_condition = {name: value for name, value in named.items() if value} == self.when
        unit = self.unit or METERS[self.meter].unit
        currency = None if line.currency == "USD" else line.currency
        return (line.meter, line.unit_id, currency) == (self.meter, unit, self.currency) and has_condition


_TOKENS: dict[str, Meter] = {
    "input_cost_per_token": "input",
    "output_cost_per_token": "output",
    "output_cost_per_reasoning_token": "reasoning",
    "citation_cost_per_token": "citation",
    "cache_read_input_token_cost": "cache_read",
    "cache_creation_input_token_cost": "cache_write",
    "input_cost_per_audio_token": "audio_input",
    "output_cost_per_audio_token": "audio_output",
    "cache_read_input_audio_token_cost": "audio_cache_read",
    "cache_creation_input_audio_token_cost": "audio_cache_write",
    "input_cost_per_image_token": "image_input",
    "output_cost_per_image_token": "image_output",
    "cache_read_input_image_token_cost": "image_cache_read",
    "input_cost_per_video_token": "video_input",
    "output_cost_per_video_token": "video_output",
}

FIELDS: tuple[PriceField, ...] = (
    *(PriceField(key, meter, factor=_MILLION) for key, meter in _TOKENS.items()),
    PriceField("input_cost_per_token_cache_hit", "cache_read", factor=_MILLION, when={"cache": "implicit"}),
    PriceField("explicit_cache_read_input_token_cost", "cache_read", factor=_MILLION, when={"cache": "explicit"}),
    PriceField("input_dbu_cost_per_token", "input", factor=_MILLION, currency="DBU"),
    PriceField("output_dbu_cost_per_token", "output", factor=_MILLION, currency="DBU"),
    PriceField("computer_use_input_cost_per_1k_tokens", "input", factor=_THOUSAND, when={"tool": "computer-use"}),
    PriceField("computer_use_output_cost_per_1k_tokens", "output", factor=_THOUSAND, when={"tool": "computer-use"}),
    # Images. What is sold is the image made, whatever side the key is named after; unless both are priced.
    PriceField("output_cost_per_image", "audio_output", "clip", modes=frozenset({"audio_speech"})),
    PriceField("output_cost_per_image", "image"),
    PriceField("input_cost_per_image", "image_output", "image", modes=_IMAGES, absent="output_cost_per_image"),
    PriceField("input_cost_per_image", "image_input", "image"),
    PriceField("output_cost_per_pixel", "output", "million_pixels", _MILLION, idle_beside="input_cost_per_pixel"),
    PriceField("output_cost_per_pixel", "image", "million_pixels", _MILLION),
    PriceField("input_cost_per_pixel", "image_output", "million_pixels", _MILLION),
    # Seconds. Where two keys say the same price, one is told per second and the other per minute or hour.
    PriceField("input_cost_per_second", "input", "second", idle_beside="output_cost_per_second"),
    PriceField("output_cost_per_second", "output", "second", idle_beside="input_cost_per_second"),
    PriceField("input_cost_per_second", "transcription", "second", modes=frozenset({"audio_transcription"})),
    PriceField("output_cost_per_second", "transcription", None, Decimal(60), modes=frozenset({"audio_transcription"})),
    PriceField("input_cost_per_second", "audio_input", "minute", Decimal(60), modes=frozenset({"realtime"})),
    PriceField("input_cost_per_second", "capacity", None, Decimal(3600)),
    PriceField("cost_per_second", "capacity", "second"),
    PriceField("output_cost_per_second", "speech", "second", modes=frozenset({"audio_speech"})),
    PriceField("output_cost_per_second", "video"),
    PriceField("output_cost_per_video_per_second", "video_output", "second"),
    PriceField("input_cost_per_video_per_second", "video_input", "second"),
    PriceField("input_cost_per_audio_per_second", "audio_input", "second"),
    # Everything else.
    PriceField("input_cost_per_character", "speech", None, _MILLION, modes=frozenset({"audio_speech"})),
    PriceField("input_cost_per_character", "input", "million_characters", _MILLION),
    PriceField("output_cost_per_character", "output", "million_characters", _MILLION),
    PriceField("input_cost_per_query", "rerank", modes=frozenset({"rerank"})),
    PriceField("input_cost_per_query", "search", modes=frozenset({"search", "vector_store"})),
    PriceField("input_cost_per_query", "input", "query"),
    PriceField("input_cost_per_request", "request"),
    PriceField("input_cost_per_text_message", "message"),
    PriceField("ocr_cost_per_page", "document"),
    PriceField("ocr_cost_per_credit", "document", "credit"),
    PriceField("annotation_cost_per_page", "annotation"),
    PriceField("google_maps_grounding_cost_per_query", "maps_search", "query"),
    PriceField("code_interpreter_cost_per_session", "code_execution"),
    PriceField("file_search_cost_per_1k_calls", "file_search", factor=1 / _THOUSAND),
    PriceField("file_search_cost_per_gb_per_day", "file_search", "gigabyte_day"),
    PriceField("vector_store_cost_per_gb_per_day", "storage"),
)
"""Every flat price key; the first one that suits an entry counts. No two keys make lines of the same meter,
unit, currency and named condition, which is how a line finds back to its key.

A price that the map states twice stays two lines that agree (a second's price and that of a minute or an hour); a 0
that only accompanies it (`idle_beside`) is a line on `input` or `output`, which an importer may leave out."""

_SUFFIXES = re.compile(
    r"(?:_above_(?P<hours>[0-9]+)hr)?(?:_above_(?P<thousands>[0-9]+)k_tokens)?(?:_above_(?P<interval>[0-9]+)s_interval)?"
    r"(?:_(?P<resolution>[0-9][0-9.]*[A-Za-z]*))?(?:_(?P<tier>[a-z]+))?"
)
_SUFFIX_PARTS = {
    "service_tier", "prompt_tokens", "cache", "cache_ttl", "tool", "resolution", "interval_over_seconds",
}  # fmt: skip
_NAMES = sorted({known.key for known in FIELDS}, key=len, reverse=True)


def read_amount(value: object, factor: Decimal = Decimal(1)) -> str:
    """Give an amount of the map as an author writes it, e.g. `0.25` for 2.50E-7 per token, times a million."""
    return format((Decimal(str(value)) * factor).normalize(), "f")


def is_inclusive(entry: Mapping[str, object]) -> bool:
    """Whether the entry's thresholds take the bound in."""
    return entry.get("litellm_provider") in _INCLUSIVE_PROVIDERS


def read_field(key: str, value: object, entry: Mapping[str, object]) -> dict[str, object] | None:
    """Give the line that a flat key of an entry makes, as an author writes it; None if it is no flat price key."""
    for name in _NAMES:
        match = _SUFFIXES.fullmatch(key, len(name)) if key.startswith(name) else None
        if match:
            amount = Decimal(str(value))
            known = next(known for known in FIELDS if known.key == name and known.suits(entry, amount))
            line: dict[str, object] = {"meter": known.meter, "amount": read_amount(amount, known.factor)}
            line |= {"unit": known.unit} if known.unit else {}
            line |= {"currency": known.currency} if known.currency else {}
            when = {**known.when, **dict(_read_suffixes(match, entry))}
            return line | ({"when": when} if when else {})
    return None


def _read_suffixes(match: re.Match[str], entry: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    if tier := match["tier"]:
        yield "service_tier", "batch" if tier == "batches" else tier
    if match["thousands"]:
        yield "prompt_tokens", {"gte" if is_inclusive(entry) else "gt": int(match["thousands"]) * 1000}
    if match["hours"]:
        yield "cache_ttl", f"PT{match['hours']}H"
    if match["resolution"]:
        yield "resolution", match["resolution"].lower()
    if match["interval"]:
        yield "interval_over_seconds", int(match["interval"])


def write_field(line: PriceLine) -> tuple[str, Decimal]:
    """Give the flat key that says a line, and its amount there.

    Raises:
        UnknownPriceError: LiteLLM has no key for the line's meter, unit or condition.
    """
    known = next((known for known in FIELDS if known.is_said_by(line)), None)
    if known is None or set(line.when.model_dump(exclude_none=True)) - _SUFFIX_PARTS:
        raise no_key(line)
    amount = Decimal(0) if line.state == "free" else line.amount
    if amount is None:
        raise no_key(line)
    return known.key + "".join(_write_suffixes(line, known.key)), amount / known.factor


def _write_suffixes(line: PriceLine, name: str) -> Iterator[str]:
    when: Condition = line.when
    if when.cache_ttl:
        yield f"_above_{_match_text(r'PT([0-9]+)H', when.cache_ttl, line)}hr"
    if when.prompt_tokens:
        yield f"_above_{_match_text(r'([1-9][0-9]*)000', str(lower_bound(when.prompt_tokens)), line)}k_tokens"
    if when.interval_over_seconds:
        yield f"_above_{when.interval_over_seconds}s_interval"
    if when.resolution:
        yield f"_{when.resolution.upper() if name.endswith('_image') else when.resolution}"
    if when.service_tier:
        yield f"_{'batches' if when.service_tier == 'batch' else when.service_tier}"


def _match_text(pattern: str, text: str, line: PriceLine) -> str:
    match = re.fullmatch(pattern, text)
    if match is None:
        raise no_key(line)
    return match[1]


def lower_bound(threshold: Threshold) -> int:
    """Give the bound above or from which a price holds; 0 if there is none."""
    return threshold.gt or threshold.gte or 0


def no_key(line: PriceLine) -> UnknownPriceError:
    """Make the error that says which line LiteLLM has no key for."""
    condition = line.when.model_dump(exclude_none=True, by_alias=True)
    said = f"{line.meter} {UNITS[line.unit_id].unit}" + (f" when {condition}" if condition else "")
    return UnknownPriceError(f"LiteLLM's price map has no key for {said}")
