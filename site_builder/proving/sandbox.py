"""The clean place a snippet runs in: an empty folder, next to no environment, and no way to other machines.

What calls elsewhere is stopped and noted. Python and Node refuse every connection but those to the gateway; other
programs find a proxy in their environment, which is the gateway itself, so what they send elsewhere arrives there.
Not covered: datagrams, and a program that is neither Python nor Node and ignores proxies.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

_PYTHON_GUARD = '''"""Refuses and notes every connection but those to the gateway."""

import sys

def _watch(event, arguments):
    if event == "socket.connect":
        address = arguments[1]
    elif event == "socket.getaddrinfo":
        address = arguments[:2]
    else:
        return
    host = address[0] if isinstance(address, tuple) else address
    if host not in (HOST, HOST.encode()) or str(address[1]) != PORT:
        with open(NOTES, "a") as notes:
            notes.write(f"{address!r}\\n")
        raise ConnectionRefusedError(f"a snippet may call the gateway only, not {address!r}")

sys.addaudithook(_watch)
'''
_NODE_GUARD = """// Refuses and notes every connection but those to the gateway.
import { appendFileSync } from "node:fs";
import { Socket } from "node:net";

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...given) {
  const [first] = Array.isArray(given[0]) ? given[0] : given;
  const address = typeof first === "object" ? first : { port: first, host: given[1] };
  if (address.host !== HOST || String(address.port) !== PORT) {
    const called = String(address.path ?? `${address.host}:${address.port}`);
    appendFileSync(NOTES, `${called}\\n`);
    throw new Error(`a snippet may call the gateway only, not ${called}`);
  }
  return connect.apply(this, given);
};
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process did; `exit_code` is None if it was stopped because it took too long."""

    exit_code: int | None
    stdout: bytes
    stderr: bytes


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A place for one run.

    Attributes:
        folder: Where the snippet lies and works.
        environment: All variables it sees.
    """

    folder: Path
    environment: Mapping[str, str]
    _notes: Path

    def run(self, command: tuple[str, ...], timeout_seconds: float) -> Outcome:
        """Run a command in a process group of its own; nothing of it is left when this returns."""
        process = subprocess.Popen(  # noqa: S603 - the snippet that is to be proven
            command,
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            stdout, stderr = process.communicate(timeout=timeout_seconds)
            exit_code: int | None = process.returncode
        except subprocess.TimeoutExpired:
            _end(process)
            stdout, stderr = process.communicate()
            exit_code = None
        finally:
            _end(process)
        return Outcome(exit_code, stdout, stderr)

    def calls_elsewhere(self) -> tuple[str, ...]:
        """Give the addresses a guard has refused."""
        return tuple(self._notes.read_text(encoding="utf-8").splitlines()) if self._notes.exists() else ()


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):  # it has ended; macOS says so in the second way
        os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def open_sandbox(gateway_url: str, node_modules: Path | None, *, key_variable: str, key: str) -> Iterator[Sandbox]:
    """Give a place for one run, which is gone afterwards.

    Args:
        gateway_url: The only address that may be called.
        node_modules: npm packages to put beside the snippet.
        key_variable: Name of the only variable a snippet needs.
        key: Its value.
    """
    with TemporaryDirectory(prefix="snippet-") as name:
        work, guards = Path(name) / "work", Path(name) / "guards"
        notes = guards / "calls-elsewhere.txt"
        work.mkdir()
        guards.mkdir()
        _write_guards(guards, gateway_url, notes)
        if node_modules is not None:
            (work / "node_modules").symlink_to(node_modules.absolute())
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(work),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(guards),
            "NODE_OPTIONS": f"--import={(guards / 'guard.mjs').as_uri()}",
            **dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"), gateway_url),
            "no_proxy": urlsplit(gateway_url).hostname or "",
            key_variable: key,
        }
        yield Sandbox(work, environment, notes)


def _write_guards(guards: Path, gateway_url: str, notes: Path) -> None:
    address = urlsplit(gateway_url)
    values = {"HOST": address.hostname, "PORT": str(address.port), "NOTES": str(notes)}
    for file_name, guard, keyword in (("sitecustomize.py", _PYTHON_GUARD, ""), ("guard.mjs", _NODE_GUARD, "const ")):
        set_up = "".join(f"{keyword}{name} = {json.dumps(value)}\n" for name, value in values.items())
        (guards / file_name).write_text(f"{set_up}{guard}", encoding="utf-8")
