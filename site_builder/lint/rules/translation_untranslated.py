"""Translations that are still their source, or have a sentence of it left in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.lint.rule import Example, TranslationRule
from site_builder.lint.scripts import own_letters
from site_builder.lint.written_text import TextSlip, Translation

_FEWEST_WORDS = 3
_ORDINARY_WORD = re.compile(r"(?<![\w./{-])[a-zà-öø-ÿ]{2,}(?:['’][a-z]+)?(?![\w/-]|\.\w)")
_SENTENCE = re.compile(r"[^\n.!?。！？]+(?:[.!?](?!\s|$)[^\n.!?。！？]*)*[.!?。！？]*")


def _check(translation: Translation) -> Iterator[TextSlip]:
    source, target = translation.source, translation.target
    letters = own_letters(target.language)
    if source.language == target.language:
        return
    if letters and letters.search(target.prose) and not _ORDINARY_WORD.search(target.prose):
        return  # nearly every translation ends here
    if target.text == source.text:
        if _count_words(source.prose) >= _FEWEST_WORDS:
            yield _slip(translation, 0, len(target.text), "the translation is its source")
        return
    for match in _SENTENCE.finditer(target.prose):
        if _count_words(match[0]) < _FEWEST_WORDS or (letters and letters.search(match[0])):
            continue
        if letters or match[0].strip() in source.prose:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield _slip(translation, start, match.end(), f"a sentence is not in {target.tag}")


def _count_words(prose: str) -> int:
    return len(_ORDINARY_WORD.findall(prose))


def _slip(translation: Translation, start: int, end: int, message: str) -> TextSlip:
    target = translation.target
    return TextSlip(
        start,
        end,
        f"{message}: {target.quote(start, min(end, start + 40))}",
        'translate it; or write `msgstr ""`, and pages show the source, marked as such',
    )


TRANSLATION_UNTRANSLATED = TranslationRule(
    name="translation-untranslated",
    summary="Finds translations that repeat their source, and sentences of it that are left in a translation.",
    why="A page says that it is in the language of the reader, and then is not; no notice marks the foreign sentence.",
    bad=Example(
        "locales/ru/LC_MESSAGES/ui.po", 'msgid "Read the page, then call."\nmsgstr "Read the page, then call."\n'
    ),
    good=Example(
        "locales/ru/LC_MESSAGES/ui.po",
        'msgid "Read the page, then call."\nmsgstr "Прочитайте страницу, затем вызывайте."\n',
    ),
    check=_check,
)
