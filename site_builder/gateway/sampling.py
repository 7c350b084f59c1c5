"""Makes a value that a JSON Schema accepts: arguments of a call, or a structured answer.

Source: JSON Schema 2020-12; Gemini's `Schema`, which writes types in capitals and counts as texts. A value given by
`const`, `default`, `examples` or `enum` comes first. Not followed: `pattern`, `not`, `if`, `uniqueItems`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder.gateway.schema_parts import follow, merge, pick_option, without
from site_builder.gateway.schema_scalars import read_count, sample_number, sample_text

_DEEPEST = 6
"""Levels of objects that get their optional fields too; below, only the required ones."""

_GIVE_UP = 40
"""Levels after which a schema that contains itself gets `null`."""

_MOST_VALUES = 5_000
"""How many values a sample may have, so that a hostile schema costs no time."""


def make_sample(schema: Any, name: str = "text") -> Any:  # noqa: ANN401 - any JSON value
    """Give a value that a schema accepts, always the same one.

    Args:
        schema: A JSON Schema; anything else accepts every value.
        name: Text for a string that the schema says nothing of; below, it is the name of the field.
    """
    return _Sampler(schema).sample(schema, name, 0)


class _Sampler:
    """Makes one sample; counts how many values it has."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - any JSON value
        self._root = root
        self._left = _MOST_VALUES

    def sample(self, schema: Any, name: str, depth: int) -> Any:  # noqa: ANN401 - any JSON value
        """Give a value for a schema somewhere below the root."""
        self._left -= 1
        if depth > _GIVE_UP or self._left < 0:
            return None
        if not isinstance(schema, dict):
            return name
        given = _given_values(schema)
        if given:
            return given[0]
        simpler = self._simplify(schema)
        return self._sample_type(schema, name, depth) if simpler is None else self.sample(simpler, name, depth + 1)

    def _simplify(self, schema: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Give a schema with one reference or choice less that accepts nothing more; None if it has none."""
        if "$ref" in schema:
            return merge(follow(schema, self._root), without(schema, "$ref"))
        for key in ("anyOf", "oneOf"):
            if isinstance(schema.get(key), list) and schema[key]:
                return merge(without(schema, key), pick_option(schema[key]))
        if isinstance(schema.get("allOf"), list):
            merged: Mapping[str, Any] = without(schema, "allOf")
            for part in schema["allOf"]:
                merged = merge(merged, follow(part, self._root))
            return merged
        return None

    def _sample_type(self, schema: Mapping[str, Any], name: str, depth: int) -> Any:  # noqa: ANN401 - any JSON value
        match _type_of(schema):
            case "object":
                return self._sample_object(schema, depth)
            case "array":
                return self._sample_array(schema, name, depth)
            case "integer" | "number" as kind:
                return sample_number(schema, is_integer=kind == "integer")
            case "boolean":
                return True
            case "null":
                return None
            case _:
                return sample_text(schema, name)

    def _sample_object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        properties = schema.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        required = schema.get("required")
        required = [name for name in required if isinstance(name, str)] if isinstance(required, list) else []
        names = dict.fromkeys((*properties, *required) if depth < _DEEPEST else required)
        return {name: self.sample(properties.get(name), name, depth + 1) for name in names}

    def _sample_array(self, schema: Mapping[str, Any], name: str, depth: int) -> list[Any]:
        prefix = schema.get("prefixItems")
        items = [self.sample(item, name, depth + 1) for item in prefix] if isinstance(prefix, list) else []
        least = read_count(schema, "minItems", 1 if depth < _DEEPEST else 0)
        most = read_count(schema, "maxItems", max(least, len(items)))
        while len(items) < min(least, most) and self._left > 0:
            items.append(self.sample(schema.get("items"), name, depth + 1))
        return items


def _given_values(schema: Mapping[str, Any]) -> list[Any]:
    """Give the values that a schema names itself, the best first; `null` is one too."""
    named = [schema[key] for key in ("const", "default") if key in schema]
    listed = (schema.get(key) for key in ("examples", "enum"))
    return [*named, *(values[0] for values in listed if isinstance(values, list) and values)]


def _type_of(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((item for item in kind if item != "null"), "null")
    if isinstance(kind, str):
        return kind.lower()
    return "object" if "properties" in schema else "array" if "items" in schema else "string"
