"""Takes JSON Schemas apart and joins them: references, alternatives, parts that all hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def follow(schema: Any, root: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give the schema that a reference leads to, e.g. `#/$defs/City`; an empty one if none is there.

    What is no reference is given back as it is. Source: RFC 6901 for the notation.
    """
    if not isinstance(schema, dict) or "$ref" not in schema:
        return schema
    found = root
    for part in str(schema["$ref"]).removeprefix("#").split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def merge(one: Any, other: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
    """Give a schema that says what both say; where they differ, what the other says."""
    left, right = (part if isinstance(part, dict) else {} for part in (one, other))
    merged = {**left, **right}
    properties = [part["properties"] for part in (left, right) if isinstance(part.get("properties"), dict)]
    required = [part["required"] for part in (left, right) if isinstance(part.get("required"), list)]
    if properties:
        merged["properties"] = {name: value for part in properties for name, value in part.items()}
    if required:
        merged["required"] = [name for part in required for name in part]
    return merged


def pick_option(options: list[Any]) -> Any:  # noqa: ANN401 - any JSON value
    """Give the first alternative that is not just `null`."""
    return next((item for item in options if not (isinstance(item, dict) and item.get("type") == "null")), options[0])


def without(schema: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Give a schema without one of its keys."""
    return {name: value for name, value in schema.items() if name != key}
