"""The page comparison finds what differs and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.compare_pages import compare_folders, compare_pages, read_page

_PAGE = """<main><h1>Name</h1><h2>Prices</h2>
<table><tr><th scope="row">Input</th><td>0.20&nbsp;USD</td></tr></table>
<pre><code><span class="k">import</span> os
</code></pre><p>See <a href="/en/">all</a>.</p></main>"""


def test_page_content_is_read_by_kind() -> None:
    """Headings, cells, code, words and links are told apart; code keeps its lines."""
    content = read_page(_PAGE)

    assert content.headings == ("h1 Name", "h2 Prices")
    assert content.cells == ("Input", "0.20 USD")
    assert content.code == ("import os\n",)
    assert content.words == "NamePricesInput0.20USDimportosSeeall."
    assert content.links == ("/en/",)


def test_markup_and_white_space_do_not_count() -> None:
    """Two builders colour code and break lines in their own ways."""
    other = _PAGE.replace('<span class="k">import</span>', '<span class="kn">import</span>').replace(
        "<table>", "\n<table class=x>"
    )

    assert not list(compare_pages("page", read_page(_PAGE), read_page(other)))


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("<h2>Prices</h2>", "<h3>Prices</h3>", "headings"),
        ("0.20", "0.30", "cells"),
        (" os\n", " sys\n", "code"),
        ("See", "Read", "words"),
        ('href="/en/"', 'href="/ru/"', "links"),
    ],
)
def test_each_difference_is_found(old: str, new: str, kind: str) -> None:
    """A heading of another level, a number, code, words and links each count."""
    found = list(compare_pages("page", read_page(_PAGE), read_page(_PAGE.replace(old, new))))

    assert any(line.startswith(f"page: {kind}: ") for line in found)


def test_a_missing_page_is_a_difference(tmp_path: Path) -> None:
    """The other builder has to have every page; pages at the root speak no language and are left out."""
    for folder in ("ours/en/models", "theirs/en"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("ours/index.html", "ours/en/index.html", "theirs/en/index.html", "ours/en/models/index.html"):
        (tmp_path / name).write_text(_PAGE, encoding="utf-8")

    found = list(compare_folders(tmp_path / "ours", tmp_path / "theirs"))

    assert found == ["en/models/index.html: missing"]


def test_a_sample_is_spread_over_all_pages(tmp_path: Path) -> None:
    """A sample of two of four pages takes every second one."""
    for number in range(4):
        page = tmp_path / f"ours/en/{number}/index.html"
        page.parent.mkdir(parents=True)
        page.write_text(_PAGE, encoding="utf-8")

    found = list(compare_folders(tmp_path / "ours", tmp_path / "theirs", sample=2))

    assert found == ["en/0/index.html: missing", "en/2/index.html: missing"]
