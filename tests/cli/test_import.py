"""`site-builder import`: what it writes, what it prints, and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main

_MODEL = {
    "name": "GPT-9",
    "interleaved": True,
    "modalities": {"input": ["text"], "output": ["text"]},
    "cost": {"input": 2.5, "output": 15},
}
_LIST = {
    "openai": {"models": {"gpt-9": _MODEL, "gpt-9-2026-03-05": _MODEL, "gpt-8": {"cost": {"input": -1}}}},
    "reseller": {"models": {"openai/gpt-9": _MODEL, "mystery": _MODEL, "acme/mini": _MODEL}},
}


@pytest.fixture
def price_list(tmp_path: Path) -> Path:
    """Give the file of a list that was fetched on a known day."""
    path = tmp_path / "api.json"
    path.write_text(json.dumps(_LIST), encoding="utf-8")
    os.utime(path, (1_790_000_000, 1_790_000_000))
    return path


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_records_are_written_and_everything_else_is_told(
    small_site: Path, price_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong values end it with 1, though the rest is written; a second run writes nothing again."""
    monkeypatch.chdir(small_site)

    result = _run("import", "models.dev", price_list, "--model", "*")

    assert result.exit_code == 1
    assert result.stdout == (
        "catalog/models/openai/gpt-9.yaml\n  not in it: `interleaved`\ncatalog/providers/openai.yaml\n"
    )
    assert f"{price_list}:1:" in result.stderr
    assert "error[list-value]: openai/gpt-8: `input` is `-1`, below zero" in result.stderr
    assert result.stderr.endswith(
        "left out, a snapshot of a model, or a pointer to it, for its `versions`: "
        "openai/gpt-9-2026-03-05 (openai/gpt-9)\n"
        "left out, the list does not say who makes it; say it with `--maker ID`: reseller/mystery\n"
        "there already, see `site-builder diff`: acme/mini\n"
        "import: wrote 2 records, 1 there already, 1 of other sellers, 2 left out, 1 malformed values\n"
        "  `amount` is what the list says: compare it, the status and the protocols with what you sell\n"
        "  then: site-builder check · site-builder messages extract\n"
    )
    text = Path("catalog/models/openai/gpt-9.yaml").read_text("utf-8")
    assert "  checked: 2026-09-21\n" in text
    again = _run("import", "models.dev", price_list, "--model", "openai/gpt-9")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == (
        "there already, see `site-builder diff`: openai/gpt-9\n"
        "import: wrote 0 records, 1 there already, 1 of other sellers\n"
    )


def test_factor_source_and_day_can_be_said(small_site: Path, price_list: Path) -> None:
    """What the gateway charges, and the page that states it."""
    result = _run(
        *("import", "models.dev", price_list, "--site", small_site, "--model", "openai/gpt-9", "--factor", "0.80"),
        *("--source", "https://example.com/prices", "--checked", "2026-11-01", "--protocol", "acme-chat"),
    )

    text = (small_site / "catalog/models/openai/gpt-9.yaml").read_text("utf-8")
    assert result.exit_code == 0
    assert "  `amount` is 0.80 times what the list says: " in result.stderr
    assert f"site-builder check --site {small_site} · " in result.stderr
    assert '{meter: input, amount: "2", list: "2.5"}' in text
    assert "source: https://example.com/prices\n  checked: 2026-11-01\n" in text


def test_list_shows_what_the_catalog_lacks(small_site: Path, price_list: Path) -> None:
    """Nothing is written, and nothing need be chosen."""
    result = _run("import", "models.dev", price_list, "--site", small_site, "--list", "--provider", "openai")

    assert (result.exit_code, result.stdout) == (0, "openai/gpt-9\n")
    assert "import: 1 models that the catalog lacks, 1 left out, 1 malformed values\n" in result.stderr
    assert not (small_site / "catalog/models/openai").exists()


def test_nothing_but_left_out_entries_is_a_failure(small_site: Path, price_list: Path) -> None:
    """Who asked for a model must learn that there is none."""
    assert _run("import", "models.dev", price_list, "--site", small_site, "--model", "*mystery").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say what to import: `--model 'openai/*'`"),
        (("--model", "openai/gpt9"), "nothing in the list matches `openai/gpt9`; did you mean `openai/gpt-9`?"),
        (("--provider", "openia"), "the list has no provider `openia`; did you mean `openai`?"),
        (("--model", "*", "--maker", "A b"), "--maker cannot be `A b`; write the id of a provider, e.g. `acme`"),
        (("--model", "*", "--source", "http://x"), "--source cannot be `http://x`; write a public https address"),
        (("--model", "*", "--checked", "today"), "--checked cannot be `today`; write a day, e.g. `2026-11-01`"),
        (("--model", "*", "--factor", "-1"), "--factor cannot be `-1`; write a decimal of 0 or more, e.g. `0.8`"),
        (("--model", "*", "--protocol", "acme"), "there is no protocol `acme`"),
    ],
)
def test_wrong_usage_is_2(small_site: Path, price_list: Path, arguments: tuple[str, ...], said: str) -> None:
    """With what to write instead."""
    result = _run("import", "models.dev", price_list, "--site", small_site, *arguments)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_file_that_is_no_list_is_a_problem(small_site: Path, price_list: Path) -> None:
    """It is said in the way of all findings."""
    price_list.write_text("<html>", encoding="utf-8")

    result = _run("import", "models.dev", price_list, "--site", small_site, "--model", "*")

    assert result.exit_code == 1
    assert f"{price_list}:1:1: error[list-unreadable]: the file is not JSON: Expecting value\n" in result.stderr


def test_what_the_file_system_refuses_is_said(
    small_site: Path, price_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a list or a site, and writing; nothing is half written."""
    (small_site / "catalog/models/openai").write_text("", encoding="utf-8")
    unwritable = _run("import", "models.dev", price_list, "--site", small_site, "--model", "openai/gpt-9")

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error", "somewhere")

    monkeypatch.setattr("site_builder.authoring.price_lists.import_site.read_import_site", refuse)
    unreadable_site = _run("import", "models.dev", price_list, "--site", small_site, "--model", "*")
    monkeypatch.setattr("site_builder.authoring.price_lists.price_list.read_price_list", refuse)
    unreadable_list = _run("import", "models.dev", price_list, "--site", small_site, "--model", "*")

    assert [unwritable.exit_code, unreadable_site.exit_code, unreadable_list.exit_code] == [1, 1, 1]
    assert "Error: nothing was written: " in unwritable.stderr
    assert unreadable_site.stderr == "Error: somewhere: Input/output error\n"
    assert unreadable_list.stderr == f"Error: {price_list}: Input/output error\n"
    assert not (small_site / "catalog/providers/openai.yaml").exists()
