"""The published folder: locks, staging, the swap, and what is refused."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from site_builder.build import publish
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.plan import BuildPlan
from site_builder.build.publish import PublishedFolder, PublishError
from site_builder.outputs.artifact import Artifact

_REAL_FLOCK = fcntl.flock
_NOTHING_KEPT = BuildPlan((), (), ())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a published folder with one page and a manifest."""
    folder = tmp_path / "dist"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "index.html").write_text("old")
    (folder / MANIFEST_NAME).write_text("{}")
    return folder


def _publish(folder: Path, **files: str) -> None:
    target = PublishedFolder(folder)
    with target.locked():
        target.start_staging()
        for name, content in files.items():
            target.stage(f"{name}.html", content.encode())
        target.stage(MANIFEST_NAME, b"{}")
        target.publish(_NOTHING_KEPT)


def _artifacts(*paths: str) -> tuple[Artifact, ...]:
    return tuple(Artifact(path, {}) for path in paths)


def _content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


def test_swap_replaces_the_whole_folder(out: Path) -> None:
    """After the swap exactly the staged files are published, and nothing is left beside them."""
    _publish(out, index="new")

    assert _content(out) == {MANIFEST_NAME: "{}", "index.html": "new"}
    assert _leftovers(out) == []


def test_first_publish_makes_the_folder_and_its_parents(tmp_path: Path) -> None:
    """A folder that does not exist is made."""
    _publish(tmp_path / "a" / "b" / "dist", index="new")

    assert _content(tmp_path / "a" / "b" / "dist")["index.html"] == "new"


def _no_exchange(_first: Path, _second: Path) -> bool:
    return False


