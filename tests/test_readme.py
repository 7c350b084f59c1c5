"""What README.md and CONTRIBUTING.md promise: their commands run, their links lead somewhere, their output is real."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from site_builder.cli import main

_ROOT = Path(__file__).parents[1]
_DOCUMENTS = sorted(
    path
    for path in (*_ROOT.glob("*.md"), *(_ROOT / "docs").rglob("*.md"), *_ROOT.glob("*/[A-Z]*.md"))
    if not path.is_relative_to(_ROOT / "dist")
)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a copy of the repository's own site."""
    for folder in ("catalog", "locales", "templates"):
        shutil.copytree(_ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture
def readme() -> str:
    """Give the text of README.md."""
    return (_ROOT / "README.md").read_text(encoding="utf-8")


def test_tour_works_step_by_step(site: Path, readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `site-builder` command of the README succeeds, in order, after its record is saved where it says."""
    path, record = _tour_record(readme)
    (site / path).write_text(record, encoding="utf-8")
    monkeypatch.chdir(site)
    commands = _commands(readme)

    results = {command: CliRunner().invoke(main, shlex.split(command)[1:]) for command in commands}

    assert {command: result.output for command, result in results.items() if result.exit_code != 0} == {}
    assert len(commands) == 12
    assert (site / "my-models/catalog/site.yaml").is_file()
    assert (site / "dist/en" / path.removeprefix("catalog/").removesuffix(".yaml") / "index.html").is_file()


def test_tour_explains_what_a_build_renders(site: Path, readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the new record, `--explain` names the pages that show the model, and not those of a maker it is not of."""
    monkeypatch.chdir(site)
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    path, record = _tour_record(readme)
    (site / path).write_text(record, encoding="utf-8")

    output = CliRunner().invoke(main, ["build", "--explain"]).output

    assert "en/models/google/gemini-tour/index.html: " in output
    assert "en/providers/google/index.html: " in output
    assert "providers/openai/" not in output


def test_shown_diagnostic_is_what_check_prints(site: Path, readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README shows exactly what `check` prints for the price it tells the reader to break."""
    path, record = _tour_record(readme)
    (site / path).write_text(record.replace('amount: "0.20"', 'amount: "-0.20"'), encoding="utf-8")
    monkeypatch.chdir(site)

    result = CliRunner().invoke(main, ["check"])

    (shown,) = (text for language, text in _blocks(readme) if language == "text")
    assert result.output == f"{shown}\ncheck: 1 error\n"
    assert result.exit_code == 1


def test_numbers_of_the_readme_are_right(readme: str) -> None:
    """The README counts the models, makers and protocols of the repository's own site."""
    words = {"eight": 8, "nine": 9}
    models, makers, protocols = re.findall(r"\((\w+) models of (\w+) makers, (\w+) API protocols", readme)[0]
    files = list((_ROOT / "catalog/models").rglob("*.yaml"))

    assert int(models) == len(files)
    assert int(makers) == len({path.parent for path in files})
    assert words[protocols] == len(list((_ROOT / "catalog/protocols").glob("*.yaml")))


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.relative_to(_ROOT).as_posix())
def test_links_of_documents_resolve(document: Path) -> None:
    """Every relative link of a document is a file, and every anchor a heading of the document it names."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", _without_code(document)):
        address = urlsplit(link)
        if address.scheme:
            assert address.scheme == "https"
            continue
        target = document.parent / address.path if address.path else document
        if not target.exists() or (address.fragment and address.fragment not in _anchors(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.relative_to(_ROOT).as_posix())
def test_commands_of_documents_exist(document: Path) -> None:
    """Every `make` target and every command of the program that a document names is there."""
    text = document.read_text(encoding="utf-8")
    code = [*re.findall(r"`([^`\n]+)`", text), *(line for _, block in _blocks(text) for line in block.splitlines())]
    makefile = (_ROOT / "Makefile").read_text(encoding="utf-8")
    known = _known_commands()

    targets = {match[1] for line in code if (match := re.match(r"make ([a-z][a-z-]*)", line))}
    commands = {
        match[1] for line in code if (match := re.match(r"(?:\.venv/bin/)?site-builder ([a-z]+(?: [a-z]+)?)", line))
    }

    assert {target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()
    assert {command for command in commands if command not in known and command.split()[0] not in known} == set()


def test_named_files_exist() -> None:
    """Every file or folder of the repository that CONTRIBUTING.md names in code is there."""
    text = (_ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:catalog|locales|templates|site_builder|tests|docs|tools)/[\w./-]*)`", text)

    assert named
    assert [path for path in named if not (_ROOT / path).exists() and path != "tests/regressions/"] == []


def _blocks(text: str) -> list[tuple[str, str]]:
    """Give the fenced blocks of a document: language and text."""
    return _BLOCK.findall(text)


def _commands(text: str) -> list[str]:
    consoles = [block for language, block in _blocks(text) if language == "console"]
    return [line for block in consoles for line in block.splitlines() if line.startswith("site-builder ")]


def _tour_record(text: str) -> tuple[str, str]:
    """Give the record of the tour: the path the README says to save it at, and the YAML."""
    (record,) = (block for language, block in _blocks(text) if language == "yaml")
    (path,) = re.findall(r"Save this as `([^`]+)`", text)
    return path, record


def _known_commands() -> set[str]:
    """Give the commands of the program, those of a group with its name before them."""

    def names() -> Iterator[str]:
        for name, command in main.commands.items():
            below = getattr(command, "commands", {})
            yield from (f"{name} {inner}" for inner in below)
            if not below:
                yield name

    return set(names())


def _without_code(document: Path) -> str:
    text = _BLOCK.sub("", document.read_text(encoding="utf-8"))
    return re.sub(r"`[^`\n]+`", "", text)


def _anchors(document: Path) -> set[str]:
    """Give the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _BLOCK.sub("", document.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
