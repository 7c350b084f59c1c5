"""Which documented error refuses a request, and its body in the protocol's own shape.

The shape is the protocol's `examples.error`; the codes are those of its `errors` and of `site.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from site_builder.catalog.catalog import Catalog
from site_builder.gateway.exchange import Answer, Decision, json_answer
from site_builder.records.protocol import ErrorCase, Protocol

EXAMPLE_ERROR_HEADER = "x-example-error"
"""Request header that names the documented error to answer with."""

_RETRY_SECONDS = 1


@dataclass(frozen=True, slots=True)
class RefusalKind:
    """A reason to refuse: its HTTP status, and the codes that mean it, the most fitting first.

    The codes are those of OpenAI and Anthropic, and the upper-case ones of Google (google.rpc.Code).
    """

    status: int
    codes: tuple[str, ...]


_MALFORMED_CODES = ("INVALID_ARGUMENT", "invalid_request_error")
MALFORMED = RefusalKind(400, _MALFORMED_CODES)
UNSUPPORTED_FIELD = RefusalKind(400, ("unsupported_parameter", *_MALFORMED_CODES))
UNSUPPORTED_VALUE = RefusalKind(400, ("unsupported_value", *_MALFORMED_CODES))
UNKNOWN_RESPONSE = RefusalKind(400, ("previous_response_not_found", *_MALFORMED_CODES))
UNAUTHENTICATED = RefusalKind(401, ("UNAUTHENTICATED", "authentication_error"))
UNKNOWN_PATH = RefusalKind(404, ("NOT_FOUND", "not_found"))
UNKNOWN_MODEL = RefusalKind(404, ("NOT_FOUND", "model_not_found"))
UNKNOWN_VIDEO = RefusalKind(404, ("NOT_FOUND", "video_not_found"))
WRONG_METHOD = RefusalKind(405, ("method_not_allowed",))
TOO_LARGE = RefusalKind(413, ("request_too_large",))

_USUAL_CODES = {
    code
    for kind in (UNSUPPORTED_FIELD, UNSUPPORTED_VALUE, UNKNOWN_RESPONSE, UNAUTHENTICATED, UNKNOWN_MODEL, UNKNOWN_VIDEO)
    for code in kind.codes
}


class RefusedError(Exception):
    """Ends the handling of a request that is refused; `answering` turns it into an answer.

    Attributes:
        kind: Why, as a kind.
        message: Why, in words, for the caller.
        field: Path of the field it is about, e.g. `messages[0].role`; empty if none.
        headers: Headers the answer must have.
    """

    def __init__(
        self, kind: RefusalKind, message: str, *, field: str = "", headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.field = field
        self.headers = headers


def documented_errors(catalog: Catalog, protocol_id: str) -> tuple[ErrorCase, ...]:
    """Give every error a caller of a protocol is told of: the protocol's, the gateway's, those of its models."""
    served = [item for model in catalog.models.values() for item in model.protocols if item.protocol == protocol_id]
    of_models = (error for item in served for error in item.errors)
    return (*catalog.protocols[protocol_id].errors, *catalog.site.errors, *of_models)


def refuse(protocol: Protocol, errors: Iterable[ErrorCase], refused: RefusedError, decision: Decision) -> Answer:
    """Give the answer that refuses a request.

    Args:
        protocol: Its example says the shape.
        errors: The documented errors, the most particular first.
        refused: What to refuse and why.
        decision: What is known of the request; the reason is added.
    """
    code = choose_code(refused.kind, errors)
    body = shape_error(protocol, refused.kind.status, code, refused.message, field=refused.field)
    answer = json_answer(body, refused.kind.status, headers=refused.headers)
    reason = f"{code}: {refused.message}"
    return answer.because(
        Decision(decision.protocol, decision.operation, decision.model, decision.body, refusal=reason)
    )


def choose_code(kind: RefusalKind, errors: Iterable[ErrorCase]) -> str:
    """Give the documented code that means a refusal; its usual code where a site documents none.

    A site may have names of its own: one that is documented for the status and means nothing else here is taken.
    """
    codes = [error.code for error in errors if error.status == kind.status]
    named = next((code for code in kind.codes if code in codes), None)
    if named is not None:
        return named
    own = {code for code in codes if code not in _USUAL_CODES}
    return own.pop() if len(own) == 1 else kind.codes[-1]


def play_error(protocol: Protocol, errors: tuple[ErrorCase, ...], code: str) -> Answer:
    """Give the documented error with a code; the protocol's example itself where it is of that code.

    Raises:
        RefusedError: No such error is documented; the message lists those that are.
    """
    error = next((error for error in errors if error.code == code), None)
    if error is None:
        known = ", ".join(dict.fromkeys(error.code for error in errors))
        message = f"`{EXAMPLE_ERROR_HEADER}: {code}` names no documented error; it can be {known or 'none here'}."
        raise RefusedError(MALFORMED, message)
    headers = (("retry-after", str(_RETRY_SECONDS)),) if names_retry_after(error) else ()
    return json_answer(make_error_body(protocol, error), error.status, headers=headers)


def make_error_body(protocol: Protocol, error: ErrorCase) -> dict[str, Any]:
    """Give the body of a documented error: the protocol's example itself where it is of that code."""
    example = protocol.examples.error
    if example is not None and _example_code(example) == error.code:
        return example
    return shape_error(protocol, error.status, error.code, f"{error.trigger} {error.fix}")


def names_retry_after(error: ErrorCase) -> bool:
    """Whether an error is documented to come with the header `Retry-After`."""
    return "retry-after" in f"{error.trigger} {error.fix} {error.retry}".lower()


def shape_error(protocol: Protocol, status: int, code: str, message: str, *, field: str = "") -> dict[str, Any]:
    """Give the body of an error in the shape of the protocol's example.

    Three shapes are known: Google's, where `code` is the HTTP status and `status` the code; OpenAI's, where `type` is
    a class of codes and `param` names the field; Anthropic's, where `type` is the code. Without an example it is
    OpenAI's. Source: Google API design guide "Errors", OpenAI and Anthropic API references "Errors", 2026-11.
    """
    example = protocol.examples.error or {}
    inner = example.get("error")
    keys = inner.keys() if isinstance(inner, dict) else ("message", "type", "param", "code")
    if "status" in keys:
        error: dict[str, Any] = {"code": status, "message": message, "status": code}
        if field:
            violation = {"field": field, "description": message}
            error["details"] = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}]
    elif "code" in keys:
        error = {"message": message, "type": _error_class(status), "param": field or None, "code": code}
    else:
        error = {"type": code, "message": message}
    return {**example, "error": error}


_ERROR_CLASSES = {
    401: "authentication_error",
    402: "insufficient_quota",
    403: "permission_error",
    429: "rate_limit_error",
}
_SERVER_ERROR = 500


def _error_class(status: int) -> str:
    return "server_error" if status >= _SERVER_ERROR else _ERROR_CLASSES.get(status, "invalid_request_error")


def _example_code(example: dict[str, Any]) -> object:
    """Give the code in an example of an error: `status` at Google, `code` at OpenAI, `type` at Anthropic."""
    inner = example.get("error")
    if not isinstance(inner, dict):
        return None
    return next((inner[key] for key in ("status", "code", "type") if key in inner), None)
