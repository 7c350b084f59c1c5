"""Begins a record: where it belongs, what it begins with, and examples that fit the site it is for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from site_builder.authoring.field_examples import example_of, fields_by_key
from site_builder.authoring.first_values import (
    MADE_UP_ADDRESS,
    Neighbours,
    first_benchmark,
    first_model,
    first_protocol,
    first_provider,
    usual_protocols,
)
from site_builder.authoring.outline import write_outline
from site_builder.authoring.site_records import read_sound_records, read_sound_site
from site_builder.catalog.finding import suggest
from site_builder.catalog.positions import KeyPath
from site_builder.catalog.record_files import CATALOG_FOLDER, find_malformed_id
from site_builder.catalog.resolve import MODEL_REFERENCES
from site_builder.records.base import Record, shorten, show_value
from site_builder.records.benchmark import Benchmark
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider
from site_builder.records.specification import Capabilities

RecordKind = Literal["model", "provider", "protocol", "benchmark"]

_CLASSES: dict[RecordKind, type[Record]] = {
    "model": Model,
    "provider": Provider,
    "protocol": Protocol,
    "benchmark": Benchmark,
}


class RefusedRecordError(Exception):
    """A record cannot be begun; the message says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is not written yet.

    Attributes:
        path: Where it belongs, relative to the site, e.g. `catalog/models/acme/chat-large.yaml`.
        text: The file.
        first: Keys of the values it begins with, for the author to look at.
        made_up: Those among them that nobody could know, and that must not be published.
    """

    path: str
    text: str
    first: tuple[str, ...]
    made_up: tuple[str, ...]


def begin_record(
    site_folder: Path, kind: RecordKind, record_id: str, *, today: date, protocols: tuple[str, ...] = ()
) -> NewRecord:
    """Make a record that is valid as it is, with all its other fields as comments; writes nothing.

    Args:
        site_folder: The site it is for; other records of it may have problems.
        kind: What to begin.
        record_id: Its id, e.g. `acme` or, of a model, `acme/chat-large`.
        today: The day that its facts are said to be of.
        protocols: Of a model: what it is served through; as its neighbours are if empty.

    Raises:
        RefusedRecordError: The id cannot be one or is taken, or what the record needs does not exist.
        OSError: A record of the site cannot be read.
    """
    path = _place_record(site_folder, kind, record_id)
    neighbours = read_neighbours(site_folder)
    examples: Mapping[str, Any] = {}
    hints: dict[str, str] = {}
    if kind == "model":
        provider_id = record_id.partition("/")[0]
        _require_record(site_folder, "provider", provider_id, neighbours.providers)
        served = tuple(dict.fromkeys(protocols)) or usual_protocols(neighbours, provider_id)
        if not served:
            raise RefusedRecordError("no protocol to call the model through; begin one: `site-builder new protocol ID`")
        for protocol in served:
            _require_record(site_folder, "protocol", protocol, neighbours.protocols)
        first = first_model(record_id, neighbours, served, today)
        examples, hints = _fit_examples(record_id, str(first["api_id"]), neighbours)
    elif kind == "protocol":
        first = first_protocol(record_id, neighbours, today)
    else:
        first = first_provider(record_id) if kind == "provider" else first_benchmark(record_id)
    made_up = tuple(key for key, value in first.items() if MADE_UP_ADDRESS in str(value))
    hints |= dict.fromkeys(made_up, "Made up: replace it.")
    outline = write_outline(_CLASSES[kind], first, examples=examples, hints=hints)
    return NewRecord(path, f"{_write_head(kind)}\n{outline}", tuple(first), made_up)


def _place_record(site_folder: Path, kind: RecordKind, record_id: str) -> str:
    """Give the path of the record; refuse an id that cannot be one, or that is taken."""
    if not (site_folder / CATALOG_FOLDER).is_dir():
        raise RefusedRecordError(
            f"there is no folder `{CATALOG_FOLDER}` in {site_folder}; run the command in the folder of a site, "
            "name it with `--site DIR`, or start a site with `site-builder init DIR`"
        )
    if kind == "model" and record_id.count("/") != 1:
        raise RefusedRecordError(
            f"{show_value(record_id)} does not say who makes the model; write provider/model, e.g. `acme/chat-large`"
        )
    path = f"{CATALOG_FOLDER}/{kind}s/{record_id}.yaml"
    for name in record_id.split("/") if kind == "model" else [record_id]:
        malformed = find_malformed_id(name, path)
        if malformed is not None:
            raise RefusedRecordError(f"{malformed.message}: {malformed.why}; {malformed.fix}")
    if (site_folder / path).exists():
        raise RefusedRecordError(f"{path} exists already; edit it, or choose another id")
    return path


def read_neighbours(site_folder: Path) -> Neighbours:
    """Give the sound records of a site that a new one can refer to.

    Raises:
        OSError: A record of the site cannot be read.
    """
    site = read_sound_site(site_folder)
    return Neighbours(
        providers=read_sound_records(site_folder, "providers", Provider),
        protocols=read_sound_records(site_folder, "protocols", Protocol),
        models=read_sound_records(site_folder, "models", Model),
        benchmarks=tuple(read_sound_records(site_folder, "benchmarks", Benchmark)),
        error_statuses=frozenset(error.status for error in site.errors) if site else frozenset(),
    )


def _require_record(site_folder: Path, kind: RecordKind, record_id: str, sound: Mapping[str, Record]) -> None:
    if record_id in sound:
        return
    if (site_folder / CATALOG_FOLDER / f"{kind}s" / f"{record_id}.yaml").is_file():
        raise RefusedRecordError(f"{kind} `{record_id}` has mistakes; mend what `site-builder check` says of it")
    meant = suggest(record_id, sound)
    raise RefusedRecordError(
        f"there is no {kind} {show_value(record_id)}{f'{meant} If not,' if meant else ';'} "
        f"begin it with `site-builder new {kind} {shorten(record_id)}`"
    )


def _fit_examples(model_id: str, api_id: str, neighbours: Neighbours) -> tuple[dict[str, Any], dict[str, str]]:
    """Give, by field of a model, examples that name records of the site, and what to create first where it has none."""
    maker = f"{model_id.partition('/')[0]}/"
    known = {
        "models": sorted(neighbours.models, key=lambda key: (not key.startswith(maker), key)),
        "protocols": list(neighbours.protocols),
        "benchmarks": list(neighbours.benchmarks),
    }
    fields = dict.fromkeys(str(place[0]) for _, place in MODEL_REFERENCES)
    examples = {key: example_of(Model, key) for key in fields if key != "protocols"}
    hints = {}
    for kind, place in MODEL_REFERENCES:
        if known[kind]:
            examples = _replace_names(examples, place, itertools.cycle(known[kind]))
        else:
            hints[str(place[0])] = f"First create what it names: `site-builder new {kind.removesuffix('s')} ID`."
    examples["versions"] = [{**version, "id": f"{maker}{api_id}"} for version in examples["versions"]]
    examples["capabilities"] = dict.fromkeys(
        fields_by_key(Capabilities), "unknown"
    )  # nothing is claimed by taking over
    return examples, hints


def _replace_names(value: Any, place: KeyPath, names: Iterator[str]) -> Any:  # noqa: ANN401 - any YAML value
    """Put names in the place of those that an example has there, each of them once in a list."""
    if not place:
        return next(names)
    if place[0] == "*" and isinstance(value, list):
        replaced = [_replace_names(item, place[1:], names) for item in value]
        return [item for index, item in enumerate(replaced) if item not in replaced[:index]]
    if isinstance(value, dict) and place[0] in value:
        return {**value, place[0]: _replace_names(value[place[0]], place[1:], names)}
    return value


def _write_head(kind: RecordKind) -> str:
    above = "../.." if kind == "model" else ".."
    return f"""\
# yaml-language-server: $schema={above}/schemas/{kind}.schema.json
## What is not commented out is required, and is only a first value: compare each with what the maker says.
## Take over what you know by removing `# ` in front, with your value for the example; delete the rest.
"""
