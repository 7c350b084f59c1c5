"""`site-builder diff`: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main


@pytest.fixture
def site(small_site: Path) -> Path:
    """Give the small site with its maker's models under the id of a maker that lists know."""
    catalog = small_site / "catalog"
    (catalog / "models/xai").mkdir()
    text = (catalog / "models/acme/mini.yaml").read_text("utf-8")
    text = text.replace("Acme Mini", "Grok Mini").replace("acme-mini", "grok-mini").replace("Acme 1", "Grok")
    (catalog / "models/xai/grok-mini.yaml").write_text(text, encoding="utf-8")
    (catalog / "providers/xai.yaml").write_text(
        "name: xAI\nsummary: Makes Grok.\nwebsite: https://x.ai\n", encoding="utf-8"
    )
    return small_site


@pytest.fixture
def price_list(tmp_path: Path) -> Path:
    """Give the file of a list that says another price, and a limit that the record does not have."""
    entry = {"cost": {"input": 0.25, "output": 0.8}, "limit": {"output": 8000}}
    value = {"xai": {"models": {"grok-mini": entry}}, "reseller": {"models": {"acme/acme-mini": entry}}}
    path = tmp_path / "api.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_drift_is_shown_at_its_line(site: Path, price_list: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with 1; what only the list says is shown if it is asked for."""
    monkeypatch.chdir(site)

    result = _run("diff", "models.dev", price_list)
    more = _run("diff", "models.dev", price_list, "--additions")

    assert (result.exit_code, more.exit_code) == (1, 1)
    assert result.stdout == (
        "catalog/models/xai/grok-mini.yaml:17:31: warning[drift-price]: input price per 1 million tokens is 0.2; "
        "models.dev (`xai/grok-mini`) says 0.25\n"
        '   17 |     - {meter: input, amount: "0.20"}\n'
        "      |                               ^^^^\n"
        "  why: one of the two is out of date, or they speak of different things\n"
        '  fix: compare both with the maker\'s page; if the list is right, write `amount: "0.25"`\n'
        "\n"
        "diff: 1 differences in 1 of 1 models, 1 models only from other sellers, 1 not in the list\n"
    )
    assert (
        "catalog/models/xai/grok-mini.yaml:8:9: warning[drift-limits]: limits.max_output_tokens is not stated; "
        "models.dev (`xai/grok-mini`) says 8000\n"
    ) in more.stdout
    assert more.stdout.endswith(
        "diff: 1 differences in 1 of 1 models, 1 facts only in the list, "
        "1 models only from other sellers, 1 not in the list\n"
    )


def test_equal_facts_end_with_0(site: Path, price_list: Path) -> None:
    """Nothing is printed but the count."""
    price_list.write_text(json.dumps({"xai": {"models": {"grok-mini": {"cost": {"input": 0.2}}}}}), encoding="utf-8")

    result = _run("diff", "models.dev", price_list, "--site", site, "--model", "xai/*")

    assert (result.exit_code, result.stdout) == (0, "diff: 0 differences in 0 of 1 models\n")


def test_json_is_for_programs(site: Path, price_list: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths lead from where the reader is."""
    result = _run("diff", "models.dev", price_list, "--site", site, "--format", "json")
    monkeypatch.chdir(site.parent)
    below = _run("diff", "models.dev", price_list, "--site", "site", "--provider", "reseller", "--format", "json")
    monkeypatch.chdir(site)
    here = _run("diff", "models.dev", price_list, "--format", "json", "--additions")

    assert json.loads(result.stdout)["only_from_others"] == ["acme/mini"]
    assert [drift["path"] for drift in json.loads(below.stdout)["drifts"]] == ["site/catalog/models/acme/mini.yaml"]
    assert json.loads(here.stdout) == {
        "list": "models.dev",
        "compared": ["xai/grok-mini"],
        "drifts": [
            {
                "code": "drift-price",
                "model": "xai/grok-mini",
                "entry": "xai/grok-mini",
                "fact": "input price per 1 million tokens",
                "record": "0.2",
                "listed": "0.25",
                "path": "catalog/models/xai/grok-mini.yaml",
                "line": 17,
                "column": 31,
                "length": 4,
            }
        ],
        "additions": [
            {
                "code": "drift-limits",
                "model": "xai/grok-mini",
                "entry": "xai/grok-mini",
                "fact": "limits.max_output_tokens",
                "record": None,
                "listed": "8000",
                "path": "catalog/models/xai/grok-mini.yaml",
                "line": 8,
                "column": 9,
                "length": 30,
            }
        ],
        "only_from_others": ["acme/mini"],
        "not_in_list": ["acme/large"],
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--model", "xai/grok"), "no model of the catalog matches `xai/grok`; did you mean `xai/grok-mini`?"),
        (("--provider", "xia"), "the list has no provider `xia`; did you mean `xai`?"),
    ],
)
def test_wrong_usage_is_2(site: Path, price_list: Path, arguments: tuple[str, ...], said: str) -> None:
    """With what may be meant."""
    result = _run("diff", "models.dev", price_list, "--site", site, *arguments)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_problems_of_the_site_come_first(site: Path, price_list: Path) -> None:
    """Records with mistakes cannot be compared."""
    (site / "catalog/models/xai/grok-mini.yaml").write_text("name: Grok\n", encoding="utf-8")

    result = _run("diff", "models.dev", price_list, "--site", site)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[field-missing]" in result.stderr
