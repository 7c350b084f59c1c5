"""Finds files among a site's own templates and assets that cannot be used, where packaged ones would be used instead.

What is wrong in templates that can be read is left to `outputs/template_set.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from errno import ENOTDIR
from pathlib import Path

from site_builder.diagnostics import Diagnostic
from site_builder.outputs.template_set import unreadable_template
from site_builder.outputs.templates import TEMPLATES_FOLDER, has_own_templates

_TEXTS = (".css", ".js")
"""Endings of files that are joined as they are, so that nothing else would notice what is no text."""


def find_unusable(site_folder: Path) -> Iterator[Diagnostic]:
    """Give a finding for every folder or file that cannot be read, and for style sheets and scripts not in UTF-8."""
    own = site_folder / TEMPLATES_FOLDER
    if not own.is_dir() and os.path.lexists(own):
        yield unreadable_template("", NotADirectoryError(ENOTDIR, "it is not a folder"))
    if not has_own_templates(site_folder):
        return
    errors: list[OSError] = []
    for parent, _, names in os.walk(own, onerror=errors.append):
        for path in (Path(parent, name) for name in names if not name.startswith(".")):
            try:
                path.stat()
                if path.suffix in _TEXTS:
                    path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                yield unreadable_template(path.relative_to(own).as_posix(), error)
    for lost in errors:
        yield unreadable_template(Path(lost.filename).relative_to(own).as_posix(), lost)
