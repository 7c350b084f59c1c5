"""What is inherited in the same words or values is not written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.lint.check import run_rules
from site_builder.lint.rules.override_redundant import OVERRIDE_REDUNDANT

_PROTOCOL = "catalog/protocols/acme-chat.yaml"
_MODEL = "catalog/models/acme/large.yaml"
_GATEWAY_ERROR = """
  - status: 401
    code: authentication_error
    trigger: The key is wrong.
    fix: Check the key.
    retry: Only after the key is corrected.
"""


def _change(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def _findings(site: Path) -> list[tuple[str, str, int, int, str]]:
    loaded = load_catalog(site)
    assert loaded.catalog is not None, loaded.diagnostics
    return [
        (item.code, item.span.path, item.span.line, item.span.column, item.message)
        for item in run_rules(loaded.catalog, (), rules=[OVERRIDE_REDUNDANT])
    ]


@pytest.mark.parametrize(
    ("override", "column", "message"),
    [
        ('{max: "2"}', 21, "`max` of `temperature` is what protocol acme-chat already says"),
        ('{min: "0.0"}', 21, "`min` of `temperature` is what protocol acme-chat already says"),
        ("{default: 1}", 21, "`default` of `temperature` is what protocol acme-chat already says"),
        ("{supported: true}", 21, "`supported` of `temperature` is what protocol acme-chat already says"),
        ('{max: "1", default: 1}', 31, "`default` of `temperature` is what protocol acme-chat already says"),
        ("{}", 7, "the override of `temperature` says nothing"),
    ],
)
def test_override_that_changes_nothing_is_reported(small_site: Path, override: str, column: int, message: str) -> None:
    """Each key by itself, where it stands; an empty override as a whole."""
    _change(small_site, _MODEL, '{max: "1"}', override)

    assert _findings(small_site) == [("override-redundant", _MODEL, 14, column, message)]


@pytest.mark.parametrize(
    "override",
    ['{max: "1"}', '{min: "1"}', "{default: true}", "{default: 0.5}", "{supported: false}", "{note: Loops.}"],
)
def test_override_that_changes_something_is_fine(small_site: Path, override: str) -> None:
    """Another bound, another default, a refusal or a note; `true` is not 1."""
    _change(small_site, _MODEL, '{max: "1"}', override)

    assert _findings(small_site) == []


@pytest.mark.parametrize(
    ("enum", "expected"),
    [
        ("[system, user, assistant]", ["`enum` of `messages[].role` is what protocol acme-chat already says"]),
        ("[system, user]", []),
    ],
)
def test_values_are_compared_without_their_descriptions(small_site: Path, enum: str, expected: list[str]) -> None:
    """An explained value of the protocol is the same value."""
    _change(small_site, _PROTOCOL, "[system, user,", "[{value: system, description: The operator.}, user,")
    _change(small_site, _MODEL, 'temperature: {max: "1"}', f'"messages[].role": {{enum: {enum}}}')

    assert [message for *_, message in _findings(small_site)] == expected


@pytest.mark.parametrize("path", [_MODEL, _PROTOCOL])
def test_inherited_error_is_not_repeated(small_site: Path, path: str) -> None:
    """Neither by a model nor by a protocol; its number and code with other words are its own."""
    indented = _GATEWAY_ERROR.replace("\n", "\n    ").rstrip(" ")
    here = {
        _MODEL: ("    parameters:\n", f"    errors:{indented}    parameters:\n", 14),
        _PROTOCOL: ("errors:\n", "errors:" + _GATEWAY_ERROR, 65),
    }  # fmt: skip
    old, new, line = here[path]
    _change(small_site, path, old, new)

    found = _findings(small_site)
    _change(small_site, path, "The key is wrong.", "The key is of another gateway.")

    message = "error 401 `authentication_error` is inherited already, in the same words"
    assert [(code, where, at, said) for code, where, at, _, said in found] == [
        ("override-redundant", path, line, message)
    ]
    assert _findings(small_site) == []


def test_error_of_the_protocol_is_not_repeated_by_a_model(small_site: Path) -> None:
    """A model adds only its own errors."""
    error = (
        "{status: 429, code: rate_limit_exceeded, trigger: Too many requests., fix: Send fewer requests., "
        'retry: "Yes, after a pause."}'
    )
    _change(small_site, _MODEL, "    parameters:\n", f"    errors: [{error}]\n    parameters:\n")

    assert [(line, column, said) for _, _, line, column, said in _findings(small_site)] == [
        (13, 14, "error 429 `rate_limit_exceeded` is inherited already, in the same words")
    ]


@pytest.mark.parametrize(
    ("added", "column", "message"),
    [
        ("why: It is the only protocol here.", 5, "`why` is what protocol acme-chat already says"),
        ('request: {model: "{model}"}', 15,
         "`model` is in the example request of protocol acme-chat already, with this value"),
        ("notes: [Own., Calls are stateless.]", 19, "the note is one of protocol acme-chat already"),
    ],
)  # fmt: skip
def test_text_and_example_of_the_protocol_are_not_repeated(
    small_site: Path, added: str, column: int, message: str
) -> None:
    """A reason, a field of the example request, a note."""
    _change(small_site, _PROTOCOL, "errors:\n", "notes: [Calls are stateless.]\nerrors:\n")
    _change(small_site, _MODEL, "    parameters:\n", f"    {added}\n    parameters:\n")

    assert _findings(small_site) == [("override-redundant", _MODEL, 13, column, message)]


@pytest.mark.parametrize(
    "added",
    ["why: It is quicker.", "request: {stream: true, model: other}", "notes: [Calls of this model are stateful.]"],
)
def test_own_text_and_example_are_fine(small_site: Path, added: str) -> None:
    """What differs is what an entry is for."""
    _change(small_site, _MODEL, "    parameters:\n", f"    {added}\n    parameters:\n")

    assert _findings(small_site) == []
