"""Ids whose words are those of another model than the one they are declared under."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.model import Model

_WORDS = frozenset({
    "nano", "micro", "mini", "small", "medium", "large", "lite", "flash", "turbo", "pro", "plus", "max", "ultra",
    "haiku", "sonnet", "opus", "fable", "scout", "maverick",
    "image", "tts", "transcribe", "embedding", "video", "codex",
})  # fmt: skip
"""Words that tell the models of a generation apart."""

_GENERATION = re.compile(r"(?<!\d)\d{1,2}(?!\d)(?:[.-]\d{1,2}(?!\d))?")


def _check(record_id: RecordId, model: Model, _: Catalog) -> Iterator[Finding]:
    name = f"{model.name} {record_id.rpartition('/')[2]}".replace("+", " plus")
    if not name_fits(model.api_id, name):
        yield _finding(model, model.api_id, ("api_id",), "compare it with the maker's page; another model's was copied")
    for index, version in enumerate(model.versions):
        if not version.name_misleads and not name_fits(version.id, name):
            fix = "move it to the model it calls, or write `name_misleads: true` if it does call this one"
            yield _finding(model, version.id, ("versions", index, "id"), fix)


def name_fits(callable_id: str, name: str) -> bool:
    """Whether an id has the tier and the generation of a name; it may leave out either."""
    words, named = _words(callable_id), _words(name)
    if words and words != named:
        return False
    generation, wanted = _generation(callable_id), _generation(name)
    return all(part == other for part, other in zip(generation, wanted, strict=False))


def _words(text: str) -> frozenset[str]:
    return _WORDS.intersection(re.split(r"[^a-z]+", text.lower()))


def _generation(text: str) -> tuple[int, ...]:
    """Give the first number of a text by its parts: `(3, 1)` of `gemini-3-1-flash`; none of a date."""
    match = _GENERATION.search(text)
    return tuple(int(part) for part in re.split(r"[.-]", match[0])) if match else ()


def _finding(model: Model, callable_id: str, place: tuple[str | int, ...], fix: str) -> Finding:
    return Finding(
        "version-family",
        place,
        f"`{callable_id}` does not fit the name {model.name}",
        "a reader takes such an id for another model, of another price",
        fix,
    )


VERSION_FAMILY = RecordRule(
    name="version-family",
    summary="Finds ids whose tier (mini, pro, flash …) or generation is not that of the model they are declared under.",
    why="Such an id was copied from another model's page, or calls something else than its words promise.",
    bad=Example(
        "catalog/models/acme/large.yaml",
        "versions:\n  - {id: acme-mini-latest, kind: latest, description: Always the newest release.}\n",
    ),
    good=Example(
        "catalog/models/acme/large.yaml",
        "versions:\n  - {id: acme-large-latest, kind: latest, description: Always the newest release.}\n",
    ),
    record_class=Model,
    check=_check,
)
