"""The small whole site that `init` begins with: the packaged `starter/`, in the publisher's name and languages.

`starter/` is a site itself, published in every language that comes with the program; only its name and its
locales are replaced here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from site_builder.authoring.block_style import write_entry
from site_builder.authoring.schema import RECORD_CLASSES, find_ids, format_schema, make_schema, schema_name
from site_builder.catalog.finding import suggest
from site_builder.catalog.record_files import CATALOG_FOLDER, SCHEMAS_FOLDER
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.defaults import packaged_folder
from site_builder.i18n.locale import Locale, is_known_tag
from site_builder.i18n.locales_folder import LOCALES_FOLDER
from site_builder.records.base import Name, show_value
from site_builder.records.site import LocaleTag

DEFAULT_NAME = "Example Gateway"
"""The name that `starter/` bears."""

_CONFIG = "catalog/site.yaml"
_README = "README.md"
_NAME, _TAG = TypeAdapter[str](Name), TypeAdapter[str](LocaleTag)


class RefusedSiteError(Exception):
    """A site cannot be begun like this; the message says why, and what to do instead."""


def begin_site(folder: Path, name: str, tags: tuple[str, ...]) -> dict[str, str]:
    """Make the files of a new site: text by path relative to its folder, sorted; writes nothing.

    Args:
        folder: Where the site will be; may exist, if it has none of the files.
        name: Name of the gateway.
        tags: BCP 47 tags of the published locales, in order.

    Raises:
        RefusedSiteError: A file is there already, or the name or a tag cannot be one.
        OSError: A packaged file cannot be read.
    """
    name = " ".join(name.split())
    _require_form(_NAME, name, "the name of a gateway", "write 1 to 200 characters that can be seen")
    tags = tuple(dict.fromkeys(tags))
    files = {**dict(_starter_files(name, tags)), **dict(_locale_files(tags)), **dict(_schema_files())}
    present = [path for path in sorted(files) if (folder / path).exists()]
    if present:
        more = f" and {len(present) - 1} more" if len(present) > 1 else ""
        raise RefusedSiteError(
            f"{folder / present[0]}{more} would be written over; choose a folder without a site, or remove it"
        )
    return {path: files[path] for path in sorted(files)}


def _starter_files(name: str, tags: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    starter = packaged_folder("starter")
    for path in sorted(starter.rglob("*")):
        relative = path.relative_to(starter)
        is_other_locale = relative.parts[0] == LOCALES_FOLDER and relative.parts[1:] and relative.parts[1] not in tags
        if path.is_file() and not is_other_locale and relative.parts[0] != "dist":
            yield relative.as_posix(), _fill_in(relative.as_posix(), path.read_text(encoding="utf-8"), name, tags)


def _schema_files() -> Iterator[tuple[str, str]]:
    """Give the schemas that editors check records with; the starter's records name them in their first line."""
    known_ids = find_ids(packaged_folder("starter") / CATALOG_FOLDER)
    for kind in RECORD_CLASSES:
        yield f"{CATALOG_FOLDER}/{SCHEMAS_FOLDER}/{schema_name(kind)}", format_schema(make_schema(kind, known_ids))


def _fill_in(path: str, text: str, name: str, tags: tuple[str, ...]) -> str:
    """Put the name and the locales into the two files that have them."""
    if path == _CONFIG:
        for key, value in (("name", name), ("locales", list(tags))):
            entry = "\n".join(write_entry(key, value))
            before, after = re.split(rf"^{key}: .*$", text, maxsplit=1, flags=re.MULTILINE)
            text = f"{before}{entry}{after}"
    return text.replace(DEFAULT_NAME, name) if path == _README else text


def _locale_files(tags: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give the `locale.yaml` of every language that does not come with the program."""
    packaged = {path.parent.name: path for path in packaged_folder(LOCALES_FOLDER).glob("*/locale.yaml")}
    slugs: dict[str, str] = {}
    for tag in tags:
        _require_form(_TAG, tag, "a locale", "write a language tag such as `de` or `zh-Hans`")
        if not is_known_tag(tag):
            raise RefusedSiteError(f"CLDR does not know the language {show_value(tag)}{suggest(tag, packaged)}")
        slug = read_yaml(tag, packaged[tag].read_bytes()).value["slug"] if tag in packaged else tag.lower()
        if slug in slugs:
            raise RefusedSiteError(
                f"locales {slugs[slug]} and {tag} would have the same addresses; leave out one of them"
            )
        slugs[slug] = tag
        if tag not in packaged:
            own_name = str(Locale(tag, slug, "").babel.get_display_name())
            lines = [*write_entry("name", own_name[:1].upper() + own_name[1:]), *write_entry("slug", slug)]
            yield f"{LOCALES_FOLDER}/{tag}/locale.yaml", "\n".join(lines) + "\n"


def untranslated_tags(files: dict[str, str], tags: tuple[str, ...], source_tag: str = "en") -> tuple[str, ...]:
    """Give the locales of a new site that no translation comes with."""
    return tuple(
        tag for tag in tags if tag != source_tag and f"{LOCALES_FOLDER}/{tag}/LC_MESSAGES/catalog.po" not in files
    )


def _require_form(adapter: TypeAdapter[str], text: str, what: str, fix: str) -> None:
    try:
        adapter.validate_python(text)
    except ValidationError:
        raise RefusedSiteError(f"{show_value(text)} cannot be {what}; {fix}") from None
