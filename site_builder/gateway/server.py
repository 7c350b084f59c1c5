"""The thin HTTP/1.1 server around `answering`: reads requests, writes answers, tells an observer."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import site_builder
from site_builder.catalog.catalog import Catalog
from site_builder.gateway.answering import Gateway, answer, refuse_size
from site_builder.gateway.exchange import Answer, Decision, ReceivedRequest, json_answer
from site_builder.gateway.host_name import is_own_name
from site_builder.gateway.http_body import BodyBrokenError, BodyTooLargeError, read_body_bytes
from site_builder.gateway.video_jobs import VideoJobs

MAX_BODY_BYTES = 32 * 1024 * 1024
"""Larger bodies are refused, as a real gateway does."""

_PATIENCE_SECONDS = 30
"""How long a client may take for its next byte."""

_DRAINED_BYTES = 4 * 1024 * 1024
"""How much of a refused body is read, so that a client that is still sending sees the answer."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what it got."""

    request: ReceivedRequest
    answer: Answer


Observer = Callable[[Exchange], None]
"""Is told of every exchange, before the answer is written; from any thread."""


_OWN_NAMES = "This server answers only to names of this machine, e.g. localhost; --host 0.0.0.0 makes it answer to any."
_NOT_OURS = json_answer(
    {"error": {"message": _OWN_NAMES, "type": "invalid_request_error"}}, HTTPStatus.FORBIDDEN
).because(Decision(refusal=_OWN_NAMES))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"site-builder/{site_builder.__version__}"
    sys_version = ""
    timeout = _PATIENCE_SECONDS
    disable_nagle_algorithm = True

    def __init__(
        self,
        *args: object,
        read_catalog: Callable[[], Catalog],
        host: str,
        key: str | None,
        jobs: VideoJobs,
        observe: Observer,
    ) -> None:
        self._host = host
        self._read_catalog = read_catalog
        self._key = key
        self._jobs = jobs
        self._observe = observe
        super().__init__(*args)  # type: ignore[arg-type]

    def _handle(self) -> None:
        gateway = Gateway(self._read_catalog(), self._key, self._jobs)
        headers: dict[str, str] = {}
        for name, value in self.headers.items():
            headers.setdefault(name.lower(), value)
        request = ReceivedRequest(self.command, self.path, headers)
        try:
            body = read_body_bytes(self.rfile, headers, MAX_BODY_BYTES)
        except BodyTooLargeError:
            self._reply(request, refuse_size(gateway, request, MAX_BODY_BYTES))
            self._hang_up()
            return
        except BodyBrokenError as error:
            self.send_error(HTTPStatus.BAD_REQUEST, str(error))
            return
        request = ReceivedRequest(self.command, self.path, headers, body)
        is_ours = is_own_name(self.headers.get("Host"), self._host)
        self._reply(request, answer(gateway, request) if is_ours else _NOT_OURS)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = _handle  # noqa: N815 - the base class

    def _hang_up(self) -> None:
        """Close the connection, after reading some of what the client is still sending."""
        self.close_connection = True
        left = _DRAINED_BYTES
        while left > 0 and (piece := self.rfile.read1(left)):
            left -= len(piece)

    def _reply(self, request: ReceivedRequest, answered: Answer) -> None:
        self._observe(Exchange(request, answered))
        self.send_response(answered.status)
        self.send_header("Content-Type", answered.content_type)
        for name, value in answered.headers:
            self.send_header(name, value)
        is_chunked = answered.is_stream and self.request_version != "HTTP/1.0"
        if is_chunked:
            self.send_header("Cache-Control", "no-cache")
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(answered.body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        for piece in answered.pieces:
            self._write(b"%x\r\n%b\r\n" % (len(piece), piece) if is_chunked else piece)
        if is_chunked:
            self._write(b"0\r\n\r\n")

    def _write(self, content: bytes) -> None:
        """Send at once, so that events arrive one by one."""
        self.wfile.write(content)
        self.wfile.flush()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no HTTP request that can be read with an error as JSON, and close the connection."""
        del explain
        self.close_connection = True
        self.request_version = self.protocol_version  # a line that cannot be read counts as HTTP/0.9, without a status
        text = message or HTTPStatus(code).phrase
        error = {"message": f"The request cannot be read: {text}.", "type": "invalid_request_error"}
        refused = json_answer({"error": error}, int(code), headers=(("connection", "close"),))
        self.command = self.command or "?"
        request = ReceivedRequest(self.command, getattr(self, "path", "?"), {})
        self._reply(request, refused.because(Decision(refusal=error["message"])))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - name of the base class
        """Keep quiet: the observer is told instead."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: Callable[..., BaseHTTPRequestHandler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, handler)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Keep quiet about clients that hang up or fall silent."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def make_server(
    read_catalog: Callable[[], Catalog], host: str, port: int, *, key: str | None, observe: Observer
) -> ThreadingHTTPServer:
    """Give a server of a catalog, bound but not yet running.

    Args:
        read_catalog: Gives the catalog for each request.
        host: Address to listen on, e.g. `127.0.0.1`.
        port: Port to listen on; 0 for any free one.
        key: The only right key; None to take any that is not empty.
        observe: Is told of every exchange.

    Raises:
        OSError: The address is in use or not allowed.
    """
    handler = partial(_Handler, read_catalog=read_catalog, host=host, key=key, jobs=VideoJobs(), observe=observe)
    return _Server((host, port), handler)
