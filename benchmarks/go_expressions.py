"""Writes expressions of our Jinja templates as expressions of Go templates: Jinja's `view.name` is `$view.name`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from jinja2 import nodes

from site_builder.pages.tokens import KEY_TOKEN, MODEL_TOKEN

_TOKEN_OF = {"operation.url": MODEL_TOKEN, "api.code_page": KEY_TOKEN}
"""What has a token in a part that pages share, besides code."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop around an expression: the variable of its index, and what it goes over."""

    index: str
    items: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands.

    Attributes:
        is_shared: In a partial that is cached, so no page is known.
        is_part: In a part that pages share, written out on each page, so its tokens are to be replaced.
        loops: The loops around it, the innermost last.
    """

    is_shared: bool = False
    is_part: bool = False
    loops: list[Loop] = field(default_factory=list)


def write_expression(node: nodes.Node, scope: Scope) -> str:
    """Give a Go expression, in brackets if it is a call.

    Raises:
        NotImplementedError: Our templates have not used such an expression before.
    """
    written = _filled_value(node, scope) or _value(node, scope) or _operation(node, scope)
    return written or refuse(node)


def refuse(node: nodes.Node) -> NoReturn:
    """Say that a construct is not known here."""
    raise NotImplementedError(f"line {node.lineno}: {type(node).__name__}")


def name_of(node: nodes.Node) -> str:
    """Give the name of a variable."""
    return node.name if isinstance(node, nodes.Name) else refuse(node)


def text_of(node: nodes.Node | None) -> str:
    """Give the value of a literal text."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise NotImplementedError(f"not a literal text: {node}")


def dotted_name(node: nodes.Node) -> str:
    """Give `a.b.c` for attributes of a variable; something without a dot in front for anything else."""
    if isinstance(node, nodes.Getattr):
        return f"{dotted_name(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def filled(value: str, token: str) -> str:
    """Give a Go expression for a text with a token replaced by what the page says."""
    return f'(replace {value} "{token}" $page.fills.{token})'


def _filled_value(node: nodes.Node, scope: Scope) -> str | None:
    token = _TOKEN_OF.get(dotted_name(node)) if scope.is_part else None
    return filled(f"${dotted_name(node)}", token) if token else None


def _loop_value(name: str, loop: Loop) -> str | None:
    written = {
        "index": f"(add {loop.index} 1)",
        "first": f"(eq {loop.index} 0)",
        "last": f"(eq {loop.index} (sub (len {loop.items}) 1))",
    }
    return written.get(name)


def _value(node: nodes.Node, scope: Scope) -> str | None:
    match node:
        case nodes.Getattr(node=nodes.Name(name="loop")):
            return _loop_value(node.attr, scope.loops[-1])
        case nodes.Getattr():
            return f"{write_expression(node.node, scope)}.{node.attr}"
        case nodes.Name():
            return f"${node.name}"
        case nodes.Const():
            return _literal(node)
    return None


def _operation(node: nodes.Node, scope: Scope) -> str | None:
    match node:
        case nodes.Not():
            return f"(not {write_expression(node.node, scope)})"
        case nodes.And() | nodes.Or():
            operands = f"{write_expression(node.left, scope)} {write_expression(node.right, scope)}"
            return f"({type(node).__name__.lower()} {operands})"
        case nodes.Compare(ops=[nodes.Operand(op="eq", expr=other)]):
            return f"(eq {write_expression(node.expr, scope)} {write_expression(other, scope)})"
        case nodes.Test(name="none"):
            return f"(eq {write_expression(node.node, scope)} nil)"
    return None


def _literal(node: nodes.Const) -> str:
    if isinstance(node.value, bool):
        return str(node.value).lower()
    if isinstance(node.value, str) and not re.search(r'["\\]', node.value):
        return f'"{node.value}"'
    return refuse(node)
