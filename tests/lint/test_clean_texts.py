"""Texts that rules have passed are not looked at again; whatever their findings depend on makes them new."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build.source import read_source
from site_builder.lint.clean_texts import CleanTexts
from site_builder.lint.written_text import make_text


def test_what_was_clean_is_known_the_next_time() -> None:
    """Under the same key and basis; a text that was not seen again is forgotten."""
    first = CleanTexts(b"", "program 1")
    for text in ("a", "b"):
        first.add(first.key("en", text))
    second = CleanTexts(first.write() or b"", "program 1")

    assert [second.knows(second.key("en", text)) for text in ("a", "c")] == [True, False]
    assert [second.knows(second.key(*parts)) for parts in (("ru", "a"), ("en", "", "a"))] == [False, False]
    third = CleanTexts(second.write() or b"", "program 1")
    assert [third.knows(third.key("en", text)) for text in ("a", "b")] == [True, False]


def test_another_basis_knows_nothing() -> None:
    """A new version of the program may have other rules."""
    first = CleanTexts(b"", "program 1")
    first.add(first.key("a"))

    second = CleanTexts(first.write() or b"", "program 2")

    assert not second.knows(second.key("a"))


def test_what_is_known_already_is_not_written_again() -> None:
    """As nearly always."""
    first = CleanTexts()
    first.add(first.key("a"))
    second = CleanTexts(first.write() or b"")

    assert second.knows(second.key("a"))
    assert second.write() is None


@pytest.mark.parametrize("kept", [b"", b"short", b"0123456789", bytes(800)])
def test_damage_means_that_nothing_is_known(kept: bytes) -> None:
    """Half a number at the end is left out."""
    clean = CleanTexts(kept)

    assert not clean.knows(clean.key("a"))


def test_parts_keep_their_borders() -> None:
    """A lone surrogate, which a file may hold, is a part as any other."""
    clean = CleanTexts()

    keys = {clean.key("a", "bc"), clean.key("ab", "c"), clean.key("abc"), clean.key("\udcff")}

    assert len(keys) == 4


@pytest.mark.parametrize(
    ("path", "old", "new", "looked_at"),
    [
        ("catalog/models/acme/large.yaml", "A careful", "A very careful", "source"),
        ("locales/ru/LC_MESSAGES/catalog.po", "Две модели с", "Две модели за", "target"),
        ("catalog/providers/acme.yaml", "name: Acme", "name: Acme Labs", "all translations"),
        ("locales/ru/glossary.yaml", "", "terms: [{term: sentence, use: [предложен]}]", "translations of a locale"),
    ],
)  # fmt: skip
def test_only_what_changed_is_looked_at(
    path: str, old: str, new: str, looked_at: str, small_site: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text with its translations; after a change of a name or a glossary all that may depend on it."""
    del settled
    made: list[tuple[str, str]] = []

    def note(text: str, tag: str, *arguments: str) -> object:
        made.append((text, tag))
        return make_text(text, tag, *arguments)  # type: ignore[arg-type]

    def lint() -> list[str]:
        made.clear()
        source, diagnostics = read_source(small_site, jobs=1)
        assert source is not None, diagnostics
        source.lint()
        return [tag for _, tag in made]

    monkeypatch.setattr("site_builder.lint.texts.make_text", note)
    everything = lint()
    again = lint()
    file = small_site / path
    content = file.read_text(encoding="utf-8") if file.exists() else ""
    assert old in content
    file.write_text(content.replace(old, new, 1), encoding="utf-8")
    after = lint()

    assert again == []
    assert len(after) < len(everything)
    assert set(after) == {
        "source": {"en"},
        "target": {"en", "ru"},
        "all translations": {"en", "ru", "zh-Hans"},
        "translations of a locale": {"en", "ru"},
    }[looked_at]  # fmt: skip
