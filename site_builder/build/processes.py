"""Runs tasks at the same time, each in a process of its own, and collects what they give.

Processes are forked, so that a task sees all that is known when it starts and nothing has to be sent to it. Where the
system cannot fork, tasks run one after the other.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import multiprocessing
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection, wait
from typing import Any

from site_builder.build.errors import BuildError

Task = Callable[[], Iterable[Any]]
"""Gives its results one by one; may raise `BuildError` and `OSError`, which reach the caller of `run_tasks`."""

_BATCH = 64
"""Results per message: a message costs 20 µs whatever is in it."""


def usable_processes(jobs: int, most: int) -> int:
    """Give how many processes to use.

    Args:
        jobs: How many were asked for; 0 for one per core.
        most: How many have enough to do.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return max(1, min(jobs or multiprocessing.cpu_count(), most))


def run_tasks(
    tasks: Iterable[Task], *, forked: bool, report: Callable[[int, int], None] = lambda _task, _count: None
) -> list[list[Any]]:
    """Give the results of every task, in the order of the tasks.

    Args:
        tasks: What to do. A task begins as soon as it is given, so what the next ones need can be got ready meanwhile.
        forked: Whether each gets a process; otherwise they run one after the other.
        report: Told the number of a task and how many more results it has given.

    Raises:
        BuildError: A task raised it.
        OSError: A task raised it, or its process was ended from outside.
        RuntimeError: A task has a bug; the text is its traceback.
    """
    if forked:
        return _run_forked(tasks, report)
    results = []
    for number, task in enumerate(tasks):
        given = []
        for result in task():
            given.append(result)
            report(number, 1)
        results.append(given)
    return results


def _run_forked(tasks: Iterable[Task], report: Callable[[int, int], None]) -> list[list[Any]]:
    context = multiprocessing.get_context("fork")
    processes, readers = [], []
    try:
        for task in tasks:
            reader, writer = context.Pipe(duplex=False)
            readers.append(reader)
            process = context.Process(target=_work, args=(task, writer, tuple(readers)), daemon=True)
            process.start()
            processes.append(process)
            writer.close()
        results = _collect(readers, report)
        for process in processes:
            process.join()
    finally:
        for process in processes:
            process.terminate()
            process.join()
    return results


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
    sender = _Sender(writer)
    try:
        results = iter(task())
        while batch := list(itertools.islice(results, _BATCH)):
            sender.send(batch)
        sender.send_last(None)
    except (BuildError, OSError) as error:
        sender.send_last(error)
    except Exception:  # noqa: BLE001 - a bug in the child becomes a bug with its traceback in the parent
        sender.send_last(traceback.format_exc())


_FIRST, _MORE, _LAST = b"*", b"+", b"."
"""What a message begins with: results that stand for themselves, such as refer to earlier ones, or the last message."""

_REMEMBERED = 32
"""Messages after which a sender forgets what it has sent, all of which it keeps until then.

Of 5,000 models, all processes together take 2.1 instead of 2.4 GB.
"""


class _Sender:
    """Sends results; an object that several of them have is sent once, and is one object where it arrives.

    Pages have most of their anchors, and of what they say of others, in common: of 5,000 models, the process that
    collects them takes 0.14 GB less.
    """

    def __init__(self, writer: Connection) -> None:
        self._writer = writer
        self._buffer = io.BytesIO()
        self._pickler = pickle.Pickler(self._buffer, pickle.HIGHEST_PROTOCOL)  # remembers what it has written
        self._sent = 0

    def send(self, results: list[Any]) -> None:
        """Send results, and refer to what was sent before."""
        is_first = self._sent % _REMEMBERED == 0
        if is_first:
            self._pickler.clear_memo()
        self._sent += 1
        self._buffer.seek(0)
        self._buffer.truncate()
        self._buffer.write(_FIRST if is_first else _MORE)
        self._pickler.dump(results)
        self._writer.send_bytes(self._buffer.getvalue())

    def send_last(self, message: Exception | str | None) -> None:
        """Send what stands for itself, even if results could not be written."""
        self._writer.send_bytes(_LAST + pickle.dumps(message))


class _Receiver:
    """Receives what a `_Sender` sends."""

    def __init__(self, reader: Connection) -> None:
        self._reader = reader
        self._buffer = io.BytesIO()
        self._unpickler = pickle.Unpickler(self._buffer)  # noqa: S301 - of our own process

    def receive(self) -> list[Any] | Exception | None:
        """Give results of a task, or what went wrong, or None at its end."""
        try:
            received = self._reader.recv_bytes()
        except EOFError:
            return OSError("a process of the build was ended from outside")
        if received.startswith(_LAST):
            last: Exception | str | None = pickle.loads(received[len(_LAST) :])  # noqa: S301 - of our own process
            return RuntimeError(last) if isinstance(last, str) else last  # a text is the traceback of a bug
        self._buffer.seek(0)
        self._buffer.truncate()
        self._buffer.write(received)
        self._buffer.seek(1)
        if received.startswith(_FIRST):
            self._unpickler = pickle.Unpickler(self._buffer)  # noqa: S301 - the same; remembers what it has read
        results: list[Any] = self._unpickler.load()
        return results


def _collect(readers: list[Connection], report: Callable[[int, int], None]) -> list[list[Any]]:
    """Collect until all tasks have ended, or one has failed and none before it can: so the same one is told always."""
    results: list[list[Any]] = [[] for _ in readers]
    waiting = dict(zip(readers, range(len(readers)), strict=True))
    receivers = [_Receiver(reader) for reader in readers]
    failures: dict[int, Exception] = {}
    while waiting and min(waiting.values()) < min(failures, default=len(readers)):
        ready = wait(list(waiting))
        for reader in [reader for reader in waiting if reader in ready]:
            number = waiting[reader]
            message = receivers[number].receive()
            if isinstance(message, list):
                results[number] += message
                report(number, len(message))
            else:
                del waiting[reader]
                if message is not None:
                    failures[number] = message
    if failures:
        raise failures[min(failures)]
    return results
