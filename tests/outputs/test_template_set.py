"""Reading templates: what each page's are, and everything that is wrong with them."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from site_builder.diagnostics import Span
from site_builder.fingerprints import Fingerprint
from site_builder.outputs.template_set import read_templates
from site_builder.outputs.templates import MIRROR_TEMPLATES, template_loader
from site_builder.pages.routes import PageKind

_NOT_FOUND = "pages/not-found.html.j2"


def _write(site: Path, name: str, text: str) -> None:
    path = site / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _fingerprint(site: Path) -> Fingerprint:
    """Give the fingerprint of the 404 page, which the test has made its own."""
    templates = read_templates(template_loader(site))
    assert templates.diagnostics == ()
    return templates.fingerprints[PageKind.NOT_FOUND]


def _problems(site: Path) -> list[tuple[str, str, int, str]]:
    found = read_templates(template_loader(site)).diagnostics
    return [(item.code, item.span.path, item.span.line, item.message) for item in found]


def test_the_packaged_templates_have_no_problems(tmp_path: Path) -> None:
    """Every kind of page has templates, and so have mirrors; both root pages have the same."""
    templates = read_templates(template_loader(tmp_path))

    assert templates.diagnostics == ()
    assert set(templates.fingerprints) == {*PageKind, *MIRROR_TEMPLATES.values()}
    assert len(set(templates.fingerprints.values())) == len(PageKind) + 1
    assert templates.fingerprints[PageKind.CHOOSER] == templates.fingerprints[PageKind.ROOT_NOT_FOUND]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """Fingerprints depend on nothing but the templates."""
    assert read_templates(template_loader(tmp_path)) == read_templates(template_loader(tmp_path))


@pytest.mark.parametrize(
    "reference",
    [
        '{% include "own.html.j2" %}',
        '{% extends "own.html.j2" %}',
        '{% import "own.html.j2" as own %}',
        '{% from "own.html.j2" import x %}',
        '{{ fragment("own.html.j2", view) }}',
        '{% include ["none.html.j2", "own.html.j2"] %}',
        '{% include ("own.html.j2", "none.html.j2") %}',
        '{% include "own.html.j2" ignore missing %}',
        '{% include "ow" ~ "n.html.j2" %}',
        '{% include ["ow", "n.html.j2"]|join %}',
        "{% include view.name %}",
        "{{ fragment(view.name, view) }}",
        '{% include "middle.html.j2" %}',
    ],
)
def test_every_way_to_use_a_template_makes_it_an_input(reference: str, tmp_path: Path) -> None:
    """A change of a template that a page uses, directly or not, changes the page's fingerprint."""
    _write(tmp_path, _NOT_FOUND, reference)
    _write(tmp_path, "middle.html.j2", '{% include "own.html.j2" %}')
    _write(tmp_path, "own.html.j2", "one")
    before = _fingerprint(tmp_path)

    _write(tmp_path, "own.html.j2", "two")
    after = _fingerprint(tmp_path)

    assert after != before


def test_other_templates_are_no_inputs(tmp_path: Path) -> None:
    """A change of a template that a page does not use leaves the page alone."""
    _write(tmp_path, _NOT_FOUND, '{{ other("own.html.j2") }}{{ view.fragment("own.html.j2") }}{{ fragment() }}')
    _write(tmp_path, "own.html.j2", "one")
    before = _fingerprint(tmp_path)

    _write(tmp_path, "own.html.j2", "two")

    assert _fingerprint(tmp_path) == before


def test_all_packaged_pages_use_an_overridden_partial(tmp_path: Path) -> None:
    """A site's own footer changes every page but those without a layout: root, redirects, rows for scripts."""
    before = read_templates(template_loader(tmp_path)).fingerprints
    _write(tmp_path, "partials/footer.html.j2", "mine")

    after = read_templates(template_loader(tmp_path)).fingerprints

    assert {kind for kind in PageKind if after[kind] != before[kind]} == set(PageKind) - {
        PageKind.CHOOSER,
        PageKind.ROOT_NOT_FOUND,
        PageKind.REDIRECT,
        PageKind.MODEL_ROWS,
    }


def test_a_template_that_appears_is_noticed(tmp_path: Path) -> None:
    """What `ignore missing` and alternatives pass over is an input once it is there, even empty."""
    _write(tmp_path, _NOT_FOUND, '{% include "a.html.j2" ignore missing %}{% include ["b.html.j2", "c.html.j2"] %}')
    _write(tmp_path, "c.html.j2", "c")
    seen = [_fingerprint(tmp_path)]

    for name in ("a.html.j2", "b.html.j2"):
        _write(tmp_path, name, "")
        seen.append(_fingerprint(tmp_path))

    assert all(one != other for one, other in itertools.combinations(seen, 2))


def test_templates_that_use_each_other_are_read_once(tmp_path: Path) -> None:
    """A circle of includes ends."""
    _write(tmp_path, _NOT_FOUND, '{% include "a.html.j2" %}')
    _write(tmp_path, "a.html.j2", f'{{% include "{_NOT_FOUND}" %}}')

    assert _fingerprint(tmp_path)


