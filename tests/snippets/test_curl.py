"""cURL snippets as bash reads them."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.records.protocol import AuthHeader
from site_builder.snippets.curl import write_curl
from site_builder.snippets.request import HttpRequest

FRAGMENTS = (
    '"', "'", "\\", "\\\n", "$HOME", "${x:?}", "$(exit 3)", "`exit 3`", "\n", "\t", "\0", "你好", "🙂", "\u202e",
    "\u200f", "</script>", "JSON", "\nJSON\n", "'JSON'", "%s", "!!",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=5).map("".join)
BODIES = st.dictionaries(
    TEXTS,
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


def _request(
    body: dict[str, object],
    *,
    method: str = "POST",
    auth: AuthHeader | None = None,
    query: tuple[tuple[str, str], ...] = (),
    streaming: bool = False,
) -> HttpRequest:
    return HttpRequest(
        method=method,
        base_url="https://api.example.com",
        path="/v1/messages",
        query=query,
        auth=auth or AuthHeader(header="Authorization", scheme="Bearer"),
        headers=(("x-version", "2023-06-01"),),
        body=body,
        key_variable="API_KEY",
        sdk="anthropic",
        streaming=streaming,
    )


@settings(max_examples=60, deadline=None)
@given(BODIES)
def test_bash_passes_the_body_on_unchanged(body: dict[str, object]) -> None:
    """What bash gives curl on its standard input is the JSON of the body, whatever is in it."""
    script = f"curl() {{ cat; }}\n{write_curl(_request(body))}"

    result = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=True, env={"PATH": "/usr/bin:/bin", "API_KEY": "k"}
    )

    assert json.loads(result.stdout.decode(), parse_float=Decimal) == body


def test_bash_passes_the_arguments_on() -> None:
    """Every argument reaches curl as one word, with the key filled in."""
    request = _request({}, query=(("alt", "sse"), ("q", "a b&c")), streaming=True)
    script = f"curl() {{ printf '%s\\n' \"$@\"; }}\n{write_curl(request)}"

    result = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=True, env={"PATH": "/usr/bin:/bin", "API_KEY": "a $b"}
    )

    assert result.stdout.decode().splitlines() == [
        "--fail-with-body",
        "-sS",
        "-N",
        "--max-time",
        "60",
        "https://api.example.com/v1/messages?alt=sse&q=a+b%26c",
        "-H",
        "Authorization: Bearer a $b",
        "-H",
        "Content-Type: application/json",
        "-H",
        "x-version: 2023-06-01",
        "--data-binary",
        "@-",
    ]


def test_key_without_a_scheme_stands_alone() -> None:
    """A header without a scheme holds nothing but the key."""
    written = write_curl(_request({}, auth=AuthHeader(header="x-api-key")))

    assert '  -H "x-api-key: ${API_KEY:?}" \\\n' in written


def test_snippet_is_laid_out_line_by_line() -> None:
    """One option a line, the body below it, nothing to escape."""
    written = write_curl(_request({"text": "It's $5"}, method="PUT"))

    assert written == (
        "curl --fail-with-body -sS --max-time 60 -X PUT \\\n"
        "  'https://api.example.com/v1/messages' \\\n"
        '  -H "Authorization: Bearer ${API_KEY:?}" \\\n'
        '  -H "Content-Type: application/json" \\\n'
        '  -H "x-version: 2023-06-01" \\\n'
        "  --data-binary @- <<'JSON'\n"
        "{\n"
        '  "text": "It\'s $5"\n'
        "}\n"
        "JSON\n"
    )
