"""Whole builds of a small site: what is rendered, what is published, and what stays as it was."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from site_builder.build import run
from site_builder.build.checking import check_site
from site_builder.build.inputs import read_site
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.pipeline import BuildOptions, BuildResult, build_site
from site_builder.build.publish import PublishedFolder
from site_builder.build.rendering import make_link_checker, render_tasks
from site_builder.build.run import Progress, run_with_rules
from site_builder.build.source import read_source
from site_builder.build.workers import Share
from site_builder.pages.routes import list_pages

_LOCALES = ("zh", "ru", "en")
_ROOT_PAGES = {"index.html", "404.html"}
_MINI = "catalog/models/acme/mini.yaml"
_LARGE = "catalog/models/acme/large.yaml"


def _build(site: Path, **options: object) -> BuildResult:
    return build_site(BuildOptions(site, site / "dist", jobs=1, **options))  # type: ignore[arg-type]


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _states(folder: Path) -> dict[str, tuple[int, int]]:
    """Give inode and time of everything in a folder, the folder itself included."""
    paths = [folder, *folder.rglob("*")]
    return {path.as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}


def _rendered(result: BuildResult) -> set[str]:
    assert result.plan is not None
    return {artifact.path for artifact, _ in result.plan.stale}


def _in_all(*pages: str) -> set[str]:
    return {f"{locale}/{page}" for locale in _LOCALES for page in pages}


def _codes(result: BuildResult) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


_HOME = _in_all("index.html")
_NOT_FOUND = _in_all("404.html")
_PROVIDER = _in_all("providers/acme/index.html")
_PROTOCOL = _in_all("protocols/acme-chat/index.html")
_MINI_PAGES = _in_all("models/acme/mini/index.html")
_LARGE_PAGES = _in_all("models/acme/large/index.html")
_MINI_CODE = _in_all("models/acme/mini/code/index.html")
_LARGE_CODE = _in_all("models/acme/large/code/index.html")
_MINI_REDIRECTS = _in_all("models/acme/acme-mini/index.html")
_LATEST_REDIRECTS = _in_all("models/acme/acme-large-latest/index.html")
_LARGE_REDIRECTS = _in_all("models/acme/acme-large/index.html") | _LATEST_REDIRECTS
_TRANSLATIONS = _in_all("translations/index.html")
_PRICING = _in_all("pricing/index.html")
_LANDSCAPE = _in_all("landscape/index.html")
_CHANGES = _in_all("changes/index.html")
"""Of Large alone, which has a day of release."""
_COMPARE = _in_all("compare/index.html")
_PAIR = _in_all("compare/acme/large/vs/acme/mini/index.html")
_LISTS = _in_all(
    *(f"browse/{name}/index.html" for name in ("kind/chat", "input/text", "output/text", "capability/streaming"))
)
"""By what both models have in common."""
_LISTS_OF_MINI = _LISTS | _in_all("browse/status/preview/index.html")
_LISTS_OF_LARGE = _LISTS | _in_all("browse/input/image/index.html", "browse/status/stable/index.html")
_ALL_LISTS = _LISTS_OF_MINI | _LISTS_OF_LARGE
_FULL_PAGES = (
    _HOME
    | _PRICING
    | _LANDSCAPE
    | _CHANGES
    | _COMPARE
    | _PAIR
    | _ALL_LISTS
    | _TRANSLATIONS
    | _NOT_FOUND
    | _PROVIDER
    | _PROTOCOL
    | _MINI_PAGES
    | _LARGE_PAGES
    | _MINI_CODE
    | _LARGE_CODE
)
_LOCALE_PAGES = _FULL_PAGES | _MINI_REDIRECTS | _LARGE_REDIRECTS
_ALL_PAGES = _LOCALE_PAGES | _ROOT_PAGES
_SEARCH = _in_all("search/catalog.json", "search/prose-1.json")
_PRICE_FILES = _in_all("calculator.json") | {"pricing.csv"}
_FOR_MACHINES = _in_all("feed.xml", "llms.txt") | {"llms.txt"} | {"sitemap.xml", "robots.txt", "_headers", "_redirects"}
_OPENAPI = _in_all("openapi.json") | {"openapi.json"}
_MIRRORS = _in_all("models/acme/large/index.md", "models/acme/mini/index.md", "protocols/acme-chat/index.md")
_API = {"api/catalog.json", "api/schema.json", "api/models/acme/large.json", "api/models/acme/mini.json"}


def test_a_first_build_publishes_exactly_the_site(small_site: Path) -> None:
    """All pages, ten assets, search, prices, files for programs and the manifest are published, and nothing else."""
    result = _build(small_site)

    published = set(_tree(small_site / "dist"))
    assets = {path for path in published if path.startswith("assets/")}
    assert result.diagnostics == ()
    assert result.is_published
    assert result.page_count == 74
    others = _SEARCH | _PRICE_FILES | _FOR_MACHINES | _OPENAPI | _API | _MIRRORS
    assert published == _ALL_PAGES | others | assets | {MANIFEST_NAME}
    assert sorted(re.sub(r"\.[0-9a-f]{12}\.", ".", path) for path in assets) == [
        "assets/calculator.js",
        "assets/catalog.js",
        "assets/chooser.js",
        "assets/compare.js",
        "assets/icons.svg",
        "assets/markdown.js",
        "assets/search.js",
        "assets/site.css",
        "assets/site.js",
        "assets/theme.js",
    ]
    assert sorted(path.name for path in small_site.iterdir()) == ["catalog", "dist", "locales"]


def test_a_second_build_touches_nothing(built_site: Path) -> None:
    """When nothing has changed, nothing is rendered and no file or folder is written."""
    before = _states(built_site / "dist")

    result = _build(built_site)

    assert result.is_published
    assert result.page_count == 74
    assert _rendered(result) == set()
    assert _states(built_site / "dist") == before


def test_clean_renders_everything_to_the_same_bytes(built_site: Path) -> None:
    """`--clean` renders all pages again; the result is the same."""
    before = _tree(built_site / "dist")

    result = _build(built_site, clean=True)

    assert _rendered(result) == set(before) - {MANIFEST_NAME}
    assert _tree(built_site / "dist") == before


def test_pages_that_do_not_change_keep_their_files(built_site: Path) -> None:
    """An edit writes only the pages it changes: the others keep inode and time."""
    before = _states(built_site / "dist")
    _edit(built_site / _LARGE, '"2.00"', '"2.25"')

    _build(built_site)
    after = _states(built_site / "dist")

    kept = {path for path in before if Path(path).is_file() and after.get(path) == before[path]}
    assert {Path(path).relative_to(built_site / "dist").as_posix() for path in kept if path.endswith(".html")} == (
        _LANDSCAPE
        | _CHANGES
        | _COMPARE
        | (_LISTS_OF_MINI - _LISTS)
        | _TRANSLATIONS
        | _NOT_FOUND
        | _MINI_PAGES
        | _MINI_CODE
        | _LARGE_CODE
        | _MINI_REDIRECTS
        | _LARGE_REDIRECTS
        | _ROOT_PAGES
    )


Edit = Callable[[Path], None]


def _price_of_mini(site: Path) -> None:
    _edit(site / _MINI, 'amount: "0.20"', 'amount: "0.20125"')


def _price_of_large(site: Path) -> None:
    _edit(site / _LARGE, 'amount: "2.00"', 'amount: "2.25"')


def _name_of_mini(site: Path) -> None:
    _edit(site / _MINI, "name: Acme Mini", "name: Acme Minimum")


def _name_of_large(site: Path) -> None:
    _edit(site / _LARGE, "name: Acme Large", "name: Acme Larger")


def _spelling_of_latest(site: Path) -> None:
    _edit(site / _LARGE, "id: acme-large-latest", "id: Acme-Large-Latest")


def _id_of_latest(site: Path) -> None:
    _edit(site / _LARGE, "id: acme-large-latest", "id: acme-large-newest")


def _large_retires(site: Path) -> None:
    _edit(site / _LARGE, "status: stable", "status: retired")


def _faq_of_large(site: Path) -> None:
    _edit(site / _LARGE, "Yes, it can.", "Yes, it can, and it reads them too.")


def _provider_website(site: Path) -> None:
    _edit(site / "catalog/providers/acme.yaml", "https://acme.example.com", "https://www.acme.example.com")


def _provider_name(site: Path) -> None:
    _edit(site / "catalog/providers/acme.yaml", "name: Acme", "name: Acme Works")


def _protocol_text(site: Path) -> None:
    _edit(site / "catalog/protocols/acme-chat.yaml", "How random the answer is.", "How varied the answer is.")


def _benchmark(site: Path) -> None:
    _edit(site / "catalog/benchmarks/quiz.yaml", "General knowledge", "Broad knowledge")


def _site_name(site: Path) -> None:
    _edit(site / "catalog/site.yaml", "Small Gateway", "Little Gateway")


def _locale_order(site: Path) -> None:
    _edit(site / "catalog/site.yaml", "[zh-Hans, ru, en]", "[en, ru, zh-Hans]")


def _messages_of_russian(site: Path) -> None:
    _edit(site / "locales/ru/LC_MESSAGES/catalog.po", "Разработчик небольших моделей.", "Делает небольшие модели.")


def _russian_in_doubt(site: Path) -> None:
    _edit(site / "locales/ru/LC_MESSAGES/catalog.po", 'msgid "A quick model', '#, fuzzy\nmsgid "A quick model')


def _locale_name(site: Path) -> None:
    _write(site / "locales/ru/locale.yaml", "name: По-русски\nslug: ru\n")


def _own_partial(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", "<footer>Ours</footer>\n")


def _own_page_template(site: Path) -> None:
    _write(
        site / "templates/pages/not-found.html.j2",
        '{% extends "default/pages/not-found.html.j2" %}\n{% block main %}<h1>Lost?</h1>{% endblock %}\n',
    )


def _own_dynamic_include(site: Path) -> None:
    _write(
        site / "templates/pages/not-found.html.j2", '{% set name = "aside" %}{% include "own/" ~ name ~ ".html.j2" %}'
    )
    _write(site / "templates/own/aside.html.j2", "<p>One</p>")


def _own_style(site: Path) -> None:
    _write(site / "templates/assets/css/95-own.css", "body { margin: 0 }\n")


def _own_file_asset(site: Path) -> None:
    _write(site / "templates/assets/js/theme.js", "// nothing\n")


def _without_mini(site: Path) -> None:
    (site / _MINI).unlink()
    _edit(site / _LARGE, "rivals: [acme/mini]\n", "")
    _edit(site / _LARGE, "related: [acme/mini]\n", "")


def _with_nano(site: Path) -> None:
    shutil.copy(site / _MINI, site / "catalog/models/acme/nano.yaml")
    _edit(site / "catalog/models/acme/nano.yaml", "acme-mini", "acme-nano")
    _edit(site / "catalog/models/acme/nano.yaml", "name: Acme Mini", "name: Acme Nano")
    _edit(site / "catalog/models/acme/nano.yaml", "for easy questions", "for the easiest questions")


def _with_renamed_mini(site: Path) -> None:
    (site / _MINI).rename(site / "catalog/models/acme/tiny.yaml")
    _edit(site / _LARGE, "acme/mini", "acme/tiny")


def _with_another_provider(site: Path) -> None:
    _write(
        site / "catalog/providers/zenith.yaml", "name: Zenith\nsummary: Makes none.\nwebsite: https://z.example.com\n"
    )


def _without_chinese(site: Path) -> None:
    _edit(site / "catalog/site.yaml", "[zh-Hans, ru, en]", "[ru, en]")


def _with_base_path(site: Path) -> None:
    _edit(site / "catalog/site.yaml", "https://models.example.com", "https://www.example.com/docs/models")


_MODEL_KINDS = _HOME | _PROVIDER | _PROTOCOL
_PRICED_KINDS = _MODEL_KINDS | _PRICING
_NAMING_KINDS = _PRICED_KINDS | _LANDSCAPE | _COMPARE
_EDITS: list[tuple[Edit, set[str]]] = [
    (_price_of_mini, _PRICED_KINDS | _LISTS_OF_MINI | _PAIR | _MINI_PAGES | _LARGE_PAGES),
    (_price_of_large, _PRICED_KINDS | _LISTS_OF_LARGE | _PAIR | _LARGE_PAGES),
    (
        _name_of_mini,
        _NAMING_KINDS | _LISTS_OF_MINI | _PAIR | _MINI_PAGES | _MINI_CODE | _LARGE_PAGES | _MINI_REDIRECTS,
    ),
    (
        _name_of_large,  # among more models of Mini
        _NAMING_KINDS
        | _CHANGES
        | _LISTS_OF_LARGE
        | _PAIR
        | _LARGE_PAGES
        | _LARGE_CODE
        | _LARGE_REDIRECTS
        | _MINI_PAGES,
    ),
    (_spelling_of_latest, _LARGE_PAGES | _LATEST_REDIRECTS),
    (_id_of_latest, _LARGE_PAGES | _in_all("models/acme/acme-large-newest/index.html")),
    (
        _large_retires,  # no more among more models of Mini; its list by status is gone, which the other one links to
        _MODEL_KINDS
        | _LANDSCAPE
        | (_ALL_LISTS - _in_all("browse/status/stable/index.html"))
        | _in_all("browse/status/retired/index.html")
        | _PAIR
        | _LARGE_PAGES
        | _LARGE_CODE
        | _MINI_PAGES,
    ),
    (_faq_of_large, _LARGE_PAGES | _TRANSLATIONS),
    (_provider_website, _PROVIDER | _MINI_PAGES | _LARGE_PAGES),
    (_provider_name, _ALL_PAGES),
    (_protocol_text, _HOME | _PROTOCOL | _MINI_PAGES | _LARGE_PAGES | _MINI_CODE | _LARGE_CODE | _TRANSLATIONS),
    (_benchmark, _LARGE_PAGES | _COMPARE | _PAIR | _TRANSLATIONS),
    (_site_name, _ALL_PAGES),
    (_locale_order, _ALL_PAGES),
    (_messages_of_russian, {page for page in _LOCALE_PAGES if page.startswith("ru/")} | _ROOT_PAGES),
    (
        _russian_in_doubt,  # the other languages have one alternate less
        {page for page in _LOCALE_PAGES if page.startswith("ru/")}
        | _ROOT_PAGES
        | _MINI_PAGES
        | _LARGE_PAGES
        | _PAIR
        | _TRANSLATIONS,
    ),
    (_locale_name, _ALL_PAGES),
    (_own_partial, _FULL_PAGES),
    (_own_page_template, _NOT_FOUND),
    (_own_dynamic_include, _NOT_FOUND),
    (_own_style, _ALL_PAGES),
    (_own_file_asset, _ALL_PAGES),
    (_without_mini, _NAMING_KINDS | _LISTS_OF_LARGE | _LARGE_PAGES | _TRANSLATIONS),
    (
        _with_nano,  # among more models of both others
        _PRICED_KINDS
        | _LANDSCAPE
        | _ALL_LISTS
        | _TRANSLATIONS
        | _MINI_PAGES
        | _LARGE_PAGES
        | _in_all("models/acme/nano/index.html", "models/acme/nano/code/index.html")
        | _in_all("models/acme/acme-nano/index.html"),
    ),
    (
        _with_renamed_mini,
        _NAMING_KINDS
        | _LISTS_OF_MINI
        | _in_all("compare/acme/large/vs/acme/tiny/index.html")
        | _LARGE_PAGES
        | _MINI_REDIRECTS
        | _in_all("models/acme/tiny/index.html", "models/acme/tiny/code/index.html"),
    ),
    (_with_another_provider, _ALL_PAGES | _in_all("providers/zenith/index.html")),
    (_without_chinese, {page for page in _ALL_PAGES if not page.startswith("zh/")}),
    (_with_base_path, _ALL_PAGES),
]


_EDITS_OF_ONE_FACT = (
    _price_of_mini,
    _price_of_large,
    _name_of_mini,
    _name_of_large,
    _spelling_of_latest,
    _id_of_latest,
    _large_retires,
    _faq_of_large,
    _benchmark,
    _with_nano,
    _with_renamed_mini,
)
"""Nothing is rendered for these without a change of its bytes, but for what follows."""

_SAME_NEVERTHELESS = {_with_renamed_mini: _in_all("models/acme/large/index.md")}
"""What an edit of a record makes anew, though it shows nothing of that: mirrors do not name related models."""


@pytest.mark.parametrize(("edit", "pages"), _EDITS, ids=[edit.__name__.strip("_") for edit, _ in _EDITS])
def test_an_edit_renders_only_its_pages_and_gives_what_a_clean_build_gives(
    edit: Edit, pages: set[str], built_site: Path
) -> None:
    """Exactly the pages that may show the edited input are rendered, and the result is that of a clean build.

    Which files of the search are made again: see `test_outputs.py`.
    """
    before = _tree(built_site / "dist")
    edit(built_site)

    result = _build(built_site)
    clean = build_site(BuildOptions(built_site, built_site.parent / "clean", jobs=1))

    assert set(_codes(result)) <= {"translation-missing", "group-half-translated"}
    assert {path for path in _rendered(result) if path.endswith(".html")} == pages
    assert clean.is_published
    after = _tree(built_site / "dist")
    assert after == _tree(built_site.parent / "clean")
    if edit in _EDITS_OF_ONE_FACT:
        changed = {path for path in after if after[path] != before.get(path)} - {MANIFEST_NAME}
        assert changed | _SAME_NEVERTHELESS.get(edit, set()) == _rendered(result)


def test_an_edited_dynamic_include_is_noticed(small_site: Path) -> None:
    """A template that is named only when a page is rendered is an input of the page too."""
    _own_dynamic_include(small_site)
    _build(small_site)
    _write(small_site / "templates/own/aside.html.j2", "<p>Two</p>")

    result = _build(small_site)

    assert _rendered(result) == _NOT_FOUND
    assert (small_site / "dist/en/404.html").read_text() == "<p>Two</p>"


def _longer_page(dist: Path) -> None:
    _write(dist / "en/index.html", (dist / "en/index.html").read_text() + "<!-- edited by hand -->")


def _other_letter(dist: Path) -> None:
    _edit(dist / "en/index.html", "Small Gateway", "Smell Gateway")
    later = (dist / MANIFEST_NAME).stat().st_mtime_ns + 1_000_000_000
    os.utime(dist / "en/index.html", ns=(later, later))


def _deleted_page(dist: Path) -> None:
    (dist / "en/index.html").unlink()


def _deleted_folder(dist: Path) -> None:
    shutil.rmtree(dist / "en")


def _linked_folder(dist: Path) -> None:
    (dist / "en").rename(dist.parent / "moved")
    (dist / "en").symlink_to(dist.parent / "moved")


def _damaged_manifest(dist: Path) -> None:
    (dist / MANIFEST_NAME).write_text("{")


def _foreign_file(dist: Path) -> None:
    _write(dist / "en/notes/note.txt", "mine")


def _foreign_link(dist: Path) -> None:
    (dist / "link").symlink_to(dist.parent)


_EN_PAGES = {page for page in _LOCALE_PAGES if page.startswith("en/")}


@pytest.mark.parametrize(
    ("damage", "pages"),
    [
        (_longer_page, {"en/index.html"}),
        (_other_letter, {"en/index.html"}),
        (_deleted_page, {"en/index.html"}),
        (_deleted_folder, _EN_PAGES),
        (_linked_folder, _EN_PAGES),
        (_damaged_manifest, _ALL_PAGES),
        (_foreign_file, set()),
        (_foreign_link, set()),
    ],
)
def test_what_was_done_to_the_published_folder_is_mended(damage: Edit, pages: set[str], built_site: Path) -> None:
    """Edited and deleted output is rendered again, what does not belong there is removed; then all is as before."""
    before = _tree(built_site / "dist")
    damage(built_site / "dist")

    result = _build(built_site)

    assert {path for path in _rendered(result) if path.endswith(".html")} == pages
    assert _tree(built_site / "dist") == before
    assert not any(path.is_symlink() for path in (built_site / "dist").rglob("*"))


def _undefined_name(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", "<p>\n{{ view.nothing }}</p>")


def _impossible_arithmetic(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", "{{ 1 / 0 }}")


def _endless_include(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", '{% include "partials/footer.html.j2" %}')


def _template_syntax(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", "{% if %}")


def _missing_template(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", '{% include "partials/nothing.html.j2" %}')


def _template_encoding(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", "")
    (site / "templates/partials/footer.html.j2").write_bytes(b"\xff\xfe")


def _broken_record(site: Path) -> None:
    _edit(site / _MINI, '"0.20"', '"-0.20"')


def _broken_reference(site: Path) -> None:
    (site / _MINI).unlink()


def _broken_link(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", '<a href="/en/nowhere/">x</a>')


def _broken_anchor(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", '<a href="/en/#nowhere">x</a>')


def _repeated_id(site: Path) -> None:
    _write(site / "templates/partials/footer.html.j2", '<p id="main">x</p>')


def _broken_messages(site: Path) -> None:
    _edit(site / "locales/ru/LC_MESSAGES/catalog.po", 'msgid "The key is wrong."', 'msgid "The key')


def _unknown_locale(site: Path) -> None:
    _edit(site / "catalog/site.yaml", "ru, en]", "ru, en, de]")


def _no_catalog(site: Path) -> None:
    shutil.rmtree(site / "catalog")


@pytest.mark.parametrize(
    ("break_site", "code", "path"),
    [
        (_undefined_name, "template-error", "templates/partials/footer.html.j2"),
        (_impossible_arithmetic, "template-error", "templates/partials/footer.html.j2"),
        (_endless_include, "template-error", "templates/partials/footer.html.j2"),
        (_template_syntax, "template-syntax", "templates/partials/footer.html.j2"),
        (_missing_template, "template-missing", "templates/partials/footer.html.j2"),
        (_template_encoding, "template-unreadable", "templates/partials/footer.html.j2"),
        (_broken_record, "price-negative", _MINI),
        (_broken_reference, "reference-unknown", _LARGE),
        (_broken_link, "link-broken", "en/404.html"),
        (_broken_anchor, "link-broken", "en/404.html"),
        (_repeated_id, "anchor-duplicate", "en/404.html"),
        (_unknown_locale, "locale-unknown", "catalog/site.yaml"),
        (_no_catalog, "site-without-catalog", "catalog"),
    ],
)
def test_a_broken_site_is_not_published(break_site: Edit, code: str, path: str, built_site: Path) -> None:
    """Every kind of error is reported at its file, and what is published stays, to the inode."""
    before = _states(built_site / "dist")
    break_site(built_site)

    result = _build(built_site)

    assert not result.is_published
    assert (result.diagnostics[0].code, result.diagnostics[0].span.path) == (code, path)
    assert list(result.diagnostics) == sorted(result.diagnostics)
    assert _states(built_site / "dist") == before
    assert {path.name for path in built_site.iterdir()} <= {"catalog", "dist", "locales", "templates"}


def test_pages_fall_back_where_messages_are_broken(built_site: Path) -> None:
    """A slip of a translator is named, and keeps neither this page nor any other from being published."""
    _broken_messages(built_site)

    result = _build(built_site)

    page = (built_site / "dist/ru/models/acme/mini/index.html").read_text(encoding="utf-8")
    assert result.is_published
    assert [(item.code, item.span.path, item.span.line) for item in result.diagnostics] == [
        ("po-syntax", "locales/ru/LC_MESSAGES/catalog.po", 10)
    ]
    assert re.search(r'<p class="lead"[^>]*><span lang="en">A quick model for easy questions.</span></p>', page)


def test_check_says_what_a_build_says(small_site: Path) -> None:
    """`check` finds the same problems without writing."""
    assert check_site(small_site) == ()

    for break_site in (_broken_link, _undefined_name, _broken_record):
        break_site(small_site)
        found = check_site(small_site)

        assert found == _build(small_site).diagnostics
        assert found != ()

    assert not (small_site / "dist").exists()


def test_a_full_disk_leaves_what_is_published(built_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full in the middle of a build, the folder stays, space is given back, the next build works."""
    before = _states(built_site / "dist")
    _site_name(built_site)
    real_stage, staged = PublishedFolder.stage, []

    def stage(target: PublishedFolder, path: str, content: bytes) -> None:
        staged.append(path)
        if len(staged) > 10:
            raise OSError(errno.ENOSPC, "No space left on device")
        real_stage(target, path, content)

    monkeypatch.setattr(PublishedFolder, "stage", stage)
    one = _build(built_site)
    two = build_site(BuildOptions(built_site, built_site / "dist", jobs=2))
    monkeypatch.undo()
    states = _states(built_site / "dist")
    names = sorted(path.name for path in built_site.iterdir())

    assert _codes(one) == _codes(two) == ["out-unwritable"]
    assert one.diagnostics[0].message == "it cannot be written: No space left on device"
    assert states == before
    assert names == ["catalog", "dist", "locales"]
    assert _build(built_site).is_published


