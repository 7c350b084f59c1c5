"""Where what comes with the package is found: templates, interface messages, pages of diagnostics, the starter site.

An installed wheel carries them inside the package; a checkout has them at its top level.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def packaged_folder(name: str) -> Path:
    """Give a folder that ships with site-builder: `templates`, `locales`, `docs/diagnostics` or `starter`."""
    installed = _PACKAGE / "_packaged" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
