"""`site-builder check`: formats, mending, explanations."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.lint.fixing import FileChange

_QUIZ = "catalog/benchmarks/quiz.yaml"
_UNORDERED = "name: Quiz\nunit: percent # of all\nmeasures: General knowledge\ndirection: higher\nmaximum: '100'\n"
_ORDERED = "name: Quiz\nmeasures: General knowledge\nunit: percent # of all\ndirection: higher\nmaximum: '100'\n"


def _run(*arguments: object, answer: str = "") -> Result:
    result = CliRunner().invoke(main, ["check", *(str(argument) for argument in arguments)], input=answer)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def unordered(small_site: Path) -> Path:
    """Give a site with one record whose keys are out of order."""
    (small_site / _QUIZ).write_text(_UNORDERED, encoding="utf-8")
    return small_site


def test_json_is_all_that_is_printed(unordered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program can read the output; paths lead from the folder it runs in."""
    monkeypatch.chdir(unordered.parent)

    result = _run("--site", "site", "--format", "json")

    report = json.loads(result.stdout)
    assert [(item["code"], item["path"]) for item in report["findings"]] == [("key-order", f"site/{_QUIZ}")]
    assert result.exit_code == 0


def test_github_annotations_are_followed_by_the_count(unordered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the root of the repository, paths are those of the site."""
    monkeypatch.chdir(unordered)

    lines = _run("--format", "github").stdout.splitlines()

    assert lines[0].startswith(f"::warning file={_QUIZ},line=2,endLine=2,col=1,endColumn=5,title=key-order::`unit`")
    assert lines[1] == "check: 1 warning"


def test_sarif_of_a_broken_site_ends_in_1(small_site: Path) -> None:
    """The log says what the exit code does."""
    (small_site / _QUIZ).write_text("name: [\n", encoding="utf-8")

    result = _run("--site", small_site, "--format", "sarif")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["runs"][0]["results"][0]["ruleId"] == "yaml-syntax"


def test_fix_shows_the_change_and_asks(unordered: Path) -> None:
    """Without a yes nothing is written, and the finding is still reported."""
    result = _run("--site", unordered, "--fix", answer="n\n")

    assert f"--- a/{_QUIZ}\n+++ b/{_QUIZ}\n" in result.stderr
    assert "check: write 1 change in 1 file? [y/N]: n" in result.stderr
    assert (unordered / _QUIZ).read_text(encoding="utf-8") == _UNORDERED
    assert result.stdout.endswith("check: 1 warning\n")


@pytest.mark.parametrize(("arguments", "answer"), [(("--fix",), "y\n"), (("--fix", "--yes"), "")])
def test_fix_writes_after_a_yes(arguments: tuple[str, ...], answer: str, unordered: Path) -> None:
    """Comments stay; what is mended is not reported any more."""
    result = _run("--site", unordered, *arguments, answer=answer)

    assert (unordered / _QUIZ).read_text(encoding="utf-8") == _ORDERED
    assert result.stdout == "check: no problems\n"
    assert "check: wrote 1 change in 1 file" in result.stderr


def test_fix_ends_even_if_something_is_left(unordered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks again only so often, whatever rules may ask for."""
    monkeypatch.setattr(sys.modules["site_builder.cli.check"], "_ROUNDS", 1)

    result = _run("--site", unordered, "--fix", "--yes")

    assert result.stdout == "check: no problems\n"


def test_fix_leaves_other_paths_alone(unordered: Path) -> None:
    """What is not to be reported is not to be mended."""
    result = _run("--site", unordered, "--fix", "--yes", unordered / "catalog/models")

    assert (unordered / _QUIZ).read_text(encoding="utf-8") == _UNORDERED
    assert result.output == "check: no problems\n"


def test_edits_that_overlap_are_made_one_after_the_other(small_site: Path) -> None:
    """Redundant overrides in one line, of which the last takes the whole override with it."""
    path = small_site / "catalog/models/acme/mini.yaml"
    text = path.read_text(encoding="utf-8")
    override = "  - protocol: acme-chat\n    parameters: {temperature: {min: 0, max: 2}}\n"
    path.write_text(text.replace("  - protocol: acme-chat\n", override), encoding="utf-8")

    result = _run("--site", small_site, "--fix", "--yes")

    assert path.read_text(encoding="utf-8") == text
    assert result.stdout == "check: no problems\n"


def test_file_edited_while_the_question_was_open_is_not_written(
    unordered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The maintainer's own edit wins."""
    monkeypatch.setattr("site_builder.lint.fixing.write_change", lambda *_: False)

    result = _run("--site", unordered, "--fix", "--yes")

    assert result.exit_code == 1
    assert f"{_QUIZ} was edited meanwhile; run it again" in result.stderr


def test_file_that_cannot_be_written_is_named(unordered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is no traceback."""

    def refuse(change: FileChange, _: Path) -> bool:
        raise OSError(28, "No space left on device", change.path)

    monkeypatch.setattr("site_builder.lint.fixing.write_change", refuse)

    result = _run("--site", unordered, "--fix", "--yes")

    assert result.exit_code == 1
    assert f"{_QUIZ} cannot be written: No space left on device" in result.stderr


def test_a_check_that_cannot_go_on_is_no_traceback(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said of the site then, and nothing is kept for the next run."""

    def fail(_: Path) -> None:
        raise OSError("a process of the build was ended from outside")

    with monkeypatch.context() as patch:
        patch.setattr("site_builder.build.checking.check_site", fail)
        failed = _run("--site", small_site)

    assert failed.exit_code == 1
    assert failed.output == "Error: the check was not finished: a process of the build was ended from outside\n"
    assert "check: no problems" in _run("--site", small_site).output


def test_yes_alone_is_a_slip(small_site: Path) -> None:
    """There is no question to answer."""
    result = _run("--site", small_site, "--yes")

    assert result.exit_code == 2
    assert "--yes answers what --fix asks; add --fix" in result.stderr


def test_explain_prints_the_page_of_a_code() -> None:
    """It needs no site; a rule has a page too."""
    for name in ("price-negative", "example-mismatch"):
        result = _run("--explain", name)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"# {name}\n")


def test_explain_knows_what_was_meant() -> None:
    """A mistyped code gets the closest one."""
    result = _run("--explain", "price-negativ")

    assert result.exit_code == 2
    assert "there is no code price-negativ; did you mean `price-negative`?" in result.stderr
