"""The sound records of a site that may have problems elsewhere: what a new record can refer to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from site_builder.catalog.record_files import CATALOG_FOLDER, list_record_files
from site_builder.catalog.validation import validate_record
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.records.base import Record
from site_builder.records.site import SiteConfig

_R = TypeVar("_R", bound=Record)


def read_sound_records(site_folder: Path, folder: str, record_class: type[_R]) -> dict[str, _R]:
    """Give the records of a folder below `catalog/` that have no mistake of their own, by id, sorted.

    Raises:
        OSError: A file cannot be read.
    """
    prefix = f"{folder}/"
    found = _read_sound(site_folder, record_class, lambda relative: relative.startswith(prefix))
    return {relative.removeprefix(prefix).removesuffix(".yaml"): record for relative, record in found.items()}


def read_sound_site(site_folder: Path) -> SiteConfig | None:
    """Give the configuration of a site; None if there is none, or none without mistakes.

    Raises:
        OSError: A file cannot be read.
    """
    return _read_sound(site_folder, SiteConfig, lambda relative: relative == "site.yaml").get("site.yaml")


def _read_sound(site_folder: Path, record_class: type[_R], is_wanted: Callable[[str], bool]) -> dict[str, _R]:
    catalog_folder = site_folder / CATALOG_FOLDER
    found = {}
    for relative in list_record_files(catalog_folder).paths:
        if not is_wanted(relative):
            continue
        file = read_yaml(relative, (catalog_folder / relative).read_bytes())
        record = () if file.diagnostics else validate_record(record_class, file)
        if not isinstance(record, tuple):
            found[relative] = record
    return found
