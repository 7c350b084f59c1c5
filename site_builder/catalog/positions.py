"""Where in a file a value stands; looked up only for files with something to report."""

from __future__ import annotations

import yaml

from site_builder.diagnostics import Span

KeyPath = tuple[str | int, ...]
"""A place in a record: keys and list indexes from the root, e.g. `("pricing", "lines", 0, "amount")`."""


def locate(path: str, text: str, place: KeyPath, *, at_key: bool = False) -> Span:
    """Give the span of the value at a place, or of the deepest part of it that exists.

    Args:
        path: Path to show.
        text: The whole file, already accepted by `read_yaml`.
        place: Where to look; parts that do not exist are skipped.
        at_key: Point at the last key instead of its value.
    """
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is None:
        return Span(path)
    shown = node
    for index, part in enumerate(place):
        step = _step(node, part)
        if step is None:
            continue
        key_node, node = step
        is_last = index == len(place) - 1
        shown = key_node if is_last and at_key and key_node is not None else node
    return _span(path, text, shown)


def _step(node: yaml.Node, part: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == str(part):
                return key_node, value_node
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


def _span(path: str, text: str, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    if isinstance(node, yaml.ScalarNode) and end.line == start.line:
        return Span(path, start.line + 1, start.column + 1, max(1, end.column - start.column))
    line = text.splitlines()[start.line] if start.line < len(text.splitlines()) else ""
    return Span(path, start.line + 1, start.column + 1, max(1, len(line.rstrip()) - start.column))
