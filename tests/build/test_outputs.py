"""Files besides pages in a build: which of them an edit makes anew, and that their links are checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build.checking import check_site
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.outputs import search
from site_builder.pages.search_entries import EntryKind, SearchEntry

_LARGE = "catalog/models/acme/large.yaml"


def _made(site: Path) -> set[str]:
    """Build, and give which files of the English search were made."""
    result = build_site(BuildOptions(site, site / "dist", jobs=1))
    assert result.is_published, result.diagnostics
    assert result.plan is not None
    prefix = "en/search/"
    return {artifact.path.removeprefix(prefix) for artifact, _ in result.plan.stale if artifact.path.startswith(prefix)}


def _files(folder: Path) -> dict[str, bytes]:
    """Give the search of all languages in a published folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("*/search/*.json")}


def _clean(site: Path) -> dict[str, bytes]:
    """Give the search of all languages that a clean build makes."""
    out = site.parent / "clean"
    assert build_site(BuildOptions(site, out, jobs=1)).is_published
    return _files(out)


@pytest.mark.parametrize(
    ("old", "new", "made"),
    [
        ("name: Acme Large", "name: Acme Big", {"catalog.json", "prose-1.json"}),
        ("id: acme-large-latest", "id: acme-large-newest", {"catalog.json"}),
        ('amount: "8.00"', 'amount: "9.00"', {"catalog.json"}),
        ("answer: Yes, it can.", "answer: It can.", {"prose-1.json"}),
        ("updated: 2026-03-20", "updated: 2026-03-21", set()),
    ],
)
def test_an_edit_makes_only_files_that_show_it(built_site: Path, old: str, new: str, made: set[str]) -> None:
    """The index is made again where it shows what was edited; the result is that of a clean build."""
    path = built_site / _LARGE
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))

    assert _made(built_site) == made
    assert _files(built_site / "dist") == _clean(built_site)


def test_a_model_of_another_protocol_changes_its_count(built_site: Path) -> None:
    """A protocol says how many models it serves, so what protocols a model has is an input too."""
    protocols = built_site / "catalog/protocols"
    (protocols / "other.yaml").write_text(
        (protocols / "acme-chat.yaml").read_text().replace("name: Acme Chat", "name: Other")
    )
    _made(built_site)
    mini = built_site / "catalog/models/acme/mini.yaml"
    mini.write_text(
        mini.read_text().replace("  - protocol: acme-chat\n", "  - protocol: acme-chat\n  - protocol: other\n")
    )

    assert _made(built_site) == {"catalog.json"}
    assert _files(built_site / "dist") == _clean(built_site)


def test_files_of_a_dropped_locale_are_removed(built_site: Path) -> None:
    """A locale that is no longer published leaves no index behind."""
    config = built_site / "catalog/site.yaml"
    lines = [line for line in config.read_text().splitlines() if not line.startswith("locales:")]
    config.write_text("\n".join([*lines, "locales: [en]"]) + "\n")

    _made(built_site)

    found = sorted(
        path.relative_to(built_site / "dist").as_posix() for path in (built_site / "dist").glob("*/search/*")
    )
    assert found == ["en/search/catalog.json", "en/search/prose-1.json"]


@pytest.mark.parametrize("run", [check_site, lambda site: build_site(BuildOptions(site, site / "dist")).diagnostics])
def test_a_result_that_leads_nowhere_is_an_error(
    small_site: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[[Path], tuple[object, ...]]
) -> None:
    """Addresses in the index are links like any other: one without its anchor stops the build, and `check` says so."""
    broken = SearchEntry(EntryKind.SECTION, "Gone", "/en/models/acme/large/#gone")
    monkeypatch.setattr(search, "build_prose_entries", lambda *_: [broken])

    found = run(small_site)

    assert {getattr(item, "code", None) for item in found} == {"link-broken"}
