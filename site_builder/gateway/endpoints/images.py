"""Answers with pictures of one pixel. Source: OpenAI API reference, "Images" and "Image streaming", 2026-11."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.gateway.asked import Asked
from site_builder.gateway.event_stream import named_event, stream_answer
from site_builder.gateway.exchange import Answer, file_answer, json_answer
from site_builder.gateway.media.pictures import PICTURE_TYPES, PICTURES, encode_picture

FILES_PATH = "/files/"
"""Where the pictures can be fetched that an answer names by address, e.g. `/files/picture.png`; no key is needed."""

_ECHOED = ("background", "output_format", "quality", "size")
"""Fields of the request that the answer repeats, where the example has them."""


def answer_images(asked: Asked) -> Answer:
    """Give as many pictures as asked for, in the format asked for: as Base64, by address, or as events."""
    body = asked.body
    name = body["output_format"] if body.get("output_format") in PICTURES else "png"
    if body.get("stream"):
        return stream_answer(map(named_event, _list_events(asked, name)))
    if body.get("response_format") == "url":
        item = {"url": f"http://{asked.request.headers.get('host', 'localhost')}{FILES_PATH}picture.{name}"}
    else:
        item = {"b64_json": encode_picture(name)}
    return json_answer({**asked.example, **_echo(asked), "data": [item] * body.get("n", 1)})


def answer_file(path: str) -> Answer | None:
    """Give the picture at an address that an answer has named; None if there is none."""
    name = path.removeprefix(f"{FILES_PATH}picture.")
    return file_answer(PICTURES[name], PICTURE_TYPES[name]) if path != name and name in PICTURES else None


def _echo(asked: Asked) -> dict[str, Any]:
    return {name: asked.body[name] for name in _ECHOED if name in asked.body and name in asked.example}


def _list_events(asked: Asked, name: str) -> Iterator[dict[str, Any]]:
    common = {**{key: asked.example[key] for key in _ECHOED if key in asked.example}, **_echo(asked)}
    common |= {"b64_json": encode_picture(name), "created_at": asked.example.get("created", 0)}
    for index in range(asked.body.get("partial_images", 0)):
        yield {"type": "image_generation.partial_image", **common, "partial_image_index": index}
    yield {"type": "image_generation.completed", **common, "usage": asked.example.get("usage", {})}
