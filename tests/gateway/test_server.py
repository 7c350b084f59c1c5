"""The HTTP server: what arrives is what was decided, and nothing that a client does breaks it."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import struct
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.gateway import server as server_module
from site_builder.gateway.running import RunningGateway, running_gateway
from site_builder.gateway.server import make_server
from tests.gateway.conftest import KEY

CHAT = "/v1/chat/completions"
BODY = json.dumps({"model": "gpt-4.1", "messages": [{"role": "user", "content": "Hi"}]}).encode()
HEADERS = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
_TIMEOUT_SECONDS = 20


@pytest.fixture
def gateway(catalog: Catalog) -> Iterator[RunningGateway]:
    """Give a running gateway of our own catalog."""
    with running_gateway(catalog, key=KEY) as running:
        yield running


def _port(gateway: RunningGateway) -> int:
    return int(gateway.url.rpartition(":")[2])


def _ask(
    gateway: RunningGateway, body: bytes = BODY, *, path: str = CHAT, method: str = "POST"
) -> tuple[int, dict[str, str], bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", _port(gateway), timeout=_TIMEOUT_SECONDS)) as connection:
        connection.request(method, path, body, HEADERS)
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()


def _send(gateway: RunningGateway, request: bytes) -> bytes:
    """Send raw bytes and give everything that comes back until the connection is closed."""
    with socket.create_connection(("127.0.0.1", _port(gateway)), timeout=_TIMEOUT_SECONDS) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


def _head(*lines: str) -> bytes:
    sent = (
        f"POST {CHAT} HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {KEY}",
        "Content-Type: application/json",
    )
    return "\r\n".join((*sent, *lines, "", "")).encode()


def test_an_answer_and_its_request_are_recorded(gateway: RunningGateway) -> None:
    """Status, headers and body arrive; the request is kept with what was decided."""
    status, headers, body = _ask(gateway)

    (exchange,) = gateway.exchanges
    assert status == 200
    assert headers["content-type"] == "application/json"
    assert headers["server"].startswith("site-builder/")
    assert body == exchange.answer.body
    assert (exchange.request.method, exchange.request.target, exchange.request.body) == ("POST", CHAT, BODY)
    assert exchange.request.headers["authorization"] == f"Bearer {KEY}"
    assert exchange.answer.decision.body == json.loads(BODY)


def test_a_name_of_the_web_is_refused(gateway: RunningGateway) -> None:
    """A page that had its own name lead to this machine could read what is not published; the connection is kept."""
    request = _head(f"Content-Length: {len(BODY)}") + BODY
    other = request.replace(b"Host: localhost", b"Host: evil.example.com:8000")

    answers = _send(gateway, other + request)

    assert [exchange.answer.status for exchange in gateway.exchanges] == [403, 200]
    assert gateway.exchanges[0].answer.decision.refusal == (
        "This server answers only to names of this machine, e.g. localhost; --host 0.0.0.0 makes it answer to any."
    )
    assert answers.startswith(b"HTTP/1.1 403 ")


def test_a_stream_arrives_in_chunks(gateway: RunningGateway) -> None:
    """HTTP/1.1 gets one chunk for each event; HTTP/1.0 gets them all with their length."""
    streaming = BODY.replace(b'"messages"', b'"stream": true, "messages"')

    chunked = _send(gateway, _head(f"Content-Length: {len(streaming)}", "Connection: close") + streaming)
    old = _send(gateway, _head(f"Content-Length: {len(streaming)}").replace(b"HTTP/1.1", b"HTTP/1.0") + streaming)

    events = gateway.exchanges[0].answer.pieces
    assert b"Transfer-Encoding: chunked" in chunked
    body = b"".join(b"%x\r\n%b\r\n" % (len(event), event) for event in events) + b"0\r\n\r\n"
    assert chunked.partition(b"\r\n\r\n")[2] == body
    assert old.partition(b"\r\n\r\n")[2] == b"".join(events)
    assert b"Content-Length" in old


def test_a_connection_is_kept_for_the_next_request(gateway: RunningGateway) -> None:
    """Refusals keep it too."""
    with closing(http.client.HTTPConnection("127.0.0.1", _port(gateway), timeout=_TIMEOUT_SECONDS)) as connection:
        statuses = []
        for body in (BODY, b"{", BODY):
            connection.request("POST", CHAT, body, HEADERS)
            response = connection.getresponse()
            response.read()
            statuses.append(response.status)

    assert statuses == [200, 400, 200]


def test_a_body_may_come_in_chunks(gateway: RunningGateway) -> None:
    """Clients that do not know the length beforehand send chunks, with extensions and trailers if they like."""
    chunks = b"5;x=1\r\n" + BODY[:5] + b"\r\n" + b"%X\r\n" % len(BODY[5:]) + BODY[5:] + b"\r\n0\r\nTrailer: x\r\n\r\n"

    answer = _send(gateway, _head("Transfer-Encoding: chunked", "Connection: close") + chunks)

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert gateway.exchanges[0].request.body == BODY


@pytest.mark.parametrize(
    ("request_bytes", "status", "words"),
    [
        (b"NONSENSE\r\n\r\n", b"400", b"Bad request syntax"),
        (b"GET / HTTP/9.9\r\n\r\n", b"505", b"cannot be read"),
        (b"BREW /pot HTTP/1.1\r\n\r\n", b"501", b"cannot be read"),
        (b"GET /" + b"x" * 70000 + b" HTTP/1.1\r\n\r\n", b"414", b"cannot be read"),
        (_head("Content-Length: many"), b"400", b"`Content-Length` is no number"),
        (_head("Content-Length: 10") + b"{", b"400", b"shorter than announced"),
        (_head("Transfer-Encoding: gzip"), b"400", b"Transfer-Encoding"),
        (_head("Transfer-Encoding: chunked", "Content-Length: 3"), b"400", b"Transfer-Encoding"),
        (_head("Transfer-Encoding: chunked") + b"zz\r\n", b"400", b"does not begin with its size"),
        (_head("Transfer-Encoding: chunked") + b"-1\r\n", b"400", b"does not begin with its size"),
        (_head("Transfer-Encoding: chunked") + b"2\r\nabc\r\n0\r\n\r\n", b"400", b"longer than announced"),
        (_head("Transfer-Encoding: chunked") + b"5\r\nab", b"400", b"shorter than announced"),
        (_head("Transfer-Encoding: chunked") + b"fffffff\r\n", b"413", b"request_too_large"),
        (_head("Content-Length: 999999999"), b"413", b"request_too_large"),
        (_head(f"Content-Length: {'9' * 5000}"), b"413", b"request_too_large"),
        (b"", b"", b""),
    ],
)
def test_a_broken_request_gets_words_and_the_server_goes_on(
    gateway: RunningGateway, capfd: pytest.CaptureFixture[str], request_bytes: bytes, status: bytes, words: bytes
) -> None:
    """What is no HTTP, or not as announced, is refused as JSON, without a traceback."""
    answer = _send(gateway, request_bytes)
    after, _, _ = _ask(gateway)

    assert status in answer.partition(b"\r\n")[0]
    assert words in answer
    assert after == 200
    assert capfd.readouterr() == ("", "")


def test_a_client_that_sends_too_much_sees_the_answer(gateway: RunningGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal is read by a client that goes on sending."""
    monkeypatch.setattr(server_module, "MAX_BODY_BYTES", 1000)

    status, _, body = _ask(gateway, b"x" * 3_000_000)

    assert status == 413
    assert b"more than 1000 bytes" in body


