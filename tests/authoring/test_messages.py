"""The translation round trip: templates, PO files brought up to date, and their state."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as MessageCatalog

from site_builder.authoring.extraction import extract_prose
from site_builder.authoring.messages import (
    BrokenMessagesError,
    previous_sources,
    update_messages,
    write_template,
)
from site_builder.authoring.new_locale import make_locale
from site_builder.catalog.loader import load_catalog
from site_builder.i18n.coverage import Coverage
from site_builder.i18n.messages import read_messages

DE = make_locale("de")
_LONG = (
    'A careful model that reads long documents, answers “hard” questions and says "no" when it must; 50% cheaper.\nNew.'
)


def _template(*texts: str | tuple[str, str]) -> MessageCatalog:
    template = MessageCatalog(project="site-builder", version="1", charset="utf-8", fuzzy=False)
    for line, text in enumerate(texts, 1):
        template.add(text, locations=[("catalog/site.yaml", line)])
    return template


def _translate(path: Path, source: str, translation: str) -> None:
    """Do what a translator does in an editor."""
    text = path.read_text(encoding="utf-8")
    old = f'msgid "{source}"\nmsgstr ""\n'
    assert old in text
    path.write_text(text.replace(old, f'msgid "{source}"\nmsgstr "{translation}"\n'), encoding="utf-8")


def _singular(path: Path) -> dict[str, str]:
    messages = read_messages(path.name, path.read_bytes(), "de")
    assert {item.code for item in messages.diagnostics} <= {"po-only-fuzzy"}
    return dict(messages.singular)


def test_a_new_locale_starts_with_everything_missing(tmp_path: Path) -> None:
    """A PO file is made with the plural rule of its language and empty translations."""
    path = tmp_path / "de/LC_MESSAGES/catalog.po"

    state = update_messages(path, _template("One", ("{count} model", "{count} models")), DE)

    assert state == Coverage(total=2, translated=0, stale=0)
    assert state.missing == 2
    text = path.read_text()
    assert '"Language: de\\n"' in text
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in text
    assert 'msgid_plural "{count} models"\nmsgstr[0] ""\nmsgstr[1] ""\n' in text


def test_translations_are_kept_and_counted(tmp_path: Path) -> None:
    """What a translator wrote stays; a plural counts when all its forms are there."""
    path, template = tmp_path / "catalog.po", _template("One", "Two", ("{count} model", "{count} models"))
    update_messages(path, template, DE)
    _translate(path, "One", "Eins")
    path.write_text(path.read_text().replace('msgstr[0] ""', 'msgstr[0] "{count} Modell"'))

    half = update_messages(path, template, DE)
    path.write_text(path.read_text().replace('msgstr[1] ""', 'msgstr[1] "{count} Modelle"'))
    whole = update_messages(path, template, DE)

    assert (half.total, half.translated, half.stale, half.missing) == (3, 1, 0, 2)
    assert (whole.total, whole.translated, whole.stale, whole.missing) == (3, 2, 0, 1)
    assert _singular(path) == {"One": "Eins"}


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    """Without a change of the sources the file keeps its bytes and its time."""
    path, template = tmp_path / "catalog.po", _template("One", _LONG)
    update_messages(path, template, DE)
    before = (path.read_bytes(), path.stat().st_mtime_ns)

    update_messages(path, template, DE)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_changed_source_makes_its_translation_fuzzy(tmp_path: Path) -> None:
    """The old translation is proposed, with the old source beside it, and not shown to readers."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("The key is wrong."), DE)
    _translate(path, "The key is wrong.", "Der Schlüssel ist falsch.")

    state = update_messages(path, _template("The key is not right."), DE)

    assert (state.total, state.translated, state.stale, state.missing) == (1, 0, 1, 0)
    assert (
        '#, fuzzy\n#| msgid "The key is wrong."\nmsgid "The key is not right."\nmsgstr "Der Schlüssel ist falsch."\n'
        in path.read_text()
    )
    assert _singular(path) == {}


