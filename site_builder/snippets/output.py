"""What a snippet is expected to print, given the documented answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from site_builder.records.protocol import Sdk
from site_builder.snippets.answer import has_image_address, is_plain_text, name_file
from site_builder.snippets.request import HttpRequest
from site_builder.snippets.variants import Exchange

_SPEAKING = ("python", "node", "pwsh")
"""Programs whose snippets print the useful part; the others print the answer as it came."""


def expected_output(exchange: Exchange, program: str) -> str:
    """Give what a snippet prints; empty where it prints the answer as it came, or nothing that can be foretold."""
    request, answer = exchange.request, exchange.answer
    if program not in _SPEAKING or request.makes_images or is_plain_text(request) or has_image_address(request):
        return ""
    if request.sdk in _SAVING:
        return f"{_SAVING[request.sdk]}Saved {name_file(request)}\n"
    try:
        text = _TEXTS[request.sdk](answer, program)
        return f"{_show_fields(text, request, program)}\n"
    except (AttributeError, LookupError, TypeError, ValueError):
        return ""  # the documented answer has no text where the protocol has it


def _show_fields(text: str, request: HttpRequest, program: str) -> str:
    if not request.answer_keys:
        return text
    fields = json.loads(text)
    return ("\n" if program == "pwsh" else " ").join(str(fields[key]) for key in request.answer_keys)


def _show_vector(answer: Mapping[str, Any], program: str) -> str:
    vector = answer["data"][0]["embedding"]
    first = ", ".join(str(number) for number in vector[:3])
    shown = {"python": f"[{first}]", "node": f"[ {first} ]", "pwsh": first.replace(", ", "\n")}[program]
    separator = "\n" if program == "pwsh" else " "
    return f"{len(vector)}{separator}{shown}"


_SAVING: Mapping[Sdk, str] = {"openai-images": "", "openai-speech": "", "openai-videos": "completed\n"}
"""What is printed before the name of the file, for calls that save one."""

_TEXTS: Mapping[Sdk, Callable[[Any, str], str]] = {
    "openai-chat": lambda answer, _: str(answer["choices"][0]["message"]["content"]),
    "openai-responses": lambda answer, _: str(_pick(answer["output"], "message")["content"][0]["text"]),
    "google-genai": lambda answer, _: "".join(
        part.get("text", "") for part in answer["candidates"][0]["content"]["parts"]
    ),
    "anthropic": lambda answer, _: str(_pick(answer["content"], "text")["text"]),
    "openai-embeddings": _show_vector,
    "openai-transcriptions": lambda answer, _: str(answer["text"]),
}


def _pick(items: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    matching: dict[str, dict[str, Any]] = {item["type"]: item for item in reversed(items)}
    return matching[kind]
