"""What an official SDK knows of the requests it sends, read from `lint/contracts/`.

Those files are written by `tools/write_contracts.py`, from the type hints of the SDKs.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "contracts"


@dataclass(frozen=True, slots=True)
class ContractField:
    """A field of a request, over all objects that may stand in its place.

    Attributes:
        always: Whether all of these objects require it; None if the SDK does not say.
        ever: Whether one of them does; None if the SDK does not say.
        types: JSON types it may have, e.g. `string`, `array<object>`; with `any`, nothing is known.
        objects: Names of the objects it may hold.
        is_open: Whether it may hold objects with fields that the SDK does not list.
    """

    always: bool | None
    ever: bool | None
    types: frozenset[str]
    objects: frozenset[str]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Contract:
    """The request of one SDK call.

    Attributes:
        package: Python package it was read from, with its version: `openai 3.52.0`.
        root: Name of the object that is the body.
        objects: Fields of every object by its name.
    """

    package: str
    root: str
    objects: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def fields_of(self, names: frozenset[str]) -> Mapping[str, ContractField]:
        """Give the fields that any of these objects has; the empty set has none."""
        variants = [self.objects[name] for name in sorted(names)]
        known = dict.fromkeys(name for variant in variants for name in variant)
        return {name: _merge([variant.get(name) for variant in variants]) for name in known}


def _merge(entries: list[Mapping[str, Any] | None]) -> ContractField:
    found = [entry for entry in entries if entry is not None]
    objects = frozenset(name for entry in found for name in entry.get("objects", ()))
    said = {entry["required"] if entry is not None else False for entry in entries}
    return ContractField(
        always=None if None in said else said == {True},
        ever=None if None in said else True in said,
        types=frozenset(kind for entry in found for kind in entry["types"]),
        objects=objects - {""},
        is_open="" in objects or not objects,
    )


@functools.cache
def read_contract(sdk: str) -> Contract:
    """Read the contract of an SDK, e.g. of `openai-chat`."""
    content = json.loads((_FOLDER / f"{sdk}.json").read_text(encoding="utf-8"))
    package = content["source"].rpartition(" ")[2]
    return Contract(f"{package} {content['version']}", content["root"], content["objects"])
