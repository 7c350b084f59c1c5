"""Rendering templates: what they see, what is escaped, and how their errors read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import TemplateError

from site_builder.diagnostics import Span
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages, read_messages
from site_builder.i18n.text import Text
from site_builder.outputs.template_errors import describe_template_error
from site_builder.outputs.templates import LocaleTemplates, template_loader
from site_builder.pages.code import CodeView
from site_builder.pages.routes import PageKind
from site_builder.pages.tokens import MODEL_TOKEN, model_fills

_PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Models"
msgstr "Модели"

msgid "{count} of {total}"
msgstr "{count} из {total}"
"""


def _localizer() -> Localizer:
    return Localizer(Locale("ru", "ru", "Русский"), "en", read_messages("ui.po", _PO.encode(), "ru"), no_messages())


def _templates(
    site: Path, text: str, others: Mapping[str, str] | None = None, *, localizer: Localizer | None = None
) -> LocaleTemplates:
    for name, content in {"pages/not-found.html.j2": text, **(others or {})}.items():
        path = site / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return LocaleTemplates(template_loader(site), localizer)


def _render(
    site: Path, template: str, values: Mapping[str, object] | None = None, *, localizer: Localizer | None = None
) -> str:
    return _show(_templates(site, template, localizer=localizer), SimpleNamespace(**(values or {})))


def _show(templates: LocaleTemplates, view: object = None) -> str:
    return templates.render(PageKind.NOT_FOUND, view).content().decode()


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 'Models'|tr }}", "Модели"),
        ("{{ 'Untranslated & <b>'|tr }}", "Untranslated &amp; &lt;b&gt;"),
        ("{{ '{count} of {total}'|tr(count=view.n, total='<9>') }}", "3 из &lt;9&gt;"),
        ("{{ '{count} of {total}'|tr(count=1) }}", "1 из {total}"),
    ],
)
def test_interface_texts_are_translated_and_escaped(template: str, expected: str, tmp_path: Path) -> None:
    """`tr` gives the text of the locale with its values; what is put in is escaped."""
    assert _render(tmp_path, template, {"n": 3}, localizer=_localizer()) == expected


@pytest.mark.parametrize(
    "reference",
    [
        '{% include "own/notice.html" %}',
        '{% set name = "notice" %}{% include "own/" ~ name ~ ".html" %}',
        "{{ fragment('own/notice.html', view) }}",
        '{% include "own/notice.html" %}{% if view is undefined %}{% endif %}',
    ],
)
def test_a_file_that_is_no_template_is_included_as_it_is(reference: str, tmp_path: Path) -> None:
    """Whatever it holds that Jinja would take for something, and however it is included; it is trusted as HTML."""
    notice = "<b>{{ 6 * 7 }}</b> a{#b {% if %} 'Models'|tr\n\n"

    assert _show(_templates(tmp_path, reference, {"own/notice.html": notice})) == notice


def test_an_empty_file_is_included_as_nothing(tmp_path: Path) -> None:
    """It may be filled later."""
    assert _show(_templates(tmp_path, 'a{% include "own/notice.html" %}b', {"own/notice.html": ""})) == "ab"


def test_without_a_locale_texts_stand_for_themselves(tmp_path: Path) -> None:
    """The root pages have no locale."""
    assert _render(tmp_path, "{{ 'Models'|tr }}") == "Models"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ view.own|inline }}", "a <code>b</code> &lt;i&gt;"),
        ("{{ view.own|block }}", "<p>a <code>b</code> &lt;i&gt;</p>\n"),
        ("{{ view.own|plain }}", "a b &lt;i&gt;"),
        ("{{ view.other|inline }}", '<span lang="en">a</span>'),
        ("{{ view.other|block }}", '<div lang="en"><p>a</p>\n</div>'),
        ("{{ view.hostile|inline }}", '<span lang="&#34;&gt;&lt;script&gt;">a</span>'),
        ("{{ view.text }}", "&lt;script&gt;&#34;&#39;"),
    ],
)
def test_prose_becomes_markup_and_nothing_else_does(template: str, expected: str, tmp_path: Path) -> None:
    """Markdown filters mark text in another language; all else is escaped."""
    values = {
        "own": Text("a `b` <i>"),
        "other": Text("a", "en"),
        "hostile": Text("a", '"><script>'),
        "text": "<script>\"'",
    }

    assert _render(tmp_path, template, values) == expected