@pytest.mark.parametrize(
    "source", ["The key is wrong.", _LONG, 'Say "x" \\ y\tz', ("{count} old key", "{count} old keys")]
)
def test_a_fuzzy_file_is_stable(source: str | tuple[str, str], tmp_path: Path) -> None:
    """The old source stays beside a fuzzy entry in further runs, however long it is and whatever is in it."""
    path, old = tmp_path / "catalog.po", _template(source)
    update_messages(path, old, DE)
    text = path.read_text().replace('msgstr[0] ""', 'msgstr[0] "a"').replace('msgstr[1] ""', 'msgstr[1] "b"')
    head, _, tail = text.rpartition('msgstr ""\n')
    path.write_text(text if isinstance(source, tuple) else f'{head}msgstr "Schlüssel"\n{tail}')
    changed = (f"{source[0]}!", f"{source[1]}!") if isinstance(source, tuple) else f"{source}!"

    first = update_messages(path, _template(changed), DE)
    before = path.read_bytes()
    second = update_messages(path, _template(changed), DE)

    assert (first.stale, second.stale) == (1, 1)
    assert b"#| msgid " in before
    assert path.read_bytes() == before


def test_a_changed_plural_makes_its_translation_fuzzy(tmp_path: Path) -> None:
    """The singular alone does not say what was translated; a text that gets a count is no translation of it either."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template(("{count} model", "{count} models"), "One key"), DE)
    _translate(path, "One key", "Ein Schlüssel")
    text = path.read_text().replace('msgstr[0] ""', 'msgstr[0] "{count} Modell"')
    path.write_text(text.replace('msgstr[1] ""', 'msgstr[1] "{count} Modelle"'))

    state = update_messages(
        path, _template(("{count} model", "{count} models in all"), ("One key", "{count} keys")), DE
    )

    assert state == Coverage(total=2, translated=0, stale=2)
    assert path.read_text().partition("\n\n")[2] == (
        "#: catalog/site.yaml:1\n#, fuzzy, python-brace-format\n"
        '#| msgid "{count} model"\n#| msgid_plural "{count} models"\n'
        'msgid "{count} model"\nmsgid_plural "{count} models in all"\n'
        'msgstr[0] "{count} Modell"\nmsgstr[1] "{count} Modelle"\n\n'
        '#: catalog/site.yaml:2\n#, fuzzy, python-brace-format\n#| msgid "One key"\n'
        'msgid "One key"\nmsgid_plural "{count} keys"\nmsgstr[0] "Ein Schlüssel"\nmsgstr[1] ""\n\n'
    )


def test_the_old_source_is_the_one_that_was_translated(tmp_path: Path) -> None:
    """However often the source has changed since."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("One key and one bill"), DE)
    _translate(path, "One key and one bill", "Ein Schlüssel, eine Rechnung")

    for source in ("One key and one invoice", "One key and two invoices"):
        update_messages(path, _template(source), DE)

    assert previous_sources(path, DE) == {"One key and two invoices": "One key and one bill"}


@pytest.mark.parametrize("others", [(), ("One key and one invoice", "One key and one bills")])
def test_a_source_that_changes_back_has_its_translation_back(others: tuple[str, ...], tmp_path: Path) -> None:
    """What was translated is what is written again, whatever else is like it."""
    path, before = tmp_path / "catalog.po", _template("One key and one bill", *others[1:])
    update_messages(path, before, DE)
    _translate(path, "One key and one bill", "Ein Schlüssel, eine Rechnung")

    stale = update_messages(path, _template("One key and one invoice", *others[1:]), DE)
    state = update_messages(path, _template("One key and one bill", *others), DE)

    assert stale.translated == 0
    assert state.translated == 1
    assert _singular(path) == {"One key and one bill": "Ein Schlüssel, eine Rechnung"}


def test_a_plural_that_changes_back_has_its_translation_back(tmp_path: Path) -> None:
    """It is the same text only if its singular and its plural are."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template(("{count} key", "{count} keys")), DE)
    text = path.read_text().replace('msgstr[0] ""', 'msgstr[0] "{count} Schlüssel"')
    written = text.replace('msgstr[1] ""', 'msgstr[1] "{count} Schlüssel"')
    path.write_text(written)

    states = [
        update_messages(path, _template(("{count} key", plural)), DE).stale
        for plural in ("{count} key files", "{count} keys of all", "{count} keys")
    ]

    assert states == [1, 1, 0]
    assert path.read_text() == written


def test_a_doubted_translation_stays_doubted_when_its_source_changes_back(tmp_path: Path) -> None:
    """Of what a translator has marked fuzzy nobody knows which source it was right for."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("One key and one bill"), DE)
    _translate(path, "One key and one bill", "Ein Schlüssel, eine Rechnung")
    path.write_text(path.read_text().replace("#: catalog", "#, fuzzy\n#: catalog"))

    for source in ("One key and one invoice", "One key and one bill"):
        state = update_messages(path, _template(source), DE)

    assert state == Coverage(total=1, translated=0, stale=1)
    assert previous_sources(path, DE) == {}


