"""All records of a site, resolved and frozen."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from site_builder.catalog.yaml_reader import YamlFile
from site_builder.fingerprints import Fingerprint
from site_builder.records.base import Record
from site_builder.records.benchmark import Benchmark
from site_builder.records.lint_exceptions import LintExceptions
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider
from site_builder.records.site import SiteConfig

RecordId = NewType("RecordId", str)
"""Path of a record below `catalog/` without its ending, e.g. `models/google/gemini-3.1-pro`."""


@dataclass(frozen=True, slots=True, eq=False)
class Catalog:
    """Every record by its short id; references between them are known to resolve.

    A catalog equals only itself, so what is computed from one can be remembered by it.

    Attributes:
        site: The gateway and its site.
        providers: By id, e.g. `google`, sorted.
        protocols: By id, sorted.
        benchmarks: By id, sorted.
        models: By `<provider>/<model>`, sorted by provider and model.
        fingerprints: Of the file each record was read from.
        files: The files themselves, for positions; by record id.
        keys: The keys of each file, in their order; by record id.
        lint_exceptions: Findings that are not reported, if there is such a file.
    """

    site: SiteConfig
    providers: Mapping[str, Provider]
    protocols: Mapping[str, Protocol]
    benchmarks: Mapping[str, Benchmark]
    models: Mapping[str, Model]
    fingerprints: Mapping[RecordId, Fingerprint]
    files: Mapping[RecordId, YamlFile]
    keys: Mapping[RecordId, tuple[str, ...]]
    lint_exceptions: LintExceptions | None = None

    def records(self) -> Mapping[RecordId, Record]:
        """Give every record by its whole id: the site, then providers, protocols, benchmarks and models."""
        groups: tuple[tuple[str, Mapping[str, Record]], ...] = (
            ("", {"site": self.site}),
            ("providers/", self.providers),
            ("protocols/", self.protocols),
            ("benchmarks/", self.benchmarks),
            ("models/", self.models),
        )
        return {RecordId(f"{prefix}{key}"): record for prefix, records in groups for key, record in records.items()}

    def models_of_provider(self, provider_id: str) -> Mapping[str, Model]:
        """Give the models of one maker, in catalog order."""
        return _by_provider(self).get(provider_id, {})

    def models_of_protocol(self, protocol_id: str) -> Mapping[str, Model]:
        """Give the models served through one protocol, in catalog order."""
        return _by_protocol(self).get(protocol_id, {})


@functools.lru_cache(maxsize=1)
def _by_provider(catalog: Catalog) -> Mapping[str, Mapping[str, Model]]:
    """Give the models of each maker, found once: each looking through all would take the square of their number."""
    found: dict[str, dict[str, Model]] = {}
    for key, model in catalog.models.items():
        found.setdefault(provider_of(key), {})[key] = model
    return found


@functools.lru_cache(maxsize=1)
def _by_protocol(catalog: Catalog) -> Mapping[str, Mapping[str, Model]]:
    """Give the models of each protocol, found once."""
    found: dict[str, dict[str, Model]] = {}
    for key, model in catalog.models.items():
        for served in model.protocols:
            found.setdefault(served.protocol, {})[key] = model
    return found


def provider_of(model_key: str) -> str:
    """Give the provider id in a model's key: `google` of `google/gemini-3.1-pro`."""
    return model_key.partition("/")[0]
