"""Reads every record below `catalog/`, and makes a catalog of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.record_files import CATALOG_FOLDER, RecordFile, RecordFolder, find_records
from site_builder.catalog.resolve import find_unresolved
from site_builder.catalog.validation import validate_record
from site_builder.catalog.yaml_problems import MAX_BYTES
from site_builder.catalog.yaml_reader import YamlFile, read_yaml
from site_builder.diagnostics import Diagnostic, Span
from site_builder.fingerprints import Fingerprint, fingerprint_bytes
from site_builder.records.base import Record
from site_builder.records.benchmark import Benchmark
from site_builder.records.lint_exceptions import LintExceptions
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider
from site_builder.records.site import SiteConfig


@dataclass(frozen=True, slots=True)
class LoadedCatalog:
    """What reading gave: a catalog, or what kept it from being one; never both with errors."""

    catalog: Catalog | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """What one file gave.

    Attributes:
        source: The file.
        record: The record; None if the file holds no valid one.
        fingerprint: Of the bytes of the file.
        diagnostics: What is wrong with it.
        file: Its text and values, if it could be read; None where they were not kept.
        keys: The keys of a valid record's file, in their order.
    """

    source: RecordFile
    record: Record | None
    fingerprint: Fingerprint
    diagnostics: tuple[Diagnostic, ...] = ()
    file: YamlFile | None = None
    keys: tuple[str, ...] = ()


def load_catalog(site_folder: Path) -> LoadedCatalog:
    """Read, validate and resolve all records of a site; never raises for what an author wrote."""
    folder = find_records(site_folder)
    return assemble_catalog(site_folder, folder, [read_record(site_folder, file) for file in folder.files])


def read_record(site_folder: Path, source: RecordFile) -> ReadRecord:
    """Read and validate one record; never raises for what an author wrote."""
    content = _read_bytes(site_folder / source.path, source.path)
    if isinstance(content, Diagnostic):
        return ReadRecord(source, None, fingerprint_bytes(b""), (content,))
    fingerprint = fingerprint_bytes(content)
    file = read_yaml(source.path, content)
    if file.diagnostics:
        return ReadRecord(source, None, fingerprint, file.diagnostics)
    record = validate_record(source.record_class, file)
    if isinstance(record, tuple):
        return ReadRecord(source, None, fingerprint, record, file)
    return ReadRecord(source, record, fingerprint, (), file, tuple(file.value))


def assemble_catalog(site_folder: Path, folder: RecordFolder, read: Iterable[ReadRecord]) -> LoadedCatalog:
    """Make a catalog of all records of a site, resolved."""
    diagnostics = list(folder.diagnostics)
    records: dict[RecordId, ReadRecord] = {}
    broken: list[YamlFile] = []
    for item in read:
        diagnostics += item.diagnostics
        if item.record is not None:
            records[item.source.record_id] = item
        elif item.source.record_class is Model and item.file is not None:
            broken.append(item.file)
    unread = folder.names - records.keys()
    if not {RecordId("site"), "site"} & (records.keys() | unread):
        diagnostics.append(_no_site())
    catalog = _assemble(site_folder, records)
    if catalog is not None:
        diagnostics.extend(find_unresolved(catalog, unread, tuple(broken)))
    diagnostics.sort()
    return LoadedCatalog(None if diagnostics else catalog, tuple(diagnostics))


def _read_bytes(path: Path, shown: str) -> bytes | Diagnostic:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return Diagnostic(
            "file-unreadable",
            Span(shown),
            f"the file cannot be read: {error.strerror or 'unknown reason'}",
            "its record would be missing from the site",
            "check that it exists and that you may read it",
        )


def _assemble(site_folder: Path, read: Mapping[RecordId, ReadRecord]) -> Catalog | None:
    records = {record_id: item.record for record_id, item in read.items() if item.record is not None}
    site = records.get(RecordId("site"))
    if not isinstance(site, SiteConfig):
        return None
    exceptions = records.get(RecordId("lint-exceptions"))
    return Catalog(
        site=site,
        providers=_of_class(records, "providers", Provider),
        protocols=_of_class(records, "protocols", Protocol),
        benchmarks=_of_class(records, "benchmarks", Benchmark),
        models=_of_class(records, "models", Model),
        fingerprints={record_id: item.fingerprint for record_id, item in read.items()},
        files=_Files(site_folder, read),
        keys={record_id: item.keys for record_id, item in read.items()},
        lint_exceptions=exceptions if isinstance(exceptions, LintExceptions) else None,
    )


class _Files(Mapping[RecordId, YamlFile]):
    """The files of records; one that was not kept is read again, for the few that have a finding."""

    def __init__(self, site_folder: Path, read: Mapping[RecordId, ReadRecord]) -> None:
        self._site_folder = site_folder
        self._read = read
        self._again: dict[RecordId, YamlFile] = {}

    def __getitem__(self, record_id: RecordId) -> YamlFile:
        item = self._read[record_id]
        if item.file is not None:
            return item.file
        if record_id not in self._again:
            path = item.source.path
            self._again[record_id] = read_yaml(path, (self._site_folder / path).read_bytes())
        return self._again[record_id]

    def __iter__(self) -> Iterator[RecordId]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


_R = TypeVar("_R", bound=Record)


def _of_class(records: Mapping[RecordId, Record], folder: str, record_class: type[_R]) -> dict[str, _R]:
    prefix = f"{folder}/"
    return {
        record_id.removeprefix(prefix): record
        for record_id, record in sorted(records.items())
        if isinstance(record, record_class) and record_id.startswith(prefix)
    }


def _no_site() -> Diagnostic:
    return Diagnostic(
        "site-without-config",
        Span(f"{CATALOG_FOLDER}/site.yaml"),
        "the file does not exist",
        "it names the gateway and the addresses every page needs",
        "create it with name, summary, public_url, api_base_url, key_variable, key_example, key_url, "
        "source_locale and locales",
    )
