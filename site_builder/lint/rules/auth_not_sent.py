"""Protocols that do not accept the key where the SDK of their snippets sends it."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.catalog.flow_style import write_flow
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.protocol import Protocol, Sdk

_BEARER = ("authorization", "bearer")
_SENT: dict[Sdk, tuple[str, str]] = {
    "openai-chat": _BEARER,
    "openai-responses": _BEARER,
    "openai-embeddings": _BEARER,
    "openai-images": _BEARER,
    "openai-speech": _BEARER,
    "openai-transcriptions": _BEARER,
    "openai-videos": _BEARER,
    "anthropic": _BEARER,
    "google-genai": ("x-goog-api-key", ""),
}
"""Header and scheme each SDK sends its `api_key` in.

Source: what a stub server receives from openai 3.52, anthropic 2.11 (Bearer since 2.0) and google-genai 3.4, 2026-11.
"""

_SPELLED = {"authorization": "Authorization", "bearer": "Bearer"}


def _check(_: RecordId, protocol: Protocol, __: Catalog) -> Iterator[Finding]:
    header, scheme = _SENT[protocol.sdk]
    if any((entry.header.lower(), entry.scheme.lower()) == (header, scheme) for entry in protocol.auth.accepts):
        return
    wanted = {"header": _SPELLED.get(header, header)} | ({"scheme": _SPELLED[scheme]} if scheme else {})
    yield Finding(
        "auth-not-sent",
        ("auth", "accepts"),
        f"the key is not accepted in `{wanted['header']}`, where the SDK of `{protocol.sdk}` sends it",
        "the SDK snippet of every model would be answered with 401",
        f"let the gateway accept it and add `{write_flow(wanted)}`, or choose the `sdk` that speaks this protocol",
    )


AUTH_NOT_SENT = RecordRule(
    name="auth-not-sent",
    summary="Finds protocols whose accepted headers lack the one that the SDK of their snippets sends the key in.",
    why="The snippet that readers copy first would be answered with 401.",
    bad=Example(
        "catalog/protocols/acme-chat.yaml",
        "auth:\n  accepts: [{header: x-api-key}]\n  description: One key works for both models.\n",
    ),
    good=Example(
        "catalog/protocols/acme-chat.yaml",
        "auth:\n  accepts: [{header: x-api-key}, {header: Authorization, scheme: Bearer}]\n"
        "  description: One key works for both models.\n",
    ),
    record_class=Protocol,
    check=_check,
)
