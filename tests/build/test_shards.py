"""Building a site in shards and merging them: the same bytes as one build, and what is refused."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.site_files import write_site
from site_builder.build import shard_build
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.merge import merge_shards
from site_builder.build.pipeline import BuildOptions, BuildResult, build_site
from site_builder.build.shard import Shard
from site_builder.build.shard_build import build_shard
from site_builder.build.shard_record import SHARD_NAME
from site_builder.diagnostics import Severity

_SMALL_SITE = Path(__file__).parent.parent / "sites" / "small"
_MINI = "catalog/models/acme/mini.yaml"


@dataclass(frozen=True)
class _Whole:
    """A site, and what one build of it said; it has published to `dist`."""

    site: Path
    result: BuildResult


@pytest.fixture(scope="module", params=["small", "generated"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> _Whole:
    """Give the small site, and a generated one with ten models."""
    site = tmp_path_factory.mktemp(request.param) / "site"
    if request.param == "small":
        shutil.copytree(_SMALL_SITE, site)
    else:
        write_site(site, 10)
    result = build_site(BuildOptions(site, site / "dist", jobs=1))
    assert result.is_published
    return _Whole(site, result)


def _build_shards(site: Path, folder: Path, count: int) -> list[BuildResult]:
    return [_build_shard(site, folder / str(number), Shard(number, count)) for number in range(1, count + 1)]


def _build_shard(site: Path, out: Path, shard: Shard) -> BuildResult:
    return build_shard(BuildOptions(site, out, jobs=1), shard)


def _merge(site: Path, folder: Path, out: Path) -> BuildResult:
    return merge_shards(sorted(folder.iterdir()), out, site)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _codes(result: BuildResult) -> list[str]:
    return [finding.code for finding in result.diagnostics]


@pytest.mark.parametrize("count", [1, 2, 4, 7])
def test_shards_are_what_one_build_is(count: int, whole: _Whole, tmp_path: Path) -> None:
    """Merged, they are the same files with the same bytes, the manifest too, and the same is said of the site."""
    site, one = whole.site, whole.result

    results = _build_shards(site, tmp_path / "shards", count)
    merged = _merge(site, tmp_path / "shards", tmp_path / "merged")

    assert [result.is_published for result in results] == [True] * count
    assert sum(result.page_count for result in results) == merged.page_count == one.page_count
    assert merged.is_published
    assert merged.diagnostics == one.diagnostics
    assert sorted(merged.published) == sorted(one.published)
    assert _tree(tmp_path / "merged") == _tree(site / "dist")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["merged", "shards"]


def test_a_build_after_a_merge_has_nothing_to_do(shards: Path, small_site: Path, tmp_path: Path) -> None:
    """What was merged is known like what was built."""
    _merge(small_site, shards, tmp_path / "merged")

    result = build_site(BuildOptions(small_site, tmp_path / "merged", jobs=1))

    assert result.plan is not None
    assert result.plan.is_empty


def test_pages_of_a_record_stay_together(small_site: Path, tmp_path: Path) -> None:
    """All languages of a page of a model are in one shard, so what has no words is computed once."""
    _build_shards(small_site, tmp_path / "shards", 4)

    homes: dict[str, set[str]] = {}
    for path in (tmp_path / "shards").rglob("models/*/*/index.html"):
        shard, _, *page = path.relative_to(tmp_path / "shards").parts
        homes.setdefault("/".join(page), set()).add(shard)
    assert homes
    assert {len(shards) for shards in homes.values()} == {1}


def test_files_are_links_where_the_system_can(shards: Path, small_site: Path, tmp_path: Path) -> None:
    """A merge on one disk copies nothing; elsewhere it copies."""
    _merge(small_site, shards, tmp_path / "merged")

    published = [path for path in (tmp_path / "merged").rglob("*") if path.is_file() and path.name != MANIFEST_NAME]
    assert {path.stat().st_nlink for path in published} == {2}


def test_files_are_copied_where_the_system_has_no_links(
    shards: Path, small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The result is the same."""

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)

    assert _merge(small_site, shards, tmp_path / "merged").is_published

    assert build_site(BuildOptions(small_site, tmp_path / "one", jobs=1)).is_published
    assert _tree(tmp_path / "merged") == _tree(tmp_path / "one")


