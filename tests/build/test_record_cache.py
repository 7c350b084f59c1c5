"""Records that are kept between runs: nothing is lost on the way, and damage is noticed."""

from __future__ import annotations

import io
import json
import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from site_builder.build import record_cache
from site_builder.build.file_state import FileState
from site_builder.build.record_cache import PackedRecord, pack, read_cache, write_records
from site_builder.catalog.loader import ReadRecord, read_record
from site_builder.catalog.record_files import find_records
from site_builder.fingerprints import Fingerprint

_ROOT = Path(__file__).parents[2]
_PROGRAM = Fingerprint("1")
_STATE = FileState(1, 2, 3, 4)


def _read_all(site: Path) -> list[ReadRecord]:
    return [read_record(site, source) for source in find_records(site).files]


def _given(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    """Give a value with the names of all fields that were written, however deep."""
    if isinstance(value, BaseModel):
        fields = {name: _given(getattr(value, name)) for name in type(value).model_fields}
        return type(value), sorted(value.model_fields_set), fields
    if isinstance(value, tuple | list):
        return [_given(item) for item in value]
    if isinstance(value, dict):
        return [(key, _given(item)) for key, item in value.items()]
    return type(value), str(value)


def test_every_record_of_this_repository_is_the_same_when_it_is_read_back() -> None:
    """Values, their types and digits, the order of keys, and which fields were written."""
    count = 0
    for read in _read_all(_ROOT):
        packed = pack(read)
        assert packed is not None
        back = packed.unpack(read.source)

        assert back is not None
        assert back.record == read.record
        assert _given(back.record) == _given(read.record)
        assert back == replace(read, file=None)
        count += 1
    assert count > 40


def test_a_file_without_a_valid_record_is_not_kept(small_site: Path) -> None:
    """It is read each time, for its findings."""
    (small_site / "catalog/providers/acme.yaml").write_text("name: [")
    (small_site / "catalog/models/acme/mini.yaml").write_text("name: Mini\n")

    unkept = {read.source.relative for read in _read_all(small_site) if pack(read) is None}

    assert unkept == {"providers/acme.yaml", "models/acme/mini.yaml"}


@pytest.fixture
def kept(small_site: Path) -> tuple[Path, dict[str, tuple[FileState, PackedRecord]]]:
    """Give a file with the records of the small site, and what it holds."""
    records = {read.source.relative: (_STATE, pack(read)) for read in _read_all(small_site)}
    path = small_site / "cache"
    path.write_bytes(write_records(((name, *entry) for name, entry in records.items()), _PROGRAM))  # type: ignore[misc]
    return path, records  # type: ignore[return-value]


Kept = tuple[Path, dict[str, tuple[FileState, PackedRecord]]]


def test_records_are_read_as_they_were_written(kept: Kept) -> None:
    """States, fingerprints and values."""
    path, records = kept

    assert len(records) == 6
    assert read_cache(path, _PROGRAM) == records


def test_another_version_of_the_program_reads_nothing(kept: Kept) -> None:
    """What is valid may have changed."""
    assert read_cache(kept[0], Fingerprint("2")) == {}


def test_a_missing_file_holds_nothing(tmp_path: Path) -> None:
    """Nor does a folder."""
    assert read_cache(tmp_path / "none", _PROGRAM) == {}
    assert read_cache(tmp_path, _PROGRAM) == {}


def _head(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    """Give what changes the index of a file."""

    def edit(content: bytes) -> bytes:
        head, _, blob = content.partition(b"\n")
        index = json.loads(head)
        change(index)
        return json.dumps(index).encode() + b"\n" + blob

    return edit


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda content: content[:100], id="cut off in the index"),
        pytest.param(lambda content: content[:-1], id="cut off in a record"),
        pytest.param(lambda content: content.partition(b"\n")[0], id="without records"),
        pytest.param(lambda content: content[:-5] + b"xxxxx", id="another record"),
        pytest.param(lambda content: bytes(len(content)), id="zeros"),
        pytest.param(lambda _: b"[" * 200_000, id="too deep"),
        pytest.param(lambda _: b"[]\n", id="list"),
        pytest.param(lambda _: b"\xff\n", id="no text"),
        pytest.param(_head(lambda index: index.update(format=1)), id="another format"),
        pytest.param(_head(lambda index: index.pop("program")), id="no program"),
        pytest.param(_head(lambda index: index.update(records=[1])), id="a list of records"),
        pytest.param(_head(lambda index: index["records"].update(site=1)), id="a number for a record"),
        pytest.param(_head(lambda index: index["records"].update(site=[])), id="nothing for a record"),
        pytest.param(_head(lambda index: index["records"].update(site=[[1], "x", 0, 0, 0])), id="half a state"),
        pytest.param(_head(lambda index: index["records"].update(site=[[1, 2, 3, 4], "x", "a", 0, 0])), id="no place"),
    ],
)
def test_a_damaged_file_holds_nothing(damage: Callable[[bytes], bytes], kept: Kept) -> None:
    """Losing it costs time and nothing else."""
    path, _ = kept
    path.write_bytes(damage(path.read_bytes()))

    assert read_cache(path, _PROGRAM) == {}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    """What is read is what was written, or nothing."""
    records = {
        f"{number}": (_STATE, PackedRecord(Fingerprint("x"), pickle.dumps({"a": number}))) for number in range(3)
    }
    content = bytearray(write_records(((name, *entry) for name, entry in records.items()), _PROGRAM))
    start = content.index(b"\n") + 1
    content[data.draw(st.integers(start, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path = Path(os.environ["XDG_CACHE_HOME"]) / "changed"
    path.write_bytes(content)

    assert read_cache(path, _PROGRAM) == {}


class _Evil:
    def __init__(self, *call: object) -> None:
        self._call = call

    def __reduce__(self) -> Any:  # noqa: ANN401 - what pickle takes
        return self._call[0], self._call[1:]


@pytest.mark.parametrize(
    "values",
    [
        pickle.dumps(_Evil(os.system, "touch owned")),
        pickle.dumps(_Evil(eval, "1")),
        pickle.dumps(_Evil(getattr, "x", "upper")),
        pickle.dumps(Path),
        pickle.dumps({"name": {1, 2}.__class__}),
        b"",
        b"\x80\x05",
        pickle.dumps({"name": "x"})[:-3],
        pickle.dumps({"name": "x", "nonsense": 1}),
        pickle.dumps({}),
        pickle.dumps(None),
        pickle.dumps([1]),
    ],
    ids=[
        "command",
        "eval",
        "getattr",
        "class",
        "set",
        "empty",
        "head",
        "cut off",
        "unknown",
        "nothing",
        "None",
        "list",
    ],
)
def test_values_that_make_no_record_are_refused(
    values: bytes, small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that could run code is loaded, and what is valid is decided as for a file."""
    monkeypatch.chdir(small_site)
    (source,) = (item for item in find_records(small_site).files if item.relative == "providers/acme.yaml")

    assert PackedRecord(Fingerprint("1"), values).unpack(source) is None
    assert not (small_site / "owned").exists()


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(_PLAIN)
@example({"a": [Decimal("0.10"), True, 1, None, "ключ"]})
def test_plain_values_are_not_refused(value: Any) -> None:  # noqa: ANN401 - whatever YAML may say
    """All that a file may say can be kept, digit by digit."""
    back = record_cache._PlainValues(io.BytesIO(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))).load()  # noqa: SLF001 - what a record is made from

    assert repr(back) == repr(value)
