"""Cells, buttons and links of a page that say what they say by an icon alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.lint.rule import Example, FinishedPage, PageRule
from site_builder.lint.written_text import TextSlip

_LAST_ICON = re.compile(r"</svg>\s*</(td|th|dd|button|a|summary)>")
_NAMED = re.compile(r'\saria-label(?:ledby)?="[^"]|\stitle="[^"]|<title>')
_TAG = re.compile(r"<[^>]*>")


def _check(page: FinishedPage) -> Iterator[TextSlip]:
    for match in _LAST_ICON.finditer(page.html):
        opened = [*re.finditer(rf"<{match[1]}\b", page.html[max(0, match.start() - _LONGEST) : match.start()])]
        if not opened:
            continue
        start = max(0, match.start() - _LONGEST) + opened[-1].start()
        element = page.html[start : match.end()]
        if not _TAG.sub("", element).strip() and not _NAMED.search(element):
            yield TextSlip(
                start,
                match.end(),
                f"an element `{match[1]}` consists of an icon only",
                "write the words beside the icon; class `visually-hidden` keeps them out of sight",
            )


_LONGEST = 1000
"""An element that says something is longer than this only with words in it."""

ICON_ONLY = PageRule(
    name="icon-only",
    summary="Finds cells, buttons and links of a page that are an icon without words or an accessible name.",
    why="It is lost when the page is read out, copied, searched or turned into text.",
    bad=Example("page.html", '<table>\n<tr><td><svg><use href="#check"/></svg></td></tr>\n</table>\n'),
    good=Example("page.html", '<table>\n<tr><td><svg><use href="#check"/></svg>Yes</td></tr>\n</table>\n'),
    check=_check,
)
