"""Compiles templates into less work per page, with the same output.

- A partial that is included by its name becomes a part of the template that includes it, and a template a part of the
  one it extends: no context is made for it, and no piece of text is handed through several generators.
- An attribute of a view is read as Python reads it, without asking whether an item of that name is meant: views are
  plain objects.
- What was escaped is remembered: most of what a page shows, other pages show too.

Together they take two thirds off the time of a model page. A template that needs more, e.g. to test whether a name is
defined, fails here and is rendered as Jinja does it, see `LocaleTemplates`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import BaseLoader, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateNotFound
from markupsafe import Markup, escape

from site_builder.outputs.template_environment import TemplateEnvironment

_OWN_SCOPE = (nodes.Extends, nodes.Block, nodes.Import, nodes.FromImport, nodes.Macro, nodes.Assign, nodes.AssignBlock)
"""What would mean something else in the template that includes it."""


class NotOnePieceError(Exception):
    """A template must stay apart from the one it extends; the text is its name."""


class _LeanCode(CodeGenerator):
    """Writes the code of templates; which methods may be overridden, `jinja2.nativetypes` shows."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - a private type
        if self._is_plain(frame):
            self.write("(environment.html_of[shown] if (shown := (")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - the same
        if self._is_plain(frame):
            self.write(")).__class__ is str else environment.escape_other(shown))")
        else:
            super()._output_child_post(node, frame, finalize)

    def _is_plain(self, frame: Frame) -> bool:
        """Whether it is certain that what is printed is escaped."""
        return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the name Jinja calls
        self.visit(node.node, frame)
        self.write(f".{node.attr}")


