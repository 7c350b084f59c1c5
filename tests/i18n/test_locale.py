"""What may be a locale."""

from __future__ import annotations

import pytest

from site_builder.i18n.locale import Locale, is_known_tag, is_right_to_left, is_slug


@pytest.mark.parametrize("tag", ["en", "ru", "zh-Hans", "zh-Hant", "pt-BR", "sr-Latn-RS"])
def test_languages_of_cldr_are_known(tag: str) -> None:
    """A tag of BCP 47 with data in CLDR is a language."""
    assert is_known_tag(tag)
    assert Locale(tag, "x", "X").babel is Locale(tag, "y", "Y").babel


@pytest.mark.parametrize(
    "tag", ["", "xx", "zh_Hans", "en-XX", "C", "posix", "../en", "en-u-nu-latn", "e" * 500, "en\0"]
)
def test_other_tags_are_not(tag: str) -> None:
    """Nothing raises, whatever the text is."""
    assert not is_known_tag(tag)


@pytest.mark.parametrize("slug", ["en", "zh", "zh-hans", "pt-br", "deu", "en-2"])
def test_first_part_of_addresses(slug: str) -> None:
    """Two or more letters, then parts after hyphens."""
    assert is_slug(slug)


@pytest.mark.parametrize(
    "slug", ["", "e", "EN", "zh_hans", "-en", "en-", "en--x", "en/x", "..", "2en", "en\n", "русский"]
)
def test_what_cannot_begin_an_address(slug: str) -> None:
    """Nothing that leads out of the folder, needs encoding or is empty."""
    assert not is_slug(slug)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ar", True), ("he", True), ("az-Arab", True), ("ru", False), ("qps", False), ('"', False)],
)
def test_the_direction_is_that_of_the_script(tag: str, expected: bool) -> None:  # noqa: FBT001 - a value to compare
    """What is no language has none of its own."""
    assert is_right_to_left(tag) is expected
