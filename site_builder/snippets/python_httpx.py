"""Plain Python over httpx: the request as it is on the wire, without an SDK."""

from __future__ import annotations

from textwrap import indent
from typing import Any

from site_builder.snippets.answer import (
    ANSWERS,
    POLL_LIMIT,
    POLL_SECONDS,
    has_image_address,
    is_plain_text,
    name_file,
)
from site_builder.snippets.form import list_files, list_texts
from site_builder.snippets.literals import write_python
from site_builder.snippets.python_code import write_imports
from site_builder.snippets.python_tools import tool_imports, write_print, write_tool, write_wire_round
from site_builder.snippets.request import HttpRequest

_IMAGE_IMPORTS = ("import base64", "from pathlib import Path")


def write_httpx(request: HttpRequest) -> str:
    """Write the call with httpx; a missing key raises KeyError before anything is sent."""
    if request.sdk == "openai-videos":
        return _write_video(request)
    if request.follow_up is not None:
        return _write_rounds(request)
    return _write_streaming(request) if request.streaming else _write_basic(request)


def _write_basic(request: HttpRequest) -> str:
    call = "post(" if request.method == "POST" else f'request(\n    "{request.method}",'
    imports, result = _write_result(request)
    return f"""{write_imports(("import os", *imports, *_body_imports(request)), "import httpx")}

response = httpx.{call}
    "{request.url}",
    headers={_headers(request, 1)},
{_body(request, 1)}
    timeout={request.timeout_seconds},
)
if response.is_error:
    raise SystemExit(f"{{response.status_code}}: {{response.text}}")
{result}
"""


def _write_result(request: HttpRequest) -> tuple[tuple[str, ...], str]:
    """Give the imports and the statements that show or save what is in `response`."""
    match request.sdk:
        case "openai-embeddings":
            return (), 'vector = response.json()["data"][0]["embedding"]\nprint(len(vector), vector[:3])'
        case "openai-images" if has_image_address(request):
            return (), 'print(response.json()["data"][0]["url"])'
        case "openai-images":
            image = 'image = base64.b64decode(response.json()["data"][0]["b64_json"])'
            return _IMAGE_IMPORTS, f"{image}\n{_save(request, 'image')}"
        case "openai-speech":
            return ("from pathlib import Path",), _save(request, "response.content")
        case "openai-transcriptions":
            return (), "print(response.text)" if is_plain_text(request) else 'print(response.json()["text"])'
        case _:
            return _write_text_result(request)


def _write_text_result(request: HttpRequest) -> tuple[tuple[str, ...], str]:
    if request.makes_images:
        return _IMAGE_IMPORTS, _show_parts(request, 'response.json()["candidates"][0]["content"]["parts"]')
    text = ANSWERS[request.sdk].body
    return tool_imports(request), f"answer = response.json()\n{write_print(request, text)}"


def _write_rounds(request: HttpRequest) -> str:
    return f"""{write_imports(("import os", *tool_imports(request)), "import httpx")}


{write_tool(request)}

body = {write_python(request.body)}
for _ in range(5):
    response = httpx.post(
        "{request.url}",
        headers={_headers(request, 2)},
        json=body,
        timeout={request.timeout_seconds},
    )
    if response.is_error:
        raise SystemExit(f"{{response.status_code}}: {{response.text}}")
    answer = response.json()
{write_wire_round(request)}
print({ANSWERS[request.sdk].body})
"""


def _show_parts(request: HttpRequest, parts: str) -> str:
    """Write what is done with the parts of an answer that has images among its texts."""
    save = indent(_save(request, 'base64.b64decode(part["inlineData"]["data"])'), " " * 8)
    return f"""for part in {parts}:
    if "inlineData" in part:
{save}
    else:
        print(part.get("text", ""){', end="", flush=True' if request.streaming else ""})"""


def _save(request: HttpRequest, content: str) -> str:
    name = name_file(request)
    return f"Path({write_python(name)}).write_bytes({content})\nprint({write_python(f'Saved {name}')})"


