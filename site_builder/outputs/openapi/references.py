"""The names of what operations share, below `components`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from site_builder.records.protocol import AuthHeader


def schema_name(protocol_id: str, part: Literal["model", "request", "response", "error"]) -> str:
    """Give the name of a schema of a protocol, e.g. `openai-speech-request`."""
    return f"{protocol_id}-{part}"


def schema_reference(protocol_id: str, part: Literal["model", "request", "response", "error"]) -> Mapping[str, str]:
    """Give the reference to a schema of a protocol."""
    return {"$ref": f"#/components/schemas/{schema_name(protocol_id, part)}"}


def security_name(header: AuthHeader) -> str:
    """Give the name of a way to send the key, e.g. `authorization-bearer`."""
    return f"{header.header}-{header.scheme}".strip("-").lower()
