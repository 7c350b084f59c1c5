"""What only several records together can show: references that lead nowhere, ids used twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from site_builder.catalog.catalog import Catalog, RecordId, provider_of
from site_builder.catalog.finding import Finding, place_finding, suggest
from site_builder.catalog.once_per_record import once_per_record
from site_builder.catalog.parameter_index import parameters_by_path
from site_builder.catalog.positions import KeyPath
from site_builder.catalog.yaml_reader import YamlFile
from site_builder.diagnostics import Diagnostic, Span
from site_builder.records.base import MODEL_REFERENCE_PATTERN, SLUG_PATTERN, shorten, show_value
from site_builder.records.model import Model
from site_builder.records.parameter import Parameter, walk_parameters
from site_builder.records.protocol import Protocol


def find_unresolved(
    catalog: Catalog, unread: frozenset[str], broken: tuple[YamlFile, ...] = ()
) -> Iterator[Diagnostic]:
    """Give a diagnostic for every reference to a record or field that does not exist, and for every id used twice.

    Args:
        catalog: All valid records.
        unread: Record ids whose files exist but hold errors of their own; references to them are fine.
        broken: Files of models among them that could be read; what they refer to must exist all the same.
    """
    known = catalog.fingerprints.keys() | unread
    for key, model in catalog.models.items():
        record_id = RecordId(f"models/{key}")
        if f"providers/{provider_of(key)}" not in known:
            yield _unknown_provider(catalog, catalog.files[record_id].path, provider_of(key))
        if not known >= _named(key, model):
            yield from _unknown_references(catalog.files[record_id], known)
        for index, served in enumerate(model.protocols):
            for path in served.parameters:
                place = ("protocols", index, "parameters", path)
                finding = _unknown_parameter(catalog, served.protocol, path, place)
                if finding is not None:
                    yield place_finding(catalog.files[record_id], finding)
    for key, protocol in catalog.protocols.items():
        for finding in _unknown_siblings(protocol):
            yield place_finding(catalog.files[RecordId(f"protocols/{key}")], finding)
    for file in broken:
        yield from _unknown_references(file, known)
    yield from _find_shared_ids(catalog)


def _unknown_references(file: YamlFile, known: AbstractSet[str]) -> Iterator[Diagnostic]:
    for kind, name, place in _references(file.value):
        if f"{kind}/{name}" not in known:
            yield place_finding(file, _unknown_reference(known, kind, name, place))


def _unknown_siblings(protocol: Protocol) -> Iterator[Finding]:
    """Give a finding for every field that names a field to go with, to exclude or to use instead that is not there."""
    for key, tree in (("parameters", protocol.parameters), ("response", protocol.response)):
        yield from _unknown_siblings_below(tree, {path for path, _, _ in walk_parameters(tree)}, (key,))


def _unknown_siblings_below(parameters: tuple[Parameter, ...], paths: set[str], place: KeyPath) -> Iterator[Finding]:
    beside = {parameter.name for parameter in parameters}
    for index, parameter in enumerate(parameters):
        here = (*place, index)
        others = beside - {parameter.name}
        for name in parameter.only_with:
            if name not in others:
                yield _unknown_sibling(parameter, name, others, (*here, "only_with", name), at_key=True)
        for number, name in enumerate(parameter.rejected_with):
            if name not in others:
                yield _unknown_sibling(parameter, name, others, (*here, "rejected_with", number))
        successor = parameter.replaced_by
        if successor is not None and successor not in others | paths:
            yield _unknown_sibling(parameter, successor, others | paths, (*here, "replaced_by"))
        yield from _unknown_siblings_below(parameter.fields, paths, (*here, "fields"))


def _unknown_sibling(
    parameter: Parameter, name: str, known: set[str], place: KeyPath, *, at_key: bool = False
) -> Finding:
    key = next(part for part in ("only_with", "rejected_with", "replaced_by") if part in place)
    return Finding(
        "parameter-sibling-unknown",
        place,
        f"`{key}` of `{parameter.name}` names {show_value(name)}, which is no field beside it{suggest(name, known)}",
        "a reader would look for a field that is not described",
        "name another field of the same object" + (", or give the full path of one" if key == "replaced_by" else ""),
        at_key=at_key,
    )


@once_per_record
def _named(_: str, model: Model) -> frozenset[str]:
    """Give the id of every record a model names, as `MODEL_REFERENCES` lists them."""
    return frozenset(_list_named(model))


def _list_named(model: Model) -> Iterator[str]:
    yield from (f"protocols/{served.protocol}" for served in model.protocols)
    yield from (f"benchmarks/{score.benchmark}" for score in model.benchmarks)
    yield from (f"protocols/{name}" for version in model.versions for name in version.protocols)
    others = (*(item.model for item in model.comparisons), *model.rivals, *model.related)
    yield from (f"models/{name}" for name in (*others, *((model.successor,) if model.successor else ())))


MODEL_REFERENCES: tuple[tuple[str, KeyPath], ...] = (
    ("protocols", ("protocols", "*", "protocol")),
    ("benchmarks", ("benchmarks", "*", "benchmark")),
    ("protocols", ("versions", "*", "protocols", "*")),
    ("models", ("comparisons", "*", "model")),
    ("models", ("rivals", "*")),
    ("models", ("related", "*")),
    ("models", ("successor",)),
)
"""Where a model names other records: their folder, and the place, with `*` for any entry of a list."""

_REFERENCE_PATTERNS = {"models": MODEL_REFERENCE_PATTERN, "protocols": SLUG_PATTERN, "benchmarks": SLUG_PATTERN}


def _references(value: Any) -> Iterator[tuple[str, str, KeyPath]]:  # noqa: ANN401 - any YAML value
    """Give every well-formed reference of a model file, even of one with other mistakes: folder, id, place."""
    for kind, pattern in MODEL_REFERENCES:
        for name, place in _texts_at(value, pattern, ()):
            if re.match(_REFERENCE_PATTERNS[kind], name):
                yield kind, name, place


def _texts_at(value: Any, pattern: KeyPath, place: KeyPath) -> Iterator[tuple[str, KeyPath]]:  # noqa: ANN401 - any YAML value
    if not pattern:
        if isinstance(value, str):
            yield value, place
    elif pattern[0] == "*":
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from _texts_at(item, pattern[1:], (*place, index))
    elif isinstance(value, dict) and pattern[0] in value:
        yield from _texts_at(value[pattern[0]], pattern[1:], (*place, pattern[0]))


def _unknown_reference(known: AbstractSet[str], kind: str, name: str, place: KeyPath) -> Finding:
    prefix = f"{kind}/"
    ids = [record_id.removeprefix(prefix) for record_id in known if record_id.startswith(prefix)]
    return Finding(
        "reference-unknown",
        place,
        f"there is no {kind.removesuffix('s')} `{name}`{suggest(name, ids)}",
        "the page would lead to a record that does not exist",
        f"name a file in catalog/{kind}/, or create catalog/{kind}/{name}.yaml",
    )


def _unknown_provider(catalog: Catalog, path: str, provider: str) -> Diagnostic:
    return Diagnostic(
        "provider-unknown",
        Span(path),
        f"the folder names a provider that does not exist: `{provider}`{suggest(provider, catalog.providers)}",
        "the folder below catalog/models/ says who makes the model",
        f"create catalog/providers/{provider}.yaml, or move the file",
    )


def _unknown_parameter(catalog: Catalog, protocol_id: str, path: str, place: KeyPath) -> Finding | None:
    if protocol_id not in catalog.protocols:
        return None
    known = parameters_by_path(catalog)[protocol_id]
    if path in known:
        return None
    return Finding(
        "parameter-unknown",
        place,
        f"protocol `{protocol_id}` has no parameter `{shorten(path)}`{suggest(path, known)}",
        "an override must name a field it changes",
        "write the full path, e.g. `generationConfig.temperature`",
        at_key=True,
    )


def _find_shared_ids(catalog: Catalog) -> Iterator[Diagnostic]:
    owners: dict[str, str] = {}
    for key, callable_id, place in (*_main_ids(catalog), *_other_ids(catalog)):
        if callable_id in owners:
            finding = _shared_id(callable_id, owners[callable_id], place)
            yield place_finding(catalog.files[RecordId(f"models/{key}")], finding)
        owners.setdefault(callable_id, key)


def _main_ids(catalog: Catalog) -> Iterator[tuple[str, str, KeyPath]]:
    """Give the id to send of every model; one that a version of another model has too is wrong there."""
    for key, model in catalog.models.items():
        yield key, model.api_id, ("api_id",)


def _other_ids(catalog: Catalog) -> Iterator[tuple[str, str, KeyPath]]:
    for key, model in catalog.models.items():
        for index, version in enumerate(model.versions):
            yield key, version.id, ("versions", index, "id")


def _shared_id(callable_id: str, owner: str, place: KeyPath) -> Finding:
    return Finding(
        "callable-id-duplicate",
        place,
        f"`{callable_id}` is already an id of `{owner}`",
        "one id calls one model, and is listed once",
        "remove one of the two, or correct the one that is wrong",
    )
