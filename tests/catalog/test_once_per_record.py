"""What was found out about a record is remembered as long as the record is the same object."""

from __future__ import annotations

from pathlib import Path

from site_builder.catalog.catalog import RecordId
from site_builder.catalog.loader import load_catalog
from site_builder.catalog.once_per_record import once_per_record
from site_builder.records.base import Record

_SITE, _ACME = RecordId("site"), RecordId("providers/acme")


def test_a_record_is_looked_at_once(small_site: Path) -> None:
    """One that was read again is another, even if it says the same; so is the same under another id."""
    first, second = (load_catalog(small_site).catalog for _ in range(2))
    assert first is not None
    assert second is not None
    asked: list[Record] = []

    @once_per_record
    def find(record_id: RecordId, record: Record) -> str:
        asked.append(record)
        return f"{record_id} {len(asked)}"

    assert [find(_SITE, first.site), find(_ACME, first.providers["acme"])] == ["site 1", "providers/acme 2"]
    assert find(_SITE, first.site) == "site 1"
    assert find(_SITE, second.site) == "site 3"
    assert find(_SITE, first.site) == "site 4"
    assert find(_ACME, first.site) == "providers/acme 5"