def test_a_proposal_leaves_the_text_it_comes_from_alone(tmp_path: Path) -> None:
    """A new text that is like another gets its translation as fuzzy, and keeps it so; the other stays translated."""
    path, both = tmp_path / "catalog.po", _template("One key and one bill", "One key and one invoice")
    update_messages(path, _template("One key and one bill"), DE)
    _translate(path, "One key and one bill", "Ein Schlüssel, eine Rechnung")

    states = [update_messages(path, both, DE) for _ in range(2)]

    assert states == [Coverage(total=2, translated=1, stale=1)] * 2
    assert previous_sources(path, DE) == {"One key and one invoice": "One key and one bill"}


def test_a_stale_text_that_splits_gives_its_translation_to_what_was_translated(tmp_path: Path) -> None:
    """When the source of old is there again beside the changed one, only the changed one stays stale."""
    path, new = tmp_path / "catalog.po", "One key and one invoice"
    update_messages(path, _template("One key and one bill"), DE)
    _translate(path, "One key and one bill", "Ein Schlüssel, eine Rechnung")
    update_messages(path, _template(new), DE)

    state = update_messages(path, _template(new, "One key and one bill"), DE)

    assert state == Coverage(total=2, translated=1, stale=1)
    assert _singular(path) == {"One key and one bill": "Ein Schlüssel, eine Rechnung"}
    assert previous_sources(path, DE) == {new: "One key and one bill"}


def test_a_text_without_a_translation_is_missing_not_stale(tmp_path: Path) -> None:
    """Nothing is proposed from the empty forms of a text that is like it, and an empty one is not in doubt."""
    path = tmp_path / "catalog.po"
    old, new = (
        ("Compare {count} model", "Compare {count} models"),
        ("Compare {count} record", "Compare {count} records"),
    )
    update_messages(path, _template(old), DE)
    update_messages(path, _template(old, new), DE)
    path.write_text(path.read_text().replace("#, python-brace-format", "#, fuzzy, python-brace-format"))

    state = update_messages(path, _template(old, new), DE)

    assert state == Coverage(total=2, translated=0, stale=0)
    assert "fuzzy" not in path.read_text()
    assert "#|" not in path.read_text()


def test_an_accepted_translation_loses_its_old_source(tmp_path: Path) -> None:
    """When a translator has removed the mark `fuzzy`, the old source is of no use any more."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("The key is wrong."), DE)
    _translate(path, "The key is wrong.", "Der Schlüssel ist falsch.")
    update_messages(path, _template("The key is not right."), DE)
    path.write_text(path.read_text().replace("#, fuzzy\n", ""))

    state = update_messages(path, _template("The key is not right."), DE)

    assert state.translated == 1
    assert "#|" not in path.read_text()
    assert _singular(path) == {"The key is not right.": "Der Schlüssel ist falsch."}


def test_comments_of_translators_are_kept(tmp_path: Path) -> None:
    """A note that a translator left stays, also on a fuzzy entry."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("The key is wrong."), DE)
    _translate(path, "The key is wrong.", "Der Schlüssel ist falsch.")
    path.write_text(path.read_text().replace("#: catalog", "# or: Kennwort\n#: catalog"))

    for _ in range(2):
        update_messages(path, _template("The key is not right."), DE)

    assert path.read_text().count("# or: Kennwort\n") == 1


def test_a_note_that_quotes_an_entry_stays_whole(tmp_path: Path) -> None:
    """The old source goes above the entry itself, wherever else its keyword is written."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("The key is wrong."), DE)
    _translate(path, "The key is wrong.", "Der Schlüssel ist falsch.")
    note = '# the same wording as msgid "One key" in ui.po\n'
    path.write_text(path.read_text().replace("#: catalog", f"{note}#: catalog"))

    update_messages(path, _template("The key is not right."), DE)

    assert path.read_text().endswith(
        f'\n\n{note}#: catalog/site.yaml:1\n#, fuzzy\n#| msgid "The key is wrong."\n'
        'msgid "The key is not right."\nmsgstr "Der Schlüssel ist falsch."\n\n'
    )


def test_notes_of_translators_stay_as_they_are_written(tmp_path: Path) -> None:
    """Empty, repeated and indented lines, and capitals in the first comment, are the translator's own."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("One"), DE)
    notes = "# Either\n#\n#     Eins\n# or\n#\n# or\n"
    first = "# Translations of PROJECT, VERSION 1\n#\n# FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.\n#\n"
    _, _, rest = path.read_text().partition("\n")
    written = first + rest.replace("#: catalog", f"{notes}#: catalog")
    path.write_text(written)

    update_messages(path, _template("One"), DE)

    assert path.read_text() == written


