"""What an import has to know of a site: its sound records, the paths of all, and how it would look to the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from site_builder.authoring.first_values import Neighbours
from site_builder.authoring.new_record import read_neighbours
from site_builder.authoring.site_records import read_sound_site
from site_builder.catalog.catalog import Catalog
from site_builder.catalog.finding import suggest
from site_builder.catalog.record_files import CATALOG_FOLDER, list_record_files
from site_builder.records.base import show_value


class RefusedImportError(Exception):
    """Nothing can be imported like this; the message says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class ImportSite:
    """What is there.

    Attributes:
        neighbours: The records without mistakes of their own.
        paths: Files of all records, sound or not, e.g. `catalog/models/acme/mini.yaml`.
        catalog: The same records for rules to look at.
    """

    neighbours: Neighbours
    paths: Collection[str]
    catalog: Catalog


def read_import_site(site_folder: Path, protocols: Iterable[str]) -> ImportSite:
    """Read what an import needs; other records of the site may have problems.

    Args:
        site_folder: The site.
        protocols: Ids of protocols that must be among its records.

    Raises:
        RefusedImportError: It is no site, its `site.yaml` has mistakes, or a protocol is missing.
        OSError: A record cannot be read.
    """
    folder = site_folder / CATALOG_FOLDER
    config = read_sound_site(site_folder) if folder.is_dir() else None
    if config is None:
        raise RefusedImportError(
            f"there is no {CATALOG_FOLDER}/site.yaml without mistakes in {site_folder}; "
            "name the site with `--site DIR`, mend what `site-builder check` says, or run `site-builder init DIR`"
        )
    neighbours = read_neighbours(site_folder)
    for protocol in protocols:
        if protocol not in neighbours.protocols:
            raise RefusedImportError(
                f"there is no protocol {show_value(protocol)}{suggest(protocol, neighbours.protocols)}"
            )
    catalog = Catalog(
        site=config,
        providers=neighbours.providers,
        protocols=neighbours.protocols,
        benchmarks={},
        models=neighbours.models,
        fingerprints={},
        files={},
        keys={},
    )
    return ImportSite(
        neighbours, frozenset(f"{CATALOG_FOLDER}/{relative}" for relative in list_record_files(folder).paths), catalog
    )
