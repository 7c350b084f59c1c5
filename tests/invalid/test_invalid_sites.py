"""Small broken sites, at least one per diagnostic code: a folder with what differs from `tests/sites/small`.

A folder bears the name of the code it shows; `<code>--<variant>` shows the same code for another mistake.
`expected.txt` is exactly what `site-builder check` prints; `removed.txt` names what the broken site lacks.
`pytest tests/invalid --update-expected` writes what is printed now, to be reviewed as code.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import site_builder
from site_builder.catalog.yaml_problems import MAX_BYTES
from site_builder.cli import main

_CASES = Path(__file__).parent
_ONLY_WHEN_PUBLISHING = {
    "build-running", "out-holds-site", "out-not-a-folder", "out-not-ours", "out-unwritable",
    "shard-damaged", "shard-foreign", "shard-missing", "shard-repeated", "shard-unreadable",
}  # fmt: skip
_ONLY_OF_PRICE_LISTS = {"list-unreadable", "list-value"}
"""Codes of `import` and `diff`, which read files that are no part of a site."""
_MAKERS = {"Diagnostic", "Finding", "Problem", "failure", "PublishError", "_publish_problem"}
"""Calls whose first argument is a code."""
_NAMED = {"TextRule": "name", "TranslationRule": "name", "PageRule": "name", "ProseRule": "name", "TextSlip": "code"}
"""Calls whose argument of that name is a code; the name of another rule is only the beginning of its codes."""

_NEVER_ALONE = {"group-half-translated": {"translation-missing"}}
"""Codes that cannot be shown without others: where a group lacks a translation, the locale lacks one."""


def _make_too_large(site: Path) -> None:
    (site / "catalog/providers/acme.yaml").write_text(f"# {'x' * MAX_BYTES}\n", encoding="utf-8")


def _make_unreadable(site: Path) -> None:
    (site / "catalog/providers/acme.yaml").unlink()
    (site / "catalog/providers/acme.yaml").symlink_to("nowhere.yaml")


_MADE: dict[str, Callable[[Path], None]] = {"yaml-too-large": _make_too_large, "file-unreadable": _make_unreadable}
"""What would be too large, or too dependent on the file system, to lie in the repository."""


def _case_names() -> list[str]:
    return sorted(path.parent.name for path in _CASES.glob("*/expected.txt"))


def _code_of(name: str) -> str:
    return name.partition("--")[0]


def _break_site(site: Path, name: str) -> None:
    case = _CASES / name
    shutil.copytree(case, site, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt", "removed.txt"))
    removed = case / "removed.txt"
    for gone in removed.read_text(encoding="utf-8").splitlines() if removed.exists() else ():
        path = site / gone
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    if name in _MADE:
        _MADE[name](site)


def _codes_in_package() -> Iterator[str]:
    """Give every code in the package: first arguments of what makes findings, `code = …`, and tables of refusals."""
    for path in sorted(Path(site_builder.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for text in _code_expressions(node):
                yield from (
                    part.value
                    for part in ast.walk(text)
                    if isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", part.value)
                )


def _code_expressions(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MAKERS and node.args:
        yield node.args[1] if node.func.id == "_publish_problem" else node.args[0]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NAMED:
        yield from (keyword.value for keyword in node.keywords if keyword.arg == _NAMED[node.func.id])
    if isinstance(node, ast.Assign) and any(re.search(r"\bcode\b", ast.unparse(target)) for target in node.targets):
        yield node.value
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "REFUSED":
        yield node.value


@pytest.mark.parametrize("name", _case_names())
def test_broken_site_prints_exactly_what_is_expected(name: str, small_site: Path, pytestconfig: pytest.Config) -> None:
    """`check` prints the finding of the case, and no other, to the letter."""
    _break_site(small_site, name)
    expected = _CASES / name / "expected.txt"

    result = CliRunner().invoke(main, ["check", "--site", str(small_site)], catch_exceptions=False)

    if pytestconfig.getoption("--update-expected"):
        expected.write_text(result.output, encoding="utf-8")
    assert result.output == expected.read_text(encoding="utf-8")
    assert set(re.findall(r"^\S.*?: (?:error|warning)\[([a-z0-9-]+)\]", result.output, re.MULTILINE)) == {
        _code_of(name),
        *_NEVER_ALONE.get(_code_of(name), ()),
    }
    assert result.exit_code == (1 if " error[" in result.output else 0)


def test_every_code_has_a_broken_site() -> None:
    """A code without a case, or a case whose code is gone, fails."""
    codes = set(_codes_in_package())

    assert codes >= _ONLY_WHEN_PUBLISHING | _ONLY_OF_PRICE_LISTS
    assert {_code_of(name) for name in _case_names()} == codes - _ONLY_WHEN_PUBLISHING - _ONLY_OF_PRICE_LISTS


def test_every_folder_expects_something() -> None:
    """A case folder without `expected.txt` would be passed over in silence."""
    folders = {path.name for path in _CASES.iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert folders == set(_case_names())


@pytest.mark.parametrize("name", _case_names())
def test_wording_is_for_authors(name: str) -> None:
    """Findings speak of YAML and the site: no wording of Pydantic, no Python types, no plea, no exclamation mark."""
    printed = (_CASES / name / "expected.txt").read_text(encoding="utf-8")
    said = "\n".join(line for line in printed.splitlines() if not re.match(r" *\d* \| ", line))

    banned = re.findall(
        r"Input should|\b(?:valid|invalid|please|Please)\b|!|Decimal\(|Traceback|pydantic|jinja2\."
        r"|\b(?:dict|tuple|str|int|bool|float|NoneType|None|True|False)\b",
        said.replace("`!!str`", ""),
    )
    assert banned == []


@pytest.mark.parametrize("name", _case_names())
def test_every_finding_says_where_why_and_how(name: str) -> None:
    """Each finding has the three lines a maintainer needs, and a mark below the place it shows."""
    lines = (_CASES / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    heads = [line for line in lines if re.match(r"\S.*:\d+:\d+: (error|warning)\[", line)]

    assert len(heads) >= 1
    assert len([line for line in lines if line.startswith("  why: ")]) == len(heads)
    assert len([line for line in lines if line.startswith("  fix: ")]) == len(heads)
    assert lines[-1].startswith("check: ")
