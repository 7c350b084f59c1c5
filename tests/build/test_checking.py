"""A check makes pages without colours in their code, and says of them what holds for those that are published."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build import kept_code
from site_builder.build.cache_folder import shared_cache_file
from site_builder.build.checking import check_site
from site_builder.build.kept_code import code_file
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.outputs import highlight
from site_builder.pages.code import CodeView

_SNIPPET = "templates/partials/api/snippet.html.j2"


def _add_image_behind_code(site: Path) -> None:
    packaged = (Path(__file__).parents[2] / _SNIPPET).read_text(encoding="utf-8")
    changed = packaged.replace(
        "|highlight }}</code></pre>", "|highlight|replace('\\n', ' ') }}</code></pre><img src=\"data:,\">"
    )
    assert changed != packaged
    (site / _SNIPPET).parent.mkdir(parents=True)
    (site / _SNIPPET).write_text(changed, encoding="utf-8")


def test_what_is_wrong_behind_code_is_told_where_the_published_page_has_it(small_site: Path, tmp_path: Path) -> None:
    """On a line that begins with coloured code, the column counts the colours."""
    _add_image_behind_code(small_site)
    build_site(BuildOptions(small_site, tmp_path / "dist"))

    found = [item for item in check_site(small_site) if item.code == "image-alt"]

    assert found
    coloured = 0
    for item in found:
        line = (tmp_path / "dist" / item.span.path).read_text(encoding="utf-8").split("\n")[item.span.line - 1]
        assert line[item.span.column - 1 :].startswith("<img")
        coloured += "</span>" in line[: item.span.column]
    assert coloured


def test_code_is_not_coloured_where_nobody_looks(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site without mistakes is checked without one call of Pygments."""

    def refuse(_: CodeView) -> None:
        raise AssertionError

    monkeypatch.setattr(highlight, "_highlight", refuse)

    assert check_site(small_site, jobs=1) == ()


def test_packaged_templates_are_compiled_for_the_first_site_only(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others find their code; a site with templates of its own keeps what is made of them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    written: list[Path] = []
    monkeypatch.setattr(kept_code, "write_cache", lambda path, _: written.append(path))
    check_site(small_site)
    assert written == [shared_cache_file("templates")]
    assert code_file(small_site) == code_file(tmp_path / "another")

    _add_image_behind_code(small_site)
    check_site(small_site)

    assert written[1:] == [code_file(small_site)]
    assert code_file(small_site) not in (shared_cache_file("templates"), code_file(tmp_path / "another"))


def test_a_site_finds_the_code_that_another_one_left(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it lies."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    other = tmp_path / "other"
    small_site.rename(other)
    check_site(other)
    other.rename(small_site)
    written: list[Path] = []
    monkeypatch.setattr(kept_code, "write_cache", lambda path, _: written.append(path))

    assert check_site(small_site) == ()

    assert written == []
