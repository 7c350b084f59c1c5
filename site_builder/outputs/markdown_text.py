"""Texts in Markdown: prose of records is Markdown already, names and code become it.

Source: CommonMark 0.31, chapters 4.5 (fences) and 6; GitHub Flavored Markdown 0.29, section 4.10 (tables).
"""

from __future__ import annotations

import functools
import re

from site_builder.i18n.text import Text

_SPECIAL = re.compile(r"[\\`*\[\]<]|&(?=#?\w+;)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
"""What would be more than itself in a name or a label."""
_BACKTICKS = re.compile("`+")


def write_line(text: Text | str) -> str:
    """Give prose, which is Markdown, or a name, which becomes Markdown, in one line."""
    if isinstance(text, str):
        return _escape(text)
    return " ".join(text.markdown.split())


@functools.lru_cache(maxsize=4096)
def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def quote(sentence: str) -> str:
    """Give a sentence as a paragraph that is set apart; nothing for none."""
    return f"> {_escape(sentence)}\n\n" if sentence else ""


def write_cell(text: Text | str) -> str:
    """Give the same for a cell of a table."""
    return write_line(text).replace("|", r"\|")


def write_code(code: str) -> str:
    """Give code in one line for a cell of a table."""
    code = " ".join(code.split())
    mark = "`" * (max(map(len, _BACKTICKS.findall(code)), default=0) + 1)
    edge = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{mark}{edge}{code}{edge}{mark}".replace("|", r"\|")


def fence(code: str, language: str) -> str:
    """Give code as a block that no backticks in it end."""
    mark = "`" * max(3, max(map(len, _BACKTICKS.findall(code)), default=0) + 1)
    return f"{mark}{language}\n{code.rstrip()}\n{mark}"
