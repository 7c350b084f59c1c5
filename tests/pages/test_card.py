"""What other pages show of a model, and how they learn that it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.pages.card import build_card, build_maker, card_fingerprint
from site_builder.pages.context import ViewContext

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
