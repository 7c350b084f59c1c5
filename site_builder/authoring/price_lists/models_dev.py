"""The entries of models.dev's `api.json`: sellers with their models, prices in USD per million tokens.

Source: https://github.com/anomalyco/models.dev, `packages/core/src/schema.ts`, 2026-07.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from site_builder.authoring.litellm_fields import read_amount
from site_builder.authoring.price_lists.entry import Entry
from site_builder.authoring.price_lists.listed_model import (
    TEMPERATURE,
    FactPath,
    Line,
    ListedModel,
    collect_facts,
    guess_kind,
    known_modalities,
    price_line,
    tri_state,
)
from site_builder.authoring.price_lists.makers import find_origin, slug_of
from site_builder.catalog.positions import KeyPath
from site_builder.records.base import SLUG_PATTERN

_METERS = {
    "input": "input",
    "output": "output",
    "reasoning": "reasoning",
    "cache_read": "cache_read",
    "cache_write": "cache_write",
    "input_audio": "audio_input",
    "output_audio": "audio_output",
}
_STATUSES = {"deprecated": "deprecated", "beta": "preview", "alpha": "preview"}
_OLD_TIER = 200_000
"""What the key `context_over_200k` says, which entries have besides `tiers`."""


def is_models_dev(value: object) -> bool:
    """Whether a file has sellers with models."""
    return isinstance(value, dict) and any(isinstance(part, dict) and "models" in part for part in value.values())


def read_models_dev(value: Mapping[str, Any]) -> Iterator[ListedModel]:
    """Give every model of every seller, in the order of the file."""
    for seller, part in value.items():
        models = part.get("models") if isinstance(part, dict) else None
        for model_id, entry in models.items() if isinstance(models, dict) else ():
            place: KeyPath = (seller, "models", model_id)
            yield _read_model(seller, model_id, Entry(entry if isinstance(entry, dict) else {}, place))


def _read_model(seller: str, model_id: str, entry: Entry) -> ListedModel:
    origin = find_origin(seller, model_id, names_makers=True)
    unsaid: list[str] = []
    facts = _read_facts(entry, origin.own_id, unsaid)
    lines = tuple(_read_prices(entry, unsaid))
    entry.ask("id")
    unsaid += [f"`{key}`" for key in entry.unasked()]
    return ListedModel(
        f"{seller}/{model_id}", entry.place, seller, origin, facts, lines, tuple(unsaid), slips=tuple(entry.slips)
    )


def _read_facts(entry: Entry, own_id: str, unsaid: list[str]) -> dict[FactPath, Any]:
    modalities, limits = entry.part("modalities"), entry.part("limit")
    inputs = known_modalities(modalities.texts("input"), unsaid, "input")
    outputs = known_modalities(modalities.texts("output"), unsaid, "output")
    name = entry.text("name") or own_id
    family = entry.text("family")
    levels, thinking = _read_reasoning(entry)
    said = entry.text("status")
    if said is not None and said not in _STATUSES:
        unsaid.append(f"status `{said}`")
    entry.ask("attachment")  # says again what the inputs say
    return collect_facts({
        ("name",): name,
        ("family",): family,
        ("kind",): guess_kind(own_id, inputs, outputs),
        ("status",): _STATUSES.get(said or ""),
        ("released",): entry.day("release_date") if _is_whole_day(entry) else None,
        ("updated",): entry.day_or_month("last_updated"),
        ("modalities", "input"): inputs,
        ("modalities", "output"): outputs,
        ("limits", "context_window_tokens"): limits.count("context"),
        ("limits", "max_input_tokens"): limits.count("input"),
        ("limits", "max_output_tokens"): limits.count("output"),
        ("limits", "max_thinking_tokens"): thinking,
        ("capabilities", "tool_calling"): tri_state(entry.flag("tool_call")),
        ("capabilities", "structured_output"): tri_state(entry.flag("structured_output")),
        ("capabilities", "reasoning"): tri_state(entry.flag("reasoning")),
        ("capabilities", "open_weights"): tri_state(entry.flag("open_weights")),
        ("knowledge_cutoff",): entry.day_or_month("knowledge"),
        TEMPERATURE: tri_state(entry.flag("temperature")),
        ("reasoning_levels",): levels,
    })  # fmt: skip


def _is_whole_day(entry: Entry) -> bool:
    """Whether the list knows the day of the release, not only its month."""
    said = entry.value.get("release_date")
    return not (isinstance(said, str) and re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", said))


def _read_reasoning(entry: Entry) -> tuple[list[str], int | None]:
    """Give the levels of thinking, and the highest budget for it in tokens."""
    levels: list[str] = []
    budget = None
    for option in entry.parts("reasoning_options"):
        kind = option.text("type")
        if kind == "effort":
            levels = [level for level in option.texts("values") if re.match(SLUG_PATTERN, level)]
        elif kind == "budget_tokens":
            budget = option.count("max")
    return levels, budget


def _read_prices(entry: Entry, unsaid: list[str]) -> Iterator[Line]:
    cost = entry.part("cost")
    tiers = list(cost.parts("tiers"))
    old_tier = cost.part("context_over_200k")
    yield from _read_rates(cost, unsaid, {})
    if tiers:
        yield from _read_tiers(tiers, unsaid)
    elif old_tier.value:
        yield from _read_rates(old_tier, unsaid, {"prompt_tokens": {"gt": _OLD_TIER}})
    modes = entry.part("experimental").part("modes")
    for name in modes.value:
        mode = modes.part(name)
        tier = mode.part("provider").part("body").text("service_tier") or slug_of(name)
        yield from _read_rates(mode.part("cost"), unsaid, {"service_tier": tier})


def _read_tiers(tiers: list[Entry], unsaid: list[str]) -> Iterator[Line]:
    """Give the prices of long prompts, each up to where the next one begins."""
    known = []
    for tier in tiers:
        bound = tier.part("tier")
        size, kind = bound.count("size"), bound.text("type")
        if size is None or kind != "context":
            unsaid.append(f"a price tier of type `{kind}`")
        else:
            known.append((size, tier))
    known.sort(key=lambda item: item[0])
    ends = [size for size, _ in known[1:]]
    for index, (size, tier) in enumerate(known):
        upper = {"lte": ends[index]} if index < len(ends) else {}
        yield from _read_rates(tier, unsaid, {"prompt_tokens": {"gt": size, **upper}})


def _read_rates(rates: Entry, unsaid: list[str], when: Mapping[str, Any]) -> Iterator[Line]:
    for key, meter in _METERS.items():
        amount = rates.amount(key)
        if amount is not None:
            yield price_line(meter, read_amount(amount, Decimal(1)), when)
    unsaid += [f"price `{key}`" for key in rates.unasked() if key not in ("tier", "tiers", "context_over_200k")]
