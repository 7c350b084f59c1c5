"""Plain JavaScript over fetch, which Node 20 has built in: the request as it is on the wire, without an SDK."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from site_builder.records.protocol import Sdk
from site_builder.snippets.answer import has_image_address, is_plain_text, name_file
from site_builder.snippets.form import list_files, list_texts
from site_builder.snippets.javascript_code import (
    READ_FILE,
    SLEEP,
    WRITE_FILE,
    write_head,
    write_polling,
    write_saving,
    write_show,
)
from site_builder.snippets.javascript_tools import write_tool, write_wire_rounds
from site_builder.snippets.literals import write_javascript
from site_builder.snippets.request import LONG_TIMEOUT_SECONDS, HttpRequest

_TEXTS: Mapping[Sdk, str] = {
    "openai-chat": "answer.choices[0].message.content",
    "openai-responses": 'answer.output.find((item) => item.type === "message").content[0].text',
    "google-genai": 'answer.candidates[0].content.parts.map((part) => part.text ?? "").join("")',
    "anthropic": 'answer.content.find((block) => block.type === "text").text',
}
"""Where the text of a whole answer is, per SDK."""

_IS_ERROR: Mapping[Sdk, str] = {
    "openai-chat": "event.error",
    "openai-responses": '["error", "response.failed"].includes(event.type)',
    "google-genai": "event.error",
    "anthropic": 'event.type === "error"',
}
"""Whether an event reports a failure, which may follow a status of 200."""

_EVENTS: Mapping[Sdk, str] = {
    "openai-chat": 'process.stdout.write(event.choices?.[0]?.delta?.content ?? "");',
    "openai-responses": 'if (event.type === "response.output_text.delta") process.stdout.write(event.delta);',
    "google-genai": """for (const part of event.candidates?.[0]?.content?.parts ?? []) {
  process.stdout.write(part.text ?? "");
}""",
    "anthropic": 'if (event.delta?.type === "text_delta") process.stdout.write(event.delta.text);',
}
"""What prints the text of an event; many have none."""


def write_fetch(request: HttpRequest) -> str:
    """Write the call with fetch; a missing key stops it before anything is sent."""
    if request.sdk == "openai-videos":
        return _write_video(request)
    if request.follow_up is not None:
        return _write_rounds(request)
    return _write_streaming(request) if request.streaming else _write_basic(request)


def _write_basic(request: HttpRequest) -> str:
    imports, result = _write_result(request)
    return f"""{write_head(request, *imports, *_form_imports(request))}{_form(request)}
{_call(request, _body(request, 1))}
{result}
"""


def _write_result(request: HttpRequest) -> tuple[tuple[str, ...], str]:
    """Give the imports and the statements that show or save what is in `response`."""
    answer = "const answer = await response.json();\n"
    match request.sdk:
        case "openai-embeddings":
            vector = "const vector = answer.data[0].embedding;\nconsole.log(vector.length, vector.slice(0, 3));"
            return (), answer + vector
        case "openai-images" if has_image_address(request):
            return (), f"{answer}console.log(answer.data[0].url);"
        case "openai-images":
            image = 'Buffer.from(answer.data[0].b64_json, "base64")'
            return (WRITE_FILE,), answer + write_saving(name_file(request), image)
        case "openai-speech":
            return (WRITE_FILE,), write_saving(name_file(request), "Buffer.from(await response.arrayBuffer())")
        case "openai-transcriptions":
            return (), _show_transcription(request)
        case _:
            imports = (WRITE_FILE,) if request.makes_images else ()
            text = "" if request.makes_images else write_show(request, _TEXTS[request.sdk])
            return imports, answer + (text or _show_parts(request, "answer"))


def _show_transcription(request: HttpRequest) -> str:
    if is_plain_text(request):
        return "console.log(await response.text());"
    return "const answer = await response.json();\nconsole.log(answer.text);"


def _write_rounds(request: HttpRequest) -> str:
    call = f"{_call(request, 'JSON.stringify(body)')}\nconst answer = await response.json();"
    return f"""{write_head(request)}
{write_tool(request)}

