"""A finding that is meant can be excepted, with a reason; an exception that nothing needs is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build.checking import check_site
from site_builder.build.pipeline import BuildOptions, build_site

_MINI = "catalog/models/acme/mini.yaml"


def _write_exception(site: Path, rule: str, record: str) -> None:
    (site / "catalog/lint-exceptions.yaml").write_text(
        f"exceptions:\n  - rule: {rule}\n    record: {record}\n    reason: The maker really charges that.\n",
        encoding="utf-8",
    )


def _make_dear(site: Path) -> None:
    path = site / _MINI
    text = path.read_text(encoding="utf-8")
    assert 'amount: "0.80"' in text
    path.write_text(text.replace('amount: "0.80"', 'amount: "80000"'), encoding="utf-8")


@pytest.mark.parametrize("record", ["models/acme/mini", _MINI])
def test_excepted_finding_is_not_reported(record: str, small_site: Path) -> None:
    """The record is named by its id or by its path; `build` and `check` agree."""
    _make_dear(small_site)
    assert [item.code for item in check_site(small_site)] == ["price-magnitude"]

    _write_exception(small_site, "price-magnitude", record)

    assert check_site(small_site) == ()
    assert build_site(BuildOptions(small_site, small_site / "dist")).is_published


def test_name_of_a_rule_excepts_all_its_findings(small_site: Path) -> None:
    """`example-mismatch` stands for `example-mismatch-range` too."""
    path = small_site / _MINI
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  - protocol: acme-chat", "  - protocol: acme-chat\n    request: {temperature: 3}"))
    assert [item.code for item in check_site(small_site)] == ["example-mismatch-range"]

    _write_exception(small_site, "example-mismatch", "models/acme/mini")

    assert check_site(small_site) == ()


def test_exception_of_another_record_does_not_cover(small_site: Path) -> None:
    """The finding stays, and the exception is reported as unused."""
    _make_dear(small_site)

    _write_exception(small_site, "price-magnitude", "models/acme/large")

    assert [item.code for item in check_site(small_site)] == ["exception-unused", "price-magnitude"]


def test_unused_exception_comes_with_the_edit_that_removes_it(small_site: Path) -> None:
    """The last of several entries goes with its lines."""
    (small_site / "catalog/lint-exceptions.yaml").write_text(
        "exceptions:\n"
        "  - {rule: price-magnitude, record: models/acme/mini, reason: The maker really charges that.}\n"
        "  - {rule: price-magnitude, record: models/acme/large, reason: The maker really charges that.}\n",
        encoding="utf-8",
    )
    _make_dear(small_site)

    (found,) = check_site(small_site)

    assert (found.code, found.span.line) == ("exception-unused", 3)
    assert found.edit is not None
    assert found.edit.old.startswith("  - {rule: price-magnitude, record: models/acme/large")


def test_what_a_record_class_refuses_cannot_be_excepted(small_site: Path) -> None:
    """Only rules have exceptions; the finding stays, and the exception names no rule."""
    path = small_site / _MINI
    path.write_text(path.read_text(encoding="utf-8").replace("updated: 2026-03-20", "updated: 20.03.2026"))
    _write_exception(small_site, "date-malformed", "models/acme/mini")

    assert [item.code for item in check_site(small_site)] == ["date-malformed"]
    path.write_text(path.read_text(encoding="utf-8").replace("updated: 20.03.2026", "updated: 2026-03-20"))
    assert [item.code for item in check_site(small_site)] == ["exception-rule-unknown"]
