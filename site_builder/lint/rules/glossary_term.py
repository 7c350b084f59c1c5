"""Translations that do not speak in the terms of their locale's glossary."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.diagnostics import Severity
from site_builder.lint.glossary_use import find_glossary_slips
from site_builder.lint.rule import Example, TranslationRule
from site_builder.lint.written_text import TextSlip, Translation


def _check(translation: Translation) -> Iterator[TextSlip]:
    target = translation.target.text
    for slip in find_glossary_slips(translation.source.text, target, translation.terms):
        term, accepted = slip.term.term, ", ".join(f"“{form}”" for form in slip.term.accepted)
        said = f"“{slip.avoided}” is to be avoided for “{term}”" if slip.avoided else f"“{term}” is not said as usual"
        start = max(0, target.find(slip.avoided)) if slip.avoided else 0
        end = start + len(slip.avoided or "")
        note = f" ({slip.term.note})" if slip.term.note else ""
        yield TextSlip(start, end, said, f"write {accepted}{note}, or add the form to the glossary of the locale")


GLOSSARY_TERM = TranslationRule(
    name="glossary-term",
    summary="Finds translations that render a term otherwise than the glossary of their locale says.",
    why="A reader takes two words for two things; one term has one name on all pages of a language.",
    bad=Example("locales/ru/glossary.yaml", "terms:\n  - {term: model, use: [моделирован], avoid: [модел]}\n"),
    good=Example("locales/ru/glossary.yaml", "terms:\n  - {term: model, use: [модел]}\n"),
    severity=Severity.WARNING,
    check=_check,
)
