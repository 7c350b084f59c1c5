"""Compares the pages of two builders: same headings, same table cells, same code, same words, same links.

Says nothing of markup: how code is coloured and attributes are ordered is each builder's own.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_CELLS = frozenset({"th", "td", "dt", "dd"})
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a reader gets from a page.

    Attributes:
        headings: Text of each heading, with its level: `h2 Pricing`.
        cells: Text of each cell of tables and lists of terms.
        code: Text of each `<pre>`, character by character.
        words: All visible text, without white space.
        links: Where links lead.
    """

    headings: tuple[str, ...]
    cells: tuple[str, ...]
    code: tuple[str, ...]
    words: str
    links: tuple[str, ...]


def read_page(html: str) -> PageContent:
    """Give the content of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return PageContent(
        headings=tuple(reader.headings),
        cells=tuple(reader.cells),
        code=tuple(reader.code),
        words=_SPACE.sub("", "".join(reader.text)),
        links=tuple(reader.links),
    )


@dataclass(slots=True)
class _Open:
    """An element whose text is collected."""

    name: str
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.cells: list[str] = []
        self.code: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href is not None:
            self.links.append(href)
        if tag in _HEADINGS or tag in _CELLS or tag == "pre":
            self._open.append(_Open(tag))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].name != tag:
            return
        text = "".join(self._open.pop().text)
        if tag == "pre":
            self.code.append(text)
        elif tag in _CELLS:
            self.cells.append(_SPACE.sub(" ", text).strip())
        else:
            self.headings.append(f"{tag} {_SPACE.sub(' ', text).strip()}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        for element in self._open:
            element.text.append(data)


def compare_folders(ours: Path, theirs: Path, sample: int = 0) -> Iterator[str]:
    """Give a line for each difference between pages of two published folders.

    Args:
        ours: Our published folder; every page of it below a locale is expected in the other one too.
        theirs: The other folder.
        sample: How many pages to compare, evenly spread; 0 for all.
    """
    pages = sorted(path.relative_to(ours) for path in ours.glob("*/**/*.html"))
    for page in pages[:: max(1, len(pages) // sample) if sample else 1]:
        if not (theirs / page).is_file():
            yield f"{page}: missing"
        else:
            yield from compare_pages(page.as_posix(), read_page(_read(ours / page)), read_page(_read(theirs / page)))


def compare_pages(name: str, ours: PageContent, theirs: PageContent) -> Iterator[str]:
    """Give a line for each kind of content that differs, with the first difference."""
    for kind in ("headings", "cells", "code", "words", "links"):
        left, right = getattr(ours, kind), getattr(theirs, kind)
        if left != right:
            yield f"{name}: {kind}: {_first_difference(left, right)}"


def _first_difference(left: tuple[str, ...] | str, right: tuple[str, ...] | str) -> str:
    place = next((index for index, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
    if place is None:
        return f"{len(left)} and {len(right)}"
    if isinstance(left, str):
        return f"{left[place : place + 60]!r} and {right[place : place + 60]!r}"
    return f"{left[place]!r} and {right[place]!r}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main() -> None:
    """Compare the folders that the arguments name; exit code 1 if they differ."""
    parser = argparse.ArgumentParser(description="Compare the pages of two published folders.")
    parser.add_argument("ours", type=Path)
    parser.add_argument("theirs", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="how many pages to compare; 0 for all (0)")
    arguments = parser.parse_args()
    differences = list(compare_folders(arguments.ours, arguments.theirs, arguments.sample))
    print("\n".join(differences[:20]))
    print(f"{len(differences)} differences")
    sys.exit(bool(differences))


if __name__ == "__main__":
    main()
