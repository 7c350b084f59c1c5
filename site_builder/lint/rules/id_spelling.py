"""Ids in texts that are spelled otherwise than they are declared: `3-1` for `3.1`."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.prose import ProseUse
from site_builder.lint.callable_ids import fold_id, ids_in, index_ids
from site_builder.lint.record_prose import RecordProse
from site_builder.lint.rule import Example, ProseRule
from site_builder.lint.written_text import TextSlip


def _check(record: RecordProse, catalog: Catalog) -> Iterator[tuple[ProseUse, TextSlip]]:
    index = index_ids(catalog)
    for passage in record.passages:
        for start, spelling in ids_in(passage, index):
            declared = index.by_fold.get(fold_id(spelling), ())
            if declared and spelling not in declared:
                yield (
                    passage.use,
                    TextSlip(
                        start,
                        start + len(spelling),
                        f"`{spelling}` is not how the id of `{index.owners[declared[0]]}` is spelled",
                        f"write `{declared[0]}`, or declare the spelling in `versions` of the model if calls take it",
                        "readers copy ids from the text, and a wrong spelling is answered with 404",
                        replacement=declared[0],
                    ),
                )


ID_SPELLING = ProseRule(
    name="id-spelling",
    summary="Finds ids in texts that differ from a declared one only in case, points, hyphens or underscores.",
    why="Readers copy ids from the text; one with a hyphen for a point is answered with 404.",
    bad=Example("catalog/models/acme/mini.yaml", "notes:\n  - Send `acme-large.latest` for hard questions.\n"),
    good=Example("catalog/models/acme/mini.yaml", "notes:\n  - Send `acme-large-latest` for hard questions.\n"),
    fixes=True,
    check=_check,
)
