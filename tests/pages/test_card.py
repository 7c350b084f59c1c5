"""What other pages show of a model, and how they learn that it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.pages.card import build_card, build_headline_prices, build_maker, card_fingerprint
from site_builder.pages.context import ViewContext
from site_builder.records.pricing import Pricing

Contexts = Mapping[str, ViewContext]


def test_card_has_the_headline_facts(contexts: Contexts) -> None:
    """Prices per million tokens, window, modalities and status, as the language writes them."""
    card = build_card(contexts["ru"], "acme/large")

    assert (card.name, card.api_id, card.href) == ("Acme Large", "acme-large", "/ru/models/acme/large/")
    assert (card.status.id, card.status.label) == ("stable", "Стабильная")
    assert card.input_price is not None
    assert (card.input_price.value, card.input_price.text) == ("2.00", "2,00\xa0$")
    assert card.output_price is not None
    assert card.output_price.text == "8,00\xa0$"
    assert card.context is not None
    assert (card.context.value, card.context.text) == ("200000", "200\xa0000")
    assert (card.modalities, card.output_modalities) == (("Текст", "Изображения"), ("Текст",))
    assert card.released is not None
    assert card.released.iso == "2026-03-03"
    assert card.summary.markdown == "Вдумчивая модель для трудных вопросов."


def test_card_of_a_model_that_states_little(rich_contexts: Contexts) -> None:
    """Missing is not zero."""
    card = build_card(rich_contexts["en"], "acme/gone")

    assert (card.input_price, card.output_price, card.context, card.released) == (None, None, None, None)


def test_price_of_another_unit_is_no_token_price(contexts: Contexts) -> None:
    """A column of prices per million tokens has nothing else in it."""
    context = contexts["en"]
    model = context.catalog.models["acme/large"]
    assert model.pricing is not None
    line = model.pricing.lines[0].model_copy(update={"unit": "request"})
    pricing = model.pricing.model_copy(update={"lines": (line,)})
    models = {"acme/large": model.model_copy(update={"pricing": pricing})}
    changed = replace(context, catalog=replace(context.catalog, models=models), _shared={})

    card = build_card(changed, "acme/large")

    assert (card.input_price, card.output_price) == (None, None)


def _headline(context: ViewContext, kind: str, *lines: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Give meter, prefix, price or state, and unit of the headline of a model with these prices."""
    head = {"currency": "USD", "source": "https://acme.example.com/pricing", "checked": "2026-11-01"}
    pricing = Pricing.model_validate({**head, "lines": lines})
    model = context.catalog.models["acme/large"].model_copy(update={"kind": kind, "pricing": pricing})
    return [
        (entry.meter, entry.prefix, entry.amount.text if entry.amount else entry.state, entry.unit)
        for entry in build_headline_prices(context, model)
    ]


INPUT, OUTPUT = {"meter": "input", "amount": "2"}, {"meter": "output", "amount": "8"}
IMAGE, IMAGE_OUTPUT = {"meter": "image", "amount": "0.04"}, {"meter": "image_output", "amount": "120"}


@pytest.mark.parametrize(
    ("kind", "lines", "meters"),
    [
        ("chat", [IMAGE, OUTPUT, INPUT], ["input", "output"]),
        ("embedding", [INPUT, OUTPUT], ["input"]),
        ("image", [INPUT, OUTPUT, IMAGE_OUTPUT, IMAGE], ["image", "image_output"]),
        ("image", [INPUT, OUTPUT, IMAGE_OUTPUT], ["image_output", "input"]),
        (
            "video",
            [INPUT, {"meter": "video_output", "amount": "3"}, {"meter": "video", "amount": "1"}],
            ["video", "video_output"],
        ),
        ("speech", [INPUT, {"meter": "speech", "amount": "15"}, OUTPUT], ["speech", "input"]),
        ("transcription", [OUTPUT, {"meter": "audio_input", "amount": "1"}, INPUT], ["audio_input", "input"]),
        ("chat", [IMAGE], []),
    ],
)
def test_headline_is_what_a_kind_of_model_is_billed_by(
    contexts: Contexts, kind: str, lines: list[dict[str, Any]], meters: list[str]
) -> None:
    """At most two prices, the main one of the kind first, whatever the order of the record."""
    assert [entry[0] for entry in _headline(contexts["en"], kind, *lines)] == meters


