"""Emoji and decoration in titles and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.diagnostics import Severity
from site_builder.lint.rule import Example, TextRule
from site_builder.lint.written_text import TextSlip, WrittenText

_DECORATION = re.compile(
    "[\U0001f000-\U0001faff\U0001f1e6-\U0001f1ff\u2600-\u27bf\u2b00-\u2bff\u25a0-\u25ff\u231a-\u23ff"
    "\u2022\u203b\u3030\u303d\u2605\u2606]\ufe0f?(?:\u200d.\ufe0f?)*"
)


def _check(text: WrittenText) -> Iterator[TextSlip]:
    if text.form != "plain" or text.prose.isascii():
        return
    for match in _DECORATION.finditer(text.prose):
        start, end = match.span()
        if not start:
            end += len(text.text[end:]) - len(text.text[end:].lstrip())
        elif text.text[start - 1] == " ":
            start -= 1
        yield TextSlip(
            start,
            end,
            f"`{match[0]}` decorates a title: {text.quote(*match.span())}",
            "remove it; a style sheet decorates titles, where that is wanted",
            replacement="",
        )


HEADING_EMOJI = TextRule(
    name="heading-emoji",
    summary="Finds emoji and decoration in titles, labels and names.",
    why="Screen readers read the name of every emoji out, and tables of contents and search results show it as noise.",
    bad=Example(
        "catalog/models/acme/mini.yaml", "highlights:\n  - title: 🚀 Speed\n    text: The first word comes at once.\n"
    ),
    good=Example(
        "catalog/models/acme/mini.yaml", "highlights:\n  - title: Speed\n    text: The first word comes at once.\n"
    ),
    severity=Severity.WARNING,
    fixes=True,
    check=_check,
)
