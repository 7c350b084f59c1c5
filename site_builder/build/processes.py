"""Runs tasks, some at the same time, each in a process of its own, and collects what they give.

Processes are forked, so that a task sees all that is known when it starts and nothing has to be sent to it. Where the
system cannot fork, tasks run one after the other.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from site_builder.build.errors import BuildError
from site_builder.build.result_pipes import ResultReceiver, ResultSender

Task = Callable[[], Iterable[Any]]
"""Gives its results one by one; may raise `BuildError` and `OSError`, which reach the caller of `run_tasks`."""

Relay = Iterator[Task]
"""Tasks that run one after the other, each in a process of its own: what one keeps in memory ends with it.

Of the same relay given several times, each takes the next task when it has done one.
"""

Work = Task | Relay
"""What a process does, or several do one after the other."""

_BATCH = 64
"""Results per message: a message costs 20 µs whatever is in it."""


def usable_processes(jobs: int, most: int) -> int:
    """Give how many processes to use.

    Args:
        jobs: How many were asked for; 0 for one per core that this process may use.
        most: How many have enough to do.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return max(1, min(jobs or _usable_cores(), most))


def _usable_cores() -> int:
    """Give how many cores this process may use: a container or a batch system may leave it a few of many."""
    affinity = getattr(os, "sched_getaffinity", None)  # macOS has none
    return multiprocessing.cpu_count() if affinity is None else len(affinity(0))


def run_tasks(
    tasks: Iterable[Work], *, processes: int, report: Callable[[int, int], None] = lambda _task, _count: None
) -> list[list[Any]]:
    """Give the results of every task, or of all tasks of a relay, in the order of what was given.

    Args:
        tasks: What to do. Each begins as soon as it is given and a process is free, so that what the next ones need
            can be got ready meanwhile.
        processes: How many may be at work; with one, tasks run in this process, one after the other.
        report: Told the number of a task or relay, and how many more results it has given.

    Raises:
        BuildError: A task raised it.
        OSError: A task raised it, or its process was ended from outside.
        RuntimeError: A task has a bug; the text is its traceback.
    """
    relays = (iter((task,)) if callable(task) else task for task in tasks)
    if processes > 1:
        runs = _Runs(processes, report)
        try:
            for relay in relays:
                runs.add(relay)
            runs.collect()
        finally:
            runs.stop()
        return runs.results
    results = []
    for number, relay in enumerate(relays):
        given = []
        for result in itertools.chain.from_iterable(task() for task in relay):
            given.append(result)
            report(number, 1)
        results.append(given)
    return results


@dataclass(frozen=True, slots=True)
class _Run:
    """A task at work."""

    process: BaseProcess
    reader: Connection
    receiver: ResultReceiver


@dataclass(slots=True)
class _Runs:
    """Relays at work, and those that wait until one of these has ended.

    More at once than there are cores would end no sooner, and have more in memory: 1.5 GB for 5,000 models.

    Attributes:
        most: How many may be at work.
        report: Told what comes in.
        results: What each relay has given, by its number.
        left: The tasks of each that have not begun.
        at_work: The task of each that has.
        waiting: The numbers of those that have not begun at all.
    """

    most: int
    report: Callable[[int, int], None]
    results: list[list[Any]] = field(default_factory=list)
    left: list[Iterator[Task]] = field(default_factory=list)
    at_work: dict[int, _Run] = field(default_factory=dict)
    waiting: deque[int] = field(default_factory=deque)

    def add(self, relay: Relay) -> None:
        """Start the first task of a relay, now or when another relay has ended."""
        self.waiting.append(len(self.left))
        self.results.append([])
        self.left.append(relay)
        self._start_waiting()

    def collect(self) -> None:
        """Collect until all have ended, or one has failed and none before it can: so the same one is told always.

        Raises:
            Exception: What a task raised.
        """
        failures: dict[int, Exception] = {}
        while self.at_work and min(self.at_work) < min(failures, default=len(self.left)):
            ready = wait([run.reader for run in self.at_work.values()])
            for number, run in sorted(self.at_work.items()):
                if run.reader in ready:
                    message = run.receiver.receive()
                    if isinstance(message, list):
                        self.results[number] += message
                        self.report(number, len(message))
                    elif message is None:
                        self._end(number)
                        if not failures:
                            self._start_next(number)
                    else:
                        self._end(number)
                        failures[number] = message
            if not failures:
                self._start_waiting()
        if failures:
            raise failures[min(failures)]

    def stop(self) -> None:
        """End all that are still at work."""
        for run in self.at_work.values():
            run.process.terminate()
        for number in list(self.at_work):
            self._end(number)

    def _start_waiting(self) -> None:
        while self.waiting and len(self.at_work) < self.most:
            self._start_next(self.waiting.popleft())

    def _start_next(self, number: int) -> None:
        """Start the next task of a relay, if there is one."""
        for task in itertools.islice(self.left[number], 1):
            context = multiprocessing.get_context("fork")
            reader, writer = context.Pipe(duplex=False)
            with writer:
                inherited = (reader, *(run.reader for run in self.at_work.values()))
                process = context.Process(target=_work, args=(task, writer, inherited), daemon=True)
                process.start()
            self.at_work[number] = _Run(process, reader, ResultReceiver(reader))

    def _end(self, number: int) -> None:
        """Wait for the end of a task that has nothing more to say."""
        run = self.at_work.pop(number)
        run.process.join()
        run.reader.close()


def _work(task: Task, writer: Connection, inherited: tuple[Connection, ...]) -> None:
    """Run a task in a child process and send what it gives; end quietly if the parent is gone.

    Args:
        task: What to do.
        writer: Where to send its results.
        inherited: Ends of pipes that only the parent reads; while a child has them open too, no child
            would notice that the parent was killed, and each would wait for ever, with the lock of the build.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends its children
    for reader in inherited:
        reader.close()
    with contextlib.suppress(BrokenPipeError):
        _send_results(task, writer)


def _send_results(task: Task, writer: Connection) -> None:
    """Send the results of a task in batches, then None; or what went wrong."""
    sender = ResultSender(writer)
    try:
        results = iter(task())
        while batch := list(itertools.islice(results, _BATCH)):
            sender.send(batch)
        sender.send_last(None)
    except (BuildError, OSError) as error:
        sender.send_last(error)
    except Exception:  # noqa: BLE001 - a bug in the child becomes a bug with its traceback in the parent
        sender.send_last(traceback.format_exc())
