"""The program itself as an input of what it makes."""

from __future__ import annotations

import functools
import importlib.metadata
from pathlib import Path

import site_builder
from site_builder.fingerprints import Fingerprint, fingerprint_bytes, fingerprint_parts

LIBRARIES = ("babel", "jinja2", "markdown-it-py", "markupsafe", "pydantic", "pygments", "pyyaml")
"""Those whose output reaches pages."""


@functools.cache
def program_fingerprint() -> Fingerprint:
    """Give the fingerprint of this program and of the libraries whose output reaches pages."""
    package = Path(site_builder.__file__).parent
    code = [fingerprint_bytes(path.read_bytes()) for path in sorted(package.rglob("*.py"))]
    return fingerprint_parts([*code, *(importlib.metadata.version(library) for library in LIBRARIES)])
