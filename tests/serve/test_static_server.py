"""The static server: what it serves, what it refuses, and how it says so."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from site_builder.serve.static_server import make_server

_TIMEOUT_SECONDS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a published folder with pages of two languages, and a secret beside it."""
    pages = {
        "index.html": "root",
        "404.html": "root 404",
        "en/index.html": "home",
        "en/404.html": "english 404",
        "ru/404.html": "русская 404",
        "en/models/acme/mini/index.html": "mini",
        "assets/site.js": "1",
        "assets/site.css": "p {}",
        "robots.txt": "User-agent: *",
    }
    for name, text in pages.items():
        path = tmp_path / "dist" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "404.html").write_text("secret")
    return tmp_path / "dist"


@contextmanager
def _serving(folder: Path, base_path: str = "") -> Iterator[int]:
    server = make_server(folder, "127.0.0.1", 0, base_path=base_path)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _ask(port: int, path: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_SECONDS)) as connection:
        connection.putrequest(method, path, skip_accept_encoding=True)
        connection.endheaders()
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, headers, response.read().decode()


def _send(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=_TIMEOUT_SECONDS) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/", "text/html; charset=utf-8", "root"),
        ("/en/", "text/html; charset=utf-8", "home"),
        ("/en/index.html", "text/html; charset=utf-8", "home"),
        ("/en/?q=mini#x", "text/html; charset=utf-8", "home"),
        ("/en/models/acme/mini/", "text/html; charset=utf-8", "mini"),
        ("/%65n/", "text/html; charset=utf-8", "home"),
        ("/assets/site.js", "text/javascript", "1"),
        ("/assets/site.css", "text/css", "p {}"),
        ("/robots.txt", "text/plain; charset=utf-8", "User-agent: *"),
    ],
)
@pytest.mark.parametrize("base_path", ["", "/docs", "/a/b"])
def test_files_are_served_with_their_type(path: str, kind: str, body: str, base_path: str, folder: Path) -> None:
    """A published file is served below the base path, never from a cache."""
    with _serving(folder, base_path) as port:
        status, headers, actual = _ask(port, f"{base_path}{path}")

    assert (status, actual) == (200, body)
    assert headers["content-type"] == kind
    assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/gone", "root 404"),
        ("/gone/", "root 404"),
        ("/en/gone/", "english 404"),
        ("/en/gone.html?x", "english 404"),
        ("/ru/%D0%BA/", "русская 404"),
        ("/assets/gone.css", "root 404"),
        ("/en/models/", "english 404"),
        ("/assets/", "root 404"),
        ("/en/index.html/", "english 404"),
        ("/" + "x" * 5000, "root 404"),
        ("/en/%00", "english 404"),
        ("/%ff", "root 404"),
    ],
)
@pytest.mark.parametrize("base_path", ["", "/docs"])
def test_an_unknown_address_gets_the_page_of_its_language(path: str, body: str, base_path: str, folder: Path) -> None:
    """A missing file, a folder without a page and an impossible name get the nearest `404.html`, never a listing."""
    with _serving(folder, base_path) as port:
        status, headers, actual = _ask(port, f"{base_path}{path}")

    assert (status, actual) == (404, body)
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-length"] == str(len(body.encode()))


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "//../secret.txt",
        "/en/..%5c..%5csecret.txt",
        "/../404.html",
        "/%2e%2e/gone",
        "/../gone",
    ],
)
@pytest.mark.parametrize("base_path", ["", "/docs"])
def test_nothing_outside_the_folder_is_served(path: str, base_path: str, folder: Path) -> None:
    """No spelling of `..` leaves the published folder, neither for files nor for `404.html`."""
    with _serving(folder, base_path) as port:
        answer = _send(port, f"GET {base_path}{path} HTTP/1.0\r\n\r\n".encode())

    assert b"secret" not in answer
    assert answer.split(b" ")[1] in (b"404", b"301", b"200")
    assert (b" 200 " not in answer) or b"root" in answer


