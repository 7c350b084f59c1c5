"""Hostile texts, as they arrive: many snippets run one after the other in one process against a server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from site_builder.records.protocol import AuthHeader, Sdk
from site_builder.snippets.language import LANGUAGES, SnippetLanguage
from site_builder.snippets.request import HttpRequest

if TYPE_CHECKING:
    from tests.snippets.conftest import Server

FRAGMENTS = (
    '"', "'", '"""', "'''", "\\", "\\n", "\\u0041", "\\\n", "$HOME", "${x:?}", "$(exit 3)", "`exit 3`", "${1 + 1}",
    "\n", "\r\n", "\t", "\0", "你好", "мир", "🙂", "\u202e", "\u200f", "\u2028", "</script>", "<!--", "JSON",
    "\nJSON\n", "'JSON'", "EOF", "%s", "{x}", "!!", "//", "/*", "*/", "__proto__", "constructor",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=5).map("".join)
SAFE = 2**53 - 1
SCALARS = st.none() | st.booleans() | st.integers(-SAFE, SAFE) | st.decimals(-(10**6), 10**6, places=3) | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
PATHS: dict[Sdk, str] = {
    "openai-chat": "/v1/chat/completions",
    "openai-responses": "/v1/responses",
    "google-genai": "/v1beta/models/some-model:generateContent",
    "anthropic": "/v1/messages",
}
ANSWERS: dict[Sdk, dict[str, Any]] = {
    "openai-chat": {"choices": [{"message": {"role": "assistant", "content": "ok"}}]},
    "openai-responses": {"output": [{"type": "message", "content": [{"type": "output_text", "text": "ok"}]}]},
    "google-genai": {"candidates": [{"content": {"role": "model", "parts": [{"text": "ok"}]}}]},
    "anthropic": {"type": "message", "role": "assistant", "content": [{"type": "text", "text": "ok"}]},
}
BODIES: dict[Sdk, Callable[[Any, str], dict[str, Any]]] = {
    "openai-chat": lambda value, text: {"model": text, "messages": [{"role": "user", "content": text}], "x": value},
    "openai-responses": lambda value, text: {"model": text, "input": text, "x": value},
    "google-genai": lambda value, text: {
        "contents": [
            {"role": "user", "parts": [{"text": text}, {"functionCall": {"name": text, "args": {"x": value}}}]}
        ],
    },
    "anthropic": lambda value, text: {
        "model": "m",
        "max_tokens": 1,
        "messages": [
            {"role": "user", "content": [{"type": "tool_use", "id": "1", "name": text, "input": {"x": value}}]}
        ],
    },
}
RUNNERS = {
    "bash": 'for file in {files}; do . "$file" >/dev/null || exit; done',
    "python": "import runpy\nfor file in '{files}'.split():\n    runpy.run_path(file)\n",
    "node": "for (const file of `{files}`.split(' ')) await import(file);",
}
"""What runs files one after the other in one process."""

RUN_HERE = tuple(language for language in LANGUAGES if language.program in RUNNERS)


def _run_all(language: SnippetLanguage, requests: list[HttpRequest], folder: Path) -> subprocess.CompletedProcess[str]:
    paths = [folder / f"snippet{number}.{language.file_ending}" for number in range(len(requests))]
    for path, request in zip(paths, requests, strict=True):
        path.write_text(language.write(request), encoding="utf-8")
    runner = folder / f"all.{language.file_ending}"
    runner.write_text(RUNNERS[language.program].format(files=" ".join(map(str, paths))), encoding="utf-8")
    program = sys.executable if language.program == "python" else shutil.which(language.program)
    assert program is not None
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "API_KEY": "k"}
    return subprocess.run(
        [program, str(runner)], capture_output=True, check=False, cwd=folder, env=environment, timeout=120, text=True
    )


def _as_sent(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give a value with floats in the place of decimals."""
    if isinstance(value, dict):
        return {name: _as_sent(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_as_sent(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def _as_received(language: SnippetLanguage, sdk: Sdk, body: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give a body in the spelling of the record, where the SDK of Gemini has its own."""
    if sdk == "google-genai" and language.id in ("python", "javascript"):
        for content in body["contents"]:
            for part in content["parts"]:
                if "function_call" in part:
                    part["functionCall"] = part.pop("function_call")
    return body


@pytest.mark.parametrize("sdk", list(PATHS))
@pytest.mark.parametrize("language", RUN_HERE, ids=lambda language: language.id)
@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.generate],  # each example is many processes' work, so a failure is not made smaller
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(VALUES, TEXTS), min_size=12, max_size=12))
def test_any_text_arrives_as_it_is(
    server: Server, tmp_path: Path, language: SnippetLanguage, sdk: Sdk, values: list[tuple[Any, str]]
) -> None:
    """Whatever a body holds, in keys and values, the gateway receives exactly that."""
    server.received.clear()
    server.answer = json.dumps(ANSWERS[sdk]).encode()
    bodies = [BODIES[sdk](value, text) for value, text in values]
    requests = [
        HttpRequest(
            method="POST",
            base_url=server.url,
            path=PATHS[sdk],
            query=(),
            auth=AuthHeader(header="Authorization", scheme="Bearer"),
            headers=(),
            body=body,
            key_variable="API_KEY",
            sdk=sdk,
            streaming=False,
            extensions=frozenset({"x"}),
        )
        for body in bodies
    ]

    result = _run_all(language, requests, tmp_path)

    assert (result.returncode, result.stderr) == (0, "")
    received = [_as_received(language, sdk, json.loads(item.body)) for item in server.received]
    assert received == [_as_sent(body) for body in bodies]
