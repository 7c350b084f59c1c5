"""The programs that run snippets, and the versions of what snippets call, as they are on this machine."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.snippets.javascript_sdk import PACKAGES as NPM_PACKAGES
from site_builder.snippets.python_sdk import PACKAGES
from site_builder.snippets.snippet import Snippet

_PROBE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Program:
    """A program that runs the files of a language.

    Attributes:
        command: What the path of a file is appended to; empty if it cannot be run here.
        runtime: Its name without the small part of its version, e.g. `Python 3.11`.
        tools: Name and version of what a snippet is said to be run with, by what its install line names.
        lack: Why it cannot be run here.
    """

    command: tuple[str, ...] = ()
    runtime: str = ""
    tools: Mapping[str, str] = field(default_factory=dict)
    lack: str = ""


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Every program by its name, and the folder of the npm packages."""

    programs: Mapping[str, Program]
    node_modules: Path | None

    def tool(self, snippet: Snippet) -> str:
        """Give name and version of what a snippet is run with, e.g. `openai 3.52.0`; empty if it cannot be run."""
        return self.programs[snippet.language.program].tools.get(_needed(snippet), "")

    def lack(self, snippet: Snippet) -> str:
        """Say why a snippet cannot be run here; empty if it can."""
        program = self.programs[snippet.language.program]
        if program.lack or self.tool(snippet):
            return program.lack
        return f"{program.runtime} has no {_needed(snippet)}"


def _needed(snippet: Snippet) -> str:
    """Give the package that the install line names."""
    return snippet.install.rpartition(" ")[2]


def find_programs(python: str, node_modules: Path | None) -> Toolbox:
    """Look at what is on this machine.

    Args:
        python: The Python whose packages are used.
        node_modules: Folder of the npm packages; None if there are none.
    """
    programs = {
        "bash": _find_bash(),
        "python": _find_python(python),
        "node": _find_node(node_modules),
        "pwsh": _find_powershell(),
        "cmd": Program(lack="cmd is a part of Windows; checked by rules"),
    }
    return Toolbox(programs, node_modules)


def _find_bash() -> Program:
    bash, curl = _ask("bash", "--version"), _ask("curl", "--version")
    if not (bash and curl):
        return Program(lack="bash or curl is not installed")
    tool = f"curl {_version(curl)}"
    tools = {"": tool, "jq": tool} if _ask("jq", "--version") else {"": tool}
    return Program(("bash",), f"bash {_minor(bash)}", tools)


_PYTHON_PROBE = """
import importlib.metadata, json, platform
def find(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
print(json.dumps([platform.python_version(), {name: find(name) for name in %r}]))
"""


def _find_python(python: str) -> Program:
    names = sorted({*PACKAGES.values(), "httpx"})
    path, answer = shutil.which(python), _ask(python, "-c", _PYTHON_PROBE % (names,))
    if path is None or not answer:
        return Program(lack=f"{python} cannot be run")
    version, versions = json.loads(answer)
    tools = {name: f"{name} {found}" for name, found in versions.items() if found}
    # Absolute, because snippets run in a folder of their own; links stay, because a virtual environment is one.
    return Program((str(Path(path).absolute()), "-s"), f"Python {_minor(version)}", tools)


def _find_node(node_modules: Path | None) -> Program:
    answer = _ask("node", "--version")
    if not answer:
        return Program(lack="node is not installed")
    tools = {"": f"Node.js {_version(answer)}"}
    for name in NPM_PACKAGES.values():
        described = node_modules / name / "package.json" if node_modules else None
        if described is not None and described.is_file():
            tools[name] = f"{name} {json.loads(described.read_bytes())['version']}"
    return Program(("node",), f"Node.js {_major(answer)}", tools)


def _find_powershell() -> Program:
    answer = _ask("pwsh", "--version")
    if not answer:
        return Program(lack="pwsh is not installed; checked by rules")
    version = _version(answer)
    return Program(("pwsh", "-NoProfile", "-File"), f"PowerShell {_minor(answer)}", {"": f"PowerShell {version}"})


def _ask(name: str, *arguments: str) -> str:
    """Give what a program prints; empty if it is not here or fails."""
    path = shutil.which(name)
    if path is None:
        return ""
    result = subprocess.run(  # noqa: S603 - programs of the reader's own machine, asked for their version
        [path, *arguments], capture_output=True, check=False, text=True, timeout=_PROBE_SECONDS
    )
    return result.stdout if result.returncode == 0 else ""


def _version(answer: str) -> str:
    found = re.search(r"\d+(\.\d+)+", answer)
    return found[0] if found else "of unknown version"


def _cut(parts: int) -> Callable[[str], str]:
    return lambda answer: ".".join(_version(answer).split(".")[:parts])


_major, _minor = _cut(1), _cut(2)
