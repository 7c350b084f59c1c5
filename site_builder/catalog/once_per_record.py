"""Remembers what was found out about records, from one reading of a site to the next.

Most records are the same objects after an edit (`build/record_memory.py`), so a preview of 5,000 models walks one of
them, not all: a second less.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

from site_builder.records.base import Record

_K = TypeVar("_K", bound=str)
_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


def once_per_record(find: Callable[[_K, _R], _T]) -> Callable[[_K, _R], _T]:
    """Let a function of a record remember, for each id, what it gave for the latest record; safe for many threads.

    Any id will do that is one record's for this function: the whole one, or a model's key.
    """
    known: dict[_K, tuple[_R, _T]] = {}

    @functools.wraps(find)
    def find_once(record_id: _K, record: _R) -> _T:
        latest = known.get(record_id)  # asked once: another thread may replace it in the next moment
        if latest is not None and latest[0] is record:
            return latest[1]
        found = find(record_id, record)
        known[record_id] = record, found
        return found

    return find_once