def rendered_references(tree: nodes.Template) -> Iterator[str | None]:
    """Give the names of the templates that a template renders apart; None for one that is not known yet."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("fragment", "per_locale", "shared") and call.args:
            name = call.args[0]
            yield name.value if isinstance(name, nodes.Const) else None


def _statements(node: nodes.Node) -> Iterator[nodes.Node]:
    """Give a node and all statements in it; not expressions, which are nine of ten nodes."""
    yield node
    for field in ("body", "elif_", "else_"):
        for statement in getattr(node, field, None) or ():
            yield from _statements(statement)


def _asks_for_blocks(tree: nodes.Template) -> bool:
    """Whether blocks must stay apart: for `super()` and `self`, or because another template must fill one of them."""
    if any(isinstance(node, nodes.Block) and node.required for node in _statements(tree)):
        return True
    return any(name.name in ("super", "self") for name in tree.find_all(nodes.Name))


def _only_fills_blocks(tree: nodes.Template) -> bool:
    """Whether a template begins with the one it extends, and has nothing but blocks besides."""
    extends, *rest = tree.body
    is_plain = all(isinstance(node, nodes.Block) or _is_space(node) for node in rest)
    return isinstance(extends, nodes.Extends) and is_plain and not _asks_for_blocks(tree)


def _is_space(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
    )


def _without_blocks(tree: nodes.Template, filled: Mapping[str, nodes.Block]) -> nodes.Template:
    """Give a template with the bodies of its blocks in their places, or what another one fills them with."""
    for parent in tuple(_statements(tree)):
        for field in ("body", "else_"):
            body = getattr(parent, field, None)
            if isinstance(body, list):
                setattr(parent, field, _open_blocks(body, filled))
    return tree


def _open_blocks(body: list[nodes.Node], filled: Mapping[str, nodes.Block]) -> list[nodes.Node]:
    """Give a body with blocks opened; what a block sets is known in it alone."""
    opened: list[nodes.Node] = []
    for node in body:
        if isinstance(node, nodes.Block):
            opened.append(nodes.Scope(_open_blocks(filled.get(node.name, node).body, filled)))
        else:
            opened.append(node)
    return opened


_MOST_REMEMBERED = 2**16
"""Texts whose HTML is remembered: those that many pages show, not all of a large site."""


class _Html(dict[str, str]):
    """The HTML of texts that are no markup; made when it is asked for the first time."""

    def __missing__(self, text: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        html = self[text] = escape(text)
        return html


def _escape_other(value: object) -> Markup:
    """Give the HTML of markup, which is itself, and of what is no text."""
    return value if isinstance(value, Markup) else escape(value)


class FlatEnvironment(TemplateEnvironment):
    """An environment whose templates hold what they include and extend.

    Attributes:
        apart: The names of the templates that stand alone nevertheless, as far as others that name them are compiled.
        html_of: The HTML of texts, which the code of templates looks up itself: a call costs as much as all else.
    """

    code_generator_class = _LeanCode
    escape_other = staticmethod(_escape_other)
    html_of = _Html()

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - what Jinja takes
        """Take what Jinja takes."""
        super().__init__(*arguments, **options)
        self.apart: set[str] = set()
        self._bodies: dict[str, list[nodes.Node] | None] = {}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - as Jinja calls it
    ) -> str:
        """Generate the code of a template. Source: the documented hook of `jinja2.Environment`."""
        self._flatten(source, (name,))
        tree = self._unite(source, name)
        included = (node.template for node in _statements(tree) if isinstance(node, nodes.Include))
        names = (*rendered_references(tree), *(node.value for node in included if isinstance(node, nodes.Const)))
        self.apart |= {found for found in names if isinstance(found, str)}
        return super()._generate(tree, name, filename, defer_init)

    def _unite(self, tree: nodes.Template, name: str | None) -> nodes.Template:
        """Give a template and those it extends as one.

        Raises:
            NotOnePieceError: One of them does more than fill blocks of the next.
        """
        filled: dict[str, nodes.Block] = {}
        names = [name]
        while (
            extends := next((node for node in _statements(tree) if isinstance(node, nodes.Extends)), None)
        ) is not None:
            parent = extends.template.value if isinstance(extends.template, nodes.Const) else None
            if parent is None or parent in names or self.loader is None or not _only_fills_blocks(tree):
                raise NotOnePieceError(name)
            filled = {block.name: block for block in _statements(tree) if isinstance(block, nodes.Block)} | filled
            names.append(parent)
            tree = self._parse(self.loader.get_source(self, parent)[0], parent, None)
            self._flatten(tree, (parent,))
        if not _asks_for_blocks(tree):
            return _without_blocks(tree, filled)
        if filled:
            raise NotOnePieceError(name)
        return tree

    def _flatten(self, tree: nodes.Node, around: tuple[str | None, ...]) -> None:
        """Put the bodies of included templates in the place of their names.

        Args:
            tree: A template.
            around: Its name, and those of the templates that include it.
        """
        for parent in tuple(_statements(tree)):
            self._unfold_bodies(parent, around)

    def _unfold_bodies(self, parent: nodes.Node, around: tuple[str | None, ...]) -> None:
        for field in ("body", "else_"):
            body = getattr(parent, field, None)
            if isinstance(body, list):
                setattr(parent, field, [part for node in body for part in self._unfold(node, around)])

    def _unfold(self, node: nodes.Node, around: tuple[str | None, ...]) -> list[nodes.Node]:
        """Give what stands for a node: the body of what it includes, or itself."""
        if not isinstance(node, nodes.Include) or not isinstance(node.template, nodes.Const) or self.loader is None:
            return [node]
        name = node.template.value
        if name in around or not node.with_context:
            return [node]
        if name not in self._bodies:
            self._bodies[name] = self._open(self.loader, name, around)
        body = self._bodies[name]
        return [node] if body is None else body

    def _open(self, loader: BaseLoader, name: str, around: tuple[str | None, ...]) -> list[nodes.Node] | None:
        """Give the body of a template, the same nodes for all that include it; None if it must stay apart."""
        try:
            included = self._parse(loader.get_source(self, name)[0], name, None)
        except TemplateNotFound:
            return None
        if any(isinstance(node, _OWN_SCOPE) for node in _statements(included)):
            return None
        self._flatten(included, (*around, name))
        return included.body
