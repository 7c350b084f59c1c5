"""`site-builder snippets`: what it runs, prints, remembers and refuses."""

from __future__ import annotations

import gc
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.cli.progress import show_count
from site_builder.snippets.runs import RUNS_PATH


@pytest.fixture(autouse=True)
def _collect_garbage() -> Iterator[None]:
    """Let tests after this one collect garbage again: a command turns it off for its short life."""
    yield
    gc.enable()


def _snippets(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["snippets", *(str(argument) for argument in arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_what_was_run_is_remembered(small_site: Path) -> None:
    """The runs are written once; a second time nothing changes; the list says which snippets are proven."""
    selected = ("--site", small_site, "--language", "curl", "--language", "fetch", "--variant", "basic")

    first, second = _snippets("verify", *selected), _snippets("verify", *selected)
    listed = _snippets("list", *selected)

    assert (first.exit_code, second.exit_code, listed.exit_code) == (0, 0, 0)
    assert first.stdout.splitlines()[-1] == "2 distinct snippets of 5 on pages: 2 run, 0 failed, 0 not run"
    assert first.stderr == f"{small_site / RUNS_PATH}: written\n"
    assert second.stderr == f"{small_site / RUNS_PATH}: unchanged\n"
    assert len(json.loads((small_site / RUNS_PATH).read_bytes())["acme-chat"]) == 2
    lines = listed.stdout.splitlines()
    assert lines[0].startswith("models/acme/large acme-chat curl/basic ")
    assert " curl " in lines[0]
    assert lines[-1] == "5 snippets, 2 distinct; 5 have been run, 0 have not"


def test_unproven_snippets_are_listed(small_site: Path) -> None:
    """What was not run says so."""
    result = _snippets("list", "--site", small_site, "--language", "cmd", "--model", "acme/mini")

    assert result.exit_code == 0
    assert all(line.endswith("not run") for line in result.stdout.splitlines()[:-1])
    assert result.stdout.splitlines()[-1] == "2 snippets, 2 distinct; 0 have been run, 2 have not"


def test_failure_ends_with_1(small_site: Path) -> None:
    """An example whose stream lacks the text of its answer is caught, and is not remembered as run."""
    result = _snippets(
        "verify", "--site", small_site, "--language", "httpx", "--variant", "streaming", "--format", "json"
    )

    assert result.exit_code == 1
    value = json.loads(result.stdout)
    assert value["counts"] == {"run": 0, "failed": 1, "not run": 0}
    assert value["results"][0]["failures"][0]["kind"] == "output"
    assert json.loads((small_site / RUNS_PATH).read_bytes()) == {}


def test_nothing_is_written_if_not_wanted(small_site: Path, tmp_path: Path) -> None:
    """`--no-write` leaves the site as it is; a folder without packages can be named."""
    result = _snippets(
        "verify", "--site", small_site, "--language", "javascript", "--no-write", "--node-modules", tmp_path
    )

    assert result.exit_code == 0
    assert "not run, Node.js" in result.stdout
    assert not (small_site / RUNS_PATH).exists()


def test_packages_beside_the_site_are_found(small_site: Path) -> None:
    """The folder that `make` fills is taken if none is named."""
    package = small_site / ".venv/node/node_modules/openai"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"version": "0.0.1"}', encoding="utf-8")

    result = _snippets(
        "verify", "--site", small_site, "--language", "javascript", "--variant", "basic", "--no-write",
        "--format", "json",
    )  # fmt: skip

    assert result.exit_code == 1  # the package holds nothing to import
    assert json.loads(result.stdout)["results"][0]["tool"] == "openai 0.0.1"


@pytest.mark.parametrize(
    ("option", "name", "message"),
    [
        ("--model", "acme/min", "--model acme/min: there is none; did you mean `acme/mini`?"),
        ("--protocol", "acme-chad", "--protocol acme-chad: there is none; did you mean `acme-chat`?"),
        ("--language", "pythonn", "--language pythonn: there is none; did you mean `python`?"),
        ("--variant", "stream", "'stream' is not one of"),
    ],
)
@pytest.mark.parametrize("command", ["verify", "list"])
def test_unknown_name_is_wrong_usage(small_site: Path, command: str, option: str, name: str, message: str) -> None:
    """What is asked for and not there is said, with what may have been meant."""
    result = _snippets(command, "--site", small_site, option, name)

    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("path", "code"), [("catalog/site.yaml", "yaml-syntax"), (RUNS_PATH, "snippet-runs-malformed")]
)
def test_broken_site_is_not_run(small_site: Path, path: str, code: str) -> None:
    """Problems of the records, and of the record of runs, are printed as `check` prints them."""
    (small_site / path).write_text("{", encoding="utf-8")

    result = _snippets("verify", "--site", small_site)

    assert result.exit_code == 1
    assert code in result.stderr


def test_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many are done is shown where somebody watches, and is gone at the end."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    with show_count("running", 2) as tell:
        tell()
        tell()

    assert "running" in terminal.getvalue()
    assert "2/2" in terminal.getvalue()
