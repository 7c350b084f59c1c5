"""PowerShell and cmd, read as their own rules say: neither runs on every machine that runs these tests."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.catalog.loader import load_catalog
from site_builder.records.protocol import AuthHeader
from site_builder.snippets.powershell import can_write_powershell, quote, write_powershell
from site_builder.snippets.request import HttpRequest
from site_builder.snippets.variants import make_exchanges
from site_builder.snippets.windows_cmd import can_write_cmd, write_cmd

FRAGMENTS = (
    '"', "'", "''", "\\", "\\\\", '\\"', "\\u0041", "$HOME", "$(exit 3)", "`n", "\n", "\r\n", "\t", "\0", "%PATH%",
    "%", "%%", "^", "&", "|", "<", ">", "!x!", "(", ")", "@'\n", "\n'@", "\u2018", "\u2019", "\u201a", "\u201b",
    "\u201c", "你好", "🙂", "\u202e", "\u200f", "</script>", "rem", ";", ",", "=", "\x7f",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=6).map("".join)
VALUES = st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | TEXTS
BODIES = st.dictionaries(
    TEXTS,
    st.recursive(
        VALUES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)
_QUOTES = "'\u2018\u2019\u201a\u201b"
"""What PowerShell takes for a single quote."""


def _request(body: dict[str, Any], **changed: Any) -> HttpRequest:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {
        "method": "POST",
        "base_url": "https://api.example.com",
        "path": "/v1/chat/completions",
        "query": (),
        "auth": AuthHeader(header="Authorization", scheme="Bearer"),
        "headers": (("x-version", "2023-06-01"),),
        "body": body,
        "key_variable": "API_KEY",
        "sdk": "openai-chat",
        "streaming": False,
    }
    return HttpRequest(**{**fields, **changed})


def _read_powershell(code: str, start: int) -> tuple[str, int]:
    """Read the text in single quotes that begins at a place; give it and the place behind it.

    Source: PowerShell's tokenizer, ScanStringLiteral: a quote followed by a quote is the second of the two.
    """
    assert code[start] in _QUOTES
    read: list[str] = []
    place = start + 1
    while True:
        if code[place] in _QUOTES:
            if place + 1 == len(code) or code[place + 1] not in _QUOTES:
                return "".join(read), place + 1
            place += 1
        read.append(code[place])
        place += 1


def _read_cmd(code: str) -> list[str]:
    """Give the arguments of the command a batch file ends with, the key filled in, as a C program gets them.

    Source: Microsoft Learn, "Parsing C command-line arguments"; the phases of cmd: percent signs, then carets and
    quotes, in which a caret and operators mean themselves.
    """
    command = code[code.index("curl.exe") :].rstrip("\n")
    command = re.sub(r"%%|%(\w+)%", lambda match: "%" if match[1] is None else {"API_KEY": "sk-1"}[match[1]], command)
    line, is_quoted, place = [], False, 0
    while place < len(command):
        char = command[place]
        if char == "^" and not is_quoted:
            place += 2
            assert command[place - 1] == "\n", "a caret only ever continues a line here"
            continue
        assert char != "\n", "the line would end here"
        assert is_quoted or char not in "&|<>%", "an operator outside quotes"
        is_quoted ^= char == '"'
        line.append(char)
        place += 1
    return _split_c("".join(line))


def _split_c(line: str) -> list[str]:
    arguments, current, is_quoted, place = [], "", False, 0
    while place < len(line):
        slashes = len(line) - place - len(line[place:].lstrip("\\"))
        if slashes:
            is_before_quote = line[place + slashes : place + slashes + 1] == '"'
            current += "\\" * (slashes // 2 if is_before_quote else slashes)
            place += slashes
            if is_before_quote and slashes % 2:
                current += '"'
                place += 1
        elif line[place] == '"':
            is_quoted = not is_quoted
            place += 1
        elif line[place] == " " and not is_quoted:
            arguments += [current] if current else []
            current, place = "", place + 1
        else:
            current += line[place]
            place += 1
    return [*arguments, current]


@settings(deadline=None)
@given(TEXTS)
@example("'")
@example("\u2018\u2019'")
def test_powershell_reads_a_text_back(text: str) -> None:
    """What stands in single quotes is the text, and the quote ends where it should."""
    written = quote(text)

    assert _read_powershell(written, 0) == (text, len(written))


@settings(deadline=None)
@given(BODIES, st.booleans())
def test_powershell_sends_any_body(body: dict[str, Any], streaming: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """The body is one literal of ASCII, whatever is in it, and its JSON is the body."""
    code = write_powershell(_request(body, streaming=streaming))

    text, end = _read_powershell(code, code.index("$body = ") + len("$body = "))

    assert json.loads(text, parse_float=Decimal) == body
    assert code.isascii()
    assert code[end : end + 2] == "\n\n"


@settings(deadline=None)
@given(BODIES)
@example({"a\\": '"'})
@example({"%PATH%": "^&|<>!()"})
def test_cmd_sends_any_body(body: dict[str, Any]) -> None:
    """After cmd and the C runtime have read the line, the body is an argument of its own, and its JSON is the body."""
    code = write_cmd(_request(body))

    arguments = _read_cmd(code)

    assert json.loads(arguments[-1], parse_float=Decimal) == body
    assert arguments[-2] == "-d"
    assert code.isascii()


def test_cmd_passes_its_arguments_on() -> None:
    """Every argument reaches curl as one word, with the key filled in and percent signs of the address kept."""
    request = _request({}, method="PUT", query=(("alt", "sse"), ("q", "a b&c")), streaming=True)

    assert _read_cmd(write_cmd(request)) == [
        "curl.exe",
        "--fail-with-body",
        "-sS",
        "-N",
        "--max-time",
        "60",
        "-X",
        "PUT",
        "https://api.example.com/v1/chat/completions?alt=sse&q=a+b%26c",
        "-H",
        "Authorization: Bearer sk-1",
        "-H",
        "Content-Type: application/json",
        "-H",
        "x-version: 2023-06-01",
        "-d",
        "{}",
    ]


@pytest.mark.parametrize(
    ("changed", "is_possible"),
    [
        ({}, True),
        ({"is_form": True}, False),
        ({"follow_up": {}}, False),
        ({"base_url": "https://api.example.com/^"}, False),
        ({"sdk": "openai-speech", "body": {"response_format": "wav"}}, True),
        ({"sdk": "openai-speech", "body": {"response_format": "wav & calc"}}, False),
    ],
)
def test_cmd_declines_what_it_cannot_write_safely(changed: dict[str, Any], *, is_possible: bool) -> None:
    """Forms, second bodies and unusual names have no snippet rather than a dangerous one."""
    assert can_write_cmd(_request(**{"body": {}, **changed})) == is_possible


def test_shells_save_a_sound() -> None:
    """A file is named in both shells."""
    request = _request({"input": "x"}, sdk="openai-speech", auth=AuthHeader(header="x-api-key"))

    assert "  --output speech.mp3 ^\n" in write_cmd(request)
    assert '  -H "x-api-key: %API_KEY%" ^\n' in write_cmd(request)
    assert "Invoke-WebRequest @request -UseBasicParsing -OutFile 'speech.mp3'\n" in write_powershell(request)
    assert "    'x-api-key' = \"$env:API_KEY\"\n" in write_powershell(request)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"sdk": "openai-images", "body": {}}, "[IO.File]::WriteAllBytes((Join-Path $PWD 'image.png'), $bytes)"),
        ({"sdk": "openai-images", "body": {"response_format": "url"}}, "$response.data[0].url"),
        ({"sdk": "openai-embeddings", "body": {}}, "$vector[0..2]"),
        (
            {"sdk": "google-genai", "body": {"generationConfig": {"responseModalities": ["IMAGE"]}}},
            "$bytes = [Convert]::FromBase64String($part.inlineData.data)",
        ),
    ],
)
def test_powershell_shows_or_saves_the_answer(changed: dict[str, Any], expected: str) -> None:
    """Each kind of answer has its own way to be shown."""
    assert expected in write_powershell(_request(**{"body": {}, **changed}))


def _count_outside_texts(code: str) -> dict[str, int]:
    """Count brackets outside texts in single or double quotes."""
    bare, place = [], 0
    while place < len(code):
        if code[place] in _QUOTES:
            place = _read_powershell(code, place)[1]
        elif code[place] == '"':
            place = code.index('"', place + 1) + 1
        else:
            bare.append(code[place])
            place += 1
    return {char: bare.count(char) for char in "(){}[]"}


def test_every_powershell_snippet_of_the_catalog_is_balanced() -> None:
    """For every model, protocol and variant, texts end and brackets match."""
    catalog = load_catalog(Path(__file__).parents[2]).catalog
    assert catalog is not None
    seen = 0

    for model in catalog.models.values():
        for served in model.protocols:
            protocol = catalog.protocols[served.protocol]
            for item in make_exchanges(catalog.site, protocol, served=served, model=model, model_id=model.api_id):
                if can_write_powershell(item.request):
                    counts = _count_outside_texts(write_powershell(item.request))
                    assert (counts["("], counts["{"], counts["["]) == (counts[")"], counts["}"], counts["]"])
                    seen += 1

    assert seen > len(catalog.models)
