"""Which documented error refuses, and in which shape."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.gateway.protobuf_json import fold_spellings
from site_builder.gateway.refusal import (
    MALFORMED,
    UNKNOWN_MODEL,
    UNKNOWN_PATH,
    UNSUPPORTED_VALUE,
    RefusalKind,
    choose_code,
    play_error,
    shape_error,
)
from site_builder.records.protocol import ErrorCase, Protocol


def _error(status: int, code: str, retry: str = "No.") -> ErrorCase:
    return ErrorCase(status=status, code=code, trigger="It broke.", fix="Mend it.", retry=retry)


def _with_example(protocol: Protocol, error: dict[str, Any] | None) -> Protocol:
    return protocol.model_copy(update={"examples": protocol.examples.model_copy(update={"error": error})})


@pytest.mark.parametrize(
    ("kind", "codes", "expected"),
    [
        (MALFORMED, ["context_length_exceeded", "invalid_request_error"], "invalid_request_error"),
        (MALFORMED, ["INVALID_ARGUMENT", "invalid_request_error"], "INVALID_ARGUMENT"),
        (UNSUPPORTED_VALUE, ["invalid_request_error", "unsupported_value"], "unsupported_value"),
        (UNSUPPORTED_VALUE, ["invalid_request_error"], "invalid_request_error"),
        (MALFORMED, ["bad_body"], "bad_body"),
        (MALFORMED, ["bad_body", "bad_mood"], "invalid_request_error"),
        (MALFORMED, ["unsupported_value"], "invalid_request_error"),
        (MALFORMED, [], "invalid_request_error"),
        (UNKNOWN_MODEL, ["video_not_found", "model_not_found"], "model_not_found"),
        (UNKNOWN_PATH, ["model_not_found"], "not_found"),
        (UNKNOWN_PATH, ["no_such_thing"], "no_such_thing"),
    ],
)
def test_the_documented_code_that_means_it_is_chosen(kind: RefusalKind, codes: list[str], expected: str) -> None:
    """The most particular one goes first, then a site's own name for the status, then the usual one."""
    errors = [_error(kind.status, code) for code in codes]

    assert choose_code(kind, [_error(418, "teapot"), *errors]) == expected


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        (
            {"error": {"code": 400, "message": "…", "status": "X"}},
            {"error": {"code": 429, "message": "m", "status": "slow"}},
        ),
        (
            {"type": "error", "error": {"type": "x", "message": "…"}, "request_id": "r"},
            {"type": "error", "error": {"type": "slow", "message": "m"}, "request_id": "r"},
        ),
        (
            {"error": {"message": "…", "type": "t", "param": None, "code": "c"}},
            {"error": {"message": "m", "type": "rate_limit_error", "param": None, "code": "slow"}},
        ),
        (None, {"error": {"message": "m", "type": "rate_limit_error", "param": None, "code": "slow"}}),
        ({"error": "…"}, {"error": {"message": "m", "type": "rate_limit_error", "param": None, "code": "slow"}}),
    ],
)
def test_the_shape_is_that_of_the_example(
    small_catalog: Catalog, example: dict[str, Any] | None, expected: dict[str, Any]
) -> None:
    """Google's, Anthropic's or OpenAI's; OpenAI's where there is no example."""
    protocol = _with_example(small_catalog.protocols["acme-chat"], example)

    assert shape_error(protocol, 429, "slow", "m") == expected


def test_google_names_the_field_in_details(small_catalog: Catalog) -> None:
    """A refused field is a `fieldViolations` entry."""
    protocol = _with_example(small_catalog.protocols["acme-chat"], {"error": {"status": "X"}})

    error = shape_error(protocol, 400, "BAD", "m", field="a.b")["error"]

    assert error["details"][0]["fieldViolations"] == [{"field": "a.b", "description": "m"}]


def test_an_odd_example_is_no_hindrance(small_catalog: Catalog) -> None:
    """An example whose `error` is a text has no code of its own to compare with."""
    protocol = _with_example(small_catalog.protocols["acme-chat"], {"error": "broken"})

    played = play_error(protocol, (_error(503, "busy", "Yes, after `Retry-After`."),), "busy")

    assert (played.status, played.headers) == (503, (("retry-after", "1"),))
    assert b"It broke. Mend it." in played.body


def test_unknown_names_are_left_for_the_check(small_catalog: Catalog) -> None:
    """Folding spellings drops nothing."""
    parameters = small_catalog.protocols["acme-chat"].parameters

    folded = fold_spellings({"MODEL": "m", "hat": 1, "messages": [{"ROLE": "USER", "content": None}]}, parameters)

    assert folded == {"model": "m", "hat": 1, "messages": [{"role": "user", "content": None}]}