def test_a_full_disk_leaves_what_is_published_really(small_site: Path, tmp_path: Path) -> None:
    """A build into a file system with 100 KB fails, and leaves that file system empty."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "false", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("this user cannot mount a small file system")
    try:
        result = build_site(BuildOptions(small_site, disk / "dist", jobs=1))

        assert _codes(result) == ["out-unwritable"]
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_publishing_to_a_mount_point_is_a_diagnostic(small_site: Path, tmp_path: Path) -> None:
    """A folder that cannot be swapped, because a file system is mounted there, is reported."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "false", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("this user cannot mount a small file system")
    try:
        result = build_site(BuildOptions(small_site, disk, jobs=1))

        assert _codes(result) == ["out-unwritable"]
        assert list(disk.iterdir()) == []
        assert sorted(path.name for path in tmp_path.iterdir()) == ["disk", "site"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    ("out", "code"),
    [
        (".", "out-holds-site"),
        ("..", "out-holds-site"),
        ("catalog/../.", "out-holds-site"),
        ("catalog", "out-not-ours"),
        ("catalog/site.yaml", "out-not-a-folder"),
        ("catalog/out", "out-holds-site"),
        ("locales/x", "out-holds-site"),
        ("templates", "out-holds-site"),
        ("catalog/site.yaml/dist", "out-holds-site"),
        ("x" * 250, "out-unwritable"),
    ],
)
def test_a_folder_that_cannot_be_published_to_is_a_diagnostic(out: str, code: str, small_site: Path) -> None:
    """The site, foreign folders, files and impossible names are refused with the site untouched."""
    before = _tree(small_site)

    result = build_site(BuildOptions(small_site, small_site / out, jobs=1))

    assert _codes(result) == [code]
    assert not result.is_published
    assert result.diagnostics[0].span.path == str(small_site / out)
    assert _tree(small_site) == before


