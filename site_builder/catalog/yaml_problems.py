"""What the YAML reader refuses, and how it says so."""

from __future__ import annotations

import yaml
from yaml.reader import ReaderError

from site_builder.diagnostics import Diagnostic, Span

MAX_BYTES = 1024 * 1024
"""Size of the largest file that is read."""

REFUSED = {
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
"""Features of YAML that are refused: code, message with a place for the name, reason, fix."""


def file_too_large(path: str) -> Diagnostic:
    """Say that a file is larger than any record."""
    return Diagnostic(
        "yaml-too-large",
        Span(path),
        f"the file has more than {MAX_BYTES} bytes",
        "no record needs that much, and it may be an attempt to exhaust memory",
        "split the file, or move what does not belong to the record",
    )


def not_utf8(path: str, content: bytes, offset: int) -> Diagnostic:
    """Say at which place a file is not UTF-8; `offset` counts bytes."""
    before = content[:offset]
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Diagnostic(
        "yaml-not-utf-8",
        Span(path, before.count(b"\n") + 1, column),
        f"byte 0x{content[offset]:02x} is not UTF-8",
        "files are read as UTF-8, in every language",
        "save the file in UTF-8",
    )


def not_a_mapping(path: str) -> Diagnostic:
    """Say that a file holds something else than fields."""
    return Diagnostic(
        "yaml-not-a-mapping",
        Span(path),
        "the file does not hold `key: value` lines",
        "a record is a mapping of field names to values",
        "start with the fields of the record, e.g. `name: …`",
    )


def syntax_error(path: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    """Say what libyaml could not read, at its place, with what most likely helps."""
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
        "remove it",
    )


def control_character_escaped(span: Span, code_point: int) -> Diagnostic:
    """Say that a text has a control character by an escape."""
    return Diagnostic(
        "yaml-control-character",
        span,
        f"the text has an escape for U+{code_point:04X}, a control character",
        "it cannot be seen, and no page may hold it",
        "remove it; in single quotes, or after a second backslash, an escape stays as it is written",
    )
