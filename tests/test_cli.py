"""The command line: exit codes, what is printed where, and that no user error ends in a traceback."""

from __future__ import annotations

import gc
import io
import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result

import site_builder
from site_builder.cli import main

_MINI = "catalog/models/acme/mini.yaml"
_PATIENCE_SECONDS = 60


@pytest.fixture(autouse=True)
def _collect_garbage() -> Iterator[None]:
    """Let tests after this one collect garbage again: a command turns it off for its short life."""
    yield
    gc.enable()


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "site_builder", *(str(argument) for argument in arguments)]


def _without_seconds(text: str) -> str:
    return re.sub(r"\d+\.\d\d s", "N s", text)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--help",), 0),
        (("-h",), 0),
        (("build", "--help"), 0),
        (("messages", "update", "-h"), 0),
        (("--version",), 0),
        ((), 2),
        (("nonsense",), 2),
        (("build", "extra"), 2),
        (("build", "--nonsense"), 2),
        (("build", "--jobs", "many"), 2),
        (("build", "--jobs", "-1"), 2),
        (("build", "--site", "/nonexistent"), 2),
        (("build", "--site", __file__), 2),
        (("check", "--site", "/nonexistent"), 2),
        (("check", "/nonexistent"), 2),
        (("serve", "--port", "65536"), 2),
        (("messages",), 2),
        (("messages", "update", "--locale"), 2),
    ],
)
def test_help_is_0_and_wrong_usage_is_2(arguments: tuple[str, ...], code: int) -> None:
    """Wrong usage is told apart from problems of a site."""
    assert _run(*arguments).exit_code == code


def test_version_is_that_of_the_package() -> None:
    """`--version` names the program and its version."""
    assert _run("--version").output == f"site-builder, version {site_builder.__version__}\n"


def test_the_module_is_the_same_command() -> None:
    """`python -m site_builder` works where no script is installed."""
    done = subprocess.run(_command("--version"), check=True, capture_output=True, text=True)

    assert done.stdout == f"site-builder, version {site_builder.__version__}\n"


def test_build_says_what_it_did(small_site: Path) -> None:
    """One line: pages, how many were rendered, problems, seconds and where to; into `dist` of the site by default."""
    first, second = _run("build", "--site", small_site), _run("build", "--site", small_site)

    dist = small_site / "dist"
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert _without_seconds(first.stdout) == f"build: 74 pages, 74 rendered, no problems, N s → {dist}\n"
    assert _without_seconds(second.stdout) == f"build: 74 pages, 0 rendered, no problems, N s → {dist}\n"
    assert first.stderr == second.stderr == ""


def test_build_explains_each_file(small_site: Path, tmp_path: Path) -> None:
    """`--explain` says for each rendered file why; the summary counts removed files."""
    arguments = ("build", "--site", small_site, "--out", tmp_path / "out", "--explain")
    first = _run(*arguments)
    _edit(small_site / _MINI, "A quick model for easy questions.", "A quick model.")
    (tmp_path / "out/en/404.html").unlink()
    (tmp_path / "out/ru/404.html").write_text("")
    (tmp_path / "out/note.txt").write_text("")

    second = _run(*arguments)

    assert first.stdout.splitlines()[0] == "index.html: first build"
    assert len(first.stdout.splitlines()) == 123
    lines = _without_seconds(second.stdout).splitlines()
    assert lines[-1] == f"build: 74 pages, 38 rendered, 1 file removed, 2 warnings, N s → {tmp_path / 'out'}"
    assert "en/404.html: not as published" in lines
    assert "ru/404.html: not as published" in lines
    assert "en/index.html: shown records changed" in lines
    assert "en/models/acme/mini/index.html: record changed" in lines
    assert "en/models/acme/large/index.html: shown records changed" in lines
    assert "en/models/acme/mini/index.md: record changed" in lines
    assert "en/llms.txt: shown records changed" in lines
    assert len(lines) == 58


def test_a_broken_site_is_1_with_every_problem(small_site: Path) -> None:
    """All problems go to the error stream in one run, with a summary; nothing is published."""
    _edit(small_site / _MINI, '"0.20"', '"-0.20"')
    _edit(small_site / "catalog/models/acme/large.yaml", "rivals: [acme/mini]", "rivals: [acme/mino]")

    result = _run("build", "--site", small_site)

    assert result.exit_code == 1
    assert result.stdout == ""
    heads = re.findall(r"(?m)^(\S+?):\d+:\d+: error\[(\S+)\]", result.stderr)
    assert heads == [("catalog/models/acme/large.yaml", "reference-unknown"), (_MINI, "price-negative")]
    assert result.stderr.splitlines()[-1] == (
        f"build: nothing was published: 2 errors; {small_site / 'dist'} is as it was"
    )
    assert not (small_site / "dist").exists()


