"""A server on this machine that snippets are run against."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

_NODE_MODULES = Path(
    os.environ.get("SNIPPET_NODE_MODULES", Path(__file__).parents[2] / ".venv" / "node" / "node_modules")
)
"""Packages of `tests/snippets/package.json`, as `make test` installs them."""


@pytest.fixture(autouse=True)
def _packages_for_node(tmp_path: Path) -> None:
    """Put the packages where Node looks for what a module in the test's folder imports."""
    assert (_NODE_MODULES / "openai").is_dir(), f"no npm packages in {_NODE_MODULES}: run `make test`"
    (tmp_path / "node_modules").symlink_to(_NODE_MODULES)


@dataclass(frozen=True)
class Received:
    """One request, as the server saw it."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def parts(self) -> dict[str, list[object]]:
        """The parts of the multipart form by name: texts, and pairs of file name and content."""
        message = message_from_bytes(f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode() + self.body)
        assert message.get_content_type() == "multipart/form-data"
        parts: dict[str, list[object]] = {}
        for part in message.walk():
            if not part.is_multipart():
                name = part.get_param("name", header="content-disposition")
                content = part.get_payload(decode=True)
                assert isinstance(content, bytes)
                value = content.decode() if part.get_filename() is None else (part.get_filename(), content)
                parts.setdefault(str(name), []).append(value)
        return parts


@dataclass
class Server:
    """A server on loopback that records every request.

    Attributes:
        status: Of every answer, unless `statuses` has another one for the method and path.
        content_type: Of every answer; if empty, it follows from the body.
        answer: Body of every answer, unless `answers` has some for the method and path: one for each call, the last
            one again and again.
    """

    port: int
    status: int = 200
    content_type: str = ""
    answer: bytes = b"{}"
    statuses: dict[tuple[str, str], int] = field(default_factory=dict)
    answers: dict[tuple[str, str], list[bytes]] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def reply(self, method: str, target: str) -> tuple[int, str, bytes]:
        """Give status, content type and body of the next answer to a call."""
        bodies = self.answers.get((method, target), [self.answer])
        body = bodies.pop(0) if len(bodies) > 1 else bodies[0]
        guessed = "application/json" if body.startswith(b"{") else "audio/mpeg"
        return self.statuses.get((method, target), self.status), self.content_type or guessed, body


@pytest.fixture
def server() -> Iterator[Server]:
    """Give a fresh server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _read_body(self) -> bytes:
            """Give the body; the JavaScript SDK of OpenAI sends files in chunks, without saying how long they are."""
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            chunks = []
            while size := int(self.rfile.readline(), 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(chunks)

        def do_POST(self) -> None:
            body = self._read_body()
            headers = {name.lower(): value for name, value in self.headers.items()}
            state.received.append(Received(self.command, self.path, headers, body))
            status, content_type, answer = state.reply(self.command, self.path)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                self.wfile.write(answer)

        do_GET = do_PUT = do_POST  # noqa: N815 - names the base class gives

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            del format, args

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = Server(listener.server_port)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield state
    listener.shutdown()
    thread.join()
    listener.server_close()
