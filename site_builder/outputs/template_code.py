"""Compiled templates: compiled once for all locales, and kept between runs.

What differs between locales is asked for when a page is rendered, so that one code serves all. Compiling takes 0.3 s,
reading it back 0.01 s.
"""

from __future__ import annotations

import json
import marshal
import sys
from collections.abc import Mapping
from types import CodeType

from jinja2 import BaseLoader, Environment
from jinja2.bccache import Bucket, BytecodeCache

from site_builder.fingerprints import Fingerprint, fingerprint_bytes, fingerprint_parts
from site_builder.outputs.program import program_fingerprint
from site_builder.outputs.template_set import TemplateSet, read_templates
from site_builder.outputs.templates import make_environment
from site_builder.pages.routes import PageKind


class TemplateCode(BytecodeCache):
    """The templates of a site and their code, as far as it is known.

    Attributes:
        templates: What pages are made from.
    """

    def __init__(self, checksum: Fingerprint, templates: TemplateSet, codes: Mapping[str, CodeType]) -> None:
        self.templates = templates
        self._checksum = checksum
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
        head = {
            "checksum": self._checksum,
            "fingerprints": self.templates.fingerprints,
            "names": {kind: sorted(names) for kind, names in self.templates.names.items()},
            "codes": fingerprint_bytes(codes),
        }
        return json.dumps(head).encode() + b"\n" + codes


def read_template_code(loader: BaseLoader, kept: bytes) -> TemplateCode:
    """Read the templates of all pages, or what was kept of them if none has changed; never raises.

    Args:
        loader: Finds templates.
        kept: What was kept; may be empty.
    """
    checksum = _checksum(loader)
    head, _, codes = kept.partition(b"\n")
    try:
        written = json.loads(head)
        if written["checksum"] == checksum and written["codes"] == fingerprint_bytes(codes):
            fingerprints = {PageKind(kind): fingerprint for kind, fingerprint in written["fingerprints"].items()}
            names = {PageKind(kind): frozenset(found) for kind, found in written["names"].items()}
            return TemplateCode(checksum, TemplateSet(fingerprints, names, ()), marshal.loads(codes))  # noqa: S302 - our own
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    return TemplateCode(checksum, read_templates(loader), {})


def _checksum(loader: BaseLoader) -> Fingerprint:
    """Give the fingerprint of all that the code of templates is made from."""
    environment = make_environment(loader, None)
    parts = [sys.version, program_fingerprint()]
    for name in loader.list_templates():
        if name.endswith(".j2"):
            parts += [name, _source(loader, environment, name)]
    return fingerprint_parts(parts)


def _source(loader: BaseLoader, environment: Environment, name: str) -> str:
    try:
        return loader.get_source(environment, name)[0]
    except (OSError, UnicodeDecodeError):
        return ""
