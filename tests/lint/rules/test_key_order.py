"""Top-level keys come in the order of the record class; `--fix` moves them with their comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build.checking import check_site
from site_builder.lint.fixing import plan_fixes

_QUIZ = "catalog/benchmarks/quiz.yaml"


def _mend(site: Path, content: str) -> tuple[list[tuple[int, str]], str]:
    """Give line and fix of each finding about the benchmark, and the file after mending."""
    (site / _QUIZ).write_text(content, encoding="utf-8")
    found = [item for item in check_site(site) if item.code == "key-order"]
    changes = plan_fixes(found, site)
    return [(item.span.line, item.fix) for item in found], changes[0].after.decode() if changes else content


def test_keys_are_moved_with_the_comments_right_above_them(small_site: Path) -> None:
    """A comment at the top belongs to the file, and one after a value goes with it."""
    found, after = _mend(
        small_site,
        "# yaml-language-server: $schema=x\nunit: percent\n\n# asked often\nmeasures: General knowledge\n"
        "# how it is called\n# everywhere\nname: Quiz # short\n# best is\nmaximum: '100'\ndirection: higher",
    )

    assert found == [(2, "move it after `measures`; `site-builder check --fix` does it")]
    assert after == (
        "# yaml-language-server: $schema=x\n# how it is called\n# everywhere\nname: Quiz # short\n"
        "# asked often\nmeasures: General knowledge\nunit: percent\n\ndirection: higher\n# best is\nmaximum: '100'\n"
    )


def test_first_key_is_sent_to_the_beginning(small_site: Path) -> None:
    """The fix says so in words."""
    found, _ = _mend(
        small_site, "measures: General knowledge\nname: Quiz\nunit: percent\ndirection: higher\nmaximum: '100'\n"
    )

    assert found == [(1, "move it after `name`; `site-builder check --fix` does it")]


@pytest.mark.parametrize(
    "content",
    [
        "name: Quiz\nmeasures: General knowledge\nunit: percent\ndirection: higher\n",
        "{name: Quiz, measures: General knowledge, unit: percent, direction: higher, maximum: '100'}\n",
    ],
)
def test_record_in_order_is_left_alone(content: str, small_site: Path) -> None:
    """Keys that are left out do not matter."""
    assert _mend(small_site, content) == ([], content)


def test_file_in_braces_is_reported_and_left_to_its_author(small_site: Path) -> None:
    """Its keys have no lines of their own to move."""
    content = "{unit: percent, name: Quiz, measures: General knowledge, direction: higher, maximum: '100'}\n"

    found, after = _mend(small_site, content)

    assert [line for line, _ in found] == [1]
    assert after == content
