"""The entries of LiteLLM's price map, one per seller and model; its prices are read by `authoring/litellm.py`.

Source: https://github.com/BerriAI/litellm, `model_prices_and_context_window.json`, 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from site_builder.authoring.litellm import is_price_key, read_prices
from site_builder.authoring.litellm_fields import UnknownPriceError
from site_builder.authoring.price_lists.entry import Entry, read_decimal
from site_builder.authoring.price_lists.listed_model import (
    FactPath,
    Line,
    ListedModel,
    collect_facts,
    known_modalities,
    tri_state,
)
from site_builder.authoring.price_lists.makers import find_origin
from site_builder.catalog.positions import KeyPath
from site_builder.lint.rules.capability_contradiction import METER_TAKES

_KINDS = {
    "chat": "chat",
    "responses": "chat",
    "completion": "chat",
    "embedding": "embedding",
    "image_generation": "image",
    "image_edit": "image",
    "video_generation": "video",
    "audio_speech": "speech",
    "audio_transcription": "transcription",
}
_FIRST_INPUT = {"transcription": "audio"}
_FIRST_OUTPUT = {"image": "image", "video": "video", "speech": "audio"}
_INPUT_FLAGS = {
    "supports_vision": "image",
    "supports_image_input": "image",
    "supports_embedding_image_input": "image",
    "supports_audio_input": "audio",
    "supports_video_input": "video",
    "supports_pdf_input": "file",
}
_CAPABILITIES = {
    "supports_function_calling": "tool_calling",
    "supports_parallel_function_calling": "parallel_tool_calling",
    "supports_response_schema": "structured_output",
    "supports_reasoning": "reasoning",
    "supports_prompt_caching": "prompt_caching",
    "supports_web_search": "web_search",
}
_CONDITION_PART = re.compile(
    r"[0-9]+-x-[0-9]+|[0-9]+-steps|max-steps|low|medium|high|hd|standard|auto|eu|us|global|global-standard"
    r"|[a-z]{2}(?:-[a-z]+)+-[0-9]|[0-9]+-month-commitment|fast"
)
"""Parts of ids that say a size, a quality, a region or a term."""

_NAMING_SELLERS = ("openrouter", "vercel_ai_gateway", "deepinfra", "nebius", "novita")
"""Sellers whose ids begin with the name of the maker; those of others may begin with anything."""

_LOOSE: frozenset[FactPath] = frozenset({
    ("modalities", "input"),
    ("modalities", "output"),
    ("limits", "max_input_tokens"),
    ("limits", "max_output_tokens"),
})  # fmt: skip
"""Modalities are said by single flags; both limits are the context window where the map knows no better."""

_SAMPLE = "sample_spec"
"""The first entry, which explains the keys."""


def is_litellm(value: object) -> bool:
    """Whether a file has entries with LiteLLM's sellers."""
    return isinstance(value, dict) and any(
        isinstance(part, dict) and "litellm_provider" in part for part in value.values()
    )


def read_litellm(value: Mapping[str, Any]) -> Iterator[ListedModel]:
    """Give every entry, in the order of the file."""
    for key, part in value.items():
        if key != _SAMPLE:
            yield _read_model(key, Entry(part if isinstance(part, dict) else {}, (key,)))


def _read_model(key: str, entry: Entry) -> ListedModel:
    seller = entry.text("litellm_provider") or ""
    mode = entry.text("mode")
    model_id = _without_seller(key, seller)
    origin = find_origin(seller, model_id, names_makers=seller in _NAMING_SELLERS)
    unsaid: list[str] = []
    kind = _KINDS.get(mode or "")
    refusal = _refuse(key, kind, mode)
    lines = _read_lines(entry, kind, unsaid)
    facts = _read_facts(entry, kind or "chat", unsaid)
    _add_priced(facts, lines)
    entry.ask("metadata")
    entry.ask("comment")
    unsaid += [f"`{name}`" for name in entry.unasked()]
    place: KeyPath = entry.place
    return ListedModel(
        key, place, seller, origin, facts, lines, tuple(unsaid), _LOOSE, tuple(entry.slips), refusal=refusal
    )


def _without_seller(key: str, seller: str) -> str:
    """Give an id without the name of the seller before it: `grok-4.3` of `xai/grok-4.3`."""
    first, _, rest = key.partition("/")
    return rest if rest and re.sub(r"[_-]", "", seller.lower()).startswith(re.sub(r"[_-]", "", first.lower())) else key


