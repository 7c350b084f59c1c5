"""Names of models and makers that a translation lost or changed."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import Example, TranslationRule
from site_builder.lint.written_text import TextSlip, Translation


def _check(translation: Translation) -> Iterator[TextSlip]:
    for name in translation.names:
        if name not in translation.target.text:
            yield TextSlip(
                0,
                0,
                f"the source names {name}, the translation does not",
                f"write `{name}` in it, as the maker does",
            )


TRANSLATION_NAMES = TranslationRule(
    name="translation-names",
    summary="Finds translations without the models and makers of the catalog that their source names.",
    why="A name is the same in every language; without it, or under another one, the sentence says something else.",
    bad=Example(
        "locales/ru/LC_MESSAGES/ui.po",
        'msgid "Faster than Acme Large."\nmsgstr "Быстрее, чем Acme Mini."\n',
    ),
    good=Example(
        "locales/ru/LC_MESSAGES/ui.po",
        'msgid "Faster than Acme Large."\nmsgstr "Быстрее, чем Acme Large."\n',
    ),
    check=_check,
)
