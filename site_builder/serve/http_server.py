"""The thin HTTP server of the preview: reads requests, writes answers; what to answer is decided elsewhere."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from site_builder.gateway.host_name import is_own_name


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks for.

    Attributes:
        address: Path and query as sent, e.g. `/docs/en/?q=mini`.
        headers: By name, in any case.
    """

    address: str
    headers: Mapping[str, str] | Message = field(default_factory=dict)

    @property
    def is_navigation(self) -> bool:
        """Whether the answer becomes a document in a tab: scripts of pages fetch pages too.

        Source: W3C Fetch Metadata Request Headers, `Sec-Fetch-Dest`. A browser that does not send it says what it
        accepts.
        """
        destination = self.headers.get("Sec-Fetch-Dest")
        if destination is None:
            return "text/html" in self.headers.get("Accept", "")
        return destination == "document"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets.

    Attributes:
        status: The status.
        content_type: What the body is.
        body: The bytes, if they are ready.
        events: What is sent piece by piece instead, until the browser hangs up.
        location: Where a redirect leads.
    """

    status: HTTPStatus
    content_type: str
    body: bytes = b""
    events: Iterable[bytes] | None = None
    location: str = ""


_NOT_OURS = Answer(
    HTTPStatus.FORBIDDEN,
    "text/plain; charset=utf-8",
    b"This server answers only to names of this machine, e.g. localhost. Start it with --host 0.0.0.0 for any name.\n",
)


class _Handler(BaseHTTPRequestHandler):
    server_version = "site-builder"
    sys_version = ""

    def __init__(self, *args: object, answer: Callable[[Request], Answer], host: str) -> None:
        self._answer = answer
        self._host = host
        super().__init__(*args)  # type: ignore[arg-type]

    def _handle(self) -> None:
        is_ours = is_own_name(self.headers.get("Host"), self._host)
        answered = self._answer(Request(self.path, self.headers)) if is_ours else _NOT_OURS
        self.send_response(answered.status)
        self.send_header("Content-Type", answered.content_type)
        self.send_header("Cache-Control", "no-store")  # the next edit may have changed it
        if answered.location:
            self.send_header("Location", answered.location)
        if answered.events is None:
            self.send_header("Content-Length", str(len(answered.body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        for piece in (answered.body,) if answered.events is None else answered.events:
            self.wfile.write(piece)

    do_GET = do_HEAD = _handle  # noqa: N815 - names of the base class

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - name of the base class
        """Keep quiet: the terminal is for what changes on the site."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: Callable[..., BaseHTTPRequestHandler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, handler)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Keep quiet about browsers that hang up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def make_server(answer: Callable[[Request], Answer], host: str, port: int) -> ThreadingHTTPServer:
    """Give a server, bound but not yet running; its threads end with the program.

    Args:
        answer: Gives the answer to a request; from any thread.
        host: Address to listen on, e.g. `127.0.0.1`.
        port: Port to listen on; 0 for any free one.

    Raises:
        OSError: The address is in use or not allowed.
        TypeError: The host is no name that can be looked up.
        UnicodeError: The same.
    """
    return _Server((host, port), partial(_Handler, answer=answer, host=host))
