"""Code samples that would send a placeholder as a key."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from site_builder.lint.rule import Example, FinishedPage, PageRule
from site_builder.lint.written_text import TextSlip

_SAMPLE = re.compile(r"<pre\b[^>]*\sdata-snippet=[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_PLACEHOLDER = re.compile(r"<YOUR[\w -]*>|\bYOUR_[A-Z_]*(?:KEY|TOKEN)\b|\bsk-(?:[xX]{3,}|\.{3}|…|YOUR)[\w-]*")


def _check(page: FinishedPage) -> Iterator[TextSlip]:
    reported = 0
    for position in sorted(_find_clues(page.html)):
        start = page.html.rfind("<pre", reported, position)
        sample = _SAMPLE.match(page.html, start) if start >= 0 else None
        end = page.html.find("</pre>", start) if sample else -1
        if sample is None or end < position:
            continue
        found = _PLACEHOLDER.search(html.unescape(_TAG.sub("", page.html[sample.end() : end])))
        reported = end
        if found:
            yield TextSlip(
                sample.start(),
                sample.end(),
                f"a code sample sends `{found[0]}` as the key",
                "read the key from the environment, so that a missing one is an error before anything is sent:"
                ' `os.environ["GATEWAY_API_KEY"]`',
            )


def _find_clues(text: str) -> Iterator[int]:
    for clue in ("YOUR", "sk-"):
        position = text.find(clue)
        while position >= 0:
            yield position
            position = text.find(clue, position + 1)


SNIPPET_KEY = PageRule(
    name="snippet-key",
    summary="Finds code samples with a placeholder where the key belongs.",
    why="Where the variable is not set, the placeholder is sent as a real key, and the error that comes back misleads.",
    bad=Example(
        "page.html",
        '<pre data-snippet="python/basic"><code>key = os.environ.get(&#34;KEY&#34;) or &#34;&lt;YOUR_KEY&gt;&#34;'
        "</code></pre>\n",
    ),
    good=Example("page.html", '<pre data-snippet="python/basic"><code>key = os.environ[&#34;KEY&#34;]</code></pre>\n'),
    check=_check,
)
