"""Localized prose on its way to a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Prose of a record as one locale shows it, still in Markdown.

    Attributes:
        markdown: The prose, e.g. `Send images as `inlineData`.`
        lang: BCP 47 tag of the language it is in, when that is not the page's own:
            an untranslated text falls back to the source language and says so.
    """

    markdown: str
    lang: str | None = None
