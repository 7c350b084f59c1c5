"""The page of a code: what it means, why, and an example; the same text is in `docs/diagnostics/`."""

from __future__ import annotations

import functools

from site_builder.defaults import packaged_folder

PAGES_FOLDER = "docs/diagnostics"


@functools.cache
def find_page(code: str) -> str | None:
    """Give the page of a code or of a rule, in Markdown; None if there is no such code."""
    path = packaged_folder(PAGES_FOLDER) / f"{code}.md"
    return path.read_text(encoding="utf-8") if code in known_codes() else None


@functools.cache
def known_codes() -> tuple[str, ...]:
    """Give every code and every rule that has a page, sorted."""
    return tuple(sorted(path.stem for path in packaged_folder(PAGES_FOLDER).glob("[a-z]*.md")))
