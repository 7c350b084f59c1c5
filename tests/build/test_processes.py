"""Tasks in one or several processes: what comes back, and what happens to failures."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import pickle
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import pytest

from site_builder.build import processes, result_pipes
from site_builder.build.errors import BuildError
from site_builder.build.processes import run_tasks, usable_processes
from site_builder.diagnostics import Diagnostic, Span

_PATIENCE_SECONDS = 60
_PROBLEM = Diagnostic("template-error", Span("a.j2", 3), "no such filter", "it cannot be used", "mend it")


def _count(start: int, end: int) -> Iterator[int]:
    yield from range(start, end)


def _fail(failure: BaseException) -> Iterator[int]:
    yield 1
    raise failure


@pytest.mark.parametrize("forked", [False, True])
def test_results_come_in_the_order_of_the_tasks(*, forked: bool) -> None:
    """Each task has its own results in their order, however many there are, and whoever ends first."""
    tasks = [partial(_count, 0, 1000), partial(_count, 5, 5), partial(_count, 1000, 1001)]

    actual = run_tasks(tasks, processes=9 if forked else 1)

    assert actual == [list(range(1000)), [], [1000]]
    assert multiprocessing.active_children() == []


def _give_alike(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    alike = (word, "b")
    for number in range(500):
        yield str(number), alike


def test_what_results_have_in_common_is_one_object() -> None:
    """Across all messages of a task, so that many results take little memory; of each task for itself."""
    tasks = [partial(_give_alike, word) for word in "ac"]

    actual = run_tasks(tasks, processes=9)

    assert actual == [list(_give_alike(word)) for word in "ac"]
    assert [len({id(alike) for _, alike in results}) for results in actual] == [1, 1]


def _give_lambda() -> Iterator[object]:
    yield from range(100)
    yield ("x", lambda: None)


def test_many_results_arrive_whatever_is_forgotten_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was sent before a sender forgets is sent again, and is another object then."""
    monkeypatch.setattr(processes, "_BATCH", 1)
    monkeypatch.setattr(result_pipes, "_REMEMBERED", 3)
    anchors = ("overview", "faq")

    def give() -> Iterator[tuple[int, tuple[str, ...]]]:
        yield from ((number, anchors) for number in range(8))

    (given,) = run_tasks([give], processes=9)

    assert given == [(number, anchors) for number in range(8)]
    assert [first[1] is second[1] for first, second in itertools.pairwise(given)] == [True, True, False] * 2 + [True]


def test_results_that_cannot_be_sent_are_a_bug_with_a_traceback() -> None:
    """Whatever was written of them before."""
    with pytest.raises(RuntimeError, match="pickle"):
        run_tasks([_give_lambda], processes=9)


@pytest.mark.parametrize("forked", [False, True])
def test_no_tasks_give_no_results(*, forked: bool) -> None:
    """There is nothing to wait for."""
    assert run_tasks([], processes=9 if forked else 1) == []


@pytest.mark.parametrize("forked", [False, True])
def test_every_result_is_told(*, forked: bool) -> None:
    """What is told of a task adds up to its results, batch by batch."""
    told: list[tuple[int, int]] = []

    run_tasks(
        [partial(_count, 0, 130), partial(_count, 0, 3)],
        processes=9 if forked else 1,
        report=lambda *step: told.append(step),
    )

    batches = {task: [count for number, count in told if number == task] for task in (0, 1)}
    assert batches == ({0: [64, 64, 2], 1: [3]} if forked else {0: [1] * 130, 1: [1] * 3})


@pytest.mark.parametrize("forked", [False, True])
def test_tasks_of_a_relay_give_their_results_together(*, forked: bool) -> None:
    """One after the other, as if they were one task; a relay without tasks gives none."""
    told: list[tuple[int, int]] = []
    relay = (partial(_count, 0, 100), partial(_count, 100, 100), partial(_count, 100, 103))

    actual = run_tasks(
        [iter(relay), iter(()), partial(_count, 5, 6), iter(relay[:1])],
        processes=9 if forked else 1,
        report=lambda *step: told.append(step),
    )

    assert actual == [list(range(103)), [], [5], list(range(100))]
    assert {number: sum(count for task, count in told if task == number) for number in range(4)} == {
        0: 103,
        1: 0,
        2: 1,
        3: 100,
    }
    assert multiprocessing.active_children() == []


def test_each_task_of_a_relay_has_a_process_of_its_own() -> None:
    """What one keeps ends with it, and the next begins when it has ended."""
    kept: list[int] = []

    def task() -> Iterator[tuple[int, tuple[int, ...]]]:
        yield os.getpid(), tuple(kept)
        kept.append(1)

    (given,) = run_tasks([iter((task, task, task))], processes=9)

    assert len({process for process, _ in given} - {os.getpid()}) == 3
    assert [seen for _, seen in given] == [()] * 3


