"""A site may have a glossary per locale; what is wrong with it is said where it stands."""

from __future__ import annotations

from pathlib import Path

from site_builder.build.inputs import read_site
from site_builder.catalog.glossary_file import read_glossary
from site_builder.i18n.glossary import Glossary, Term


def _write(site: Path, text: str) -> None:
    (site / "locales/ru/glossary.yaml").write_text(text, encoding="utf-8")


def test_site_without_a_glossary_has_an_empty_one(small_site: Path) -> None:
    """The glossary of another site, or of the package, does not judge its prose."""
    assert read_glossary(small_site, "ru") == Glossary(terms=())


def test_glossary_is_read(small_site: Path) -> None:
    """What is not said of a term has its default."""
    _write(small_site, "terms:\n  - term: context window\n    use: [контекстн окн]\n    note: Не «окно контекста».\n")

    expected = Term(term="context window", use=("контекстн окн",), note="Не «окно контекста».")
    assert read_glossary(small_site, "ru") == Glossary(terms=(expected,))
    assert read_site(small_site)[1] == ()


def test_syntax_error_points_at_the_line(small_site: Path) -> None:
    """YAML that cannot be read is a finding, not a traceback."""
    _write(small_site, "terms:\n  - term: [token\n")

    (found,) = read_site(small_site)[1]

    assert (found.code, found.span.path) == ("yaml-syntax", "locales/ru/glossary.yaml")


def test_unknown_key_is_named_with_the_one_that_was_meant(small_site: Path) -> None:
    """A misspelled key would make the term accept anything, or nothing."""
    _write(small_site, "terms:\n  - term: token\n    use: [токен]\n    avoids: [маркер]\n")

    (found,) = read_site(small_site)[1]

    assert (found.code, found.span.line) == ("field-unknown", 4)
    assert "`avoid`" in found.message