def test_other_methods_are_answered(gateway: RunningGateway) -> None:
    """HEAD has no body; a method the path does not take gets 405."""
    head, _, nothing = _ask(gateway, b"", method="HEAD")
    options, headers, body = _ask(gateway, b"", method="OPTIONS")

    assert (head, nothing) == (405, b"")
    assert (options, headers["allow"]) == (405, "POST")
    assert b"method_not_allowed" in body


def test_fifty_requests_at_once_are_all_answered(gateway: RunningGateway) -> None:
    """Each of many parallel clients gets its own answer."""
    bodies = [BODY.replace(b'"Hi"', f'"Hi {number}"'.encode()) for number in range(50)]

    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(lambda body: _ask(gateway, body)[0], bodies))

    assert statuses == [200] * 50
    assert sorted(exchange.request.body for exchange in gateway.exchanges) == sorted(bodies)


def test_a_client_that_hangs_up_is_no_error(gateway: RunningGateway, capfd: pytest.CaptureFixture[str]) -> None:
    """A connection that is reset in the middle of a long answer leaves no traceback."""
    big = {"model": "text-embedding-3-large", "input": ["x"] * 300}
    body = json.dumps(big).encode()
    head = _head(f"Content-Length: {len(body)}").replace(CHAT.encode(), b"/v1/embeddings")

    connection = socket.create_connection(("127.0.0.1", _port(gateway)), timeout=_TIMEOUT_SECONDS)
    connection.sendall(head + body)
    connection.recv(10)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()

    assert _ask(gateway)[0] == 200
    assert capfd.readouterr() == ("", "")


