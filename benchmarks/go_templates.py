"""Writes our Jinja templates as Go templates, so that Hugo lays out the same pages.

Ideas that make our pages cheap are given to Hugo too: interface texts are constants of one template per locale,
inheritance and includes are flattened, and parts that pages share are cached partials.
Knows only what our templates use; anything else raises, so a new construct cannot be lost silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from jinja2 import Environment, nodes
from markupsafe import escape

from site_builder.pages.code import MODEL_TOKEN

Sharing = Literal["sections", "parts", "locales"]
"""What Hugo makes once for many pages: whole protocol sections with a token for the model id; field tables, and code with
that token; or field tables, and the code of each model once for all locales, which is what Hugo sites do."""

_INLINE = (
    "{{ with %s }}{{ if reflect.IsMap . }}"
    '{{ with .lang }}<span lang="{{ . }}">{{ end }}{{ with .m }}{{ markdownify . }}{{ else }}{{ .t }}{{ end }}'
    "{{ if .lang }}</span>{{ end }}{{ else }}{{ . }}{{ end }}{{ end }}"
)
_BLOCK = (
    "{{ with %s }}{{ if reflect.IsMap . }}"
    '{{ with .lang }}<div lang="{{ . }}">{{ end }}'
    '{{ with .m }}{{ site.Home.RenderString (dict "display" "block") . }}{{ else }}<p>{{ .t }}</p>{{ end }}'
    "{{ if .lang }}</div>{{ end }}{{ else }}<p>{{ . }}</p>{{ end }}{{ end }}"
)
_FILLED = f'"{MODEL_TOKEN}" $view.model_id'
_CODE = {
    "sections": '{{ with %s }}{{ replace (partialCached "code.html" . .key) ' + _FILLED + " | safeHTML }}{{ end }}",
    "parts": '{{ with %s }}{{ replace (partialCached "code.html" . .key) ' + _FILLED + " | safeHTML }}{{ end }}",
    "locales": '{{ with %s }}{{ $key := printf "%%s/%%s" .key $view.model_id }}'
    "{{ with hugo.Store.Get $key }}{{ . }}{{ else }}"
    "{{ $code := transform.Highlight (replace .code " + _FILLED + ') .lexer (dict "hl_inline" true) }}'
    "{{ hugo.Store.Set $key $code }}{{ $code }}{{ end }}{{ end }}",
}
_SHARED_CODE = '{{ with %s }}{{ partialCached "code.html" . .key }}{{ end }}'
_APIS = {"view.quick_start": "(index $apis $view.quick_start)", "view.api": "(index $apis $view.api)"}
_FIRST_CALL = "(index (index $apis $view.quick_start).variants 0)"
_PRELUDE = (
    "{{ $site := index hugo.Data.site site.Language.Name }}{{ $apis := index hugo.Data.apis site.Language.Name }}\n"
)


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
        tree, blocks = self._parse(name), {}
        while (parent := next(tree.find_all(nodes.Extends), None)) is not None:
            for block in tree.find_all(nodes.Block):
                blocks.setdefault(block.name, block)
            tree = self._parse(_constant(parent.template))
        return f"{_PRELUDE}{{{{ $view := {view} }}}}" + _Body(self, blocks).write(tree.body)

    def partial(self, name: str, body: Iterable[nodes.Node], prelude: str, blocks: dict[str, nodes.Block]) -> str:
        """Write a cached partial; give its file name."""
        file_name = f"{name}.{self.locale}.html"
        if file_name not in self.partials:
            self.partials[file_name] = ""
            self.partials[file_name] = _PRELUDE + prelude + _Body(self, blocks, is_shared=True).write(body)
        return file_name

    def _parse(self, name: str) -> nodes.Template:
        assert self.environment.loader is not None
        return self.environment.parse(self.environment.loader.get_source(self.environment, name)[0], name)


def _constant(node: nodes.Expr) -> str:
    value = node.as_const()
    assert isinstance(value, str)
    return value


@dataclass(slots=True)
class _Body:
    """Translates statements."""

    templates: GoTemplates
    blocks: dict[str, nodes.Block]
    is_shared: bool = False
    loops: list[tuple[str, str]] = field(default_factory=list)

    def write(self, body: Iterable[nodes.Node]) -> str:
        return "".join(part for node in body for part in self._node(node))

    def _node(self, node: nodes.Node) -> Iterator[str]:
        if not self.is_shared and _depends_on_site_alone(node):
            name = f"site-{node.lineno}-{len(list(node.find_all(nodes.Node)))}"
            file_name = self.templates.partial(name, [node], "", self.blocks)
            yield f'{{{{ partialCached "{file_name}" . }}}}'
            return
        match node:
            case nodes.Output():
                for child in node.nodes:
                    yield self._output(child)
            case nodes.Block():
                yield self.write(self.blocks.get(node.name, node).body)
            case nodes.Include():
                yield self.write(self.templates._parse(_constant(node.template)).body)
            case nodes.If():
                yield self._if(node)
            case nodes.For():
                yield self._for(node)
            case nodes.With():
                yield self._with(node)
            case _:
                raise NotImplementedError(f"line {node.lineno}: {type(node).__name__}")

    def _output(self, node: nodes.Node) -> str:
        match node:
            case nodes.TemplateData():
                return node.data
            case nodes.Filter(name="tr"):
                return self._translated(node)
            case nodes.Filter(name="inline", node=nodes.Expr() as text):
                return _INLINE % self.expression(text)
            case nodes.Filter(name="block", node=nodes.Expr() as text):
                return _BLOCK % self.expression(text)
            case nodes.Filter(name="highlight", node=nodes.Expr() as code):
                return (_SHARED_CODE if self.is_shared else _CODE[self.templates.sharing]) % self.expression(code)
            case nodes.Call(node=nodes.Name(name="fragment"), args=[template, view]):
                return self._fragment(_constant(template), self.expression(view))
            case nodes.Expr():
                return f"{{{{ {self.expression(node)} }}}}"
        raise NotImplementedError(f"line {node.lineno}: {type(node).__name__}")

    def _translated(self, node: nodes.Filter) -> str:
        assert node.node is not None
        text = str(escape(self.templates.translate(_constant(node.node))))
        for value in node.kwargs:
            text = text.replace(f"{{{value.key}}}", f"{{{{ {self.expression(value.value)} }}}}")
        return text

    def _fragment(self, template: str, view: str) -> str:
        name = template.rpartition("/")[2].removesuffix(".html.j2")
        body = self.templates._parse(template).body
        file_name = self.templates.partial(name, body, "{{ $view := . }}", {})
        return f'{{{{ partialCached "{file_name}" {view} {view}.key }}}}'

    def _if(self, node: nodes.If) -> str:
        text = f"{{{{ if {self.expression(node.test)} }}}}{self.write(node.body)}"
        for branch in node.elif_:
            text += f"{{{{ else if {self.expression(branch.test)} }}}}{self.write(branch.body)}"
        if node.else_:
            text += f"{{{{ else }}}}{self.write(node.else_)}"
        return text + "{{ end }}"

    def _for(self, node: nodes.For) -> str:
        target, source = _name(node.target), _dotted(node.iter)
        if source == "view.apis":
            return self._apis(node, target)
        items = self.expression(node.iter)
        self.loops.append((f"$index{len(self.loops)}", items))
        body = self.write(node.body)
        if node.test is not None:
            body = f"{{{{ if {self.expression(node.test)} }}}}{body}{{{{ end }}}}"
        index, _ = self.loops.pop()
        variables = f"{index}, ${target}" if index in body else f"${target}"
        return f"{{{{ range {variables} := {items} }}}}{body}{{{{ end }}}}"

    def _apis(self, node: nodes.For, target: str) -> str:
        """Write the loop over the protocols of a model, which the view names by the keys of shared parts."""
        bound = f"{{{{ ${target} := index $apis . }}}}"
        if "section" not in str(node.body[0]):  # the list of contents
            return f"{{{{ range $view.apis }}}}{bound}{self.write(node.body)}{{{{ end }}}}"
        if self.templates.sharing != "sections":
            return f"{{{{ range $view.apis }}}}{bound}{self.write(node.body)}{{{{ end }}}}"
        file_name = self.templates.partial("api", node.body, bound, {})
        return f"{{{{ range $view.apis }}}}{_replaced(file_name, '.')}{{{{ end }}}}"

    def _with(self, node: nodes.With) -> str:
        if self.templates.sharing == "sections" and _dotted(node.values[0]) == "view.quick_start":
            prelude = '{{ $view := dict "quick_start" . }}{{ $api := index $apis . }}'
            file_name = self.templates.partial("quick-start", node.body, prelude, {})
            return _replaced(file_name, "$view.quick_start")
        pairs = zip(node.targets, node.values, strict=True)
        bound = "".join(f"{{{{ ${_name(target)} := {self.expression(value)} }}}}" for target, value in pairs)
        return f"{{{{ if true }}}}{bound}{self.write(node.body)}{{{{ end }}}}"

    def expression(self, node: nodes.Expr) -> str:
        """Give a Go expression, in brackets if it is a call."""
        dotted = _dotted(node)
        if dotted == "view.quick_start_call.snippets":
            return f"{_FIRST_CALL}.snippets"
        if dotted in _APIS:
            return _APIS[dotted]
        if dotted == "operation.url" and not self.is_shared:
            return f'(replace $operation.url "{MODEL_TOKEN}" $view.model_id)'
        match node:
            case nodes.Getattr(node=nodes.Name(name="loop"), attr="first"):
                return f"(eq {self.loops[-1][0]} 0)"
            case nodes.Getattr(node=nodes.Name(name="loop"), attr="last"):
                return f"(eq {self.loops[-1][0]} (sub (len {self.loops[-1][1]}) 1))"
            case nodes.Name():
                return f"${node.name}"
            case nodes.Getattr():
                return f"{self.expression(node.node)}.{node.attr}"
            case nodes.Const():
                return _literal(node.value)
            case nodes.Not():
                return f"(not {self.expression(node.node)})"
            case nodes.And() | nodes.Or():
                name = type(node).__name__.lower()
                return f"({name} {self.expression(node.left)} {self.expression(node.right)})"
            case nodes.Compare(ops=[nodes.Operand(op="eq", expr=other)]):
                return f"(eq {self.expression(node.expr)} {self.expression(other)})"
            case nodes.Test(name="none"):
                return f"(eq {self.expression(node.node)} nil)"
        raise NotImplementedError(f"line {node.lineno}: {type(node).__name__}")


def _replaced(file_name: str, key: str) -> str:
    """Give a cached partial with the model id in the place of the token."""
    return f'{{{{ replace (partialCached "{file_name}" {key} {key}) "{MODEL_TOKEN}" $view.model_id | safeHTML }}}}'


def _depends_on_site_alone(node: nodes.Node) -> bool:
    """Whether a part with a loop shows nothing but what is the same on all pages of a locale."""
    if (
        not isinstance(node, nodes.For | nodes.If)
        or next(node.find_all(nodes.For), None) is None
        and not isinstance(node, nodes.For)
    ):
        return False
    loaded = {name.name for name in node.find_all(nodes.Name) if name.ctx == "load"}
    stored = {name.name for name in node.find_all(nodes.Name) if name.ctx == "store"}
    return loaded - stored == {"site"}


def _name(node: nodes.Node) -> str:
    assert isinstance(node, nodes.Name)
    return node.name


def _dotted(node: nodes.Node) -> str:
    """Give `a.b.c` for attributes of a name; empty for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return ""


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    assert isinstance(value, str)
    assert not re.search(r'["\\]', value)
    return f'"{value}"'
