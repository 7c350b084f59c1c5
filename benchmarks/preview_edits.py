"""Measures how soon the preview shows an edit: `python -m benchmarks.preview_edits --models 5000`.

Starts `site-builder serve` on a generated site, changes the text of a model, and asks for the page of that model until
it has the new text. So the figure has all in it that an author waits for, but for the browser.
"""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.edits import EDITS
from benchmarks.names import model_name
from benchmarks.site_files import write_site

_PAGE = f"/en/models/{model_name(0).key}/"
_EDIT = EDITS[0]
_LIMIT_SECONDS = 120
_SETTLING_SECONDS = 2.5
"""A file that has just been written is not remembered, because it may change again and look the same."""


def measure_preview(site: Path, cache: Path, edits: int, pause_seconds: float) -> tuple[float, list[float]]:
    """Give the seconds until the first page was shown, and those from each edit until its page was.

    Args:
        site: A generated site; it is edited.
        cache: Where the program keeps what it keeps between runs.
        edits: How often the text is changed.
        pause_seconds: How long the program is left alone before each edit, so that its rules have run.

    Raises:
        TimeoutError: The page did not come.
    """
    with _serving(site, cache) as port:
        first = _wait_for_page(port, b"")
        seconds = []
        for number in range(edits):
            time.sleep(pause_seconds)
            _EDIT.apply(site, number)
            seconds.append(_wait_for_page(port, f"Edited {number} times.".encode()))
    return first, seconds


@contextmanager
def _serving(site: Path, cache: Path) -> Iterator[int]:
    """Give the port where the site is shown."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "site_builder", "serve", "--site", str(site), "--port", str(port)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield port
        finally:
            process.terminate()


def _wait_for_page(port: int, text: bytes) -> float:
    """Give the seconds until the page has a text."""
    started = time.perf_counter()
    while not (page := _read_page(port)) or text not in page:
        if time.perf_counter() - started > _LIMIT_SECONDS:
            raise TimeoutError(f"no page with {text!r} after {_LIMIT_SECONDS} s")
        time.sleep(0.01)
    return time.perf_counter() - started


def _read_page(port: int) -> bytes:
    """Give the page; nothing while it is not there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_LIMIT_SECONDS)
    try:
        connection.request("GET", _PAGE)
        answer = connection.getresponse()
        return answer.read() if answer.status == http.client.OK else b""
    except OSError:
        return b""
    finally:
        connection.close()


def main() -> None:
    """Measure one size and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=1000, help="how many models the site has")
    parser.add_argument("--edits", type=int, default=9, help="how often a text is changed")
    parser.add_argument("--pause", type=float, default=10, help="seconds before each edit")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_site(Path(folder, "site"), arguments.models)
        time.sleep(_SETTLING_SECONDS)
        first, seconds = measure_preview(Path(folder, "site"), Path(folder, "cache"), arguments.edits, arguments.pause)
    print(f"{arguments.models} models: first page after {first:.2f} s")
    print(f"edit shown after {median(seconds):.2f} s, at most {max(seconds):.2f} s, of {len(seconds)}")


if __name__ == "__main__":
    main()