def test_a_file_without_a_first_comment_gets_none(tmp_path: Path) -> None:
    """Not even an empty line."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("One"), DE)
    _, _, written = path.read_text().partition("\n")
    path.write_text(written)

    update_messages(path, _template("One"), DE)

    assert path.read_text() == written
    assert written.startswith('msgid ""\n')


def test_a_comment_that_only_looks_like_an_old_source_is_none(tmp_path: Path) -> None:
    """A stray `#|` line of a fuzzy entry is dropped."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("One"), DE)
    path.write_text(path.read_text().replace("#: catalog", '#| "stray"\n#, fuzzy\n#: catalog'))

    update_messages(path, _template("One"), DE)

    assert "stray" not in path.read_text()


def test_a_text_that_comes_back_gets_its_translation_back(tmp_path: Path) -> None:
    """A translation whose text is gone is kept as obsolete, and used again when the text is there again."""
    path, both, one = tmp_path / "catalog.po", _template("Green apples", "Stone walls"), _template("Green apples")
    update_messages(path, both, DE)
    _translate(path, "Stone walls", "Steinmauern")

    without = update_messages(path, one, DE)
    gone = path.read_text()
    again = update_messages(path, both, DE)

    assert (without.total, without.translated) == (1, 0)
    assert '#~ msgid "Stone walls"\n#~ msgstr "Steinmauern"\n' in gone
    assert (again.total, again.translated) == (2, 1)
    assert "#~" not in path.read_text()
    assert _singular(path) == {"Stone walls": "Steinmauern"}


def test_a_doubted_translation_that_comes_back_is_still_doubted(tmp_path: Path) -> None:
    """An obsolete entry keeps its flags, its notes and its old source, so that nothing unreviewed is shown later."""
    path, both, one = tmp_path / "catalog.po", _template("Green apples", "Stone walls"), _template("Green apples")
    update_messages(path, _template("Green apples", "Stone wall"), DE)
    _translate(path, "Stone wall", "Steinmauer")
    update_messages(path, both, DE)
    doubted = '# ask Eva\n#, fuzzy, no-wrap\n#| msgid "Stone wall"\nmsgid "Stone walls"\nmsgstr "Steinmauer"\n'
    text = path.read_text().replace("#, fuzzy", "# ask Eva\n#, fuzzy, no-wrap").replace("#: catalog/site.yaml:2\n", "")
    assert doubted in text
    path.write_text(text)

    update_messages(path, one, DE)
    gone = path.read_text()
    again = update_messages(path, both, DE)

    assert gone.endswith(
        '# ask Eva\n#, fuzzy, no-wrap\n#~| msgid "Stone wall"\n#~ msgid "Stone walls"\n#~ msgstr "Steinmauer"\n\n'
    )
    assert again == Coverage(total=2, translated=0, stale=1)
    assert path.read_text() == text.replace("# ask Eva\n", "# ask Eva\n#: catalog/site.yaml:2\n")


def test_an_entry_for_a_context_becomes_obsolete_with_its_context(tmp_path: Path) -> None:
    """Pages have texts without a context only, so one that another program has added is kept aside."""
    path, template = tmp_path / "catalog.po", _template("One")
    update_messages(path, template, DE)
    path.write_text(path.read_text() + 'msgctxt "menu"\nmsgid "File"\nmsgstr "Datei"\n')

    update_messages(path, template, DE)

    assert path.read_text().endswith('\n\n#~ msgctxt "menu"\n#~ msgid "File"\n#~ msgstr "Datei"\n\n')


def test_an_obsolete_text_stays_obsolete_beside_its_living_twin(tmp_path: Path) -> None:
    """An obsolete entry of a text that is also there does not replace what is there."""
    path, template = tmp_path / "catalog.po", _template("One")
    update_messages(path, template, DE)
    _translate(path, "One", "Eins")
    path.write_text(path.read_text() + '\n#~| msgid "Won"\n#~ msgid "One"\n#~ msgstr "Ein"\n')

    state = update_messages(path, template, DE)

    assert state.translated == 1
    assert _singular(path) == {"One": "Eins"}


