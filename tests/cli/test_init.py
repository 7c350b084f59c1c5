"""`site-builder init`: a whole small site that builds at once, and nothing written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.authoring.schema import RECORD_CLASSES, schema_name
from site_builder.cli import main

_EN = [
    ".gitignore",
    "README.md",
    "catalog/models/acme/chat-large.yaml",
    "catalog/models/acme/chat-small.yaml",
    "catalog/protocols/openai-chat-completions.yaml",
    "catalog/providers/acme.yaml",
    *(f"catalog/schemas/{schema_name(kind)}" for kind in sorted(RECORD_CLASSES)),
    "catalog/site.yaml",
]


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_site_is_begun_built_and_extended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Init, check, build, a new maker and model, build: the whole way without a word of complaint."""
    begun = _run("init", tmp_path / "models")
    monkeypatch.chdir(tmp_path / "models")

    assert begun.exit_code == 0
    assert begun.output.splitlines()[:-1] == [str(tmp_path / "models" / path) for path in _EN]
    assert _files(Path()) == _EN
    assert _run("check").output == "check: no problems\n"
    assert "no problems" in _run("build").output
    assert _run("new", "provider", "zed").exit_code == 0
    assert _run("new", "model", "zed/large").exit_code == 0
    assert _run("check").output == "check: no problems\n"
    assert "no problems" in _run("build").output
    assert Path("dist/en/models/zed/large/index.html").is_file()


def test_site_bears_the_name_and_languages_of_the_publisher(tmp_path: Path) -> None:
    """Each language that comes with the program is complete, in the order given; the gateway has its own name."""
    arguments = ("--name", 'Acme:  "Gate"', "--locale", "zh-Hans", "--locale", "en", "--locale", "ru")

    begun = _run("init", tmp_path, *arguments)

    config = (tmp_path / "catalog/site.yaml").read_text(encoding="utf-8")
    assert begun.exit_code == 0
    assert 'name: "Acme: \\"Gate\\""\n' in config
    assert "locales: [zh-Hans, en, ru]\n" in config
    assert (tmp_path / "README.md").read_text(encoding="utf-8").startswith('# Acme: "Gate": models\n')
    assert _run("check", "--site", tmp_path).output == "check: no problems\n"
    assert _run("messages", "status", "--site", tmp_path).exit_code == 0
    assert "messages update --locale" not in begun.output


def test_another_language_is_begun_too(tmp_path: Path) -> None:
    """A language that nobody has translated gets its name and address part, and the command that begins its PO file."""
    begun = _run("init", tmp_path, "--locale", "en", "--locale", "fr")

    assert (tmp_path / "locales/fr/locale.yaml").read_text(encoding="utf-8") == "name: Français\nslug: fr\n"
    assert begun.output.splitlines()[-1].endswith("run `site-builder messages update --locale fr`.")
    assert _run("messages", "update", "--locale", "fr", "--site", tmp_path).exit_code == 0
    assert _run("build", "--site", tmp_path).exit_code == 0


def test_folder_with_other_files_is_fine(tmp_path: Path) -> None:
    """Only what would be written over stands in the way."""
    (tmp_path / "LICENSE").write_text("mine", encoding="utf-8")

    assert _run("init", tmp_path).exit_code == 0
    assert (tmp_path / "LICENSE").read_text(encoding="utf-8") == "mine"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder that has one of the files is refused, and stays as it is."""
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")

    result = _run("init", tmp_path)

    assert result.exit_code == 2
    assert f"{tmp_path / 'README.md'} would be written over; choose a folder without a site" in result.output
    assert _files(tmp_path) == ["README.md"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing argument 'DIR'"),
        (("site", "--locale", "zz"), "CLDR does not know the language `zz`"),
        (("site", "--locale", "../x"), "`../x` cannot be a locale; write a language tag such as `de` or `zh-Hans`"),
        (("site", "--locale", "zh", "--locale", "zh-Hans"), "locales zh and zh-Hans would have the same addresses"),
        (
            ("site", "--name", " "),
            "an empty text cannot be the name of a gateway; write 1 to 200 characters that can be seen",
        ),
        (("site", "--name", "x" * 201), "cannot be the name of a gateway"),
    ],
)
def test_wrong_usage_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    """It is said what is wrong, and nothing is written."""
    monkeypatch.chdir(tmp_path)

    result = _run("init", *arguments)

    assert result.exit_code == 2
    assert words in result.output
    assert _files(tmp_path) == []


def test_folder_that_cannot_be_written_is_no_traceback(tmp_path: Path) -> None:
    """A file in the way of a folder is named."""
    (tmp_path / "catalog").write_text("", encoding="utf-8")

    result = _run("init", tmp_path)

    assert result.exit_code == 1
    assert "catalog" in result.output


def test_starter_is_a_site_without_problems() -> None:
    """What `init` copies is checked as it lies in the repository: complete in every language that comes along."""
    starter = Path(__file__).parents[2] / "starter"

    assert _run("check", "--site", starter).output == "check: no problems\n"
    assert _run("messages", "status", "--site", starter).exit_code == 0
