"""Reading a whole site: locales, templates, assets, and all that can be wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build.inputs import read_site
from site_builder.diagnostics import Diagnostic, Severity, Span


def _diagnostics(site: Path) -> tuple[Diagnostic, ...]:
    inputs, diagnostics = read_site(site)
    assert inputs is None
    return diagnostics


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _publish(site: Path, *tags: str) -> None:
    path = site / "catalog/site.yaml"
    path.write_text(path.read_text().replace("[zh-Hans, ru, en]", f"[{', '.join(tags)}]"))


def test_locales_come_in_the_order_of_the_site(small_site: Path) -> None:
    """The published locales have their slugs and names, packaged ones included."""
    inputs, diagnostics = read_site(small_site)

    assert diagnostics == ()
    assert inputs is not None
    assert [(locale.tag, locale.slug, locale.name) for locale in inputs.locales] == [
        ("zh-Hans", "zh", "简体中文"),
        ("ru", "ru", "Русский"),
        ("en", "en", "English"),
    ]


def test_a_sites_own_locale_hides_the_packaged_one(small_site: Path) -> None:
    """Name and slug of a locale are the site's to choose."""
    _write(small_site / "locales/ru/locale.yaml", "name: По-русски\nslug: russian\n")

    inputs, _ = read_site(small_site)

    assert inputs is not None
    assert (inputs.locales[1].slug, inputs.locales[1].name) == ("russian", "По-русски")


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("de", "there is no locales/de/locale.yaml"),
        ("qqx", "CLDR does not know this language"),
    ],
)
def test_a_locale_without_a_folder_is_unknown(tag: str, reason: str, small_site: Path) -> None:
    """The tag in `site.yaml` is marked, with the reason."""
    _publish(small_site, "en", tag)

    found = _diagnostics(small_site)

    assert [item.code for item in found] == ["locale-unknown"]
    assert found[0].span == Span("catalog/site.yaml", 10, 15, len(tag))
    assert found[0].message == f"locale {tag} cannot be published: {reason}"


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("name: Русский", "locale-malformed", "it must have a `name` and a `slug`"),
        ("slug: ru", "locale-malformed", "it must have a `name` and a `slug`"),
        ("name: ''\nslug: ru", "locale-malformed", "it must have a `name` and a `slug`"),
        ("name: 1\nslug: ru", "locale-malformed", "it must have a `name` and a `slug`"),
        (
            "name: Русский\nslug: ru\nsluk: ru",
            "locale-malformed",
            "unknown field `sluk`; did you mean `slug`?",
        ),
    ],
)
def test_a_locale_file_must_name_it(text: str, code: str, message: str, small_site: Path) -> None:
    """A `locale.yaml` without a usable name and slug, or with other fields, is refused."""
    _write(small_site / "locales/ru/locale.yaml", text)

    found = _diagnostics(small_site)

    assert [(item.code, item.span.path) for item in found] == [(code, "locales/ru/locale.yaml")]
    assert found[0].message.startswith(message.partition(";")[0])
    assert ("`slug`" in found[0].message) == ("`slug`" in message)


@pytest.mark.parametrize(
    ("slug", "shown"), [("Ru", "`Ru`"), ("../ru", "`../ru`"), ("r", "`r`"), ("[ru]", "a list"), ("7", "`7`")]
)
def test_a_slug_that_cannot_begin_addresses_is_marked(slug: str, shown: str, small_site: Path) -> None:
    """The finding says what is wrong with it, at its place."""
    _write(small_site / "locales/ru/locale.yaml", f"name: Русский\nslug: {slug}")

    (found,) = _diagnostics(small_site)

    assert (found.code, found.span) == ("locale-malformed", Span("locales/ru/locale.yaml", 2, 7, len(slug)))
    assert found.message == (f"{shown} cannot be a slug: that is two or more lower-case letters, with parts after `-`")


def test_unknown_fields_of_a_locale_are_marked_where_they_stand(small_site: Path) -> None:
    """Each is a finding of its own; what one of them was likely meant to be is not called missing as well."""
    _write(small_site / "locales/ru/locale.yaml", "name: Русский\nslag: ru\ndir: ltr")

    found = _diagnostics(small_site)

    assert [(item.message, item.span.line) for item in found] == [
        ("unknown field `slag`; did you mean `slug`?", 2),
        ("unknown field `dir`", 3),
    ]


def test_a_locale_file_that_is_no_yaml_is_reported_at_its_line(small_site: Path) -> None:
    """Syntax errors of a `locale.yaml` are those of any YAML file."""
    _write(small_site / "locales/ru/locale.yaml", "name: Русский\nslug: [")

    found = _diagnostics(small_site)

    assert {item.span.path for item in found} == {"locales/ru/locale.yaml"}
    assert found[0].code == "yaml-syntax"


def test_two_locales_cannot_share_a_slug(small_site: Path) -> None:
    """Two locales with the same slug would write each other's pages; the second one is marked."""
    _write(small_site / "locales/ru/locale.yaml", "name: Русский\nslug: zh\n")

    found = _diagnostics(small_site)

    assert found == (
        Diagnostic(
            "locale-slug-duplicate",
            Span("catalog/site.yaml", 10, 20, 2),
            "locales zh-Hans and ru both have the slug `zh`",
            "their pages would have the same addresses",
            "give one of them another `slug` in its locales/<tag>/locale.yaml, e.g. `ru`",
        ),
    )


def test_warnings_do_not_keep_a_site_from_being_read(small_site: Path) -> None:
    """A text without translation is a warning, and the site is there."""
    path = small_site / "catalog/models/acme/mini.yaml"
    path.write_text(path.read_text().replace("A quick model for easy questions.", "A new summary."))

    inputs, diagnostics = read_site(small_site)

    assert inputs is not None
    assert [(item.code, item.severity) for item in diagnostics] == [("translation-missing", Severity.WARNING)] * 2


def test_problems_of_all_kinds_are_reported_at_once(small_site: Path) -> None:
    """Records, messages and templates are all looked at before anything is said, sorted by path."""
    _write(small_site / "templates/partials/footer.html.j2", "{% if %}")
    _write(small_site / "templates/partials/breadcrumbs.html.j2", "{{ 1|nofilter }}")
    _write(small_site / "locales/ru/LC_MESSAGES/ui.po", "msgid")
    _publish(small_site, "en", "ru", "de")

    found = _diagnostics(small_site)

    assert [(item.code, item.span.path) for item in found] == [
        ("locale-unknown", "catalog/site.yaml"),
        ("po-syntax", "locales/ru/LC_MESSAGES/ui.po"),
        ("template-syntax", "templates/partials/breadcrumbs.html.j2"),
        ("template-syntax", "templates/partials/footer.html.j2"),
    ]


@pytest.mark.parametrize("refused", ["templates/assets/css/own.css", "locales/ru/LC_MESSAGES/catalog.po"])
def test_what_the_system_refuses_is_a_diagnostic(
    refused: str, small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file and the reason are those of the system, whether it belongs to records or to pages."""
    real_read = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path == small_site / refused:
            raise PermissionError(13, "Permission denied", str(path))
        return real_read(path)

    _write(small_site / refused, "")
    monkeypatch.setattr(Path, "read_bytes", read_bytes)

    found = _diagnostics(small_site)

    assert found == (
        Diagnostic(
            "file-unreadable",
            Span(refused),
            "the file cannot be read: Permission denied",
            "the site cannot be built without it",
            "check what it is, and that you may read it",
        ),
    )
