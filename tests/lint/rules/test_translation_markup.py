"""Code and links are the same in every language, in any order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.lint.rules.translation_markup import TRANSLATION_MARKUP
from site_builder.lint.written_text import TextSlip


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        (
            "Set `top_p`.",
            "Задайте `top_k`.",
            ["the translation lacks code `top_p`", "the translation has code `top_k`, the source has not"],
        ),
        ("Set `a` and `a`.", "Задайте `a`.", ["the translation lacks code `a`"]),
        ("Set it.", "Задайте `a`.", ["the translation has code `a`, the source has not"]),
        (
            "See [it](https://a.example/x).",
            "См. [это](https://b.example/x).",
            [
                "the translation lacks the link to `https://a.example/x`",
                "the translation has the link to `https://b.example/x`, the source has not",
            ],
        ),
        ("At https://a.example/x.", "По адресу.", ["the translation lacks the address `https://a.example/x`"]),
        ("**Fast** answers.", "Быстрые ответы.", ["the translation lacks bold text in `**`"]),
        ("- a\n- b", "- а и б\nв", ["the translation lacks an entry of a list, begun by `-`"]),
    ],
)
def test_lost_and_changed_markup_is_reported(
    compare: Callable[..., list[TextSlip]], source: str, target: str, messages: list[str]
) -> None:
    """What is missing has no place; what is too much has one."""
    assert [slip.message for slip in compare(TRANSLATION_MARKUP, source, target, "ru")] == messages


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Set `a`, then `b`.", "`b` после `a`."),
        ("See [it](https://a.example/x).", "См. [здесь](https://a.example/x)."),
        ("At https://a.example/x.", "По адресу https://a.example/x, и всё."),
        ("See https://a.example/en/ for it.", "完整列表（见 https://a.example/en/）。"),
        ("See https://a.example/en/ for it.", "见“https://a.example/en/”！"),
        ('See "https://a.example/en/".', "См. «https://a.example/en/»."),
        ("**Fast** answers.", "Ответы **быстры**."),
        ("- a\n- b", "- а\n- б"),
        ("Costs 2 * 3 ** 4.", "Стоит 2 * 3 ** 4."),
        ("Plain words.", "Просто слова."),
    ],
)
def test_same_markup_is_silent(compare: Callable[..., list[TextSlip]], source: str, target: str) -> None:
    """Order and words around it are the translator's."""
    assert compare(TRANSLATION_MARKUP, source, target, "ru") == []
