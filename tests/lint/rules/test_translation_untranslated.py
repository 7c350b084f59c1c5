"""What was never translated is told from names, code and words that are the same in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.lint.rules.translation_untranslated import TRANSLATION_UNTRANSLATED
from site_builder.lint.written_text import TextSlip

_SOURCE = "Read the page. Then call the model at once."


@pytest.mark.parametrize(
    ("source", "target", "tag", "found"),
    [
        (_SOURCE, _SOURCE, "ru", _SOURCE),
        (_SOURCE, _SOURCE, "de", _SOURCE),
        (_SOURCE, "Прочитайте страницу. Then call the model at once.", "ru", "Then call the model at once."),
        (_SOURCE, "请阅读页面。Then call this model now.", "zh-Hans", "Then call this model now."),
        (_SOURCE, "Lies die Seite. Then call the model at once.", "de", "Then call the model at once."),
        ("one\ntwo", "- один\n- two of the others", "ru", "- two of the others"),
    ],
)
def test_words_of_the_source_are_reported(
    compare: Callable[..., list[TextSlip]], source: str, target: str, tag: str, found: str
) -> None:
    """The finding is the whole translation, or the one sentence."""
    assert [target[slip.start : slip.end] for slip in compare(TRANSLATION_UNTRANSLATED, source, target, tag)] == [found]


@pytest.mark.parametrize(
    ("source", "target", "tag"),
    [
        (_SOURCE, "Прочитайте страницу. Затем сразу вызовите модель.", "ru"),
        ("Gemini Developer API", "Gemini Developer API", "zh-Hans"),
        ("Humanity's Last Exam", "Humanity's Last Exam", "ru"),
        ("{days} ({zone}) {hours}", "{days} ({zone}) {hours}", "ru"),
        ("`one` of `two or three words`", "`one` / `two or three words`", "ru"),
        ("per token", "за token", "ru"),
        ("See https://a.example/one/two/three.", "См. https://a.example/one/two/three.", "ru"),
        ("Call it. pip install x", "Вызовите. pip install", "ru"),
        (_SOURCE, _SOURCE, "en-GB"),
        (_SOURCE, "Lies die Seite. Rufe dann das Modell sofort auf.", "de"),
        ("Version 2.0 of the model.", "模型的 2.0 版 (release candidate)。", "zh-Hans"),
    ],
)
def test_names_code_and_short_words_are_silent(
    compare: Callable[..., list[TextSlip]], source: str, target: str, tag: str
) -> None:
    """Three ordinary words in a sentence without a letter of the language are too many; fewer are not."""
    assert compare(TRANSLATION_UNTRANSLATED, source, target, tag) == []
