"""The record of a listed model: what the list says, and as little as a record needs beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from site_builder.authoring.block_style import write_entry
from site_builder.authoring.first_values import title_of
from site_builder.authoring.price_lists.listed_model import TEMPERATURE, FactPath, Line, ListedModel
from site_builder.authoring.price_lists.sound_values import make_sound
from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.field_lookup import field_names
from site_builder.catalog.validation import validate_record
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.lint.rules.version_family import name_fits
from site_builder.records.base import show_value
from site_builder.records.model import Model
from site_builder.records.parameter import walk_parameters
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider

_UNPRICED: tuple[Line, ...] = ({"meter": "input", "state": "unknown"}, {"meter": "output", "state": "unknown"})
_NOUNS = {
    "chat": "a language model",
    "embedding": "an embedding model",
    "image": "an image model",
    "video": "a video model",
    "speech": "a speech model",
    "transcription": "a transcription model",
}
_MARKUP = re.compile(r"[*\[\]<>`\\]")
_SPELLED = {"gpt": "GPT", "glm": "GLM", "tts": "TTS", "ocr": "OCR", "vl": "VL"}
_REFUSED: tuple[tuple[FactPath, tuple[str, ...]], ...] = (
    (TEMPERATURE, ("temperature",)),
    (TEMPERATURE, ("generationConfig.temperature",)),
    (("capabilities", "tool_calling"), ("tools[].functionDeclarations", "tools")),
)
"""Parameters that a model rejects which lacks something, by their paths in protocols; the first one there is counts."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the facts come from: title and address of the page, and the day it was read."""

    title: str
    url: str
    checked: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a record needs beside what the list says.

    Attributes:
        provider_name: Name of the maker.
        api_id: The id to send.
        protocols: What it is served through, by id.
        evidence: Where the facts come from.
        names: Names of other models.
        factor: What the gateway charges for each unit of the listed price.
    """

    provider_name: str
    api_id: str
    protocols: Mapping[str, Protocol]
    evidence: Evidence
    names: Collection[str]
    factor: Decimal


@dataclass(frozen=True, slots=True)
class WrittenModel:
    """The record of a model: its text, its name, and in words what of the list it does not say."""

    text: str
    name: str
    notes: tuple[str, ...]


def write_model(key: str, listed: ListedModel, surroundings: Surroundings, catalog: Catalog) -> WrittenModel:
    """Write the record of a listed model, without what contradicts the rest of it.

    Args:
        key: Of the model, e.g. `openai/gpt-5.4`.
        listed: What the list says.
        surroundings: What it does not say.
        catalog: The records of the site.
    """
    facts = dict(listed.facts)
    facts.setdefault(("status",), _guess_status(f"{listed.origin.own_id} {facts.get(('name',), '')}"))
    notes = [*listed.unsaid, *_drop_contradictions(facts, surroundings.evidence.checked)]
    facts.pop(TEMPERATURE, None)
    values = _nest(facts)
    name = str(values.get("name") or "")
    if name in surroundings.names or not name_fits(surroundings.api_id, f"{name} {listed.origin.own_id}"):
        notes.append(f"its name {show_value(name)}, which is or reads like that of another model")
        name = ""
    name = name or _name_by_id(listed.origin.own_id, surroundings.provider_name)
    evidence = surroundings.evidence
    values |= {
        "name": name,
        "family": _title(values["family"]) if "family" in values else name,
        "api_id": surroundings.api_id,
        "summary": _summarize(name, values.get("kind", "chat"), surroundings.provider_name),
        "updated": _updated(facts, evidence.checked),
        "protocols": [_serve(key, protocol, listed) for key, protocol in surroundings.protocols.items()],
        "pricing": {
            "currency": "USD",
            "source": evidence.url,
            "checked": evidence.checked,
            "lines": [_charge(line, listed, surroundings.factor) for line in listed.lines or _UNPRICED],
        },
        "sources": [{"title": evidence.title, "url": evidence.url, "checked": evidence.checked}],
    }
    if values.get("kind") == "chat":
        del values["kind"]
    values, said = make_sound(RecordId(f"models/{key}"), values, catalog)
    notes += said
    values["pricing"]["lines"] = values["pricing"]["lines"] or list(_UNPRICED)
    return WrittenModel(_write("model", "../..", values, Model), name, tuple(notes))


def write_provider(name: str, website: str) -> str:
    """Give the text of the record of a maker."""
    return _write("provider", "..", {"name": name, "summary": f"{name} makes AI models.", "website": website}, Provider)


def find_mistakes(path: str, text: str) -> tuple[str, ...]:
    """Say in words what keeps the text of a model from being a record."""
    file = read_yaml(path, text.encode())
    record = () if file.diagnostics else validate_record(Model, file)
    found = (*file.diagnostics, *(record if isinstance(record, tuple) else ()))
    return tuple(diagnostic.message for diagnostic in found)


def _write(kind: str, above: str, values: Mapping[str, Any], record_class: type[Model | Provider]) -> str:
    lines = [f"# yaml-language-server: $schema={above}/schemas/{kind}.schema.json"]
    for key in field_names(record_class):
        if key in values:
            lines += write_entry(key, values[key])
    return "\n".join(lines) + "\n"


def _nest(facts: Mapping[FactPath, Any]) -> dict[str, Any]:
    """Give facts by their paths as the mappings that an author writes."""
    values: dict[str, Any] = {}
    for path, value in facts.items():
        owner = values
        for part in path[:-1]:
            owner = owner.setdefault(part, {})
        owner[path[-1]] = value
    return values


def _drop_contradictions(facts: dict[FactPath, Any], checked: str) -> Iterator[str]:
    """Leave out facts that cannot all be true, and say which; add what follows from days, and what must be there."""
    window, output = (facts.get(("limits", name)) for name in ("context_window_tokens", "max_output_tokens"))
    if window and output and output > window:
        del facts["limits", "max_output_tokens"]
        yield f"an output limit of {output} tokens, above the context window of {window}"
    retires = facts.get(("retires",))
    if retires and retires < checked:
        facts["status",] = "retired"
    elif retires and facts.get(("status",)) == "stable":
        facts["status",] = "deprecated"
    for side in ("input", "output"):
        if ("modalities", side) not in facts:
            facts["modalities", side] = ["text"]
            yield f"nothing about its {side}, so the record says `text`"


def _guess_status(words: str) -> str:
    """Give where a model is in its life, by its own names, where the list does not say it."""
    is_early = any(word in words.lower() for word in ("preview", "beta", "alpha", "experimental"))
    return "preview" if is_early else "stable"


def _updated(facts: Mapping[FactPath, Any], checked: str) -> str:
    """Give the day the list changed the entry last, if that can be; else the day it was read."""
    said = str(facts.get(("updated",), ""))
    return said if len(said) == len(checked) and str(facts.get(("released",), "")) <= said <= checked else checked


def _summarize(name: str, kind: str, maker: str) -> str:
    noun = _NOUNS[kind]
    whole = f"{name} is {noun} made by {maker}."
    return whole if not _MARKUP.search(whole) else f"{noun[0].upper()}{noun[1:]} made by {maker}."


def _serve(protocol_id: str, protocol: Protocol, listed: ListedModel) -> dict[str, Any]:
    """Give a protocol with the parameters that the model rejects."""
    known = {path for path, _, _ in walk_parameters(protocol.parameters)}
    lacking = [paths for fact, paths in _REFUSED if listed.facts.get(fact) == "no" and known & {*paths}]
    rejected = {next(path for path in paths if path in known): {"supported": False} for paths in lacking}
    return {"protocol": protocol_id, **({"parameters": rejected} if rejected else {})}


def _charge(line: Line, listed: ListedModel, factor: Decimal) -> dict[str, Any]:
    """Give a line with what the gateway charges, and what the maker does if the list has the maker's own prices."""
    if "amount" not in line:
        return dict(line)
    amount = format((Decimal(line["amount"]) * factor).normalize(), "f")
    maker = {"list": line["amount"]} if listed.origin.is_own else {}
    rest = {key: value for key, value in line.items() if key not in ("meter", "amount")}
    return {"meter": line["meter"], "amount": amount, **maker, **rest}


def _name_by_id(own_id: str, maker: str) -> str:
    """Make a name of an id; a single word, such as `fast`, needs that of the maker before it to be one."""
    title = _title(own_id)
    return title if re.search(r"[ 0-9]", title) else f"{maker} {title}"


def _title(record_id: str) -> str:
    """Make a name of an id, with the usual capitals: `GPT 5.4` of `gpt-5.4`; one with capitals keeps them."""
    return " ".join(_SPELLED.get(word.lower(), word) for word in title_of(record_id).split())
