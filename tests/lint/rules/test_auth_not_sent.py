"""The SDK of the snippets must be let in."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.auth_not_sent import AUTH_NOT_SENT
from site_builder.records.protocol import Sdk

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("protocols/acme-chat", "auth: {accepts: [{header: authorization, scheme: bearer}], description: One key.}",
         []),
        ("protocols/acme-chat", "auth: {accepts: [{header: Authorization}], description: One key.}",
         ["the key is not accepted in `Authorization`, where the SDK of `openai-chat` sends it"]),
        ("protocols/acme-chat", "sdk: google-genai",
         ["the key is not accepted in `x-goog-api-key`, where the SDK of `google-genai` sends it"]),
        ("protocols/acme-chat", "sdk: anthropic", []),
    ],
)  # fmt: skip
def test_header_that_the_sdk_sends_must_be_accepted(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """Case does not matter in headers and schemes."""
    assert [item.message for item in find_in(AUTH_NOT_SENT, {path: text})] == expected


def test_fix_can_be_pasted(find_in: FindIn) -> None:
    """It is the entry that is missing."""
    (bearer,) = find_in(AUTH_NOT_SENT, {"protocols/acme-chat": "auth: {accepts: [{header: x}], description: One key.}"})
    (plain,) = find_in(AUTH_NOT_SENT, {"protocols/acme-chat": "sdk: google-genai"})

    assert "`{header: Authorization, scheme: Bearer}`" in bearer.fix
    assert "`{header: x-goog-api-key}`" in plain.fix


@pytest.mark.parametrize("sdk", typing.get_args(Sdk))
def test_every_sdk_is_known(find_in: FindIn, sdk: str) -> None:
    """A new one without an entry would be a traceback."""
    accepts = "accepts: [{header: Authorization, scheme: Bearer}, {header: x-goog-api-key}]"

    assert (
        find_in(AUTH_NOT_SENT, {"protocols/acme-chat": f"sdk: {sdk}\nauth: {{{accepts}, description: One key.}}"}) == []
    )