def test_foreign_output_folders_are_1(small_site: Path, tmp_path: Path) -> None:
    """A folder with other files is refused, and they stay."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home/letter.txt").write_text("mine")

    result = _run("build", "--site", small_site, "--out", tmp_path / "home")

    assert result.exit_code == 1
    assert "error[out-not-ours]" in result.stderr
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["letter.txt"]


def test_check_is_0_for_a_good_site_and_1_for_a_broken_one(small_site: Path) -> None:
    """`check` writes nothing and ends with a count."""
    good = _run("check", "--site", small_site)
    _edit(small_site / _MINI, '"0.20"', '"-0.20"')
    bad = _run("check", "--site", small_site)

    assert (good.exit_code, good.stdout) == (0, "check: no problems\n")
    assert bad.exit_code == 1
    assert bad.stdout.startswith(f"{_MINI}:17:31: error[price-negative]")
    assert bad.stdout.endswith("check: 1 error\n")
    assert sorted(path.name for path in small_site.iterdir()) == ["catalog", "locales"]


def test_warnings_are_0(small_site: Path) -> None:
    """Warnings are printed but do not fail."""
    _edit(small_site / _MINI, "A quick model for easy questions.", "Something new.")

    result = _run("check", "--site", small_site)

    assert result.exit_code == 0
    assert result.stdout.count("warning[translation-missing]") == 2
    assert result.stdout.endswith("check: 2 warnings\n")


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        (("catalog/site.yaml",), ["locale-unknown"]),
        (("catalog",), ["locale-unknown"]),
        (("locales/../catalog",), ["locale-unknown"]),
        (("catalog/models",), []),
        (("catalog/models/acme/mini.yaml", "locales"), ["po-syntax"]),
        (("catalog/site.yaml", "locales/ru"), ["locale-unknown", "po-syntax"]),
        (("locales/zh-Hans",), []),
        ((".",), ["locale-unknown", "po-syntax"]),
    ],
)
def test_check_reports_only_the_wanted_paths(
    paths: tuple[str, ...], codes: list[str], small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files and folders limit what is reported, and with it the exit code; they are looked up from where one is."""
    (small_site / "locales/ru/LC_MESSAGES/ui.po").write_text("msgid")
    _edit(small_site / "catalog/site.yaml", "ru, en]", "ru, en, de]")
    monkeypatch.chdir(small_site)

    result = _run("check", *paths)

    assert re.findall(r"(?:error|warning)\[(\S+)\]", result.stdout) == codes
    assert result.exit_code == (1 if "error[" in result.stdout else 0)


def test_check_takes_paths_from_elsewhere(small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An absolute path means the same from any folder."""
    _edit(small_site / _MINI, '"0.20"', '"-0.20"')
    monkeypatch.chdir(tmp_path)

    result = _run("check", "--site", "site", small_site / _MINI)

    assert result.exit_code == 1


def test_check_refuses_paths_of_another_site(small_site: Path, tmp_path: Path) -> None:
    """They could only give a false all-clear."""
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.touch()

    result = _run("check", "--site", small_site, elsewhere)

    assert result.exit_code == 2
    assert "is not part of the site" in result.stderr


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    """Each command says so, and none writes anything."""
    commands = ("build",), ("check",), ("messages", "extract"), ("messages", "status")

    for command in commands:
        result = _run(*command, "--site", tmp_path)

        assert result.exit_code == 1
        assert "error[site-without-catalog]" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_shows_progress(small_site: Path, tmp_path: Path) -> None:
    """On a terminal a bar counts the files to make and is gone at the end; the summary stays."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        _command("build", "--site", small_site, "--out", tmp_path / "out", "--jobs", "2"),
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "200"},
    ) as process:
        os.close(follower)
        shown = b""
        while select.select([leader], [], [], _PATIENCE_SECONDS)[0]:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            shown += piece
        assert process.wait() == 0
    os.close(leader)

    text = shown.decode()
    assert "rendering" in text
    assert "0/112" in text
    assert "112/112" in text
    assert "build: 74 pages, 74 rendered" in text.rpartition("\x1b[2K")[2]


