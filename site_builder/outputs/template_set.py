"""Reads every template that pages are made from, once: what each page's templates are, and what is wrong with them.

How templates are rendered is left to `outputs/templates.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import BaseLoader, Environment, nodes
from jinja2.exceptions import TemplateError, TemplateNotFound
from jinja2.meta import find_referenced_templates

from site_builder.defaults import packaged_folder
from site_builder.diagnostics import Diagnostic, Span
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.outputs.flat_templates import rendered_references
from site_builder.outputs.templates import (
    PAGE_TEMPLATES,
    TEMPLATES_FOLDER,
    describe_template_error,
    make_environment,
)
from site_builder.pages.routes import PageKind

_ENDING = ".j2"
_PACKAGED = f"{packaged_folder(TEMPLATES_FOLDER)}{os.sep}"


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """The templates of a site, its own and the packaged ones it uses.

    Attributes:
        fingerprints: Of each kind of page: its template and all that it uses.
        names: Of each kind of page: the names of all these.
        diagnostics: Every template that cannot be read or compiled, sorted.
    """

    fingerprints: Mapping[PageKind, Fingerprint]
    names: Mapping[PageKind, frozenset[str]]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Template:
    """One template: its text, None if it cannot be had, and the names it refers to."""

    source: str | None
    references: frozenset[str]


def read_templates(loader: BaseLoader) -> TemplateSet:
    """Read the templates of all pages; never raises, problems are returned as diagnostics."""
    reader = _Reader(make_environment(loader, None), loader)
    used = {name: reader.find_used(name) for name in sorted(set(PAGE_TEMPLATES.values()))}
    by_name = {name: reader.fingerprint(names) for name, names in used.items()}
    return TemplateSet(
        {kind: by_name[name] for kind, name in PAGE_TEMPLATES.items()},
        {kind: used[name] for kind, name in PAGE_TEMPLATES.items()},
        tuple(sorted(reader.diagnostics)),
    )


class _Reader:
    """Reads templates as they are referred to, each once."""

    def __init__(self, environment: Environment, loader: BaseLoader) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._environment = environment
        self._loader = loader
        self._known: dict[str, _Template] = {}
        self._optional: set[str] = set()

    def find_used(self, name: str) -> frozenset[str]:
        """Give the names of a template and of every one it extends, includes, imports or renders."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting += self._read(current).references
        return frozenset(found)

    def fingerprint(self, names: frozenset[str]) -> Fingerprint:
        """Give the fingerprint of several templates."""
        parts = []
        for current in sorted(names):
            source = self._read(current).source
            parts += [current] if source is None else [current, source]
        return fingerprint_parts(parts)

    def _read(self, name: str) -> _Template:
        if name not in self._known:
            self._known[name] = self._read_new(name)
        return self._known[name]

    def _read_new(self, name: str) -> _Template:
        missing = _Template(None, frozenset())
        try:
            source, path, _ = self._loader.get_source(self._environment, name)
        except TemplateNotFound as error:
            if name not in self._optional:
                self.diagnostics.append(describe_template_error(error))
            return missing
        except (OSError, UnicodeDecodeError) as error:
            self.diagnostics.append(_unreadable(name, error))
            return missing
        if not name.endswith(_ENDING):
            return _Template(source, frozenset())
        try:
            tree = self._environment.parse(source, name)
            if path is None or not path.startswith(_PACKAGED):  # those were compiled before they were packaged
                self._environment.compile(tree, name, raw=True)
        except TemplateError as error:
            self.diagnostics.append(describe_template_error(error))
            return _Template(source, frozenset())
        self._optional |= set(_optional_references(tree))
        return _Template(source, self._references(tree))

    def _references(self, tree: nodes.Template) -> frozenset[str]:
        """Give the names a template refers to; all there are, if one is known only when it is rendered."""
        names = {*find_referenced_templates(tree), *rendered_references(tree)}
        if None in names:
            names |= {name for name in self._loader.list_templates() if name.endswith(_ENDING)}
        return frozenset(name for name in names if name is not None)


def _optional_references(tree: nodes.Template) -> Iterator[str]:
    """Give the names that may be missing: `ignore missing`, or one of several alternatives."""
    for include in tree.find_all(nodes.Include):
        if isinstance(include.template, nodes.Const):
            names = [include.template] if include.ignore_missing else []
        else:
            names = list(include.template.find_all(nodes.Const))
        yield from (name.value for name in names)


def _unreadable(name: str, error: OSError | UnicodeDecodeError) -> Diagnostic:
    reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
    return Diagnostic(
        "template-unreadable",
        Span(f"{TEMPLATES_FOLDER}/{name}"),
        f"the template cannot be read: {reason}",
        "no page that uses it can be rendered",
        "save the file in UTF-8, readable for you",
    )
