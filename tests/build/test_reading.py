"""Reading the records of a site: what comes from the cache, what is read again, and that nobody can tell."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import file_state, reading
from site_builder.build.cache_folder import cache_file
from site_builder.build.inputs import read_site
from site_builder.build.reading import read_catalog
from site_builder.build.record_cache import PackedRecord
from site_builder.build.record_memory import RecordMemory
from site_builder.catalog.loader import LoadedCatalog, ReadRecord, load_catalog, read_record
from site_builder.catalog.record_files import RecordFile

_MINI = "catalog/models/acme/mini.yaml"
_ALL = {"site.yaml", "providers/acme.yaml", "protocols/acme-chat.yaml", "benchmarks/quiz.yaml"}
_ALL |= {"models/acme/mini.yaml", "models/acme/large.yaml"}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, settled: None) -> list[str]:
    """Give the files that are parsed, as they are; what was read is kept at once."""
    del settled
    parsed: list[str] = []

    def record(site_folder: Path, source: RecordFile) -> ReadRecord:
        parsed.append(source.relative)
        return read_record(site_folder, source)

    monkeypatch.setattr(reading, "read_record", record)
    return parsed


def _assert_same(actual: LoadedCatalog, site: Path) -> None:
    """Compare with a catalog that was read from its files alone."""
    expected = load_catalog(site)
    assert actual.diagnostics == expected.diagnostics
    assert (actual.catalog is None) is (expected.catalog is None)
    if actual.catalog is None or expected.catalog is None:
        return
    assert actual.catalog.records() == expected.catalog.records()
    assert actual.catalog.fingerprints == expected.catalog.fingerprints
    assert actual.catalog.keys == expected.catalog.keys
    assert list(actual.catalog.models) == list(expected.catalog.models)
    assert len(actual.catalog.files) == len(expected.catalog.files)
    assert {key: file.text for key, file in actual.catalog.files.items()} == {
        key: file.text for key, file in expected.catalog.files.items()
    }


def test_what_has_not_changed_is_not_read_again(small_site: Path, opened: list[str]) -> None:
    """The second time nothing is parsed; after an edit, that file alone; with `clean`, all."""
    for expected in (_ALL, set()):
        opened.clear()
        _assert_same(read_catalog(small_site, 1), small_site)
        assert set(opened) == expected

    (small_site / _MINI).write_text((small_site / _MINI).read_text().replace("Acme Mini", "Acme Tiny"))
    opened.clear()
    _assert_same(read_catalog(small_site, 1), small_site)
    assert opened == ["models/acme/mini.yaml"]

    opened.clear()
    _assert_same(read_catalog(small_site, 1, clean=True), small_site)
    assert set(opened) == _ALL


def _edit(path: Path) -> None:
    """Write as many letters and set the time back."""
    state = path.stat()
    path.write_text(path.read_text().replace('"0.20"', '"0.30"'))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _break(path: Path) -> None:
    path.write_text(path.read_text().replace('"0.20"', '"-0.20"'))


def _remove(path: Path) -> None:
    path.unlink()


def _rename(path: Path) -> None:
    path.rename(path.with_name("other.yaml"))


def _exchange(path: Path) -> None:
    other = path.with_name("large.yaml")
    path.rename(path.with_name("x"))
    other.rename(path)
    path.with_name("x").rename(other)


def _link(path: Path) -> None:
    path.rename(path.parents[3] / "mini.yaml")
    path.symlink_to(path.parents[3] / "mini.yaml")


def _dangle(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _add(path: Path) -> None:
    path.with_name("more.yaml").write_text(path.read_text().replace("acme-mini", "acme-more"))


_CHANGES = (_edit, _break, _remove, _rename, _exchange, _link, _dangle, _add)


@pytest.mark.parametrize("change", _CHANGES)
def test_any_change_is_seen(change: Callable[[Path], None], small_site: Path, opened: list[str]) -> None:
    """With records kept, the catalog and its findings are those of the files."""
    read_catalog(small_site, 1)
    opened.clear()

    change(small_site / _MINI)

    _assert_same(read_catalog(small_site, 1), small_site)
    _assert_same(read_catalog(small_site, 1), small_site)
    assert len(opened) <= 4


@pytest.mark.parametrize("change", _CHANGES)
def test_any_change_is_seen_by_a_program_that_remembers(
    change: Callable[[Path], None], small_site: Path, opened: list[str]
) -> None:
    """It reads what has changed, once, even a file that holds no valid record; only one that is not there, again."""
    memory = RecordMemory()
    before = read_catalog(small_site, 1, memory=memory).catalog
    opened.clear()

    change(small_site / _MINI)
    _assert_same(read_catalog(small_site, 1, memory=memory), small_site)
    read = list(opened)
    after = read_catalog(small_site, 1, memory=memory)

    _assert_same(after, small_site)
    assert opened[len(read) :] == (["models/acme/mini.yaml"] if change is _dangle else [])
    assert "providers/acme.yaml" not in read
    assert before is not None
    assert after.catalog is None or after.catalog.providers["acme"] is before.providers["acme"]


def test_what_has_just_changed_is_not_remembered(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may change again and look the same: after `_edit` a file has its old size and time."""
    monkeypatch.setattr(file_state, "_SETTLED_NANOSECONDS", 10**18)
    memory = RecordMemory()
    first = read_catalog(small_site, 1, memory=memory).catalog
    second = read_catalog(small_site, 1, memory=memory).catalog

    assert first is not None
    assert second is not None
    assert second.providers["acme"] is not first.providers["acme"]


