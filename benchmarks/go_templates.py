"""Writes our Jinja templates as Go templates, so that Hugo lays out the same pages.

Ideas that make our pages cheap are given to Hugo too: interface texts are constants of one template per locale,
inheritance and includes are flattened, and parts that pages share are cached partials.
Knows only what our templates use; anything else raises, so a new construct cannot be lost silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from jinja2 import Environment, nodes
from markupsafe import escape

from benchmarks.go_expressions import Loop, Scope, filled, name_of, refuse, text_of, write_expression
from site_builder.pages.tokens import KEY_TOKEN, MODEL_TOKEN

Sharing = Literal["sections", "parts", "locales"]
"""What Hugo makes once for many pages: whole protocol sections with a token for the model id; field tables, and code
with that token; or field tables, and the code of each model once for all locales, which is what Hugo sites do."""

_SECTION = "partials/api/section.html.j2"
_TOKENS = {
    _SECTION: (MODEL_TOKEN, KEY_TOKEN),
    "partials/api/variant.html.j2": (MODEL_TOKEN,),
    "partials/api/switches.html.j2": (MODEL_TOKEN,),
    "partials/model/quick-start.html.j2": (MODEL_TOKEN,),
    "partials/steps.html.j2": (),
}
"""Partials whose view a page names by the key of a part, see `hugo_views.py`, with the tokens in that."""

_CODE = filled("(partialCached `code.html` . .key)", MODEL_TOKEN)
_TOKEN_REPLACED = f"{{{{ with %s }}}}{{{{ {_CODE} | safeHTML }}}}{{{{ end }}}}"
_OUTPUTS = {
    "inline": (
        "{{ with %s }}{{ if reflect.IsMap . }}"
        '{{ with .lang }}<span lang="{{ . }}">{{ end }}{{ with .m }}{{ markdownify . }}{{ else }}{{ .t }}{{ end }}'
        "{{ if .lang }}</span>{{ end }}{{ else }}{{ . }}{{ end }}{{ end }}"
    ),
    "block": (
        "{{ with %s }}{{ if reflect.IsMap . }}"
        '{{ with .lang }}<div lang="{{ . }}">{{ end }}'
        "{{ with .m }}{{ site.Home.RenderString (dict `display` `block`) . }}{{ else }}<p>{{ .t }}</p>{{ end }}"
        "{{ if .lang }}</div>{{ end }}{{ else }}<p>{{ . }}</p>{{ end }}{{ end }}"
    ),
    "direction": "{{/* %s: the languages of the benchmark are written from left to right */}}",
    "sections": _TOKEN_REPLACED,
    "parts": _TOKEN_REPLACED,
    "locales": (
        "{{ with %s }}{{ $key := printf `%%s/%%s` .key $page.fills." + MODEL_TOKEN + " }}"
        "{{ with hugo.Store.Get $key }}{{ . }}{{ else }}"
        "{{ $code := transform.Highlight " + filled(".code", MODEL_TOKEN) + " .lexer (dict `hl_inline` true) }}"
        "{{ hugo.Store.Set $key $code }}{{ $code }}{{ end }}{{ end }}"
    ),
    "shared code": "{{ with %s }}{{ partialCached `code.html` . .key }}{{ end }}",
}
"""How what our filters make is written: texts, and code for each way of sharing and in a part that is shared."""

_PRELUDE = (
    "{{ $site := index hugo.Data.site site.Language.Name }}{{ $parts := index hugo.Data.parts site.Language.Name }}\n"
)
_PART = "{{ $view := index $parts . }}"


@dataclass(slots=True)
class GoTemplates:
    """Translates page templates for one locale.

    Attributes:
        environment: Parses and finds our templates.
        translate: Gives an interface text in the locale.
        locale: Name of the locale in the names of partials.
        sharing: What is made once for many pages.
        partials: Written on the way: each cached partial, by file name.
    """

    environment: Environment
    translate: Callable[[str], str]
    locale: str
    sharing: Sharing
    partials: dict[str, str] = field(default_factory=dict)

    def page(self, name: str, view: str) -> str:
        """Give the Go template of a page.

        Args:
            name: Name of our template, e.g. `pages/model.html.j2`.
            view: Go expression for the view.
        """
        tree = self.parse(name)
        blocks: dict[str, nodes.Block] = {}
        while (parent := next(tree.find_all(nodes.Extends), None)) is not None:
            for block in tree.find_all(nodes.Block):
                blocks.setdefault(block.name, block)
            tree = self.parse(text_of(parent.template))
        return f"{_PRELUDE}{{{{ $page := {view} }}}}{{{{ $view := $page }}}}{_Body(self, blocks).write(tree.body)}"

    def partial(self, template: str, prelude: str = "") -> str:
        """Write a partial of ours as a cached one; give its file name."""
        name = template.removeprefix("partials/").removesuffix(".html.j2").replace("/", "-")
        file_name = f"{name}.{self.locale}.html"
        if file_name not in self.partials:
            body = _Body(self, {}, Scope(is_shared=True)).write(self.parse(template).body)
            self.partials[file_name] = f"{_PRELUDE}{prelude}{body}"
        return file_name

    def parse(self, name: str) -> nodes.Template:
        """Give the syntax tree of one of our templates."""
        loader = self.environment.loader
        source = loader.get_source(self.environment, name)[0] if loader else ""
        return self.environment.parse(source, name)


@dataclass(frozen=True, slots=True)
class _Body:
    """Translates statements."""

    templates: GoTemplates
    blocks: dict[str, nodes.Block]
    scope: Scope = field(default_factory=Scope)

    def write(self, body: Iterable[nodes.Node]) -> str:
        return "".join(part for node in body for part in self._statement(node))

    def _statement(self, node: nodes.Node) -> Iterator[str]:
        match node:
            case nodes.Output():
                yield from map(self._output, node.nodes)
            case nodes.Block():
                yield self.write(self.blocks.get(node.name, node).body)
            case nodes.Include():
                yield self.write(self.templates.parse(text_of(node.template)).body)
            case nodes.If():
                yield self._if(node)
            case nodes.For():
                yield self._for(node)
            case nodes.With():
                yield self._with(node)
            case _:
                refuse(node)

    def _output(self, node: nodes.Node) -> str:
        match node:
            case nodes.TemplateData():
                return node.data
            case nodes.Filter(name="tr"):
                return self._translated(node)
            case nodes.Filter(node=nodes.Expr() as argument):
                return self._filtered(node.name, self._expression(argument))
            case nodes.Call(node=nodes.Name(name="fragment"), args=[template, view]):
                return self._fragment(text_of(template), view)
            case nodes.Call(node=nodes.Name(name="per_locale"), args=[template, nodes.Name(name="view")]):
                return self.write(self.templates.parse(text_of(template)).body)
        return f"{{{{ {self._expression(node)} }}}}"

    def _translated(self, node: nodes.Filter) -> str:
        text = str(escape(self.templates.translate(text_of(node.node))))
        for value in node.kwargs:
            text = text.replace(f"{{{value.key}}}", self._output(value.value))
        return text

    def _filtered(self, name: str, argument: str) -> str:
        code = "shared code" if self.scope.is_shared else self.templates.sharing
        return _OUTPUTS[code if name == "highlight" else name] % argument

    def _fragment(self, template: str, view: nodes.Expr) -> str:
        expression = self._expression(view)
        if expression == "$site":
            return f'{{{{ partialCached "{self.templates.partial(template)}" . }}}}'
        if template not in _TOKENS:
            file_name = self.templates.partial(template, "{{ $view := . }}")
            return f'{{{{ partialCached "{file_name}" {expression} {expression}.key }}}}'
        return self._part(template, f"{expression}.part" if template == _SECTION else expression)

    def _part(self, template: str, key: str) -> str:
        """Write a part that pages share: made once with tokens, or what is in it written out on the page."""
        tokens = _TOKENS[template]
        is_shared = self.scope.is_shared
        if is_shared or (tokens and self.templates.sharing != "sections"):  # Hugo hangs where a third level is cached
            body = _Body(self.templates, {}, Scope(is_shared=is_shared, is_part=not is_shared)).write(
                self.templates.parse(template).body
            )
            return f"{{{{ with {key} }}}}{_PART}{body}{{{{ end }}}}"
        html = f'(partialCached "{self.templates.partial(template, _PART)}" {key} {key})'
        for token in tokens:
            html = filled(html, token)
        return f"{{{{ {html} | safeHTML }}}}"

    def _if(self, node: nodes.If) -> str:
        text = f"{{{{ if {self._expression(node.test)} }}}}{self.write(node.body)}"
        for branch in node.elif_:
            text += f"{{{{ else if {self._expression(branch.test)} }}}}{self.write(branch.body)}"
        if node.else_:
            text += f"{{{{ else }}}}{self.write(node.else_)}"
        return text + "{{ end }}"

    def _for(self, node: nodes.For) -> str:
        loop = Loop(f"$index{len(self.scope.loops)}", self._expression(node.iter))
        self.scope.loops.append(loop)
        body = self.write(node.body)
        if node.test is not None:
            body = f"{{{{ if {self._expression(node.test)} }}}}{body}{{{{ end }}}}"
        self.scope.loops.pop()
        variables = f"{loop.index}, " if loop.index in body else ""
        return f"{{{{ range {variables}${name_of(node.target)} := {loop.items} }}}}{body}{{{{ end }}}}"

    def _with(self, node: nodes.With) -> str:
        pairs = zip(node.targets, node.values, strict=True)
        bound = "".join(f"{{{{ ${name_of(target)} := {self._expression(value)} }}}}" for target, value in pairs)
        return f"{{{{ if true }}}}{bound}{self.write(node.body)}{{{{ end }}}}"

    def _expression(self, node: nodes.Node) -> str:
        return write_expression(node, self.scope)
