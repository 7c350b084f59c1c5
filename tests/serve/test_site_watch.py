"""Watching a site: every change comes out right, however it is made."""

from __future__ import annotations

import os
import queue
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from watchfiles import Change, watch
from watchfiles.main import FileChange

from site_builder.build.file_state import FileState, state_of
from site_builder.serve import site_watch
from site_builder.serve.precedence import Precedence
from site_builder.serve.site_watch import SiteWatch

_PATIENCE_SECONDS = 20

Expect = Callable[[set[str]], None]


@pytest.fixture
def start(small_site: Path) -> Iterator[Callable[[], Expect]]:
    """Give a function that begins to watch; what it gives waits until these paths were told of, and no others."""
    stop = threading.Event()
    threads = []

    def begin() -> Expect:
        told: queue.Queue[tuple[str, ...]] = queue.Queue()
        expected: set[str] = set()
        watch = SiteWatch(Path(os.path.relpath(small_site)), Precedence())

        def follow() -> None:
            for changed in watch.changes(stop):
                told.put(changed)

        threads.append(threading.Thread(target=follow))
        threads[-1].start()

        def expect(paths: set[str]) -> None:
            seen: set[str] = set()
            while not paths <= seen:
                seen.update(told.get(timeout=_PATIENCE_SECONDS))
                assert seen <= paths | expected  # one change may be told of as two, half of a write as well as all
            expected.update(paths)

        return expect

    yield begin
    stop.set()
    for thread in threads:
        thread.join(_PATIENCE_SECONDS)
        assert not thread.is_alive()


@pytest.mark.parametrize("polling", ["", "1"])
def test_every_way_of_saving_is_noticed(
    polling: str, small_site: Path, start: Callable[[], Expect], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In place, by renaming, new, and removed; files that editors keep for themselves are passed over."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", polling)
    models = small_site / "catalog/models/acme"
    expect = start()

    (models / "mini.yaml").write_text("name: Mini")
    expect({"catalog/models/acme/mini.yaml"})
    (models / ".mini.yaml.swp").write_text("")
    (models / "mini.yaml~").write_text("")
    (models / "new").write_text("name: New")
    (models / "new").replace(models / "mini.yaml")
    expect({"catalog/models/acme/mini.yaml"})
    (small_site / "locales/ru/LC_MESSAGES/catalog.po").unlink()
    expect({"locales/ru/LC_MESSAGES/catalog.po"})
    shutil.copytree(models, models.parent / "other")
    expect({f"catalog/models/other/{path.name}" for path in models.glob("*.yaml")})


def test_folders_that_come_and_go_are_noticed(small_site: Path, start: Callable[[], Expect]) -> None:
    """A folder that was not there, one that is removed, and one that another takes the place of at once."""
    templates = small_site / "templates/partials"
    expect = start()

    templates.mkdir(parents=True)
    (templates / "footer.html.j2").write_text("1")
    expect({"templates/partials/footer.html.j2"})
    (templates / "footer.html.j2").write_text("22")
    expect({"templates/partials/footer.html.j2"})
    shutil.rmtree(templates.parent)
    expect({"templates/partials/footer.html.j2"})

    shutil.copytree(small_site / "locales", small_site / "elsewhere")
    shutil.rmtree(small_site / "locales")
    (small_site / "elsewhere").rename(small_site / "locales")
    names = {path.relative_to(small_site).as_posix() for path in (small_site / "locales").rglob("*") if path.is_file()}
    expect(names)
    (small_site / "locales/ru/LC_MESSAGES/new.po").write_text("")
    expect({"locales/ru/LC_MESSAGES/new.po"})


def test_a_link_to_another_folder_is_followed(small_site: Path, start: Callable[[], Expect]) -> None:
    """A folder may be a link; after it was made to lead elsewhere, that is watched."""
    for name in ("one", "two"):
        (small_site / name).mkdir()
        (small_site / name / "a.html.j2").write_text(name)
    (small_site / "templates").symlink_to("one")
    expect = start()

    (small_site / "link").symlink_to("two")
    (small_site / "link").replace(small_site / "templates")
    expect({"templates/a.html.j2"})
    (small_site / "two/b.html.j2").write_text("")
    expect({"templates/b.html.j2"})


def test_links_below_a_folder_are_followed(small_site: Path, start: Callable[[], Expect]) -> None:
    """Records that lie behind a link are watched like others; a link in a circle is not followed."""
    (small_site / "catalog/models/acme").rename(small_site / "elsewhere")
    (small_site / "catalog/models/acme").symlink_to(small_site / "elsewhere")
    (small_site / "catalog/models/circle").symlink_to("..")
    expect = start()

    (small_site / "elsewhere/mini.yaml").write_text("name: Mini")

    expect({"catalog/models/acme/mini.yaml"})


def test_a_site_may_begin_empty(tmp_path: Path) -> None:
    """Where nothing can be watched yet, the first file is noticed."""

    class Stop(threading.Event):
        """Somebody begins a site while the watch waits."""

        def wait(self, timeout: float | None = None) -> bool:
            (tmp_path / "catalog").mkdir()
            (tmp_path / "catalog/site.yaml").write_text("")
            return super().wait(0 * (timeout or 0))

    assert next(SiteWatch(tmp_path, Precedence()).changes(Stop())) == ("catalog/site.yaml",)


def test_nothing_is_looked_at_while_nothing_happens(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are looked at when a watch begins and when something was touched; touched may not be changed."""
    config = small_site / "catalog/site.yaml"
    looked = []

    def look(path: str) -> FileState:
        looked.append(Path(path))
        return state_of(path)

    touched = {(Change.modified, str(config))}

    def play(*_: str, **__: object) -> Iterator[set[FileChange]]:
        yield from (set(), set(), touched, set())
        config.write_text("")
        yield touched

    monkeypatch.setattr(site_watch, "state_of", look)
    monkeypatch.setattr(site_watch, "watch", play)

    assert next(SiteWatch(small_site, Precedence()).changes(threading.Event())) == ("catalog/site.yaml",)
    assert looked.count(config) == 4


def test_a_change_before_the_watch_begins_is_noticed(small_site: Path) -> None:
    """A site is looked at before it is read, so nothing is missed between reading and watching."""
    watch = SiteWatch(small_site, Precedence())
    (small_site / "catalog/site.yaml").write_text("")

    assert next(watch.changes(threading.Event())) == ("catalog/site.yaml",)


def test_a_link_that_leads_nowhere_is_a_file(small_site: Path, start: Callable[[], Expect]) -> None:
    """It is a mistake that reading reports, so it is a change."""
    expect = start()

    (small_site / "catalog/models/acme/lost.yaml").symlink_to("nowhere")

    expect({"catalog/models/acme/lost.yaml"})


def test_where_the_system_cannot_watch_files_are_looked_at(
    small_site: Path, start: Callable[[], Expect], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that has no watches left, and a folder that is gone just then, end nothing."""
    failures = [FileNotFoundError("gone"), OSError("no space left on device")]
    forced: queue.Queue[bool | None] = queue.Queue()

    def fail(*folders: str, force_polling: bool | None, **options: Any) -> Iterator[Any]:  # noqa: ANN401
        forced.put(force_polling)
        if failures:
            raise failures.pop(0)
        return watch(*folders, force_polling=force_polling, **options)

    monkeypatch.setattr(site_watch, "watch", fail)
    expect = start()

    (small_site / "catalog/site.yaml").write_text("")

    expect({"catalog/site.yaml"})
    assert [forced.get(timeout=_PATIENCE_SECONDS) for _ in range(3)] == [None, None, True]
