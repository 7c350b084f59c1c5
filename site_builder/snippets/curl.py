"""cURL for bash and other POSIX shells: the body goes in by a quoted here-document, so nothing needs escaping.

Source: POSIX.1-2024, Shell Command Language, 2.6.2 and 2.7.4.
"""

from __future__ import annotations

from site_builder.snippets.literals import write_json
from site_builder.snippets.request import HttpRequest

_TERMINATOR = "JSON"


def write_curl(request: HttpRequest) -> str:
    """Write the call as one curl command; without the key the shell stops with a clear message."""
    scheme = f"{request.auth.scheme} " if request.auth.scheme else ""
    key = f"${{{request.key_variable}:?}}"
    method = "" if request.method == "POST" else f" -X {request.method}"
    lines = [
        f"curl --fail-with-body -sS{' -N' if request.streaming else ''} --max-time 60{method}",
        f"  '{request.url}'",
        f'  -H "{request.auth.header}: {scheme}{key}"',
        '  -H "Content-Type: application/json"',
        *(f'  -H "{name}: {value}"' for name, value in request.headers),
        f"  --data-binary @- <<'{_TERMINATOR}'",
    ]
    return " \\\n".join(lines) + f"\n{write_json(request.body)}\n{_TERMINATOR}\n"
