"""Prices in prose, and limits and days in prose that are not those of the record."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from datetime import datetime

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.prose import ProseUse
from site_builder.diagnostics import Severity
from site_builder.lint.record_prose import Passage, RecordProse
from site_builder.lint.rule import Example, ProseRule
from site_builder.lint.written_text import TextSlip
from site_builder.records.model import Model

_FIGURE = r"(?<![\d,.])[,.]*+(?P<number>\d[\d,.]*+)"
"""A number, looked at from its start only: from each of its digits would take the square of its length."""

_CLUE = re.compile(
    rf"{_FIGURE}(?:\s?(?:USD|EUR|CNY|RUB|dollar|cent)|(?:\s?(?:million|[kKM]))?[ -]token)|[$€£¥₽]\s?\d|\d{{4}}"
)
"""Without a match, a text states no price, no limit and no day; nearly all do not."""

_PRICE = re.compile(
    r"(?:~\s?|\b(?:about|around|roughly|approximately)\s)?"
    rf"(?:[$€£¥₽]\s?\d[\d,.]*\d|[$€£¥₽]\s?\d|{_FIGURE}\s?(?:USD|EUR|CNY|RUB|dollars?|cents?)\b)"
)
_TOKENS = re.compile(rf"{_FIGURE}(?:\s?(?P<unit>million|[kKM]))?[ -]tokens?\b")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<month>{_MONTHS}) (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTHS}) (?P<year2>\d{{4}}))\b"
)
_WHY = "what stands in prose as well stays behind when the field changes, and contradicts it"
_FACTORS = {
    None: (1,),
    "k": (1000, 1024),
    "K": (1000, 1024),
    "M": (1_000_000, 1024 * 1024),
    "million": (1_000_000,),
}
"""What a unit can stand for: makers count contexts of 32,768 tokens as 32K."""

_NOT_TEXTS = frozenset({"facts", "pricing", "benchmarks", "versions", "protocols"})
"""Parts of a record that are facts themselves; a note beside a price may name another one."""


def _check(record: RecordProse, catalog: Catalog) -> Iterator[tuple[ProseUse, TextSlip]]:
    if record.folder != "models":
        return
    model = catalog.models[record.key]
    known = functools.cache(lambda: _known_numbers(model))
    for passage in record.passages:
        if passage.use.place[0] not in _NOT_TEXTS and _CLUE.search(passage.prose):
            for slip in (*_prices(passage), *_limits(passage, model, known), *_days(passage, model)):
                yield passage.use, slip


def _prices(passage: Passage) -> Iterator[TextSlip]:
    for match in _PRICE.finditer(passage.prose):
        yield TextSlip(
            match.start(),
            match.end(),
            f"the text states a price, “{match[0]}”",
            "leave the number out, or write it into `pricing`: the page shows it with its source",
            _WHY,
        )


def _limits(passage: Passage, model: Model, known_numbers: Callable[[], set[float]]) -> Iterator[TextSlip]:
    if "token" not in passage.prose:
        return
    known = known_numbers()
    for match in _TOKENS.finditer(passage.prose):
        number = match["number"].rstrip(".,").replace(",", "")
        if known and number.count(".") <= 1 and not _can_be(float(number), match["unit"], known):
            yield TextSlip(
                match.start(),
                match.end(),
                f"the text says “{match[0]}”, which is none of the limits of {model.name}",
                "compare it with `limits`, or leave the number out: the page shows the limits",
                _WHY,
            )


def _can_be(number: float, unit: str | None, known: set[float]) -> bool:
    return any(number * factor in known for factor in _FACTORS[unit])


def _known_numbers(model: Model) -> set[float]:
    """Give every number of tokens that fields of a record state: limits and thresholds of prices."""
    known = {value for value in model.limits.model_dump().values() if value is not None}
    for line in model.pricing.lines if model.pricing else ():
        bounds = line.when.prompt_tokens
        known |= {value for value in bounds.model_dump().values() if value} if bounds else set()
    return {float(number) for number in known}


def _days(passage: Passage, model: Model) -> Iterator[TextSlip]:
    if not _DAY.search(passage.prose):
        return
    known = _known_days(model)
    for match in _DAY.finditer(passage.prose):
        month, day, year = (match[name] or match[f"{name}2"] for name in ("month", "day", "year"))
        written = match["iso"] or f"{year}-{month}-{day}"
        try:
            stated = datetime.strptime(written, "%Y-%m-%d" if match["iso"] else "%Y-%B-%d").date()  # noqa: DTZ007 - a day
        except ValueError:
            stated = None
        if str(stated) not in known:
            yield TextSlip(
                match.start(),
                match.end(),
                f"the text says “{match[0]}”, which is none of the days of {model.name}",
                "compare it with `released`, `deprecated` and `retires`, or leave the day out: the page shows them",
                _WHY,
            )


def _known_days(model: Model) -> set[str]:
    """Give every day that the life of the model, its other ids and its prices have, as it is written."""
    life = (model.released, model.updated, model.deprecated, model.retires, model.knowledge_cutoff)
    versions = (day for version in model.versions for day in (version.released, version.retires))
    lines = model.pricing.lines if model.pricing else ()
    prices = (day for line in lines for day in (line.valid_from, line.valid_to))
    return {str(day) for day in (*life, *versions, *prices) if day}


FACT_IN_PROSE = ProseRule(
    name="fact-in-prose",
    summary="Finds prices in the prose of models, and limits and days in it that are not those of the record.",
    why="A fact is written once: what stands in prose as well stays behind when the field changes, and contradicts it.",
    bad=Example("catalog/models/acme/mini.yaml", "notes:\n  - One million tokens cost about $0.25.\n"),
    good=Example("catalog/models/acme/mini.yaml", "notes:\n  - Its tokens cost little.\n"),
    severity=Severity.WARNING,
    check=_check,
)
