"""Compiled templates: compiled once for all locales, and kept between runs.

What differs between locales is asked for when a page is rendered, so that one code serves all. Compiling takes 0.3 s,
reading it back 0.01 s.
"""

from __future__ import annotations

import json
import marshal
import sys
from collections.abc import Iterable, Mapping
from itertools import chain
from types import CodeType
from typing import Any

from jinja2 import BaseLoader
from jinja2.bccache import Bucket, BytecodeCache

from site_builder.fingerprints import Fingerprint, fingerprint_bytes, fingerprint_parts
from site_builder.outputs.program import program_fingerprint
from site_builder.outputs.template_environment import is_template
from site_builder.outputs.template_set import TemplateSet, list_files, read_templates, read_text
from site_builder.outputs.templates import MIRROR_TEMPLATES, make_environment
from site_builder.pages.routes import PageKind


class TemplateCode(BytecodeCache):
    """The templates of a site and their code, as far as it is known.

    Attributes:
        templates: What pages are made from.
    """

    def __init__(self, files: Mapping[str, Fingerprint], templates: TemplateSet, codes: Mapping[str, CodeType]) -> None:
        """Take what all files are, what is known of the templates among them, and their code."""
        self.templates = templates
        self._files = files
        self._codes = dict(codes)
        self._known = len(codes)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template, if it is known."""
        bucket.code = self._codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take the code that Jinja has made of a template."""
        if bucket.code is not None:
            self._codes[bucket.key] = bucket.code

    def write(self) -> bytes | None:
        """Give what to keep; None if nothing has come to what was kept."""
        if self._known == len(self._codes) or self.templates.diagnostics:
            return None
        codes = marshal.dumps(self._codes)
        names = {kind: sorted(names) for kind, names in self.templates.names.items()}
        head = {
            "checksum": _checksum(self._files, names),
            "fingerprints": self.templates.fingerprints,
            "names": names,
            "codes": fingerprint_bytes(codes),
        }
        return json.dumps(head).encode() + b"\n" + codes


def read_template_code(loader: BaseLoader, kept: bytes) -> TemplateCode:
    """Read the templates of all pages, or what was kept of them if none has changed; never raises.

    Args:
        loader: Finds templates.
        kept: What was kept; may be empty.
    """
    files = _read_files(loader)
    head, _, codes = kept.partition(b"\n")
    try:
        written = json.loads(head)
        if written["checksum"] == _checksum(files, written["names"]) and written["codes"] == fingerprint_bytes(codes):
            fingerprints = {_read_kind(kind): fingerprint for kind, fingerprint in written["fingerprints"].items()}
            names = {_read_kind(kind): frozenset(found) for kind, found in written["names"].items()}
            return TemplateCode(files, TemplateSet(fingerprints, names, ()), marshal.loads(codes))  # noqa: S302 - our own
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    return TemplateCode(files, read_templates(loader), {})


def _read_kind(name: str) -> str:
    """Give what templates are known by.

    Raises:
        ValueError: It is neither a kind of page nor a template of mirrors.
    """
    return name if name in MIRROR_TEMPLATES.values() else PageKind(name)


def _read_files(loader: BaseLoader) -> Mapping[str, Fingerprint]:
    """Give the fingerprint of every file that templates may include, by name; read before any is compiled."""
    environment = make_environment(loader, None)
    texts = ((name, read_text(loader, environment, name)) for name in list_files(loader))
    return {name: fingerprint_parts([] if text is None else [text]) for name, text in texts}


def _checksum(files: Mapping[str, Fingerprint], used: Mapping[Any, Iterable[str]]) -> Fingerprint:
    """Give the fingerprint of all that the code of templates is made from.

    Args:
        files: All files.
        used: Names of those that each kind of page is made from. The others, but for templates, count by their names
            only: so an edit of a style compiles nothing.
    """
    counted = frozenset(chain.from_iterable(used.values()))
    texts = chain.from_iterable((name, files[name]) for name in files if is_template(name) or name in counted)
    return fingerprint_parts([sys.version, program_fingerprint(), fingerprint_parts(files), *texts])
