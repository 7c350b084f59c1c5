"""PO files: what is used of them, and what is said about broken ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.diagnostics import Span
from site_builder.i18n.messages import fill_placeholders, no_messages, placeholders, read_messages

PATH = "locales/ru/LC_MESSAGES/ui.po"
HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

"""
"""Five lines; what follows starts on line 6."""
MODELS = """msgid "{count} model"
msgid_plural "{count} models"
msgstr[0] "{count} модель"
msgstr[1] "{count} модели"
msgstr[2] "{count} моделей"
"""


def _read(text: str) -> dict[str, str]:
    messages = read_messages(PATH, text.encode(), "ru")
    assert {item.code for item in messages.diagnostics} <= {"po-only-fuzzy"}
    return dict(messages.singular)


def _header(content_type: str = "text/plain; charset=UTF-8", plural_forms: str = "") -> str:
    plural = f'"Plural-Forms: {plural_forms}\\n"\n' if plural_forms else ""
    return f'msgid ""\nmsgstr ""\n"Content-Type: {content_type}\\n"\n{plural}\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        (HEADER, {}),
        ('msgid "a"\nmsgstr "б"\n', {"a": "б"}),
        (HEADER + 'msgid "a"\nmsgstr "б"', {"a": "б"}),
        (HEADER + 'msgid "a"\n"b"\nmsgstr ""\n"в"\n"г\\n"\n"д \\"е\\" \\\\"\n', {"ab": 'вг\nд "е" \\'}),
        (HEADER + '#, fuzzy\nmsgid "a"\nmsgstr "б"\n', {}),
        (HEADER + '#, fuzzy, python-brace-format\n#| msgid "c"\nmsgid "a"\nmsgstr "б"\n', {}),
        (HEADER + 'msgid "a"\nmsgstr ""\n', {}),
        (HEADER + '#~ msgid "a"\n#~ msgstr "б"\n', {}),
        (HEADER + '#~| msgid "x"\n#~ msgid "a"\n#~ msgstr "б"\n\nmsgid "b"\nmsgstr "в"\n', {"b": "в"}),
        (HEADER + 'msgctxt "menu"\nmsgid "a"\nmsgstr "б"\n', {}),
        (HEADER + '# by hand\n#. from code\n#: a.py:1 b c.yaml:x\n#,\nmsgid "a"\nmsgstr "б"\n', {"a": "б"}),
        (HEADER + 'msgid "{x} and {y}"\nmsgstr "{y} и {x}"\n', {"{x} and {y}": "{y} и {x}"}),
        (HEADER + 'msgid "{X} {1} {}"\nmsgstr "нет"\n', {"{X} {1} {}": "нет"}),
        ("\ufeff" + HEADER + 'msgid "a"\nmsgstr "б"\n', {"a": "б"}),
        ((HEADER + 'msgid "a"\nmsgstr "б"\n').replace("\n", "\r\n"), {"a": "б"}),
        (_header("text/plain; charset=utf8") + 'msgid "a"\nmsgstr "б"\n', {"a": "б"}),
        (_header("text/plain") + 'msgid "a"\nmsgstr "б"\n', {"a": "б"}),
    ],
)
def test_translations_in_use(text: str, expected: dict[str, str]) -> None:
    """Fuzzy, empty and obsolete entries are not used, nor are those with a context."""
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "{count} моделей"),
        (1, "{count} модель"),
        (2, "{count} модели"),
        (5, "{count} моделей"),
        (11, "{count} моделей"),
        (12, "{count} моделей"),
        (21, "{count} модель"),
        (22, "{count} модели"),
        (111, "{count} моделей"),
        (1000000, "{count} моделей"),
    ],
)
def test_russian_plurals(count: int, expected: str) -> None:
    """The form follows the last digits."""
    messages = read_messages(PATH, (HEADER + MODELS).encode(), "ru")

    assert messages.diagnostics == ()
    assert messages.choose_plural("{count} model", "{count} models", count) == expected


def test_plural_rule_of_the_language_where_the_header_has_none() -> None:
    """A file without `Plural-Forms` has those of CLDR."""
    messages = read_messages(PATH, (_header() + MODELS).encode(), "ru")

    assert messages.diagnostics == ()
    assert messages.choose_plural("{count} model", "{count} models", 5) == "{count} моделей"


def test_chinese_has_one_form() -> None:
    """One form serves every count."""
    text = _header(plural_forms="nplurals=1; plural=0;") + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "个"\n'
    messages = read_messages(PATH, text.encode(), "zh_Hans")

    assert [messages.choose_plural("a", "b", count) for count in (0, 1, 7)] == ["个", "个", "个"]