@pytest.mark.parametrize("forked", [False, True])
def test_a_relay_ends_with_the_task_that_fails(*, forked: bool, tmp_path: Path) -> None:
    """What would come after it does not begin."""

    def leave() -> Iterator[int]:
        (tmp_path / "begun").touch()
        yield 1

    with pytest.raises(BuildError, match="no such filter"):
        run_tasks(
            [iter((partial(_count, 0, 9), partial(_fail, BuildError(_PROBLEM)), leave))], processes=9 if forked else 1
        )

    assert not (tmp_path / "begun").exists()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_a_relay_that_is_given_twice_is_dealt_out(processes: int) -> None:
    """Each takes the next task when it has done one, so that every task is done once."""
    relay = iter([partial(_count, start, start + 2) for start in range(0, 20, 2)])

    given = run_tasks([relay, relay], processes=processes)

    assert sorted(itertools.chain(*given)) == list(range(20))
    assert next(relay, None) is None


def test_no_more_processes_are_at_work_than_wanted(tmp_path: Path) -> None:
    """Those that have to wait begin when another one has ended, in their order."""

    def look(number: int) -> Iterator[int]:
        mark = tmp_path / str(number)
        mark.touch()
        time.sleep(0.05)
        yield len(list(tmp_path.iterdir()))
        mark.unlink()

    seen = run_tasks([partial(look, number) for number in range(7)], processes=2)

    assert max(itertools.chain(*seen)) <= 2
    assert len(list(itertools.chain(*seen))) == 7


def test_nothing_begins_after_a_failure(tmp_path: Path) -> None:
    """Neither the next task of another relay nor one that waits."""

    def leave() -> Iterator[int]:
        (tmp_path / "begun").touch()
        yield 1

    def wait_for_failure() -> Iterator[int]:
        time.sleep(2)
        yield 1

    with pytest.raises(BuildError, match="no such filter"):
        run_tasks([iter((wait_for_failure, leave)), partial(_fail, BuildError(_PROBLEM)), leave], processes=2)

    assert not (tmp_path / "begun").exists()
    assert multiprocessing.active_children() == []


def test_a_task_sees_what_is_known_when_it_starts() -> None:
    """A child is a copy of its parent; what it changes stays its own."""
    known = {"a": 1}

    def task() -> Iterator[dict[str, int]]:
        known["b"] = 2
        yield known

    assert run_tasks([task, task], processes=9) == [[{"a": 1, "b": 2}]] * 2
    assert known == {"a": 1}


@pytest.mark.parametrize("forked", [False, True])
def test_a_build_error_reaches_the_caller(*, forked: bool) -> None:
    """It stops all processes, with its diagnostic."""
    with pytest.raises(BuildError, match="no such filter") as caught:
        run_tasks([partial(_count, 0, 9), partial(_fail, BuildError(_PROBLEM))], processes=9 if forked else 1)

    assert caught.value.diagnostic == _PROBLEM
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("forked", [False, True])
def test_a_disk_error_reaches_the_caller(*, forked: bool) -> None:
    """What the system refuses a child is what the parent raises."""
    with pytest.raises(OSError, match="No space left on device") as caught:
        run_tasks([partial(_fail, OSError(28, "No space left on device"))], processes=9 if forked else 1)

    assert caught.value.errno == 28
    assert multiprocessing.active_children() == []


def test_a_bug_in_a_child_shows_its_traceback() -> None:
    """A bug is not hidden: the parent raises with the traceback of the child."""
    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*test_processes\.py.*KeyError: 'the bug'"):
        run_tasks([partial(_count, 0, 9), partial(_fail, KeyError("the bug"))], processes=9)

    assert multiprocessing.active_children() == []


def test_a_bug_in_the_only_process_is_raised_as_it_is() -> None:
    """Nothing is between it and the caller."""
    with pytest.raises(KeyError, match="the bug"):
        run_tasks([partial(_fail, KeyError("the bug"))], processes=1)


def test_a_result_that_cannot_be_sent_is_a_bug() -> None:
    """The traceback says so; nobody waits for ever."""

    def task() -> Iterator[object]:
        yield lambda: None

    with pytest.raises(RuntimeError, match=r"(?i)pickle"):
        run_tasks([task], processes=9)


def test_a_killed_child_is_an_error() -> None:
    """A child that the system kills, for want of memory perhaps, is an error and no endless wait."""

    def die() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(OSError, match="a process of the build was ended from outside"):
        run_tasks([partial(_count, 0, 9), die], processes=9)

    assert multiprocessing.active_children() == []