def _refuse(key: str, kind: str | None, mode: str | None) -> str:
    if key.startswith("ft:") or any(_CONDITION_PART.fullmatch(part) for part in key.split("/")[:-1]):
        return "its id has a condition of a price in it, such as a size or a region"
    if kind is None:
        return f"records have no kind for `{mode}`" if mode else "the list does not say what it is called for"
    return ""


def _read_facts(entry: Entry, kind: str, unsaid: list[str]) -> dict[FactPath, Any]:
    flags = [modality for key, modality in _INPUT_FLAGS.items() if entry.flag(key)]
    inputs = entry.texts("supported_modalities") or (_FIRST_INPUT.get(kind, "text"),)
    outputs = entry.texts("supported_output_modalities") or (_FIRST_OUTPUT.get(kind, "text"),)
    speaks = ["audio"] if entry.flag("supports_audio_output") else []
    capabilities: dict[FactPath, str | None] = {
        ("capabilities", capability): tri_state(entry.flag(key)) for key, capability in _CAPABILITIES.items()
    }
    return collect_facts({
        ("kind",): kind,
        ("retires",): entry.day("deprecation_date"),
        ("modalities", "input"): known_modalities([*inputs, *flags], unsaid, "input"),
        ("modalities", "output"): known_modalities([*outputs, *speaks], unsaid, "output"),
        ("limits", "max_input_tokens"): entry.count("max_input_tokens"),
        ("limits", "max_output_tokens"): entry.count("max_output_tokens"),
        ("limits", "embedding_dimensions"): entry.count("output_vector_size"),
        ("limits", "min_cacheable_tokens"): entry.count("prompt_cache_min_tokens"),
        ("capabilities", "streaming"): "yes" if entry.flag("supports_native_streaming") else None,
        **capabilities,
        ("reasoning_levels",): list(entry.texts("reasoning_effort_levels")),
    })  # fmt: skip


def _add_priced(facts: dict[FactPath, Any], lines: tuple[Line, ...]) -> None:
    """Add the modalities that have a price to those that the map says; it says them by halves."""
    for line in lines:
        side, modality = METER_TAKES.get(line["meter"], ("", ""))
        known = facts.get(("modalities", side), [])
        if "amount" in line and side and modality not in known:
            facts["modalities", side] = [*known, modality]


def _read_lines(entry: Entry, kind: str | None, unsaid: list[str]) -> tuple[Line, ...]:
    keys = [key for key in entry.value if is_price_key(key)]
    prices: dict[str, Any] = {}
    for key in keys:
        cleaned = _clean(entry.ask(key))
        if cleaned is None:
            entry.slip(key, "not a price of 0 or more")
        else:
            prices[key] = cleaned
    context = {key: entry.value[key] for key in ("mode", "litellm_provider") if key in entry.value}
    try:
        lines = read_prices({**prices, **context}) if not entry.slips else ()
    except (UnknownPriceError, ArithmeticError, AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        unsaid.append(f"its prices: {error}" if isinstance(error, UnknownPriceError) else "its prices, in a new form")
        return ()
    return tuple(_say_free(line) for line in lines if not _is_filler(line, lines, kind))


def _clean(value: object) -> Any:  # noqa: ANN401 - any JSON value
    """Give the decimals of a price, however deep, without binary noise; None if a number is none or below zero."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = read_decimal(value)
        is_sound = number is not None and number >= 0
        return (value if isinstance(value, int) else number) if is_sound else None
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        cleaned = {key: _clean(item) for key, item in items}
        if None in cleaned.values():
            return None
        return cleaned if isinstance(value, dict) else list(cleaned.values())
    return value if isinstance(value, str) else None


def _is_filler(line: Line, lines: tuple[Line, ...], kind: str | None) -> bool:
    """Whether a price is the 0 that the map writes for tokens of what is not priced by them."""
    is_zero = line["meter"] in ("input", "output") and line.get("amount") == "0"
    return is_zero and kind != "chat" and any(other.get("amount", "0") != "0" for other in lines)


def _say_free(line: Line) -> Line:
    if line.get("amount") != "0":
        return line
    return {"meter": line["meter"], "state": "free", **{k: v for k, v in line.items() if k not in ("meter", "amount")}}
