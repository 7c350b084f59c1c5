"""What the calculator says and knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from site_builder.pages.calculator_words import build_calculator_words
from site_builder.pages.context import ViewContext
from site_builder.pages.price_condition import SEPARATOR
from site_builder.records.meters import METERS, PROMPT_METERS, TOKEN_METERS, UNITS
from site_builder.records.price_condition import Condition

Contexts = Mapping[str, ViewContext]

_SCRIPTS = Path(__file__).parents[2] / "templates/assets/js/calculator"


def _words(contexts: Contexts, tag: str) -> dict[str, Any]:
    return dict(build_calculator_words(contexts[tag].localizer))


def test_everything_a_price_list_may_have_has_words(contexts: Contexts) -> None:
    """Each meter and unit, and each condition but the length of the prompt, which nobody chooses."""
    made = _words(contexts, "en")

    assert list(made["meters"]) == list(METERS)
    assert list(made["units"]) == list(UNITS)
    assert set(made["choices"]) == set(Condition.model_fields) - {"prompt_tokens"}
    assert made["units"]["million_tokens"] == ["tokens", "per 1 million tokens", 6]
    assert made["units"]["image"] == ["images", "per image", 0]
    assert made["separator"] == SEPARATOR


def test_examples_name_charges_there_are(contexts: Contexts) -> None:
    """A meter alone is one of tokens; the first charge of a later example decides nothing if an earlier one has it."""
    examples = _words(contexts, "en")["examples"]

    for example in examples:
        for key in example:
            meter, _, unit = key.partition(".")
            assert meter in METERS
            assert unit in UNITS or (not unit and meter in TOKEN_METERS)
    decisive = [next(iter(example)) for example in examples]
    assert len(set(decisive)) == len(decisive)


def test_prompt_is_what_goes_in_as_tokens() -> None:
    """Tokens of input of every kind, cached or not; not what the model writes or thinks."""
    assert PROMPT_METERS == (
        "input", "cache_read", "cache_write", "audio_input", "audio_cache_read", "audio_cache_write",
        "image_input", "image_cache_read", "video_input", "video_cache_read",
    )  # fmt: skip


def test_script_uses_the_words_there_are(contexts: Contexts) -> None:
    """It names no other word, and none is left unused."""
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(_SCRIPTS.glob("*.js")))
    made = _words(contexts, "en")["words"]

    named = set(re.findall(r"words\.(?!every\b)(\w+)", code))

    by_name = {"equivalents", "quantities", "request", "day", "month", "unnamed", "unmatched", "unclear"}
    assert named | by_name == set(made)
