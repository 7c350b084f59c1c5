"""Changes a value of a YAML file without touching anything else in it: comments, order and spacing stay."""

from __future__ import annotations

import yaml

from site_builder.catalog.positions import KeyPath, find_node
from site_builder.diagnostics import Edit


def replace_value(path: str, text: str, place: KeyPath, replacement: str) -> Edit | None:
    """Give the edit that writes other YAML in the place of a value, or removes its entry.

    Args:
        path: Path of the file, as shown.
        text: The whole file, already accepted by `read_yaml`.
        place: Where the value is.
        replacement: YAML of the new value on one line; the empty text removes the value with its key.

    Returns:
        The edit, or None if the file would have to be laid out anew for it.
    """
    node = find_node(text, place)
    if node is None:
        return None
    if replacement:
        is_block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        is_folded = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        return (
            None
            if is_block or is_folded
            else _edit(path, text, (node.start_mark.index, node.end_mark.index), replacement)
        )
    return _removal(path, text, place) if place else None


def _removal(path: str, text: str, place: KeyPath) -> Edit | None:
    """Give the edit that removes an entry with the lines it has for itself, and what would be empty without it."""
    parent = find_node(text, place[:-1])
    if not isinstance(parent, yaml.CollectionNode) or len(parent.value) == 1:
        return _removal(path, text, place[:-1]) if len(place) > 1 else None
    index, start, end = _entry(parent, place[-1])
    if parent.flow_style:
        return _edit(path, text, _flow_extent(parent, index, (start, end)))
    line_start = text.rfind("\n", 0, start) + 1
    if "-" in text[line_start:start] and isinstance(parent, yaml.MappingNode):
        return None  # the first key of a list item carries the dash
    line_end = text.find("\n", end)
    return _edit(path, text, (line_start, len(text) if line_end < 0 else line_end + 1))


def _entry(parent: yaml.CollectionNode, part: str | int) -> tuple[int, int, int]:
    """Give the number of an entry, and the offsets it starts and ends at."""
    if isinstance(parent, yaml.MappingNode):
        index, (key, value) = next(item for item in enumerate(parent.value) if item[1][0].value == str(part))
        return index, key.start_mark.index, _end(value)
    number = int(part)
    return number, parent.value[number].start_mark.index, _end(parent.value[number])


def _end(node: yaml.Node) -> int:
    """Give the offset after the last character of a value; libyaml lets a block end where the next one begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = node.end_mark.index
    return end - 1 if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else end


def _flow_extent(parent: yaml.CollectionNode, index: int, extent: tuple[int, int]) -> tuple[int, int]:
    """Give where an entry between braces starts and ends with the comma after it, or before it if it is the last."""
    starts = [entry[0] if isinstance(parent, yaml.MappingNode) else entry for entry in parent.value]
    ends = [entry[1] if isinstance(parent, yaml.MappingNode) else entry for entry in parent.value]
    if index + 1 < len(starts):
        return extent[0], starts[index + 1].start_mark.index
    return ends[index - 1].end_mark.index, extent[1]


def _edit(path: str, text: str, extent: tuple[int, int], replacement: str = "") -> Edit:
    return Edit(path, *extent, text[slice(*extent)], replacement)
