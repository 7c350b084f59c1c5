"""Reading a list by its name."""

from __future__ import annotations

import pytest

from site_builder.authoring.price_lists.json_file import BrokenListError
from tests.authoring.price_lists.conftest import ReadList

_OPENROUTER = {"data": [{"id": "z-ai/glm-9"}]}


def test_entries_are_in_the_order_of_the_file(read_list: ReadList) -> None:
    """Each list has its own reader."""
    ids = [model.list_id for model in read_list("openrouter", {"data": [{"id": "b/b"}, {"id": "a/a"}]}).models]

    assert ids == ["b/b", "a/a"]


@pytest.mark.parametrize(
    ("list_id", "value", "message", "fix"),
    [
        (
            "litellm",
            _OPENROUTER,
            "the file does not have the form of `litellm`, but that of `openrouter`",
            "write `openrouter` instead of `litellm`",
        ),
        (
            "models.dev",
            [],
            "the file does not have the form of `models.dev`",
            "download it from https://models.dev/api.json",
        ),
    ],
)
def test_other_file_is_named(read_list: ReadList, list_id: str, value: object, message: str, fix: str) -> None:
    """Lists are easily confused, so the right name is told."""
    with pytest.raises(BrokenListError) as caught:
        read_list(list_id, value)

    assert [(found.message, found.fix) for found in caught.value.diagnostics] == [(message, fix)]
