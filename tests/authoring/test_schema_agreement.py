"""An editor marks what `site-builder check` refuses, and nothing else: shown on generated records.

Accepting is complete: the schemas take every record that the record classes take. Refusing is complete but for what
JSON Schema cannot say; that is listed in `_BEYOND_SCHEMA`, and nowhere else.
"""

from __future__ import annotations

import copy
import functools
import itertools
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend
from pydantic import ValidationError as RecordError

from site_builder.authoring.schema import RECORD_CLASSES, make_schema
from site_builder.catalog.yaml_reader import read_yaml

_SMALL = Path(__file__).parents[1] / "sites" / "small" / "catalog"
_URL = "https://example.com/a"

_BEYOND_SCHEMA: dict[str, tuple[str, dict[str, Any]]] = {
    # dates: months differ in length, and one day is compared with another
    "date-malformed": ("model", {"updated": "2026-02-30"}),
    "price-period-empty": ("line", {"valid_from": "2026-05-02", "valid_to": "2026-05-01"}),
    "retires-before-release": ("model", {"released": "2026-05-02", "retires": "2026-05-01"}),
    "retires-before-deprecation": ("model", {"deprecated": "2026-05-02", "retires": "2026-05-01"}),
    # numbers: one is compared with another, and those without quotes have no digits to count
    "decimal-too-long": ("line", {"amount": 10**30}),
    "limit-output-above-context": ("model", {"limits": {"context_window_tokens": 1, "max_output_tokens": 2}}),
    "threshold-bounds": ("line", {"when": {"prompt_tokens": {"gt": 5, "lt": 3}}}),
    "parameter-range-empty": ("parameter", {"min": "2", "max": "1"}),
    # lists of mappings: entries are alike in some of their keys
    "entry-duplicate": ("model", {"protocols": [{"protocol": "acme-chat"}, {"protocol": "acme-chat", "notes": ["x"]}]}),
    "parameter-duplicate": (
        "parameter",
        {"type": "object", "fields": [{"name": "a", "type": kind, "description": "x"} for kind in ("string", "any")]},
    ),
    "price-duplicate": ("pricing", {"lines": [{"meter": "input", "amount": amount} for amount in ("1", "2")]}),
    "price-multiplier-unbased": ("pricing", {"lines": [{"meter": "input", "multiplier": "2"}]}),
    # texts: judged by what they mean
    "path-variable-unexplained": ("operation", {"path": "/v1/{model}/{deed}"}),
    "path-variable-unset": ("operation", {"variables": {}}),
    "time-zone-unknown": ("line", {"when": {"schedule": {"time_zone": "Mars/Dune", "from": "00:30", "to": "08:30"}}}),
    "url-not-public": ("site", {"public_url": "https://localhost"}),
}
"""What only the program can tell, by its code, with a record of which only that is wrong."""


def _match_as_editors_do(_: object, pattern: str, text: object, __: object) -> Iterator[ValidationError]:
    """Match a pattern as ECMAScript does, where `$` is the very end of the text."""
    if isinstance(text, str) and not re.search(pattern.replace("$", r"\Z"), text):
        yield ValidationError(f"{text!r} does not match {pattern!r}")


_Validator: type[Draft7Validator] = extend(Draft7Validator, {"pattern": _match_as_editors_do})  # type: ignore[no-untyped-call]
_VALIDATORS = {kind: _Validator(make_schema(kind, {"protocols": ("acme-chat",)})) for kind in RECORD_CLASSES}


@functools.cache
def _read_small(path: str) -> dict[str, Any]:
    value: dict[str, Any] = read_yaml(path, (_SMALL / path).read_bytes()).value
    return value


def _make_protocol(changes: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": "Chat", "summary": "Talks.", "why": "Known.", "documentation": _URL, "checked": "2026-03-20",
        "sdk": "openai-chat",
        "auth": {"accepts": [{"header": "Authorization", "scheme": "Bearer"}], "description": "Key."},
        "path_variables": [{"name": "model", "description": "Id."}, {"name": "action", "description": "Deed."}],
        "operations": [_OPERATION], "parameters": [{"name": "a", "type": "any", "description": "First."}],
        "examples": {"request": {"a": 1}}, **changes,
    }  # fmt: skip


