"""Field tables: the tree of a protocol with what one model does differently."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from site_builder.pages.api import build_api
from site_builder.pages.context import ViewContext
from site_builder.pages.parameters import ParameterView, build_group
from site_builder.records.parameter import AllowedValue, Parameter, ParameterOverride

Contexts = Mapping[str, ViewContext]


def _rows(contexts: Contexts, key: str, tag: str = "en", protocol: int = 0) -> dict[str, ParameterView]:
    model = contexts[tag].catalog.models[key]
    reference = build_api(contexts[tag], model.protocols[protocol]).reference
    return {row.path: row for group in reference.parameters for row in group.rows}


def _row(context: ViewContext, parameter: Parameter, override: ParameterOverride | None = None) -> ParameterView:
    overrides = {parameter.name: override} if override else {}
    return build_group(
        context, "core", "Core", (parameter,), protocol="Chat", anchor="api-x", overrides=overrides
    ).rows[0]


def _decimal(digits: str | None) -> Decimal | None:
    return None if digits is None else Decimal(digits)


def test_tree_becomes_rows_with_their_depth(contexts: Contexts) -> None:
    """Every nested field is a row after its parent; rows of the first level have an anchor."""
    rows = _rows(contexts, "acme/mini")

    assert [(row.path, row.name, row.parent, row.depth, row.anchor) for row in rows.values()] == [
        ("model", "model", "", 0, "api-acme-chat-core-model"),
        ("messages", "messages", "", 0, "api-acme-chat-core-messages"),
        ("messages[].role", "role", "messages[].", 1, ""),
        ("messages[].content", "content", "messages[].", 1, ""),
        ("temperature", "temperature", "", 0, "api-acme-chat-advanced-temperature"),
        ("stream", "stream", "", 0, "api-acme-chat-advanced-stream"),
    ]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("codeExecutionResult", ("code", "Execution", "Result")),
        ("max_output_tokens", ("max_", "output_", "tokens")),
        ("top_p", ("top_", "p")),
        ("n", ("n",)),
        ("URL", ("URL",)),
    ],
)
def test_a_long_name_may_break_between_its_words(contexts: Contexts, name: str, parts: tuple[str, ...]) -> None:
    """A narrow column breaks it there and not a letter before its end."""
    row = _row(contexts["en"], Parameter(name=name, type="number", description="N."))

    assert row.name_parts == parts


def test_protocol_says_what_holds_for_all(contexts: Contexts) -> None:
    """Type, need, default and range come from the protocol; a default of false is one."""
    rows = _rows(contexts, "acme/mini")

    assert [(row.type, row.required, row.default, row.range) for row in rows.values()] == [
        ("string", True, "", ""),
        ("array<object>", True, "", ""),
        ("string", True, "", ""),
        ("string", True, "", ""),
        ("number", False, "1", "0 – 2"),
        ("boolean", False, "false", ""),
    ]
    assert [value.value for value in rows["messages[].role"].values] == ["system", "user", "assistant"]
    assert not any(row.differs or not row.is_supported or row.is_extension for row in rows.values())


def test_model_overrides_what_differs(rich_contexts: Contexts) -> None:
    """A changed bound, default, enum or note is the model's; the rest stays the protocol's."""
    rows = _rows(rich_contexts, "acme/rich")

    temperature, role, stream = rows["temperature"], rows["messages[].role"], rows["stream"]
    assert (temperature.range, temperature.default, temperature.differs) == ("0.1 – 2", "0.5", True)
    assert [constraint.markdown for constraint in temperature.constraints] == ["Loops below."]
    assert ([value.value for value in role.values], role.differs) == (["user", "tool"], True)
    assert (stream.is_supported, stream.differs, stream.default) == (False, True, "false")
    assert not rows["model"].differs


def test_models_do_not_share_what_differs(rich_contexts: Contexts) -> None:
    """Two models of one protocol keep their own tables, in any order."""
    assert _rows(rich_contexts, "acme/large")["temperature"].range == "0 – 1"
    assert _rows(rich_contexts, "acme/rich")["temperature"].range == "0.1 – 2"
    assert _rows(rich_contexts, "acme/mini")["temperature"].range == "0 – 2"


def test_notation_and_example_are_json(rich_contexts: Contexts) -> None:
    """An example is quoted as it is sent."""
    text = _rows(rich_contexts, "acme/rich", protocol=1)["contents[].parts[].text"]

    assert (text.depth, text.format, text.example) == (2, "markdown", '"a \\"b\\""')


def test_ranges_may_be_open(contexts: Contexts) -> None:
    """One bound alone is shown with its sign, and zero is a bound."""
    bounds = [("0", None), (None, "0.50"), ("-1", "1E+1"), (None, None)]
    parameters = [
        Parameter(name="n", type="number", description="N.", min=_decimal(low), max=_decimal(high))
        for low, high in bounds
    ]

    shown = [_row(contexts["en"], parameter).range for parameter in parameters]

    assert shown == ["≥ 0", "≤ 0.50", "-1 – 10", ""]


def test_override_may_set_a_bound_to_zero(contexts: Contexts) -> None:
    """Zero is not taken for nothing."""
    parameter = Parameter(name="n", type="number", description="N.", min=Decimal(-2), max=Decimal(2), default=1)
    override = ParameterOverride(max=Decimal(0), default=0)

    row = _row(contexts["en"], parameter, override)

    assert (row.range, row.default) == ("-2 – 0", "0")


def test_values_keep_their_explanations(contexts: Contexts) -> None:
    """An override chooses among explained values and may add one without an explanation."""
    explained = AllowedValue(value="a", description="Aaa.")
    parameter = Parameter(name="n", type="string", description="N.", enum=(explained, "b"), origin="gateway")

    plain = _row(contexts["en"], parameter)
    narrowed = _row(contexts["en"], parameter, ParameterOverride(enum=("c", "a")))

    assert [(value.value, value.description and value.description.markdown) for value in plain.values] == [
        ("a", "Aaa."),
        ("b", None),
    ]
    assert [(value.value, value.description and value.description.markdown) for value in narrowed.values] == [
        ("c", None),
        ("a", "Aaa."),
    ]
    assert plain.is_extension


CONDITIONS: list[tuple[dict[str, Any], tuple[str, ...], dict[str, str]]] = [
    (
        {"only_with": {"type": "function"}},
        ('type: "function"',),
        {"en": "Only with", "ru": "Только вместе с", "zh-Hans": "仅可与以下字段同用"},
    ),
    (
        {"only_with": {"stream": True, "n": None, "x": Decimal("0.50")}, "required_there": True},
        ("stream: true", "n: null", "x: 0.50"),
        {
            "en": "Only with, and then required",
            "ru": "Обязательно и только вместе с",
            "zh-Hans": "仅在以下情况可用且必填",
        },
    ),
    (
        {"rejected_with": ("top_p", "stop")},
        ("top_p", "stop"),
        {"en": "Not together with", "ru": "Несовместимо с", "zh-Hans": "不可与以下字段同用"},
    ),
    (
        {"families": ("Acme 1", "Acme 2")},
        ("Acme 1", "Acme 2"),
        {
            "en": "Only for models of the family",
            "ru": "Только для моделей семейства",
            "zh-Hans": "仅适用于该系列的模型",
        },
    ),
    (
        {"replaced_by": "reasoning.effort"},
        ("reasoning.effort",),
        {"en": "Use instead", "ru": "Используйте вместо этого", "zh-Hans": "请改用"},
    ),
]


@pytest.mark.parametrize(("fields", "codes", "words"), CONDITIONS, ids=lambda value: next(iter(value)))
def test_condition_is_words_and_code(
    worded_contexts: Contexts, fields: dict[str, Any], codes: tuple[str, ...], words: dict[str, str]
) -> None:
    """The words are in the language of the page, names and values are as they are sent."""
    parameter = Parameter(name="n", type="number", description="N.", **fields)

    shown = {tag: _row(context, parameter).conditions for tag, context in worded_contexts.items()}

    assert {tag: [(item.words, item.codes) for item in items] for tag, items in shown.items()} == {
        tag: [(text, codes)] for tag, text in words.items()
    }


def test_conditions_stand_in_their_order(contexts: Contexts) -> None:
    """All that hold are shown; a field without any has none."""
    fields = {name: value for row, _, _ in CONDITIONS for name, value in row.items() if name != "required_there"}

    rows = [
        _row(contexts["en"], Parameter(name="n", type="number", description="N.", **extra)) for extra in (fields, {})
    ]

    assert [[item.words for item in row.conditions] for row in rows] == [
        ["Only with", "Not together with", "Only for models of the family", "Use instead"],
        [],
    ]


def test_value_that_may_be_null_says_so(contexts: Contexts) -> None:
    """The type has both, and notation and example stand beside it."""
    parameter = Parameter(
        name="n", type="string", description="N.", nullable=True, format="date-time", example={"a": [1, None]}
    )

    row = _row(contexts["en"], parameter)

    assert (row.type, row.format, row.example) == ("string | null", "date-time", '{"a": [1, null]}')
    assert _row(contexts["en"], parameter.model_copy(update={"nullable": False})).type == "string"


def test_note_of_a_model_follows_the_constraints(contexts: Contexts) -> None:
    """What holds for all models comes first."""
    parameter = Parameter(name="n", type="number", description="N.", constraints=("One.", "Two."))

    rows = [_row(contexts["en"], parameter, override) for override in (None, ParameterOverride(note="Own."))]

    assert [[text.markdown for text in row.constraints] for row in rows] == [["One.", "Two."], ["One.", "Two.", "Own."]]


def test_descriptions_are_translated(contexts: Contexts) -> None:
    """Text is in the language of the page, names and anchors are not."""
    english, russian = _rows(contexts, "acme/large"), _rows(contexts, "acme/large", "ru")

    assert russian["temperature"].description.markdown == "Насколько случаен ответ."
    assert [(row.path, row.anchor) for row in english.values()] == [(row.path, row.anchor) for row in russian.values()]
