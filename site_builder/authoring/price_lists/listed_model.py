"""What a price list says of one model, in the words of records; the same for every list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from site_builder.authoring.price_lists.entry import Slip
from site_builder.authoring.price_lists.makers import Origin
from site_builder.catalog.positions import KeyPath

Line = Mapping[str, Any]
"""A price line as an author writes it, e.g. `{meter: input, amount: "0.20"}`."""

FactPath = tuple[str, ...]
"""Where a fact stands in the record of a model, e.g. `("limits", "context_window_tokens")`."""

TEMPERATURE: FactPath = ("temperature",)
"""Whether a model takes the parameter of that name; a record says under its protocols that one does not."""

MODALITIES = {"text": "text", "image": "image", "audio": "audio", "video": "video", "file": "file", "pdf": "file"}
"""Modalities by their names in lists."""


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One entry of a price list.

    Attributes:
        list_id: Name of the entry, e.g. `openai/gpt-5.4`; patterns of the command line are compared with it.
        place: Where it is in the file.
        seller: Who sells at these prices, e.g. `openai`.
        origin: Who makes it, and its id there.
        facts: What the list says, as an author writes it; what it does not say is not there.
        lines: Its prices.
        unsaid: What the list says and a record has no place for, in words.
        loose: Facts that the list says by halves: modalities may have more members, limits may be of something else.
        slips: Values that are not what they should be; with any, the entry says nothing.
        refusal: Why no record can be made of it, for a reason that is nobody's mistake.
    """

    list_id: str
    place: KeyPath
    seller: str
    origin: Origin
    facts: Mapping[FactPath, Any] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    unsaid: tuple[str, ...] = ()
    loose: frozenset[FactPath] = frozenset()
    slips: tuple[Slip, ...] = ()
    refusal: str = ""


def collect_facts(facts: Mapping[FactPath, Any]) -> dict[FactPath, Any]:
    """Leave out what a list does not say: None and empty lists."""
    return {path: value for path, value in facts.items() if value not in (None, [], ())}


def tri_state(flag: bool | None) -> str | None:  # noqa: FBT001 - a value, no switch
    """Give a flag as a state of a capability; None if the list says nothing."""
    return None if flag is None else "yes" if flag else "no"


def known_modalities(names: Collection[str], unsaid: list[str], what: str) -> list[str]:
    """Give modalities by their names in records, and note those that records do not know."""
    unsaid += [f"{what} `{name}`" for name in names if name not in MODALITIES]
    return list(dict.fromkeys(MODALITIES[name] for name in names if name in MODALITIES))


def guess_kind(model_id: str, inputs: Collection[str], outputs: Collection[str]) -> str:
    """Give what a model is called for, by what goes in and comes out; that it embeds, lists say in the id alone."""
    name = model_id.lower()
    if "embed" in name:
        return "embedding"
    if "text" in outputs or not outputs:
        if set(inputs) == {"audio"}:
            return "transcription"
        return "image" if "image" in outputs and "image" in name else "chat"
    return next((kind for made, kind in _MAKES if made in outputs), "chat")


_MAKES = (("video", "video"), ("image", "image"), ("audio", "speech"))


def price_line(meter: str, amount: str, when: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Make a price line; what costs 0 is free."""
    price = {"state": "free"} if amount == "0" else {"amount": amount}
    return {"meter": meter, **price, **({"when": dict(when)} if when else {})}