def test_what_translation_tools_add_to_the_header_stays(tmp_path: Path) -> None:
    """Poedit and Weblate sign with lines of their own; without them each would change the file at each save."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("One"), DE)
    text = path.read_text()
    signed = text.replace("\n\n", '\n"X-Generator: Poedit 3.5\\n"\n\n', 1)
    path.write_text(signed)

    update_messages(path, _template("One"), DE)
    unchanged = path.read_text()
    update_messages(path, _template("One", "Two"), DE)

    assert unchanged == signed
    assert '"X-Generator: Poedit 3.5\\n"\n\n' in path.read_text()
    assert 'msgid "Two"' in path.read_text()


def test_fields_of_the_header_stay_however_they_are_wrapped(tmp_path: Path) -> None:
    """Gettext breaks long lines of the header, and not every tool begins the names of its fields with `X-`."""
    path = tmp_path / "catalog.po"
    update_messages(path, _template("One"), DE)
    text = path.read_text()
    long = " ".join(["catalog"] * 14)
    added = f'"X-Poedit-SearchPath-0: "\n"{long}\\n"\n"Team-Chat: #translators\\n"\n\n'
    path.write_text(text.replace("\n\n", f"\n{added}", 1).replace('"Language: de\\n"', '"Language: \\n"'))

    for _ in range(2):
        update_messages(path, _template("One"), DE)
    header, _, _ = path.read_text().partition("\n\n")

    fields = "".join(line[1:-1] for line in header.splitlines()[3:]).split("\\n")
    assert fields[-6:] == [
        "Generated-By: " + fields[-6].partition(" ")[2],
        "Language: ",
        "Plural-Forms: nplurals=2; plural=(n != 1);",
        f"X-Poedit-SearchPath-0: {long}",
        "Team-Chat: #translators",
        "",
    ]


def test_old_sources_of_stale_texts(tmp_path: Path) -> None:
    """Each fuzzy text is given with the source that was translated; without a file there are none."""
    path, both = tmp_path / "catalog.po", _template("The key is wrong.", ("{count} old key", "{count} old keys"))
    update_messages(path, both, DE)
    _translate(path, "The key is wrong.", "Der Schlüssel ist falsch.")
    text = path.read_text().replace('msgstr[0] ""', 'msgstr[0] "{count} alt"')
    path.write_text(text.replace('msgstr[1] ""', 'msgstr[1] "{count} alte"'))
    update_messages(path, _template("The key is not right.", ("{count} older key", "{count} older keys")), DE)

    actual = previous_sources(path, DE)

    assert actual == {"The key is not right.": "The key is wrong.", "{count} older key": "{count} old key"}
    assert previous_sources(tmp_path / "none.po", DE) == {}


@pytest.mark.parametrize("content", [b'msgid "One', b'msgid "One"\nmsgstr "\xff"\n', b"nonsense\n"])
def test_a_broken_file_is_never_written_over(content: bytes, tmp_path: Path) -> None:
    """A file that cannot be read stays as it is, to the byte, and the problem is named."""
    path, template = tmp_path / "de/LC_MESSAGES/catalog.po", _template("One")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)

    with pytest.raises(BrokenMessagesError) as updating:
        update_messages(path, template, DE)
    with pytest.raises(BrokenMessagesError) as counting:
        previous_sources(path, DE)

    assert [item.code for item in updating.value.diagnostics] == ["po-syntax"]
    assert counting.value.diagnostics == updating.value.diagnostics
    assert path.read_bytes() == content


def test_a_file_that_translates_a_text_twice_is_not_written(tmp_path: Path) -> None:
    """One of the translations would be lost; which is the better one only a translator knows."""
    path, template = tmp_path / "catalog.po", _template("One", "Two")
    update_messages(path, template, DE)
    twice = path.read_text() + 'msgid "One"\nmsgstr "Eins"\n\n#, fuzzy\nmsgid "Two"\nmsgstr "Zwo"\n'
    path.write_text(twice)

    with pytest.raises(BrokenMessagesError) as updating:
        update_messages(path, template, DE)

    assert [(item.code, item.span.line, item.severity) for item in updating.value.diagnostics] == [
        ("po-duplicate", 25, "error"),
        ("po-duplicate", 29, "error"),
    ]
    assert path.read_text() == twice
    assert previous_sources(path, DE) == {}


@pytest.mark.parametrize(
    ("added", "code", "line"),
    [
        ('\nmsgid "{count} key"\nmsgid_plural "{count} keys"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n',
         "po-plural-forms", 22),
        ('\n#~ msgid "Gone"\n#~ msgstr "Weg"\n#~ nonsense\n', "po-syntax", 24),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_kept_is_named(added: str, code: str, line: int, tmp_path: Path) -> None:
    """A plural form too many and a damaged obsolete entry hinder no page, but writing the file would lose them."""
    path, template = tmp_path / "catalog.po", _template("One")
    update_messages(path, template, DE)
    path.write_text(path.read_text() + added)
    before = path.read_bytes()

    with pytest.raises(BrokenMessagesError) as updating:
        update_messages(path, template, DE)

    assert [(item.code, item.span.line, item.severity) for item in updating.value.diagnostics] == [
        (code, line, "error")
    ]
    assert path.read_bytes() == before


def test_wrong_placeholders_do_not_keep_a_file_from_being_updated(tmp_path: Path) -> None:
    """A mistake in a translation is for `check` to report; the file can be read."""
    path, template = tmp_path / "catalog.po", _template("Hello {name}")
    update_messages(path, template, DE)
    _translate(path, "Hello {name}", "Hallo {nahme}")

    assert update_messages(path, template, DE).translated == 1


def test_percent_signs_are_no_formats(tmp_path: Path) -> None:
    """`50% cheaper` is prose, and code has braces: marked as formats, `msgfmt --check` would refuse translations."""
    path, template = tmp_path / "catalog.po", _template("50% cheaper", "{name} sends `{a: 1}`", "Hello {name}")
    write_template(tmp_path / "catalog.pot", template)
    update_messages(path, template, DE)
    _translate(path, "50% cheaper", "um die Hälfte billiger")
    update_messages(path, template, DE)

    written = path.read_text() + (tmp_path / "catalog.pot").read_text()
    assert "python-format" not in written
    assert written.count("python-brace-format") == 2


def test_gettext_accepts_what_is_written(small_site: Path, tmp_path: Path) -> None:
    """`msgfmt --check` finds no error in files with translated, fuzzy, long and obsolete messages."""
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.skip("gettext is not installed")
    catalog = load_catalog(small_site).catalog
    assert catalog is not None
    ru, de = small_site / "locales/ru/LC_MESSAGES/catalog.po", tmp_path / "de.po"
    prose = extract_prose(catalog)
    update_messages(ru, prose, make_locale("ru"))
    update_messages(de, _template(_LONG, "50% cheaper", ("{count} key", "{count} keys"), "Gone"), DE)
    text = de.read_text().replace('msgstr[0] ""', 'msgstr[0] "{count} Schlüssel"')
    de.write_text(text.replace('msgstr[1] ""', 'msgstr[1] "{count} Schlüssel"'))
    _translate(de, "50% cheaper", "halber Preis")
    _translate(de, "Gone", "Weg")
    update_messages(de, _template(f"{_LONG} More.", "50% cheaper!", ("{count} key", "{count} keys")), DE)

    for path in (ru, de):
        subprocess.run([msgfmt, "--check", "--output-file=/dev/null", path], check=True, capture_output=True)


def test_a_template_is_written_only_when_its_messages_change(tmp_path: Path) -> None:
    """The date of a template does not change without its messages."""
    path = tmp_path / "locales/catalog.pot"

    first = write_template(path, _template("One"))
    before = path.read_bytes()
    second = write_template(path, _template("One"))
    third = write_template(path, _template("One", "Two"))

    assert (first, second, third) == (True, False, True)
    assert b'msgid "Two"' in path.read_bytes()
    assert b'msgid "Two"' not in before


@pytest.mark.parametrize("content", [b"nonsense", b"\xff", b'msgid "One', b""])
def test_a_broken_template_is_written_anew(content: bytes, tmp_path: Path) -> None:
    """A POT file is made from sources alone, so a damaged one is replaced."""
    path = tmp_path / "catalog.pot"
    path.write_bytes(content)

    assert write_template(path, _template("One"))
    assert b'msgid "One"' in path.read_bytes()