def test_a_link_to_the_published_folder_stays_one(small_site: Path, tmp_path: Path) -> None:
    """With `dist` as a symbolic link the folder it leads to is replaced, twice, and nothing is left anywhere."""
    (tmp_path / "www").mkdir()
    (small_site / "dist").symlink_to(tmp_path / "www" / "live")

    first = _build(small_site)
    _site_name(small_site)
    second = _build(small_site)

    assert first.is_published
    assert second.is_published
    assert (small_site / "dist").is_symlink()
    assert "Little Gateway" in (tmp_path / "www/live/index.html").read_text()
    assert [path.name for path in (tmp_path / "www").iterdir()] == ["live"]
    assert sorted(path.name for path in small_site.iterdir()) == ["catalog", "dist", "locales"]


def test_the_current_folder_can_be_published_to(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty current folder is a good place, by the name `.` too."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    result = build_site(BuildOptions(small_site, Path(), jobs=1))

    assert result.is_published
    assert (tmp_path / "here/index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "site"]


def test_a_second_build_at_the_same_time_is_refused(built_site: Path) -> None:
    """While another build holds the lock, a build says so and does nothing."""
    before = _states(built_site / "dist")
    _site_name(built_site)

    with PublishedFolder(built_site / "dist").locked():
        result = _build(built_site)

    assert _codes(result) == ["build-running"]
    assert _states(built_site / "dist") == before
    assert _build(built_site).is_published


def test_an_interrupted_build_leaves_nothing_beside_the_folder(
    small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of rendering removes the staging folder and frees the lock."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "run_tasks", interrupt)

    with pytest.raises(KeyboardInterrupt):
        _build(small_site)

    assert sorted(path.name for path in small_site.iterdir()) == ["catalog", "locales"]


@pytest.mark.parametrize("base_path", ["", "/docs", "/a/b.c/~d"])
def test_every_link_is_below_the_base_path(base_path: str, small_site: Path) -> None:
    """With a public URL that has a path, all internal links and assets start with it, and all resolve."""
    _edit(small_site / "catalog/site.yaml", "https://models.example.com", f"https://www.example.com{base_path}")

    result = _build(small_site)

    assert result.diagnostics == ()
    published = _tree(small_site / "dist")
    links = {
        link
        for path, content in published.items()
        if path.endswith(".html")
        for link in re.findall(r'(?:href|src)="(/[^"]*)"', content.decode())
    }
    assert len(links) > 20
    for link in links:
        assert link.startswith(f"{base_path}/")
        target = link.removeprefix(f"{base_path}/").partition("#")[0].partition("?")[0]
        assert (f"{target}index.html" if not target or target.endswith("/") else target) in published


@pytest.mark.parametrize("jobs", [1, 3])
def test_progress_counts_every_file(jobs: int, small_site: Path) -> None:
    """The number of pages and other files to make is told first; what is told afterwards adds up to it."""
    told: list[tuple[str, int]] = []
    progress = Progress(lambda total: told.append(("start", total)), lambda count: told.append(("advance", count)))

    build_site(BuildOptions(small_site, small_site / "dist", jobs=jobs), progress)

    assert told[0] == ("start", 112)
    assert sum(count for kind, count in told if kind == "advance") == 112


def test_any_number_of_jobs_and_any_hash_seed_give_the_same_bytes(small_site: Path, tmp_path: Path) -> None:
    """Three processes with different hash seeds, time zones, languages and numbers of jobs publish the same bytes."""
    runs = {"1": {"TZ": "UTC", "LC_ALL": "C"}, "4": {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"}, "0": {}}

    for jobs, variables in runs.items():
        environment = {**os.environ, **variables, "PYTHONHASHSEED": jobs}
        command = [sys.executable, "-m", "site_builder", "build", "--site", str(small_site), "--jobs", jobs]
        subprocess.run(
            [*command, "--out", str(tmp_path / f"out{jobs}")], check=True, env=environment, capture_output=True
        )

    one, four, any_number = (_tree(tmp_path / f"out{jobs}") for jobs in runs)
    assert len(one) == 123
    assert one == four == any_number


@pytest.mark.parametrize(
    ("jobs", "pages", "expected"), [(0, 38, 1), (0, 96, 3), (2, 38, 2), (9, 3, 3), (1, 96, 1), (4, 0, 1)]
)
def test_as_many_processes_render_as_were_asked_for(
    jobs: int, pages: int, expected: int, small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never more than there are pages; without a wish, as many as have enough to do."""
    site, _ = read_site(small_site)
    assert site is not None
    all_pages = list_pages(site.catalog, site.locales)
    share = Share(
        site.renderer, (all_pages * 3)[:pages], make_link_checker(site, ()), PublishedFolder(tmp_path / "dist")
    )
    seen: list[tuple[int, bool]] = []

    def look(tasks: Iterable[object], *, processes: int, **_: object) -> list[list[object]]:
        count = len(tuple(tasks))
        seen.append((count - 1, processes > 1))
        return [[] for _ in range(count)]

    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(9)), raising=False)
    monkeypatch.setattr(run, "run_tasks", look)
    source, _ = read_source(small_site, jobs=1)
    assert source is not None

    run_with_rules(source, lambda: render_tasks(small_site, site, share, jobs, Progress()), jobs, Progress())

    assert seen == [(expected, jobs > 1)]


def test_a_site_without_protocols_is_built(small_site: Path) -> None:
    """The navigation leads to the protocols only where there are some; it changes with the first one."""
    removed = [small_site / "catalog/models/acme", small_site / "catalog/protocols"]
    for folder in removed:
        folder.rename(small_site / folder.name)
    without = _build(small_site)
    page = (small_site / "dist/en/providers/acme/index.html").read_text(encoding="utf-8")
    for folder in removed:
        (small_site / folder.name).rename(folder)
    _build(small_site)
    again = (small_site / "dist/en/providers/acme/index.html").read_text(encoding="utf-8")

    assert without.diagnostics == ()
    assert ("#protocols" in page, "#protocols" in again) == (False, True)


def test_texts_that_wait_for_a_translation_render_nothing(small_site: Path) -> None:
    """`messages update` writes places and empty entries, which no page shows."""
    _build(small_site)
    path = small_site / "locales/ru/LC_MESSAGES/catalog.po"
    path.write_text(f'{path.read_text(encoding="utf-8")}\n#: new.yaml:1\nmsgid "New."\nmsgstr ""\n', encoding="utf-8")

    result = _build(small_site)

    assert (result.diagnostics, _rendered(result)) == ((), set())
