"""What the cost calculator says in one locale, and what it knows of meters and units besides.

How it calculates is left to `templates/assets/js/calculator/`; the prices are those of the page it stands on.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.i18n.localizer import Localizer
from site_builder.pages.price_condition import SEPARATOR
from site_builder.records.labels import message
from site_builder.records.meters import METERS, PROMPT_METERS, UNITS
from site_builder.records.pricing import PRICE_STATES

_COUNTED: Mapping[str, str] = {
    "million_tokens": message("tokens"),
    "million_characters": message("characters"),
    "million_pixels": message("pixels"),
    "image": message("images"),
    "second": message("seconds"),
    "minute": message("minutes"),
    "hour": message("hours"),
    "page": message("pages"),
    "query": message("queries"),
    "call": message("calls"),
    "request": message("requests"),
    "message": message("messages"),
    "session": message("sessions"),
    "clip": message("clips"),
    "credit": message("credits"),
    "text_unit": message("text units"),
    "gigabyte_day": message("GB-days"),
}
"""What is counted where a price is per unit: readers enter tokens, not millions of them."""

_CHOICES: Mapping[str, str] = {
    "service_tier": message("Service tier"),
    "cache": message("Way of caching"),
    "cache_ttl": message("Time in the cache"),
    "region": message("Region"),
    "endpoint": message("Endpoint"),
    "schedule": message("Time of the call"),
    "commitment": message("Reservation"),
    "size": message("Size"),
    "quality": message("Quality"),
    "steps": message("Steps"),
    "resolution": message("Resolution"),
    "clip_seconds": message("Length of the clip"),
    "interval_over_seconds": message("Interval"),
    "with_audio": message("Sound"),
    "tool": message("Tool"),
    "search_context": message("Search context"),
    "min_results": message("Fewest results"),
    "max_results": message("Most results"),
    "policy": message("Policy"),
}
"""Conditions that the reader chooses; the length of the prompt follows from the quantities."""

_CHAT: Mapping[str, str] = {"input": "2000", "output": "1000", "cache_read": "8000"}

_EXAMPLES: tuple[Mapping[str, str], ...] = (
    {"transcription.minute": "10"},
    {"speech.minute": "1"},
    {"speech.million_characters": "1000"},
    {"video.second": "8"},
    {"image.image": "1"},
    {"image.million_pixels": "1048576"},
    {"image_output": "1500", "input": "100"},
    {"audio_output": "1000", "audio_input": "1000", "input": "500"},
    {"document.page": "10"},
    {"rerank.query": "1"},
    {"guardrail.text_unit": "1"},
    *({usage: "1", **_CHAT} for usage in ("search.query", "request.request", "message.message")),
    _CHAT,
)
"""What the calculator begins with, as links to a calculation name it: the first whose first charge a model has, since
that tells what the model makes. Where that charge says the same as others, nothing of these.
"""

_WORDS: Mapping[str, str] = {
    "title": message("Cost calculator"),
    "model": message("Model"),
    "quantities": message("Quantities of one request"),
    "cached": message("Tokens that come from a cache count as cached input, and no longer as input."),
    "equivalents": message("Counted in another way"),
    "equivalent": message("These prices express the charges above in other units. Fill in one or the other."),
    "conditions": message("Conditions"),
    "normal": message("Normal price"),
    "requests": message("Requests per day"),
    "request": message("One request"),
    "day": message("One day"),
    "month": message("30 days"),
    "prompt": message("The prompt has {count} tokens; where prices depend on its length, this is what counts."),
    "sum": message("How the sum is made"),
    "what": message("What is charged"),
    "quantity": message("Quantity of one request"),
    "price": message("Price"),
    "total": message("Sum"),
    "unnamed": message("{meter}: no amount can be named ({state})."),
    "unmatched": message("{meter}: there is no price under the chosen conditions."),
    "unclear": message("{meter}: the price list does not say what applies where these come together: {conditions}."),
    "incomplete": message("The sum is incomplete:"),
    "invalid": message("Enter numbers of 0 or more."),
    "shared": message("A free allowance is counted as if nothing else used it."),
    "link": message("Link to this calculation"),
    "nothing": message("Fill in a quantity to see what it costs."),
}


def build_calculator_words(localizer: Localizer) -> Mapping[str, object]:
    """Give the words by name, and by id what is said and known of meters, units, states and conditions."""
    return {
        "words": _translate(localizer, _WORDS),
        "meters": _translate(localizer, {name: kind.label for name, kind in METERS.items()}),
        "units": {
            name: [localizer.ui(_COUNTED[name]), localizer.ui(unit.unit), 6 if name.startswith("million_") else 0]
            for name, unit in UNITS.items()
        },
        "states": _translate(localizer, PRICE_STATES),
        "choices": _translate(localizer, _CHOICES),
        "prompt": PROMPT_METERS,
        "examples": _EXAMPLES,
        "separator": SEPARATOR,
    }


def _translate(localizer: Localizer, words: Mapping[str, str]) -> Mapping[str, str]:
    return {name: localizer.ui(source) for name, source in words.items()}