const body = {write_javascript(request.body)};
{write_wire_rounds(request, call)}
"""


def _write_streaming(request: HttpRequest) -> str:
    imports = (WRITE_FILE,) if request.makes_images else ()
    show = _show_parts(request, "event") if request.makes_images else _EVENTS[request.sdk]
    return f"""{write_head(request, *imports)}
{_call(request, _body(request, 1))}

let buffer = "";
for await (const text of response.body.pipeThrough(new TextDecoderStream())) {{
  const lines = (buffer + text).split("\\n");
  buffer = lines.pop();
  for (const line of lines) {{
    if (!line.startsWith("data: ") || line.startsWith("data: [DONE]")) continue;
    const event = JSON.parse(line.slice(6));
    if ({_IS_ERROR[request.sdk]}) throw new Error(line);
{indent(show, "    ")}
  }}
}}
console.log();
"""


def _show_parts(request: HttpRequest, answer: str) -> str:
    """Write what is done with the parts of an answer that has images among its texts."""
    saving = write_saving(name_file(request), 'Buffer.from(part.inlineData.data, "base64")')
    show = 'process.stdout.write(part.text ?? "");' if request.streaming else 'console.log(part.text ?? "");'
    return f"""for (const part of {answer}.candidates?.[0]?.content?.parts ?? []) {{
  if (part.inlineData) {{
{indent(saving, "    ")}
  }} else {{
    {show}
  }}
}}"""


def _write_video(request: HttpRequest) -> str:
    return f"""{write_head(request, SLEEP, WRITE_FILE, *_form_imports(request))}
const videos = {write_javascript(request.url)};

async function call(url, options) {{
  const headers = {_headers(request, 1)};
  const response = await fetch(url, {{
    headers,
    signal: AbortSignal.timeout({LONG_TIMEOUT_SECONDS}_000),
    ...options,
  }});
  if (!response.ok) throw new Error(`${{response.status}}: ${{await response.text()}}`);
  return response;
}}
{_form(request)}
let video = await (await call(videos, {{ method: "POST", body: form }})).json();
{write_polling("await (await call(`${videos}/${video.id}`)).json()")}

const content = await call(`${{videos}}/${{video.id}}/content`);
{write_saving(name_file(request), "Buffer.from(await content.arrayBuffer())")}
"""


def _call(request: HttpRequest, body: str) -> str:
    return f"""const response = await fetch({write_javascript(request.url)}, {{
  method: "{request.method}",
  headers: {_headers(request, 1)},
  body: {body},
  signal: AbortSignal.timeout({request.timeout_seconds}_000),
}});
if (!response.ok) throw new Error(`${{response.status}}: ${{await response.text()}}`);"""


def _headers(request: HttpRequest, depth: int) -> str:
    pad = "  " * (depth + 1)
    key = f"`{request.auth.scheme} ${{apiKey}}`" if request.auth.scheme else "apiKey"
    lines = [f"{pad}{write_javascript(request.auth.header)}: {key},"]
    if not request.is_form:
        lines.append(f'{pad}"Content-Type": "application/json",')
    lines += [f"{pad}{write_javascript(name)}: {write_javascript(value)}," for name, value in request.headers]
    return "{\n" + "\n".join(lines) + "\n" + "  " * depth + "}"


def _body(request: HttpRequest, depth: int) -> str:
    return "form" if request.is_form else f"JSON.stringify({write_javascript(request.body, depth)})"


def _form(request: HttpRequest) -> str:
    """Write what fills the form, as a paragraph of its own; empty where the body is JSON."""
    if not request.is_form:
        return ""
    files = (
        f"form.append({write_javascript(name)}, new Blob([await readFile({write_javascript(file)})]),"
        f" {write_javascript(file)});"
        for name, file in list_files(request)
    )
    texts = (f"form.append({write_javascript(name)}, {write_javascript(text)});" for name, text in list_texts(request))
    lines = "\n".join((*files, *texts))
    return f"\nconst form = new FormData();\n{lines}\n"


def _form_imports(request: HttpRequest) -> tuple[str, ...]:
    return (READ_FILE,) if list_files(request) else ()
