"""What comes in and what goes out: one request, its answer, and what was decided about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, unquote

JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """One HTTP request as it was sent.

    Attributes:
        method: HTTP method, upper case.
        target: Path and query, still percent-encoded, e.g. `/v1/models/a%2Fb?limit=1`.
        headers: By lower-case name; the first value of a name that came several times.
        body: Its bytes; empty if there is none.
    """

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """The decoded path."""
        return unquote(self.target.partition("?")[0])

    @property
    def query(self) -> Mapping[str, str]:
        """The decoded query parameters; the last value of a name that came several times."""
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gateway made of a request.

    Attributes:
        protocol: Id of the protocol it belongs to; empty if none.
        operation: Id of the operation, e.g. `create`; empty if none.
        model: Callable id it asked for; empty if none.
        body: The body as it was understood: a JSON value, numbers with a fraction as decimals, files by their names,
            protobuf's spellings folded; None if there is none or it cannot be read.
        refusal: Why it was refused, in words; empty if it was not.
    """

    protocol: str = ""
    operation: str = ""
    model: str = ""
    body: Any = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer.

    Attributes:
        status: HTTP status.
        content_type: Media type of the body.
        pieces: The body; a stream is sent piece by piece, one server-sent event each.
        headers: Further headers.
        is_stream: Whether the length is not known before the end.
        decision: What led to it.
    """

    status: int
    content_type: str
    pieces: tuple[bytes, ...]
    headers: tuple[tuple[str, str], ...] = ()
    is_stream: bool = False
    decision: Decision = Decision()

    @property
    def body(self) -> bytes:
        """The whole body."""
        return b"".join(self.pieces)

    def because(self, decision: Decision) -> Answer:
        """Give the same answer with the decision that led to it."""
        return replace(self, decision=decision)


def encode_json(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Write a value as JSON on one line; half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    return json.dumps(value, ensure_ascii=False, default=float).encode("utf-8", "backslashreplace")


def json_answer(value: Any, status: int = 200, *, headers: tuple[tuple[str, str], ...] = ()) -> Answer:  # noqa: ANN401 - any JSON value
    """Give an answer whose body is a JSON value."""
    return Answer(status, JSON_TYPE, (encode_json(value),), headers)


def file_answer(content: bytes, content_type: str) -> Answer:
    """Give an answer that is a file."""
    return Answer(200, content_type, (content,))