def _make_model(changes: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": "Large", "family": "Big", "api_id": "acme/large:v1", "status": "stable", "updated": "2026-03-20",
        "summary": "Answers.", "modalities": {"input": ["text", "image"], "output": ["text"]},
        "protocols": [{"protocol": "acme-chat"}], "sources": [{"title": "Page", "url": _URL, "checked": "2026-03-20"}],
        **changes,
    }  # fmt: skip


def _make_pricing(changes: dict[str, Any]) -> dict[str, Any]:
    lines = [{"meter": "input", "amount": "1"}]
    return _make_model(
        {"pricing": {"currency": "USD", "source": _URL, "checked": "2026-05-01", "lines": lines, **changes}}
    )


def _make_line(line: dict[str, Any]) -> dict[str, Any]:
    return _make_pricing({"lines": [{"meter": "input", "amount": "1", **line}]})


_OPERATION = {
    "id": "create", "name": "Create", "description": "Now.", "method": "POST", "path": "/v1/{model}:{action}",
    "variables": {"action": "run"}, "query": {"alt": "sse"}, "body": {"stream": True}, "streaming": True,
}  # fmt: skip
_ERROR = {"status": 400, "code": "a_b", "trigger": "A.", "fix": "B.", "retry": "C."}
_PARAMETER = {
    "name": "extra", "type": "string", "description": "More.", "required": False, "default": "a", "min": "0",
    "max": "1", "enum": ["a", {"value": "b", "description": "B."}], "format": "date", "example": "a", "group": "core",
    "origin": "gateway", "nullable": True, "only_with": {"a": 1}, "required_there": True, "rejected_with": ["b"],
    "families": ["Gemini 3"], "replaced_by": "c", "constraints": ["Never."],
}  # fmt: skip
_WHEN = {
    "size": "1x1", "with_audio": True, "cache": "explicit", "cache_ttl": "PT5M", "steps": 2, "service_tier": "batch",
    "prompt_tokens": {"gt": 5, "lte": 9},
    "schedule": {"time_zone": "UTC", "days": ["monday"], "from": "00:30", "to": "08:30"},
}  # fmt: skip
_SCORE = {"benchmark": "quiz", "source": _URL, "reported": "2026-03"}

_MAKERS: dict[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "site": ("site", lambda changes: {**_read_small("site.yaml"), **changes}),
    "model": ("model", _make_model),
    "pricing": ("model", _make_pricing),
    "line": ("model", _make_line),
    "parameter": ("protocol", lambda changes: _make_protocol({"parameters": [{**_PARAMETER, **changes}]})),
    "operation": ("protocol", lambda changes: _make_protocol({"operations": [{**_OPERATION, **changes}]})),
}
"""How a record is made in which one part has some values of its own: its kind, and the maker."""