def test_a_clock_that_is_ahead_does_no_harm(shards: Path, small_site: Path, tmp_path: Path) -> None:
    """Files that a machine has dated into the future are not taken for edited ones by the next build."""
    later = time.time_ns() + 3_600_000_000_000
    for path in shards.rglob("*.html"):
        os.utime(path, ns=(later, later))

    _merge(small_site, shards, tmp_path / "merged")
    result = build_site(BuildOptions(small_site, tmp_path / "merged", jobs=1))

    assert result.plan is not None
    assert result.plan.is_empty


def test_a_shard_is_built_again_in_its_folder(shards: Path, small_site: Path, tmp_path: Path) -> None:
    """It is built from scratch, to the same bytes; what was merged from it stays as it is."""
    _merge(small_site, shards, tmp_path / "merged")
    before, merged = _tree(shards), _tree(tmp_path / "merged")

    again = _build_shards(small_site, shards, 2)

    assert all(result.is_published for result in again)
    assert _tree(shards) == before
    assert _tree(tmp_path / "merged") == merged


def test_a_merge_replaces_what_is_published(built_site: Path, tmp_path: Path) -> None:
    """As a build would: files of the state before are gone."""
    _edit(built_site / "catalog/models/acme/large.yaml", "id: acme-large-latest", "id: acme-large-newest")
    _build_shards(built_site, tmp_path / "shards", 2)

    _merge(built_site, tmp_path / "shards", built_site / "dist")

    build_site(BuildOptions(built_site, tmp_path / "one", jobs=1))
    assert _tree(built_site / "dist") == _tree(tmp_path / "one")


def test_warnings_are_said_once(small_site: Path, tmp_path: Path) -> None:
    """The first shard says them, and the merge repeats what one build says."""
    _edit(small_site / "locales/ru/LC_MESSAGES/catalog.po", 'msgid "The key is wrong."', 'msgid "The key')
    one = build_site(BuildOptions(small_site, tmp_path / "one", jobs=1))

    first, second = _build_shards(small_site, tmp_path / "shards", 2)
    merged = _merge(small_site, tmp_path / "shards", tmp_path / "merged")

    assert {finding.severity for finding in one.diagnostics} == {Severity.WARNING}
    assert first.diagnostics == merged.diagnostics == one.diagnostics
    assert second.diagnostics == ()


def _find_by_rule(site: Path) -> None:
    """Give the site an error that only rules see."""
    _edit(site / _MINI, 'amount: "0.20"', 'amount: "20000000"')


def test_an_error_of_a_rule_stops_the_first_shard_and_so_the_merge(
    shards: Path, small_site: Path, tmp_path: Path
) -> None:
    """Rules are run once; the shard that finds something leaves no folder, not even that of the run before."""
    _find_by_rule(small_site)

    first, second = _build_shards(small_site, shards, 2)
    merged = merge_shards([shards / "1", shards / "2"], tmp_path / "merged", small_site)

    assert _codes(first) == ["price-magnitude"]
    assert (first.is_published, second.is_published, merged.is_published) == (False, True, False)
    assert _codes(merged) == ["shard-unreadable"]
    assert [path.name for path in shards.iterdir()] == ["2"]


def test_an_error_in_a_record_stops_every_shard(small_site: Path, tmp_path: Path) -> None:
    """All of them read the whole site."""
    _edit(small_site / _MINI, '"0.20"', '"-0.20"')

    results = _build_shards(small_site, tmp_path / "shards", 2)

    assert [_codes(result) for result in results] == [["price-negative"]] * 2
    assert list((tmp_path / "shards").iterdir()) == []


def test_a_template_that_cannot_be_compiled_stops_all_shards(small_site: Path, tmp_path: Path) -> None:
    """Each reports what keeps it from beginning."""
    _write(small_site / "templates/partials/footer.html.j2", "{% if %}")

    results = _build_shards(small_site, tmp_path / "shards", 2)

    assert [_codes(result) for result in results] == [["template-syntax"]] * 2
    assert list((tmp_path / "shards").iterdir()) == []


