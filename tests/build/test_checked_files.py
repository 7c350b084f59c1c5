"""A check after an edit makes only the files that change, and says what a check of everything says."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.build import check_work
from site_builder.build.cache_folder import cache_file
from site_builder.build.checked_files import read_checked, write_checked
from site_builder.build.checking import check_site
from site_builder.build.inputs import SiteInputs
from site_builder.build.processes import Work
from site_builder.build.rendering import render_tasks
from site_builder.build.run import Progress
from site_builder.build.workers import MadeFile, Share
from site_builder.diagnostics import Diagnostic
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.links import CheckedLinks, Claim

_LARGE = "catalog/models/acme/large.yaml"
_MINI = "catalog/models/acme/mini.yaml"


def _replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        text = (site / path).read_text(encoding="utf-8")
        assert old in text
        (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def _write(path: str, text: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")

    return edit


_BAD_PAGE = '{% extends "!pages/not-found.html.j2" %}{% block main %}<h1>x</h1><section id="a"></section>{% endblock %}'
_NO_ANCHOR = '{% extends "!pages/provider.html.j2" %}{% block main %}<h1>{{ view.name }}</h1>{% endblock %}'
_EDITS: dict[str, Callable[[Path], None]] = {
    "text": _replace(_LARGE, "A careful model", "A very careful model"),
    "link to nothing": _replace(_LARGE, "summary: ", "overview: '[x](/en/nowhere/)'\nsummary: "),
    "anchor that is there": _replace(_LARGE, "summary: ", "overview: '[x](/en/models/acme/mini/#faq)'\nsummary: "),
    "anchor that is not": _replace(_LARGE, "summary: ", "overview: '[x](/en/models/acme/mini/#none)'\nsummary: "),
    "page with findings": _write("templates/pages/not-found.html.j2", _BAD_PAGE),
    "finding of a rule": _replace(_MINI, "summary: ", "overview: 'Two  spaces ,and a comma.'\nsummary: "),
    "broken template": _write("templates/pages/provider.html.j2", "{{ view.nothing.at_all }}"),
    "another template": _write("templates/pages/provider.html.j2", _NO_ANCHOR),
    "style": _write("templates/assets/css/95-own.css", "b { color: red }"),
    "model gone": lambda site: (site / _MINI).unlink(),
}  # fmt: skip


def _check_anew(site: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Diagnostic, ...]:
    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(site.parent / "nothing-kept"))
        found = check_site(site, jobs=1)
    shutil.rmtree(site.parent / "nothing-kept")
    return found


@pytest.mark.parametrize("edit", _EDITS.values(), ids=_EDITS)
def test_a_check_after_an_edit_says_what_a_check_of_everything_says(
    edit: Callable[[Path], None], small_site: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once and again, and after the edit is taken back."""
    del settled
    before = shutil.copytree(small_site, small_site.parent / "before")
    assert check_site(small_site, jobs=1) == ()

    edit(small_site)
    expected = _check_anew(small_site, monkeypatch)

    assert [check_site(small_site, jobs=1) for _ in range(2)] == [expected] * 2
    shutil.rmtree(small_site)
    shutil.copytree(before, small_site)
    assert check_site(small_site, jobs=1) == ()


def test_only_what_changes_is_made(small_site: Path, settled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing after no edit; the pages of a model and those that show it after one of its texts is edited."""
    del settled
    made: list[int] = []

    def note(site_folder: Path, site: SiteInputs, share: Share, jobs: int, progress: Progress) -> Iterator[Work]:
        made.append(len(share.pages) + len(share.files))
        return render_tasks(site_folder, site, share, jobs, progress)

    monkeypatch.setattr(check_work, "render_tasks", note)
    check_site(small_site, jobs=1)
    check_site(small_site, jobs=1)
    _EDITS["text"](small_site)
    check_site(small_site, jobs=1)

    everything, nothing, some = made
    assert nothing == 0
    assert 0 < some < everything


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.partition(b"\n")[0],
        lambda content: content[:-9] + b"\x00" * 9,
        lambda content: b"[1,{}]\n" + content.partition(b"\n")[2],
        lambda _: b"[1" * 100_000,
        lambda content: content.replace(b'"format":', b'"format":9', 1),
    ],
    ids=["empty", "half", "one line", "end", "head", "deep", "format"],
)
def test_damage_costs_time_and_nothing_else(damage: Callable[[bytes], bytes], small_site: Path, settled: None) -> None:
    """What cannot be read counts as nothing, and is written anew."""
    del settled
    path = cache_file(small_site, "checked")
    check_site(small_site, jobs=1)
    content = path.read_bytes()
    path.write_bytes(damage(content))

    assert read_checked(path).manifest.files == {}
    assert check_site(small_site, jobs=1) == ()
    assert read_checked(path) == read_checked(path)
    assert read_checked(path).manifest.files


def test_nothing_is_known_of_files_with_something_wrong(tmp_path: Path) -> None:
    """They are made again each time, until they are right; of assets there is nothing to know."""
    names = ("clean.html", "found.html", "broken.html", "asset.css")
    artifacts = tuple(Artifact(name, {"content": "1"}) for name in names)  # type: ignore[dict-item]
    claims = (Claim("/x/#a", "x/index.html", "a"),)
    finding = check_site(tmp_path / "no-site", jobs=1)[0]
    made = (
        MadeFile("clean.html", 5, CheckedLinks((), claims, (("a", "b"), ()))),
        MadeFile("found.html", 5, CheckedLinks((), (), ()), (finding,)),
        MadeFile("broken.html", 5, CheckedLinks((finding,), (), ())),
    )
    path = tmp_path / os.fspath("checked")
    path.write_bytes(write_checked(artifacts, made))

    known = read_checked(path)
    plan = known.plan(artifacts)

    assert [artifact.path for artifact, _ in plan.stale] == ["found.html", "broken.html"]
    assert tuple(known.kept(plan)) == (made[0], MadeFile("asset.css", 0))
    assert len(known.plan(artifacts[:-1]).stale) == 3
