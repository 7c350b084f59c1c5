"""Writes `site_builder/lint/contracts/<sdk>.json`: which request fields each official SDK knows, from its type hints.

Run `python tools/write_contracts.py` after one of the SDKs was upgraded, and review the difference. Only names of
fields, whether they are required, and their JSON types are taken over; no texts.
"""

from __future__ import annotations

import collections.abc
import datetime as dt
import enum
import importlib
import importlib.metadata
import json
import sys
import types
import typing
from pathlib import Path
from typing import Any

import pydantic
import typing_extensions

_FOLDER = Path(__file__).resolve().parent.parent / "site_builder" / "lint" / "contracts"
_OPENAI = {
    "openai-chat": ("openai.types.chat.completion_create_params", "CompletionCreateParamsNonStreaming"),
    "openai-responses": ("openai.types.responses.response_create_params", "ResponseCreateParamsNonStreaming"),
    "openai-embeddings": ("openai.types.embedding_create_params", "EmbeddingCreateParams"),
    "openai-images": ("openai.types.image_generate_params", "ImageGenerateParamsNonStreaming"),
    "openai-speech": ("openai.types.audio.speech_create_params", "SpeechCreateParams"),
    "openai-transcriptions": (
        "openai.types.audio.transcription_create_params",
        "TranscriptionCreateParamsNonStreaming",
    ),
    "openai-videos": ("openai.types.video_create_params", "VideoCreateParams"),
}
_ANTHROPIC = ("anthropic.types.message_create_params", "MessageCreateParamsNonStreaming")
_SCALARS = {
    str: "string", bytes: "string", int: "integer", float: "number", bool: "boolean", type(None): "null",
    object: "any", dt.datetime: "string", dt.date: "string",
}  # fmt: skip


class _Collector:
    """Collects the objects that are reachable from a request, by name."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, dict[str, Any]]] = {}

    def describe(self, hint: Any) -> tuple[set[str], set[str]]:  # noqa: ANN401 - a typing construct
        """Give the JSON types of a hint, and the names of the objects it may be or hold."""
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if hint in _SCALARS or origin is typing.Literal:
            values = [hint] if hint in _SCALARS else [type(value) for value in arguments]
            return {_SCALARS[value] for value in values}, set()
        if origin in (typing.Annotated, typing.Required, typing.NotRequired):
            return self.describe(arguments[0])
        if origin in (typing.Union, types.UnionType):
            found = [self.describe(argument) for argument in arguments]
            return set().union(*(kinds for kinds, _ in found)), set().union(*(names for _, names in found))
        if origin in (dict, collections.abc.Mapping):
            return {"object"}, {""}
        if origin is not None and arguments and _is_sequence(origin):
            kinds, names = self.describe(arguments[0])
            return {f"array<{kind}>" for kind in kinds}, names
        return self._describe_class(hint)

    def _describe_class(self, hint: Any) -> tuple[set[str], set[str]]:  # noqa: ANN401 - a typing construct
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return {"string"}, set()
        if typing_extensions.is_typeddict(hint) or (isinstance(hint, type) and issubclass(hint, pydantic.BaseModel)):
            return {"object"}, {self.add(hint)}
        if hint in (dict, collections.abc.Mapping):
            return {"object"}, {""}
        return {"any"}, {""}

    def add(self, cls: Any) -> str:  # noqa: ANN401 - a class
        """Describe a class unless that is done, and give its name."""
        name = f"{cls.__module__.rpartition('.')[2]}.{cls.__name__}"
        if name not in self.objects:
            self.objects[name] = {}
            self.objects[name] |= dict(self._fields(cls))
        return name

    def _fields(self, cls: Any) -> collections.abc.Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - a class
        if typing_extensions.is_typeddict(cls):
            for name, hint in typing_extensions.get_type_hints(cls, include_extras=True).items():
                mark = typing.get_origin(hint)
                is_required = mark is typing.Required or (cls.__total__ and mark is not typing.NotRequired)
                yield name, self.field(hint, required=is_required)
        else:
            for name, field in cls.model_fields.items():
                yield field.alias or name, self.field(field.annotation, required=None)

    def field(self, hint: Any, *, required: bool | None) -> dict[str, Any]:  # noqa: ANN401 - a typing construct
        """Describe a field: whether it is required (null: the SDK does not say), its types, its objects."""
        kinds, names = self.describe(hint)
        entry: dict[str, Any] = {"required": required, "types": sorted(kinds)}
        if names:
            entry["objects"] = sorted(names)
        return entry


def _is_sequence(origin: Any) -> bool:  # noqa: ANN401 - a typing construct
    return origin in (list, tuple) or "Iterable" in str(origin) or "Sequence" in str(origin)


def _write(path: Path, package: str, root: str, objects: dict[str, Any]) -> None:
    metadata = importlib.metadata.metadata(package)
    license_name = metadata.get("License-Expression") or metadata.get("License") or "see the package"
    contract = {
        "source": f"type hints of the Python package {package}",
        "version": metadata["Version"],
        "license": license_name,
        "root": root,
        "objects": dict(sorted(objects.items())),
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in contract.items() if key != "objects"]
    entries = ",\n  ".join(f"{json.dumps(name)}: {json.dumps(fields)}" for name, fields in contract["objects"].items())
    path.write_text("{" + ",\n".join([*lines, f'"objects": {{\n  {entries}\n}}']) + "}\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(objects)} objects of {package} {contract['version']}\n")


def _google() -> tuple[str, dict[str, Any]]:
    """Compose the body that the SDK sends: `config` is split into `generationConfig` and what stands beside it."""
    sdk = importlib.import_module("google.genai.types")
    collector = _Collector()
    body = {
        "contents": collector.field(list[sdk.Content], required=True),
        "systemInstruction": collector.field(sdk.Content, required=False),
        "generationConfig": collector.field(sdk.GenerationConfig | sdk.GenerateContentConfig, required=False),
        "tools": collector.field(list[sdk.Tool], required=False),
        "toolConfig": collector.field(sdk.ToolConfig, required=False),
        "safetySettings": collector.field(list[sdk.SafetySetting], required=False),
        "cachedContent": collector.field(str, required=False),
        "serviceTier": collector.field(str, required=False),
        "labels": collector.field(dict[str, str], required=False),
    }
    return "request", {"request": body, **collector.objects}


def write_contracts(folder: Path) -> None:
    """Write the contract of every SDK into a folder."""
    for sdk, (module, name) in {**_OPENAI, "anthropic": _ANTHROPIC}.items():
        collector = _Collector()
        root = collector.add(getattr(importlib.import_module(module), name))
        _write(folder / f"{sdk}.json", module.partition(".")[0], root, collector.objects)
    _write(folder / "google-genai.json", "google-genai", *_google())


if __name__ == "__main__":
    write_contracts(_FOLDER)