def test_without_a_terminal_there_is_no_bar(small_site: Path, tmp_path: Path) -> None:
    """A log gets the summary only."""
    done = subprocess.run(
        _command("build", "--site", small_site, "--out", tmp_path / "out"), check=True, capture_output=True, text=True
    )

    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_the_bar_moves_while_pages_are_rendered(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page may move the bar, without a thread that a forked process would miss."""
    monkeypatch.setattr("site_builder.cli.progress._REFRESH_SECONDS", -1)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _stream: True)

    result = _run("build", "--site", small_site, "--jobs", "1")

    assert result.exit_code == 0
    assert "build: 74 pages, 74 rendered" in result.stdout


def test_a_terminal_that_lacks_letters_is_no_error(small_site: Path) -> None:
    """What the terminal cannot show is escaped; the build is as good."""
    _edit(small_site / "locales/ru/LC_MESSAGES/catalog.po", 'msgid "The key is wrong."', 'msgid "Ключ')

    done = subprocess.run(
        _command("check", "--site", small_site),
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )

    assert done.returncode == 0
    assert done.stderr == b""
    assert b"\\u041a" in done.stdout


def test_any_stream_is_written_to(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that calls the command line may have put any stream in the place of the standard ones."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stdout", written)

    main(["check", "--site", str(small_site)], standalone_mode=False)

    assert written.getvalue() == "check: no problems\n"


def test_a_folder_name_that_is_no_text_is_no_error(small_site: Path, tmp_path: Path) -> None:
    """A name in another encoding is published to, and printed escaped."""
    out = tmp_path / os.fsdecode(b"d\xff")
    try:
        out.mkdir()
    except OSError:
        pytest.skip("this file system takes only Unicode names")

    done = subprocess.run(_command("build", "--site", small_site, "--out", out), check=False, capture_output=True)

    assert (done.returncode, done.stderr) == (0, b"")
    assert (out / "index.html").is_file()


@pytest.mark.parametrize("base_path", ["", "/docs/models"])
def test_serve_shows_edits_and_stops(base_path: str, small_site: Path) -> None:
    """`serve` prints its address, shows an edit without writing anything, and ends with Ctrl-C while pages listen."""
    _edit(small_site / "catalog/site.yaml", "https://models.example.com", f"https://www.example.com{base_path}")
    command = _command("serve", "--site", small_site, "--port", "0")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        try:
            assert process.stdout is not None
            address, summary = process.stdout.readline(), process.stdout.readline()
            url = re.search(r"http://127\.0\.0\.1:\d+\S*", address)
            assert url is not None, address
            events = urllib.request.urlopen(f"{url[0]}_preview/events", timeout=_PATIENCE_SECONDS)  # noqa: S310 - our own server
            _edit(small_site / "catalog/models/acme/mini.yaml", '"0.20"', '"0.21"')
            edit = process.stdout.readline()
            with urllib.request.urlopen(f"{url[0]}en/models/acme/mini/", timeout=_PATIENCE_SECONDS) as response:  # noqa: S310 - our own server
                page = response.read().decode()
            with pytest.raises(urllib.error.HTTPError) as missing:
                urllib.request.urlopen(f"{url[0]}ru/gone/", timeout=_PATIENCE_SECONDS)  # noqa: S310 - our own server
            missing.value.close()
            process.send_signal(signal.SIGINT)
            rest, errors = process.communicate(timeout=_PATIENCE_SECONDS)
            events.close()
        finally:
            process.kill()

    assert url[0].endswith(f"{base_path}/")
    assert re.fullmatch(r"site: read in \d+\.\d s, no problems\n", summary)
    assert re.fullmatch(r"catalog/models/acme/mini\.yaml changed: read in \d+\.\d s, no problems\n", edit)
    assert "$0.21" in page
    assert missing.value.code == 404
    assert (rest, errors, process.returncode) == ("stopped\n", "", 0)
    assert not (small_site / "dist").exists()


def test_serve_says_why_it_cannot_listen(small_site: Path) -> None:
    """A taken port, and hosts that do not exist or have no name, are wrong usage."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        in_use = _run("serve", "--site", small_site, "--port", port)
    impossible = _run("serve", "--site", small_site, "--port", 0, "--host", "ü" * 64)
    not_ours = _run("serve", "--site", small_site, "--port", 0, "--host", "192.0.2.1")

    assert [result.exit_code for result in (in_use, impossible, not_ours)] == [2, 2, 2]
    assert f"cannot listen on 127.0.0.1:{port}: Address already in use" in in_use.stderr
    assert "that is no host name" in impossible.stderr
    assert "cannot listen on 192.0.2.1:0" in not_ours.stderr


def _translate_all(path: Path) -> None:
    """Give every entry a translation that has its placeholders."""
    file = read_po(path.read_bytes().splitlines(), locale="de")
    for message in file:
        forms = 1 if isinstance(message.id, str) else 2
        source = message.id if isinstance(message.id, str) else message.id[1]
        message.string = f"Wort {source}" if forms == 1 else (f"Wort {source}",) * forms
    with path.open("wb") as stream:
        write_po(stream, file)


def test_the_translation_round_trip(small_site: Path) -> None:
    """Extract, start German, find it missing, translate, and find nothing more to do."""
    site = ("--site", small_site)

    extracted = _run("messages", "extract", *site)
    again = _run("messages", "extract", *site)
    started = _run("messages", "update", *site, "--locale", "de")
    missing = _run("messages", "status", *site)
    for path in sorted(small_site.glob("locales/de/LC_MESSAGES/*.po")):
        _translate_all(path)
    updated = _run("messages", "update", *site)
    complete = _run("messages", "status", *site)

    total = 40
    pot = small_site / "locales/catalog.pot"
    assert extracted.stdout == f"{pot}: {total} messages\n"
    assert again.stdout == f"{pot}: {total} messages, unchanged\n"
    assert started.stdout.splitlines()[:2] == [
        f"{small_site / 'locales/de/locale.yaml'}: started; list de in site.yaml",
        f"de catalog: 0 of {total} translated, 0 stale, {total} missing",
    ]
    assert missing.exit_code == 1
    assert [line.split() for line in missing.stdout.splitlines()[:2]] == [
        ["language", "translated", "stale", "missing", "total"],
        ["de", "catalog", "0", "0", str(total), str(total), "0", "%"],
    ]
    assert updated.exit_code == complete.exit_code == 0
    assert complete.stdout.splitlines()[-1] == "zh-Hans: 5 of 5 pages are whole"
    assert f"de catalog: {total} of {total} translated, 0 stale, 0 missing" in updated.stdout


def test_status_is_for_people_and_programs(small_site: Path) -> None:
    """One language can be asked for, everything can be named, and JSON has the same exit code."""
    _edit(small_site / "locales/ru/LC_MESSAGES/catalog.po", 'msgstr "Неверный ключ."', 'msgstr ""')

    short = _run("messages", "status", "--site", small_site, "--locale", "ru")
    whole = _run("messages", "status", "--site", small_site, "--locale", "ru", "--verbose")
    machine = _run("messages", "status", "--site", small_site, "--locale", "ru", "--format", "json")
    other = _run("messages", "status", "--site", small_site, "--locale", "zh-Hans")

    assert [result.exit_code for result in (short, whole, machine, other)] == [1, 1, 1, 0]
    assert "The key is wrong." not in short.stdout
    assert "  catalog/site.yaml:14: “The key is wrong.”" in whole.stdout
    (language,) = json.loads(machine.stdout)["languages"]
    assert language["domains"]["catalog"]["missing"] == 1


def test_a_pseudo_locale_is_written(small_site: Path) -> None:
    """It can be published at once: its name, its texts and those of the interface are there."""
    result = _run("messages", "pseudo", "--site", small_site)
    _edit(small_site / "catalog/site.yaml", "ru, en]", "ru, en, qps]")

    assert result.exit_code == 0
    assert "catalog.po: 40 messages" in result.stdout
    assert _run("check", "--site", small_site).stdout == "check: no problems\n"


def test_one_script_is_drafted_from_the_other(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All entries are for review; two languages that are not two scripts are wrong usage."""
    monkeypatch.setattr("site_builder.authoring.script_draft.load_converter", lambda *_: str.upper)

    drafted = _run("messages", "update", "--site", small_site, "--locale", "zh-Hant", "--draft-from", "zh-Hans")
    refused = [
        _run("messages", "update", "--site", small_site, *tags, "--draft-from", "zh-Hans")
        for tags in ((), ("--locale", "de"))
    ]

    assert "zh-Hant catalog: 0 of 40 translated, 40 stale, 0 missing" in drafted.stdout
    assert [result.exit_code for result in refused] == [2, 2]
    assert "two scripts of one language" in refused[0].stderr


def test_drafts_without_opencc_say_what_to_install(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program works without it, but for this."""
    monkeypatch.setitem(sys.modules, "opencc", None)

    result = _run("messages", "update", "--site", small_site, "--locale", "zh-Hant", "--draft-from", "zh-Hans")

    assert result.exit_code == 1
    assert "pip install 'site-builder[draft]'" in result.stderr


def test_update_twice_changes_nothing(small_site: Path) -> None:
    """After one update of all languages the next one leaves every byte."""
    _run("messages", "update", "--site", small_site)
    before = {path: path.read_bytes() for path in small_site.rglob("*.po")}
    _run("messages", "update", "--site", small_site)

    assert {path: path.read_bytes() for path in small_site.rglob("*.po")} == before
    assert len(before) == 2


def test_only_its_own_repository_extracts_the_interface(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the site's templates are the packaged ones, `ui.pot` is written too."""
    (small_site / "templates").mkdir()
    monkeypatch.setattr("site_builder.authoring.site_messages.packaged_folder", lambda name: small_site / name)

    result = _run("messages", "extract", "--site", small_site)

    assert result.exit_code == 0
    assert (small_site / "locales/ui.pot").is_file()
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [
        str(small_site / "locales/catalog.pot"),
        str(small_site / "locales/ui.pot"),
    ]


def test_a_site_without_locales_gets_the_folder(small_site: Path) -> None:
    """The first template makes `locales/`."""
    _edit(small_site / "catalog/site.yaml", "[zh-Hans, ru, en]", "[en]")
    (small_site / "locales").rename(small_site / "elsewhere")

    result = _run("messages", "extract", "--site", small_site)

    assert result.exit_code == 0
    assert (small_site / "locales/catalog.pot").is_file()


def _break_syntax(template: Path) -> None:
    template.write_text("{% if %}")


def _break_bytes(template: Path) -> None:
    template.write_bytes(b"\xff")


def _break_link(template: Path) -> None:
    template.symlink_to("nowhere")


@pytest.mark.parametrize("command", ["extract", "update", "status"])
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_break_syntax, "1:1: error[template-syntax]: the template cannot be used: Expected an expression"),
        (_break_bytes, "1:1: error[template-unreadable]: the template cannot be read: it is not UTF-8"),
        (_break_link, "1:1: error[template-unreadable]: the template cannot be read: No such file or directory"),
    ],
)
def test_a_template_with_a_mistake_is_told_where_its_texts_are_read(
    command: str, damage: Callable[[Path], None], said: str, small_site: Path
) -> None:
    """What there is to translate is not known without it."""
    template = small_site / "templates/pages/model.html.j2"
    template.parent.mkdir(parents=True)
    damage(template)

    result = _run("messages", command, "--site", small_site)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"templates/pages/model.html.j2:{said}")


