"""Starts a language: its `locale.yaml`, with the name CLDR has for it and the slug its addresses begin with."""

from __future__ import annotations

from pathlib import Path

import yaml

from site_builder.i18n.locale import PSEUDO_TAG, Locale
from site_builder.i18n.locales_folder import LOCALES_FOLDER, LocaleFiles

_PSEUDO_NAME = "[Ƥśéûđö]"


def make_locale(tag: str) -> Locale:
    """Give a language as it starts: `de` is Deutsch at `/de/`, `zh-Hant` is 中文 (繁體) at `/zh-hant/`."""
    locale = Locale(tag, tag.lower(), tag)
    name = _PSEUDO_NAME if tag == PSEUDO_TAG else locale.babel.get_display_name() or tag
    return Locale(tag, locale.slug, f"{name[0].upper()}{name[1:]}")


def start_locale(site_folder: Path, locale: Locale) -> bool:
    """Write the `locale.yaml` of a language that has none, neither here nor in the package; say whether it was."""
    if LocaleFiles(site_folder).find(locale.tag, "locale.yaml") is not None:
        return False
    path = site_folder / LOCALES_FOLDER / locale.tag / "locale.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump({"name": locale.name, "slug": locale.slug}, allow_unicode=True, sort_keys=False),
        encoding="utf-8",
    )
    return True
