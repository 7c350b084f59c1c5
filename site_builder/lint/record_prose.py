"""The prose of a record, as rules look at it that compare texts with the facts beside them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.prose import ProseUse, prose_by_record
from site_builder.lint.written_text import CODE_SPAN, blank_markup

_CODE_SPAN = re.compile(CODE_SPAN)


@dataclass(frozen=True, slots=True)
class Passage:
    """One message where it stands.

    Attributes:
        use: The message and its place.
        prose: The message with code, link targets and addresses blanked out; offsets stay.
    """

    use: ProseUse
    prose: str

    @property
    def text(self) -> str:
        """The message as written."""
        return self.use.source

    @property
    def field(self) -> str:
        """Key it is the value of, or in the list of."""
        return next(part for part in reversed(self.use.place) if isinstance(part, str))

    def code_spans(self) -> Iterator[tuple[int, str]]:
        """Give the offset and the text of every code span."""
        return ((match.start("code"), match["code"]) for match in _CODE_SPAN.finditer(self.text))


@dataclass(frozen=True, slots=True)
class RecordProse:
    """All messages of one record, in the order of its fields.

    Attributes:
        record_id: Whose they are.
        passages: The messages.
    """

    record_id: RecordId
    passages: tuple[Passage, ...]

    @property
    def folder(self) -> str:
        """Kind of the record: `models`, `protocols`, `providers`, `benchmarks` or `site`."""
        return self.record_id.partition("/")[0]

    @property
    def key(self) -> str:
        """Short id of the record, e.g. `google/gemini-3.1-pro`."""
        return self.record_id.partition("/")[2]


@functools.lru_cache(maxsize=2)
def passages_by_record(catalog: Catalog) -> tuple[RecordProse, ...]:
    """Give the prose of every record that has some, in catalog order."""
    return tuple(
        RecordProse(RecordId(record_id), tuple(Passage(use, blank_markup(use.source)) for use in uses))
        for record_id, uses in prose_by_record(catalog).items()
    )