def _image(amount: str | None, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML value
    return {"meter": "image", "amount": amount, **fields}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [_image("0.17", when={"quality": "high"}), _image("0.01", when={"quality": "low"})],
            ("image", "from", "$0.01", "per image"),
            id="lowest of the conditional prices",
        ),
        pytest.param(
            [_image("0.01", when={"quality": "low"}), _image("0.04")],
            ("image", "", "$0.04", "per image"),
            id="normal price although another is lower",
        ),
        pytest.param(
            [_image("0.17", when={"quality": "high"})], ("image", "from", "$0.17", "per image"), id="only one"
        ),
        pytest.param(
            [_image(None, state="unknown", when={"quality": "low"}), _image("0.17", when={"quality": "high"})],
            ("image", "from", "$0.17", "per image"),
            id="unknown is not the lowest",
        ),
        pytest.param(
            [_image("0.17", when={"quality": "high"}), _image(None, state="free", when={"quality": "low"})],
            ("image", "from", "Free", ""),
            id="free is the lowest",
        ),
        pytest.param(
            [
                _image("0.17", when={"quality": "high"}),
                _image("0.02", unit="million_pixels", when={"quality": "low"}),
                _image("0.03", currency="EUR", when={"quality": "low"}),
            ],
            ("image", "from", "$0.17", "per image"),
            id="other units and currencies cannot be compared",
        ),
        pytest.param([_image(None, state="variable")], ("image", "", "Depends on the call", ""), id="state"),
        pytest.param(
            [_image("0.09", valid_to="2026-10-31"), _image("0.05", valid_from="2026-11-01")],
            ("image", "", "$0.05", "per image"),
            id="current price",
        ),
    ],
)
def test_headline_is_the_normal_price_or_the_lowest(
    contexts: Contexts, lines: list[dict[str, Any]], expected: tuple[str, str, str, str]
) -> None:
    """A price that depends on conditions is marked as the lowest one."""
    context = contexts["en"]

    assert _headline(context, "image", *lines) == [expected]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ("image", "from", "$0.01", "per image")),
        ("ru", ("image", "от", "0,01\xa0$", "за изображение")),
        ("zh-Hans", ("image", "起价", "US$0.01", "每张图像")),
    ],
)
def test_headline_is_in_the_words_of_the_language(
    worded_contexts: Contexts, tag: str, expected: tuple[str, str, str, str]
) -> None:
    """Prefix, amount and unit."""
    assert _headline(worded_contexts[tag], "image", _image("0.01", when={"quality": "low"})) == [expected]


def test_maker_has_a_mark(contexts: Contexts) -> None:
    """Its first letter and a hue that depends on nothing but its id."""
    maker = build_maker(contexts["en"], "acme")

    assert (maker.name, maker.monogram, maker.href) == ("Acme", "A", "/en/providers/acme/")
    assert maker.hue == 2
    assert maker.hue == build_maker(contexts["ru"], "acme").hue


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("A careful model", "A careless model", True),
        ('amount: "2.00"', 'amount: "2.01"', True),
        ("status: stable", "status: preview", True),
        ("status: stable", "status: stable\nkind: image", True),
        ("family: Acme 1", "family: Acme 2", True),
        ("output: [text]", "output: [text, image]", True),
        ("- {meter: output", "- {meter: output, valid_from: 2026-01-01", True),
        ("streaming: yes", "streaming: no", True),
        ("acme-large-latest, kind", "acme-large-newest, kind", False),
        ("rivals: [acme/mini]", "introductions: {api: Here.}\nrivals: [acme/mini]", False),
        ("200000", "200001", True),
        ('score: "86.9"', 'score: "87.0"', True),
        ("name: Acme Large", "name: Acme Larger", True),
        ("api_id: acme-large", "api_id: acme-larger", True),
        ("released: 2026-03-03", "released: 2026-03-04", True),
        ("Yes, it can.", "No, it cannot.", False),
        ("updated: 2026-03-20", "updated: 2026-03-21", False),
        ("rivals: [acme/mini]", "rivals: []", False),
        ("# nothing", "# a comment", False),
    ],
)
def test_fingerprint_follows_what_the_card_shows(small_site: Path, old: str, new: str, *, changes: bool) -> None:
    """Other pages are rendered again when what they show of a model changed, and only then."""
    path = small_site / "catalog" / "models" / "acme" / "large.yaml"
    text = path.read_text(encoding="utf-8") + "# nothing\n"
    assert old in text

    prints = []
    for content in (text, text.replace(old, new)):
        path.write_text(content, encoding="utf-8")
        catalog = load_catalog(small_site).catalog
        assert catalog is not None
        prints.append(card_fingerprint(catalog.models["acme/large"]))

    assert (prints[0] != prints[1]) is changes