def test_code_is_highlighted_with_the_models_id(tmp_path: Path) -> None:
    """The filter `highlight` escapes the code; the page puts in the id."""
    values = {"code": CodeView(code=f"x < '{MODEL_TOKEN}'", lexer="text"), "fills": model_fills("acme-1", "acme/one")}

    assert _render(tmp_path, "{{ view.code|highlight }}", values) == "x &lt; &#39;acme-1&#39;"


def test_templates_see_the_site(tmp_path: Path) -> None:
    """`site` is what was set last."""
    templates = _templates(tmp_path, "{{ site.name }}")

    templates.use_site(SimpleNamespace(name="One"))  # type: ignore[arg-type]
    one = _show(templates)
    templates.use_site(SimpleNamespace(name="Two"))  # type: ignore[arg-type]
    two = _show(templates)

    assert (one, two) == ("One", "Two")


def test_a_fragment_is_rendered_once_for_each_view(tmp_path: Path) -> None:
    """The same view gives the same markup without another rendering; another view gives its own."""
    calls = []

    class View:
        def __init__(self, name: str) -> None:
            self._name = name

        @property
        def name(self) -> str:
            calls.append(self._name)
            return self._name

    views = SimpleNamespace(a=View("<a>"), b=View("b"))
    text = "{% for item in (view.a, view.b, view.a) %}{{ fragment('own.html.j2', item) }}{% endfor %}"
    templates = _templates(tmp_path, text, {"own.html.j2": "[{{ view.name }}]"})

    actual = _show(templates, views)

    assert actual == "[&lt;a&gt;][b][&lt;a&gt;]"
    assert calls == ["<a>", "b"]


def test_own_templates_hide_packaged_ones_which_stay_reachable(tmp_path: Path) -> None:
    """A site may extend what it hides, below `default/`."""
    templates = _templates(tmp_path, "{% include 'partials/favicon.html.j2' %}", {"partials/favicon.html.j2": "mine"})
    own = _show(templates)
    packaged = _render(tmp_path, "{% include 'default/partials/favicon.html.j2' %}")

    assert own == "mine"
    assert packaged.startswith('<link rel="icon"')


@pytest.mark.parametrize(
    ("template", "line", "reason"),
    [
        ("\n\n{{ view.nothing }}", 3, "'types.SimpleNamespace object' has no attribute 'nothing'"),
        ("\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("\n{{ 'x' + 1 }}", 2, 'can only concatenate str (not "int") to str'),
        ("\n{{ 'x'|inline }}", 2, "'str' object has no attribute 'markdown'"),
        ("{% include 'pages/not-found.html.j2' %}", 1, "maximum recursion depth exceeded"),
    ],
)
def test_an_error_while_rendering_is_described_at_its_line(
    template: str, line: int, reason: str, tmp_path: Path
) -> None:
    """Whatever goes wrong in a template is a problem of that template, at the line it stands in."""
    with pytest.raises(TemplateError) as caught:
        _render(tmp_path, template)
    diagnostic = describe_template_error(caught.value)

    assert diagnostic.code == "template-error"
    assert diagnostic.span == Span("templates/pages/not-found.html.j2", line)
    assert diagnostic.message.startswith(f"the template cannot be used: {reason}")


def test_the_innermost_template_is_blamed(tmp_path: Path) -> None:
    """An error in an included template is described there."""
    templates = _templates(tmp_path, "\n\n{% include 'own.html.j2' %}", {"own.html.j2": "\n{{ nothing }}"})

    with pytest.raises(TemplateError) as caught:
        templates.render(PageKind.NOT_FOUND, None)

    assert describe_template_error(caught.value).span == Span("templates/own.html.j2", 2)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (TemplateError(), "template-error", "the template cannot be used: it cannot be rendered"),
        (TemplateError("no luck"), "template-error", "the template cannot be used: no luck"),
    ],
)
def test_an_error_without_a_place_is_described_at_the_folder(error: TemplateError, code: str, message: str) -> None:
    """An error that names neither line nor reason still gives a diagnostic."""
    diagnostic = describe_template_error(error)

    assert (diagnostic.code, diagnostic.span, diagnostic.message) == (code, Span("templates"), message)
