"""Edits of a generated site after which it is built again: what a maintainer changes on a usual day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.names import model_name
from benchmarks.site_files import REPOSITORY

_EDITED = f"catalog/models/{model_name(0).key}.yaml"
_OVERVIEW = "templates/partials/model/overview.html.j2"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file.

    Attributes:
        name: What is changed, for tables.
        path: The file below the site.
        change: Gives the new text for the old one and a number that differs in each round.
        packaged: File of the repository that stands for it while the site has none of its own.
    """

    name: str
    path: str
    change: Callable[[str, int], str]
    packaged: Path | None = None

    def apply(self, site: Path, round_number: int) -> None:
        """Change the file.

        Raises:
            ValueError: There was nothing to change.
        """
        target = site / self.path
        source = target if target.is_file() or self.packaged is None else self.packaged
        old = source.read_text(encoding="utf-8")
        new = self.change(old, round_number)
        if new == old:
            raise ValueError(f"{self.path} has nothing to change for: {self.name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(new, encoding="utf-8")


def _replace_first(pattern: str, replacement: str) -> Callable[[str, int], str]:
    return lambda text, number: re.sub(pattern, replacement.format(n=number), text, count=1, flags=re.MULTILINE)


EDITS = (
    Edit("text of a model", _EDITED, _replace_first(r"^conclusions:\n- .*", "conclusions:\n- Edited {n} times.")),
    Edit("price of a model", _EDITED, _replace_first(r"amount: '[0-9.]+'", "amount: '{n}.07'")),
    Edit(
        "text of a protocol",
        "catalog/protocols/anthropic-messages.yaml",
        _replace_first(r"^summary: .*", "summary: A protocol that was edited {n} times."),
    ),
    Edit(
        "template of the overview",
        _OVERVIEW,
        lambda text, number: f"{text.rstrip()}\n<!-- {number} -->\n",
        REPOSITORY / _OVERVIEW,
    ),
    Edit(
        "one translation",
        "locales/ru/LC_MESSAGES/catalog.po",
        lambda text, number: text + f'\nmsgid "Added {number}"\nmsgstr "Добавлено {number}"\n',
    ),
)
"""Each is applied to a site that is built, and built again alone."""
