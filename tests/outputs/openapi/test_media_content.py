"""Bodies that the same place may have, as one content."""

from __future__ import annotations

from site_builder.outputs.openapi.media_content import Body, join_bodies


def test_bodies_of_one_type_become_alternatives() -> None:
    """Equal schemas and equal examples are said once; other examples of the same name get a number."""
    one, other = {"$ref": "#/1"}, {"$ref": "#/2"}

    content = join_bodies([
        Body("application/json", one, {"create": {"value": 1}}),
        Body("application/json", one, {"create": {"value": 1}}),
        Body("application/json", other, {"create": {"value": 2}}),
        Body("text/event-stream", one),
    ])  # fmt: skip

    assert content == {
        "application/json": {
            "schema": {"anyOf": [one, other]},
            "examples": {"create": {"value": 1}, "create-2": {"value": 2}},
        },
        "text/event-stream": {"schema": one},
    }
