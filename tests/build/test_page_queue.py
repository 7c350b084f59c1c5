"""Pages that several processes take: each once, whoever takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest

from site_builder.build.page_queue import PageGroup, PageQueue
from site_builder.build.processes import run_tasks
from site_builder.i18n.locale import Locale
from site_builder.pages.routes import Page, PageKind

_ENGLISH = Locale("en", "en", "English")


def _groups(first: int, count: int) -> list[PageGroup]:
    return [(Page(PageKind.MODEL, str(number), _ENGLISH),) for number in range(first, first + count)]


def _keys(groups: Iterator[PageGroup]) -> list[str]:
    return [page.key for group in groups for page in group]


@pytest.mark.parametrize(("first", "second"), [(3, 4), (0, 5), (5, 0), (0, 0), (256, 1), (257, 600), (1000, 3)])
def test_one_process_takes_all_if_no_other_does(first: int, second: int) -> None:
    """In order, its own stretch first; nothing is left then."""
    queue = PageQueue([_groups(0, first), _groups(first, second)])

    taken = _keys(queue.take(1))

    assert taken == [*map(str, range(first, first + second)), *map(str, range(first))]
    assert _keys(queue.take(0)) == []


def test_a_process_that_is_done_takes_what_another_one_has_left() -> None:
    """The other one goes on behind it, and nothing is made twice."""
    queue = PageQueue([_groups(0, 3), _groups(3, 2)])
    slow, quick = queue.take(0), queue.take(1)

    order = [next(slow)[0].key, *(next(quick)[0].key for _ in range(3)), *_keys(slow), *_keys(quick)]

    assert order == ["0", "3", "4", "1", "2"]


@pytest.mark.parametrize("count", [2, 5])
def test_processes_take_each_page_once(count: int) -> None:
    """Whoever is quicker, and however the system lets them run."""
    queue = PageQueue([_groups(number * 700, 700) for number in range(count)])

    def take(own: int) -> list[str]:
        return _keys(queue.take(own))

    given = run_tasks([partial(take, own) for own in range(count)], processes=9)

    taken = Counter(key for keys in given for key in keys)
    assert set(taken.values()) == {1}
    assert sorted(map(int, taken)) == list(range(count * 700))
