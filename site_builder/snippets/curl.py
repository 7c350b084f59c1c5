"""cURL for bash and other POSIX shells.

A JSON body goes in by a quoted here-document, so nothing in it needs escaping. The texts of a form go in by
`--form-string`, because `--form` gives a meaning to `@`, `<` and `;`.
Source: POSIX.1-2024, Shell Command Language, 2.2.2, 2.6.2 and 2.7.4; curl 7.76 or newer for `--fail-with-body`.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from site_builder.records.protocol import Sdk
from site_builder.snippets.answer import POLL_LIMIT, POLL_SECONDS, name_file
from site_builder.snippets.form import list_files, list_texts
from site_builder.snippets.literals import write_json
from site_builder.snippets.request import LONG_TIMEOUT_SECONDS, HttpRequest

_TERMINATOR = "JSON"
_CURL = "curl --fail-with-body -sS"


def write_curl(request: HttpRequest) -> str:
    """Write the call as one curl command; without the key the shell stops with a clear message."""
    if request.sdk == "openai-videos":
        return _write_video(request)
    if request.follow_up is not None:
        return _write_rounds(request)
    method = "" if request.method == "POST" else f" -X {request.method}"
    file = shlex.quote(name_file(request)) if request.sdk == "openai-speech" else ""
    lines = [
        f"{_CURL}{' -N' if request.streaming else ''} --max-time {request.timeout_seconds}{method}",
        f"  {_quote(request.url)}",
        f'  -H "{_key_header(request)}"',
        *_body_arguments(request),
        *([f"  --output {file}"] if file else []),
    ]
    if request.is_form:
        return " \\\n".join(lines) + "\n"
    lines.append(f"  --data-binary @- <<'{_TERMINATOR}'{_show_error(file) if file else ''}")
    return " \\\n".join(lines) + f"\n{write_json(request.body)}\n{_TERMINATOR}\n"


def _write_video(request: HttpRequest) -> str:
    """Write the three calls of a video: start it, ask for it until it is made, download it.

    The id is the only value that is read, and no other field has its name, so no JSON tool is needed.
    """
    curl = f"{_CURL} --max-time {request.timeout_seconds}"
    start = " \\\n".join((f'{curl} "$videos" -H "$auth"', *_body_arguments(request)))
    file = shlex.quote(name_file(request))
    return f"""videos={_quote(request.url)}
auth="{_key_header(request)}"

video=$({start})
printf '%s\\n' "$video"
id=$(printf '%s' "$video" | grep -o '"id": *"[^"]*"' | head -n 1 | cut -d '"' -f 4)
url="$videos/${{id:?}}"

for _ in $(seq {POLL_LIMIT}); do
  video=$({curl} "$url" -H "$auth") || break
  case $video in *'"completed"'* | *'"failed"'*) break ;; esac
  sleep {POLL_SECONDS}
done
printf '%s\\n' "$video"

{_CURL} --max-time {LONG_TIMEOUT_SECONDS} "$url/content" -H "$auth" \\
  --output {file}{_show_error(file)}
"""


_ROUNDS: Mapping[Sdk, str] = {
    "openai-chat": """.messages += [$answer.choices[0].message] + [
    $answer.choices[0].message.tool_calls[]? | {role: "tool", tool_call_id: .id, content: $result}
  ]""",
    "openai-responses": """.input += $answer.output + [
    $answer.output[] | select(.type == "function_call") | {type: "function_call_output", call_id, output: $result}
  ]""",
    "google-genai": """.contents += [$answer.candidates[0].content, {role: "user", parts: [
    $answer.candidates[0].content.parts[].functionCall // empty
    | {functionResponse: {id, name, response: {result: $result}}}
  ]}]""",
    "anthropic": """.messages += [{role: "assistant", content: $answer.content}, {role: "user", content: [
    $answer.content[] | select(.type == "tool_use") | {type: "tool_result", tool_use_id: .id, content: $result}
  ]}]""",
}
"""What jq does to add an answer and the result of the tool it asks for to the body, per SDK."""


def _write_rounds(request: HttpRequest) -> str:
    """Write the two calls of a tool; jq makes the second body from the first answer."""
    arguments = " \\\n".join(f"  {line}" for line in _body_arguments(request))
    return f"""call() {{
  {_CURL} --max-time {request.timeout_seconds} \\
    {_quote(request.url)} \\
    -H "{_key_header(request)}" \\
{arguments} \\
    --data-binary @-
}}

body={_quote(write_json(request.body))}
result={_quote(request.tool_result)}

answer=$(call <<<"$body") &&
  body=$(jq --argjson answer "$answer" --arg result "$result" '
  {_ROUNDS[request.sdk]}' <<<"$body") &&
  call <<<"$body" ||
  {{ printf '%s\\n' "$answer" >&2; false; }}
"""


def _key_header(request: HttpRequest) -> str:
    scheme = f"{request.auth.scheme} " if request.auth.scheme else ""
    return f"{request.auth.header}: {scheme}${{{request.key_variable}:?}}"


def _body_arguments(request: HttpRequest) -> Iterator[str]:
    """Give the headers of the body, and the parts of a form, one a line."""
    if not request.is_form:
        yield '  -H "Content-Type: application/json"'
    yield from (f'  -H "{name}: {value}"' for name, value in request.headers)
    if request.is_form:
        yield from (f"  -F {shlex.quote(f'{name}=@{file}')}" for name, file in list_files(request))
        yield from (f"  --form-string {_quote(f'{name}={text}')}" for name, text in list_texts(request))


def _show_error(file: str) -> str:
    """Give what follows a call that saves a file: an error is shown, and not kept as if it were the file."""
    return f" || {{ grep -s '\"message\"' {file}; rm -f {file}; false; }}"


def _quote(text: str) -> str:
    """Quote a text for the shell: nothing has a meaning between single quotes but the quote itself.

    Unlike `shlex.quote` it always quotes, so that a token that stands for the model id is highlighted like the id.
    """
    return "'" + text.replace("'", "'\\''") + "'"