def test_an_error_in_a_template_stops_the_shards_that_use_it(small_site: Path, tmp_path: Path) -> None:
    """It is reported like that of a build."""
    _write(small_site / "templates/partials/footer.html.j2", "<p>\n{{ view.nothing }}</p>")

    results = _build_shards(small_site, tmp_path / "shards", 2)

    assert [_codes(result) for result in results] == [["template-error"]] * 2


def test_a_link_to_no_page_stops_a_shard(small_site: Path, tmp_path: Path) -> None:
    """Every shard knows which pages the others make."""
    _write(small_site / "templates/partials/footer.html.j2", '<a href="/en/nowhere/">x</a>')

    result = _build_shard(small_site, tmp_path / "1", Shard(1, 2))

    assert set(_codes(result)) == {"link-broken"}
    assert not (tmp_path / "1").exists()


def _division() -> int:
    """Give a number of shards of which one has the pages of a model, and others all that say that there is no page."""
    paths = ("404.html", "en/404.html", "ru/404.html", "zh/404.html")
    for count in range(2, 100):
        home = next(shard for shard in (Shard(n, count) for n in range(1, count + 1)) if shard.owns("acme/mini"))
        if not any(map(home.owns, paths)):
            return count
    raise AssertionError


def test_an_anchor_is_looked_for_across_shards(small_site: Path, tmp_path: Path) -> None:
    """A page of one shard that expects an anchor of another which is not there stops the merge, as it stops a build."""
    _write(small_site / "templates/pages/not-found.html.j2", '<a href="/en/models/acme/mini/#nowhere">x</a>')
    one = build_site(BuildOptions(small_site, tmp_path / "one", jobs=1))

    results = _build_shards(small_site, tmp_path / "shards", _division())
    merged = _merge(small_site, tmp_path / "shards", tmp_path / "merged")

    assert all(result.is_published for result in results)
    assert set(_codes(merged)) == {"link-broken"}
    assert merged.diagnostics == one.diagnostics
    assert not (tmp_path / "merged").exists()


@pytest.fixture(scope="module")
def _built_shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "shards"
    assert all(result.is_published for result in _build_shards(_SMALL_SITE, folder, 2))
    return folder


@pytest.fixture
def shards(_built_shards: Path, tmp_path: Path) -> Path:
    """Give a folder with two shards of the small site."""
    return shutil.copytree(_built_shards, tmp_path / "shards")


def _no_folder(folder: Path, _: Path) -> None:
    shutil.rmtree(folder / "2")


def _published_site(folder: Path, site: Path) -> None:
    shutil.rmtree(folder / "2")
    build_site(BuildOptions(site, folder / "2", jobs=1))


def _other_format(folder: Path, _: Path) -> None:
    _edit(folder / "2" / SHARD_NAME, '"format":2,"shard"', '"format":0,"shard"')


def _other_manifest(folder: Path, _: Path) -> None:
    _edit(folder / "2" / SHARD_NAME, '"manifest":{"format":', '"manifest":{"format":9')


def _not_json(folder: Path, _: Path) -> None:
    (folder / "2" / SHARD_NAME).write_text("{")


def _no_record(folder: Path, _: Path) -> None:
    (folder / "2" / SHARD_NAME).write_text("[]")


def _path_elsewhere(folder: Path, _: Path) -> None:
    _edit(folder / "2" / SHARD_NAME, '"files":{"', '"files":{"../')


def _absolute_path(folder: Path, _: Path) -> None:
    _edit(folder / "2" / SHARD_NAME, '"files":{"', '"files":{"/')


def _repeated(folder: Path, _: Path) -> None:
    shutil.copytree(folder / "2", folder / "3")


def _other_count(folder: Path, site: Path) -> None:
    _build_shard(site, folder / "2", Shard(2, 3))


def _other_files(folder: Path, site: Path) -> None:
    _edit(site / "catalog/site.yaml", "Small Gateway", "Little Gateway")
    _build_shard(site, folder / "2", Shard(2, 2))


def _other_notes(folder: Path, site: Path) -> None:
    _write(site / "locales/ru/notes.txt", "what only rules might look at")
    _build_shard(site, folder / "2", Shard(2, 2))


def _other_program(folder: Path, site: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shard_build, "program_fingerprint", lambda: "another")
        _build_shard(site, folder / "2", Shard(2, 2))


def _pages_of(folder: Path) -> list[Path]:
    return sorted((folder / "2").rglob("*.html"))


