"""Ids in texts that no record declares."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.finding import closest
from site_builder.catalog.prose import ProseUse
from site_builder.lint.callable_ids import IdIndex, fold_id, ids_in, index_ids
from site_builder.lint.record_prose import RecordProse
from site_builder.lint.rule import Example, ProseRule
from site_builder.lint.written_text import TextSlip

_WHY = "an id that is declared nowhere cannot be called, or calls a model that this site does not describe"


def _check(record: RecordProse, catalog: Catalog) -> Iterator[tuple[ProseUse, TextSlip]]:
    index = index_ids(catalog)
    foreign = catalog.models[record.key].foreign_ids if record.folder == "models" else ()
    for passage in record.passages:
        for start, spelling in ids_in(passage, index):
            if spelling in foreign or fold_id(spelling) in index.by_fold:
                continue
            fix = _fix(spelling, index)
            yield (
                passage.use,
                TextSlip(start, start + len(spelling), f"no model has the id `{spelling}`", fix, _WHY),
            )


def _fix(spelling: str, index: IdIndex) -> str:
    meant = closest(spelling, index.owners)
    advice = f"write `{meant}`" if meant else "write a declared id"
    return f"{advice}, declare it in `versions` of its model, or in `foreign_ids` if it calls a model without a record"


ID_UNDECLARED = ProseRule(
    name="id-undeclared",
    summary="Finds what looks like a callable id of a family of this catalog in a text, but is declared nowhere.",
    why="Readers copy ids from the text; one that is declared nowhere is answered with 404, or calls another model.",
    bad=Example("catalog/models/acme/mini.yaml", "notes:\n  - Send `acme-mini-2` for harder questions.\n"),
    good=Example(
        "catalog/models/acme/mini.yaml",
        "notes:\n  - Send `acme-mini-2` for harder questions.\nforeign_ids: [acme-mini-2]\n",
    ),
    check=_check,
)
