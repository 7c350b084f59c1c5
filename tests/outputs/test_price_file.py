"""All prices as CSV: read back, it says what the records say."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.outputs.price_file import COLUMNS, CONDITION_COLUMNS, build_rows, guard
from site_builder.records.price_condition import Condition
from site_builder.records.pricing import PriceLine

_ROOT = Path(__file__).parents[2]
_LARGE = "catalog/models/acme/large.yaml"


def _read(small_site: Path) -> SiteInputs:
    site, diagnostics = read_site(small_site)
    assert site is not None, diagnostics
    return site


def _content(site: SiteInputs) -> bytes:
    return next(file.make().content for file in site.outputs if file.path == "pricing.csv")


def _parse(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give the records of the repository's own site."""
    loaded = load_catalog(_ROOT)
    assert loaded.catalog is not None
    return loaded.catalog


def _as_line(row: dict[str, str]) -> PriceLine:
    """Give the price line that a row says, with all that a line may have."""
    cells = {name: value.removeprefix("'") for name, value in row.items() if value}
    when = {name: cells[name] for name in CONDITION_COLUMNS if name in cells}
    condition: dict[str, object] = {}
    for name, value in when.items():
        field = next((item for item in ("prompt_tokens", "schedule") if name.startswith(f"{item}_")), None)
        if field is None:
            condition[name] = value
            continue
        part = {"starts": "from", "ends": "to"}.get(name.removeprefix(f"{field}_"), name.removeprefix(f"{field}_"))
        inner = condition.setdefault(field, {})
        assert isinstance(inner, dict)
        inner[part] = value.split() if part == "days" else value
    allowance = {
        name: cells[f"allowance_{name}"] for name in ("count", "per", "shared_with") if f"allowance_{name}" in cells
    }
    kept = ("meter", "unit", "currency", "amount", "state", "valid_from", "valid_to", "source", "checked", "note")
    line: dict[str, object] = {name: cells[name] for name in kept if name in cells}
    if "list_amount" in cells:
        line["list"] = cells["list_amount"]
    numbers = {name: int(value) for name, value in condition.items() if name in _COUNTS and isinstance(value, str)}
    if "prompt_tokens" in condition and isinstance(condition["prompt_tokens"], dict):
        condition["prompt_tokens"] = {name: int(value) for name, value in condition["prompt_tokens"].items()}
    if allowance:
        line["allowance"] = {**allowance, "count": int(allowance["count"])}
    return PriceLine.model_validate({**line, "equivalent": "equivalent" in cells, "when": {**condition, **numbers}})


_COUNTS = ("steps", "clip_seconds", "interval_over_seconds", "min_results", "max_results")


def test_rows_read_back_are_the_records(catalog: Catalog) -> None:
    """Every current price of every model, amounts digit by digit, conditions field by field."""
    for key, model in catalog.models.items():
        rows = [dict(row) for row in build_rows(catalog, key)]
        if model.pricing is None:
            assert rows == []
            continue
        expected = []
        for line in model.pricing.current_lines():
            amount, list_amount = model.pricing.amounts(line)
            facts = {
                "amount": amount,
                "list_amount": list_amount,
                "multiplier": None,
                "unit": line.unit_id,
                "currency": model.pricing.currency_of(line),
                "source": line.source or model.pricing.source,
                "checked": line.checked or model.pricing.checked,
            }
            expected.append(line.model_copy(update=facts))
        read = [_as_line(row) for row in rows]
        assert sorted(map(repr, read)) == sorted(map(repr, expected)), key


