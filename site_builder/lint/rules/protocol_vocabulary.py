"""Names of fields and values that belong to another protocol than the text is about."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.finding import closest, did_you_mean
from site_builder.catalog.prose import ProseUse
from site_builder.diagnostics import Severity
from site_builder.lint.record_prose import Passage, RecordProse
from site_builder.lint.rule import Example, ProseRule
from site_builder.lint.written_text import TextSlip
from site_builder.records.parameter import AllowedValue, walk_parameters
from site_builder.records.protocol import Protocol

_WORD = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9]*+(?:_[A-Za-z0-9]++)++|[a-z]++[0-9]*+[A-Z][A-Za-z0-9]*+)")
"""Words that only a field or a value has: with an underscore, or with a capital inside."""


def _check(record: RecordProse, catalog: Catalog) -> Iterator[tuple[ProseUse, TextSlip]]:
    if record.folder not in ("models", "protocols"):
        return
    everywhere = _vocabularies(catalog)
    for passage in record.passages:
        if "`" not in passage.text:
            continue
        spoken = _spoken_of(record, passage, catalog)
        own = frozenset(error.code for error in catalog.site.errors).union(*(everywhere[name] for name in spoken))
        for start, word in _words(passage):
            others = [name for name in everywhere if name not in spoken and word in everywhere[name]]
            if not others or word in own or _names_another(passage.text, spoken, catalog):
                continue
            meant = closest(word, own)
            if meant is None or f"`{meant}`" not in passage.text:  # a text that has both words explains the other
                yield passage.use, _slip(start, word, others[0], meant, catalog)


def _slip(start: int, word: str, other: str, meant: str | None, catalog: Catalog) -> TextSlip:
    fix = f"write `{meant}`" if meant else "use the word of this protocol"
    return TextSlip(
        start,
        start + len(word),
        f"`{word}` is a word of {catalog.protocols[other].name}, not of this protocol{did_you_mean(meant)}",
        f"{fix}, or name the protocol the sentence is about",
        "a reader who looks for it in a request or an answer does not find it",
    )


def _words(passage: Passage) -> Iterator[tuple[int, str]]:
    for start, code in passage.code_spans():
        yield from ((start + match.start(), match[0]) for match in _WORD.finditer(code))


def _spoken_of(record: RecordProse, passage: Passage, catalog: Catalog) -> tuple[str, ...]:
    """Give the protocols a passage is about: its own, that of its part of a model, or all of the model."""
    if record.folder == "protocols":
        return (record.key,)
    served = catalog.models[record.key].protocols
    place = passage.use.place
    if place[0] == "protocols" and isinstance(place[1], int):
        return (served[place[1]].protocol,)
    return tuple(entry.protocol for entry in served)


def _names_another(text: str, spoken: tuple[str, ...], catalog: Catalog) -> bool:
    """Whether a text says that it is about another protocol: by its name, or the name without the maker's."""
    names = (protocol.name for key, protocol in catalog.protocols.items() if key not in spoken)
    return any(name in text or (" " in name and name.partition(" ")[2] in text) for name in names)


@functools.lru_cache(maxsize=2)
def _vocabularies(catalog: Catalog) -> dict[str, frozenset[str]]:
    return {key: frozenset(_vocabulary(protocol)) for key, protocol in catalog.protocols.items()}


def _vocabulary(protocol: Protocol) -> Iterator[str]:
    """Give every word a protocol has: fields, values, keys and texts of its examples, events, errors, paths."""
    for _, _, parameter in walk_parameters((*protocol.parameters, *protocol.response)):
        yield parameter.name
        yield from (entry.value if isinstance(entry, AllowedValue) else entry for entry in parameter.enum)
    yield from (error.code for error in protocol.errors)
    examples = protocol.examples.model_dump()
    for text in (*_texts(examples), *(kind.event for kind in protocol.events)):
        yield text
        yield from re.split(r"\W", text)
    for variable in protocol.path_variables:
        yield from (value.value for value in variable.values)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


_PROTOCOL = """name: Acme Answers
summary: Turns a question into an answer.
why: It is short.
documentation: https://acme.example.com/docs/answers
checked: 2026-11-01
sdk: openai-embeddings
auth:
  accepts: [{header: Authorization, scheme: Bearer}]
  description: One key works for both models.
operations:
  - {id: create, name: Answer at once, description: The whole answer in one body., method: POST, path: /v1/answers}
parameters:
  - {name: model, type: string, required: true, description: Id of the model.}
  - {name: input, type: string, required: true, description: The question.}
examples:
  request: {model: "{model}", input: Hello}
errors:
  - {status: 429, code: too_many_requests, trigger: Too many., fix: Send fewer requests., retry: After a pause.}
notes:
  - Wait after `%s`.
"""

PROTOCOL_VOCABULARY = ProseRule(
    name="protocol-vocabulary",
    summary="Finds names of fields and values, in code, that belong to another protocol than the text is about.",
    why="A reader who looks for the field in the answer does not find it: each protocol has its own words.",
    bad=Example("catalog/protocols/acme-answers.yaml", _PROTOCOL % "rate_limit_exceeded"),
    good=Example("catalog/protocols/acme-answers.yaml", _PROTOCOL % "too_many_requests"),
    severity=Severity.WARNING,
    check=_check,
)