def test_a_broken_record_is_read_each_time(small_site: Path, opened: list[str]) -> None:
    """For its findings; the others come from the cache."""
    _break(small_site / _MINI)
    read_catalog(small_site, 1)
    opened.clear()

    _assert_same(read_catalog(small_site, 1), small_site)

    assert opened == ["models/acme/mini.yaml"]


def test_findings_in_kept_records_stand_at_their_lines(small_site: Path, opened: list[str]) -> None:
    """Rules look at records; where they find something, its file is read for the place."""
    (small_site / "catalog/benchmarks/quiz.yaml").write_text(
        "name: Quiz\nunit: percent\nmeasures: General knowledge\ndirection: higher\nmaximum: '100'\n"
    )
    _, first = read_site(small_site)
    opened.clear()
    _, second = read_site(small_site)

    assert opened == []
    assert [(item.code, item.span.path, item.span.line) for item in first] == [
        ("key-order", "catalog/benchmarks/quiz.yaml", 2)
    ]
    assert first == second


def test_a_file_that_was_written_just_now_is_read_again(
    small_site: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may change again within the grain of the clock and look the same."""
    then = (small_site / "catalog/site.yaml").stat().st_ctime_ns
    monkeypatch.setattr(file_state, "_SETTLED_NANOSECONDS", 2_000_000_000)
    monkeypatch.setattr(reading, "now", lambda: then + 10**18)
    read_catalog(small_site, 1)
    opened.clear()
    read_catalog(small_site, 1)
    long_after = list(opened)

    monkeypatch.setattr(reading, "now", lambda: then + 1_000_000_000)
    read_catalog(small_site, 1, clean=True)
    opened.clear()
    read_catalog(small_site, 1)

    assert long_after == []
    assert set(opened) == _ALL


def test_nothing_is_written_where_nothing_has_changed(small_site: Path, opened: list[str]) -> None:
    """The cache stays the file it is; when a record is gone, it goes from there too."""
    read_catalog(small_site, 1)
    path = cache_file(small_site, "records")
    before = path.stat().st_ino
    read_catalog(small_site, 1)
    unchanged = path.stat().st_ino
    (small_site / _MINI).unlink()
    read_catalog(small_site, 1)

    assert opened
    assert unchanged == before
    assert b"mini.yaml" not in path.read_bytes()


def test_a_damaged_cache_is_made_again(small_site: Path, opened: list[str]) -> None:
    """Once, and the next run finds it whole."""
    read_catalog(small_site, 1)
    path = cache_file(small_site, "records")
    path.write_bytes(path.read_bytes()[:-1])

    for expected in (_ALL, set()):
        opened.clear()
        _assert_same(read_catalog(small_site, 1), small_site)
        assert set(opened) == expected


def test_values_that_are_no_longer_valid_are_read_from_the_file(
    small_site: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that the cache cannot give is read as if it were not there."""
    read_catalog(small_site, 1)
    opened.clear()
    monkeypatch.setattr(PackedRecord, "unpack", lambda _record, _source: None)

    _assert_same(read_catalog(small_site, 1), small_site)

    assert set(opened) == _ALL


def test_sites_have_caches_of_their_own(small_site: Path, tmp_path: Path, opened: list[str]) -> None:
    """Two folders never share what is kept, one folder has one cache by whatever name."""
    (tmp_path / "link").symlink_to(small_site)
    read_catalog(small_site, 1)
    opened.clear()
    read_catalog(tmp_path / "link", 1)
    by_link = list(opened)

    assert by_link == []
    assert cache_file(small_site, "records") != cache_file(small_site.parent, "records")


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_any_number_of_processes_reads_the_same(
    jobs: int, small_site: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings of broken files included; what other processes have read is kept too."""
    del settled
    monkeypatch.setattr(reading, "_WORTH_FORKING", 1)
    _break(small_site / _MINI)
    (small_site / "catalog/providers/acme.yaml").write_text("name: [")

    _assert_same(read_catalog(small_site, jobs), small_site)
    _assert_same(read_catalog(small_site, jobs), small_site)


def test_a_site_without_a_catalog_is_no_error(tmp_path: Path, settled: None) -> None:
    """There is a finding and nothing else."""
    del settled

    _assert_same(read_catalog(tmp_path, 0), tmp_path)
