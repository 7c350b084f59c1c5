"""Which ids of a catalog can be called, and what in a text looks like one of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.positions import KeyPath
from site_builder.lint.record_prose import Passage
from site_builder.records.model import Model

_TOKEN = re.compile(r"(?<![\w./:@-])[A-Za-z0-9]+(?:[._:/@-][A-Za-z0-9]+)+(?![\w/@-])")
_MAKER = re.compile(r"^(?:[a-z-]+/|(?:[a-z]+\.)+)")
"""What resellers put before an id: `mistralai/`, `us.amazon.`."""


@dataclass(frozen=True, slots=True)
class IdIndex:
    """All callable ids of a catalog.

    Attributes:
        owners: Model of each id, as `provider/model`.
        by_fold: Ids by what is left of them without case, points, hyphens and underscores.
        form: What an id of one of the families looks like.
    """

    owners: Mapping[str, str]
    by_fold: Mapping[str, tuple[str, ...]]
    form: re.Pattern[str]


def declared_ids(model: Model) -> Iterator[tuple[str, KeyPath]]:
    """Give every callable id of a model with its place."""
    yield model.api_id, ("api_id",)
    yield from ((version.id, ("versions", index, "id")) for index, version in enumerate(model.versions))


def fold_id(callable_id: str) -> str:
    """Give what two spellings of one id have in common."""
    return re.sub(r"[._-]", "", callable_id).lower()


@functools.lru_cache(maxsize=2)
def index_ids(catalog: Catalog) -> IdIndex:
    """Collect the ids of a catalog."""
    owners: dict[str, str] = {}
    by_fold: dict[str, tuple[str, ...]] = {}
    for key, model in catalog.models.items():
        for callable_id, _ in declared_ids(model):
            owners.setdefault(callable_id, key)
            fold = fold_id(callable_id)
            by_fold[fold] = (*by_fold.get(fold, ()), callable_id)
    return IdIndex(owners, by_fold, _form(owners))


def ids_in(passage: Passage, index: IdIndex) -> Iterator[tuple[int, str]]:
    """Give offset and spelling of everything in a message that looks like a callable id.

    In code anything does that begins like an id; in running text a name may, so it must be in lower case.
    """
    text = passage.text
    if "-" not in text:
        return
    for match in _TOKEN.finditer(text):
        token, start = match[0], match.start()
        is_like_one = index.form.match(token) or fold_id(token) in index.by_fold
        if is_like_one and (passage.prose[start] == " " or token.islower()):
            yield start, token


def _form(owners: Mapping[str, str]) -> re.Pattern[str]:
    """Give the pattern of ids: a family's first word, then a number or a pointer, with a hyphen between parts."""
    words = {match[0] for owner in owners if (match := re.match(r"[A-Za-z]+", _MAKER.sub("", owner)))}
    families = "|".join(re.escape(word) for word in sorted(words)) or r"(?!)"
    return re.compile(
        rf"(?:[a-z-]+/|(?:[a-z]+\.)+)?(?:{families})(?=[-.]?\d|-)(?=[^-]*-)"
        r"(?:.*-(?:latest|preview)$|(?=.*\d))(?!.*\.(?:com|org|dev|ai|html|md|yaml|json|py)\b)"
    )
