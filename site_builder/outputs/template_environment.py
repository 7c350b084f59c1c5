"""The environment that all templates of a site are read in: which files are templates, and which are plain text.

A drawing or a notice that a template includes may hold `{{` or `{#`; only the ending says that this means something.
"""

from __future__ import annotations

from jinja2 import Environment, nodes

TEMPLATE_ENDING = ".j2"
"""What the name of a file ends with that Jinja looks into; any other is included as it is."""


def is_template(name: str) -> bool:
    """Whether a file is a template, by its name."""
    return name.endswith(TEMPLATE_ENDING)


class TemplateEnvironment(Environment):
    """An environment in which only templates are parsed."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Give the tree of a file. Source: the hook that `Environment.parse` and `Environment.compile` share."""
        if name is None or is_template(name):
            return super()._parse(source, name, filename)
        text = nodes.Output([nodes.TemplateData(source, lineno=1)], lineno=1)
        tree = nodes.Template([text], lineno=1)
        tree.set_environment(self)
        return tree
