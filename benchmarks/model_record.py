"""One generated model record: as large and as varied as a chat model of the real catalog."""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks import vocabulary
from benchmarks.names import ModelName
from benchmarks.prose import Prose

CHAT, RESPONSES = "openai-chat-completions", "openai-responses"
MESSAGES, GENERATE = "anthropic-messages", "gemini-generate-content"

_PROTOCOLS = (
    ((CHAT,), 65),
    ((RESPONSES, CHAT), 15),
    ((MESSAGES, CHAT), 10),
    ((GENERATE, CHAT), 6),
    ((GENERATE, CHAT, MESSAGES, RESPONSES), 4),
)
"""Sets of protocols with their weights, about as the real catalog has them: 1.4 a model."""

_LEVELS = (["low", "medium", "high"], ["minimal", "low", "medium", "high"], ["low", "medium", "high", "xhigh"])
_LEVEL_FIELD = {CHAT: "reasoning_effort", RESPONSES: "reasoning.effort"}
_TEMPERATURE = {GENERATE: "generationConfig.temperature"}
_WINDOWS = (128_000, 200_000, 256_000, 400_000, 1_000_000)
_OUTPUTS = (16_384, 32_768, 65_536, 128_000)
_CAPABILITIES = (
    "streaming", "tool_calling", "parallel_tool_calling", "structured_output", "reasoning", "prompt_caching",
    "web_search", "code_execution", "batch", "fine_tuning",
)  # fmt: skip
_CHECKED = "2026-11-01"

Values = dict[str, Any]


def make_model(own: ModelName, others: tuple[ModelName, ...], benchmarks: tuple[str, ...], prose: Prose) -> Values:
    """Give a record as plain values, keys in the order of the record class.

    Args:
        own: Its names.
        others: Models it refers to, three at least.
        benchmarks: Ids of the benchmarks of the site.
        prose: Draws its texts.
    """
    random = prose.random
    site = f"https://{own.provider}.example.com"
    released = _draw_day(random, 2025)
    levels = random.choice(_LEVELS)
    record = {
        "name": own.name,
        "family": own.family,
        "api_id": own.slug,
        "status": random.choice(("stable", "stable", "stable", "preview")),
        "released": released,
        "updated": _draw_day(random, 2026),
        "summary": prose.write(random.choice(vocabulary.SUMMARIES)),
        "modalities": {
            "input": random.choice((["text"], ["text", "image"], ["text", "image", "audio", "video"])),
            "output": ["text"],
        },
        "limits": {"context_window_tokens": random.choice(_WINDOWS), "max_output_tokens": random.choice(_OUTPUTS)},
        "capabilities": {name: random.choice(("yes", "yes", "yes", "unknown")) for name in _CAPABILITIES},
        "knowledge_cutoff": f"2025-{random.randrange(1, 13):02d}",
        "reasoning_levels": levels,
        "protocols": _make_protocols(prose, levels),
        "pricing": _make_pricing(prose, site),
        "benchmarks": _make_scores(random, benchmarks, site),
        "benchmark_note": prose.write(vocabulary.BENCHMARK_NOTE),
        "rivals": [other.key for other in others[:2]],
        "conclusions": prose.pick(vocabulary.CONCLUSIONS, 3),
        "overview": prose.write_blocks(vocabulary.OVERVIEWS),
        "highlights": [
            {"title": prose.write(title), "text": prose.write(text)}
            for title, text in random.sample(vocabulary.HIGHLIGHTS, random.randrange(2, 6))
        ],
        "use_when": prose.pick(vocabulary.USES, 3),
        "avoid_when": prose.pick(vocabulary.AVOIDANCES, 2),
        "notes": prose.pick(vocabulary.NOTES, 2),
        "versions": _make_versions(prose, own),
        "comparisons": [_make_comparison(prose, others[0])],
        "limitations": prose.pick(vocabulary.LIMITATIONS, 2),
        "faq": [
            {"question": prose.write(question), "answer": prose.write(answer)}
            for question, answer in random.sample(vocabulary.FAQ, random.randrange(1, 5))
        ],
        "related": [other.key for other in others],
        "sources": [
            {"title": f"{own.name} model card", "url": f"{site}/models/{own.slug}", "checked": _CHECKED},
            {"title": "Prices", "url": f"{site}/pricing", "checked": _CHECKED},
        ],
    }
    return {key: value for key, value in record.items() if value != []}


