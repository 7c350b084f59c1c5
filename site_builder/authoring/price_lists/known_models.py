"""Finds the record of a site that a listed model already has, under any of its ids in any spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.authoring.price_lists.listed_model import ListedModel
from site_builder.authoring.price_lists.makers import canonical_maker, find_origin
from site_builder.catalog.catalog import provider_of
from site_builder.lint.callable_ids import fold_id
from site_builder.records.model import Model

Identity = tuple[str, str]
"""A maker, and what all spellings of an id of its model have in common, e.g. `("zhipu", "glm51")`."""


OWN_ID = 1
"""How near an id is that names the record or is the one to send; higher ones are of versions."""

POINTER = 1000
"""How near an id is that leads to the newest version, which may be another model by now."""


@dataclass(frozen=True, slots=True)
class KnownModels:
    """The models of a site by identity: the key of each, and how near the id is to the one to send (0: it is)."""

    by_identity: Mapping[Identity, tuple[str, int]]

    def find(self, listed: ListedModel) -> tuple[str, int] | None:
        """Give the key of the model that an entry is about, and how near the id is; None if there is none."""
        return self.by_identity.get(identity_of(listed))


def index_models(models: Mapping[str, Model]) -> KnownModels:
    """Collect all ids of the models of a site; an id that two of them have goes to the one it is nearer to."""
    found: dict[Identity, tuple[str, int]] = {}
    for key, model in models.items():
        maker = canonical_maker(provider_of(key))
        for own_id, rank in _own_ids(key, model):
            identity = (maker, _fold(own_id))
            if identity not in found or rank < found[identity][1]:
                found[identity] = (key, rank)
    return KnownModels(found)


def identity_of(listed: ListedModel) -> Identity:
    """Give what an entry is about."""
    return canonical_maker(listed.origin.maker.id), _fold(listed.origin.own_id)


def _own_ids(key: str, model: Model) -> Iterator[tuple[str, int]]:
    """Give all ids of a model without names of makers, each with how near it is to the one to send."""
    yield find_origin("", model.api_id).own_id, 0
    yield find_origin("", key).own_id, OWN_ID
    for index, version in enumerate(model.versions):
        rank = POINTER if version.kind == "latest" else OWN_ID + 1 + index
        yield find_origin("", version.id).own_id, rank


def _fold(own_id: str) -> str:
    return fold_id(re.sub(r"[:@]", "-", own_id))
