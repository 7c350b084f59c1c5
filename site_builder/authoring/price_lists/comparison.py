"""Compares the models of a catalog with a list: which entry is about which record, and what drifted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from site_builder.authoring.price_lists.drift import Drift, find_fact_drifts
from site_builder.authoring.price_lists.known_models import OWN_ID, POINTER, index_models
from site_builder.authoring.price_lists.listed_model import ListedModel
from site_builder.authoring.price_lists.price_drift import find_price_drifts
from site_builder.authoring.price_lists.selection import Selection
from site_builder.records.model import Model


@dataclass(frozen=True, slots=True)
class ModelDrift:
    """What a list says of one model of the catalog.

    Attributes:
        key: The model, e.g. `openai/gpt-5.4`.
        listed: The entry it was compared with.
        drifts: What they say differently.
        additions: What only the list says.
    """

    key: str
    listed: ListedModel
    drifts: tuple[Drift, ...]
    additions: tuple[Drift, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing a catalog with a list gave; models in catalog order.

    Attributes:
        compared: Models that both have.
        resold: Models that the list has only from sellers that did not make them, which set prices of their own.
        unlisted: Models that the list does not have.
    """

    compared: tuple[ModelDrift, ...]
    resold: tuple[str, ...]
    unlisted: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        """Whether nothing has drifted."""
        return not any(item.drifts for item in self.compared)


def compare_catalog(models: Mapping[str, Model], listed: Iterable[ListedModel], selection: Selection) -> Comparison:
    """Compare each model with the entry of its maker, or with that of the sellers that are asked for.

    Args:
        models: The models of the catalog.
        listed: The entries of the list.
        selection: Patterns are of keys of models; sellers, if any, instead of the makers.
    """
    wanted = {key: model for key, model in models.items() if _is_wanted(key, selection.patterns)}
    entries = _match(models, listed)
    compared: list[ModelDrift] = []
    resold: list[str] = []
    unlisted: list[str] = []
    for key, model in wanted.items():
        found = entries.get(key, [])
        fitting = [item for item in found if _counts(item[1], selection.sellers)]
        if fitting:
            rank, entry = min(fitting, key=lambda item: (not item[1].origin.is_own, item[0]))
            drifts = (*find_price_drifts(model, entry), *find_fact_drifts(model, entry, is_version=rank > OWN_ID))
            compared.append(
                ModelDrift(
                    key,
                    entry,
                    tuple(drift for drift in drifts if not drift.is_addition),
                    tuple(drift for drift in drifts if drift.is_addition),
                )
            )
        else:
            (resold if found else unlisted).append(key)
    return Comparison(tuple(compared), tuple(resold), tuple(unlisted))


def _is_wanted(key: str, patterns: Iterable[str]) -> bool:
    wanted = tuple(patterns)
    return not wanted or any(fnmatchcase(key, pattern.lower()) for pattern in wanted)


def _match(models: Mapping[str, Model], listed: Iterable[ListedModel]) -> Mapping[str, list[tuple[int, ListedModel]]]:
    """Give the entries about each model, in the order of the list, each with how near its id is."""
    known = index_models(models)
    found: dict[str, list[tuple[int, ListedModel]]] = {}
    for entry in listed:
        place = None if entry.refusal or entry.slips else known.find(entry)
        if place is not None and place[1] < POINTER:
            found.setdefault(place[0], []).append((place[1], entry))
    return found


def _counts(entry: ListedModel, sellers: tuple[str, ...]) -> bool:
    """Whether an entry is to be compared: by the sellers that are asked for, or by the maker itself."""
    return entry.seller in sellers if sellers else entry.origin.is_own