@pytest.mark.parametrize("path", ["/", "/en/", "/docsen/", "/docs.html", "/DOCS/en/", "/assets/site.js"])
def test_nothing_is_served_outside_the_base_path(path: str, folder: Path) -> None:
    """A site below `/docs` has no pages elsewhere, as on its real host."""
    with _serving(folder, "/docs") as port:
        status, _, body = _ask(port, path)

    assert (status, body) == (404, "root 404")


@pytest.mark.parametrize(
    ("base_path", "path", "location"),
    [("", "/en", "/en/"), ("/docs", "/docs", "/docs/"), ("/docs", "/docs/en?q=1", "/docs/en/?q=1")],
)
def test_a_folder_without_slash_leads_to_the_one_with_it(
    base_path: str, path: str, location: str, folder: Path
) -> None:
    """A folder's address is completed, so that relative links work."""
    with _serving(folder, base_path) as port:
        status, headers, _ = _ask(port, path)

    assert (status, headers["location"]) == (301, location)


@pytest.mark.parametrize(("path", "status", "length"), [("/en/", 200, 4), ("/en/gone/", 404, 11)])
def test_head_gives_headers_only(path: str, status: int, length: int, folder: Path) -> None:
    """HEAD answers as GET does, without the body."""
    with _serving(folder) as port:
        actual_status, headers, body = _ask(port, path, "HEAD")

    assert (actual_status, body) == (status, "")
    assert headers["content-length"] == str(length)


def test_a_folder_without_404_pages_still_answers(folder: Path) -> None:
    """Without a page of the site the answer is the server's own."""
    (folder / "404.html").unlink()
    with _serving(folder) as port:
        status, _, body = _ask(port, "/gone")

    assert status == 404
    assert "Error code: 404" in body


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"POST /en/ HTTP/1.0\r\n\r\n", b"501"),
        (b"NONSENSE\r\n\r\n", b"400"),
        (b"GET /en/ HTTP/9.9\r\n\r\n", b"505"),
        (b"GET /" + b"x" * 70000 + b" HTTP/1.0\r\n\r\n", b"414"),
    ],
)
def test_a_bad_request_is_refused(
    request_line: bytes, status: bytes, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is no request for a file is refused, and nothing is printed."""
    with _serving(folder) as port:
        answer = _send(port, request_line)

    assert status in answer.partition(b"\r\n")[0] or b"Error code: " + status in answer
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_hangs_up_is_no_error(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A connection that is reset in the middle of a file leaves no traceback, and the server goes on."""
    (folder / "large.bin").write_bytes(b"x" * 20_000_000)

    with _serving(folder) as port:
        connection = socket.create_connection(("127.0.0.1", port), timeout=_TIMEOUT_SECONDS)
        connection.sendall(b"GET /large.bin HTTP/1.0\r\n\r\n")
        connection.recv(10)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        status, _, _ = _ask(port, "/en/")

    assert status == 200
    assert capfd.readouterr() == ("", "")


def test_a_bug_is_not_hidden(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """Any other failure of a request shows its traceback."""
    server = make_server(folder, "127.0.0.1", 0)

    def fail() -> None:
        raise RuntimeError("the bug")

    monkeypatch.setattr(Path, "read_bytes", lambda _path: fail())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        answer = _send(server.server_address[1], b"GET /gone HTTP/1.0\r\n\r\n")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert answer == b""
    assert "RuntimeError: the bug" in capfd.readouterr().err


def test_a_taken_port_is_an_os_error(folder: Path) -> None:
    """Two servers cannot listen on one port."""
    with _serving(folder) as port, pytest.raises(OSError, match="in use"):
        make_server(folder, "127.0.0.1", port)


def test_the_next_build_is_served_without_a_restart(folder: Path) -> None:
    """After the folder was swapped the new one is served."""
    read: Callable[[int], str] = lambda port: _ask(port, "/en/")[2]  # noqa: E731 - said twice

    with _serving(folder) as port:
        before = read(port)
        folder.rename(folder.parent / "retired")
        (folder / "en").mkdir(parents=True)
        (folder / "en/index.html").write_text("new home")
        after = read(port)

    assert (before, after) == ("home", "new home")
