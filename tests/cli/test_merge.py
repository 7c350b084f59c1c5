"""`site-builder build --shard` and `site-builder merge`: what they print, and wrong usage."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main


@pytest.fixture(autouse=True)
def _collect_garbage() -> Iterator[None]:
    """Let tests after this one collect garbage again: a command turns it off for its short life."""
    yield
    gc.enable()


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _without_seconds(text: str) -> str:
    return re.sub(r"\d+\.\d\d s", "N s", text)


def test_shards_and_merge_say_what_they_did(small_site: Path, tmp_path: Path) -> None:
    """One line each; the merge publishes to `dist` of the site by default, as a build does."""
    one, two = tmp_path / "shards/1", tmp_path / "shards/2"

    first = _run("build", "--site", small_site, "--shard", "1/2", "--out", one)
    second = _run("build", "--site", small_site, "--shard", "2/2", "--clean", "--out", two)
    merged = _run("merge", "--site", small_site, one, two)
    again = _run("build", "--site", small_site)

    assert [result.exit_code for result in (first, second, merged, again)] == [0, 0, 0, 0]
    pages = [int(re.findall(r"(\d+) pages", result.stdout)[0]) for result in (first, second)]
    count = len(list((small_site / "dist").rglob("*.html")))
    assert sum(pages) == count
    assert _without_seconds(first.stdout) == f"build: shard 1 of 2, {pages[0]} pages, no problems, N s → {one}\n"
    assert _without_seconds(merged.stdout) == (
        f"merge: {count} pages of 2 shards, no problems, N s → {small_site / 'dist'}\n"
    )
    assert f"{count} pages, 0 rendered" in again.stdout
    assert first.stderr == merged.stderr == ""


def test_a_broken_site_is_1(small_site: Path, tmp_path: Path) -> None:
    """The problems are printed with the line they are in, and it is said that there is no shard."""
    path = small_site / "catalog/models/acme/mini.yaml"
    path.write_text(path.read_text().replace('"0.20"', '"-0.20"'))

    result = _run("build", "--site", small_site, "--shard", "1/2", "--out", tmp_path / "1")

    assert result.exit_code == 1
    assert "error[price-negative]" in result.stderr
    assert result.stderr.endswith("build: shard 1 of 2 was not built: 1 error\n")


def test_a_folder_that_is_no_shard_is_1(small_site: Path, tmp_path: Path) -> None:
    """It is named, and nothing is published."""
    result = _run("merge", "--site", small_site, tmp_path / "nothing", "--out", tmp_path / "dist")

    assert result.exit_code == 1
    assert result.stderr == (
        f"{tmp_path / 'nothing'}:1:1: error[shard-unreadable]: "
        "the folder is no shard, or one of another version of site-builder\n"
        "  why: a site is merged from what `build --shard` has written, where this machine can read it\n"
        "  fix: run e.g. `site-builder build --shard 1/4 --out shards/1`, and name its folder\n\n"
        f"merge: nothing was published: 1 error; {tmp_path / 'dist'} is as it was\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "--shard", "5/4", "--out", "x"), "`5/4` is no shard; write e.g. 1/4, the first of four"),
        (("build", "--shard", "half", "--out", "x"), "`half` is no shard"),
        (("build", "--shard", "1/4"), "a shard needs a folder of its own; add e.g. --out shards/1"),
        (("build", "--shard", "1/4", "--out", "x", "--explain"), "--explain compares with the last build"),
        (("merge",), "Missing argument"),
    ],
)
def test_wrong_usage_is_2(
    arguments: tuple[str, ...], said: str, small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written."""
    monkeypatch.chdir(small_site)

    result = _run(*arguments)

    assert result.exit_code == 2
    assert said in result.stderr
    assert sorted(path.name for path in small_site.iterdir()) == ["catalog", "locales"]
