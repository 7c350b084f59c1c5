"""Writes `catalog/FIELDS.md`; `make reference` runs it."""

from pathlib import Path

from site_builder.authoring.field_reference import write_field_reference

_FILE = Path(__file__).resolve().parents[1] / "catalog" / "FIELDS.md"

if __name__ == "__main__":
    _FILE.write_text(write_field_reference(), encoding="utf-8", newline="\n")
    print(_FILE)
