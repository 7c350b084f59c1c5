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

from site_builder.catalog.finding import suggest
from site_builder.defaults import packaged_folder
from site_builder.diagnostics import Diagnostic, Span
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.outputs.flat_templates import rendered_references
from site_builder.outputs.template_environment import is_template
from site_builder.outputs.template_errors import describe_template_error
from site_builder.outputs.templates import (
    MIRROR_TEMPLATES,
    PAGE_TEMPLATES,
    TEMPLATES_FOLDER,
    make_environment,
)

_REFERENCES: dict[type[nodes.Node], str] = {
    nodes.Extends: "extends",
    nodes.Include: "includes",
    nodes.Import: "imports",
    nodes.FromImport: "imports",
    nodes.Call: "renders",
}
"""What names a template, and what it does with it."""
_PACKAGED = f"{packaged_folder(TEMPLATES_FOLDER)}{os.sep}"


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """The templates of a site, its own and the packaged ones it uses.

    Attributes:
        fingerprints: Of each kind of page, and of each template of mirrors by its name: it and all that it uses.
        names: Of the same: the names of all these.
        diagnostics: Every template that cannot be read or compiled, sorted.
    """

    fingerprints: Mapping[str, Fingerprint]
    names: Mapping[str, frozenset[str]]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Template:
    """One template.

    Attributes:
        source: Its text; None if it cannot be had.
        references: The names it refers to; those of all templates, if one is known only when it is rendered.
        possible: Every other file, if so: whatever is wrong with it matters only if it is the one.
    """

    source: str | None
    references: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()


def read_templates(loader: BaseLoader) -> TemplateSet:
    """Read the templates of all pages; never raises, problems are returned as diagnostics."""
    reader = _Reader(make_environment(loader, None), loader)
    pages = {str(kind): name for kind, name in PAGE_TEMPLATES.items()}
    templates = pages | {name: name for name in MIRROR_TEMPLATES.values()}
    used = {name: reader.find_used(name) for name in sorted(set(templates.values()))}
    by_name = {name: reader.fingerprint(names) for name, names in used.items()}
    return TemplateSet(
        {kind: by_name[name] for kind, name in templates.items()},
        {kind: used[name] for kind, name in templates.items()},
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
        self._referrers: dict[str, str] = {}

    def find_used(self, name: str) -> frozenset[str]:
        """Give the names of a template and of every one it extends, includes, imports or renders."""
        found: set[str] = set()
        possible: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                template = self._read(current)
                waiting += template.references
                possible |= template.possible
        return frozenset(found | possible)

    def fingerprint(self, names: frozenset[str]) -> Fingerprint:
        """Give the fingerprint of several templates."""
        parts = []
        for current in sorted(names):
            source = self._known[current].source if current in self._known else self._glance(current)
            parts += [current] if source is None else [current, source]
        return fingerprint_parts(parts)

    def _glance(self, name: str) -> str | None:
        return read_text(self._loader, self._environment, name)

    def _read(self, name: str) -> _Template:
        if name not in self._known:
            self._known[name] = self._read_new(name)
        return self._known[name]

    def _read_new(self, name: str) -> _Template:
        missing = _Template(None)
        try:
            source, path, _ = self._loader.get_source(self._environment, name)
        except TemplateNotFound as error:
            if name not in self._optional:
                self.diagnostics.append(self._describe_reference(name) or describe_template_error(error))
            return missing
        except (OSError, UnicodeDecodeError) as error:
            self.diagnostics.append(unreadable_template(name, error))
            return missing
        if not is_template(name):
            return _Template(source)
        try:
            tree = self._environment.parse(source, name)
            if path is None or not path.startswith(_PACKAGED):  # those were compiled before they were packaged
                self._environment.compile(tree, name, raw=True)
        except TemplateError as error:
            self.diagnostics.append(describe_template_error(error))
            return _Template(source)
        self._optional |= set(_optional_references(tree))
        names = {*find_referenced_templates(tree), *rendered_references(tree)}
        every = list_files(self._loader) if None in names else ()
        references = frozenset({*filter(None, names), *filter(is_template, every)})
        self._referrers = dict.fromkeys(references, name) | self._referrers
        return _Template(source, references, frozenset(every) - references)

    def _describe_reference(self, missing: str) -> Diagnostic | None:
        """Say where a template names one that does not exist; None if none names it."""
        referrer = self._referrers.get(missing, "")
        source = self._known[referrer].source if referrer else None
        for place in self._environment.parse(source or "").find_all(tuple(_REFERENCES)):
            if any(part.value == missing for part in place.find_all(nodes.Const)):
                known = self._loader.list_templates()
                verb = _REFERENCES[type(place)]
                return Diagnostic(
                    "template-missing",
                    Span(f"{TEMPLATES_FOLDER}/{referrer}", place.lineno),
                    f"the template {verb} `{missing}`, which does not exist{suggest(missing, known)}",
                    "no page that uses it can be rendered",
                    "name a template of the site, or a packaged one with `default/` before it",
                )
        return None


def list_files(loader: BaseLoader) -> tuple[str, ...]:
    """Give the names of all files that templates may include, sorted; a name that is not UTF-8 no template can say."""
    return tuple(name for name in loader.list_templates() if name == name.encode(errors="ignore").decode())


def read_text(loader: BaseLoader, environment: Environment, name: str) -> str | None:
    """Give the text of a file that templates may include; None if it cannot be had."""
    try:
        return loader.get_source(environment, name)[0]
    except (TemplateNotFound, OSError, UnicodeDecodeError):
        return None


def _optional_references(tree: nodes.Template) -> Iterator[str]:
    """Give the names that may be missing: `ignore missing`, or one of several alternatives."""
    for include in tree.find_all(nodes.Include):
        if isinstance(include.template, nodes.Const):
            names = [include.template] if include.ignore_missing else []
        else:
            names = list(include.template.find_all(nodes.Const))
        yield from (name.value for name in names if isinstance(name.value, str))


def unreadable_template(name: str, error: OSError | UnicodeDecodeError) -> Diagnostic:
    """Say why a template cannot be read."""
    reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
    return Diagnostic(
        "template-unreadable",
        Span(f"{TEMPLATES_FOLDER}/{name}" if name else TEMPLATES_FOLDER),
        f"the template cannot be read: {reason}",
        "no page that uses it can be rendered",
        "save the file in UTF-8, readable for you",
    )
