"""What a site is made from, and what comes of it where files change while they are looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_builder.build.source import read_source

_MINI = "catalog/models/acme/mini.yaml"


@pytest.mark.usefixtures("settled")
def test_a_file_that_is_gone_when_rules_look_at_it_is_a_finding(small_site: Path) -> None:
    """The place of what a rule found is looked up in the file, which somebody has removed meanwhile."""
    path = small_site / _MINI
    path.write_text(path.read_text().replace("summary: ", "summary: TBD "))
    source, found = read_source(small_site, jobs=1)
    assert source is not None
    assert found == ()

    path.unlink()

    assert [(item.code, item.span.path) for item in source.lint()] == [("file-unreadable", _MINI)]


def test_a_file_in_the_place_of_records_is_all_there_is_to_say(small_site: Path) -> None:
    """No file that would lie in the folder is blamed."""
    shutil.rmtree(small_site / "catalog")
    (small_site / "catalog").write_text("")

    source, found = read_source(small_site, jobs=1)

    assert (source, [item.code for item in found]) == (None, ["site-without-catalog"])


def test_a_file_in_the_place_of_languages_is_a_finding(small_site: Path) -> None:
    """The site's own translations would be left out without a word."""
    shutil.rmtree(small_site / "locales")
    (small_site / "locales").write_text("")

    _, found = read_source(small_site, jobs=1)

    assert ("file-unreadable", "locales") in {(item.code, item.span.path) for item in found}
