"""Pieces of JavaScript that several snippets have: the key, arguments, waiting, showing and saving an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from site_builder.snippets.answer import POLL_LIMIT, POLL_SECONDS
from site_builder.snippets.literals import write_javascript, write_member
from site_builder.snippets.request import HttpRequest

WRITE_FILE = 'import { writeFile } from "node:fs/promises";'
READ_FILE = 'import { readFile } from "node:fs/promises";'
SLEEP = 'import { setTimeout } from "node:timers/promises";'


def write_head(request: HttpRequest, *imports: str) -> str:
    """Write the imports and what reads the key; without it the program stops before anything is sent."""
    lines = "".join(f"{line}\n" for line in merge_imports(imports))
    separator = "\n" if lines else ""
    return f"""{lines}{separator}const apiKey = process.env.{request.key_variable};
if (!apiKey) throw new Error("{request.key_variable} is not set");
"""


def merge_imports(imports: Iterable[str]) -> tuple[str, ...]:
    """Give import lines in their usual order, with one line for each module: Node's own first."""
    modules: dict[str, set[str]] = {}
    for line in imports:
        names, _, module = line.removeprefix("import ").partition(" from ")
        modules.setdefault(module, set()).update(names.strip("{} ").split(", ") if "{" in names else {f"={names}"})
    ordered = sorted(modules, key=lambda module: (not module.startswith('"node:'), module))
    return tuple(f"import {_write_names(modules[module])} from {module}" for module in ordered)


def _write_names(names: set[str]) -> str:
    default = next((name for name in names if name.startswith("=")), "")
    return default.removeprefix("=") if default else f"{{ {', '.join(sorted(names))} }}"


def write_object(
    body: Mapping[str, Any],
    depth: int = 0,
    *,
    files: frozenset[str] = frozenset(),
    variables: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Write a body as an object, one field a line.

    Args:
        body: What is sent, by name.
        depth: How many levels of two spaces the object stands at.
        files: Names whose values are names of files, which are opened.
        variables: Names whose values are in a variable, with its name.
    """
    pad = "  " * (depth + 1)
    lines = []
    for name, value in body.items():
        field = write_javascript({name: None}).removeprefix("{ ").removesuffix(": null }")
        if name in variables:
            lines.append(f"{pad}{field if field == variables[name] else f'{field}: {variables[name]}'},\n")
        elif name in files:
            lines.append(f"{pad}{field}: createReadStream({write_javascript(value)}),\n")
        else:
            lines.append(f"{pad}{field}: {write_javascript(value, depth + 1)},\n")
    return "{\n" + "".join(lines) + "  " * depth + "}" if lines else "{}"


def write_show(request: HttpRequest, text: str) -> str:
    """Write what shows the text of an answer: it is printed, or read as JSON and its fields printed."""
    if not request.answer_keys:
        return f"console.log({text});"
    fields = ", ".join(f"result{write_member(key)}" for key in request.answer_keys)
    return f"const result = JSON.parse({text});\nconsole.log({fields});"


def write_saving(name: str, content: str) -> str:
    """Write what saves bytes as a file and says so."""
    return f"""await writeFile({write_javascript(name)}, {content});
console.log({write_javascript(f"Saved {name}")});"""


def write_polling(look: str) -> str:
    """Write what asks for `video` until it is ready, and stops with the reason if it will not be."""
    return f"""const running = ["queued", "in_progress"];
for (let round = 0; round < {POLL_LIMIT} && running.includes(video.status); round += 1) {{
  await setTimeout({POLL_SECONDS}_000);
  video = {look};
}}
if (video.status !== "completed") throw new Error(`${{video.status}}: ${{JSON.stringify(video.error)}}`);
console.log(video.status);"""
