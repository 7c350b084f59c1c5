"""The server of a published folder: what it serves, and that nothing else is."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from benchmarks.static_server import make_folder_server

_PATIENCE_SECONDS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a published folder with pages, and a secret beside it."""
    for name, text in {"404.html": "root 404", "en/index.html": "home", "en/404.html": "english 404"}.items():
        path = tmp_path / "dist" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "404.html").write_text("secret")
    return tmp_path / "dist"


@contextmanager
def _serving(folder: Path, base_path: str = "") -> Iterator[int]:
    server = make_folder_server(folder, "127.0.0.1", 0, base_path=base_path)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _ask(port: int, path: str) -> tuple[int, str | None, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)) as connection:
        connection.putrequest("GET", path)
        connection.endheaders()
        response = connection.getresponse()
        return response.status, response.getheader("Content-Type"), response.read().decode()


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/en/", 200, "home"),
        ("/en/gone/", 404, "english 404"),
        ("/gone", 404, "root 404"),
        ("/" + "x" * 5000, 404, "root 404"),
        ("/en", 301, ""),
        ("/../secret.txt", 404, "root 404"),
        ("/en/..%2f..%2fsecret.txt", 404, "root 404"),
        ("/%2e%2e/404.html", 404, "root 404"),
    ],
)
@pytest.mark.parametrize("base_path", ["", "/docs"])
def test_files_of_the_folder_are_served(path: str, status: int, body: str, base_path: str, folder: Path) -> None:
    """A published file stands below the base path; nothing outside of the folder stands anywhere."""
    with _serving(folder, base_path) as port:
        actual, kind, content = _ask(port, f"{base_path}{path}")

    assert (actual, content) == (status, body)
    assert kind == ("text/plain" if status == 301 else "text/html; charset=utf-8")


def test_the_next_build_is_served_without_a_restart(folder: Path) -> None:
    """After the folder was swapped the new one is served."""
    with _serving(folder) as port:
        before = _ask(port, "/en/")[2]
        folder.rename(folder.parent / "retired")
        (folder / "en").mkdir(parents=True)
        (folder / "en/index.html").write_text("new home")
        after = _ask(port, "/en/")[2]

    assert (before, after) == ("home", "new home")
