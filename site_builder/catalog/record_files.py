"""Finds the files below `catalog/` that should hold records; the folder a file lies in picks its record class."""

from __future__ import annotations

import functools
import os
import re
from dataclasses import dataclass
from errno import ELOOP, ENOENT
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
_LEADS_BACK = "the link leads to a folder it lies in"
_LEADS_NOWHERE = "the link leads nowhere"


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


@dataclass(frozen=True, slots=True)
class RecordListing:
    """The YAML files below a folder, as sorted relative paths; and what keeps folders from being looked through."""

    paths: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_records(site_folder: Path) -> RecordFolder:
    """Give the files of a site that should hold records; never raises for what an author wrote."""
    folder = site_folder / CATALOG_FOLDER
    if not folder.is_dir():
        return RecordFolder((), (_no_catalog(),), frozenset({"site"}))
    listing = list_record_files(folder)
    files, diagnostics = [], list(listing.diagnostics)
    names = {"site"} if any(item.span.path == CATALOG_FOLDER for item in diagnostics) else set()
    for relative in listing.paths:
        names.add(relative.rpartition(".")[0])
        record_class = _pick_class(relative)
        if isinstance(record_class, Diagnostic):
            diagnostics.append(record_class)
        else:
            files.append(RecordFile(relative, record_class))
    return RecordFolder(tuple(files), tuple(diagnostics), frozenset(names))


def list_record_files(folder: Path) -> RecordListing:
    """Give all YAML files below a folder; hidden ones and schemas are passed over, links to folders are followed."""
    found: list[str] = []
    errors: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=errors.append, followlinks=True):
        below = Path(parent).relative_to(folder).as_posix()
        prefix = "" if below == "." else f"{below}/"
        found += (f"{prefix}{name}" for name in (*names, *folders) if _is_record_file(parent, name))
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        loops = {name for name in folders if leads_back(parent, name)}
        errors += (OSError(ELOOP, _LEADS_BACK, f"{parent}/{name}") for name in loops)
        errors += (OSError(ENOENT, _LEADS_NOWHERE, f"{parent}/{name}") for name in names if _is_lost(parent, name))
        folders[:] = [name for name in folders if name not in loops]
    return RecordListing(
        tuple(sorted(name for name in found if not name.startswith(f"{SCHEMAS_FOLDER}/"))),
        tuple(_unreadable_folder(folder, error) for error in errors),
    )


def leads_back(parent: str, name: str) -> bool:
    """Whether a folder is a link to one that it lies in: who followed it would walk for ever."""
    path = os.path.join(parent, name)  # noqa: PTH118 - see `_is_record_file`
    if not os.path.islink(path):  # noqa: PTH114
        return False
    return Path(path).resolve() in {above.resolve() for above in Path(path).parents}


def _is_lost(parent: str, name: str) -> bool:
    """Whether an entry may be a folder that is missing: a link that leads nowhere, and has no ending of a record."""
    path = os.path.join(parent, name)  # noqa: PTH118
    if name.startswith((".", "_")) or _is_record_file(parent, name):
        return False
    return os.path.islink(path) and not os.path.exists(path)  # noqa: PTH110, PTH114


def _unreadable_folder(folder: Path, error: OSError) -> Diagnostic:
    return Diagnostic(
        "file-unreadable",
        Span((CATALOG_FOLDER / Path(error.filename).relative_to(folder)).as_posix()),
        f"the folder cannot be read: {error.strerror or 'unknown reason'}",
        "its records would be missing from the site",
        "check that it exists and that you may read it",
    )


def _is_record_file(parent: str, name: str) -> bool:
    """Whether an entry of a folder is to be read: no folder or pipe; a link is, even one that leads nowhere."""
    if name.startswith((".", "_")) or not name.lower().endswith((".yaml", ".yml")):
        return False
    path = os.path.join(parent, name)  # noqa: PTH118 - a Path for each of 20,000 files takes 0.5 s
    return os.path.isfile(path) or os.path.islink(path)  # noqa: PTH113, PTH114


@functools.cache  # of 5,000 files 25 ms, for which every edit in a preview would wait
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
