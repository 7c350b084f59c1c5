"""Words of a locale, and prose that falls back visibly."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer, split_blocks
from site_builder.i18n.messages import no_messages, read_messages
from site_builder.i18n.text import Text

PO = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"

msgid "Price"
msgstr "Цена"

msgid "{count} model"
msgid_plural "{count} models"
msgstr[0] "{count} модель"
msgstr[1] "{count} модели"
msgstr[2] "{count} моделей"

msgid "Up to {count}"
msgstr "До {count}"

msgid "First block."
msgstr "Первый блок."

msgid "Second block."
msgstr "Второй блок."
"""


def _localizer(tag: str = "ru", source_tag: str = "en") -> Localizer:
    messages = read_messages("x.po", PO.encode(), "ru")
    assert messages.diagnostics == ()
    return Localizer(Locale(tag, tag[:2], tag), source_tag, messages, messages)


def test_interface_words_are_translated_and_filled_in() -> None:
    """A word without a translation stays English."""
    localizer = _localizer()

    assert localizer.ui("Price") == "Цена"
    assert localizer.ui("Up to {count}", count="{Price}") == "До {Price}"
    assert localizer.ui("Unknown {name}", name="x") == "Unknown x"


@pytest.mark.parametrize(("count", "expected"), [(1, "1 модель"), (2, "2 модели"), (5, "5 моделей"), (21, "21 модель")])
def test_counts_are_in_the_right_form(count: int, expected: str) -> None:
    """The count is chosen by number and shown as text."""
    assert _localizer().plural("{count} model", "{count} models", count, count=str(count)) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "Text, Image"), ("ru", "Text, Image"), ("zh-Hans", "Text、Image"), ("ja", "Text、Image")],
)
def test_words_are_joined_as_the_language_does(tag: str, expected: str) -> None:
    """Chinese and Japanese have a comma of their own."""
    localizer = replace(_localizer(), locale=Locale(tag, "x", "X"))

    assert localizer.join(["Text", "Image"]) == expected
    assert localizer.join(["Text"]) == "Text"
    assert localizer.join([]) == ""


def test_translated_prose_has_no_language_of_its_own() -> None:
    """It is in the language of the page."""
    assert _localizer().text("First block.") == Text("Первый блок.")


def test_untranslated_prose_falls_back_with_its_language() -> None:
    """A screen reader learns what language it hears."""
    assert _localizer().text("Nobody translated this.") == Text("Nobody translated this.", "en")


def test_source_language_needs_no_translation() -> None:
    """In the language of the records prose is what the author wrote, even if a file says otherwise."""
    assert _localizer("en").text("First block.") == Text("First block.")


def test_texts_that_belong_together_fall_back_together() -> None:
    """A translated question never has an untranslated answer."""
    localizer = _localizer()

    assert localizer.texts("First block.", "Second block.") == (Text("Первый блок."), Text("Второй блок."))
    assert localizer.texts("First block.", "Untranslated.") == (
        Text("First block.", "en"),
        Text("Untranslated.", "en"),
    )
    assert localizer.texts() == ()


def test_memory_for_texts_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many texts a site has, each is found, whether it is still remembered or not."""
    monkeypatch.setattr("site_builder.i18n.localizer._REMEMBERED_TEXTS", 1)
    localizer = _localizer()

    found = [localizer.text(prose) for prose in ("First block.", "Second block.", "First block.")]

    assert found == [Text("Первый блок."), Text("Второй блок."), Text("Первый блок.")]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("First block.\n\nSecond block.", Text("Первый блок.\n\nВторой блок.")),
        ("First block.\n\n\n \n\nSecond block.", Text("Первый блок.\n\nВторой блок.")),
        ("First block.\n\nUntranslated.", Text("First block.\n\nUntranslated.", "en")),
        ("First block.\nSecond block.", Text("First block.\nSecond block.", "en")),
    ],
)
def test_blocks_are_translated_one_by_one(prose: str, expected: Text) -> None:
    """One missing block keeps the whole text in the source language."""
    assert _localizer().text(prose) == expected


def test_language_without_messages_is_the_source() -> None:
    """Without any file everything shows in the source language."""
    localizer = Localizer(Locale("de", "de", "Deutsch"), "en", no_messages(), no_messages())

    assert localizer.ui("Price") == "Price"
    assert localizer.plural("{count} model", "{count} models", 1, count="1") == "1 model"
    assert localizer.text("First block.") == Text("First block.", "en")


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("a", ("a",)),
        ("", ("",)),
        (" \n a \n ", ("a",)),
        ("a\nb", ("a\nb",)),
        ("a\n\nb", ("a", "b")),
        ("a\n\n\n\nb", ("a", "b")),
        ("a\n \t\n \nb", ("a", "b")),
        ("- a\n- b\n\nc", ("- a\n- b", "c")),
        ("```\na\n\nb\n```\n\nc", ("```\na\n\nb\n```", "c")),
        ("x\n\n```python\na\n\nb\n\nc\n```", ("x", "```python\na\n\nb\n\nc\n```")),
        ("a ```b``` c\n\nd", ("a ```b``` c", "d")),
        ("```\nnever closed\n\nb", ("```\nnever closed\n\nb",)),
        ("~~~ text `x`\na\n\nb\n~~~\n\nc", ("~~~ text `x`\na\n\nb\n~~~", "c")),
        ("~~~\na\n\n```\n\nb\n~~~\n\nc", ("~~~\na\n\n```\n\nb\n~~~", "c")),
        ("````\na\n\n```\n\nb\n````\n\nc", ("````\na\n\n```\n\nb\n````", "c")),
        ("1. x\n   ```\n   a\n\n   b\n   ```\n\nc", ("1. x\n   ```\n   a\n\n   b\n   ```", "c")),
        ("- ~~~\n  a\n\n  b\n  ~~~\n\nc", ("- ~~~\n  a\n\n  b\n  ~~~", "c")),
        ("a ~~~\n\nb", ("a ~~~", "b")),
        ("~~~\na\n~~~\n\n\nb", ("~~~\na\n~~~", "b")),
    ],
)
def test_prose_is_split_at_blank_lines_outside_of_code(prose: str, expected: tuple[str, ...]) -> None:
    """A block of code is one message, however many blank lines it has."""
    assert split_blocks(prose) == expected


@settings(deadline=None)
@given(st.text(alphabet="ab`~ \n\t"))
def test_blocks_lose_nothing_but_blank_lines(prose: str) -> None:
    """All other characters are in the blocks, in order, and splitting again changes nothing."""
    blocks = split_blocks(prose)

    assert "".join("\n\n".join(blocks).split()) == "".join(prose.split())
    assert split_blocks("\n\n".join(blocks)) == tuple(block.strip("\n") for block in blocks) or re.search("[`~]", prose)