@pytest.mark.parametrize(
    "entry",
    [
        "",
        MODELS.replace("{count} модель", "").replace("{count} модели", "").replace("{count} моделей", ""),
        "#, fuzzy\n" + MODELS,
        'msgctxt "x"\n' + MODELS,
        'msgid "{count} model"\nmsgstr "{count} модель"\n',
    ],
)
@pytest.mark.parametrize(("count", "expected"), [(1, "{count} model"), (21, "{count} models"), (0, "{count} models")])
def test_untranslated_count_is_english(entry: str, count: int, expected: str) -> None:
    """The source text is chosen by the English rule, not by that of the locale."""
    messages = read_messages(PATH, (HEADER + entry).encode(), "ru")

    assert messages.choose_plural("{count} model", "{count} models", count) == expected


def test_half_translated_count_uses_what_there_is() -> None:
    """A form without a translation falls back alone."""
    entry = MODELS.replace("{count} модель", "").replace("{count} моделей", "")
    messages = read_messages(PATH, (HEADER + entry).encode(), "ru")

    shown = [messages.choose_plural("{count} model", "{count} models", count) for count in (1, 2, 5, 21)]

    assert shown == ["{count} model", "{count} модели", "{count} models", "{count} models"]


@pytest.mark.parametrize(
    ("entry", "line", "names"),
    [
        ('msgid "a {x}"\nmsgstr "б {y}"\n', 6, "{x}, {y}"),
        ('msgid "a {x}"\nmsgstr "б"\n', 6, "{x}"),
        ('msgid "a"\nmsgstr "б"\n\nmsgid "b"\nmsgstr "в {y}"\n', 9, "{y}"),
        (MODELS.replace("{count} модели", "{cuont} модели"), 6, "{count}, {cuont}"),
        (MODELS.replace("{count} модель", "одна модель"), 6, "{count}"),
    ],
)
def test_wrong_placeholders_are_reported(entry: str, line: int, names: str) -> None:
    """A value that would be lost, or braces that would show, are an error at the entry."""
    messages = read_messages(PATH, (HEADER + entry).encode(), "ru")

    assert [(item.code, item.span.path, item.span.line) for item in messages.diagnostics] == [
        ("po-placeholders", PATH, line)
    ]
    assert messages.diagnostics[0].message.endswith(f"do not have the same placeholders: {names}")
    assert entry.split('"')[1] not in messages.singular or "b" in entry


@pytest.mark.parametrize(
    ("entry", "line", "reason"),
    [
        ('msgid "a\nmsgstr "b"\n', 6, "the line is neither a comment, nor a keyword with a text in quotes"),
        ('msgid "a"\nmsgstr b\n', 7, "the line is neither a comment, nor a keyword with a text in quotes"),
        ('msgid "a"\nmsgstr "b" "c"\n', 7, "the line is neither a comment, nor a keyword with a text in quotes"),
        ('msgid "a"\nmsgstr "b\\"\n', 7, "the line is neither a comment, nor a keyword with a text in quotes"),
        ("hello\n", 6, "the line is neither a comment, nor a keyword with a text in quotes"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n', 8, "the line is neither a comment, nor a keyword with a text"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 7, "`msgid` cannot stand here"),
        ('msgstr "c"\n', 6, "`msgstr` cannot stand here"),
        ('msgid "a"\nmsgstr[0] "c"\n', 7, "`msgstr` cannot stand here"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 8, "`msgstr` cannot stand here"),
        ('msgid[0] "a"\n', 6, "`msgid` cannot stand here"),
        ('msgid "a"\n', 6, "missing msgstr for msgid 'a'"),
        ('msgid\t"a"\nmsgstr "b"\n', 6, "Unknown or misformatted keyword"),
    ],
)
def test_broken_syntax_is_reported_where_it_is(entry: str, line: int, reason: str) -> None:
    """The first broken line is named, and nothing of the file is used."""
    messages = read_messages(PATH, (HEADER + entry).encode(), "ru")

    assert [(item.code, item.span.path, item.span.line) for item in messages.diagnostics] == [("po-syntax", PATH, line)]
    assert messages.diagnostics[0].message.startswith(f"the file cannot be read: {reason}")
    assert dict(messages.singular) == {}
    assert messages.choose_plural("{count} model", "{count} models", 2) == "{count} models"


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        (MODELS + 'msgstr[3] "{count}"\n', "msgstr[0], msgstr[1], msgstr[2], msgstr[3]"),
        (MODELS.replace('msgstr[2] "{count} моделей"\n', ""), "msgstr[0], msgstr[1]"),
        (MODELS.replace("msgstr[1]", "msgstr[2]"), "msgstr[0], msgstr[2], msgstr[2]"),
    ],
)
def test_wrong_number_of_plural_forms_is_reported_at_the_entry(entry: str, written: str) -> None:
    """The entry is left out with its comments and flags; the rest of the file is used."""
    text = f'{HEADER}# by hand\n#, fuzzy\n{entry}\nmsgid "a"\nmsgstr "б"\n'

    messages = read_messages(PATH, text.encode(), "ru")

    (problem,) = messages.diagnostics
    assert (problem.code, problem.span.line, problem.severity) == ("po-plural-forms", 8, "warning")
    assert problem.message == f"`{{count}} model` has {written}, and the header says nplurals=3"
    assert dict(messages.singular) == {"a": "б"}
    assert messages.stale == frozenset()
    assert messages.choose_plural("{count} model", "{count} models", 2) == "{count} models"


