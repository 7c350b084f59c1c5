"""`llms.txt`: every model, protocol and file, in each language."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.outputs.output import OutputFile

_LARGE = "catalog/models/acme/large.yaml"
_EN = "https://models.example.com/en"
_ABOUT = (
    "Each model has its page as Markdown: what it can do, its limits and prices, and code that calls it; "
    "each protocol has its fields and errors."
)


def _read(site_folder: Path) -> SiteInputs:
    inputs, diagnostics = read_site(site_folder)
    assert inputs is not None, diagnostics
    return inputs


def _files(site_folder: Path) -> dict[str, OutputFile]:
    return {file.path: file for file in _read(site_folder).outputs if file.path.endswith("llms.txt")}


def _text(site_folder: Path, path: str) -> str:
    return _files(site_folder)[path].make().content.decode()


def test_it_has_the_form_of_the_proposal(small_site: Path) -> None:
    """A title, a summary, then lists of links under titles."""
    assert _text(small_site, "en/llms.txt").splitlines() == [
        "# Small Gateway",
        "",
        "> Two models behind one key.",
        "",
        _ABOUT,
        "",
        "## Acme",
        "",
        f"- [Acme Large]({_EN}/models/acme/large/index.md): A careful model for hard questions.",
        f"- [Acme Mini]({_EN}/models/acme/mini/index.md): A quick model for easy questions. · Preview",
        "",
        "## Protocols",
        "",
        f"- [Acme Chat]({_EN}/protocols/acme-chat/index.md): Turns a list of messages into the next one.",
        "",
        "## Optional",
        "",
        "- [Models as JSON](https://models.example.com/api/catalog.json)",
        "- [Protocols as OpenAPI](https://models.example.com/en/openapi.json)",
        "- [Prices as CSV](https://models.example.com/pricing.csv)",
        "- [简体中文](https://models.example.com/zh/llms.txt)",
        "- [Русский](https://models.example.com/ru/llms.txt)",
    ]


def test_each_language_has_one_and_so_has_the_root(small_site: Path) -> None:
    """That at the root is in the language of the records."""
    files = _files(small_site)

    assert list(files) == ["llms.txt", "zh/llms.txt", "ru/llms.txt", "en/llms.txt"]
    assert files["llms.txt"].make().content == files["en/llms.txt"].make().content
    assert "[Acme Large](https://models.example.com/ru/models/acme/large/index.md): Вдумчивая" in _text(
        small_site, "ru/llms.txt"
    )


def test_all_addresses_are_checked(small_site: Path) -> None:
    """A link that leads nowhere would stop the build."""
    made = _files(small_site)["zh/llms.txt"].make()

    assert sorted(set(re.findall(r"\]\(([^)]*)\)", made.content.decode()))) == list(made.links.links)


def test_names_cannot_break_it(small_site: Path) -> None:
    """They stand in links."""
    path = small_site / _LARGE
    path.write_text(path.read_text().replace("name: Acme Large", "name: 'Large [new](x)'"))

    assert r"- [Large \[new\](x)](https://models.example.com/en/models/acme/large/index.md)" in _text(
        small_site, "en/llms.txt"
    )


def test_it_changes_with_what_it_shows(small_site: Path) -> None:
    """A price is not on it, a sentence is."""
    before = _files(small_site)["llms.txt"].artifact
    path = small_site / _LARGE
    path.write_text(path.read_text().replace('amount: "2.00"', 'amount: "2.10"'))
    assert _files(small_site)["llms.txt"].artifact == before

    path.write_text(path.read_text().replace("A careful model", "A very careful model"))

    assert _files(small_site)["llms.txt"].artifact != before
