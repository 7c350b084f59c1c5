"""Writes how far the languages of a site are: for people as text, for programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from site_builder.authoring.translation_status import LanguageStatus, UnfinishedText
from site_builder.i18n.coverage import Coverage

_FEW = 10
"""Entries of a list that are shown unless all are wanted."""
_NAMED_PAGES = 3
_HEADINGS = ("translated", "stale", "missing", "total", "")


def format_status(statuses: Sequence[LanguageStatus], *, is_verbose: bool) -> str:
    """Give a table of counts, then what is stale and which pages are not whole.

    Args:
        statuses: One per language.
        is_verbose: Whether to name every page and every missing text too, and nothing is cut short.
    """
    domains = [(f"{item.tag} {name}", counts) for item in statuses for name, counts in item.domains.items()]
    sections = [_table("language", domains)] if domains else ["There is nothing to translate."]
    for status in statuses:
        sections += _describe_language(status, is_verbose=is_verbose)
    return "\n\n".join(sections)


def format_status_json(statuses: Iterable[LanguageStatus]) -> str:
    """Give everything as JSON: `languages`, each with `domains`, `pages` and the unfinished `texts`."""
    languages = [
        {
            "locale": status.tag,
            "domains": {name: _counts(coverage) for name, coverage in status.domains.items()},
            "pages": {name: _counts(coverage) for name, coverage in status.pages.items()},
            "texts": [_describe_text(text) for text in status.texts],
        }
        for status in statuses
    ]
    return json.dumps({"languages": languages}, ensure_ascii=False, indent=2)


def _counts(coverage: Coverage) -> dict[str, int]:
    return {**asdict(coverage), "missing": coverage.missing, "percent": coverage.percent}


def _describe_text(text: UnfinishedText) -> dict[str, object]:
    described = asdict(text)
    is_stale = described.pop("is_stale")
    return {"state": "stale" if is_stale else "missing", **described}


def _describe_language(status: LanguageStatus, *, is_verbose: bool) -> Iterator[str]:
    """Give the paragraphs about a language: its stale texts, its missing ones if wanted, its pages."""
    stale = [text for text in status.texts if text.is_stale]
    missing = [text for text in status.texts if not text.is_stale]
    if stale:
        yield _list_texts(f"{status.tag}: {len(stale)} stale", stale, is_verbose=is_verbose)
    if missing and is_verbose:
        yield _list_texts(f"{status.tag}: {len(missing)} missing", missing, is_verbose=True)
    if status.pages:
        yield _list_pages(status, is_verbose=is_verbose)


def _list_texts(title: str, texts: Sequence[UnfinishedText], *, is_verbose: bool) -> str:
    shown = texts if is_verbose else texts[:_FEW]
    lines = [title]
    for text in shown:
        lines.append(
            f"  {text.places[0] if text.places else text.domain}: {_quote(text.source, is_verbose=is_verbose)}"
        )
        if text.previous:
            lines.append(f"    was: {_quote(text.previous, is_verbose=is_verbose)}")
        lines.append(f"    on: {_name_pages(text, is_verbose=is_verbose)}")
        lines += [f"    also: {place}" for place in text.places[1:] if is_verbose]
    return "\n".join([*lines, *_cut_note(len(texts) - len(shown), "text")])


def _list_pages(status: LanguageStatus, *, is_verbose: bool) -> str:
    unfinished = [(name, counts) for name, counts in status.pages.items() if not counts.is_complete]
    head = f"{status.tag}: {len(status.pages) - len(unfinished)} of {len(status.pages)} pages are whole"
    rows = list(status.pages.items()) if is_verbose else unfinished[:_FEW]
    if not rows:
        return head
    cut = 0 if is_verbose else len(unfinished) - len(rows)
    return "\n".join([head, _table("page", rows), *_cut_note(cut, "page")])


def _table(title: str, rows: Sequence[tuple[str, Coverage]]) -> str:
    cells: list[tuple[str, ...]] = [(title, *_HEADINGS)]
    for name, counts in rows:
        numbers = (counts.translated, counts.stale, counts.missing, counts.total)
        cells.append((name, *map(str, numbers), f"{counts.percent} %"))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in cells
    )


def _name_pages(text: UnfinishedText, *, is_verbose: bool) -> str:
    if not text.pages:
        return "any page"
    shown = text.pages if is_verbose else text.pages[:_NAMED_PAGES]
    more = len(text.pages) - len(shown)
    return ", ".join(shown) + (f" and {more} more pages" if more > 1 else " and 1 more page" if more else "")


def _quote(text: str, *, is_verbose: bool) -> str:
    line = " ".join(text.split())
    return f"“{line if is_verbose or len(line) <= _LINE else f'{line[: _LINE - 1]}…'}”"


_LINE = 100


def _cut_note(count: int, noun: str) -> list[str]:
    return [f"  … and {count} more {noun}{'' if count == 1 else 's'}: see --verbose"] if count else []
