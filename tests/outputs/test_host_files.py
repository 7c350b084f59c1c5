"""`robots.txt`, `_headers` and `_redirects`: what crawlers and hosts read at the root of a site."""

from __future__ import annotations

from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest

from site_builder.build.inputs import read_site
from site_builder.outputs import host_redirects
from site_builder.outputs.output import OutputFile

_SITE = "catalog/site.yaml"
_NAMES = ("robots.txt", "_headers", "_redirects")


def _files(site_folder: Path) -> dict[str, OutputFile]:
    inputs, diagnostics = read_site(site_folder)
    assert inputs is not None, diagnostics
    return {file.path: file for file in inputs.outputs if file.path in _NAMES}


def _text(site_folder: Path, name: str) -> str:
    return _files(site_folder)[name].make().content.decode()


def _add(site_folder: Path, line: str) -> None:
    path = site_folder / _SITE
    path.write_text(f"{path.read_text()}{line}\n")


def _robots(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser


def test_crawlers_are_welcome_and_find_the_sitemap(small_site: Path) -> None:
    """Where the owner says nothing."""
    robots = _robots(_text(small_site, "robots.txt"))

    assert robots.site_maps() == ["https://models.example.com/sitemap.xml"]
    assert robots.can_fetch("GPTBot", "https://models.example.com/ru/")


def test_blocked_crawlers_are_asked_to_stay_away(small_site: Path) -> None:
    """Those that `site.yaml` names, each once, and no others."""
    before = _files(small_site)["robots.txt"].artifact
    _add(small_site, "blocked_crawlers: [GPTBot, CCBot, GPTBot]")
    text = _text(small_site, "robots.txt")
    robots = _robots(text)

    assert [robots.can_fetch(name, "/ru/") for name in ("GPTBot", "CCBot", "Googlebot")] == [False, False, True]
    assert text.count("GPTBot") == 1
    assert robots.site_maps() == ["https://models.example.com/sitemap.xml"]
    assert _files(small_site)["robots.txt"].artifact != before


@pytest.mark.parametrize("name", ["GPT Bot", "*", "GPTBot/1.0", "", "a\\nDisallow"])
def test_a_crawler_is_named_as_it_looks_for_itself(small_site: Path, name: str) -> None:
    """Nothing else can be written into the file."""
    _add(small_site, f'blocked_crawlers: ["{name}"]')

    inputs, diagnostics = read_site(small_site)

    assert inputs is None
    assert [(item.code, item.span.line) for item in diagnostics] == [("text-malformed", 32)]


def test_headers_let_assets_be_kept_for_ever(small_site: Path) -> None:
    """Their names change with their content; nobody may frame a page or guess a type."""
    rules = _text(small_site, "_headers")

    assert "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n" in rules
    assert rules.startswith("/*\n  Content-Security-Policy: frame-ancestors 'none'\n")


def test_other_ids_are_redirects(small_site: Path) -> None:
    """One line for each id and language, and each leads to a page that is checked like any link."""
    file = _files(small_site)["_redirects"]
    made = file.make()
    lines = made.content.decode().splitlines()

    assert lines[:3] == [
        f"/{slug}/models/acme/acme-large/ /{slug}/models/acme/large/ 301" for slug in ("zh", "ru", "en")
    ]
    assert {line.split(" ")[1] for line in lines} == set(made.links.links)
    assert all(line.endswith("/ 301") for line in lines)


def test_no_more_redirects_than_hosts_read(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is left to the pages under these ids."""
    monkeypatch.setattr(host_redirects, "_MOST_RULES", 2)

    assert len(_text(small_site, "_redirects").splitlines()) == 2


def test_a_site_in_a_folder_has_none_of_them(small_site: Path) -> None:
    """Crawlers and hosts look at the root of a host only."""
    path = small_site / _SITE
    path.write_text(path.read_text().replace("https://models.example.com", "https://gateway.net/docs"))

    assert _files(small_site) == {}


def test_without_other_ids_there_are_no_redirects(small_site: Path) -> None:
    """An empty file says nothing."""
    for path in (small_site / "catalog/models/acme").glob("*.yaml"):
        lines = [
            line for line in path.read_text().splitlines() if "acme-large-latest" not in line and line != "versions:"
        ]
        path.write_text("\n".join(lines).replace("api_id: acme-", "api_id: ") + "\n")

    assert sorted(_files(small_site)) == ["_headers", "robots.txt"]
