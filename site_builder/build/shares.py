"""Which process makes which pages.

A page in all its locales belongs to one process, one right after the other: what is the same in all of them is made
once, see `neutral_pages.py`. Pages that show the whole catalog belong to one as well, which then makes fewer of the
others: so only one process needs the cards of all models. Of 1,000 models, that takes 4 % off the CPU time and 80 MB
off the memory. Of the other kinds each gets a stretch, those that are alike together, so that few parts are made twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from site_builder.build.workers import Share
from site_builder.pages.routes import Page, PageKind

_OF_ALL = {
    PageKind.CATALOG: 40.0,
    PageKind.MODEL_LIST: 5.0,
    PageKind.MODEL_ROWS: 10.0,
    PageKind.PROVIDER: 7.0,
    PageKind.PRICING: 70.0,
    PageKind.LANDSCAPE: 70.0,
    PageKind.TRANSLATIONS: 40.0,
    PageKind.COMPARE: 25.0,
}
"""Kinds of pages that show the whole catalog, or a great part of it."""
_OF_ONE = {PageKind.MODEL: 6.5, PageKind.PAIR: 2.5, PageKind.MODEL_CODE: 2.0}
_OTHER, _FILE = 0.1, 60.0
"""How long a page takes in three locales, and a file that is no page, in milliseconds; only the proportion matters."""

_Group = tuple[Page, ...]
"""A page in all its locales."""


def plan_shares(share: Share, count: int) -> tuple[Share, ...]:
    """Give the shares of a number of processes."""
    groups = _group(share)
    of_all = sum(cost * len(groups.get(kind, ())) for kind, cost in _OF_ALL.items()) + _FILE * len(share.files)
    of_one = sum(_OF_ONE.get(kind, _OTHER) * len(found) for kind, found in groups.items() if kind not in _OF_ALL)
    fair = (of_all + of_one) / count
    is_together = of_all <= fair
    room = [fair - of_all if is_together else fair, *(fair for _ in range(1, count))]
    parts: list[list[Page]] = [[] for _ in range(count)]
    for number, (kind, found) in enumerate(groups.items()):
        is_whole = is_together and kind in _OF_ALL
        owners = itertools.repeat(0, len(found)) if is_whole else _owners(len(found), room, number)
        for owner, group in zip(owners, found, strict=True):
            parts[owner] += group
    files = [share.files, *(() for _ in parts[1:])] if is_together else [share.files[n::count] for n in range(count)]
    return tuple(replace(share, pages=tuple(part), files=made) for part, made in zip(parts, files, strict=True))


def _group(share: Share) -> Mapping[PageKind, list[_Group]]:
    """Give the pages by kind; those of a kind that are alike stand together."""
    kinds: dict[PageKind, dict[str, list[Page]]] = {}
    for page in share.pages:
        kinds.setdefault(page.kind, {}).setdefault(page.key, []).append(page)
    return {
        kind: [tuple(groups[key]) for _, key in sorted((share.renderer.find_alike(kind, key), key) for key in groups)]
        for kind, groups in kinds.items()
    }


def _owners(length: int, room: list[float], number: int) -> Iterator[int]:
    """Give the number of the process that gets each of some groups: a stretch each, in proportion to its room.

    Args:
        length: How many groups there are.
        room: How much time each process has.
        number: Of the kind, so that the few of several kinds do not all go to the first process.
    """
    count, total = len(room), sum(room)
    if length < count:
        yield from ((number + place) % count for place in range(length))
        return
    owner, taken = 0, room[0]
    for place in range(length):
        while owner < count - 1 and (place + 0.5) / length * total > taken:
            owner += 1
            taken += room[owner]
        yield owner
