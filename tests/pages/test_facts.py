"""Specifications under their headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.pages.context import ViewContext
from site_builder.pages.facts import FactView, build_specifications, group_facts, pick_strip

Contexts = Mapping[str, ViewContext]


def _facts(context: ViewContext, key: str = "acme/rich") -> tuple[FactView, ...]:
    return build_specifications(context, context.catalog.models[key])


def _shown(fact: FactView) -> str:
    """Give what stands in the cell; exactly one way of saying it is used."""
    ways = [fact.amount and fact.amount.text, fact.text and fact.text.markdown, fact.words]
    given = [way for way in ways if way]
    assert len(given) == 1
    return given[0]


def test_facts_stand_under_their_headings(rich_contexts: Contexts) -> None:
    """The label, unit and group of a fact are those declared beside its field; other facts come last."""
    context = rich_contexts["en"]

    groups = group_facts(context, _facts(context))

    assert [
        (group.id, group.title, [(fact.id, fact.label.markdown, _shown(fact)) for fact in group.facts])
        for group in groups
    ] == [
        (
            "model",
            "Model",
            [
                ("family", "Family", "Acme 2"),
                ("knowledge_cutoff", "Knowledge cutoff", "January 2025"),
                ("architecture", "Base architecture", "Based on nothing"),
            ],
        ),
        (
            "modalities",
            "Inputs and outputs",
            [
                ("reasoning_levels", "Thinking levels", "low, high"),
                ("input_modalities", "Input modalities", "Text, image"),
                ("output_modalities", "Output modalities", "Image, text"),
            ],
        ),
        (
            "limits",
            "Limits",
            [
                ("context_window_tokens", "Context window", "1 token"),
                ("max_input_tokens", "Input limit", "1,000,000 tokens"),
            ],
        ),
        (
            "lifecycle",
            "Lifecycle",
            [("released", "Released", "January 5, 2026"), ("retires", "Retires", "December 31, 2026")],
        ),
        ("other", "More facts", [("fact-1", "Channels", "Web and *phone*")]),
    ]
    assert [fact.id for group in groups for fact in group.facts if fact.code] == ["reasoning_levels"]


def test_every_group_names_the_group_of_its_facts(rich_contexts: Contexts) -> None:
    """No fact gets lost between the list and the headings."""
    context = rich_contexts["en"]
    facts = _facts(context)

    groups = group_facts(context, facts)

    assert {fact.id: fact.group for fact in facts} == {fact.id: group.id for group in groups for fact in group.facts}


def test_heading_without_facts_is_left_out(worded_contexts: Contexts) -> None:
    """A model without a release day and further facts has neither heading; headings are in the page's language."""
    context = worded_contexts["ru"]

    groups = group_facts(context, _facts(context, "acme/mini"))

    assert [(group.id, group.title) for group in groups] == [
        ("model", "Модель"),
        ("modalities", "Ввод и вывод"),
        ("limits", "Пределы"),
    ]
    assert group_facts(context, ()) == ()


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ["200,000 tokens", "1 image"]),
        ("ru", ["200\xa0000 токенов", "1 изображение"]),
        ("zh-Hans", ["200,000 个 token", "1 张图像"]),
    ],
)
def test_number_has_the_unit_of_its_field(worded_contexts: Contexts, tag: str, expected: list[str]) -> None:
    """The number with separators, the unit in the form the number asks for."""
    context = worded_contexts[tag]
    model = context.catalog.models["acme/large"]
    limits = model.limits.model_copy(update={"max_input_images": 1})

    facts = {fact.id: fact for fact in build_specifications(context, model.model_copy(update={"limits": limits}))}

    assert [_shown(facts[name]) for name in ("context_window_tokens", "max_input_images")] == expected
    amount = facts["context_window_tokens"].amount
    assert amount is not None
    assert amount.value == "200000"


@pytest.mark.parametrize("name", ["2026-03", "2026-99", "2026-03-01"])
def test_name_that_looks_like_a_day_stays_a_name(contexts: Contexts, name: str) -> None:
    """How a value is shown depends on its field, not on its letters."""
    context = contexts["en"]
    model = context.catalog.models["acme/large"].model_copy(update={"family": name, "license": name})

    facts = {fact.id: fact for fact in build_specifications(context, model)}

    assert (facts["family"].words, facts["license"].words) == (name, name)


def test_prose_falls_back_visibly(contexts_of: Callable[[Path], Contexts], rich_site: Path) -> None:
    """Untranslated prose carries its language; label and value of a further fact are in one language."""
    context = contexts_of(rich_site)["ru"]

    facts = {fact.id: fact for fact in _facts(context)}

    architecture, extra = facts["architecture"].text, facts["fact-1"].text
    assert architecture is not None
    assert (architecture.markdown, architecture.lang) == ("Based on nothing", "en")
    assert extra is not None
    assert (facts["fact-1"].label.lang, extra.lang) == ("en", "en")


def test_strip_has_what_is_known(rich_contexts: Contexts) -> None:
    """Window, output limit, input, cutoff, release: in this order, without gaps."""
    context = rich_contexts["en"]

    strips = [
        [fact.id for fact in pick_strip(_facts(context, key))] for key in ("acme/rich", "acme/large", "acme/gone")
    ]

    assert strips == [
        ["context_window_tokens", "input_modalities", "knowledge_cutoff", "released"],
        ["context_window_tokens", "max_output_tokens", "input_modalities", "released"],
        ["input_modalities"],
    ]
    assert pick_strip((replace(_facts(context)[0], id="other"),)) == ()
