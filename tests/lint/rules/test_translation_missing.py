"""Texts without a current translation are counted once per locale."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.build.inputs import read_site
from site_builder.diagnostics import Diagnostic, Severity


def _findings(site: Path) -> list[Diagnostic]:
    return [item for item in read_site(site)[1] if item.code == "translation-missing"]


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_complete_translations_are_silent(small_site: Path) -> None:
    """Every text of the small site has all its translations."""
    assert _findings(small_site) == []


def test_missing_and_empty_translations_are_counted(small_site: Path) -> None:
    """The first text is quoted; the source locale needs none."""
    russian = small_site / "locales/ru/LC_MESSAGES/catalog.po"
    _change(russian, 'msgid "The key is wrong."\nmsgstr "Неверный ключ."\n\n', "")
    _change(russian, 'msgstr "Викторина"', 'msgstr ""')

    (found,) = _findings(small_site)

    assert found.severity is Severity.WARNING
    assert (found.span.path, found.message) == (
        "locales/ru/LC_MESSAGES/catalog.po",
        "2 of 40 texts of the catalog have no current translation, e.g. “The key is wrong.”",
    )


def test_fuzzy_translation_does_not_count(small_site: Path) -> None:
    """Its source has changed since, so it may be wrong."""
    _change(small_site / "locales/zh-Hans/LC_MESSAGES/catalog.po", 'msgid "Quiz"', '#, fuzzy\nmsgid "Quiz"')

    (found,) = _findings(small_site)

    assert found.message == "1 of 40 texts of the catalog have no current translation, e.g. “Quiz”"


def test_long_text_is_quoted_short(small_site: Path) -> None:
    """One line is enough to find it."""
    _change(small_site / "catalog/site.yaml", "Two models behind one key.", "Two models behind one key, " * 5)

    quoted = {item.message.partition("e.g. ")[2] for item in _findings(small_site)}

    assert quoted == {"“Two models behind one key, Two models behind one key, Two m…”"}


def test_broken_file_is_not_also_called_incomplete(small_site: Path) -> None:
    """One mistake is one finding."""
    _change(small_site / "locales/ru/LC_MESSAGES/catalog.po", 'msgstr "Викторина"', 'msgstr "Викторина {name}"')

    assert _findings(small_site) == []
    assert [item.code for item in read_site(small_site)[1]] == ["po-placeholders"]


def test_untranslated_interface_is_counted_too(small_site: Path) -> None:
    """A language that nobody has translated the interface to is not published without a word."""
    (small_site / "locales/ar").mkdir()
    (small_site / "locales/ar/locale.yaml").write_text("name: العربية\nslug: ar\n", encoding="utf-8")
    _change(small_site / "catalog/site.yaml", "source_locale: en", "source_locale: ar")
    _change(small_site / "catalog/site.yaml", "[zh-Hans, ru, en]", "[ar]")

    (found,) = _findings(small_site)

    assert (found.severity, found.span.path) == (Severity.WARNING, "locales/ar/LC_MESSAGES/ui.po")
    assert re.sub(r"\d+", "N", found.message.partition(", e.g.")[0]) == (
        "N of N texts of the interface have no current translation"
    )
    assert found.why == "pages show them in English"


def test_interface_below_the_minimum_is_an_error_instead(small_site: Path) -> None:
    """Where the policy is to fail, what falls short is told once."""
    (small_site / "locales/ar").mkdir()
    (small_site / "locales/ar/locale.yaml").write_text("name: العربية\nslug: ar\n", encoding="utf-8")
    _change(small_site / "catalog/site.yaml", "[zh-Hans, ru, en]", "[ar, en]\ntranslations: {below: fail}")

    assert _findings(small_site) == []
