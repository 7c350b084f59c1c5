"""The Hugo site is written from our views and templates; whether Hugo takes it, the benchmark itself shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from benchmarks.go_templates import GoTemplates, Sharing
from benchmarks.hugo_site import VARIANTS, write_hugo_site


def _translate(template: str, sharing: Sharing = "parts", **others: str) -> GoTemplates:
    """Give a translation of `page`; interface texts are in capitals."""
    loader = DictLoader({"page": template, **others})
    templates = GoTemplates(Environment(loader=loader, autoescape=True), str.upper, "ru", sharing)
    templates.partials["page"] = templates.page("page", ".Params.view").partition("{{ $view := $page }}")[2]
    return templates


@pytest.mark.parametrize(
    ("jinja", "go"),
    [
        ("<p>{{ view.name }}</p>", "<p>{{ $view.name }}</p>"),
        ("{{ 'Prices & more'|tr }}", "PRICES &amp; MORE"),
        ("{{ 'a {b}'|tr(B=view.name) }}", "A {{ $view.name }}"),
        ("{{ 'a {b}'|tr(B='c & d'|tr) }}", "A C &amp; D"),
        ("{{ 'a {b}'|tr(B='') }}", 'A {{ "" }}'),
        ("{% if a.b == 'x' %}1{% elif not c %}2{% else %}3{% endif %}",
         '{{ if (eq $a.b "x") }}1{{ else if (not $c) }}2{{ else }}3{{ end }}'),
        ("{% for x in view.rows if x.y is none %}{{ x.z }}{% endfor %}",
         "{{ range $x := $view.rows }}{{ if (eq $x.y nil) }}{{ $x.z }}{{ end }}{{ end }}"),
        ("{% for x in a %}{% if loop.last or loop.first %}-{% endif %}{% endfor %}",
         "{{ range $index0, $x := $a }}{{ if (or (eq $index0 (sub (len $a) 1)) (eq $index0 0)) }}-{{ end }}{{ end }}"),
        ("{% for x in a %}{{ loop.index }}{% endfor %}", "{{ range $index0, $x := $a }}{{ (add $index0 1) }}{{ end }}"),
        ("{% with a = true %}{{ a }}{% endwith %}", "{{ if true }}{{ $a := true }}{{ $a }}{{ end }}"),
    ],
)  # fmt: skip
def test_constructs_of_our_templates_become_go(jinja: str, go: str) -> None:
    """Each construct our templates use has its Go form."""
    assert _translate(jinja).partials["page"] == go


def test_inheritance_and_includes_are_flattened() -> None:
    """A page is one Go template: its layout with its own blocks, includes written out."""
    templates = _translate(
        "{% extends 'base' %}{% block main %}<{% include 'part' %}>{% endblock %}",
        base="a{% block main %}{% endblock %}b{% block foot %}c{% endblock %}",
        part="{{ view.x }}",
    )

    assert templates.partials["page"] == "a<{{ $view.x }}>bc"


def test_a_fragment_of_the_site_is_a_cached_partial() -> None:
    """The links of the footer are the same on all pages of a locale, so Hugo makes them once too."""
    links = "{% for link in view.providers %}{{ link.href }}{% endfor %}"
    templates = _translate(
        "{{ fragment('partials/links.html.j2', site) }}", "parts", **{"partials/links.html.j2": links}
    )

    assert "partialCached" in templates.partials["page"]
    assert any("{{ range $link := $view.providers }}" in text for text in templates.partials.values())


def test_unknown_construct_is_refused() -> None:
    """A new construct in a template stops the benchmark instead of vanishing from Hugo's pages."""
    with pytest.raises(NotImplementedError, match="Add"):
        _translate("{{ view.a + view.b }}")


def test_hugo_site_has_templates_data_and_pages(small_site: Path, tmp_path: Path) -> None:
    """Every locale has a template for each kind of page, its shared parts, and its pages in either way."""
    for variant in VARIANTS:
        write_hugo_site(small_site, tmp_path / variant.id, variant)

    layouts = {path.name for path in (tmp_path / VARIANTS[0].id / "layouts").iterdir()}
    data = json.loads((tmp_path / VARIANTS[0].id / "data/views/ru.json").read_text(encoding="utf-8"))
    pages = list((tmp_path / "pages-locales" / "content/ru").rglob("*.md"))

    assert {"model-zh.html", "model-ru.html", "model-en.html", "catalog-ru.html"} <= layouts
    assert {page["url"] for page in data["pages"]} >= {"/ru/", "/ru/models/acme/large/"}
    assert len(pages) == len(data["pages"])


def test_site_with_errors_is_refused(small_site: Path, tmp_path: Path) -> None:
    """There are no pages to compare with."""
    (small_site / "catalog/providers/acme.yaml").write_text("name: [", encoding="utf-8")

    with pytest.raises(ValueError, match="yaml-syntax"):
        write_hugo_site(small_site, tmp_path / "hugo", VARIANTS[0])
