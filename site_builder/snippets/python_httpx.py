"""Plain Python over httpx: the request as it is on the wire, without an SDK."""

from __future__ import annotations

from site_builder.snippets.answer import ANSWERS
from site_builder.snippets.literals import write_python
from site_builder.snippets.request import HttpRequest


def write_httpx(request: HttpRequest) -> str:
    """Write the call with httpx; a missing key raises KeyError before anything is sent."""
    return _write_streaming(request) if request.streaming else _write_basic(request)


def _write_basic(request: HttpRequest) -> str:
    call = "post(" if request.method == "POST" else f'request(\n    "{request.method}",'
    return f"""import os

import httpx

response = httpx.{call}
    "{request.url}",
    headers={_headers(request, 1)},
    json={write_python(request.body, 1)},
    timeout=60,
)
if response.is_error:
    raise SystemExit(f"{{response.status_code}}: {{response.text}}")
answer = response.json()
print({ANSWERS[request.sdk].body})
"""


def _write_streaming(request: HttpRequest) -> str:
    answer = ANSWERS[request.sdk]
    return f"""import json
import os

import httpx

with httpx.stream(
    "{request.method}",
    "{request.url}",
    headers={_headers(request, 1)},
    json={write_python(request.body, 1)},
    timeout=60,
) as response:
    if response.is_error:
        raise SystemExit(f"{{response.status_code}}: {{response.read().decode()}}")
    for line in response.iter_lines():
        if not line.startswith("data: ") or line == "data: [DONE]":
            continue
        event = json.loads(line.removeprefix("data: "))
        if {answer.event_condition}:
            print({answer.event}, end="", flush=True)
print()
"""


def _headers(request: HttpRequest, depth: int) -> str:
    key = f'os.environ["{request.key_variable}"]'
    value = f'"{request.auth.scheme} " + {key}' if request.auth.scheme else key
    pad = " " * 4 * (depth + 1)
    lines = [f'{pad}"{request.auth.header}": {value},']
    lines += [f'{pad}"{name}": "{fixed}",' for name, fixed in request.headers]
    return "{\n" + "\n".join(lines) + "\n" + " " * 4 * depth + "}"
