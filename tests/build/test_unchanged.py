"""A command that answers at once: when it does, and what makes it run again."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.build import checking, file_state, pipeline, unchanged
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.unchanged import Answer, LastRun
from site_builder.cli import main

_ANSWER = Answer('a "b"\nключ \udcff', "1 warning", 7, is_good=True)
_FILES = (
    "site/catalog/site.yaml",
    "site/catalog/models/acme/a.yaml",
    "site/locales/ru/locale.yaml",
    "site/templates/assets/own.css",
    "program/cli.py",
    "program/build/plan.py",
    "packaged/templates/page.html.j2",
    "packaged/locales/ru/LC_MESSAGES/ui.po",
)
_PUBLISHED = ("index.html", "ru/models/acme/a/index.html", "ru/index.html", "assets/site.css")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settled: None) -> Path:
    """Give a folder with a site, what is published, and a program, each of a few short files."""
    del settled
    for name in (*_FILES, *(f"site/dist/{path}" for path in _PUBLISHED), f"site/dist/{MANIFEST_NAME}"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("12345")
    monkeypatch.setattr(unchanged, "_PACKAGE", tmp_path / "program")
    monkeypatch.setattr(unchanged, "packaged_folder", lambda name: tmp_path / "packaged" / name)
    os.utime(tmp_path / "site/dist" / MANIFEST_NAME)
    return tmp_path


def _last(world: Path, name: str = "build") -> LastRun:
    return LastRun(world / "site", name, world / "site/dist")


def _keep(world: Path) -> None:
    _last(world).keep(_ANSWER, _PUBLISHED)


def test_what_was_said_is_said_again(world: Path) -> None:
    """Where nothing has changed, the answer is the one that was kept, letter by letter."""
    before = _last(world).recall()
    _keep(world)

    assert before is None
    assert _last(world).recall() == _ANSWER
    assert _last(world).recall() == _ANSWER


def _edit(path: Path) -> None:
    path.write_text("123456")


def _edit_secretly(path: Path) -> None:
    """Write as many letters and set the time back."""
    state = path.stat()
    path.write_text("54321")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def _remove(path: Path) -> None:
    path.unlink()


def _rename(path: Path) -> None:
    path.rename(path.with_name(f"x{path.name}"))


def _replace(path: Path) -> None:
    """Put another file with the same time in its place."""
    state = path.stat()
    other = path.with_name("other")
    other.write_text("12345")
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(path)


def _add(path: Path) -> None:
    (path.parent / "new.txt").write_text("")


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


_CHANGES = (_edit, _edit_secretly, _touch, _remove, _rename, _replace, _add, _replace_by_folder)


@pytest.mark.parametrize("change", _CHANGES)
@pytest.mark.parametrize("name", _FILES)
def test_any_change_of_an_input_makes_it_run(name: str, change: Callable[[Path], None], world: Path) -> None:
    """An input that is edited, touched, removed, renamed, replaced or added."""
    _keep(world)

    change(world / name)

    assert _last(world).recall() is None


@pytest.mark.parametrize("change", [_edit, _touch, _remove, _rename, _replace, _add, _replace_by_folder])
@pytest.mark.parametrize("name", [*_PUBLISHED, MANIFEST_NAME])
def test_any_change_of_a_published_file_makes_it_run(name: str, change: Callable[[Path], None], world: Path) -> None:
    """A published file that is edited, touched, removed or replaced, and one that does not belong there."""
    _keep(world)

    change(world / "site/dist" / name)

    assert _last(world).recall() is None


@pytest.mark.parametrize("folder", ["", "ru", "ru/models", "ru/models/acme", "ru/models/acme/a", "assets"])
def test_a_stray_file_in_any_folder_makes_it_run(folder: str, world: Path) -> None:
    """In one that holds only folders, too; and so does a stray folder."""
    _keep(world)
    (world / "site/dist" / folder / "stray").mkdir()
    with_folder = _last(world).recall()
    (world / "site/dist" / folder / "stray").rmdir()
    _keep(world)
    (world / "site/dist" / folder / "stray.txt").write_text("x")

    assert with_folder is None
    assert _last(world).recall() is None


def _drop_dist(world: Path) -> None:
    shutil.rmtree(world / "site/dist")


def _publish_elsewhere(world: Path) -> None:
    (world / "site/dist").rename(world / "moved")
    (world / "site/dist").symlink_to(world / "other")
    (world / "other").mkdir()


def _link_page(world: Path) -> None:
    page = world / "site/dist/index.html"
    page.rename(world / "moved.html")
    page.symlink_to(world / "moved.html")


def _close_page(world: Path) -> None:
    (world / "site/dist/index.html").chmod(0o600)


def _drop_templates(world: Path) -> None:
    shutil.rmtree(world / "site/templates")


@pytest.mark.parametrize("change", [_drop_dist, _publish_elsewhere, _link_page, _close_page, _drop_templates])
def test_other_changes_make_it_run(change: Callable[[Path], None], world: Path) -> None:
    """A folder that is gone or another one, a file that became a link or has other rights."""
    _keep(world)

    change(world)

    assert _last(world).recall() is None


def test_another_python_makes_it_run(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pages say may depend on it."""
    _keep(world)

    monkeypatch.setattr(sys, "version", "3.99")

    assert _last(world).recall() is None


