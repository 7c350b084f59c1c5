"""Reads the glossary of a locale; only the site's own, for its prose is judged by its own words."""

from __future__ import annotations

from pathlib import Path

from site_builder.catalog.validation import validate_record
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.diagnostics import Diagnostic
from site_builder.i18n.glossary import Glossary
from site_builder.i18n.locales_folder import LOCALES_FOLDER

GLOSSARY_FILE = "glossary.yaml"


def read_glossary(site_folder: Path, tag: str) -> Glossary | tuple[Diagnostic, ...]:
    """Give the glossary of a locale, empty if it has none; or what is wrong with its file.

    Raises:
        OSError: The file cannot be read.
    """
    path = site_folder / LOCALES_FOLDER / tag / GLOSSARY_FILE
    if not path.is_file():
        return Glossary()
    file = read_yaml(f"{LOCALES_FOLDER}/{tag}/{GLOSSARY_FILE}", path.read_bytes())
    return file.diagnostics or validate_record(Glossary, file)