def _cut_page(folder: Path, _: Path) -> None:
    _pages_of(folder)[0].write_text("<p>half")


def _lost_page(folder: Path, _: Path) -> None:
    _pages_of(folder)[0].unlink()


def _linked_page(folder: Path, _: Path) -> None:
    page = _pages_of(folder)[0]
    page.rename(folder.parent / "page.html")
    page.symlink_to(folder.parent / "page.html")


@pytest.mark.parametrize(
    ("damage", "code", "message"),
    [
        (_no_folder, "shard-unreadable", "the folder is no shard, or one of another version of site-builder"),
        (_published_site, "shard-unreadable", "the folder is no shard"),
        (_other_format, "shard-unreadable", "the folder is no shard"),
        (_other_manifest, "shard-unreadable", "the folder is no shard"),
        (_not_json, "shard-unreadable", "the folder is no shard"),
        (_no_record, "shard-unreadable", "the folder is no shard"),
        (_path_elsewhere, "shard-unreadable", "the folder is no shard"),
        (_absolute_path, "shard-unreadable", "the folder is no shard"),
        (_repeated, "shard-repeated", "shard 2 of 2 is here and in "),
        (_other_count, "shard-foreign", "the shard is one of 3, which is another division of the site than "),
        (_other_files, "shard-foreign", "the shard was built from other files than "),
        (_other_notes, "shard-foreign", "the shard was built from other files than "),
        (_other_program, "shard-foreign", "the shard was built by another version of site-builder, or of a library"),
        (_cut_page, "shard-damaged", " bytes of this file, and it has 7 bytes"),
        (_lost_page, "shard-damaged", " bytes of this file, and it is not there"),
        (_linked_page, "shard-damaged", " bytes of this file, and it is not there"),
    ],
)
def test_what_is_no_whole_site_is_refused(
    damage: Callable[[Path, Path], None], code: str, message: str, shards: Path, small_site: Path, tmp_path: Path
) -> None:
    """The folder is named with what is wrong with it, and nothing is published."""
    damage(shards, small_site)
    folders = [shards / "1", shards / "2", *([shards / "3"] if (shards / "3").exists() else [])]

    result = merge_shards(folders, tmp_path / "merged", small_site)

    assert _codes(result) == [code]
    assert message in result.diagnostics[0].message
    assert result.diagnostics[0].span.path.startswith(str(folders[-1]))
    assert not (tmp_path / "merged").exists()


def test_missing_shards_are_named_with_what_builds_them(shards: Path, small_site: Path, tmp_path: Path) -> None:
    """Whose job did not run is plain to see."""
    result = merge_shards([shards / "2"], tmp_path / "merged", small_site)

    (finding,) = result.diagnostics
    assert finding.code == "shard-missing"
    assert finding.message == "this is a shard of 2, and shard 1 of 2 is in none of the folders"
    assert finding.fix == "run `site-builder build --shard 1/2 --out DIR`, and name its folder too"


def test_hidden_files_of_a_site_are_no_inputs(shards: Path, small_site: Path, tmp_path: Path) -> None:
    """What an editor or a file manager leaves beside the records does not tell machines apart."""
    _write(small_site / "catalog/models/acme/.mini.yaml.swp", "x")
    assert _build_shard(small_site, shards / "2", Shard(2, 2)).is_published

    assert _merge(small_site, shards, tmp_path / "merged").is_published


@pytest.mark.parametrize("name", ["notes", "dist"])
def test_a_shard_never_replaces_anything_else(name: str, built_site: Path) -> None:
    """Neither files of somebody else nor a published site, of which a part would be left."""
    _write(built_site / "notes/note.txt", "mine")
    before = _tree(built_site / name)

    result = _build_shard(built_site, built_site / name, Shard(1, 2))

    assert _codes(result) == ["out-not-ours"]
    assert result.diagnostics[0].message.endswith(f"{name} holds files that are not of a shard")
    assert _tree(built_site / name) == before


def test_a_merge_replaces_only_a_published_site(shards: Path, small_site: Path) -> None:
    """A folder of a shard is none."""
    result = merge_shards([shards / "1", shards / "2"], shards / "1", small_site)

    assert _codes(result) == ["out-not-ours"]