def test_an_installation_makes_it_run(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a library changes the folder of packages."""
    packages = world / "site-packages"
    packages.mkdir()
    monkeypatch.setattr(sys, "path", [str(packages)])
    _keep(world)
    as_before = _last(world).recall()

    (packages / "jinja2-9.dist-info").mkdir()

    assert as_before == _ANSWER
    assert _last(world).recall() is None


def test_what_python_compiles_is_no_input(world: Path) -> None:
    """The first run writes it, and any other may."""
    _keep(world)

    (world / "program/__pycache__").mkdir()
    (world / "program/__pycache__/cli.pyc").write_text("x")

    assert _last(world).recall() == _ANSWER


def test_what_changes_during_a_run_counts_as_changed(world: Path) -> None:
    """The inputs are looked at before anything is read."""
    last = _last(world)
    _edit(world / _FILES[0])
    last.keep(_ANSWER, _PUBLISHED)

    assert _last(world).recall() is None


def test_a_page_that_is_edited_before_the_run_ends_is_no_right_answer(world: Path) -> None:
    """What was written after the manifest, which is published last, was not written by the run."""
    last = _last(world)
    later = (world / "site/dist" / MANIFEST_NAME).stat().st_mtime_ns + 1
    os.utime(world / "site/dist/index.html", ns=(later, later))
    last.keep(_ANSWER, _PUBLISHED)

    assert _last(world).recall() is None


def test_what_was_written_just_now_is_not_trusted(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may change again within the grain of the clock and look the same, so nothing is kept so soon."""
    monkeypatch.setattr(file_state, "_SETTLED_NANOSECONDS", 10**15)

    _keep(world)

    assert _last(world).recall() is None
    assert not (world / "cache").exists()


def test_a_link_to_a_folder_is_not_looked_behind(world: Path) -> None:
    """A site with one has no quick answer; a link to a file is followed."""
    (world / "elsewhere").mkdir()
    (world / "elsewhere/a.yaml").write_text("12345")
    (world / "site/catalog/b.yaml").symlink_to(world / "elsewhere/a.yaml")
    _keep(world)
    with_file = _last(world).recall()
    (world / "elsewhere/a.yaml").write_text("123456")
    changed = _last(world).recall()

    (world / "site/catalog/folder").symlink_to(world / "elsewhere")
    _keep(world)

    assert with_file == _ANSWER
    assert changed is None
    assert _last(world).recall() is None


def test_a_dangling_link_is_not_looked_behind(world: Path) -> None:
    """What cannot be looked at may be anything."""
    (world / "site/catalog/b.yaml").symlink_to(world / "nowhere")
    _keep(world)

    assert _last(world).recall() is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        b'{"format": 0}',
        b"[" * 100_000,
    ],
    ids=["empty", "cut off", "no text", "list", "null", "nothing", "another format", "too deep"],
)
def test_what_cannot_be_understood_is_no_answer(content: bytes, world: Path) -> None:
    """A damaged file costs time and nothing else."""
    _keep(world)
    (kept,) = (path for path in (world / "cache").rglob("*") if path.is_file())

    kept.write_bytes(content)

    assert _last(world).recall() is None
    _keep(world)
    assert _last(world).recall() == _ANSWER


@pytest.mark.parametrize("answer", [{}, [], {"text": ""}, {"text": "", "more": 1}, None])
def test_another_answer_is_no_answer(answer: object, world: Path) -> None:
    """Nor is one that lacks something."""
    _keep(world)
    (kept,) = (path for path in (world / "cache").rglob("*") if path.is_file())
    head, _, paths = kept.read_text().partition("\n")

    kept.write_text(json.dumps({**json.loads(head), "answer": answer}) + "\n" + paths)

    assert _last(world).recall() is None


def test_runs_are_told_apart(world: Path) -> None:
    """By their name and by their site."""
    _keep(world)
    shutil.copytree(world / "site", world / "copy")

    assert _last(world, "check").recall() is None
    assert LastRun(world / "copy", "build", world / "copy/dist").recall() is None


def test_a_run_that_publishes_nothing_depends_on_its_inputs(world: Path) -> None:
    """Whatever is published."""
    LastRun(world / "site", "check").keep(_ANSWER)
    shutil.rmtree(world / "site/dist")
    actual = LastRun(world / "site", "check").recall()
    _edit(world / _FILES[0])

    assert actual == _ANSWER
    assert LastRun(world / "site", "check").recall() is None


def test_nothing_is_kept_of_what_is_not_published(world: Path) -> None:
    """A path that is not there after all."""
    _last(world).keep(_ANSWER, (*_PUBLISHED, "gone.html"))

    assert _last(world).recall() is None
    assert not (world / "cache").exists()


