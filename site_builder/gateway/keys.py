"""Whether a request carries a key in a header that its protocol accepts."""

from __future__ import annotations

from site_builder.gateway.exchange import ReceivedRequest
from site_builder.gateway.refusal import MALFORMED, UNAUTHENTICATED, RefusedError
from site_builder.records.protocol import AuthHeader, Protocol


def check_headers(protocol: Protocol, request: ReceivedRequest, key: str | None) -> None:
    """Do nothing if the key is accepted and the fixed headers are there.

    Args:
        protocol: Says which headers it accepts and needs.
        request: The request.
        key: The only right key; None to take any that is not empty.

    Raises:
        RefusedError: The key is missing or wrong, or a fixed header is missing. A fixed header may have any value,
            because newer versions of a contract are accepted too.
    """
    sent = [found for header in protocol.auth.accepts if (found := _read_key(header, request))]
    accepted = " or ".join(f"`{_show(header)}`" for header in protocol.auth.accepts)
    if not sent:
        raise RefusedError(UNAUTHENTICATED, f"There is no API key in {accepted}.")
    if key is not None and key not in sent:
        raise RefusedError(UNAUTHENTICATED, f"The API key in {accepted} is not right.")
    for header in protocol.headers:
        if header.name.lower() not in request.headers:
            raise RefusedError(MALFORMED, f"The header `{header.name}: {header.value}` is missing.")


def _read_key(header: AuthHeader, request: ReceivedRequest) -> str:
    value = request.headers.get(header.header.lower(), "").strip()
    if not header.scheme:
        return value
    scheme, _, key = value.partition(" ")
    return key.strip() if scheme.lower() == header.scheme.lower() else ""


def _show(header: AuthHeader) -> str:
    return f"{header.header}: {header.scheme} …" if header.scheme else f"{header.header}: …"
