"""Which entries of a list are meant, and the one of several about the same model that is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from site_builder.authoring.first_values import title_of
from site_builder.authoring.price_lists.known_models import Identity, identity_of
from site_builder.authoring.price_lists.listed_model import ListedModel
from site_builder.authoring.price_lists.makers import NOBODY, Maker, known_maker, slug_of

_SNAPSHOT = re.compile(r"(?:-20[0-9]{2}-?[0-9]{2}-?[0-9]{2}|-[0-9]{4}|-latest)$")


@dataclass(frozen=True, slots=True)
class Selection:
    """What the user asks for.

    Attributes:
        patterns: Names of entries or ids of records, with `*` and `?`; empty for all.
        sellers: Sellers whose entries count; empty for all.
        maker: Id of the maker of models of which the list does not say who makes them.
    """

    patterns: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()
    maker: str = ""


def select_models(models: Iterable[ListedModel], selection: Selection) -> tuple[ListedModel, ...]:
    """Give the entries that are meant, in the order of the list."""
    named = (_name_maker(listed, selection.maker) for listed in models)
    return tuple(listed for listed in named if _is_meant(listed, selection))


def _name_maker(listed: ListedModel, maker_id: str) -> ListedModel:
    if listed.origin.maker != NOBODY or not maker_id:
        return listed
    maker = known_maker(maker_id) or Maker(maker_id, title_of(maker_id))
    return replace(listed, origin=replace(listed.origin, maker=maker))


def _is_meant(listed: ListedModel, selection: Selection) -> bool:
    if selection.sellers and listed.seller not in selection.sellers:
        return False
    names = names_of(listed)
    return not selection.patterns or any(
        fnmatchcase(name, pattern.lower()) for pattern in selection.patterns for name in names
    )


def names_of(listed: ListedModel) -> tuple[str, ...]:
    """Give the names an entry can be asked for by, in lower case: its own, and the ids its record would have."""
    maker = listed.origin.maker
    makers = () if maker == NOBODY else (maker.id, *maker.spellings)
    own_ids = dict.fromkeys((listed.origin.own_id.lower(), slug_of(listed.origin.own_id)))
    return (listed.list_id.lower(), *(f"{name}/{own_id}" for name in makers for own_id in own_ids))


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries of one model: the one that is taken, and the others, whose sellers only resell it."""

    taken: ListedModel
    others: tuple[ListedModel, ...]


def choose_entries(models: Sequence[ListedModel]) -> tuple[Choice, ...]:
    """Give one entry for each model: its maker's own before those of others, then the first."""
    groups: dict[Identity, list[ListedModel]] = {}
    for listed in models:
        groups.setdefault(identity_of(listed), []).append(listed)
    ordered = (sorted(group, key=lambda listed: not listed.origin.is_own) for group in groups.values())
    return tuple(Choice(first, tuple(others)) for first, *others in ordered)


def base_of_snapshot(listed: ListedModel) -> ListedModel | None:
    """Give the entry as if it had the id that a snapshot or pointer is one of; None if its id is no such."""
    base_id = _SNAPSHOT.sub("", listed.origin.own_id)
    if base_id == listed.origin.own_id:
        return None
    return replace(listed, origin=replace(listed.origin, own_id=base_id))