def _write_streaming(request: HttpRequest) -> str:
    imports = ("import json", "import os", *(_IMAGE_IMPORTS if request.makes_images else ()))
    event = ANSWERS[request.sdk].event
    if request.makes_images:
        show = _show_parts(request, 'candidate.get("content", {}).get("parts", [])')
        event = f'for candidate in event.get("candidates", []):\n{indent(show, "    ")}'
    return f"""{write_imports(imports, "import httpx")}

with httpx.stream(
    "{request.method}",
    "{request.url}",
    headers={_headers(request, 1)},
{_body(request, 1)}
    timeout={request.timeout_seconds},
) as response:
    if response.is_error:
        raise SystemExit(f"{{response.status_code}}: {{response.read().decode()}}")
    for line in response.iter_lines():
        if not line.startswith("data: ") or line == "data: [DONE]":
            continue
        event = json.loads(line.removeprefix("data: "))
        if {ANSWERS[request.sdk].is_error}:
            raise SystemExit(line)
{indent(event, " " * 8)}
print()
"""


def _write_video(request: HttpRequest) -> str:
    name = name_file(request)
    imports = ("import os", "import time", "from pathlib import Path")
    return f"""{write_imports(imports, "import httpx")}

VIDEOS = "{request.url}"


def stop_on_error(response):
    if response.is_error:
        raise SystemExit(f"{{response.status_code}}: {{response.read().decode()}}")


with httpx.Client(
    headers={_headers(request, 1)},
    timeout={request.timeout_seconds},
    event_hooks={{"response": [stop_on_error]}},
) as client:
    video = client.post(
        VIDEOS,
{_body(request, 2)}
    ).json()
    for _ in range({POLL_LIMIT}):
        if video["status"] not in ("queued", "in_progress"):
            break
        time.sleep({POLL_SECONDS})
        video = client.get(f"{{VIDEOS}}/{{video['id']}}").json()
    if video["status"] != "completed":
        raise SystemExit(f"{{video['status']}}: {{video.get('error')}}")
    print(video["status"])

    content = client.get(f"{{VIDEOS}}/{{video['id']}}/content").content
    Path({write_python(name)}).write_bytes(content)
    print({write_python(f"Saved {name}")})
"""


def _headers(request: HttpRequest, depth: int) -> str:
    key = f'os.environ["{request.key_variable}"]'
    value = f'"{request.auth.scheme} " + {key}' if request.auth.scheme else key
    pad = " " * 4 * (depth + 1)
    lines = [f'{pad}"{request.auth.header}": {value},']
    lines += [f'{pad}"{name}": "{fixed}",' for name, fixed in request.headers]
    return "{\n" + "\n".join(lines) + "\n" + " " * 4 * depth + "}"


def _body(request: HttpRequest, depth: int) -> str:
    """Write the arguments that carry the body; `files` without a file is what makes httpx send a multipart form."""
    pad = " " * 4 * depth
    if not request.is_form:
        return f"{pad}json={write_python(request.body, depth)},"
    texts, files = list_texts(request), list_files(request)
    inner = " " * 4 * (depth + 1)
    if files:
        parts = "\n".join(
            f"{inner}{write_python(name)}: ({write_python(file)}, Path({write_python(file)}).read_bytes()),"
            for name, file in files
        )
        return f"{pad}data={write_python(_group(texts), depth)},\n{pad}files={{\n{parts}\n{pad}}},"
    parts = "\n".join(f"{inner}({write_python(name)}, (None, {write_python(text)}))," for name, text in texts)
    return f"{pad}files=[\n{parts}\n{pad}],"


def _body_imports(request: HttpRequest) -> tuple[str, ...]:
    return ("from pathlib import Path",) if list_files(request) else ()


def _group(texts: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Give the parts by name; one that comes several times has a list of its values."""
    grouped: dict[str, list[str]] = {}
    for name, text in texts:
        grouped.setdefault(name, []).append(text)
    return {name: values if len(values) > 1 else values[0] for name, values in grouped.items()}
