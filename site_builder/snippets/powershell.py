"""PowerShell 5.1 and newer, on Windows and elsewhere; checked by rules, because it cannot be run everywhere.

Texts stand in single quotes, where only the quote itself has a meaning: it is doubled. A body is ASCII, with escapes
for the rest, because 5.1 reads files in the code page of the machine and takes curly quotes for straight ones.
Source: Microsoft Learn, about_Quoting_Rules, about_Character_Encoding, Invoke-RestMethod, 2026-11.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from site_builder.records.protocol import Sdk
from site_builder.snippets.answer import has_image_address, name_file
from site_builder.snippets.literals import write_ascii_json
from site_builder.snippets.request import HttpRequest

_TEXTS: Mapping[Sdk, str] = {
    "openai-chat": "$response.choices[0].message.content",
    "openai-responses": "($response.output | Where-Object type -eq 'message').content[0].text",
    "google-genai": "$response.candidates[0].content.parts.text -join ''",
    "anthropic": "($response.content | Where-Object type -eq 'text').text",
}

_EVENTS: Mapping[Sdk, str] = {
    "openai-chat": "foreach ($choice in $chunk.choices) { [Console]::Write($choice.delta.content) }",
    "openai-responses": "if ($chunk.type -eq 'response.output_text.delta') { [Console]::Write($chunk.delta) }",
    "google-genai": "foreach ($item in $chunk.candidates) { [Console]::Write($item.content.parts.text -join '') }",
    "anthropic": "if ($chunk.delta.type -eq 'text_delta') { [Console]::Write($chunk.delta.text) }",
}

_IS_ERROR: Mapping[Sdk, str] = {
    "openai-chat": "$chunk.error",
    "openai-responses": "$chunk.type -in 'error', 'response.failed'",
    "google-genai": "$chunk.error",
    "anthropic": "$chunk.type -eq 'error'",
}

_ROUNDS: Mapping[Sdk, str] = {
    "openai-chat": """$message = $response.choices[0].message
if (-not $message.tool_calls) { $message.content; break }
$body.messages += $message
foreach ($call in $message.tool_calls) {
  $result = Invoke-Tool $call.function.name ($call.function.arguments | ConvertFrom-Json)
  $body.messages += @{ role = 'tool'; tool_call_id = $call.id; content = $result }
}""",
    "openai-responses": """$calls = @($response.output | Where-Object type -eq 'function_call')
if (-not $calls) { ($response.output | Where-Object type -eq 'message').content[0].text; break }
$body.input += $response.output
foreach ($call in $calls) {
  $result = Invoke-Tool $call.name ($call.arguments | ConvertFrom-Json)
  $body.input += @{ type = 'function_call_output'; call_id = $call.call_id; output = $result }
}""",
    "google-genai": """$content = $response.candidates[0].content
$calls = @($content.parts | Where-Object functionCall | ForEach-Object functionCall)
if (-not $calls) { $content.parts.text -join ''; break }
$parts = @(foreach ($call in $calls) {
  $result = @{ result = Invoke-Tool $call.name $call.args }
  @{ functionResponse = @{ id = $call.id; name = $call.name; response = $result } }
})
$body.contents += $content
$body.contents += @{ role = 'user'; parts = $parts }""",
    "anthropic": """$calls = @($response.content | Where-Object type -eq 'tool_use')
if (-not $calls) { ($response.content | Where-Object type -eq 'text').text; break }
$results = @(foreach ($call in $calls) {
  $result = Invoke-Tool $call.name $call.input
  @{ type = 'tool_result'; tool_use_id = $call.id; content = $result }
})
$body.messages += @{ role = 'assistant'; content = @($response.content) }
$body.messages += @{ role = 'user'; content = $results }""",
}
"""What a round does with an answer, per SDK."""


def can_write_powershell(request: HttpRequest) -> bool:
    """Whether the body is JSON; forms with files need version 7."""
    return not request.is_form


def write_powershell(request: HttpRequest) -> str:
    """Write the call; without the key it stops before anything is sent."""
    head = f"""$ErrorActionPreference = 'Stop'
