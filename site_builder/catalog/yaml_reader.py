"""One strict YAML reader for everything an author writes.

It takes a subset of the YAML 1.2 core schema from libyaml's events: decimals stay exact,
`no` is a text, and what makes files surprising (duplicate keys, aliases, merge keys, tags,
several documents) is refused with its position. No recursion, so no nesting can crash it.
Source: YAML 1.2.2, section 10.3 (core schema).
"""

from __future__ import annotations

import codecs
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
from yaml.reader import ReaderError

from site_builder.catalog.scalars import MAX_EXPONENT, MAX_NUMBER_LENGTH, UNUSABLE, resolve_plain
from site_builder.diagnostics import Diagnostic, Span
from site_builder.records.base import shorten, show_value

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 64


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
        return _refuse(path, "", _file_too_large(path))
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return _refuse(path, "", _not_utf8(path, content, error.start))
    reader = _Reader(path, text)
    try:
        reader.run()
    except yaml.YAMLError as error:
        return _refuse(path, text, *reader.diagnostics, _syntax_error(path, text, error))
    if not reader.diagnostics and not isinstance(reader.root, dict):
        reader.diagnostics.append(_not_a_mapping(path))
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
            return event.value
        value = resolve_plain(event.value)
        if value is UNUSABLE:
            self._refuse_number(event)
            return None
        return value

    def _refuse_feature(self, event: Event, feature: str) -> None:
        code, message, why, fix = _REFUSED[feature]
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
                f"`{shorten(event.value, MAX_NUMBER_LENGTH)}` is not a number that can be kept exactly",
                f"numbers are finite, have at most {MAX_NUMBER_LENGTH} digits and exponents below {MAX_EXPONENT + 1}",
                "write an ordinary number, or quote it if it is a text",
            )
        )

    def _span(self, event: Any) -> Span:  # noqa: ANN401 - marks are not in the stubs
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.path, start.line + 1, start.column + 1, max(1, length))


_REFUSED = {
    "tag": (
        "yaml-tag",
        "a tag such as `!!str` is not allowed",
        "the record class decides the type of every value",
        "remove the tag; quote the value if it is a text",
    ),
    "anchor": (
        "yaml-anchor",
        "anchor `&{}` is not allowed",
        "a fact that is shared belongs to a record of its own, by reference",
        "remove the anchor and write the value where it is used",
    ),
    "alias": (
        "yaml-alias",
        "alias `*{}` is not allowed",
        "a fact that is shared belongs to a record of its own, by reference",
        "write the value itself; quote a text that starts with `*`",
    ),
    "merge": (
        "yaml-merge-key",
        "a merge key (`<<`) is not allowed",
        "what a mapping says must be visible where it stands",
        "write the keys themselves",
    ),
    "key": (
        "yaml-key-not-text",
        "key `{}` is not a text",
        "all keys of records are names",
        'quote it if it is a name, e.g. `"404":`',
    ),
    "document": (
        "yaml-second-document",
        "a second document starts here",
        "one file is one record",
        "move it to a file of its own, or remove the `---`",
    ),
}


def _refuse(path: str, text: str, *diagnostics: Diagnostic) -> YamlFile:
    return YamlFile(path, text, None, diagnostics)


def _file_too_large(path: str) -> Diagnostic:
    return Diagnostic(
        "yaml-too-large",
        Span(path),
        f"the file has more than {MAX_BYTES} bytes",
        "no record needs that much, and it may be an attempt to exhaust memory",
        "split the file, or move what does not belong to the record",
    )


def _not_utf8(path: str, content: bytes, offset: int) -> Diagnostic:
    before = content[:offset]
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Diagnostic(
        "yaml-not-utf-8",
        Span(path, before.count(b"\n") + 1, column),
        f"byte 0x{content[offset]:02x} is not UTF-8",
        "files are read as UTF-8, in every language",
        "save the file in UTF-8",
    )


def _not_a_mapping(path: str) -> Diagnostic:
    return Diagnostic(
        "yaml-not-a-mapping",
        Span(path),
        "the file does not hold `key: value` lines",
        "a record is a mapping of field names to values",
        "start with the fields of the record, e.g. `name: …`",
    )


def _syntax_error(path: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    if isinstance(error, ReaderError):
        return _control_character(path, text, error.character)
    mark, reason = getattr(error, "problem_mark", None), getattr(error, "problem", None) or "it cannot be parsed"
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    lines = text.splitlines() or [""]
    if line > len(lines):
        line, column = len(lines), len(lines[-1]) + 1
    here = lines[line - 1][column - 1 : column]
    return Diagnostic(
        "yaml-syntax",
        Span(path, line, column),
        f"this is not YAML: {reason}",
        "the file cannot be read beyond this place",
        _SYNTAX_FIXES.get((reason, here), _SYNTAX_FIXES.get((reason, ""), _SYNTAX_FIX)),
    )


_SYNTAX_FIX = "check quotes, brackets and indentation here and on the line above"
_NO_TOKEN = "found character that cannot start any token"  # noqa: S105 - a sentence of libyaml
_SYNTAX_FIXES = {
    (_NO_TOKEN, "\t"): "indent with spaces, not with tabs",
    (_NO_TOKEN, ""): "put the text into quotes if it starts with this character",
    ("mapping values are not allowed in this context", ""): "put the text into quotes if it holds `: `",
}
"""What helps, by what libyaml says and the character it stopped at; an empty one stands for all others."""


def _control_character(path: str, text: str, code_point: int) -> Diagnostic:
    before = text[: max(0, text.find(chr(code_point)))].splitlines(keepends=True) or [""]
    if before[-1].endswith("\n"):
        before.append("")
    return Diagnostic(
        "yaml-control-character",
        Span(path, len(before), len(before[-1]) + 1),
        f"U+{code_point:04X} is a character that YAML does not allow",
        "it cannot be seen, and programs would understand it differently",
        f'remove it; in a quoted text it may be written as `"\\u{code_point:04x}"`',
    )
