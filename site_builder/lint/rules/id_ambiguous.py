"""Ids of different models that a reader cannot keep apart."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.lint.callable_ids import declared_ids, fold_id
from site_builder.lint.rule import CatalogRule, Example


def _check(catalog: Catalog) -> Iterator[tuple[RecordId, Finding]]:
    first: dict[str, tuple[str, str]] = {}
    for key, model in catalog.models.items():
        for callable_id, place in declared_ids(model):
            other, owner = first.setdefault(fold_id(callable_id), (callable_id, key))
            if owner != key and other != callable_id:
                yield (
                    RecordId(f"models/{key}"),
                    Finding(
                        "id-ambiguous",
                        place,
                        f"`{callable_id}` differs from `{other}` of `{owner}` only in case, points, hyphens or "
                        "underscores",
                        "a caller who mistypes one calls, and pays, the other model",
                        f"if it is a spelling of that model, move it to `versions` of `{owner}`; otherwise correct it",
                    ),
                )


_VERSION = """versions:
  - {id: %s, kind: latest, name_misleads: true, description: Always the newest release.}
"""

ID_AMBIGUOUS = CatalogRule(
    name="id-ambiguous",
    summary="Finds callable ids of different models that differ only in case, points, hyphens or underscores.",
    why="A caller who mistypes one of the two calls, and pays, the other model.",
    bad=Example("catalog/models/acme/mini.yaml", _VERSION % "acme-large_latest"),
    good=Example("catalog/models/acme/mini.yaml", _VERSION % "acme-mini_latest"),
    check=_check,
)
