"""Builds that are killed: what is published stays or is the new state, never in between, and the next build works."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.build.pipeline import BuildOptions, build_site

_PATIENCE_SECONDS = 60

_START = """
import os, sys
from pathlib import Path
from site_builder.build import processes, publish
from site_builder.build.publish import PublishedFolder
from site_builder.outputs.links import CheckedLinks, LinkChecker

held_back = os.dup(0)  # children begin with an empty standard input

def block():
    os.write(1, b"ready\\n")
    os.read(held_back, 1)

site, jobs = sys.argv[1:]
"""

_RUN = """
from site_builder.cli import main
main(["build", "--site", site, "--jobs", jobs])
"""

_BLOCK_WHILE_STAGING = """
real_stage = PublishedFolder.stage
def stage(target, path, content):
    real_stage(target, path, content)
    if path == "en/404.html":
        block()
PublishedFolder.stage = stage
"""

_BLOCK_BEFORE_SWAP = """
PublishedFolder._swap = lambda target: block()
"""

_BLOCK_AFTER_EXCHANGE = """
real_exchange = publish._exchange
def exchange(first, second):
    assert real_exchange(first, second)
    block()
publish._exchange = exchange
"""

_BLOCK_BETWEEN_RENAMES = """
publish._exchange = lambda first, second: False
real_rename = Path.rename
def rename(path, target):
    if path.name == ".dist.staging":
        block()
    return real_rename(path, target)
Path.rename = rename
"""

_BLOCK_WHILE_MOVING = """
publish._is_little = lambda plan: True
real_move = publish._move
def move(source, target):
    real_move(source, target)
    if target.name == moved:
        block()
publish._move = move
"""

_BLOCK_WHILE_COLLECTING = """
LinkChecker.check = lambda *_: CheckedLinks((), (), (("x" * 2_000_000,),))
processes._Runs.collect = lambda runs: block()
"""


@contextmanager
def _blocked_build(site: Path, blocker: str, jobs: int) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Give a build that waits where it was told to, and the end of a pipe that closes with its last process."""
    alive, held = os.pipe()
    command = [sys.executable, "-c", _START + blocker + _RUN, str(site), str(jobs)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(held,),
        env={
            name: value for name, value in os.environ.items() if not name.startswith("COV")
        },  # it would print warnings
        start_new_session=True,
    ) as process:
        os.close(held)
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n", process.stderr and process.stderr.read().decode()
            yield process, alive
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            os.close(alive)


