"""Answers with vectors: one for each text, of the length asked for, the same for the same text."""

from __future__ import annotations

import base64
import hashlib
import math
import struct

from site_builder.gateway.asked import Asked
from site_builder.gateway.exchange import Answer, json_answer
from site_builder.gateway.refusal import MALFORMED, RefusedError

_MOST_NUMBERS = 5_000_000
"""Numbers one answer may have."""

_DIGITS = 6


def answer_embeddings(asked: Asked) -> Answer:
    """Give one vector of length 1 for each text, as numbers or as Base64.

    Raises:
        RefusedError: There is no text, one is empty, or there are more numbers than fit into an answer.
    """
    given = asked.body.get("input")
    texts = given if isinstance(given, list) else [given]
    if not texts or not all(texts):
        raise RefusedError(MALFORMED, "`input` must not be empty.", field="input")
    length = asked.body.get("dimensions", _default_length(asked))
    if length * len(texts) > _MOST_NUMBERS:
        raise RefusedError(MALFORMED, f"More than {_MOST_NUMBERS} numbers in one answer.", field="input")
    encode = _encode_base64 if asked.body.get("encoding_format") == "base64" else _encode_numbers
    data = [
        {"object": "embedding", "index": index, "embedding": encode(_make_vector(str(text), length))}
        for index, text in enumerate(texts)
    ]
    return json_answer({**asked.example, "data": data})


def _default_length(asked: Asked) -> int:
    """Give the model's own length, or the example's."""
    override = asked.model.served.parameters.get("dimensions") if asked.model else None
    if override is not None and isinstance(override.default, int):
        return override.default
    match asked.example:
        case {"data": [{"embedding": [*numbers]}, *_]}:
            return len(numbers)
        case _:
            return 1


def _make_vector(text: str, length: int) -> list[float]:
    """Give numbers that depend on the text alone; the vector has length 1."""
    noise = hashlib.shake_256(text.encode("utf-8", "surrogatepass")).digest(2 * length)
    numbers = [number + 0.5 for (number,) in struct.iter_unpack("<h", noise)]
    norm = math.sqrt(sum(number * number for number in numbers))
    return [number / norm for number in numbers]


def _encode_numbers(vector: list[float]) -> list[float]:
    return [round(number, _DIGITS) for number in vector]


def _encode_base64(vector: list[float]) -> str:
    """Give the numbers as little-endian 32-bit floats."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
