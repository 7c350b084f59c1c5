"""Findings as SARIF, which code scanning services and editors open.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, section 3.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

import site_builder
from site_builder.diagnostics import Diagnostic, Edit, Severity
from site_builder.fingerprints import fingerprint_parts
from site_builder.lint.codes import describe_code
from site_builder.lint.explain import find_page

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"


def format_sarif(diagnostics: tuple[Diagnostic, ...], prefix: str) -> str:
    """Give a log with one run: the rules that found something, and a result per finding.

    Args:
        diagnostics: What was found, sorted.
        prefix: What leads from the root of the repository to the site, with a slash at the end; or nothing.
    """
    codes = {code: index for index, code in enumerate(sorted({item.code for item in diagnostics}))}
    driver = {
        "name": "site-builder",
        "version": site_builder.__version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(item, codes, prefix) for item in diagnostics],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, object]:
    page = find_page(code)
    rule: dict[str, object] = {"id": code, "shortDescription": {"text": describe_code(code)}}
    return rule if page is None else rule | {"help": {"text": page, "markdown": page}}


def _result(item: Diagnostic, codes: Mapping[str, int], prefix: str) -> dict[str, object]:
    span = item.span
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.length}
    result: dict[str, object] = {
        "ruleId": item.code,
        "ruleIndex": codes[item.code],
        "level": "error" if item.severity is Severity.ERROR else "warning",
        "message": {"text": f"{_end(item.message)} Why: {_end(item.why)} Fix: {item.fix}"},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(span.path, prefix), "region": region}}],
        # Neither line nor column, so that a finding stays the same one when lines are added above it.
        "partialFingerprints": {"finding/v1": fingerprint_parts([item.code, span.path, item.message])},
    }
    return result if item.edit is None else result | {"fixes": [_fix(item.fix, item.edit, prefix)]}


def _end(sentence: str) -> str:
    """Give a sentence with the mark at its end."""
    return sentence if sentence.endswith(("?", ".", "…")) else f"{sentence}."


def _fix(words: str, edit: Edit, prefix: str) -> dict[str, object]:
    replacement = {
        "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
        "insertedContent": {"text": edit.text},
    }
    change = {"artifactLocation": _artifact(edit.path, prefix), "replacements": [replacement]}
    return {"description": {"text": words}, "artifactChanges": [change]}


def _artifact(path: str, prefix: str) -> dict[str, str]:
    return {"uri": quote(f"{prefix}{path}"), "uriBaseId": _ROOT}
