"""Which pages search engines are told of, in which languages, and when what they say last changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.pages.pairs import list_pairs
from site_builder.pages.routes import PageKind, Subject, list_subjects

if TYPE_CHECKING:
    from site_builder.pages.context import ViewContext

_NOT_OFFERED = frozenset(
    {PageKind.NOT_FOUND, PageKind.ROOT_NOT_FOUND, PageKind.CHOOSER, PageKind.REDIRECT, PageKind.MODEL_ROWS}
)
"""Pages that answer a wrong address, lead to another page, or are a part of one."""


@dataclass(frozen=True, slots=True)
class OfferedPage:
    """A page in all languages it is truly translated into.

    Attributes:
        kind: What it shows.
        key: Short id of its record.
        tags: Those languages, in the order of the language switch; with none, nobody is told of it.
        updated: When the facts of its records last changed; None for a page that collects many.
    """

    kind: PageKind
    key: str
    tags: tuple[str, ...]
    updated: dt.date | None


def list_offered(context: ViewContext) -> tuple[OfferedPage, ...]:
    """Give every page that search engines may be told of, in the order of the site.

    Args:
        context: The catalog as any locale sees it.
    """
    newest = _newest_by_provider(context.catalog)
    return tuple(_offer(context, newest, kind, key) for kind, key in _list_candidates(context))


def count_offered(context: ViewContext) -> int:
    """Give how many these are, without asking in which languages."""
    return len(_list_candidates(context))


def _list_candidates(context: ViewContext) -> tuple[Subject, ...]:
    subjects = list_subjects(context.catalog, context.locales)
    return tuple(subject for subject in subjects if subject[0] not in _NOT_OFFERED)


def _offer(context: ViewContext, newest: Mapping[str, dt.date], kind: PageKind, key: str) -> OfferedPage:
    tags = tuple(item.tag for item in context.locales if context.is_translated(kind, key, item))
    return OfferedPage(kind, key, tags, _find_updated(context.catalog, newest, kind, key))


def _newest_by_provider(catalog: Catalog) -> Mapping[str, dt.date]:
    newest: dict[str, dt.date] = {}
    for key, model in catalog.models.items():
        provider = provider_of(key)
        newest[provider] = max(newest.get(provider, model.updated), model.updated)
    return newest


def _find_updated(catalog: Catalog, newest: Mapping[str, dt.date], kind: PageKind, key: str) -> dt.date | None:
    match kind:
        case PageKind.MODEL | PageKind.MODEL_CODE:
            return catalog.models[key].updated
        case PageKind.PAIR:
            return max(catalog.models[other].updated for other in list_pairs(catalog)[key])
        case PageKind.PROVIDER:
            return newest.get(key)
    return None
