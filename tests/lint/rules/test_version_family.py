"""The words of an id are those of the model it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.version_family import VERSION_FAMILY, name_fits

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


@pytest.mark.parametrize(
    ("callable_id", "name", "fits"),
    [
        ("gemini-3-1-flash", "Gemini 3.1 Flash-Lite", False),
        ("gemini-3.1-flash-lite-preview-thinking", "Gemini 3.1 Flash-Lite", True),
        ("gemini-2.5-flash-lite", "Gemini 3.1 Flash-Lite", False),
        ("gpt-5-2025-08-07", "GPT-5 mini", True),
        ("gpt-5-pro", "GPT-5 mini", False),
        ("gpt-5.4-2026-03-05", "GPT-5.4", True),
        ("gpt-5.5", "GPT-5.4", False),
        ("gpt-5.4-mini", "GPT-5.4", False),
        ("claude-haiku-4-5-20251001", "Claude Haiku 4.5", True),
        ("claude-sonnet-4-5", "Claude Haiku 4.5", False),
        ("mistral-large-2512", "Mistral Large 3", True),
        ("mistral-medium-3", "Mistral Medium 3.5", True),
        ("deepseek-chat", "DeepSeek V4 Flash", True),
        ("deepseek-flash", "DeepSeek V4 Flash", True),
        ("command-r-plus-08-2024", "Command R plus", True),
        ("amazon.nova-2-lite-v1:0", "Nova 2 Lite", True),
        ("MiniMax-M2.7", "MiniMax-M2.7", True),
        ("o3-2025-04-16", "o3", True),
    ],
)
def test_tier_and_generation_are_compared(callable_id: str, name: str, *, fits: bool) -> None:
    """An id may leave out either, but not say another one."""
    assert name_fits(callable_id, name) is fits


def test_misleading_id_may_be_declared(find_in: FindIn) -> None:
    """Makers do name ids so; somebody has checked what is called."""
    version = "versions:\n  - {id: acme-mini-9, kind: latest, %sdescription: Always the newest release.}"

    silent = find_in(VERSION_FAMILY, {"models/acme/large": version % "name_misleads: true, "})
    found = find_in(VERSION_FAMILY, {"models/acme/large": version % ""})

    assert silent == []
    assert [item.message for item in found] == ["`acme-mini-9` does not fit the name Acme Large"]


def test_id_to_send_is_compared_too(find_in: FindIn) -> None:
    """It was copied from another record."""
    (found,) = find_in(VERSION_FAMILY, {"models/acme/mini": "api_id: acme-large-2"})

    assert (found.span.line, found.span.column) == (3, 9)
