"""Templates that are made of one piece give what plain Jinja gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, TemplateError
from jinja2.environment import Template
from markupsafe import Markup

from site_builder.build.inputs import read_site
from site_builder.outputs import flat_templates
from site_builder.outputs.flat_templates import FlatEnvironment
from site_builder.outputs.template_errors import describe_template_error
from site_builder.outputs.templates import LocaleTemplates, make_environment, template_loader
from site_builder.pages.routes import PageKind, list_pages

_VIEW = SimpleNamespace(
    name="<a> & 'b'",
    html=Markup("<a> & 'b'"),
    items=(SimpleNamespace(name="x", parts=("1", "2")), SimpleNamespace(name="<y>", parts=())),
    nothing="",
    none=None,
    count=3,
    is_new=True,
)

_OTHERS = {
    "p.j2": "[{{ view.name }}]\n",
    "outer.j2": "({% include 'p.j2' %}{% for item in view.items %}{% include 'item.j2' %}{% endfor %})",
    "item.j2": "<i>{{ item.name }}</i>{% if item.parts %}{% include 'parts.j2' %}"
    "{% else %}{% include 'p.j2' %}{% endif %}",
    "parts.j2": "{% for part in item.parts %}{{ part }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "sets.j2": "{% set x = 'set' %}{{ x }}",
    "block.j2": "{% block a %}own{% endblock %}",
    "macro.j2": "{% macro show(text) %}<b>{{ text }}</b>{% endmacro %}",
    "alone.j2": "{{ 1 + 1 }}",
    "tree.j2": "<{{ depth }}{% if depth < 3 %}{% with depth = depth + 1 %}"
    "{% include 'tree.j2' %}{% endwith %}{% endif %}>",
    "ping.j2": "{% if depth < 4 %}{% with depth = depth + 1 %}p{% include 'pong.j2' %}{% endwith %}{% endif %}",
    "pong.j2": "{% if depth < 4 %}{% with depth = depth + 1 %}q{% include 'ping.j2' %}{% endwith %}{% endif %}",
    "base.j2": "<{% block head %}h{{ view.name }}{% endblock %}|{% block body %}{% endblock %}|{% include 'p.j2' %}>",
    "middle.j2": "{% extends 'base.j2' %}{% block head %}m{% endblock %}",
    "late.j2": "text {% extends 'base.j2' %}{% block head %}late{% endblock %}",
    "needy.j2": "{% block head required %}{% endblock %}{% block body %}{% endblock %}",
    "asking.j2": "{% block head %}t{% endblock %} {{ self.head() }}{% block body %}{% endblock %}",
    "empty.j2": "",
    "scoped.j2": "{% block head %}{% endblock %}{% block body %}{{ x is defined }}{% endblock %}",
    "in-loop.j2": "{% for item in view.items %}{% block row scoped %}{{ item.name }}{% endblock %}{% endfor %}",
}

_TEMPLATES = {
    "text": "a {{ view.name }}",
    "nothing": "",
    "markup and text": "{{ view.name }}{{ view.html }}{{ view.name }}{{ view.html }}",
    "numbers": "{{ view.count }}{{ 1 }}{{ true }}{{ view.is_new }}{{ 1 == 1 }}{{ view.none }}",
    "include": "a\n{% include 'p.j2' %}\nb {% include 'p.j2' %}",
    "nested includes": "{% include 'outer.j2' %}",
    "include in a condition": "{% if view.nothing %}{% include 'p.j2' %}"
    "{% elif view.count %}{% include 'outer.j2' %}{% endif %}",
    "include in else of a loop": "{% for x in () %}{{ x }}{% else %}{% include 'p.j2' %}{% endfor %}",
    "include that sets": "{% set x = 'mine' %}{% include 'sets.j2' %}{{ x }}",
    "include with a block": "{% block a %}mine{% endblock %}{% include 'block.j2' %}",
    "include without context": "{% include 'alone.j2' without context %}",
    "include of one of several": "{% include ['missing.j2', 'p.j2'] %}",
    "include that may be missing": "a{% include 'missing.j2' ignore missing %}b{% include 'p.j2' %}",
    "include of itself": "{% with depth = 0 %}{% include 'tree.j2' %}{% endwith %}",
    "includes of each other": "{% with depth = 0 %}{% include 'ping.j2' %}{% endwith %}",
    "name known only now": "{% set name = 'p.j2' %}{% include name %}",
    "macro": "{% macro m(x) %}{{ x }}{% include 'p.j2' %}{% endmacro %}{{ m('<q>') }}{{ m(view.html) }}",
    "import": "{% import 'macro.j2' as own %}{{ own.show(view.name) }}{% from 'macro.j2' import show %}{{ show('t') }}",
    "call": "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ view.name }}{% endcall %}",
    "is defined": "{{ view.count is defined }}{{ view.missing is defined }}{{ missing is defined }}",
    "default": "{{ view.missing|default('d') }}{{ view.name|default('d') }}",
    "item": "{{ view.items[0].name }}{{ view.items[1]['name'] is defined }}",
    "mapping": "{{ {'a': '<1>'}.a }}",
    "method": "{{ view.name.upper() }}",
    "keyword as a name": "{{ view.class is defined }}",
    "filters": "{{ view.items|map(attribute='name')|join(', ') }}{{ view.name|upper }}"
    "{{ view.name|e }}{{ view.html|length }}",
    "filter block": "{% filter upper %}{% include 'p.j2' %}{% endfilter %}",
    "white space": "a\n  {% if true %}\n  b\n  {%- endif %}\n\n{% include 'p.j2' %}\n",
    "autoescape off": "{% autoescape false %}{{ view.name }}{% endautoescape %}{{ view.name }}",
    "autoescape by a value": "{% autoescape view.is_new %}{{ view.name }}{% endautoescape %}",
    "with": "{% with x = view.name %}{{ x }}{% include 'p.j2' %}{% endwith %}",
    "loop": "{% for x in view.items %}{{ loop.index }}{{ x.name }}"
    "{% if loop.first %}{% include 'p.j2' %}{% endif %}{% endfor %}",
    "recursive loop": "{% for x in view.items recursive %}{{ x.name }}{% include 'p.j2' %}{% endfor %}",
    "variable named as one outside": "{% for view in view.items %}{{ view.name }}{% endfor %}{{ view.name }}",
    "decimals that are equal": "{{ d.one }} {{ d.same }} {{ d.one }}",
    "floats that are equal": "{{ 0.0 }} {{ -0.0 }} {{ d.zero }} {{ d.minus }}",
    "lists": "{{ [1, '<']|list }}{{ (1, true) }}{{ (1, 1) }}",
    "blocks": "{% block a %}{{ view.name }}{% block b %}{% include 'p.j2' %}{% endblock %}{% endblock %}",
    "block called again": "{% block a %}x{{ view.name }}{% endblock %}{{ self.a() }}",
    "block that sets": "{% block a %}{% set x = 1 %}{{ x }}{% endblock %}{% block b %}{{ x is defined }}{% endblock %}",
    "extends": "{% extends 'base.j2' %}\n{% block body %}{{ view.name }}{% include 'outer.j2' %}{% endblock %}\n",
    "extends with all blocks": "{% extends 'base.j2' %}{% block head %}1{% endblock %}{% block body %}2{% endblock %}",
    "extends with a block too many": "{% extends 'base.j2' %}{% block other %}1{% endblock %}",
    "extends with text": "{% extends 'base.j2' %}not shown{% block body %}2{% endblock %}",
    "extends after text": "shown {% extends 'base.j2' %}{% block body %}2{% endblock %}",
    "extends in a condition": "{% if view.nothing %}{% extends 'base.j2' %}{% endif %}{% block body %}2{% endblock %}",
    "extends in a true condition": "{% if view.name %}{% extends 'base.j2' %}{% endif %}"
    "{% block body %}2{% endblock %}",
    "extends twice over": "{% extends 'middle.j2' %}{% block body %}2{% endblock %}",
    "extends one that extends late": "{% extends 'late.j2' %}{% block body %}2{% endblock %}",
    "extends by a value": "{% extends view.is_new and 'base.j2' %}{% block body %}2{% endblock %}",
    "extends an empty one": "{% extends 'empty.j2' %}{% block body %}2{% endblock %}",
    "extends one that asks": "{% extends 'asking.j2' %}{% block head %}{{ view.name }}{% endblock %}",
    "extends one in need": "{% extends 'needy.j2' %}{% block head %}{{ view.name }}{% endblock %}",
    "super": "{% extends 'base.j2' %}{% block head %}{{ super() }}+{% endblock %}",
    "set in a filled block": "{% extends 'scoped.j2' %}{% block head %}{% set x = 1 %}{% endblock %}",
    "set outside of blocks": "{% extends 'scoped.j2' %}{% set x = 1 %}",
    "macro outside of blocks": "{% extends 'base.j2' %}{% macro m() %}m{% endmacro %}"
    "{% block body %}{{ m() }}{% endblock %}",
    "block of a row": "{% extends 'in-loop.j2' %}{% block row %}<{{ item.name }}>{% endblock %}",
    "nested block of a child": "{% extends 'base.j2' %}{% block body %}a{% block inner %}b{% endblock %}{% endblock %}",
}  # fmt: skip

_MORE = SimpleNamespace(one=Decimal("1.0"), same=Decimal("1.00"), zero=0.0, minus=-0.0)


def _render(environment: Environment, source: str) -> str:
    return environment.from_string(source).render(view=_VIEW, d=_MORE)


def _environments(others: Mapping[str, str] = _OTHERS) -> tuple[Environment, Environment]:
    loader = DictLoader(dict(others))
    return make_environment(loader, None), make_environment(loader, None, FlatEnvironment)


@pytest.mark.parametrize("name", _TEMPLATES)
def test_a_template_of_one_piece_gives_what_jinja_gives(name: str) -> None:
    """Where it does not fail, the output is the same; where it fails, it is rendered as Jinja does it."""
    exact, flat = _environments()
    expected = _render(exact, _TEMPLATES[name])

    try:
        actual = _render(flat, _TEMPLATES[name])
    except Exception:  # noqa: BLE001 - of whatever kind, see `LocaleTemplates`
        actual = expected

    assert actual == expected


@pytest.mark.parametrize("name", _TEMPLATES)
def test_a_page_is_what_jinja_gives(name: str, tmp_path: Path) -> None:
    """With the second try, and with what is included and extended lying in files."""
    expected = make_environment(DictLoader(_OTHERS), None).from_string(_TEMPLATES[name]).render(view=_VIEW, d=_MORE)
    for path, content in {"pages/not-found.html.j2": _TEMPLATES[name], **_OTHERS}.items():
        (tmp_path / "templates" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / path).write_text(content, encoding="utf-8")
    templates = LocaleTemplates(template_loader(tmp_path), None)
    templates.use_site(None)  # type: ignore[arg-type]
    templates._environment.globals["d"] = _MORE  # noqa: SLF001 - what these templates see besides their view

    pages = [templates.render(PageKind.NOT_FOUND, _VIEW).content().decode() for _ in range(2)]

    assert pages == [expected] * 2


_EASY = [
    "include", "nested includes", "include in a condition", "blocks", "extends",
    "extends with all blocks", "block that sets",
    "include that may be missing", "include of itself", "includes of each other", "markup and text", "numbers", "loop",
]  # fmt: skip


@pytest.mark.parametrize("name", _EASY)
def test_what_templates_usually_do_needs_no_second_try(name: str) -> None:
    """The quick way alone gives it."""
    _, flat = _environments()

    assert _render(flat, _TEMPLATES[name])


@pytest.mark.parametrize("name", ["include", "nested includes", "extends", "extends with all blocks", "blocks"])
def test_what_is_included_and_extended_is_part_of_the_code(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other template is asked for when a page is rendered."""
    _, flat = _environments()
    template = flat.from_string(_TEMPLATES[name])

    def refuse(*_: object) -> Template:
        pytest.fail("another template is loaded")

    monkeypatch.setattr(flat, "get_template", refuse)

    assert template.render(view=_VIEW)
    assert not template.blocks