def test_file_is_csv_as_the_standard_has_it(small_site: Path) -> None:
    """A header line, CRLF, no byte order mark, as many cells in every line; empty where there is nothing to say."""
    content = _content(_read(small_site))
    rows = _parse(content)

    assert content.startswith(b"model,api_id,name,provider,provider_name,meter,unit,currency,amount,list_amount,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == len(rows) + 1
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["model"] == "acme/large"
    assert all(None not in row and None not in row.values() for row in rows)
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_model_without_prices_has_no_rows(small_site: Path) -> None:
    """Whoever asks for them."""
    path = small_site / _LARGE
    text = path.read_text(encoding="utf-8")
    head, _, tail = text.partition("pricing:")
    path.write_text(head + tail[tail.index("\nbenchmarks:") + 1 :], encoding="utf-8")

    catalog = load_catalog(small_site).catalog

    assert catalog is not None
    assert list(build_rows(catalog, "acme/large")) == []


def test_texts_with_commas_quotes_and_formulas_are_safe(small_site: Path) -> None:
    """They come back as they are written, but for the apostrophe before what could begin a formula."""
    maker, path = small_site / "catalog/providers/acme.yaml", small_site / _LARGE
    maker.write_text(
        maker.read_text(encoding="utf-8").replace("name: Acme", "name: '=1+1, \"Acme\"'"), encoding="utf-8"
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('amount: "2.00"', 'amount: "2.00", note: "@home: a, b"'), encoding="utf-8")

    row = _parse(_content(_read(small_site)))[0]

    assert row["provider_name"] == '\'=1+1, "Acme"'
    assert row["note"] == "'@home: a, b"
    assert Decimal(row["amount"]) == Decimal("2.00")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("plain", "plain"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+1 free", "'+1 free"),
        ("-cmd", "'-cmd"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝x", "'＝x"),
        ("-20", "-20"),
        ("-26.8", "-26.8"),
        ("a=b", "a=b"),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    """Numbers below 0 stay numbers."""
    assert guard(cell) == written


def test_every_condition_has_its_columns(small_site: Path) -> None:
    """Parts of thresholds and hours stand apart; truth is yes or no."""
    assert {name for name in Condition.model_fields if name in CONDITION_COLUMNS} == (
        set(Condition.model_fields) - {"prompt_tokens", "schedule"}
    )
    path = small_site / _LARGE
    when = (
        "when: {with_audio: false, clip_seconds: 8, prompt_tokens: {gte: 5, lt: 9}, schedule: {time_zone: UTC, "
        'days: [monday, friday], from: "01:00", to: "02:00"}}'
    )
    text = path.read_text(encoding="utf-8")
    allowance = "allowance: {count: 5, per: day, shared_with: all}, equivalent: true"
    path.write_text(text.replace('amount: "8.00"', f'amount: "8.00", {when}, {allowance}'), encoding="utf-8")

    row = next(row for row in _parse(_content(_read(small_site))) if row["with_audio"])

    assert row["with_audio"] == "no"
    assert (row["clip_seconds"], row["prompt_tokens_gte"], row["prompt_tokens_lt"]) == ("8", "5", "9")
    assert (row["schedule_days"], row["schedule_starts"], row["schedule_ends"]) == ("monday friday", "01:00", "02:00")
    assert (row["allowance_count"], row["allowance_per"], row["allowance_shared_with"]) == ("5", "day", "all")
    assert row["equivalent"] == "yes"


def test_file_is_made_again_where_it_shows_what_changed(small_site: Path) -> None:
    """A price, a name, a note; not a summary. Its inputs name no locale: it speaks no language."""

    def inputs() -> object:
        return next(file.artifact.inputs for file in _read(small_site).outputs if file.path == "pricing.csv")

    path, before = small_site / _LARGE, inputs()
    text = path.read_text(encoding="utf-8")

    path.write_text(text.replace("answer: Yes, it can.", "answer: Yes."), encoding="utf-8")
    assert inputs() == before
    path.write_text(text.replace('amount: "2.00"', 'amount: "2.01"'), encoding="utf-8")
    assert inputs() != before


def test_site_without_prices_has_neither_file_nor_calculator(small_site: Path) -> None:
    """There would be nothing in them."""
    for path in (small_site / "catalog/models/acme").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("{meter: ", "{valid_to: 2020-01-01, meter: "), encoding="utf-8")

    paths = {file.path for file in _read(small_site).outputs}

    assert not {"pricing.csv", "ru/calculator.json"} & paths


def test_every_locale_has_the_words_of_the_calculator(small_site: Path) -> None:
    """A file each, made again when its messages change."""
    files = {file.path: file for file in _read(small_site).outputs}

    for slug in ("zh", "ru", "en"):
        file = files[f"{slug}/calculator.json"]
        assert list(file.artifact.inputs) == ["program", "messages"]
        assert b'"units":{"million_tokens":' in file.make().content