def test_of_two_translations_the_first_is_used_as_it_is() -> None:
    """Neither a mark on the second nor its plural takes anything from the first."""
    second = '#, fuzzy\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n'
    text = f'{HEADER}msgid "a"\nmsgstr "б"\n\n{second}\nmsgid "c"\nmsgstr "в"\n'

    messages = read_messages(PATH, text.encode(), "ru")

    assert [(item.code, item.span.line) for item in messages.diagnostics] == [("po-duplicate", 10)]
    assert dict(messages.singular) == {"a": "б", "c": "в"}
    assert messages.stale == frozenset()


def test_a_text_that_is_translated_twice_is_reported() -> None:
    """The second entry is named, and the first; the same text in another context is another text."""
    entry = 'msgid "a"\n"b"\nmsgstr "б"\n\n'
    text = f'{HEADER}{entry}msgctxt "x"\n{entry}msgid "ab"\nmsgstr "в"\n'

    messages = read_messages(PATH, text.encode(), "ru")

    assert [(item.code, item.span.line, item.message) for item in messages.diagnostics] == [
        ("po-duplicate", 15, "`ab` is translated a second time, after line 6")
    ]
    assert dict(messages.singular) == {"ab": "б"}


def test_a_file_that_is_wholly_in_doubt_is_reported() -> None:
    """Nothing of it is shown, which its author may not expect; the line of the first entry is named."""
    text = f'{HEADER}#, fuzzy\nmsgid "a"\nmsgstr "б"\n\nmsgid "b"\nmsgstr ""\n\n#, fuzzy\n{MODELS}'

    messages = read_messages(PATH, text.encode(), "ru")

    assert [(item.code, item.span.line) for item in messages.diagnostics] == [("po-only-fuzzy", 7)]
    assert messages.stale == {"a", "{count} model"}
    assert read_messages(PATH, f'{text}\nmsgid "c"\nmsgstr "в"\n'.encode(), "ru").diagnostics == ()


def test_messages_over_others_have_the_first_word() -> None:
    """A text that has a translation in either is translated; forms of a count follow the file they come from."""
    own = read_messages(PATH, f'{HEADER}#, fuzzy\nmsgid "c"\nmsgstr "в"\n\nmsgid "a"\nmsgstr "б"\n'.encode(), "ru")
    base = read_messages(PATH, f'{HEADER}{MODELS}\nmsgid "a"\nmsgstr "я"\n\nmsgid "c"\nmsgstr "ю"\n'.encode(), "ru")

    merged = own.over(base)

    assert dict(merged.singular) == {"a": "б", "c": "ю"}
    assert merged.choose_plural("{count} model", "{count} models", 2) == "{count} модели"
    assert [merged.has(text) for text in ("a", "{count} model", "d")] == [True, True, False]
    assert (own.stale, merged.stale) == (frozenset({"c"}), frozenset())
    assert merged.fingerprint not in (own.fingerprint, base.fingerprint)


def test_text_before_any_entry_is_reported() -> None:
    """A file cannot begin with a text."""
    messages = read_messages(PATH, b'\n# by hand\n"stray"\n', "ru")

    assert [(item.span.line, item.message) for item in messages.diagnostics] == [
        (3, "the file cannot be read: a text cannot stand here")
    ]


@pytest.mark.parametrize(
    ("header", "line", "reason"),
    [
        (_header("text/plain; charset=CHARSET"), 3, "it says charset=charset"),
        (_header("text/plain; charset=koi8-r"), 3, "it says charset=koi8-r"),
        (_header("text/plain; charset=latin-1"), 3, "it says charset=latin-1"),
        (_header(plural_forms="nplurals=INTEGER; plural=EXPRESSION;"), 4, "invalid literal for int()"),
        (_header(plural_forms="nplurals=3; plural=n%10==1 ? 0 : ;"), 4, "unexpected end of plural form"),
        (_header(plural_forms="nplurals=3; plural=__import__('os');"), 4, "invalid token in plural form: __import__"),
        (_header(plural_forms="nplurals=3; plural=1/n;"), 4, "integer division or modulo by zero"),
        (_header(plural_forms="nplurals=3; plural=n;"), 4, "its plural rule gives a form that does not exist"),
        (_header(plural_forms="nplurals=3; plural=0-1;"), 4, "its plural rule gives a form that does not exist"),
        ('msgid ""\nmsgstr ""\n"POT-Creation-Date: never\\n"\n\n', 1, "time data 'never' does not match format"),
    ],
)
def test_broken_header_is_reported(header: str, line: int, reason: str) -> None:
    """A header that would garble texts or stop the build is an error, never a crash."""
    messages = read_messages(PATH, f'{header}msgid "a"\nmsgstr "б"\n'.encode(), "ru")

    assert [(item.code, item.span.line) for item in messages.diagnostics] == [("po-syntax", line)]
    assert messages.diagnostics[0].message.startswith(f"the file cannot be read: its header cannot be used ({reason}")
    assert dict(messages.singular) == {}


