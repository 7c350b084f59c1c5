"""Images of a page without words for those who do not see them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from site_builder.lint.rule import Example, FinishedPage, PageRule
from site_builder.lint.written_text import TextSlip

_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\salt="([^"]*)"')
_FILE_OR_ID = re.compile(
    r"\S+\.(?i:png|jpe?g|gif|svg|webp|avif)|[a-z0-9]+(?:[-_][a-z0-9]+)+|(?i:image|img|photo|logo|icon)[0-9]*"
)


def _check(page: FinishedPage) -> Iterator[TextSlip]:
    if "<img" not in page.html:
        return
    for image in _IMAGE.finditer(page.html):
        alt = _ALT.search(image[0])
        words = html.unescape(alt[1]).strip() if alt else ""
        if alt is None:
            yield _slip(image, "an image has no `alt`")
        elif _FILE_OR_ID.fullmatch(words):
            yield _slip(image, f"the words for an image are a file name or an id: `{words}`")


def _slip(image: re.Match[str], message: str) -> TextSlip:
    fix = 'say in the template what the image shows, e.g. `alt="Price per month"`; write `alt=""` for decoration'
    return TextSlip(image.start(), image.end(), message, fix)


IMAGE_ALT = PageRule(
    name="image-alt",
    summary="Finds images without words for those who do not see them, or with a file name in the place of words.",
    why="A screen reader reads the address of the image out instead, or the file name, and neither says what it shows.",
    bad=Example("page.html", '<p><img src="/assets/steps.png" alt="steps-image"></p>\n'),
    good=Example("page.html", '<p><img src="/assets/steps.png" alt="Where the console shows the key"></p>\n'),
    check=_check,
)
