"""Titles, labels and values that say nothing: “General”, “N/A”, “-”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.catalog.positions import KeyPath
from site_builder.diagnostics import Severity
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.base import show_value
from site_builder.records.model import Model

_EMPTY_WORDS = re.compile(
    r"(?:general|various|other|others|misc|miscellaneous|several|many|default|standard|unknown|unspecified|none|etc|tbd"
    r"|tba|todo|n/?a|not (?:available|applicable|specified)|see (?:above|below|docs|documentation)|[-–—?.…]+)\.?",
    re.IGNORECASE,
)
_AND_SO_ON = re.compile(r"\b(?:etc\b\.?|and so on|and more|and others)\W*$", re.IGNORECASE)


def _check(_: RecordId, model: Model, __: Catalog) -> Iterator[Finding]:
    for text, place in _short_texts(model):
        if _EMPTY_WORDS.fullmatch(text) or _AND_SO_ON.search(text):
            yield Finding(
                "capability-vague",
                place,
                f"{show_value(text)} says nothing that a reader could use",
                "a row or a heading costs attention; what is not known is better left out",
                "say what it is, or remove the entry",
            )


def _short_texts(model: Model) -> Iterator[tuple[str, KeyPath]]:
    """Give the names, titles, labels and values of a model with their places."""
    single = {"family": model.family, "architecture": model.architecture, "license": model.license}
    yield from ((text, (key,)) for key, text in single.items() if text)
    for index, fact in enumerate(model.facts):
        yield fact.label, ("facts", index, "label")
        yield fact.value, ("facts", index, "value")
    for key, titled in (("highlights", model.highlights), ("use_cases", model.use_cases)):
        yield from ((entry.title, (key, index, "title")) for index, entry in enumerate(titled))


CAPABILITY_VAGUE = RecordRule(
    name="capability-vague",
    summary="Finds names, titles, facts and labels of models that say nothing, such as “General”, “N/A” or “-”.",
    why="A reader who compares models learns nothing from them, and a filter lists them as if they were a feature.",
    bad=Example("catalog/models/acme/mini.yaml", "highlights:\n  - {title: General, text: The key is wrong.}\n"),
    good=Example("catalog/models/acme/mini.yaml", "highlights:\n  - {title: Tool calling, text: The key is wrong.}\n"),
    severity=Severity.WARNING,
    record_class=Model,
    check=_check,
)
