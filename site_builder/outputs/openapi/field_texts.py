"""What a description says of a field in words: the same as the tables on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.pages.context import ViewContext
from site_builder.pages.parameters import describe_conditions
from site_builder.records.parameter import AllowedValue, Parameter


def annotate_field(context: ViewContext, parameter: Parameter) -> dict[str, Any]:
    """Give what describes a field for readers: a text in Markdown, and whether another field takes its place."""
    keywords: dict[str, Any] = {"description": "\n".join(_write_description(context, parameter))}
    if parameter.replaced_by:
        keywords["deprecated"] = True
    if parameter.origin == "gateway":
        keywords["x-gateway-extension"] = True
    return keywords


def _write_description(context: ViewContext, parameter: Parameter) -> Iterator[str]:
    explained = [value for value in parameter.enum if isinstance(value, AllowedValue)]
    written = (*parameter.constraints, *(value.description for value in explained))
    description, *texts = (text.markdown for text in context.localizer.texts(parameter.description, *written))
    constraints, values = texts[: len(parameter.constraints)], texts[len(parameter.constraints) :]
    conditions = [
        " ".join((item.words, *(f"`{code}`" for code in item.codes)))
        for item in describe_conditions(context, parameter)
    ]
    yield description
    rest = [
        *constraints,
        *conditions,
        *(f"`{item.value}`: {text}" for item, text in zip(explained, values, strict=True)),
    ]
    if rest:
        yield ""
    yield from (f"- {line}" for line in rest)