def _happens(random: Random, percent: int) -> bool:
    return random.randrange(100) < percent


def _draw_day(random: Random, year: int) -> str:
    return f"{year}-{random.randrange(1, 11):02d}-{random.randrange(1, 29):02d}"


def _make_protocols(prose: Prose, levels: list[str]) -> list[Values]:
    names = prose.random.choices([names for names, _ in _PROTOCOLS], [weight for _, weight in _PROTOCOLS])[0]
    served = []
    for position, name in enumerate(names):
        entry: Values = {"protocol": name}
        if position and _happens(prose.random, 20):
            entry["why"] = prose.write(vocabulary.PROTOCOL_WHY)
        overrides = _draw_overrides(prose.random, name, levels)
        if overrides:
            entry["parameters"] = overrides
        served.append(entry)
    return served


def _draw_overrides(random: Random, protocol: str, levels: list[str]) -> Values:
    """Give what differs from the protocol: few combinations, as in real catalogs, so pages share field tables."""
    overrides: Values = {}
    drawn = random.randrange(4)
    if drawn == 0:
        overrides[_TEMPERATURE.get(protocol, "temperature")] = {"supported": False}
    elif drawn == 1 and protocol != MESSAGES:
        overrides[_TEMPERATURE.get(protocol, "temperature")] = {"max": "1"}
    if protocol in _LEVEL_FIELD:
        overrides[_LEVEL_FIELD[protocol]] = {"enum": levels}
    return overrides


def _make_pricing(prose: Prose, site: str) -> Values:
    random = prose.random
    base = random.randrange(60, 900)  # cents; sizes of a family are within a factor of 15
    amounts = {"input": base, "output": base * 4, "cache_read": base // 10 + 1}
    lines = [_price_line(meter, cents, list_cents=cents * 5 // 4) for meter, cents in amounts.items()]
    lines[1]["note"] = prose.write(vocabulary.PRICE_NOTE)
    if _happens(random, 50):
        lines += [
            {**_price_line(meter, cents * 2), "when": {"prompt_tokens": {"gt": 100_000}}}
            for meter, cents in amounts.items()
        ]
    lines += [{"meter": meter, "multiplier": "0.5", "when": {"service_tier": "batch"}} for meter in amounts]
    if _happens(random, 40):
        lines += [{"meter": meter, "multiplier": "1.1", "when": {"region": "us"}} for meter in amounts]
    if _happens(random, 30):
        lines.append(_price_line("web_search", 1))
    return {"currency": "USD", "source": f"{site}/pricing", "checked": _CHECKED, "lines": lines}


def _price_line(meter: str, cents: int, list_cents: int | None = None) -> Values:
    line = {"meter": meter, "amount": f"{cents / 100:.2f}"}
    return line if list_cents is None else {**line, "list": f"{list_cents / 100:.2f}"}


def _make_scores(random: Random, benchmarks: tuple[str, ...], site: str) -> list[Values]:
    return [
        {
            "benchmark": name,
            "score": f"{random.randrange(300, 960) / 10}",
            "source": f"{site}/evaluations",
            "reported": f"2026-{random.randrange(1, 11):02d}",
        }
        for name in sorted(random.sample(benchmarks, random.randrange(3, 7)))
    ]


def _make_versions(prose: Prose, own: ModelName) -> list[Values]:
    endings = {"dated": "-2026-03-01", "latest": "-latest", "spelling": ":standard"}
    chosen = prose.random.sample(vocabulary.VERSIONS, prose.random.randrange(3))
    return [
        {"id": f"{own.slug}{endings[kind]}", "kind": kind, "description": prose.write(text)} for kind, text in chosen
    ]


def _make_comparison(prose: Prose, other: ModelName) -> Values:
    rows = [
        {"aspect": prose.write(aspect), "this": prose.write(this), "other": prose.write(that)}
        for aspect, this, that in vocabulary.ASPECTS
    ]
    return {"model": other.key, "rows": rows, "takeaway": prose.write(vocabulary.TAKEAWAY)}
