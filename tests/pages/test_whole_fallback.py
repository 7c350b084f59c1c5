"""What belongs together falls back together: on every page of this repository, partly translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from site_builder.catalog.loader import load_catalog
from site_builder.catalog.prose import find_prose
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.i18n.text import Text
from site_builder.pages.api import OperationView, PathVariableView
from site_builder.pages.chrome import AssetsView
from site_builder.pages.comparison import ComparisonRowView
from site_builder.pages.context import ViewContext
from site_builder.pages.errors import ErrorView
from site_builder.pages.facts import FactView
from site_builder.pages.model_page import QuestionView
from site_builder.pages.onboarding import TitledTextView
from site_builder.pages.page_prose import prose_pages
from site_builder.pages.page_views import build_view
from site_builder.pages.parameters import ParameterView
from site_builder.pages.routes import Page
from site_builder.pages.scores import BenchmarkRowView, RelativeScoreView

_ROOT = Path(__file__).parents[2]
_ROWS = (
    BenchmarkRowView,
    ComparisonRowView,
    ErrorView,
    OperationView,
    ParameterView,
    PathVariableView,
    QuestionView,
    RelativeScoreView,
    TitledTextView,
)
"""Rows of tables, and pairs; a specification has a label of the interface or one of the record."""


def _partly_translated(period: int) -> ViewContext:
    """Give a locale in which one text in so many is not translated."""
    catalog = load_catalog(_ROOT).catalog
    assert catalog is not None
    sources = sorted({use.source for use in find_prose(catalog)})
    german = Locale("de", "de", "Deutsch")
    translated = (source for number, source in enumerate(sources) if number % period)
    prose = replace(no_messages(), singular={source: f"‹{source}›" for source in translated})
    assets = AssetsView("/a.css", "/a.js", "/s.js", "/t.js", "/c.js", "/i.svg")
    return ViewContext(catalog, Localizer(german, "en", no_messages(), prose), (german,), assets)


def _groups(part: object) -> Iterator[tuple[str, set[str | None]]]:
    """Give each row and each list of texts below a part, with the languages in it."""
    if isinstance(part, tuple):
        if part and all(isinstance(item, Text | TitledTextView) for item in part):
            yield f"list of {type(part[0]).__name__}", set(_languages(part))
        for item in part:
            yield from _groups(item)
    elif is_dataclass(part) and not isinstance(part, Text):
        if isinstance(part, _ROWS) or (isinstance(part, FactView) and part.id.startswith("fact-")):
            yield type(part).__name__, set(_languages(part))
        for field in fields(part):
            yield from _groups(getattr(part, field.name))


def _languages(part: object) -> Iterator[str | None]:
    if isinstance(part, Text):
        if part.markdown and (part.lang or part.markdown.startswith("‹")):  # not a word of the interface
            yield part.lang
    elif isinstance(part, tuple):
        for item in part:
            yield from _languages(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _languages(getattr(part, field.name))


def test_rows_pairs_and_lists_are_in_one_language_each() -> None:
    """No row, pair or list mixes languages, and each kind of them was seen in both."""
    seen: dict[str, set[str | None]] = {}

    mixed = []
    for context in map(_partly_translated, (2, 5)):
        for kind, key in prose_pages(context.catalog):
            for name, languages in _groups(build_view(context, Page(kind, key, context.locale))):
                seen.setdefault(name, set()).update(languages)
                if len(languages) > 1:
                    mixed.append((kind, key, name))

    assert mixed == []
    assert {name for name, languages in seen.items() if languages == {None, "en"}} >= {
        "BenchmarkRowView",
        "ErrorView",
        "OperationView",
        "ParameterView",
        "QuestionView",
        "list of Text",
    }
