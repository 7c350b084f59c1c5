"""Reads the body of a request: JSON, or a multipart form as the JSON value it stands for."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

from site_builder.gateway.exchange import JSON_TYPE, ReceivedRequest
from site_builder.gateway.multipart import FormBrokenError, FormPart, split_form
from site_builder.gateway.refusal import MALFORMED, RefusedError
from site_builder.records.base import show_value
from site_builder.records.parameter import Parameter
from site_builder.records.protocol import Protocol

_FORM_TYPE = "multipart/form-data"


def read_body(protocol: Protocol, request: ReceivedRequest) -> dict[str, Any]:
    """Give the object that a request carries; numbers with a fraction are decimals.

    Raises:
        RefusedError: It is of another content type, or cannot be read, or is no object.
    """
    expected = _FORM_TYPE if protocol.request_format == "form" else JSON_TYPE
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != expected:
        shown = f"`{content_type}`" if content_type else "missing"
        raise RefusedError(MALFORMED, f"The header `Content-Type` is {shown}, but must be `{expected}`.")
    return _read_form(protocol, request) if expected == _FORM_TYPE else _read_json(request.body)


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body.decode(), parse_float=_read_number, parse_constant=_refuse_constant)
    except RecursionError:
        raise RefusedError(MALFORMED, "The body is nested too deeply.") from None
    except UnicodeDecodeError as error:
        raise RefusedError(MALFORMED, f"The body is not UTF-8 at byte {error.start}.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise RefusedError(MALFORMED, f"The body is not JSON at {place}: {error.msg}.") from None
    except ValueError:
        raise RefusedError(MALFORMED, "The body has a number with too many digits.") from None
    if not isinstance(value, dict):
        raise RefusedError(MALFORMED, "The body must be a JSON object.")
    return value


def _read_number(text: str) -> Decimal:
    """Give a number digit by digit; what no double can hold would only make later arithmetic slow."""
    number = Decimal(text)
    if abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise RefusedError(MALFORMED, f"The body has the number {show_value(text)}, which is out of range.")
    return number


_LARGEST_EXPONENT = 308


def _refuse_constant(name: str) -> NoReturn:
    raise RefusedError(MALFORMED, f"The body has {name}, which is not JSON.")


def _read_form(protocol: Protocol, request: ReceivedRequest) -> dict[str, Any]:
    """Give the fields of a form: `name[]` adds to a list, `name[key]` to an object, a file is its file name."""
    described = {parameter.name: parameter for parameter in protocol.parameters}
    fields: dict[str, Any] = {}
    try:
        for part in split_form(request.headers["content-type"], request.body):
            match = re.fullmatch(r"([^\[\]]+)(?:\[([^\[\]]*)\])?", part.name)
            name, key = match.groups() if match else (part.name, None)
            _add_value(fields, name, key, text=_read_part(part, described.get(name)), parameter=described.get(name))
    except FormBrokenError as error:
        raise RefusedError(MALFORMED, str(error)) from None
    return fields


def _read_part(part: FormPart, parameter: Parameter | None) -> str:
    """Give the text of a part, or the name of a file, if that is what the field takes."""
    is_file = part.file_name is not None
    if parameter is not None and is_file is not (parameter.type == "file"):
        wanted = "a text" if is_file else "a file"
        raise RefusedError(MALFORMED, f"The part `{part.name}` of the form must be {wanted}.", field=part.name)
    if part.file_name is None:
        return part.content.decode(errors="replace")
    if not part.content:
        raise RefusedError(MALFORMED, f"The file `{part.file_name}` is empty.", field=part.name)
    return part.file_name


def _add_value(fields: dict[str, Any], name: str, key: str | None, *, text: str, parameter: Parameter | None) -> None:
    if key:
        below = {field.name: field for field in parameter.fields} if parameter else {}
        holder = fields.setdefault(name, {})
        if isinstance(holder, dict):
            holder[key] = _read_text(text, below.get(key))
    elif key == "" or (parameter is not None and parameter.type.startswith("array")):
        holder = fields.setdefault(name, [])
        if isinstance(holder, list):
            holder.append(text)
    else:
        fields[name] = _read_text(text, parameter)


def _read_text(text: str, parameter: Parameter | None) -> Any:  # noqa: ANN401 - any JSON value
    """Give the value a text of a form stands for, if it can be one of the type of the field."""
    types = parameter.type.split(" | ") if parameter else ["string"]
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    if "integer" in types and re.fullmatch(r"-?[0-9]{1,18}", text):
        return int(text)
    if "number" in types and re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", text):
        return Decimal(text)
    return text
