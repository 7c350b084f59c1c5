"""The languages snippets are written in, in the order of their tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from site_builder.records.protocol import Sdk
from site_builder.snippets.curl import write_curl
from site_builder.snippets.python_httpx import write_httpx
from site_builder.snippets.python_sdk import PACKAGES, write_python_sdk
from site_builder.snippets.request import HttpRequest


@dataclass(frozen=True, slots=True)
class SnippetLanguage:
    """A way to write a call.

    Attributes:
        id: Its name in anchors and hooks, e.g. `python`.
        lexer: Pygments lexer that highlights it.
        file_ending: Ending of the file a reader saves it in.
        name: Name on its tab, per SDK.
        install: Command that installs what it needs, per SDK; empty if nothing.
        write: Gives the text that sends a request.
    """

    id: str
    lexer: str
    file_ending: str
    name: Callable[[Sdk], str]
    install: Callable[[Sdk], str]
    write: Callable[[HttpRequest], str]


CURL = SnippetLanguage(
    id="curl",
    lexer="bash",
    file_ending="sh",
    name=lambda _: "cURL",
    install=lambda _: "",
    write=write_curl,
)
PYTHON_SDK = SnippetLanguage(
    id="python",
    lexer="python",
    file_ending="py",
    name=lambda sdk: f"Python · {PACKAGES[sdk]}",
    install=lambda sdk: f"pip install {PACKAGES[sdk]}",
    write=write_python_sdk,
)
PYTHON_HTTPX = SnippetLanguage(
    id="httpx",
    lexer="python",
    file_ending="py",
    name=lambda _: "Python · httpx",
    install=lambda _: "pip install httpx",
    write=write_httpx,
)

LANGUAGES: tuple[SnippetLanguage, ...] = (CURL, PYTHON_SDK, PYTHON_HTTPX)
