"""Where in a file a value stands; looked up only for files with something to report."""

from __future__ import annotations

import functools

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export it

from site_builder.diagnostics import Span

_QUOTES = len('""')

KeyPath = tuple[str | int, ...]
"""A place in a record: keys and list indexes from the root, e.g. `("pricing", "lines", 0, "amount")`."""


def locate(path: str, text: str, place: KeyPath, *, at_key: bool = False) -> Span:
    """Give the span of the value at a place, or of the deepest part of it that exists.

    Args:
        path: Path to show.
        text: The whole file, already accepted by `read_yaml`.
        place: Where to look; parts that do not exist are skipped.
        at_key: Point at the last key instead of its value; at the first key of a mapping that has none itself.
    """
    node = _compose(text)
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
    if at_key and isinstance(shown, yaml.MappingNode) and shown.value and not shown.flow_style:
        shown = shown.value[0][0]
    return _span(path, text, shown)


def locate_fragment(
    path: str, text: str, place: KeyPath, message: str, stretch: tuple[int, int]
) -> tuple[Span, tuple[int, int] | None]:
    """Give the span of a stretch of a text value, and its offsets in the file.

    A value may be written with escapes or on several lines; where the stretch cannot be told for certain, the span
    is that of the value, and there are no offsets.

    Args:
        path: Path to show.
        text: The whole file, already accepted by `read_yaml`.
        place: The text value.
        message: The part of the value that the stretch counts in, e.g. one of its paragraphs.
        stretch: Offsets of the first character, and after the last.
    """
    node = find_node(text, place)
    fragment = message[slice(*stretch)]
    if isinstance(node, yaml.ScalarNode) and fragment:
        raw = text[node.start_mark.index : node.end_mark.index]
        before = node.value[: max(0, node.value.find(message)) + stretch[0]].count(fragment)
        if raw.count(fragment) == node.value.count(fragment):
            start = node.start_mark.index + len(fragment.join(raw.split(fragment, before + 1)[: before + 1]))
            line_start = text.rfind("\n", 0, start) + 1
            shown = len(fragment.partition("\n")[0])
            span = Span(path, text.count("\n", 0, start) + 1, start - line_start + 1, max(1, shown))
            return span, (start, start + len(fragment))
    return locate(path, text, place), None


def find_node(text: str, place: KeyPath) -> yaml.Node | None:
    """Give the node at a place of a file that `read_yaml` has accepted; None if there is none."""
    node = _compose(text)
    for part in place:
        step = _step(node, part) if node is not None else None
        if step is None:
            return None
        node = step[1]
    return node


class _NodeParser(CParser):
    """Makes nodes without finding out what kind of value each of them is, which takes half of the time."""

    def resolve(self, _kind: type[yaml.Node], _value: str | None, _implicit: object) -> str:
        """Give the same tag to all nodes."""
        return ""

    def descend_resolver(self, _parent: yaml.Node | None, _index: object) -> None:
        """Note nothing."""

    def ascend_resolver(self) -> None:
        """Note nothing."""


@functools.lru_cache(maxsize=4)
def _compose(text: str) -> yaml.Node | None:
    """Read the nodes of a file once for all findings in it, which come file by file."""
    parser = _NodeParser(text)
    try:
        node: yaml.Node | None = parser.get_single_node()
    finally:
        parser.dispose()
    return node


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
    if end.line == start.line:
        length = end.column - start.column
        inside = int(isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') and length > _QUOTES)
        return Span(path, start.line + 1, start.column + 1 + inside, max(1, length - _QUOTES * inside))
    end_of_line = text.find("\n", start.index)
    line = text[start.index : end_of_line if end_of_line >= 0 else len(text)]
    return Span(path, start.line + 1, start.column + 1, max(1, len(line.rstrip())))