def test_a_slow_client_is_given_up(
    catalog: Catalog, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that falls silent in its body loses its connection; others are served meanwhile."""
    monkeypatch.setattr(server_module._Handler, "timeout", 0.2)  # noqa: SLF001 - 30 seconds would be long for a test
    with running_gateway(catalog, key=KEY) as gateway:
        connection = socket.create_connection(("127.0.0.1", _port(gateway)), timeout=_TIMEOUT_SECONDS)
        connection.sendall(_head("Content-Length: 10") + b"{")
        status, _, _ = _ask(gateway)
        rest = connection.recv(1000)
        connection.close()

    assert status == 200
    assert rest == b""
    assert capfd.readouterr() == ("", "")


def test_a_bug_is_not_hidden(catalog: Catalog, capfd: pytest.CaptureFixture[str]) -> None:
    """A failure of the program itself shows its traceback."""

    def fail(_exchange: object) -> None:
        raise RuntimeError("the bug")

    server = make_server(lambda: catalog, "127.0.0.1", 0, key=None, observe=fail)
    with ThreadPoolExecutor(1) as pool, server:
        served = pool.submit(server.handle_request)
        with socket.create_connection(server.server_address[:2], timeout=_TIMEOUT_SECONDS) as connection:  # type: ignore[arg-type]
            connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
            answer = connection.recv(1000)
        served.result(_TIMEOUT_SECONDS)

    assert answer == b""
    assert "RuntimeError: the bug" in capfd.readouterr().err


def test_a_taken_port_is_an_os_error(catalog: Catalog, gateway: RunningGateway) -> None:
    """Two gateways cannot listen on one port."""
    with pytest.raises(OSError, match="in use"):
        make_server(lambda: catalog, "127.0.0.1", _port(gateway), key=None, observe=lambda _: None)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_it_can_listen_on_ipv6(catalog: Catalog) -> None:
    """`::1` is this machine too."""
    with make_server(lambda: catalog, "::1", 0, key=None, observe=lambda _: None) as server:
        assert server.address_family == socket.AF_INET6


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_sees_events_as_they_are(gateway: RunningGateway) -> None:
    """A stream is what the record's example is on the wire."""
    body = BODY.replace(b'"messages"', b'"stream": true, "messages"').decode()
    command = ["curl", "-sSN", f"{gateway.url}{CHAT}", "-H", f"Authorization: Bearer {KEY}"]

    done = subprocess.run(
        [*command, "-H", "Content-Type: application/json", "-d", body],
        check=True,
        capture_output=True,
        timeout=_TIMEOUT_SECONDS,
    )

    assert done.stdout == gateway.exchanges[0].answer.body
    assert done.stdout.startswith(b'data: {"id": "chatcmpl-')
    assert done.stdout.endswith(b"data: [DONE]\n\n")