def test_other_encodings_are_reported_where_they_show() -> None:
    """The line of the first byte that is not UTF-8 is named."""
    content = HEADER.encode() + 'msgid "a"\nmsgstr "б"\n'.encode("cp1251")

    messages = read_messages(PATH, content, "ru")

    assert [(item.code, item.span.line, item.fix) for item in messages.diagnostics] == [
        ("po-syntax", 7, "save the file in UTF-8")
    ]
    assert "it is not UTF-8" in messages.diagnostics[0].message


@settings(deadline=None)
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from([*HEADER.split(), *MODELS.split(), '"', "\n", "#~", " "])).map(
        lambda parts: "".join(parts).encode()
    )
)
def test_no_file_raises(content: bytes) -> None:
    """Whatever the bytes are, the answer is a value."""
    messages = read_messages(PATH, content, "ru")

    assert isinstance(messages.choose_plural("a", "b", 3), str)


_TEXT = 'msgid "a"\nmsgstr "б"\n\n'


def _fingerprint(text: str, header: str = HEADER) -> str:
    return read_messages(PATH, f"{header}{text}".encode(), "ru").fingerprint


@pytest.mark.parametrize(
    "text",
    [
        f"# a comment\n#: place.yaml:7\n{_TEXT}{MODELS}",
        f"{MODELS}\n{_TEXT}",
        f'{_TEXT}{MODELS}\nmsgid "new"\nmsgstr ""\n',
        f'{_TEXT}{MODELS}\n#, fuzzy\nmsgid "doubted"\nmsgstr "в"\n',
        f'{_TEXT}{MODELS}\nmsgid "{{n}} new"\nmsgid_plural "{{n}} new"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n',
    ],
)
def test_fingerprint_stays_where_nothing_shown_has_changed(text: str) -> None:
    """Comments, order, and entries without a usable translation render no page again."""
    assert _fingerprint(text) == _fingerprint(f"{_TEXT}{MODELS}")


@pytest.mark.parametrize(
    ("text", "header"),
    [
        (f"{_TEXT.replace('б', 'в')}{MODELS}", HEADER),
        (f"{_TEXT}{MODELS.replace('моделей', 'модельки')}", HEADER),
        (f'{_TEXT}{MODELS}\nmsgid "c"\nmsgstr "в"\n', HEADER),
        (MODELS, HEADER),
        (f"{_TEXT}{MODELS}", HEADER.replace("n%100!=11", "n%100!=12")),
    ],
)
def test_fingerprint_follows_what_is_shown(text: str, header: str) -> None:
    """A translation, a form of a count, and the rule that chooses the form."""
    assert _fingerprint(text, header) != _fingerprint(f"{_TEXT}{MODELS}")


def test_no_messages_stand_for_themselves() -> None:
    """The source language needs no file."""
    messages = no_messages()

    assert (dict(messages.singular), messages.diagnostics) == ({}, ())
    assert [messages.choose_plural("a", "b", count) for count in (0, 1, 2)] == ["b", "a", "b"]


def test_placeholders_are_filled_once() -> None:
    """A value is not looked into again, and a name without a value stays."""
    filled = fill_placeholders("{a} {b} {a} {A} {} {missing}", {"a": "{b}", "b": "2"})

    assert filled == "{b} 2 {b} {A} {} {missing}"
    assert placeholders("{a} {b_c} {a} {A} {}") == frozenset({"a", "b_c"})


@pytest.mark.parametrize(
    ("line", "column", "escape"),
    [(r'msgstr "a\qb"', 10, r"\q"), (r'msgstr "\\\"\n\t\r\101"', 19, r"\1"), (r'msgstr "\a"', 9, r"\a")],
)
def test_an_escape_that_stands_for_nothing_is_marked(line: str, column: int, escape: str) -> None:
    """Its letter would be shown; tools of gettext refuse such a file, too."""
    messages = read_messages(PATH, f'{HEADER}msgid "a"\n{line}\n'.encode(), "ru")

    (found,) = messages.diagnostics
    assert (found.code, found.span) == ("po-syntax", Span(PATH, 7, column))
    assert found.message == f"the file cannot be read: `{escape}` stands for no character"