def test_swap_works_where_folders_cannot_be_exchanged(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two renames do where the file system has no exchange."""
    monkeypatch.setattr(publish, "_exchange", _no_exchange)

    _publish(out, index="new")

    assert _content(out) == {MANIFEST_NAME: "{}", "index.html": "new"}
    assert _leftovers(out) == []


def test_a_swap_that_fails_half_way_is_undone(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second of two renames fails, the published folder is back."""
    monkeypatch.setattr(publish, "_exchange", _no_exchange)
    before, real_rename = _content(out), Path.rename

    def fail_second(path: Path, to: Path) -> Path:
        if path.name == ".dist.staging":
            raise OSError(errno.EIO, "Input/output error")
        return real_rename(path, to)

    monkeypatch.setattr(Path, "rename", fail_second)

    with pytest.raises(OSError, match="Input/output error"):
        _publish(out, index="new")

    assert _content(out) == before
    assert _leftovers(out) == []


def test_a_swap_killed_half_way_is_undone_by_the_next_build(out: Path) -> None:
    """A folder that a killed build had moved away is brought back before anything else is done."""
    before = _content(out)
    out.rename(out.parent / ".dist.retired")
    (out.parent / ".dist.staging").mkdir()

    with PublishedFolder(out).locked():
        actual = _content(out)

    assert actual == before
    assert _leftovers(out) == []


def test_leftovers_of_a_killed_build_are_removed(out: Path) -> None:
    """Staging folders of a build that was killed are removed, even by a build with nothing to do."""
    before = _content(out)
    for name in (".dist.staging", ".dist.retired"):
        (out.parent / name / "en").mkdir(parents=True)

    with PublishedFolder(out).locked():
        pass

    assert _content(out) == before
    assert _leftovers(out) == []


@pytest.mark.parametrize("failure", [AttributeError, OSError])
def test_exchange_is_not_needed_from_the_system(
    failure: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A C library without the call, or none at all, means that folders cannot be exchanged, not an error."""

    class Library:
        def __init__(self, _name: None) -> None:
            if failure is OSError:
                raise OSError

    monkeypatch.setattr("site_builder.build.publish.ctypes.CDLL", Library)

    assert publish._exchange(tmp_path / "a", tmp_path / "b") is False  # noqa: SLF001 - what the system lacks


def test_an_exchange_that_the_file_system_refuses_is_reported(tmp_path: Path) -> None:
    """Where the kernel cannot exchange two folders, the answer is no."""
    assert publish._exchange(tmp_path / "a", tmp_path / "b") is False  # noqa: SLF001 - neither folder exists


def test_kept_files_are_the_published_ones(out: Path) -> None:
    """A kept file is not copied: it is the same file, with its time."""
    before = (out / "en" / "index.html").stat()
    target = PublishedFolder(out)

    with target.locked():
        target.start_staging()
        target.publish(BuildPlan((), _artifacts("en/index.html"), ()))
    after = (out / "en" / "index.html").stat()

    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_kept_files_are_copied_where_links_are_impossible(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Across devices, or where there are no hard links, a copy with the same time does."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    before = (out / "en" / "index.html").stat()
    target = PublishedFolder(out)

    with target.locked():
        target.start_staging()
        target.publish(BuildPlan((), _artifacts("en/index.html"), ()))
    after = (out / "en" / "index.html").stat()

    assert after.st_mtime_ns == before.st_mtime_ns
    assert after.st_ino != before.st_ino
    assert _content(out) == {"en/index.html": "old"}


def test_published_files_have_the_usual_rights(tmp_path: Path) -> None:
    """Files and folders get what the umask allows, so that a web server of another user can read them."""
    old_mask = os.umask(0o027)
    try:
        _publish(tmp_path / "dist", index="new")
    finally:
        os.umask(old_mask)

    assert (tmp_path / "dist").stat().st_mode & 0o777 == 0o750
    assert (tmp_path / "dist" / "index.html").stat().st_mode & 0o777 == 0o640


def test_sizes_leave_out_the_manifest(out: Path) -> None:
    """Every published file is listed with its size in bytes, however deep; the manifest is not."""
    (out / "en" / "deep").mkdir()
    (out / "en" / "deep" / "é.txt").write_bytes(b"12345")
    os.utime(out / MANIFEST_NAME)

    for known in ([], ["en/index.html", "en/deep/é.txt"], ["en/index.html", "en/deep/é.txt", "en/gone.html"]):
        assert PublishedFolder(out).sizes(known) == {"en/index.html": 3, "en/deep/é.txt": 5}


def _age(out: Path) -> None:
    """Set all times back as a build leaves them: those of files and folders first, that of the manifest last."""
    then = out.stat().st_mtime_ns - 10**10
    for path in (*out.rglob("*"), out):
        os.utime(path, ns=(then, then))
    os.utime(out / MANIFEST_NAME, ns=(then + 1, then + 1))


def test_sizes_of_a_missing_folder_are_none(tmp_path: Path) -> None:
    """There is nothing published before the first build."""
    assert PublishedFolder(tmp_path / "dist").sizes(()) == {}
    assert PublishedFolder(tmp_path / "dist").sizes(("index.html",)) == {}


def test_files_written_after_the_manifest_are_not_as_published(out: Path) -> None:
    """An edit that keeps the size is noticed by its time."""
    written = (out / MANIFEST_NAME).stat().st_mtime_ns + 1
    os.utime(out / "en" / "index.html", ns=(written, written))

    assert PublishedFolder(out).sizes(("en/index.html",)) == {"en/index.html": -1}
    assert PublishedFolder(out).sizes(()) == {"en/index.html": -1}


def test_links_in_the_published_folder_are_not_as_published(out: Path) -> None:
    """A link to a file or folder was not made by a build."""
    _age(out)
    (out / "link.html").symlink_to(out / "en" / "index.html")
    (out / "folder").symlink_to(out / "en")
    (out / "dangling").symlink_to("nowhere")
    for known in ([], ["en/index.html"]):
        sizes = PublishedFolder(out).sizes(known)
        assert sizes == {"en/index.html": 3, "link.html": -1, "folder": -1, "dangling": -1}


def test_files_behind_a_link_are_not_published(out: Path) -> None:
    """A folder that was moved away and linked is a link, and what it holds is not there."""
    _age(out)
    (out / "en").rename(out.parent / "moved")
    (out / "en").symlink_to(out.parent / "moved")

    assert PublishedFolder(out).sizes(["en/index.html"]) == {"en": -1}


@pytest.mark.parametrize("folder", ["", "en", "en/models", "en/models/acme"])
def test_stray_files_are_found_in_any_folder(folder: str, out: Path) -> None:
    """Beside what is known, in folders that hold only folders, and in folders of their own."""
    (out / "en/models/acme").mkdir(parents=True)
    (out / "en/models/acme/a.html").write_text("a")
    _age(out)
    known = ["en/index.html", "en/models/acme/a.html"]
    (out / folder / "new").mkdir()
    (out / folder / "new/stray.txt").write_text("stray")
    (out / folder / "stray.txt").write_text("stray")

    found = PublishedFolder(out).sizes(known).keys()

    prefix = f"{folder}/" if folder else ""
    assert found == {*known, f"{prefix}new/stray.txt", f"{prefix}stray.txt"}


def test_folders_that_have_not_changed_are_not_listed(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large site that would take most of the time."""
    _age(out)

    def refuse(*_: object) -> None:
        pytest.fail("a folder is listed")

    monkeypatch.setattr(os, "scandir", refuse)

    assert PublishedFolder(out).sizes(["en/index.html"]) == {"en/index.html": 3}


@pytest.mark.parametrize("large", [0, 2_000], ids=["moved in", "exchanged"])
def test_no_folder_has_changed_after_a_build(large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However files were published, the next build need not list any folder."""
    monkeypatch.setattr(publish, "_LARGE", large)
    names = [f"en/page{number}" for number in range(20)]
    folder = tmp_path / "dist"
    _publish(folder, **dict.fromkeys(names, "old"))
    target = PublishedFolder(folder)
    kept = _artifacts(*(f"{name}.html" for name in names[1:]))
    changed = Artifact(f"{names[0]}.html", {})

    with target.locked():
        target.start_staging()
        target.stage(changed.path, b"new")
        target.stage(MANIFEST_NAME, b"{}")
        target.publish(BuildPlan(((changed, "record changed"),), kept, ()))

    monkeypatch.setattr(os, "scandir", lambda _: pytest.fail("a folder is listed"))
    known = [changed.path, *(artifact.path for artifact in kept)]
    assert target.sizes(known) == dict.fromkeys(known, 3)


def test_a_changed_folder_is_listed_once(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not those below it that have not changed: a large site has thousands."""
    (out / "en/models/acme").mkdir(parents=True)
    (out / "en/models/acme/a.html").write_text("a")
    _age(out)
    (out / "stray.txt").write_text("stray")
    listed: list[str] = []
    scan = os.scandir

    def note(path: str) -> object:
        listed.append(os.path.relpath(path, out))
        return scan(path)

    monkeypatch.setattr(os, "scandir", note)

    assert PublishedFolder(out).sizes(["en/index.html", "en/models/acme/a.html"]).keys() == {
        "en/index.html",
        "en/models/acme/a.html",
        "stray.txt",
    }
    assert listed == ["."]


def _holds_site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def _holds_site_above(tmp_path: Path) -> Path:
    return tmp_path


def _is_root(_tmp_path: Path) -> Path:
    return Path("/")


def _is_file(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("mine")
    return tmp_path / "file"


def _is_fifo(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "fifo")
    return tmp_path / "fifo"


def _is_foreign(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("mine")
    return tmp_path / "home"


def _is_linked_site(tmp_path: Path) -> Path:
    (tmp_path / "link").symlink_to(tmp_path / "site")
    return tmp_path / "link"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_holds_site, "out-holds-site"),
        (_holds_site_above, "out-holds-site"),
        (_is_root, "out-holds-site"),
        (_is_linked_site, "out-holds-site"),
        (_is_file, "out-not-a-folder"),
        (_is_fifo, "out-not-a-folder"),
        (_is_foreign, "out-not-ours"),
    ],
)
def test_what_is_not_ours_is_refused(make: Callable[[Path], Path], code: str, tmp_path: Path) -> None:
    """A folder that holds the site or foreign files, and what is no folder, is never replaced."""
    site = tmp_path / "site"
    site.mkdir()
    target = PublishedFolder(make(tmp_path))

    with pytest.raises(PublishError) as caught:
        target.refuse_foreign(site)

    assert caught.value.code == code
    assert caught.value.fix


def test_an_empty_or_published_folder_is_accepted(out: Path) -> None:
    """A folder of ours may be replaced, with whatever has been put into it; so may an empty one, or none."""
    site, empty = out.parent / "site", out.parent / "empty"
    site.mkdir()
    empty.mkdir()
    (out / "note.txt").write_text("added later")

    for folder in (out, empty, out.parent / "none", site / "dist"):
        PublishedFolder(folder).refuse_foreign(site)


def test_the_lock_keeps_a_second_build_out(out: Path) -> None:
    """While one build runs, another one of the same folder is refused, and the first one's staging is left alone."""
    target = PublishedFolder(out)

    with target.locked():
        target.start_staging()
        with pytest.raises(PublishError) as caught, PublishedFolder(out).locked():
            pytest.fail("the second build got the lock")
        assert target.staging.is_dir()

    assert caught.value.code == "build-running"
    assert _leftovers(out) == []


def test_the_lock_is_free_afterwards(out: Path) -> None:
    """A build that failed gives the lock back."""
    with pytest.raises(KeyboardInterrupt), PublishedFolder(out).locked():
        raise KeyboardInterrupt

    with PublishedFolder(out).locked():
        pass


def test_a_lock_whose_file_was_removed_meanwhile_is_taken_again(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock on a file that its owner removed while we waited would keep nobody out, so it is taken on the new one."""
    lock_path = out.parent / ".dist.lock"
    attempts = []

    def race(lock: int, operation: int) -> None:
        attempts.append(operation)
        _REAL_FLOCK(lock, operation)
        if len(attempts) == 1:
            lock_path.unlink()
        if len(attempts) == 2:
            lock_path.unlink()
            lock_path.touch()

    monkeypatch.setattr(publish, "fcntl", SimpleNamespace(flock=race, LOCK_EX=fcntl.LOCK_EX, LOCK_NB=fcntl.LOCK_NB))

    with PublishedFolder(out).locked(), pytest.raises(PublishError), PublishedFolder(out).locked():
        pytest.fail("the second build got the lock")

    assert len(attempts) == 4


def test_staging_is_never_followed_through_a_link(out: Path) -> None:
    """A link in the place of the staging folder stops the build; what it leads to is untouched."""
    victim = out.parent / "victim"
    victim.mkdir()
    (victim / "letter.txt").write_text("mine")
    (out.parent / ".dist.staging").symlink_to(victim)

    with pytest.raises(FileExistsError):
        _publish(out, index="new")

    assert _content(victim) == {"letter.txt": "mine"}
    assert _content(out)["en/index.html"] == "old"
    shutil.rmtree(victim)


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a published folder that counts as large, with many kept pages."""
    monkeypatch.setattr(publish, "_LARGE", 10)
    folder = tmp_path / "dist"
    for path in _KEPT:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("kept")
    for path in (*_REMOVED, "en/b/old.html"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("old")
    (folder / MANIFEST_NAME).write_text("old")
    return folder


_KEPT = tuple(f"en/{number}/index.html" for number in range(90))
_REMOVED = ("en/gone/deep/index.html", "line\nbreak.html", "en/\udcff.html", "en/1/note.txt")
_NEW = {"en/b/old.html": "new", "en/new/index.html": "new", "index.html": "new"}
_PLAN = BuildPlan(tuple((artifact, "new") for artifact in _artifacts(*_NEW)), _artifacts(*_KEPT), _REMOVED)
_EXPECTED = {**dict.fromkeys(_KEPT, "kept"), **_NEW, MANIFEST_NAME: "new"}


def _publish_few(folder: Path, plan: BuildPlan = _PLAN) -> None:
    target = PublishedFolder(folder)
    with target.locked():
        target.start_staging()
        for path, content in {**_NEW, MANIFEST_NAME: "new"}.items():
            target.stage(path, content.encode())
        target.publish(plan)


def _kept_states(folder: Path) -> list[tuple[int, int]]:
    states = [(folder / path).stat() for path in _KEPT]
    return [(state.st_ino, state.st_ctime_ns) for state in states]


def test_few_files_of_a_large_site_are_moved_in(large: Path) -> None:
    """Files that are kept are not touched at all; what is removed goes, with the folders that are empty then."""
    before = _kept_states(large)

    _publish_few(large)

    assert _content(large) == _EXPECTED
    assert _kept_states(large) == before
    assert not (large / "en/gone").exists()
    assert _leftovers(large) == []


@pytest.mark.parametrize("keep", [10, 30])
def test_otherwise_a_site_is_published_in_one_step(keep: int, large: Path) -> None:
    """A small site always, and a large one of which more than a tenth is new."""
    plan = BuildPlan(_PLAN.stale, _PLAN.kept[:keep], _PLAN.removed)
    before = large.stat().st_ino

    _publish_few(large, plan)

    assert _content(large) == {**dict.fromkeys(_KEPT[:keep], "kept"), **_NEW, MANIFEST_NAME: "new"}
    assert large.stat().st_ino != before


def test_a_large_site_that_is_not_there_is_published_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nothing to move files into."""
    monkeypatch.setattr(publish, "_LARGE", -1)

    _publish_few(tmp_path / "dist", BuildPlan((), (), ()))

    assert _content(tmp_path / "dist") == {**_NEW, MANIFEST_NAME: "new"}


class _Killed(BaseException):
    """Ends a build where it stands: nothing after it is cleared up."""


def _steps(monkeypatch: pytest.MonkeyPatch, last: int) -> list[str]:
    """Let a build be killed after a number of changes of the disk; give what they are."""
    done: list[str] = []

    def counted(name: str, act: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **options: object) -> object:
            if len(done) >= last:
                raise _Killed
            done.append(name)
            return act(*arguments, **options)

        return step

    for name in ("rename", "replace", "unlink", "rmdir", "mkdir"):
        monkeypatch.setattr(Path, name, counted(name, getattr(Path, name)))
    monkeypatch.setattr(shutil, "rmtree", counted("rmtree", shutil.rmtree))
    return done


def test_a_build_killed_between_any_two_moves_is_completed_by_the_next(large: Path, tmp_path: Path) -> None:
    """After each step the next build finds the new state whole; before the first one, the old state."""
    before, number, is_over = _content(large), 0, False
    while not is_over:
        folder = shutil.copytree(large, tmp_path / f"run{number}/dist")
        with pytest.MonkeyPatch.context() as patch:
            target = PublishedFolder(folder)
            target.start_staging()
            for path, content in {**_NEW, MANIFEST_NAME: "new"}.items():
                target.stage(path, content.encode())
            steps = _steps(patch, number)
            try:
                target.publish(_PLAN)
                is_over = True
            except _Killed:
                pass
        with target.locked():
            actual = _content(folder)

        assert actual == (_EXPECTED if number else before), steps
        assert _leftovers(folder) == []
        number += 1

    assert steps.count("replace") == 4
    assert number > 10


def test_a_folder_in_the_place_of_a_page_is_replaced(large: Path) -> None:
    """Whatever was put there, the page that belongs there or nothing is there afterwards."""
    for path in ("en/b/old.html", "en/gone/deep/index.html"):
        (large / path).unlink()
        (large / path / "stray").mkdir(parents=True)

    _publish_few(large)

    assert _content(large) == _EXPECTED
    assert not (large / "en/gone").exists()


def test_a_link_in_the_place_of_a_page_is_replaced(large: Path, tmp_path: Path) -> None:
    """What it leads to is left alone."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("mine")
    for path in ("en/b/old.html", "line\nbreak.html"):
        (large / path).unlink()
        (large / path).symlink_to(tmp_path / "mine")

    _publish_few(large)

    assert _content(large) == _EXPECTED
    assert not any(path.is_symlink() for path in large.rglob("*"))
    assert _content(tmp_path / "mine") == {"letter.txt": "mine"}


def test_a_pending_folder_of_nothing_is_cleared_away(out: Path) -> None:
    """A killed build may have left it when all was moved."""
    before = _content(out)
    (out.parent / ".dist.pending/en").mkdir(parents=True)

    with PublishedFolder(out).locked():
        pass

    assert _content(out) == before
    assert _leftovers(out) == []


def test_a_file_is_written_whole_even_if_the_system_takes_it_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write may end before its last byte; what is left is written by the next one."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, bytes(content[:3])))
    target = PublishedFolder(tmp_path / "dist")
    target.start_staging()

    target.stage("en/a/b/index.html", "ключи".encode())

    assert (target.staging / "en/a/b/index.html").read_text(encoding="utf-8") == "ключи"


def test_a_folder_that_another_process_makes_meanwhile_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of one folder are written by several processes."""
    target = PublishedFolder(tmp_path / "dist")
    target.start_staging()
    make = os.mkdir

    def make_twice(path: str) -> None:
        make(path)
        make(path)

    monkeypatch.setattr(os, "mkdir", make_twice)

    target.stage("en/a/index.html", b"x")

    assert (target.staging / "en/a/index.html").read_bytes() == b"x"
