"""Finds the files below `catalog/` that should hold records; the folder a file lies in picks its record class."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.catalog.catalog import RecordId
from site_builder.catalog.finding import suggest
from site_builder.diagnostics import Diagnostic, Span
from site_builder.records.base import MAX_SLUG, SLUG_PATTERN, Record, show_value
from site_builder.records.benchmark import Benchmark
from site_builder.records.lint_exceptions import LintExceptions
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider
from site_builder.records.site import SiteConfig

CATALOG_FOLDER = "catalog"
SCHEMAS_FOLDER = "schemas"
_CLASSES: dict[str, tuple[type[Record], int]] = {
    "providers": (Provider, 2),
    "protocols": (Protocol, 2),
    "benchmarks": (Benchmark, 2),
    "models": (Model, 3),
}
"""Folder below `catalog/`: the class of its records, and how many parts their path has."""
_SINGLE: dict[str, type[Record]] = {"site.yaml": SiteConfig, "lint-exceptions.yaml": LintExceptions}
"""Files of which there is one: their class."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that should hold a record of a class; `relative` is its path below `catalog/`."""

    relative: str
    record_class: type[Record]

    @property
    def path(self) -> str:
        """Path as shown in diagnostics."""
        return f"{CATALOG_FOLDER}/{self.relative}"

    @property
    def record_id(self) -> RecordId:
        """Id of the record."""
        return RecordId(self.relative.removesuffix(".yaml"))


@dataclass(frozen=True, slots=True)
class RecordFolder:
    """The files below `catalog/`: those that should hold records, and what is wrong with others; `names` are all."""

    files: tuple[RecordFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    names: frozenset[str]


def find_records(site_folder: Path) -> RecordFolder:
    """Give the files of a site that should hold records; never raises for what an author wrote."""
    folder = site_folder / CATALOG_FOLDER
    if not folder.is_dir():
        return RecordFolder((), (_no_catalog(),), frozenset({"site"}))
    files, diagnostics, names = [], [], set()
    for relative in list_record_files(folder):
        names.add(relative.rpartition(".")[0])
        record_class = _pick_class(relative)
        if isinstance(record_class, Diagnostic):
            diagnostics.append(record_class)
        else:
            files.append(RecordFile(relative, record_class))
    return RecordFolder(tuple(files), tuple(diagnostics), frozenset(names))


def list_record_files(folder: Path) -> Iterator[str]:
    """Give all YAML files below a folder, as sorted relative paths; hidden ones and schemas are passed over."""
    found: list[str] = []
    for parent, folders, names in os.walk(folder):
        below = Path(parent).relative_to(folder).as_posix()
        prefix = "" if below == "." else f"{below}/"
        found += (f"{prefix}{name}" for name in (*names, *folders) if _is_record_file(parent, name))
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
    return iter(sorted(name for name in found if not name.startswith(f"{SCHEMAS_FOLDER}/")))


def _is_record_file(parent: str, name: str) -> bool:
    """Whether an entry of a folder is to be read: no folder or pipe; a link is, even one that leads nowhere."""
    if name.startswith((".", "_")) or not name.lower().endswith((".yaml", ".yml")):
        return False
    path = os.path.join(parent, name)  # noqa: PTH118 - a Path for each of 20,000 files takes 0.5 s
    return os.path.isfile(path) or os.path.islink(path)  # noqa: PTH113, PTH114


def _pick_class(relative: str) -> type[Record] | Diagnostic:
    path = f"{CATALOG_FOLDER}/{relative}"
    parts = relative.split("/")
    if relative in _SINGLE:
        return _SINGLE[relative]
    if not relative.endswith(".yaml"):
        return Diagnostic(
            "file-ending",
            Span(path),
            f"the file ends in {Path(relative).suffix}",
            "one ending for all records keeps ids unique",
            f"rename it to {Path(relative).stem}.yaml",
        )
    if parts[0] not in _CLASSES or len(parts) != _CLASSES[parts[0]][1]:
        return Diagnostic(
            "file-misplaced",
            Span(path),
            "no kind of record lives in this place",
            "the folder a file lies in decides what it describes",
            "move it to providers/<id>.yaml, protocols/<id>.yaml, benchmarks/<id>.yaml or models/<provider>/<id>.yaml"
            + suggest(parts[0], _CLASSES),
        )
    for part in (*parts[1:-1], Path(relative).stem):
        malformed = find_malformed_id(part, path)
        if malformed is not None:
            return malformed
    return _CLASSES[parts[0]][0]


def find_malformed_id(name: str, path: str) -> Diagnostic | None:
    """Say what is wrong with the name of a folder, or of a file without its ending, that is part of an id."""
    if len(name) > MAX_SLUG:
        return Diagnostic(
            "id-malformed",
            Span(path),
            f"{show_value(name)} cannot be an id: it has {len(name)} characters, more than {MAX_SLUG}",
            "no other record could refer to it",
            f"shorten it to at most {MAX_SLUG} characters",
        )
    if not re.fullmatch(SLUG_PATTERN, name):
        return Diagnostic(
            "id-malformed",
            Span(path),
            f"{show_value(name)} cannot be an id",
            "the path of a record is its id in addresses, code and references",
            "use lower-case letters, digits and single `.`, `_` or `-` between them",
        )
    return None


def _no_catalog() -> Diagnostic:
    return Diagnostic(
        "site-without-catalog",
        Span(CATALOG_FOLDER),
        "there is no folder `catalog` here",
        "a site is a folder with its records in `catalog/`",
        "run the command in the folder of the site, or name it with `--site DIR`",
    )
