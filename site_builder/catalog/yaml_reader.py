"""One strict YAML reader for everything an author writes.

It takes a subset of the YAML 1.2 core schema from libyaml's events: decimals stay exact,
`no` is a text, and what makes files surprising (duplicate keys, aliases, merge keys, tags,
several documents) is refused with its position. No recursion, so no nesting can crash it.
Source: YAML 1.2.2, section 10.3 (core schema).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export it
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from site_builder.catalog.scalars import MAX_EXPONENT, MAX_NUMBER_LENGTH, UNUSABLE, resolve_plain
from site_builder.catalog.yaml_problems import (
    MAX_BYTES,
    REFUSED,
    control_character_escaped,
    file_too_large,
    not_a_mapping,
    not_utf8,
    syntax_error,
)
from site_builder.diagnostics import Diagnostic, Span
from site_builder.records.base import shorten, show_value

MAX_DEPTH = 64
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""What HTML cannot hold; of these, quoted texts can have escapes. Source: HTML Standard, 13.2.3.5."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What one file says.

    Attributes:
        path: Path as shown in diagnostics, e.g. `catalog/site.yaml`.
        text: The whole text, for positions and excerpts.
        value: Mappings, lists, text, `int`, `Decimal`, `bool` and None; None after an error.
        diagnostics: What keeps the file from being read; empty if `value` is complete.
    """

    path: str
    text: str
    value: Any
    diagnostics: tuple[Diagnostic, ...] = ()


def read_yaml(path: str, content: bytes) -> YamlFile:
    """Read one file; never raises, problems are returned as diagnostics.

    Args:
        path: Path to show in diagnostics.
        content: The bytes of the file, in UTF-8.
    """
    if len(content) > MAX_BYTES:
        return _refuse(path, "", file_too_large(path))
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return _refuse(path, "", not_utf8(path, content, error.start))
    reader = _Reader(path, text)
    try:
        reader.run()
    except yaml.YAMLError as error:
        return _refuse(path, text, *reader.diagnostics, syntax_error(path, text, error))
    if not reader.diagnostics and not isinstance(reader.root, dict):
        reader.diagnostics.append(not_a_mapping(path))
    if reader.diagnostics:
        return _refuse(path, text, *reader.diagnostics)
    return YamlFile(path, text, reader.root)


class _Reader:
    """Builds values from events, with an explicit stack of open collections."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.root: Any = None
        self.diagnostics: list[Diagnostic] = []

    def run(self) -> None:
        """Read all events; what the subset refuses is collected, what libyaml refuses is raised."""
        parser = CParser(self.text)
        try:
            self._run(parser)
        finally:
            parser.dispose()

    def _run(self, parser: Any) -> None:  # noqa: ANN401, C901, PLR0912 - one flat loop is the fastest reader
        stack: list[Any] = []
        is_key: list[bool] = []
        container: Any = None
        key: str | None = None
        documents = 0
        while parser.check_event():
            event = parser.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                if container.__class__ is dict and key is None:
                    key = self._read_key(event, container)
                    continue
                value = self._read_scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                value = {} if kind is MappingStartEvent else []
                if event.tag is not None or event.anchor is not None:
                    self._refuse_feature(event, "tag" if event.tag is not None else "anchor")
                opens_key = container.__class__ is dict and key is None
                if opens_key:
                    self._refuse_feature(event, "key")
                    key = ""
                if len(stack) >= MAX_DEPTH:
                    self._refuse_depth(event)
                    return
                self._attach(container, key, value)
                stack.append(container)
                is_key.append(opens_key)
                container, key = value, None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, key = stack.pop(), "" if is_key.pop() else None
                continue
            elif kind is AliasEvent:
                self._refuse_feature(event, "alias")
                value = None
                if container.__class__ is dict and key is None:
                    key = ""
                    continue
            else:
                if kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._refuse_feature(event, "document")
                        return
                continue
            self._attach(container, key, value)
            key = None

    def _attach(self, container: Any, key: str | None, value: Any) -> None:  # noqa: ANN401 - any YAML value
        if container.__class__ is dict:
            container[key] = value
        elif container is None:
            self.root = value
        else:
            container.append(value)

    def _read_key(self, event: ScalarEvent, mapping: dict[str, Any]) -> str:
        key: str = event.value
        if event.tag is not None or event.anchor is not None:
            self._refuse_feature(event, "tag" if event.tag is not None else "anchor")
        self._check_escapes(event)
        if event.implicit[0]:
            if key == "<<":
                self._refuse_feature(event, "merge")
            elif not isinstance(resolve_plain(key), str):
                self._refuse_feature(event, "key")
        if key in mapping:
            self._refuse_duplicate(event)
        return key

    def _read_scalar(self, event: ScalarEvent) -> Any:  # noqa: ANN401 - any YAML value
        if event.tag is not None or event.anchor is not None:
            self._refuse_feature(event, "tag" if event.tag is not None else "anchor")
        if not event.implicit[0]:
            self._check_escapes(event)
            return event.value
        value = resolve_plain(event.value)
        if value is UNUSABLE:
            self._refuse_number(event)
            return None
        return value

    def _check_escapes(self, event: ScalarEvent) -> None:
        """Refuse the escape of a control character; one that stands as it is, libyaml refuses."""
        found = _CONTROL.search(event.value) if event.style == '"' else None
        if found:
            self.diagnostics.append(control_character_escaped(self._span(event), ord(found[0])))

    def _refuse_feature(self, event: Event, feature: str) -> None:
        code, message, why, fix = REFUSED[feature]
        shown = getattr(event, "anchor", None) or getattr(event, "value", "")
        message = message.format(shorten(shown)) if shown else message.replace("`{}` ", "")
        self.diagnostics.append(Diagnostic(code, self._span(event), message, why, fix))

    def _refuse_depth(self, event: Event) -> None:
        self.diagnostics.append(
            Diagnostic(
                "yaml-too-deep",
                self._span(event),
                f"nested deeper than {MAX_DEPTH} levels",
                "no record needs that, and it may be an attempt to exhaust memory",
                "flatten the structure",
            )
        )

    def _refuse_duplicate(self, event: ScalarEvent) -> None:
        self.diagnostics.append(
            Diagnostic(
                "yaml-duplicate-key",
                self._span(event),
                f"key {show_value(event.value)} is written twice in one mapping",
                "only one of the two values could be used, and nothing says which",
                "remove one of the two, or merge their values",
            )
        )

    def _refuse_number(self, event: ScalarEvent) -> None:
        self.diagnostics.append(
            Diagnostic(
                "yaml-number",
                self._span(event),
                f"`{shorten(event.value, MAX_NUMBER_LENGTH)}` is not a decimal number that can be kept exactly",
                f"numbers are decimal and finite, have at most {MAX_NUMBER_LENGTH} digits "
                f"and exponents below {MAX_EXPONENT + 1}",
                "write an ordinary number, or quote it if it is a text",
            )
        )

    def _span(self, event: Any) -> Span:  # noqa: ANN401 - marks are not in the stubs
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.path, start.line + 1, start.column + 1, max(1, length))


def _refuse(path: str, text: str, *diagnostics: Diagnostic) -> YamlFile:
    return YamlFile(path, text, None, diagnostics)
