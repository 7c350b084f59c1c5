"""Reads the `locale.yaml` of every locale that a site publishes."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import suggest
from site_builder.catalog.positions import locate
from site_builder.catalog.yaml_reader import YamlFile, read_yaml
from site_builder.diagnostics import Diagnostic, Span
from site_builder.i18n.locale import Locale, is_known_tag, is_slug
from site_builder.i18n.locales_folder import LOCALES_FOLDER, LocaleFiles
from site_builder.records.base import show_value

_FIELDS = {"name", "slug"}


def read_locales(catalog: Catalog, files: LocaleFiles) -> tuple[tuple[Locale, ...], tuple[Diagnostic, ...]]:
    """Give the locales of a site, in its order; and what is wrong with others, and with the language of the records."""
    locales: list[Locale] = []
    site_file = catalog.files[RecordId("site")]
    problems = [] if is_known_tag(catalog.site.source_locale) else [_unknown_source(catalog, site_file)]
    for index, tag in enumerate(catalog.site.locales):
        locale = _read_locale(tag, files)
        if isinstance(locale, str):
            problems.append(_unknown_locale(locate(site_file.path, site_file.text, ("locales", index)), tag, locale))
        elif isinstance(locale, tuple):
            problems.extend(locale)
        else:
            other = next((known.tag for known in locales if known.slug == locale.slug), None)
            if other is not None:
                span = locate(site_file.path, site_file.text, ("locales", index))
                problems.append(_shared_slug(span, locale, other))
            locales.append(locale)
    return tuple(locales), tuple(problems)


def _read_locale(tag: str, files: LocaleFiles) -> Locale | str | tuple[Diagnostic, ...]:
    """Give a locale; or, as text, why there is no such locale; or what is wrong with its file."""
    if not is_known_tag(tag):
        return "CLDR does not know this language"
    found = files.find(tag, "locale.yaml")
    if found is None:
        return f"there is no {LOCALES_FOLDER}/{tag}/locale.yaml"
    shown, path = found
    file = read_yaml(shown, path.read_bytes())
    if file.diagnostics:
        return file.diagnostics
    problems = tuple(_find_malformed(file, tag))
    return problems or Locale(tag, file.value["slug"], file.value["name"])


def _find_malformed(file: YamlFile, tag: str) -> Iterator[Diagnostic]:
    """Give a finding for each field that is unknown, missing or not what it must be."""
    unknown = sorted(file.value.keys() - _FIELDS)
    for field in unknown:
        message = f"unknown field `{field}`{suggest(field, _FIELDS)}"
        yield _malformed(locate(file.path, file.text, (field,), at_key=True), message, tag)
    name, slug = file.value.get("name"), file.value.get("slug")
    if not isinstance(name, str) or not name or slug is None:
        if not unknown:  # which is likely the one that seems to be missing
            yield _malformed(Span(file.path), "it must have a `name` and a `slug`", tag)
    elif not isinstance(slug, str) or not is_slug(slug):
        message = f"{show_value(slug)} cannot be a slug: that is two or more lower-case letters, with parts after `-`"
        yield _malformed(locate(file.path, file.text, ("slug",)), message, tag)


def _malformed(span: Span, message: str, tag: str) -> Diagnostic:
    return Diagnostic(
        "locale-malformed",
        span,
        message,
        "the language switch shows the name, and addresses start with the slug",
        f"write e.g. `name: Deutsch` and `slug: {tag.lower()}`",
    )


def _shared_slug(span: Span, locale: Locale, other: str) -> Diagnostic:
    return Diagnostic(
        "locale-slug-duplicate",
        span,
        f"locales {other} and {locale.tag} both have the slug `{locale.slug}`",
        "their pages would have the same addresses",
        f"give one of them another `slug` in its {LOCALES_FOLDER}/<tag>/locale.yaml, e.g. `{locale.tag.lower()}`",
    )


def _unknown_source(catalog: Catalog, site_file: YamlFile) -> Diagnostic:
    return Diagnostic(
        "locale-unknown",
        locate(site_file.path, site_file.text, ("source_locale",)),
        f"the records cannot be in {catalog.site.source_locale}: CLDR does not know this language",
        "pages say in which language a text is that has no translation",
        "write the tag of the language that the prose of the records is in, e.g. `source_locale: en`",
    )


def _unknown_locale(span: Span, tag: str, reason: str) -> Diagnostic:
    return Diagnostic(
        "locale-unknown",
        span,
        f"locale {tag} cannot be published: {reason}",
        "a published locale needs its name and the first part of its addresses",
        f"create {LOCALES_FOLDER}/{tag}/locale.yaml, or remove the locale from site.yaml",
    )
