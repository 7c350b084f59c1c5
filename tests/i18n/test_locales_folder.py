"""Files of a locale: the site's own win over the packaged ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.i18n.locale import Locale
from site_builder.i18n.locales_folder import LocaleFiles

RU = Locale("ru", "ru", "Русский")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_site_has_the_first_word(tmp_path: Path) -> None:
    """A file of the site stands for the packaged one, under the same name."""
    own = tmp_path / "locales" / "ru" / "locale.yaml"
    _write(own, "name: Свой\nslug: ru\n")

    assert LocaleFiles(tmp_path).find("ru", "locale.yaml") == ("locales/ru/locale.yaml", own)


def test_package_has_the_second(tmp_path: Path) -> None:
    """Shipped locales need no file in the site."""
    found = LocaleFiles(tmp_path).find("ru", "LC_MESSAGES", "ui.po")

    assert found is not None
    shown, path = found
    assert shown == "locales/ru/LC_MESSAGES/ui.po"
    assert path.is_file()
    assert not path.is_relative_to(tmp_path)


def test_unknown_file_is_none(tmp_path: Path) -> None:
    """Neither a missing file nor a folder is a file of the locale."""
    (tmp_path / "locales" / "tlh" / "locale.yaml").mkdir(parents=True)

    assert LocaleFiles(tmp_path).find("tlh", "locale.yaml") is None


def test_domain_is_read_from_the_site(tmp_path: Path) -> None:
    """Messages of the site are used, and problems name its path."""
    folder = tmp_path / "locales" / "ru" / "LC_MESSAGES"
    _write(folder / "catalog.po", 'msgid "a"\nmsgstr "б"\n')
    _write(folder / "ui.po", "broken\n")
    files = LocaleFiles(tmp_path)

    assert dict(files.read_domain(RU, "catalog").singular) == {"a": "б"}
    assert files.read_domain(RU, "ui").diagnostics[0].span.path == "locales/ru/LC_MESSAGES/ui.po"


def test_a_file_is_parsed_again_only_if_it_says_something_else(tmp_path: Path) -> None:
    """Its bytes decide, not its time: a change of the same length in the same moment is seen."""
    path = tmp_path / "locales" / "ru" / "LC_MESSAGES" / "catalog.po"
    _write(path, 'msgid "a"\nmsgstr "б"\n')
    files = LocaleFiles(tmp_path)
    first = files.read_own(RU, "catalog")

    _write(path, 'msgid "a"\nmsgstr "б"\n')
    assert files.read_own(RU, "catalog") is first
    _write(path, 'msgid "a"\nmsgstr "в"\n')
    assert dict(files.read_own(RU, "catalog").singular) == {"a": "в"}
    path.unlink()
    assert dict(files.read_own(RU, "catalog").singular) == {}


def test_missing_domain_has_no_messages(tmp_path: Path) -> None:
    """A domain that nobody began to translate is not an error."""
    messages = LocaleFiles(tmp_path).read_domain(RU, "nothing")

    assert (dict(messages.singular), messages.diagnostics) == ({}, ())


def test_own_interface_texts_stand_before_the_packaged_ones(tmp_path: Path) -> None:
    """A site mends one text, or adds those of its own templates, and keeps all the others."""
    packaged = LocaleFiles(tmp_path).read_domain(RU, "ui")
    _write(tmp_path / "locales/ru/LC_MESSAGES/ui.po", 'msgid "Pricing"\nmsgstr "Почём"\n\nmsgid "Own"\nmsgstr "Своё"\n')

    merged = LocaleFiles(tmp_path).read_domain(RU, "ui")

    assert dict(merged.singular) == {**packaged.singular, "Pricing": "Почём", "Own": "Своё"}
    assert merged.singular["Pricing"] != packaged.singular["Pricing"]
    assert merged.choose_plural("{count} model", "{count} models", 2) == "{count} модели"


def test_prose_of_the_package_is_no_base(tmp_path: Path) -> None:
    """What this repository says of its own records is not said on another site."""
    assert dict(LocaleFiles(tmp_path).read_domain(RU, "catalog").singular) == {}


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-TW", "zh"])
def test_no_chinese_script_borrows_from_another(tag: str, tmp_path: Path) -> None:
    """Simplified messages are never shown to readers of Traditional Chinese, nor of a Chinese that does not say."""
    assert LocaleFiles(tmp_path).find(tag, "locale.yaml") is None
    assert dict(LocaleFiles(tmp_path).read_domain(Locale(tag, "tw", "繁體中文"), "ui").singular) == {}