def test_text_and_markup_of_the_same_letters_stay_apart() -> None:
    """In either order, whatever was escaped before."""
    _, flat = _environments()
    view = SimpleNamespace(text="<i>&", html=Markup("<i>&"))

    one = flat.from_string("{{ view.text }} {{ view.html }}").render(view=view)
    other = flat.from_string("{{ view.html }} {{ view.text }}").render(view=view)

    assert (one, other) == ("&lt;i&gt;&amp; <i>&", "<i>& &lt;i&gt;&amp;")


def test_equal_values_with_different_texts_are_told_apart() -> None:
    """Only texts are remembered: equal numbers may be written differently."""
    _, flat = _environments()
    template = flat.from_string("{{ view }}")

    shown = [template.render(view=value) for value in (Decimal("1.0"), Decimal("1.00"), 1, True, 1.0, None, "1")]

    assert shown == ["1.0", "1.00", "1", "True", "1.0", "None", "1"]


def test_more_texts_than_are_remembered_are_shown_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory does not grow with the site."""
    _, flat = _environments()
    monkeypatch.setattr(flat_templates, "_MOST_REMEMBERED", 2)
    FlatEnvironment.html_of.clear()

    shown = flat.from_string("{% for part in view %}{{ part }};{% endfor %}").render(view=["<", ">", "&", "<"])

    assert shown == "&lt;;&gt;;&amp;;&lt;;"
    assert len(FlatEnvironment.html_of) <= 2


@dataclass(frozen=True)
class _Named:
    name: str


@pytest.mark.parametrize(
    ("files", "span"),
    [
        ({"pages/not-found.html.j2": "\n{% include 'a.j2' %}", "a.j2": "\n\n{{ view.gone }}"}, ("a.j2", 3)),
        (
            {"pages/not-found.html.j2": "{% include 'a.j2' %}\n{{ view.gone }}", "a.j2": "\n\n"},
            ("pages/not-found.html.j2", 2),
        ),
        (
            {"pages/not-found.html.j2": "{% include 'a.j2' %}", "a.j2": "\n{% include 'b.j2' %}", "b.j2": "{{ gone }}"},
            ("b.j2", 1),
        ),
        (
            {
                "pages/not-found.html.j2": "{% extends 'base.j2' %}\n{% block a %}\n{{ 1 / 0 }}{% endblock %}",
                "base.j2": "\n\n\n\n\n{% block a %}{% endblock %}",
            },
            ("pages/not-found.html.j2", 3),
        ),
        (
            {
                "pages/not-found.html.j2": "{% extends 'base.j2' %}",
                "base.j2": "\n\n{% block a %}\n{{ view.gone }}{% endblock %}",
            },
            ("base.j2", 4),
        ),
        (
            {
                "pages/not-found.html.j2": "\n{{ fragment('f.j2', view) }}",
                "f.j2": "\n\n\n{% include 'a.j2' %}",
                "a.j2": "\n{{ view.gone }}",
            },
            ("a.j2", 2),
        ),
    ],
    ids=["included", "after what is included", "included twice over", "block", "base", "fragment"],
)  # fmt: skip
def test_an_error_is_reported_where_it_stands(files: dict[str, str], span: tuple[str, int], tmp_path: Path) -> None:
    """File and line are those of the author, although all is one piece."""
    for path, content in files.items():
        (tmp_path / "templates" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / path).write_text(content, encoding="utf-8")
    templates = LocaleTemplates(template_loader(tmp_path), None)

    with pytest.raises(TemplateError) as caught:
        templates.render(PageKind.NOT_FOUND, _Named("x"))

    found = describe_template_error(caught.value).span
    assert (found.path, found.line) == (f"templates/{span[0]}", span[1])


def test_packaged_templates_need_no_second_try(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of page is rendered the quick way."""
    site, diagnostics = read_site(small_site)
    assert site is not None, diagnostics

    def refuse(_templates: LocaleTemplates, template: str, _view: object) -> str:
        pytest.fail(f"{template} is rendered the long way")

    monkeypatch.setattr(LocaleTemplates, "_render_exactly", refuse)

    pages = [site.renderer.render(page).content() for page in list_pages(site.catalog, site.locales)]

    assert len(pages) == 74
