"""Links across pages: of those a build makes, and of those it keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build.manifest import PublishedFile
from site_builder.build.plan import BuildPlan
from site_builder.build.site_links import KeptPages, find_broken_links
from site_builder.build.workers import MadeFile
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.links import LinkChecker, PieceLinks, find_links

_URL = "https://models.example.com"
_OLD = {
    "index.html": '<a href="/a.html#one">x</a><a href="/b.html">y</a><p id="top"></p>',
    "a.html": '<p id="one"></p><p id="two"></p>',
    "b.html": '<a href="/index.html#top">x</a>',
    "icon.svg": '<svg id="one"/>',
}


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """Give a published folder of three pages and an icon."""
    for path, html in _OLD.items():
        (tmp_path / path).write_text(html)
    return tmp_path


def _find(dist: Path, new: dict[str, str], removed: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Give place and reason of every link that leads nowhere once some files are made again and others are removed."""
    kept = tuple(Artifact(path, {}) for path in _OLD if path not in new and path not in removed)
    plan = BuildPlan(tuple((Artifact(path, {}), "record changed") for path in new), kept, removed)
    checker = LinkChecker(frozenset({*(item.path for item in kept), *new}), _URL, "")
    made = tuple(
        MadeFile(path, len(html), checker.check(path, (find_links(html),)) if path.endswith(".html") else None)
        for path, html in new.items()
    )
    published = {path: PublishedFile({}, 0, {}, frozenset(find_links(html).anchors)) for path, html in _OLD.items()}
    found = find_broken_links(made, KeptPages(dist, plan, published), checker)
    assert list(found) == sorted(found)
    return [(item.span.path, item.message.partition("`")[2]) for item in found]


def _whole(new: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (page, f"{link}` leads nowhere: {reason}")
        for page, link, reason in (
            ("index.html", "/a.html#one", "the page has no element with id `one`"),
            ("new.html", "/a.html#three", "the page has no element with id `three`"),
        )
        if page == "index.html" or page in new
    ]


def test_a_right_site_has_no_broken_links(dist: Path) -> None:
    """Whatever part of it is made again."""
    for paths in ((), ("a.html",), ("index.html", "icon.svg"), tuple(_OLD)):
        assert _find(dist, {path: _OLD[path] for path in paths}) == []


def test_an_anchor_that_is_gone_is_missed_by_a_kept_page(dist: Path) -> None:
    """The page that leads there is not made again, and is found all the same."""
    assert _find(dist, {"a.html": '<p id="two"></p>'}) == _whole({})
    assert _find(dist, {"a.html": '<p id="one"></p>'}) == []


def test_a_page_that_is_gone_is_missed_by_a_kept_page(dist: Path) -> None:
    """With a link to the page, or to an anchor of it."""
    gone = "leads nowhere: no such page is published"

    assert _find(dist, {}, ("b.html",)) == [("index.html", f"/b.html` {gone}")]
    assert _find(dist, {}, ("a.html",)) == [("index.html", f"/a.html#one` {gone}")]


def test_a_new_page_may_lead_to_a_kept_one(dist: Path) -> None:
    """Whose anchors the manifest says; those of an icon are no concern."""
    new = {"new.html": '<a href="/a.html#two">x</a><a href="/a.html#three">x</a><a href="/icon.svg#nine">x</a>'}

    assert _find(dist, new) == _whole(new)[1:]


def test_all_that_is_wrong_is_found_at_once(dist: Path) -> None:
    """In pages that are made and in pages that are kept."""
    new = {"a.html": '<p id="two"></p>', "new.html": '<a href="/a.html#three">x</a><a href="/a.html#two">x</a>'}

    assert _find(dist, new) == _whole(new)


def test_kept_pages_are_read_only_where_something_is_lost(dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large site reading them would take most of the time; and where none is kept, there is nothing to read."""
    read: list[str] = []
    links = KeptPages.links

    def record(pages: KeptPages, path: str) -> PieceLinks:
        read.append(path)
        return links(pages, path)

    monkeypatch.setattr(KeptPages, "links", record)

    _find(dist, {"a.html": f'{_OLD["a.html"]}<p id="three"></p>'})
    _find(dist, {path: html for path, html in _OLD.items() if path.endswith(".html")}, ("gone.html",))

    assert read == []
    _find(dist, {"a.html": ""})
    assert read == ["index.html", "b.html"]


def test_a_page_that_cannot_be_read_has_no_links(tmp_path: Path) -> None:
    """It is made again anyway, when it is not as published."""
    (tmp_path / "a.html").write_bytes(b"\xff")
    kept = KeptPages(tmp_path, BuildPlan((), (), ()), {})

    assert kept.links("a.html").links == kept.links("gone.html").links == ()
    assert kept.anchors("a.html") == frozenset()