def _wait_until_ended(alive: int, site: Path) -> None:
    """Wait until every process of a killed build has ended and its lock is free."""
    ready, _, _ = select.select([alive], [], [], _PATIENCE_SECONDS)
    assert ready, "a process of the build is still alive"
    with (site / ".dist.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _rename_gateway(site: Path) -> None:
    path = site / "catalog/site.yaml"
    path.write_text(path.read_text().replace("Small Gateway", "Little Gateway"))


def _assert_next_build_is_right(site: Path) -> None:
    result = build_site(BuildOptions(site, site / "dist", jobs=1))
    clean = build_site(BuildOptions(site, site.parent / "clean", jobs=1))

    assert result.diagnostics == clean.diagnostics == ()
    assert _tree(site / "dist") == _tree(site.parent / "clean")
    assert sorted(path.name for path in site.iterdir()) == ["catalog", "dist", "locales"]


@pytest.mark.parametrize(
    ("blocker", "jobs"),
    [
        pytest.param(_BLOCK_WHILE_STAGING, 1, id="staging"),
        pytest.param(_BLOCK_WHILE_STAGING, 2, id="staging in a child"),
        pytest.param(_BLOCK_BEFORE_SWAP, 1, id="before the swap"),
    ],
)
def test_a_build_killed_before_the_swap_leaves_what_is_published(blocker: str, jobs: int, built_site: Path) -> None:
    """`kill -9` in the middle of a build changes nothing that is published; the next build clears up and works."""
    before = _tree(built_site / "dist")
    _rename_gateway(built_site)

    with _blocked_build(built_site, blocker, jobs) as (process, alive):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        _wait_until_ended(alive, built_site)

    assert _tree(built_site / "dist") == before
    assert (built_site / ".dist.staging").is_dir()
    _assert_next_build_is_right(built_site)


def test_a_first_build_that_is_killed_publishes_nothing(small_site: Path) -> None:
    """Where nothing was published, nothing is after the kill; the next build works."""
    with _blocked_build(small_site, _BLOCK_WHILE_STAGING, 1) as (process, alive):
        process.kill()
        process.wait()
        _wait_until_ended(alive, small_site)

    assert not (small_site / "dist").exists()
    _assert_next_build_is_right(small_site)


def test_a_build_killed_after_the_swap_has_published(built_site: Path) -> None:
    """After the exchange the new state is published whole; a build with nothing to do clears up."""
    _rename_gateway(built_site)

    with _blocked_build(built_site, _BLOCK_AFTER_EXCHANGE, 1) as (process, alive):
        process.kill()
        process.wait()
        _wait_until_ended(alive, built_site)
    result = build_site(BuildOptions(built_site, built_site / "dist", jobs=1))

    assert result.plan is not None
    assert result.plan.is_empty
    _assert_next_build_is_right(built_site)


@pytest.mark.parametrize("moved", ["404.html", "index.html", ".site-builder.json"])
def test_a_build_killed_while_it_moves_files_is_completed(moved: str, built_site: Path) -> None:
    """The next build moves the rest before it does anything else, whatever it finds in the site then."""
    _rename_gateway(built_site)
    clean = build_site(BuildOptions(built_site, built_site.parent / "expected", jobs=1))
    assert clean.is_published

    with _blocked_build(built_site, f"moved = {moved!r}\n{_BLOCK_WHILE_MOVING}", 1) as (process, alive):
        process.kill()
        process.wait()
        _wait_until_ended(alive, built_site)
    (built_site / "catalog/providers/acme.yaml").write_text("name: [")
    result = build_site(BuildOptions(built_site, built_site / "dist", jobs=1))

    assert not result.is_published
    assert _tree(built_site / "dist") == _tree(built_site.parent / "expected")
    assert sorted(path.name for path in built_site.iterdir()) == ["catalog", "dist", "locales"]


def test_a_build_killed_between_two_renames_is_undone(built_site: Path) -> None:
    """Where folders cannot be exchanged, the published one is missing for a moment; the next build brings it back."""
    before = _tree(built_site / "dist")

    def break_record() -> None:
        path = built_site / "catalog/models/acme/mini.yaml"
        path.write_text(path.read_text().replace('"0.20"', '"-0.20"'))

    _rename_gateway(built_site)
    with _blocked_build(built_site, _BLOCK_BETWEEN_RENAMES, 1) as (process, alive):
        process.kill()
        process.wait()
        _wait_until_ended(alive, built_site)
    assert not (built_site / "dist").exists()
    break_record()
    result = build_site(BuildOptions(built_site, built_site / "dist", jobs=1))

    assert not result.is_published
    assert _tree(built_site / "dist") == before
    assert sorted(path.name for path in built_site.iterdir()) == ["catalog", "dist", "locales"]


def test_children_end_with_a_killed_parent(built_site: Path) -> None:
    """When only the parent is killed, its children notice, even when full pipes hold them up, and free the lock."""
    _rename_gateway(built_site)

    with _blocked_build(built_site, _BLOCK_WHILE_COLLECTING, 3) as (process, alive):
        process.kill()
        process.wait()
        _wait_until_ended(alive, built_site)

    _assert_next_build_is_right(built_site)


@pytest.mark.parametrize("jobs", [1, 3])
def test_control_c_ends_a_build_without_a_traceback(jobs: int, built_site: Path) -> None:
    """Ctrl-C reaches all processes of a build; it ends with exit code 1, says so, and clears up."""
    before = _tree(built_site / "dist")
    _rename_gateway(built_site)

    with _blocked_build(built_site, _BLOCK_WHILE_STAGING, jobs) as (process, alive):
        os.killpg(process.pid, signal.SIGINT)
        _, written = process.communicate(timeout=_PATIENCE_SECONDS)
        assert select.select([alive], [], [], _PATIENCE_SECONDS)[0]

    assert process.returncode == 1
    assert written.decode().strip() == "Aborted!"
    assert _tree(built_site / "dist") == before
    assert sorted(path.name for path in built_site.iterdir()) == ["catalog", "dist", "locales"]


def test_two_builds_at_once_do_not_disturb_each_other(built_site: Path) -> None:
    """The second build is refused while the first one runs, and the first one then ends as if alone."""
    _rename_gateway(built_site)

    with _blocked_build(built_site, _BLOCK_WHILE_STAGING, 2) as (process, _):
        result = build_site(BuildOptions(built_site, built_site / "dist", jobs=1))
        process.communicate(timeout=_PATIENCE_SECONDS)

    assert [diagnostic.code for diagnostic in result.diagnostics] == ["build-running"]
    assert process.returncode == 0
    _assert_next_build_is_right(built_site)
