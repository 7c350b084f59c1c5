"""Collects what there is to translate: interface texts from templates and Python, prose from records.

The keywords are those of `Localizer` and `records.labels`: `ui`, `plural`, `message`, and
the template filter `tr`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog as MessageCatalog
from babel.messages.extract import extract_from_file
from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

import site_builder
from site_builder.authoring.messages import BrokenMessagesError
from site_builder.catalog.catalog import Catalog
from site_builder.catalog.prose import find_prose, prose_line
from site_builder.outputs.template_errors import describe_template_error
from site_builder.outputs.template_set import unreadable_template
from site_builder.outputs.templates import TEMPLATES_FOLDER

_PYTHON_KEYWORDS = {"ui": None, "message": None, "plural": (1, 2), "plural_message": (1, 2)}


def extract_prose(catalog: Catalog) -> MessageCatalog:
    """Give every translatable text of the records, each once, with the places it is used in."""
    template = new_template()
    for use in find_prose(catalog):
        path, line = prose_line(catalog, use)
        field = ".".join(str(part) for part in use.place if isinstance(part, str))
        template.add(
            use.source, locations=[(path, line)], auto_comments=[f"{use.record_id.partition('/')[0]}: {field}"]
        )
    return template


def extract_interface(templates_folder: Path) -> MessageCatalog:
    """Give every interface text of the templates and of the package, each once.

    Raises:
        BrokenMessagesError: A template cannot be read.
    """
    template = extract_templates(templates_folder)
    for path, line, source in _python_messages():
        template.add(source, locations=[(path, line)])
    return template


def extract_templates(templates_folder: Path) -> MessageCatalog:
    """Give every interface text of the templates in a folder, each once.

    Raises:
        BrokenMessagesError: A template cannot be read.
    """
    template = new_template()
    for path, line, text in _template_messages(templates_folder):
        template.add(text, locations=[(path, line)])
    return template


def new_template() -> MessageCatalog:
    """Give an empty template."""
    return MessageCatalog(
        project="site-builder",
        version=site_builder.__version__,
        copyright_holder="The site-builder contributors",
        header_comment="# Texts to translate; made by `site-builder messages extract`.",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        fuzzy=False,
        charset="utf-8",
    )


def _template_messages(folder: Path) -> Iterator[tuple[str, int, str]]:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    trees, problems = {}, []
    for path in sorted(folder.rglob("*.j2")):
        name = path.relative_to(folder).as_posix()
        try:
            trees[name] = environment.parse(path.read_text(encoding="utf-8"), name)
        except TemplateSyntaxError as error:
            problems.append(describe_template_error(error))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(unreadable_template(name, error))
    if problems:
        raise BrokenMessagesError(tuple(problems))
    for name, tree in trees.items():
        for call in tree.find_all(nodes.Filter):
            if call.name == "tr" and isinstance(call.node, nodes.Const):
                yield f"{TEMPLATES_FOLDER}/{name}", call.lineno, call.node.value


def _python_messages() -> Iterator[tuple[str, int, str | tuple[str, ...]]]:
    package = Path(site_builder.__file__).parent
    for path in sorted(package.rglob("*.py")):
        shown = f"site_builder/{path.relative_to(package).as_posix()}"
        for line, source, _, _ in extract_from_file("python", path, keywords=_PYTHON_KEYWORDS):
            yield shown, line, source
