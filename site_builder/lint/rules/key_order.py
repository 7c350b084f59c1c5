"""Records whose top-level keys do not come in the order of their class."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from site_builder.catalog.yaml_reader import YamlFile
from site_builder.diagnostics import Diagnostic, Edit, Severity, Span
from site_builder.lint.rule import Example, LintContext, SiteRule
from site_builder.records.base import Record

_KEY = re.compile(r"^([A-Za-z_][A-Za-z0-9_]*):", re.MULTILINE)


def _check(context: LintContext) -> Iterator[Diagnostic]:
    for record_id, record in context.catalog.records().items():
        order = _order_of(type(record))
        keys = [key for key in context.catalog.keys[record_id] if key in order]
        wanted = sorted(keys, key=order.__getitem__)
        if keys != wanted:
            yield _out_of_order(context.catalog.files[record_id], keys, wanted)


@functools.cache
def _order_of(record_class: type[Record]) -> Mapping[str, int]:
    return {field.alias or name: index for index, (name, field) in enumerate(record_class.model_fields.items())}


def _out_of_order(file: YamlFile, keys: list[str], wanted: list[str]) -> Diagnostic:
    moved = next(key for key, other in zip(keys, wanted, strict=True) if key != other)
    before = wanted[wanted.index(moved) - 1] if wanted.index(moved) else None
    place = f"after `{before}`" if before else "at the beginning"
    start = next((match.start() for match in _KEY.finditer(file.text) if match[1] == moved), 0)
    return Diagnostic(
        "key-order",
        Span(file.path, file.text.count("\n", 0, start) + 1, 1, len(moved)),
        f"`{moved}` stands out of order",
        "records that all have one order can be compared line by line, and nothing is written twice",
        f"move it {place}; `site-builder check --fix` does it",
        Severity.WARNING,
        _reorder(file, wanted),
    )


def _reorder(file: YamlFile, wanted: list[str]) -> Edit | None:
    """Give the edit that moves whole keys, each with the comments right above it; None for a file in braces."""
    starts = {match[1]: _start_with_comments(file.text, match.start()) for match in _KEY.finditer(file.text)}
    if list(starts) != list(file.value):
        return None
    bounds = [*sorted(starts.values()), len(file.text)]
    blocks = {key: file.text[start : bounds[bounds.index(start) + 1]] for key, start in starts.items()}
    pieces = [block if block.endswith("\n") else f"{block}\n" for block in (blocks[key] for key in wanted)]
    return Edit(file.path, bounds[0], len(file.text), file.text[bounds[0] :], "".join(pieces))


def _start_with_comments(text: str, start: int) -> int:
    """Give where the comment lines right above a line begin; a comment at the top of the file belongs to the file."""
    first = start
    while first:
        line_start = text.rfind("\n", 0, first - 1) + 1
        if not text.startswith("#", line_start):
            return first
        first = line_start
    return start


KEY_ORDER = SiteRule(
    name="key-order",
    summary="Finds records whose top-level keys do not come in the order of their class.",
    why="Records that all have one order can be compared line by line, and what is missing is seen.",
    bad=Example(
        "catalog/benchmarks/second.yaml",
        "unit: percent\nname: Second\nmeasures: Answers to easy questions.\ndirection: higher\n",
    ),
    good=Example(
        "catalog/benchmarks/second.yaml",
        "name: Second\nmeasures: Answers to easy questions.\nunit: percent\ndirection: higher\n",
    ),
    severity=Severity.WARNING,
    fixes=True,
    check=_check,
)
