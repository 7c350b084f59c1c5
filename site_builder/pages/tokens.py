"""Tokens that stand for what differs between models, in parts of pages that are made once for all of them.

A page says what takes their place; `outputs/page_html.py` puts it there. An id and a key have only characters that
neither HTML nor any lexer treats specially, so replacing a token in finished HTML gives what rendering the value would;
`tests/outputs/test_highlight.py` proves it.
"""

from __future__ import annotations

MODEL_TOKEN = "ZQMODELQZ"  # noqa: S105 - not a secret
"""Stands for the callable id of a model, e.g. `gemini-3.1-pro-preview`."""

KEY_TOKEN = "ZQKEYQZ"  # noqa: S105 - not a secret
"""Stands for the key of a model in addresses, e.g. `google/gemini-3.1-pro`."""

TOKENS = (MODEL_TOKEN, KEY_TOKEN)
"""All there are; neither begins another."""

Fills = tuple[tuple[str, str], ...]
"""Each token with what takes its place on a page; none for a page that is about no model."""


def model_fills(api_id: str, key: str) -> Fills:
    """Give what takes the place of the tokens on a page about a model."""
    return ((MODEL_TOKEN, api_id), (KEY_TOKEN, key))


def fill_tokens(text: str, fills: Fills) -> str:
    """Give a text with tokens replaced."""
    for token, value in fills:
        text = text.replace(token, value)
    return text


def has_token(text: str) -> bool:
    """Whether a text has a token in it."""
    return any(token in text for token in TOKENS)