def test_children_are_ended_when_the_caller_gives_up() -> None:
    """Ctrl-C reaches the parent alone; no child outlives it."""

    def interrupt(_task: int, _count: int) -> None:
        raise KeyboardInterrupt

    def wait() -> Iterator[int]:
        yield 1
        signal.pause()

    with pytest.raises(KeyboardInterrupt):
        run_tasks([partial(_count, 0, 1), wait], processes=9, report=interrupt)

    assert multiprocessing.active_children() == []


def test_a_process_that_cannot_be_started_ends_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system refuses another process, those already started are ended."""
    context = multiprocessing.get_context("fork")
    real_start, started = context.Process.start, []

    def start(process: multiprocessing.Process) -> None:
        started.append(process)
        if len(started) == 3:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        real_start(process)

    monkeypatch.setattr(context.Process, "start", start)

    with pytest.raises(BlockingIOError):
        run_tasks([partial(_count, 0, 9)] * 4, processes=9)

    assert len(started) == 3
    assert multiprocessing.active_children() == []


_ORPHANS = """
import os, signal, sys
from site_builder.build.processes import run_tasks

def work():
    while True:
        yield "x" * 100_000

def report(task, count):
    os.write(1, b"ready\\n")
    sys.stdin.read()

run_tasks([work, work, work], processes=9, report=report)
"""


def test_children_end_with_a_killed_parent() -> None:
    """When only the parent is killed, its children notice as soon as they send something, and end without a word."""
    alive, held = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", _ORPHANS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(held,),
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
        start_new_session=True,
    ) as process:
        os.close(held)
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"ready\n"

        process.kill()
        ready, _, _ = select.select([alive], [], [], _PATIENCE_SECONDS)
        if not ready:
            os.killpg(process.pid, signal.SIGKILL)

        assert ready, "a child is still alive"
        assert process.stderr.read() == b""
    os.close(alive)


@pytest.mark.parametrize(
    ("jobs", "most", "expected"), [(0, 9, 5), (0, 2, 2), (3, 100, 3), (8, 2, 2), (1, 100, 1), (4, 0, 1)]
)
def test_the_number_of_processes_fits_the_work(
    jobs: int, most: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All cores are used when there is enough to do, never more processes than have something to do."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1, 2, 3, 6}, raising=False)

    assert usable_processes(jobs, most) == expected


def test_where_no_cores_are_assigned_all_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every system can leave a process some of its cores only."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(multiprocessing, "cpu_count", lambda: 5)

    assert usable_processes(0, 100) == 5


def test_without_fork_one_process_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot fork there is one process."""
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])

    assert usable_processes(4, 100) == 1


class _Writer:
    """Keeps what a child sends; after that its parent is gone."""

    def __init__(self, messages: int = 9) -> None:
        self.sent: list[object] = []
        self._messages = messages

    def send_bytes(self, message: bytes) -> None:
        if len(self.sent) == self._messages:
            raise BrokenPipeError
        self.sent.append(pickle.loads(message[1:]))  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("failure", "kind"),
    [(BuildError(_PROBLEM), BuildError), (OSError(28, "No space left"), OSError), (KeyError("x"), str)],
)
def test_a_child_sends_what_went_wrong(failure: Exception, kind: type) -> None:
    """A child ends with one message about its failure: the error itself, or the traceback of a bug."""
    writer = _Writer()

    processes._send_results(partial(_fail, failure), cast("Connection", writer))  # noqa: SLF001 - runs in a child

    assert [type(message) for message in writer.sent] == [kind]


def test_a_child_sends_batches_and_an_end() -> None:
    """The last message says that nothing follows."""
    writer = _Writer()

    processes._send_results(partial(_count, 0, 65), cast("Connection", writer))  # noqa: SLF001 - runs in a child

    assert writer.sent == [list(range(64)), [64], None]


def test_a_child_whose_parent_is_gone_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    """It closes the ends it has inherited, ignores Ctrl-C, and says nothing."""
    ignored: list[object] = []
    monkeypatch.setattr(signal, "signal", lambda *handler: ignored.append(handler))
    inherited, other = multiprocessing.Pipe()

    processes._work(  # noqa: SLF001 - runs in a child
        partial(_count, 0, 200), cast("Connection", _Writer(1)), (inherited,)
    )

    assert inherited.closed
    assert ignored == [(signal.SIGINT, signal.SIG_IGN)]
    other.close()


def test_a_build_error_survives_the_way_between_processes() -> None:
    """It reads as its message, and keeps its diagnostic."""
    error = pickle.loads(pickle.dumps(BuildError(_PROBLEM)))  # noqa: S301 - our own bytes

    assert str(error) == "no such filter"
    assert error.diagnostic == _PROBLEM
