"""Folds the spellings that protobuf JSON takes as equal into the one that the field tree has.

Source: protobuf guide "ProtoJSON Format": parsers accept lowerCamelCase names and the original names; the Google Gen AI
SDK for Python 3.4 sends both, and enum values in capitals, run 2026-11.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder.records.parameter import Parameter, allowed_values


def fold_spellings(value: Mapping[str, Any], parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """Give an object with names and enum values as its tree spells them; what the tree does not know stays."""
    described = {_fold(parameter.name): parameter for parameter in parameters}
    folded: dict[str, Any] = {}
    for name, item in value.items():
        parameter = described.get(_fold(name))
        if parameter is None:
            folded[name] = item
        else:
            folded[parameter.name] = _fold_value(item, parameter)
    return folded


def _fold_value(value: Any, parameter: Parameter) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return [_fold_value(item, parameter) for item in value]
    if isinstance(value, dict) and parameter.fields:
        return fold_spellings(value, parameter.fields)
    if isinstance(value, str):
        return next((text for text in allowed_values(parameter) if text.lower() == value.lower()), value)
    return value


def _fold(name: str) -> str:
    return name.replace("_", "").lower()
