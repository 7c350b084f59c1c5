"""Texts of one model on the page of another."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.catalog.prose import ProseUse
from site_builder.lint.name_index import NameIndex
from site_builder.lint.record_prose import Passage, RecordProse
from site_builder.lint.rule import Example, ProseRule
from site_builder.lint.written_text import TextSlip
from site_builder.records.model import Model, callable_ids

_HEADINGS = frozenset({"title", "question", "label"})
_BEGINS = re.compile(r"(?<![\w.-])")
_WHOLE = re.compile(r"(?!\w|[.-]\w)")
_NOT_THE_MAKER = re.compile(
    r"\b(?!(?:’s|'s)?[ -](?:SDKs?|APIs?|protocols?|formats?|clients?|librar(?:y|ies)|compatible)\b)"
)
"""A protocol and its tools bear the name of who made them, and serve models of others."""

_ENOUGH = 2


class _Owners:
    """Whose every name is."""

    def __init__(self, owners: Mapping[str, str]) -> None:
        self.owners = owners
        self._index = NameIndex(owners)

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Give the place of every name in a text, and the name; of names in one place, the longest."""
        end = 0
        for start, name in self._index.find(text):
            is_over = _WHOLE if "/" in self.owners[name] else _NOT_THE_MAKER
            if start >= end and _BEGINS.match(text, start) and is_over.match(text, start + len(name)):
                yield start, name
                end = start + len(name)


def _check(record: RecordProse, catalog: Catalog) -> Iterator[tuple[ProseUse, TextSlip]]:
    if record.folder != "models":
        return
    related = _related(catalog)[record.key]
    names = _owners(catalog)
    everything = "\n".join(passage.text for passage in record.passages)
    if all(names.owners[name] in related for _, name in names.find(everything)):
        return  # as nearly all pages do
    found: dict[str, list[tuple[Passage, int, str]]] = defaultdict(list)
    for passage in record.passages:
        for start, name in names.find(passage.text):
            owner = names.owners[name]
            if owner not in related:
                found[owner].append((passage, start, name))
    for owner, mentions in found.items():
        in_heading = [mention for mention in mentions if mention[0].field in _HEADINGS]
        if in_heading or len(mentions) >= _ENOUGH:
            passage, start, name = (in_heading or mentions)[0]
            yield passage.use, _slip(name, start, owner, len(mentions))


def _slip(name: str, start: int, owner: str, count: int) -> TextSlip:
    times = "in a heading" if count == 1 else f"{count} times"
    is_model = "/" in owner
    what = "a model" if is_model else "a maker"
    fix = f"remove what is not about this model, or add `{owner}` to `related`"
    return TextSlip(
        start,
        start + len(name),
        f"the page names “{name}” {times}, {what} that it is not related to",
        fix if is_model else "remove what is not about this model, or relate a model of that maker",
        "text that was pasted from another page states the facts of another model",
    )


@functools.lru_cache(maxsize=2)
def _owners(catalog: Catalog) -> _Owners:
    """Give whose every name is: names and ids of models, unless they are mere words, and names of makers."""
    names = {provider.name: key for key, provider in catalog.providers.items()}
    for key, model in catalog.models.items():
        names |= {name: key for name in (model.name, *callable_ids(model)) if " " in name or "-" in name}
    return _Owners(names)


@functools.lru_cache(maxsize=2)
def _related(catalog: Catalog) -> Mapping[str, set[str]]:
    """Give the models, and makers, that each model's page may speak of."""
    families: dict[str, set[str]] = defaultdict(set)
    related: dict[str, set[str]] = defaultdict(set)
    for key, model in catalog.models.items():
        families[model.family].add(key)
        related[key] |= _references(model)
        for other in _references(model):
            related[other].add(key)
    for key, model in catalog.models.items():
        related[key] |= families[model.family]
        related[key] |= {provider_of(other) for other in related[key]}
    return related


def _references(model: Model) -> set[str]:
    successor = [model.successor] if model.successor else []
    return {*model.related, *model.rivals, *successor, *(comparison.model for comparison in model.comparisons)}


OTHER_MODEL = ProseRule(
    name="other-model",
    summary="Finds models and makers that a page names in a heading or repeatedly without being related to them.",
    why="Such text was pasted from another page, and its facts are those of another model.",
    bad=Example(
        "catalog/models/acme/large.yaml",
        "family: Acme 2\nrivals: []\nrelated: []\n"
        "faq:\n  - question: What is Acme Mini for?\n    answer: Easy questions.\n",
    ),
    good=Example(
        "catalog/models/acme/large.yaml",
        "family: Acme 2\nrivals: []\nrelated: [acme/mini]\n"
        "faq:\n  - question: What is Acme Mini for?\n    answer: Easy questions.\n",
    ),
    check=_check,
)
