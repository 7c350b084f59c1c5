"""`site-builder new`: what it writes and prints, and that wrong usage writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_each_kind_is_written_where_it_belongs(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path is printed, with what to replace and what to run next; then the site still builds."""
    monkeypatch.chdir(small_site)

    results = [
        _run("new", "provider", "zed"),
        _run("new", "protocol", "zed-chat"),
        _run("new", "benchmark", "zed-test"),
        _run("new", "model", "zed/large", "--protocol", "zed-chat", "--protocol", "acme-chat"),
    ]

    assert [result.exit_code for result in results] == [0, 0, 0, 0]
    assert results[0].output == (
        "catalog/providers/zed.yaml\n"
        "  replace what is made up: website\n"
        "  compare the first values with the source: name, summary, website\n"
        "  then: site-builder check · site-builder serve · site-builder messages extract\n"
    )
    assert "made up" not in _run("new", "benchmark", "other-test").output
    assert "  - protocol: zed-chat\n  - protocol: acme-chat\n" in Path("catalog/models/zed/large.yaml").read_text(
        encoding="utf-8"
    )
    assert _run("build").exit_code == 0
    assert Path("dist/en/models/zed/large/index.html").is_file()


def test_commands_to_run_next_name_the_site(small_site: Path) -> None:
    """What is printed can be pasted, wherever the command was run."""
    output = _run("new", "provider", "zed", "--site", small_site).output

    assert f"site-builder check --site {small_site} · " in output


def test_existing_record_is_left_alone(small_site: Path) -> None:
    """Wrong usage: the record is somebody's work."""
    before = (small_site / "catalog/models/acme/mini.yaml").read_bytes()

    result = _run("new", "model", "acme/mini", "--site", small_site)

    assert result.exit_code == 2
    assert "catalog/models/acme/mini.yaml exists already; edit it, or choose another id" in result.output
    assert (small_site / "catalog/models/acme/mini.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [("new",), ("new", "model"), ("new", "mode", "a/b"), ("new", "model", "Acme/x"), ("new", "site", "x")]
)
def test_wrong_usage_is_2(small_site: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    """Nothing is written for what cannot be understood."""
    monkeypatch.chdir(small_site)
    before = sorted(small_site.rglob("*"))

    assert _run(*arguments).exit_code == 2
    assert sorted(small_site.rglob("*")) == before


def test_folder_that_cannot_be_made_is_no_traceback(small_site: Path) -> None:
    """What the file system refuses is said in its words."""
    (small_site / "catalog/models/zed").write_text("", encoding="utf-8")
    assert _run("new", "provider", "zed", "--site", small_site).exit_code == 0

    result = _run("new", "model", "zed/large", "--site", small_site)

    assert result.exit_code == 1
    assert "catalog/models/zed: File exists" in result.output


def test_unreadable_record_is_no_traceback(small_site: Path) -> None:
    """A record that cannot be read is named."""
    (small_site / "catalog/providers/other.yaml").symlink_to("nowhere.yaml")

    result = _run("new", "model", "acme/new", "--site", small_site)

    assert result.exit_code == 1
    assert "other.yaml: No such file or directory" in result.output