def test_where_nothing_can_be_written_nothing_is_kept(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is no error."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(world / _FILES[0]))

    _keep(world)

    assert _last(world).recall() is None


@pytest.mark.parametrize("change", [_touch, _remove])
@pytest.mark.parametrize("name", [MANIFEST_NAME, "assets/site.css", "ru"])
def test_two_processes_see_what_one_sees(
    name: str, change: Callable[[Path], None], world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many published files each half is looked at by a process."""
    monkeypatch.setattr(unchanged, "_WORTH_FORKING", 1)
    _keep(world)
    before = _last(world).recall()

    path = world / "site/dist" / name
    if path.is_dir():
        shutil.rmtree(path)
    else:
        change(path)

    assert before == _ANSWER
    assert _last(world).recall() is None


def test_many_files_need_no_second_process(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot fork, one process looks at all."""
    monkeypatch.setattr(unchanged, "_WORTH_FORKING", 1)
    monkeypatch.delattr(os, "fork")
    _keep(world)

    assert _last(world).recall() == _ANSWER


@pytest.mark.parametrize("change", [_edit, _touch, _remove, _rename, _replace, _replace_by_folder])
@pytest.mark.parametrize("name", [*_PUBLISHED, MANIFEST_NAME])
def test_of_many_folders_only_files_are_looked_at(
    name: str, change: Callable[[Path], None], world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others put beside them is left to the next build; what happens to a file is seen as ever."""
    monkeypatch.setattr(unchanged, "_MANY_FOLDERS", 1)
    _keep(world)
    _add(world / "site/dist/ru/index.html")
    with_another = _last(world).recall()

    change(world / "site/dist" / name)

    assert with_another == _ANSWER
    assert _last(world).recall() is None


def _command(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, settled: None) -> list[str]:
    """Give what has really been run, in order."""
    del settled
    done: list[str] = []

    def record(name: str, run: Callable[..., object]) -> Callable[..., object]:
        def recorded(*arguments: object, **options: object) -> object:
            done.append(name)
            return run(*arguments, **options)

        return recorded

    monkeypatch.setattr(pipeline, "build_site", record("build", pipeline.build_site))
    monkeypatch.setattr(checking, "check_site", record("check", checking.check_site))
    return done


def _warn(site: Path) -> None:
    """Put keys of a record out of order."""
    record = "name: Quiz\nunit: percent\nmeasures: General knowledge\ndirection: higher\nmaximum: '100'\n"
    (site / "catalog/benchmarks/quiz.yaml").write_text(record)


def test_a_second_build_prints_the_same_and_does_nothing(small_site: Path, runs: list[str]) -> None:
    """Findings are said again, nothing is rendered; with `--clean` it runs, and so it does after an edit."""
    _warn(small_site)
    command = ("build", "--site", small_site, "--jobs", 1)

    first, second = _command(*command), _command(*command)
    after_two = list(runs)
    cleaned = _command(*command, "--clean")
    (small_site / "catalog/benchmarks/quiz.yaml").touch()
    touched = _command(*command)

    assert after_two == ["build"]
    assert runs == ["build"] * 3
    assert "warning[key-order]" in first.stderr
    assert first.stderr == second.stderr == cleaned.stderr == touched.stderr
    assert "74 pages, 74 rendered, 1 warning" in first.stdout
    assert "74 pages, 0 rendered, 1 warning" in second.stdout
    assert "74 pages, 74 rendered, 1 warning" in cleaned.stdout
    assert "74 pages, 0 rendered, 1 warning" in touched.stdout


def test_a_build_that_failed_runs_again(small_site: Path, runs: list[str]) -> None:
    """It has published nothing, so there is nothing to be unchanged."""
    (small_site / "catalog/providers/acme.yaml").write_text("name: [")

    first, second = (_command("build", "--site", small_site) for _ in range(2))

    assert runs == ["build", "build"]
    assert first.exit_code == second.exit_code == 1
    assert first.stderr == second.stderr


def test_folders_that_are_published_to_are_told_apart(small_site: Path, tmp_path: Path, runs: list[str]) -> None:
    """A build to another folder runs, by whatever name the same folder is called."""
    for out in (tmp_path / "a", tmp_path / "b", tmp_path / "b/../a"):
        assert _command("build", "--site", small_site, "--jobs", 1, "--out", out).exit_code == 0

    assert runs == ["build", "build"]


@pytest.mark.parametrize("report_format", ["text", "json", "github", "sarif"])
def test_a_second_check_prints_the_same(report_format: str, small_site: Path, runs: list[str]) -> None:
    """In every format, with the exit code."""
    _warn(small_site)
    (small_site / "catalog/providers/acme.yaml").write_text("name: [")

    first, second = (_command("check", "--site", small_site, "--format", report_format) for _ in range(2))

    assert runs == ["check"]
    assert (first.exit_code, first.stdout, first.stderr) == (1, second.stdout, second.stderr)


def test_what_was_kept_can_be_mended(small_site: Path, runs: list[str]) -> None:
    """`--fix` works with findings that were kept, edits included, and what it has written is checked again."""
    _warn(small_site)
    _command("check", "--site", small_site)

    fixed = _command("check", "--site", small_site, "--fix", "--yes")

    assert "check: wrote 1 change in 1 file" in fixed.stderr
    assert fixed.stdout == "check: no problems\n"
    assert runs == ["check"] * 3
