"""The languages snippets are written in, in the order of their tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from site_builder.records.protocol import Sdk
from site_builder.snippets.curl import write_curl
from site_builder.snippets.javascript_fetch import write_fetch
from site_builder.snippets.javascript_sdk import PACKAGES as NPM_PACKAGES
from site_builder.snippets.javascript_sdk import write_javascript_sdk
from site_builder.snippets.powershell import can_write_powershell, write_powershell
from site_builder.snippets.python_httpx import write_httpx
from site_builder.snippets.python_sdk import PACKAGES, write_python_sdk
from site_builder.snippets.request import HttpRequest
from site_builder.snippets.windows_cmd import can_write_cmd, write_cmd


@dataclass(frozen=True, slots=True)
class SnippetLanguage:
    """A way to write a call.

    Attributes:
        id: Its name in anchors and hooks, e.g. `python`.
        lexer: Pygments lexer that highlights it.
        file_ending: Ending of the file a reader saves it in.
        name: Name on its tab, per SDK.
        install: Command that installs what it needs for a request; empty if nothing.
        write: Gives the text that sends a request.
        program: Program that runs a file of it.
        can_write: Whether it has a way to write a request that is safe with every text.
    """

    id: str
    lexer: str
    file_ending: str
    name: Callable[[Sdk], str]
    install: Callable[[HttpRequest], str]
    write: Callable[[HttpRequest], str]
    program: str
    can_write: Callable[[HttpRequest], bool] = lambda _: True


CURL = SnippetLanguage(
    id="curl",
    lexer="bash",
    file_ending="sh",
    name=lambda _: "cURL",
    install=lambda request: "sudo apt-get install jq" if request.follow_up is not None else "",
    write=write_curl,
    program="bash",
)
PYTHON_SDK = SnippetLanguage(
    id="python",
    lexer="python",
    file_ending="py",
    name=lambda sdk: f"Python · {PACKAGES[sdk]}",
    install=lambda request: f"pip install {PACKAGES[request.sdk]}",
    write=write_python_sdk,
    program="python",
)
PYTHON_HTTPX = SnippetLanguage(
    id="httpx",
    lexer="python",
    file_ending="py",
    name=lambda _: "Python · httpx",
    install=lambda _: "pip install httpx",
    write=write_httpx,
    program="python",
)
JAVASCRIPT_SDK = SnippetLanguage(
    id="javascript",
    lexer="javascript",
    file_ending="mjs",
    name=lambda sdk: f"JavaScript · {NPM_PACKAGES[sdk]}",
    install=lambda request: f"npm install {NPM_PACKAGES[request.sdk]}",
    write=write_javascript_sdk,
    program="node",
)
JAVASCRIPT_FETCH = SnippetLanguage(
    id="fetch",
    lexer="javascript",
    file_ending="mjs",
    name=lambda _: "JavaScript · fetch",
    install=lambda _: "",
    write=write_fetch,
    program="node",
)
POWERSHELL = SnippetLanguage(
    id="powershell",
    lexer="powershell",
    file_ending="ps1",
    name=lambda _: "PowerShell",
    install=lambda _: "",
    write=write_powershell,
    program="pwsh",
    can_write=can_write_powershell,
)
CMD = SnippetLanguage(
    id="cmd",
    lexer="batch",
    file_ending="cmd",
    name=lambda _: "Windows cmd",
    install=lambda _: "",
    write=write_cmd,
    program="cmd",
    can_write=can_write_cmd,
)

LANGUAGES: tuple[SnippetLanguage, ...] = (
    CURL,
    PYTHON_SDK,
    JAVASCRIPT_SDK,
    PYTHON_HTTPX,
    JAVASCRIPT_FETCH,
    POWERSHELL,
    CMD,
)
"""All languages; a page beside the model's shows them all."""

MAIN_LANGUAGES = (CURL, PYTHON_SDK, JAVASCRIPT_SDK)
"""What most readers take; the page of a model shows these."""
