"""Two models side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.pages.comparison import build_comparison
from site_builder.pages.context import ViewContext
from site_builder.records.comparison import Comparison

Contexts = Mapping[str, ViewContext]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (
            "en",
            [
                (
                    "Price",
                    "Input $0.000125, Output $3.00 per 1 million tokens",
                    "Input $2.00, Output $8.00 per 1 million tokens",
                    True,
                ),
                ("Context window", "1 token", "200,000 tokens", True),
                ("Input modalities", "Text, image", "Text, image", False),
                ("Speed", "Fast", "Slow", True),
                ("Colour", "Red", "Red", False),
            ],
        ),
        (
            "zh-Hans",
            [
                (
                    "价格",
                    "输入：US$0.000125、输出：US$3.00（每 100 万 token）",
                    "输入：US$2.00、输出：US$8.00（每 100 万 token）",
                    True,
                ),
                ("上下文窗口", "1 个 token", "200,000 个 token", True),
                ("输入模态", "文本、图像", "文本、图像", False),
                ("Speed", "Fast", "Slow", True),
                ("Colour", "Red", "Red", False),
            ],
        ),
    ],
)
def test_facts_are_derived_and_judgements_written(
    rich_contexts: Contexts, tag: str, expected: list[tuple[str, str, str, bool]]
) -> None:
    """Only what both records state is compared; equal sides are marked so."""
    context = rich_contexts[tag]
    view = build_comparison(context, "acme/rich", context.catalog.models["acme/rich"].comparisons[0])

    assert [(row.aspect.markdown, row.this.markdown, row.other.markdown, row.differs) for row in view.rows] == expected
    assert view.other.label == "Acme Large"
    assert view.takeaway.markdown == "Take it."


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (
            "en",
            (
                "Price",
                "Input $2.00, Output $8.00 per 1 million tokens",
                "Input from $0.10, Output Free per 1 million tokens",
            ),
        ),
        (
            "ru",
            (
                "Цена",
                "Ввод 2,00\xa0$, Вывод 8,00\xa0$ за 1 млн токенов",
                "Ввод от 0,10\xa0$, Вывод Бесплатно за 1 млн токенов",
            ),
        ),
        (
            "zh-Hans",
            (
                "价格",
                "输入：US$2.00、输出：US$8.00（每 100 万 token）",
                "输入：起价 US$0.10、输出：免费（每 100 万 token）",
            ),
        ),
    ],
)
def test_prices_are_compared_as_the_language_writes_them(
    contexts_of: Callable[[Path], Contexts], worded_site: Path, tag: str, expected: tuple[str, str, str]
) -> None:
    """With `from` where they depend on conditions and the state where there is no amount; spaces do not break."""
    path = worded_site / "catalog" / "models" / "acme" / "mini.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('input, amount: "0.20"', 'input, amount: "0.10", when: {service_tier: batch}')
    path.write_text(text.replace('output, amount: "0.80"', "output, state: free"), encoding="utf-8")
    context = contexts_of(worded_site)[tag]

    row = build_comparison(context, "acme/large", Comparison(model="acme/mini", takeaway="T.")).rows[0]

    assert (row.aspect.markdown, row.this.markdown, row.other.markdown) == expected


def test_prices_in_different_units_are_not_compared(contexts_of: Callable[[Path], Contexts], small_site: Path) -> None:
    """A sentence has one unit; the table of prices has them all."""
    path = small_site / "catalog" / "models" / "acme" / "mini.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('output, amount: "0.80"', 'output, amount: "0.80", unit: request'), encoding="utf-8")
    context = contexts_of(small_site)["en"]

    view = build_comparison(context, "acme/large", Comparison(model="acme/mini", takeaway="T."))

    assert [row.aspect.markdown for row in view.rows] == ["Context window", "Input modalities"]


def test_model_that_states_little_gives_few_rows(rich_contexts: Contexts) -> None:
    """Without prices and limits only the modalities are left."""
    context = rich_contexts["en"]
    view = build_comparison(context, "acme/rich", context.catalog.models["acme/rich"].comparisons[1])

    assert [row.aspect.markdown for row in view.rows] == ["Input modalities"]
    assert view.other.href == "/en/models/acme/gone/"


def test_hand_written_row_is_in_one_language(rich_contexts: Contexts) -> None:
    """Aspect and both sides fall back together."""
    context = rich_contexts["ru"]
    view = build_comparison(context, "acme/rich", context.catalog.models["acme/rich"].comparisons[0])

    assert {(row.aspect.lang, row.this.lang, row.other.lang) for row in view.rows} == {
        (None, None, None),
        ("en", "en", "en"),
    }
