"""Names are found wherever their first word stands whole, however many there are."""

from __future__ import annotations

from site_builder.lint.name_index import NameIndex


def test_the_longest_name_of_a_place_comes_first() -> None:
    """`Acme Mini` comes before the `Acme` it begins with."""
    index = NameIndex(["Acme", "Acme Mini", "Zeta"])

    assert list(index.find("Is Acme Mini small?")) == [(3, "Acme Mini"), (3, "Acme")]


def test_a_name_may_begin_with_a_mark() -> None:
    """The place is that of the mark, and a text that begins with the word has no room for it."""
    index = NameIndex([".NET Bot"])

    assert list(index.find("The .NET Bot")) == [(4, ".NET Bot")]
    assert list(index.find("NET Bot")) == []


def test_part_of_a_word_is_no_name() -> None:
    """`Acmes` is another word, and a name of marks alone is not looked for."""
    index = NameIndex(["Acme", "!?"])

    assert list(index.find("Acmes !?")) == []