@pytest.mark.parametrize("command", [("update", "--locale", "de"), ("pseudo",)])
def test_a_file_in_the_place_of_locales_is_told(command: tuple[str, ...], small_site: Path) -> None:
    """A language cannot be started there."""
    (small_site / "locales").rename(small_site / "elsewhere")
    (small_site / "locales").write_text("")

    result = _run("messages", *command, "--site", small_site)

    assert (result.exit_code, result.stderr.rpartition(": ")[2]) == (1, "Not a directory\n")


@pytest.mark.parametrize("tag", ["xx", "../../etc", "zh_Hans", "de/AT", ""])
def test_an_unknown_language_is_wrong_usage(tag: str, small_site: Path) -> None:
    """Nothing is written for a tag that is none, not even for the good ones before it."""
    before = sorted(small_site.rglob("*"))

    result = _run("messages", "update", "--site", small_site, "--locale", "de", "--locale", tag)

    assert result.exit_code == 2
    assert "CLDR does not know the language" in result.stderr
    assert sorted(small_site.rglob("*")) == before


@pytest.mark.parametrize("command", ["update", "status"])
def test_broken_messages_are_1_and_stay(command: str, small_site: Path) -> None:
    """A PO file with a mistake is reported at its line and not written over; a folder of no language is left alone."""
    path = small_site / "locales/ru/LC_MESSAGES/catalog.po"
    _edit(path, 'msgid "The key is wrong."', 'msgid "The key')
    (small_site / "locales/nonsense/LC_MESSAGES").mkdir(parents=True)
    before = path.read_bytes()

    result = _run("messages", command, "--site", small_site)

    assert result.exit_code == 1
    assert "error[po-syntax]" in result.stderr
    assert path.read_bytes() == before
    assert list((small_site / "locales/nonsense/LC_MESSAGES").iterdir()) == []


def _in_the_way(site: Path) -> tuple[str, ...]:
    (site / "locales/catalog.pot").mkdir()
    return ("messages", "extract")


def _folder_for_file(site: Path) -> tuple[str, ...]:
    (site / "locales/de/LC_MESSAGES/catalog.po").mkdir(parents=True)
    return ("messages", "update", "--locale", "de")


@pytest.mark.parametrize("prepare", [_in_the_way, _folder_for_file])
def test_what_cannot_be_written_is_1(prepare: Callable[[Path], tuple[str, ...]], small_site: Path) -> None:
    """A folder in the place of a file is named with the system's reason."""
    command = prepare(small_site)

    result = _run(*command, "--site", small_site)

    assert result.exit_code == 1
    assert result.stderr.endswith(": Is a directory\n")
