"""Findings for programs: JSON, GitHub's workflow commands, SARIF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from site_builder.diagnostics import Diagnostic, Edit, Severity, Span
from site_builder.lint.report_github import format_github
from site_builder.lint.report_json import format_json
from site_builder.lint.report_sarif import format_sarif

# SARIF 2.1.0 of OASIS, as the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) carries it.
_SARIF_SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
_ERROR = Diagnostic(
    "price-negative", Span("catalog/models/a b.yaml", 3, 7, 4), "5 %, or less:\nmore", "because", "mend it"
)
_WARNING = Diagnostic(
    "override-redundant", Span("catalog/site.yaml", 2, 1, 5), "twice", "because", "remove it", Severity.WARNING,
    Edit("catalog/site.yaml", 10, 15, "a: 1\n", ""),
)  # fmt: skip


def test_json_has_everything_of_a_finding() -> None:
    """Paths lead from where the reader is; an edit comes with its offsets and what it replaces."""
    report = json.loads(format_json((_ERROR, _WARNING), "docs/"))

    assert (report["errors"], report["warnings"]) == (1, 1)
    assert report["findings"][0] == {
        "code": "price-negative", "severity": "error", "path": "docs/catalog/models/a b.yaml",
        "line": 3, "column": 7, "length": 4,
        "message": "5 %, or less:\nmore", "why": "because", "fix": "mend it", "edit": None,
    }  # fmt: skip
    assert report["findings"][1]["edit"] == {
        "path": "docs/catalog/site.yaml", "start": 10, "end": 15, "old": "a: 1\n", "text": "",
    }  # fmt: skip


def test_json_without_findings_is_an_object_too() -> None:
    """A program need not handle an empty answer in another way."""
    assert json.loads(format_json((), "")) == {"findings": [], "errors": 0, "warnings": 0}


def test_github_commands_are_escaped() -> None:
    """A message cannot end its command or start another; properties escape `:` and `,` as well."""
    assert format_github((_ERROR, _WARNING), "") == (
        "::error file=catalog/models/a b.yaml,line=3,endLine=3,col=7,endColumn=11,title=price-negative"
        "::5 %25, or less:%0Amore%0Awhy: because%0Afix: mend it\n"
        "::warning file=catalog/site.yaml,line=2,endLine=2,col=1,endColumn=6,title=override-redundant"
        "::twice%0Awhy: because%0Afix: remove it\n"
    )
    odd = Diagnostic("x-y", Span("a,b:c.yaml"), "m", "w", "f")
    assert "file=a%2Cb%3Ac.yaml,line=1" in format_github((odd,), "")


def test_sarif_keeps_to_its_schema() -> None:
    """With findings, with edits, and without any."""
    for found in ((_ERROR, _WARNING), ()):
        log = json.loads(format_sarif(found, "docs/"))
        assert list(Draft4Validator(_SARIF_SCHEMA).iter_errors(log)) == []


def test_sarif_results_say_where_and_bring_the_page_of_their_rule() -> None:
    """Code scanning shows the place, the page of the code, and the change that mends it."""
    (run,) = json.loads(format_sarif((_ERROR, _WARNING), "docs/"))["runs"]

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["override-redundant", "price-negative"]
    assert "catalog/lint-exceptions.yaml" in run["tool"]["driver"]["rules"][0]["help"]["markdown"]
    error, warning = run["results"]
    assert (error["level"], error["ruleIndex"], warning["level"], warning["ruleIndex"]) == ("error", 1, "warning", 0)
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "docs/catalog/models/a%20b.yaml", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 3, "startColumn": 7, "endColumn": 11}
    (change,) = warning["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["deletedRegion"] == {"charOffset": 10, "charLength": 5}


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("it is wrong", "it is wrong. Why: because. Fix: mend it"),
        ("it is wrong; did you mean `a`?", "it is wrong; did you mean `a`? Why: because. Fix: mend it"),
    ],
)
def test_sarif_sentences_end_with_one_mark(message: str, text: str) -> None:
    """A question needs no full stop."""
    found = Diagnostic(_ERROR.code, _ERROR.span, message, "because", "mend it")

    (result,) = json.loads(format_sarif((found,), ""))["runs"][0]["results"]

    assert result["message"] == {"text": text}


def test_sarif_fingerprint_does_not_depend_on_the_line() -> None:
    """A finding that moved down is the same one."""
    moved = Diagnostic(_ERROR.code, Span(_ERROR.span.path, 9), _ERROR.message, "because", "mend it")
    first, second = (
        json.loads(format_sarif((item,), ""))["runs"][0]["results"][0]["partialFingerprints"]
        for item in (_ERROR, moved)
    )

    assert first == second