def test_other_files_are_included_as_they_are(tmp_path: Path) -> None:
    """A file that does not end in `.j2` is an input, but not checked as a template."""
    _write(tmp_path, _NOT_FOUND, '{% include "assets/mark.svg" %}')
    _write(tmp_path, "assets/mark.svg", "a{#b")
    before = _fingerprint(tmp_path)

    _write(tmp_path, "assets/mark.svg", "a{#c")

    assert _fingerprint(tmp_path) != before


@pytest.mark.parametrize("reference", ['{% include "assets/" ~ view.name %}', "{{ fragment(view.name, view) }}"])
def test_a_file_with_a_computed_name_is_an_input(reference: str, tmp_path: Path) -> None:
    """Which one it is, only a page knows; so all are, and one that cannot be read is no mistake."""
    _write(tmp_path, _NOT_FOUND, reference)
    _write(tmp_path, "assets/mark.svg", "one")
    (tmp_path / "templates/assets/mark.png").write_bytes(b"\xff")
    before = _fingerprint(tmp_path)

    _write(tmp_path, "assets/mark.svg", "two")

    assert _fingerprint(tmp_path) != before


def test_a_file_that_cannot_be_read_is_reported_where_it_is_named(tmp_path: Path) -> None:
    """Even if another template may include every file."""
    _write(tmp_path, _NOT_FOUND, '{% include "assets/" ~ view.name %}')
    _write(tmp_path, "partials/footer.html.j2", '{% include "assets/mark.png" %}')
    _write(tmp_path, "assets/mark.png", "")
    (tmp_path / "templates/assets/mark.png").write_bytes(b"\xff")

    assert _problems(tmp_path) == [
        ("template-unreadable", "templates/assets/mark.png", 1, "the template cannot be read: it is not UTF-8")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{% extends "defaultx/layouts/base.html.j2" %}', "extends `defaultx/layouts/base.html.j2`"),
        ('{% include "defaultx/layouts/base.html.j2" %}', "includes `defaultx/layouts/base.html.j2`"),
        ('{% import "defaultx/layouts/base.html.j2" as x %}', "imports `defaultx/layouts/base.html.j2`"),
        ('{{ fragment("defaultx/layouts/base.html.j2", view) }}', "renders `defaultx/layouts/base.html.j2`"),
    ],
)
def test_a_missing_template_is_told_where_it_is_named(text: str, said: str, tmp_path: Path) -> None:
    """The mistake is in the template that names it, which may have meant another one."""
    _write(tmp_path, _NOT_FOUND, f"\n{text}\n")

    assert _problems(tmp_path) == [
        (
            "template-missing",
            f"templates/{_NOT_FOUND}",
            2,
            f"the template {said}, which does not exist; did you mean `default/layouts/base.html.j2`?",
        )
    ]


def test_all_broken_templates_are_reported_each_once(tmp_path: Path) -> None:
    """Syntax errors, unknown filters, missing and unreadable templates are all found in one run, sorted."""
    _write(tmp_path, "partials/footer.html.j2", "\n\n{% if %}")
    _write(tmp_path, "partials/breadcrumbs.html.j2", "{{ 1|nofilter }}")
    _write(tmp_path, "partials/steps.html.j2", '{% include "partials/toc.html.j2" %}{% include "nothing" %}')
    _write(tmp_path, "partials/toc.html.j2", "")
    (tmp_path / "templates/partials/toc.html.j2").write_bytes(b"\xff")

    actual = _problems(tmp_path)

    assert actual == [
        (
            "template-syntax",
            "templates/partials/breadcrumbs.html.j2",
            1,
            "the template cannot be used: No filter named 'nofilter'.",
        ),
        (
            "template-syntax",
            "templates/partials/footer.html.j2",
            3,
            "the template cannot be used: Expected an expression, got 'end of statement block'",
        ),
        (
            "template-missing",
            "templates/partials/steps.html.j2",
            1,
            "the template includes `nothing`, which does not exist",
        ),
        ("template-unreadable", "templates/partials/toc.html.j2", 1, "the template cannot be read: it is not UTF-8"),
    ]


def test_a_template_the_system_refuses_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is that of the system."""
    loader = template_loader(tmp_path)
    real_get = type(loader).get_source

    def get_source(self: object, environment: object, name: str) -> object:
        if name == "partials/footer.html.j2":
            raise PermissionError(13, "Permission denied")
        return real_get(self, environment, name)  # type: ignore[arg-type]

    monkeypatch.setattr(type(loader), "get_source", get_source)

    actual = read_templates(loader).diagnostics

    assert [(item.code, item.span) for item in actual] == [
        ("template-unreadable", Span("templates/partials/footer.html.j2"))
    ]
    assert actual[0].message == "the template cannot be read: Permission denied"


def test_a_template_that_is_named_only_when_it_is_rendered_may_be_a_lost_link(tmp_path: Path) -> None:
    """All templates are read then, and no name stands anywhere."""
    _write(tmp_path, _NOT_FOUND, "{% include view.name %}")
    (tmp_path / "templates/lost.html.j2").symlink_to("nowhere")

    assert _problems(tmp_path) == [
        ("template-missing", "templates/lost.html.j2", 1, "the template cannot be used: there is no such template")
    ]
