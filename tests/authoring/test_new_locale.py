"""Starting a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.authoring.new_locale import make_locale, start_locale
from site_builder.i18n.locale import Locale


@pytest.mark.parametrize(
    ("tag", "slug", "name"),
    [
        ("de", "de", "Deutsch"),
        ("fr", "fr", "Français"),
        ("ru", "ru", "Русский"),
        ("ja", "ja", "日本語"),
        ("zh-Hant", "zh-hant", "中文 (繁體)"),
        ("pt-BR", "pt-br", "Português (Brasil)"),
        ("qps", "qps", "[Ƥśéûđö]"),
    ],
)
def test_a_language_starts_with_its_own_name(tag: str, slug: str, name: str) -> None:
    """CLDR knows what a language is called in itself; a name in a list begins with a capital."""
    assert make_locale(tag) == Locale(tag, slug, name)


def test_a_language_is_started_once(tmp_path: Path) -> None:
    """What is written there is not written over; a language of the package needs no file."""
    path = tmp_path / "locales/de/locale.yaml"

    started = start_locale(tmp_path, make_locale("de"))
    written = path.read_text(encoding="utf-8")
    path.write_text("name: Hochdeutsch\nslug: de\n")
    again = start_locale(tmp_path, make_locale("de"))

    assert (started, again) == (True, False)
    assert written == "name: Deutsch\nslug: de\n"
    assert path.read_text() == "name: Hochdeutsch\nslug: de\n"
    assert start_locale(tmp_path, make_locale("ru")) is False
