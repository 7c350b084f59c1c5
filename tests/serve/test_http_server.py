"""The server: it moves bytes, refuses what is no request, and goes on whatever happens."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus

import pytest

from site_builder.serve.http_server import Answer, Request, make_server

_PATIENCE_SECONDS = 20


@contextmanager
def _serving(answer: Callable[[Request], Answer]) -> Iterator[int]:
    server = make_server(answer, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _echo(request: Request) -> Answer:
    """Answer with the address; `/move` leads elsewhere."""
    if request.address == "/move":
        return Answer(HTTPStatus.MOVED_PERMANENTLY, "text/plain", location="/moved")
    return Answer(HTTPStatus.OK, "text/plain", request.address.encode())


def _ask(port: int, path: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)) as connection:
        connection.request(method, path)
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, headers, response.read().decode()


def _send(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_SECONDS) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


def test_an_answer_is_sent_as_it_is() -> None:
    """Status, type, length and body; nothing is cached."""
    with _serving(_echo) as port:
        status, headers, body = _ask(port, "/en/?q=1")

    assert (status, body) == (200, "/en/?q=1")
    assert headers["content-type"] == "text/plain"
    assert headers["content-length"] == "8"
    assert headers["cache-control"] == "no-store"
    assert "location" not in headers


def test_a_redirect_names_its_target() -> None:
    """The address is in the header."""
    with _serving(_echo) as port:
        status, headers, _ = _ask(port, "/move")

    assert (status, headers["location"]) == (301, "/moved")


def test_head_gives_headers_only() -> None:
    """HEAD answers as GET does, without the body."""
    with _serving(_echo) as port:
        status, headers, body = _ask(port, "/en/", "HEAD")

    assert (status, headers["content-length"], body) == (200, "4", "")


def test_events_are_sent_one_by_one() -> None:
    """Each piece arrives before the next one is made, and no length is promised."""
    arrived = threading.Event()

    def tell() -> Iterator[bytes]:
        yield b"first\n"
        assert arrived.wait(_PATIENCE_SECONDS)
        yield b"second\n"

    with (
        _serving(lambda _: Answer(HTTPStatus.OK, "text/event-stream", events=tell())) as port,
        closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)) as connection,
    ):
        connection.request("GET", "/events")
        response = connection.getresponse()
        first = response.readline()
        arrived.set()
        rest = response.read()

    assert (first, rest) == (b"first\n", b"second\n")
    assert response.getheader("Content-Length") is None


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Sec-Fetch-Dest": "document"}, True),
        ({"Sec-Fetch-Dest": "empty", "Accept": "text/html"}, False),
        ({"Sec-Fetch-Dest": "iframe", "Accept": "text/html"}, False),
        ({"Accept": "text/html,*/*;q=0.8"}, True),
        ({"Accept": "*/*"}, False),
        ({}, False),
    ],
)
def test_a_navigation_is_told_from_what_scripts_fetch(headers: dict[str, str], expected: bool) -> None:  # noqa: FBT001
    """The browser says what it needs an answer for; an old one, what it accepts."""
    assert Request("/en/", headers).is_navigation is expected


def test_headers_are_found_in_any_case() -> None:
    """Proxies write names of headers in lower case."""
    asked: list[Request] = []

    def answer(request: Request) -> Answer:
        asked.append(request)
        return _echo(request)

    with _serving(answer) as port:
        _send(port, b"GET / HTTP/1.0\r\nsec-fetch-dest: document\r\n\r\n")

    assert [request.is_navigation for request in asked] == [True]


def test_another_name_is_refused() -> None:
    """A page of the web that lets its own name lead here reads nothing."""
    with _serving(_echo) as port:
        answer = _send(port, b"GET /en/ HTTP/1.0\r\nHost: evil.example.com\r\n\r\n")

    assert answer.startswith(b"HTTP/1.0 403 ")
    assert answer.endswith(b"--host 0.0.0.0 for any name.\n")


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"POST /en/ HTTP/1.0\r\n\r\n", b"501"),
        (b"NONSENSE\r\n\r\n", b"400"),
        (b"GET /en/ HTTP/9.9\r\n\r\n", b"505"),
        (b"GET /" + b"x" * 70000 + b" HTTP/1.0\r\n\r\n", b"414"),
    ],
)
def test_a_bad_request_is_refused(request_line: bytes, status: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    """What is no request for a file is refused, and nothing is printed."""
    with _serving(_echo) as port:
        answer = _send(port, request_line)

    assert status in answer.partition(b"\r\n")[0] or b"Error code: " + status in answer
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_hangs_up_is_no_error(capfd: pytest.CaptureFixture[str]) -> None:
    """A connection that is reset in the middle of a file leaves no traceback, and the server goes on."""
    large = Answer(HTTPStatus.OK, "text/plain", b"x" * 20_000_000)

    with _serving(lambda request: large if request.address == "/large" else _echo(request)) as port:
        connection = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_SECONDS)
        connection.sendall(b"GET /large HTTP/1.0\r\n\r\n")
        connection.recv(10)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        status, _, _ = _ask(port, "/en/")

    assert status == 200
    assert capfd.readouterr() == ("", "")


def test_a_bug_is_not_hidden(capfd: pytest.CaptureFixture[str]) -> None:
    """A failure to answer shows its traceback, and the server goes on."""

    def fail(request: Request) -> Answer:
        if request.address == "/bug":
            raise RuntimeError("the bug")
        return _echo(request)

    with _serving(fail) as port:
        answer = _send(port, b"GET /bug HTTP/1.0\r\n\r\n")
        status, _, _ = _ask(port, "/en/")

    assert (answer, status) == (b"", 200)
    assert "RuntimeError: the bug" in capfd.readouterr().err


def test_a_taken_port_is_an_os_error() -> None:
    """Two servers cannot listen on one port."""
    with _serving(_echo) as port, pytest.raises(OSError, match="in use"):
        make_server(_echo, "127.0.0.1", port)


def test_an_address_of_the_new_protocol_is_listened_on() -> None:
    """A host with colons is one of IPv6."""
    with closing(socket.socket(socket.AF_INET6)) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no IPv6")

    with closing(make_server(_echo, "::1", 0).socket) as listening:
        assert listening.family is socket.AF_INET6
