"""What one process makes: files that are written or checked, and how they are shared out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import TemplateRuntimeError

from site_builder.build import workers
from site_builder.build.errors import BuildError
from site_builder.build.inputs import SiteInputs, read_site
from site_builder.build.processes import run_tasks
from site_builder.build.publish import PublishedFolder
from site_builder.build.rendering import make_link_checker, plan_artifacts
from site_builder.build.workers import MadeFile, Share, plan_stretches, plan_tasks, render_page
from site_builder.outputs.html import HtmlRenderer
from site_builder.outputs.page_html import PageHtml
from site_builder.pages.routes import Page, PageKind, list_pages


@pytest.fixture
def site(small_site: Path) -> SiteInputs:
    """Give the small site, read."""
    inputs, diagnostics = read_site(small_site)
    assert inputs is not None, diagnostics
    return inputs


def _share(site: SiteInputs, folder: Path | None) -> Share:
    pages = list_pages(site.catalog, site.locales)
    target = None if folder is None else PublishedFolder(folder)
    links = make_link_checker(site, plan_artifacts(site, pages))
    return Share(site.renderer, pages, links, target, site.outputs)


def _make(share: Share, count: int) -> list[MadeFile]:
    """Give what a number of processes make of a share, by path."""
    made = run_tasks(plan_tasks(share, count), processes=count)
    return sorted((file for files in made for file in files), key=lambda file: file.path)


def _staged(share: Share, path: str) -> bytes:
    assert share.target is not None
    return (share.target.staging / path).read_bytes()


def test_without_a_target_files_are_checked_and_not_written(site: SiteInputs, tmp_path: Path) -> None:
    """`check` makes everything in several processes too, and leaves nothing behind."""
    before = sorted(tmp_path.rglob("*"))
    share = _share(site, None)

    made = _make(share, 2)

    paths = [*(page.path for page in share.pages), *(file.path for file in share.files)]
    assert [file.path for file in made] == sorted(paths)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("count", [2, 7, 200])
def test_any_number_of_processes_gives_the_same(count: int, site: SiteInputs, tmp_path: Path) -> None:
    """Several processes write the same files and tell the same about them as one, however a site is shared out."""
    one, several = _share(site, tmp_path / "one"), _share(site, tmp_path / "several")

    expected = _make(one, 1)
    actual = _make(several, count)

    assert actual == expected
    assert len(actual) == 74 + len(site.outputs)
    for file in actual:
        content = _staged(several, file.path)
        assert content == _staged(one, file.path)
        assert len(content) == file.size_bytes


@pytest.mark.parametrize(("weight", "length"), [(1, 84), (10, 8), (20, 4), (27, 3), (1000, 2)])
def test_a_process_with_much_to_do_is_followed_by_others(
    weight: int, length: int, site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each knows nothing of what those before it have made, and the result is the same."""
    monkeypatch.setattr(workers, "_RENEWED", weight)
    monkeypatch.setattr(workers, "_PARTS", 3)
    one, several = _share(site, tmp_path / "one"), _share(site, tmp_path / "several")

    expected = _make(one, 1)
    works = plan_tasks(several, 2)
    actual = _make(several, 2)

    assert len(works) == 2
    assert sum(1 if callable(work) else len(list(work)) for work in works) == (length if length == 2 else length + 6)
    assert actual == expected
    for file in actual:
        assert _staged(several, file.path) == _staged(one, file.path)


@pytest.mark.parametrize("count", [1, 2, 3, 20])
def test_a_page_in_all_its_locales_belongs_to_one_process(site: SiteInputs, count: int) -> None:
    """One locale right after the other, so that what is the same in all of them is made once."""
    share = _share(site, None)

    stretches = plan_stretches(share, count)

    groups = [group for stretch in stretches for group in stretch]
    assert len(stretches) == count
    assert len(groups) == len({(page.kind, page.key) for page in share.pages})
    assert all(len({(page.kind, page.key) for page in group}) == 1 for group in groups)
    assert sorted(page.path for group in groups for page in group) == sorted(page.path for page in share.pages)


def test_models_of_a_protocol_belong_to_as_few_processes_as_can_be(site: SiteInputs) -> None:
    """What they share is made by few; and each process has about as much to do."""
    stretches = plan_stretches(_share(site, None), 2)

    models = site.catalog.models
    order = [
        tuple(served.protocol for served in models[group[0].key].protocols)
        for stretch in stretches
        for group in stretch
        if group[0].kind is PageKind.MODEL
    ]
    weights = [sum(4 if group[0].kind is PageKind.MODEL else 1 for group in stretch) for stretch in stretches]
    assert order == sorted(order)
    assert abs(weights[0] - weights[1]) <= 4 + sum(page.kind is PageKind.REDIRECT for page in _share(site, None).pages)


def test_only_pages_of_several_locales_are_made_for_all(
    site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a page that only one locale needs, no other one has words to say."""
    asked: list[tuple[str, bool]] = []
    render = HtmlRenderer.render

    def note(renderer: HtmlRenderer, page: Page, *, is_alone: bool) -> PageHtml:
        asked.append((page.path, is_alone))
        return render(renderer, page, is_alone=is_alone)

    monkeypatch.setattr(HtmlRenderer, "render", note)
    share = _share(site, tmp_path)
    models = tuple(page for page in share.pages if page.kind is PageKind.MODEL)

    _make(replace(share, pages=models[:1], files=()), 1)
    _make(replace(share, pages=models, files=()), 1)

    assert asked[0] == (models[0].path, True)
    assert len(asked) == 1 + len(models)
    assert not any(is_alone for _, is_alone in asked[1:])


def test_nothing_to_make_is_fine(site: SiteInputs) -> None:
    """No pages give no result, with any number of processes."""
    assert _make(replace(_share(site, None), pages=(), files=()), 4) == []


def _failing(failure: Exception) -> Callable[[HtmlRenderer, Page], object]:
    def fail(_renderer: HtmlRenderer, _page: Page, **_: bool) -> object:
        raise failure

    return fail


@pytest.mark.parametrize("count", [1, 3])
def test_a_template_error_is_a_build_error(
    count: int, site: SiteInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failing template stops all processes with its diagnostic."""
    monkeypatch.setattr(HtmlRenderer, "render", _failing(TemplateRuntimeError("no such filter")))

    with pytest.raises(BuildError, match="the template cannot be used: no such filter") as caught:
        _make(_share(site, tmp_path / "dist"), count)

    assert caught.value.diagnostic.code == "template-error"


def test_one_page_is_rendered_as_the_build_does(site: SiteInputs, tmp_path: Path) -> None:
    """`render_page` gives the bytes that a build writes."""
    share = _share(site, tmp_path / "dist")
    _make(share, 1)
    page = share.pages[-1]

    assert render_page(site.renderer, page).content() == _staged(share, page.path)
