"""JSON Schema of single types, as an author writes their values: null, texts, mappings, defaults.

What Pydantic gives by default is made for programs; this is made for editors, and accepts all that a record accepts.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

NULLABLE = "nullable"
"""Marks a schema that also takes null; `authoring.schema` puts that into its type when references are resolved."""


class AuthorJsonSchema(GenerateJsonSchema):
    """Gives schemas without the titles that Pydantic makes of names, and with what each type really takes."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - a field of any class
        """Give no field a title: the name in other words says nothing."""
        return False

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002
        """Leave keys in the order in which they were declared."""
        return value

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Give the schema of a text; one that is stripped is measured without the white space around it."""
        given = super().str_schema(schema)
        if not schema.get("strip_whitespace"):
            return given
        longest = given.pop("maxLength", None)
        given.pop("minLength")
        if longest is None:
            return {**given, "pattern": r"\S", "patternErrorMessage": "It must say something."}
        pattern = rf"^\s*\S(?:[\s\S]{{0,{longest - 2}}}\S)?\s*$"
        return {**given, "pattern": pattern, "patternErrorMessage": f"It takes 1 to {longest} characters."}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """Give the values without their type, which says nothing more: one mistake is marked once."""
        return {key: value for key, value in super().literal_schema(schema).items() if key != "type"}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Give the schema of what may be left empty, with a mark."""
        return {**self.generate_inner(schema["schema"]), NULLABLE: True}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Give the schema of a mapping; keys that can be counted become properties, so that they are offered."""
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        if "enum" in keys:
            words = dict(zip(keys["enum"], keys["enumDescriptions"], strict=True))
            properties = {key: {**values, "description": text} for key, text in words.items()}
            return {"type": "object", "properties": properties, "additionalProperties": False}
        names = {key: value for key, value in keys.items() if key != "type"}
        return {"type": "object", **({"propertyNames": names} if names else {}), "additionalProperties": values or True}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Give the schema of a class, titled in words, e.g. `Price line`."""
        words = re.sub(r"(?<!^)(?=[A-Z])", " ", schema["cls"].__name__)
        return {**super().model_schema(schema), "title": words.capitalize()}