_PARTS: dict[str, tuple[str, dict[str, Any], Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "site": ("site", _read_small("site.yaml"), dict),
    "provider": ("provider", _read_small("providers/acme.yaml"), dict),
    "benchmark": ("benchmark", {**_read_small("benchmarks/quiz.yaml"), "maximum": "100"}, dict),
    "protocol": ("protocol", _make_protocol({"errors": [_ERROR], "headers": [], "notes": ["Slow."]}), dict),
    "operation": ("protocol", _OPERATION, lambda part: _make_protocol({"operations": [part]})),
    "parameter": ("protocol", _PARAMETER, lambda part: _make_protocol({"parameters": [part]})),
    "parameter tree": (
        "protocol",
        {"name": "a", "type": "object", "description": "A.",
         "fields": [{"name": "b", "type": "any", "description": "B."}]},
        lambda part: _make_protocol({"response": [part]}),
    ),
    "stream": (
        "protocol",
        {"request": {"a": [None]}, "response": {}, "error": None, "stream": [{"event": "a", "data": "[DONE]"}]},
        lambda part: _make_protocol({"examples": part}),
    ),
    "model": (
        "model",
        _make_model({
            "kind": "chat", "released": "2026-01-01", "deprecated": "2026-04-01", "retires": "2026-05-01",
            "successor": "acme/mini", "knowledge_cutoff": "2025-08", "license": "MIT", "reasoning_levels": ["low"],
        }),
        dict,
    ),
    "model lists": (
        "model",
        {
            "limits": {"context_window_tokens": 9, "max_output_tokens": 3, "max_clip_seconds": None},
            "capabilities": {"streaming": "yes", "fine_tuning": "unknown"}, "facts": [{"label": "A", "value": "B"}],
            "introductions": {"faq": "Asked."}, "conclusions": ["Good."],
            "faq": [{"question": "Why?", "answer": "So."}],
            "rivals": ["acme/mini", "acme/midi"], "related": ["acme/mini"],
        },
        _make_model,
    ),
    "version": (
        "model",
        {"id": "l2", "kind": "dated", "description": "Old.", "released": "2026-01-01", "protocols": ["acme-chat"]},
        lambda part: _make_model({"versions": [part]}),
    ),
    "comparison": (
        "model",
        {"model": "acme/mini", "rows": [{"aspect": "A", "this": "B", "other": "C"}], "takeaway": "D"},
        lambda part: _make_model({"comparisons": [part]}),
    ),
    "served": (
        "model",
        {"protocol": "acme-chat", "why": "Known.", "request": {"a": [None]}, "notes": ["Slow."], "errors": [_ERROR],
         "parameters": {"a.b": {"supported": False, "min": "0", "enum": ["low"], "default": 1}}},
        lambda part: _make_model({"protocols": [part]}),
    ),
    "score": (
        "model",
        {**_SCORE, "score": "86.9", "others": [{"name": "Other", "score": "-1"}], "conditions": "twice"},
        lambda part: _make_model({"benchmarks": [part]}),
    ),
    "no score": ("model", {**_SCORE, "not_supported": True}, lambda part: _make_model({"benchmarks": [part]})),
    "pricing": (
        "model",
        {"currency": "USD", "source": _URL, "checked": "2026-05-01",
         "lines": [{"meter": "input", "amount": "2"},
                   {"meter": "input", "multiplier": "0.5", "when": {"region": "us"}}]},
        lambda part: _make_model({"pricing": part}),
    ),
    "line": (
        "model",
        {"meter": "input", "amount": "0.20", "list": Decimal("0.25"), "unit": "second", "valid_from": "2026-05-01",
         "valid_to": "2026-05-02", "currency": "CNY", "source": _URL, "checked": "2026-05-01", "note": "Kept."},
        lambda part: _make_pricing({"lines": [part]}),
    ),
    "free line": (
        "model",
        {"meter": "image", "state": "free", "equivalent": True,
         "allowance": {"count": 1, "per": "day", "shared_with": "all"}},
        lambda part: _make_pricing({"lines": [part]}),
    ),
    "condition": ("model", _WHEN, lambda part: _make_line({"when": part})),
}  # fmt: skip
"""What is changed: the kind of record, the part, and how a record is made around it."""


def _refusals(kind: str, value: object) -> set[str]:
    """Give the codes of what a record class refuses; `shape` for what Pydantic itself does.

    Pydantic calls a list of one wrong entry too short as well.
    """
    try:
        RECORD_CLASSES[kind].model_validate(value)
    except RecordError as error:
        return {
            problem.code if problem else "shape"
            for item in error.errors()
            if item["type"] != "too_short" or not item["input"]
            for problem in item.get("ctx", {}).get("problems", (None,))
        }
    return set()


def _marks(kind: str, value: object) -> list[str]:
    """Give what an editor marks; its numbers are floating."""
    return [f"{error.json_path}: {error.message}" for error in _VALIDATORS[kind].iter_errors(_float(value))]


def _float(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _float(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_float(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


_VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 5, 399, 400, 600, 10**30, Decimal("0.5"), Decimal("-0.5"), [], {}, [None], [[]],
    ["x"], ["x", "x"], ["text"], ["acme/mini", "acme/mini"], ["en", "en"], ["a", {"value": "a"}], {"x": 1},
    {"A b": "x"}, {"gt": 1, "gte": 1}, {"gt": 1}, {"gte": 3, "lte": 2}, {"faq": "x"}, {"faq": " "}, {"x": None}, "",
    " ", "\n", "x\n", "X", "x y", "x" * 80, "x" * 81, "x" * 200, f" {'x' * 200}\n", "x" * 201, "x" * 121, "…", "é",
    " x", "x  y", "x\ny", "\u200b", "x\u200by", "x\u200dy", "x\u00a0y",
    "价", "yes", "no", "unknown", "true", "null", "free", "input", "second", "batch", "chat", "higher", "object",
    "array", "string", "0", "0.20", " 1\n", "-1", "-0", "-0.0", "-0.1", "1,5", ".5", "5.", "1e3", "9" * 24, "9" * 25,
    "000" + "9" * 24, "0." + "0" * 23, "0." + "0" * 24, "٣", "NaN", "2026", "2026-03", "2026-03-20", "2026-02-30",
    "2026-13-01", "2026-3-1", "2026-03-20\n", "2026-01-01", "2026-12-31", "https://example.com",
    "https://example.com/", "https://example.com/a b", "https://example.com:8443", "https://10.0.0.1",
    "http://example.com", "https://localhost", "https://example.com\n",
    "https://exämple.com", 'https://example.com/"', "acme/mini", "acme/mini/x", "a..b", "a-b", "a_b", "A:b", "a b",
    "UTC", "Mars/Dune", "PT5M", "PT0M", "24:00", "08:30", "1x1", "0x1", "USD", "usd", "en", "zh-Hans", "EN", "KEY_1",
    "1KEY", "GET", "get", "/v1/{model}", "/v1/{deed}", "v1", "json", "form", "{model}", "[DONE]", "message_stop",
]  # fmt: skip
"""Values that are right in one place and wrong in others, many on the edge."""

_APT: dict[str, Any] = {
    "amount": "1", "list": "1", "list_amount": "1", "multiplier": "2", "state": "free", "unit": "image",
    "kind": "image", "gt": 7, "gte": 7, "lt": 8, "lte": 8, "score": "1", "not_supported": True, "required": True,
    "default": 1, "type": "string", "from": "01:00", "starts": "01:00", "faq": "Asked.", "released": "2026-01-01",
    "x": "x", "A b": "x", "fields": [{"name": "x", "type": "any", "description": "X."}], "variables": {"A b": "x"},
}  # fmt: skip
"""Keys with a value that is right for them, where they are known."""


def _containers(value: Any) -> Iterator[dict[str, Any] | list[Any]]:  # noqa: ANN401
    if isinstance(value, dict | list):
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from _containers(item)


def _edits(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give a part with each single edit: a key dropped, left empty, or added; an entry dropped or repeated."""
    for index, container in enumerate(_containers(part)):
        keys = {*container, *_APT} if isinstance(container, dict) else {0} if container else set()
        for key, edit in itertools.product(sorted(keys, key=str), ("drop", "empty", "add")):
            edited = copy.deepcopy(part)
            place: Any = list(_containers(edited))[index]
            if edit == "add":
                _add(place, key)
            elif isinstance(place, dict) and key not in place:
                continue
            elif edit == "drop":
                del place[key]
            else:
                place[key] = None
            yield edited


def _add(container: Any, key: Any) -> None:  # noqa: ANN401
    if isinstance(container, dict):
        container[key] = copy.deepcopy(_APT.get(key, container.get(key)))
    else:
        container.append(copy.deepcopy(container[key]))


@st.composite
def _changed_parts(draw: st.DrawFn, part: dict[str, Any]) -> dict[str, Any]:
    """Give a part in which one value or two are others."""
    changed = copy.deepcopy(part)
    for _ in range(draw(st.integers(1, 2))):
        container: Any = draw(st.sampled_from([item for item in _containers(changed) if item]))
        key = draw(st.sampled_from(list(container) if isinstance(container, dict) else range(len(container))))
        container[key] = copy.deepcopy(draw(st.sampled_from(_VALUES) | st.text("aA0-./: é", max_size=5)))
    return changed


def _assert_agreement(kind: str, record: dict[str, Any]) -> None:
    refusals, marks = _refusals(kind, record), _marks(kind, record)
    assert refusals or not marks, (record, marks)
    assert marks or refusals <= _BEYOND_SCHEMA.keys(), (record, refusals)


@pytest.mark.parametrize("name", _PARTS)
def test_editor_and_program_agree_on_each_edit(name: str) -> None:
    """What the program takes no editor marks; what it refuses every editor marks, but for what is beyond a schema."""
    kind, part, make = _PARTS[name]

    for edited in _edits(part):
        _assert_agreement(kind, make(edited))


_ONE_OF_EACH_TYPE = (
    ("model", "name"), ("model", "summary"), ("model", "api_id"), ("model", "successor"), ("model", "status"),
    ("model", "released"), ("model", "knowledge_cutoff"), ("model lists", "rivals"), ("model lists", "capabilities"),
    ("model lists", "introductions"), ("line", "amount"), ("line", "source"), ("line", "currency"), ("score", "score"),
    ("score", "benchmark"), ("condition", "steps"), ("condition", "with_audio"), ("condition", "cache_ttl"),
    ("condition", "prompt_tokens"), ("parameter", "enum"), ("parameter", "type"), ("operation", "path"),
    ("operation", "variables"), ("operation", "body"), ("site", "public_url"), ("site", "locales"),
    ("site", "key_variable"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "key"), _ONE_OF_EACH_TYPE)
def test_editor_and_program_agree_on_each_type(name: str, key: str) -> None:
    """The same holds for each of the values on the edge, in a field of each type."""
    kind, part, make = _PARTS[name]

    for value in _VALUES:
        _assert_agreement(kind, make({**part, key: value}))


@pytest.mark.parametrize("name", _PARTS)
@given(data=st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_editor_and_program_agree_on_any_value(name: str, data: st.DataObject) -> None:
    """The same holds whatever is written in one place or two."""
    kind, part, make = _PARTS[name]

    _assert_agreement(kind, make(data.draw(_changed_parts(part))))


@pytest.mark.parametrize("name", _PARTS)
def test_agreement_starts_from_good_records(name: str) -> None:
    """What is changed is taken by both before."""
    kind, part, make = _PARTS[name]

    assert (_refusals(kind, make(part)), _marks(kind, make(part))) == (set(), [])


@pytest.mark.parametrize("code", _BEYOND_SCHEMA)
def test_what_is_beyond_a_schema_really_is(code: str) -> None:
    """The program refuses the record for just this, and no editor marks it: the list holds nothing that it need not."""
    part, changes = _BEYOND_SCHEMA[code]
    kind, make = _MAKERS[part]

    record = make(changes)

    assert (_refusals(kind, record), _marks(kind, record)) == ({code}, [])


@pytest.mark.parametrize(
    ("name", "key", "entry"),
    [("model", "rivals", "acme/mini"), ("model", "related", "acme/mini"), ("site", "locales", "en")],
)
def test_repeated_text_is_marked(name: str, key: str, entry: str) -> None:
    """Unlike mappings that are alike in a key, texts can be compared by a schema."""
    kind, part, make = _PARTS[name]

    assert len(_marks(kind, make({**part, key: [entry, entry]}))) == 1


def test_repeated_modality_is_marked() -> None:
    """A page shows each kind of input once."""
    record = _make_model({"modalities": {"input": ["text", "text"], "output": ["text"]}})

    assert (_refusals("model", record), len(_marks("model", record))) == ({"entry-duplicate"}, 1)


def test_whole_number_with_a_point_is_not_marked() -> None:
    """`1.0` is an integer for JSON Schema, section 6.1.1, but not for the program, which keeps numbers as written."""
    record = _make_model({"limits": {"context_window_tokens": Decimal("1.0")}})

    assert (_refusals("model", record), _marks("model", record)) == ({"shape"}, [])
