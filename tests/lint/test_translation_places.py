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

msgid "Escaped"
msgstr ""
"один\\n"
"\\t\\"два\\" три"

msgctxt "menu"
msgid "two"
msgstr "раз два"

msgid "two"
msgstr "два"

msgid "two"
msgstr "2"
"""


@pytest.mark.parametrize(
    ("place", "stretch", "expected"),
    [
        (("Short", 0), (9, 13), (7, 18, 4)),
        (("Short", 0), (0, 0), (7, 1, 22)),
        (("Short", 0), (13, 13), (7, 1, 22)),
        (('Long "source" text', 0), (8, 15), (15, 2, 7)),
        (('Long "source" text', 0), (0, 15), (14, 2, 8)),
        (("Escaped", 0), (6, 11), (25, 4, 7)),
        (("one", 1), (3, 4), (20, 15, 1)),
        (("two", 0), (0, 3), (32, 9, 3)),
        (("unknown", 0), (0, 1), (1, 1, 1)),
    ],
)
def test_words_are_found_in_their_entry(
    place: tuple[str, int], stretch: tuple[int, int], expected: tuple[int, int, int]
) -> None:
    """By where they stand, as they may come twice; what is missing is shown at the first line, no entry at the top."""
    assert locate_translation("ru.po", _PO, place, stretch, None) == (Span("ru.po", *expected), None)


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        (('Long "source" text', 0), 'msgstr ""\n"Длинный "\n"перевод"', 'msgstr "Новый \\"перевод\\""'),
        (("one", 1), 'msgstr[1] "раза"', 'msgstr[1] "Новый \\"перевод\\""'),
    ],
)
def test_changed_translation_replaces_the_lines_of_the_old_one(place: tuple[str, int], old: str, new: str) -> None:
    """What follows stays; quotes are escaped."""
    _, edit = locate_translation("ru.po", _PO, place, (0, 1), 'Новый "перевод"')

    assert edit is not None
    assert edit == Edit("ru.po", edit.start, edit.end, old, new)
    assert _PO[edit.start : edit.end] == old


def test_text_that_nobody_translates_has_no_edit() -> None:
    """There is nothing to write over."""
    assert locate_translation("ru.po", _PO, ("unknown", 0), (0, 1), "x") == (Span("ru.po"), None)