if (-not $env:{request.key_variable}) {{ throw '{request.key_variable} is not set' }}
"""
    if request.follow_up is not None:
        return f"{head}\n{_write_rounds(request)}"
    body = f"$body = {quote(write_ascii_json(request.body))}"
    if request.streaming:
        return f"{head}\n{body}\n\n{_write_streaming(request)}"
    result = _write_result(request)
    return f"{head}\n{body}\n\n{_request(request, '[Text.Encoding]::UTF8.GetBytes($body)')}\n{result}\n"


def quote(text: str) -> str:
    """Quote a text: in single quotes each single quote, straight or curly, is written twice."""
    doubled = "".join(char * 2 if char in "'\u2018\u2019\u201a\u201b" else char for char in text)
    return f"'{doubled}'"


def _request(request: HttpRequest, body: str) -> str:
    """Write the parameters of the call."""
    headers = "\n".join((f"    {quote(request.auth.header)} = {_key(request)}", *_fixed_headers(request)))
    return f"""$request = @{{
  Method = '{request.method.title()}'
  Uri = {quote(request.url)}
  Headers = @{{
{headers}
  }}
  ContentType = 'application/json; charset=utf-8'
  Body = {body}
  TimeoutSec = {request.timeout_seconds}
}}"""


def _key(request: HttpRequest) -> str:
    scheme = f"{request.auth.scheme} " if request.auth.scheme else ""
    return f'"{scheme}$env:{request.key_variable}"'


def _fixed_headers(request: HttpRequest) -> tuple[str, ...]:
    return tuple(f"    {quote(name)} = {quote(value)}" for name, value in request.headers)


def _write_result(request: HttpRequest) -> str:
    """Write the call itself, and what shows or saves its answer."""
    call, name = "$response = Invoke-RestMethod @request", quote(name_file(request))
    match request.sdk:
        case "openai-speech":
            return (
                f"Invoke-WebRequest @request -UseBasicParsing -OutFile {name}\n{quote(f'Saved {name_file(request)}')}"
            )
        case "openai-embeddings":
            return f"{call}\n$vector = $response.data[0].embedding\n$vector.Count\n$vector[0..2]"
        case "openai-images" if has_image_address(request):
            return f"{call}\n$response.data[0].url"
        case "openai-images":
            return f"{call}\n{_save(request, '$response.data[0].b64_json')}"
        case _ if request.makes_images:
            show = indent(_save(request, "$part.inlineData.data"), "    ")
            return f"""{call}
foreach ($part in $response.candidates[0].content.parts) {{
  if ($part.inlineData) {{
{show}
  }} else {{
    $part.text
  }}
}}"""
        case _:
            return f"{call}\n{_show_text(request)}"


def _show_text(request: HttpRequest) -> str:
    text = _TEXTS[request.sdk]
    if not request.answer_keys:
        return text
    fields = ", ".join(f"$answer.{quote(key)}" for key in request.answer_keys)
    return f"$answer = {text} | ConvertFrom-Json\n{fields}"


def _save(request: HttpRequest, content: str) -> str:
    name = name_file(request)
    return f"""$bytes = [Convert]::FromBase64String({content})
[IO.File]::WriteAllBytes((Join-Path $PWD {quote(name)}), $bytes)
{quote(f"Saved {name}")}"""


def _write_rounds(request: HttpRequest) -> str:
    body = "[Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $body -Depth 32))"
    call = f"{_request(request, body)}\n$response = Invoke-RestMethod @request\n{_ROUNDS[request.sdk]}"
    return f"""function Invoke-Tool($name, $arguments) {{
  {quote(request.tool_result)}
}}

$body = {quote(write_ascii_json(request.body))} | ConvertFrom-Json

for ($round = 0; $round -lt 5; $round++) {{
{indent(call, "  ")}
}}
"""


def _write_streaming(request: HttpRequest) -> str:
    """Write the call with the HTTP client of .NET, because Invoke-RestMethod waits for the end of the answer."""
    headers = "\n".join(
        f"[void]$request.Headers.TryAddWithoutValidation({quote(name)}, {value})"
        for name, value in (
            (request.auth.header, _key(request)),
            *((name, quote(value)) for name, value in request.headers),
        )
    )
    return f"""Add-Type -AssemblyName System.Net.Http
$client = [Net.Http.HttpClient]::new()
$client.Timeout = [TimeSpan]::FromSeconds({request.timeout_seconds})
$request = [Net.Http.HttpRequestMessage]::new('{request.method}', {quote(request.url)})
{headers}
$request.Content = [Net.Http.StringContent]::new($body, [Text.Encoding]::UTF8, 'application/json')

$response = $client.SendAsync($request, 'ResponseHeadersRead').GetAwaiter().GetResult()
$reader = [IO.StreamReader]::new($response.Content.ReadAsStreamAsync().GetAwaiter().GetResult())
if (-not $response.IsSuccessStatusCode) {{ throw $reader.ReadToEnd() }}
while ($null -ne ($line = $reader.ReadLine())) {{
  if (-not $line.StartsWith('data: ') -or $line -eq 'data: [DONE]') {{ continue }}
  $chunk = $line.Substring(6) | ConvertFrom-Json
  if ({_IS_ERROR[request.sdk]}) {{ throw $line }}
  {_EVENTS[request.sdk]}
}}
[Console]::WriteLine()
"""
