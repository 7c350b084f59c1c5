"""The sound records of a site that may have problems elsewhere: what a new record can refer to."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from site_builder.catalog.loader import CATALOG_FOLDER, list_record_files
from site_builder.catalog.validation import validate_record
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.records.base import Record

_R = TypeVar("_R", bound=Record)


def read_sound_records(site_folder: Path, folder: str, record_class: type[_R]) -> dict[str, _R]:
    """Give the records of a folder below `catalog/` that have no mistake of their own, by id, sorted.

    Raises:
        OSError: A file cannot be read.
    """
    prefix, catalog_folder = f"{folder}/", site_folder / CATALOG_FOLDER
    found = {}
    for relative in list_record_files(catalog_folder):
        if not relative.startswith(prefix):
            continue
        file = read_yaml(relative, (catalog_folder / relative).read_bytes())
        record = () if file.diagnostics else validate_record(record_class, file)
        if not isinstance(record, tuple):
            found[relative.removeprefix(prefix).removesuffix(".yaml")] = record
    return found
