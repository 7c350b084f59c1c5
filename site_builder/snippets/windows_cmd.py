"""Windows cmd, as a batch file that calls curl.exe; checked by rules, because it cannot be run everywhere.

The only form that is safe with every text: the body on one line in double quotes, and in it nothing that cmd or the C
runtime gives a meaning to. JSON can write each such character as an escape, e.g. `%` by its number 0025, so that only
the quotes of the JSON itself are left, behind a backslash. A form has no such escapes, so there are none here.
Source: Microsoft Learn, "cmd", "Parsing C command-line arguments", 2026-11; curl comes with Windows 10 and newer.
"""

from __future__ import annotations

import re
from typing import Any

from site_builder.snippets.answer import name_file
from site_builder.snippets.literals import write_ascii_json
from site_builder.snippets.request import HttpRequest

_SAFE_URL = re.compile(r"[A-Za-z0-9:/?&=._~%+,@-]+")
_SAFE_FILE = re.compile(r"[A-Za-z0-9._-]+")


def can_write_cmd(request: HttpRequest) -> bool:
    """Whether there is a safe form: the body is JSON, no second body is made from an answer, the names are plain."""
    is_plain = _SAFE_URL.fullmatch(request.url) and _SAFE_FILE.fullmatch(name_file(request))
    return bool(is_plain) and not request.is_form and request.follow_up is None


def write_cmd(request: HttpRequest) -> str:
    """Write the call as a batch file; without the key it says so and stops."""
    scheme = f"{request.auth.scheme} " if request.auth.scheme else ""
    method = "" if request.method == "POST" else f" -X {request.method}"
    streaming = " -N" if request.streaming else ""
    options = [
        f"curl.exe --fail-with-body -sS{streaming} --max-time {request.timeout_seconds}{method}",
        f'  "{request.url.replace("%", "%%")}"',
        f'  -H "{request.auth.header}: {scheme}%{request.key_variable}%"',
        '  -H "Content-Type: application/json"',
        *(f'  -H "{name}: {value}"' for name, value in request.headers),
        *([f"  --output {name_file(request)}"] if request.sdk == "openai-speech" else []),
        f'  -d "{quote_json(request.body)}"',
    ]
    command = " ^\n".join(options)
    return f"""@echo off
if not defined {request.key_variable} (
  echo {request.key_variable} is not set 1>&2
  exit /b 1
)
{command}
"""


def quote_json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Give JSON for between double quotes: no percent sign, no caret, and backslashes that mean themselves."""
    text = re.sub(r'\\["\\]', _escape_pair, write_ascii_json(value, is_compact=True))
    return re.sub("[%^&|<>!]", lambda match: f"\\u{ord(match[0]):04x}", text).replace('"', '\\"')


def _escape_pair(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0][1]):04x}"
