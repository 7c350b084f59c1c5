"""Where a translation stands in its file, and how another one is written there."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Edit, Span
from site_builder.lint.translation_places import locate_translation

_PO = """\
msgid ""
msgstr ""
"Language: ru\\n"

#. summary
msgid "Short"
msgstr "Кратко и ясно"

# a comment
msgid ""
"Long \\"source\\" "
"text"
msgstr ""
"Длинный "
"перевод"

msgid "one"
msgid_plural "many"
msgstr[0] "раз"
msgstr[1] "раза"
"""


@pytest.mark.parametrize(
    ("source", "fragment", "expected"),
    [
        ("Short", "ясно", (7, 18, 4)),
        ("Short", "", (7, 1, 22)),
        ("Short", "нет", (7, 1, 22)),
        ('Long "source" text', "перевод", (15, 2, 7)),
        ('Long "source" text', "Длинный перевод", (13, 1, 9)),
        ("unknown", "x", (1, 1, 1)),
    ],
)
def test_words_are_found_in_their_entry(source: str, fragment: str, expected: tuple[int, int, int]) -> None:
    """Or else its first line is shown; a text that is not there is shown at the top."""
    assert locate_translation("ru.po", _PO, source, fragment, None) == (Span("ru.po", *expected), None)


def test_changed_translation_replaces_the_lines_of_the_old_one() -> None:
    """What follows stays; quotes are escaped."""
    _, edit = locate_translation("ru.po", _PO, 'Long "source" text', "Длинный", 'Новый "перевод"')

    assert edit == Edit(
        "ru.po", edit.start if edit else 0, edit.end if edit else 0,
        'msgstr ""\n"Длинный "\n"перевод"', 'msgstr "Новый \\"перевод\\""',
    )  # fmt: skip
    assert edit is not None
    assert _PO[edit.start : edit.end] == edit.old


def test_text_that_nobody_translates_has_no_edit() -> None:
    """There is nothing to write over."""
    assert locate_translation("ru.po", _PO, "unknown", "", "x") == (Span("ru.po"), None)
