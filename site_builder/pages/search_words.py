"""Words by which readers look for things besides those that are shown; translators write those of their language."""

from __future__ import annotations

from site_builder.records.labels import message

MORE_SECTION_WORDS: dict[str, str] = {
    "pricing": message("price cost fee rate"),
    "specifications": message("limits context window parameters"),
    "capabilities": message("features support"),
    "benchmarks": message("tests scores quality"),
    "api": message("code example endpoint"),
    "snippets": message("example sample"),
    "authentication": message("key token header sign-in"),
    "parameters": message("fields body"),
    "errors": message("status codes failures"),
    "limitations": message("restrictions"),
    "versions": message("snapshot alternative id"),
    "comparison": message("versus alternatives differences"),
}
"""Words by which readers look for a section besides those of its title, by its anchor."""

KIND_WORDS: dict[str, str] = {
    "embedding": message("vectors embeddings similarity"),
    "image": message("picture drawing text-to-image"),
    "video": message("film footage text-to-video"),
    "speech": message("voice text-to-speech TTS"),
    "transcription": message("speech-to-text STT subtitles recognition"),
}
"""Words by which readers look for models of a kind besides its name."""

VISION_WORDS = message("vision image understanding recognition")
"""Words by which readers look for models that take images."""

ERROR_WORDS: dict[int, str] = {
    401: message("unauthorized invalid key"),
    402: message("balance credit payment"),
    403: message("forbidden permission access"),
    429: message("rate limiting throttling too many requests quota"),
    500: message("server error"),
    503: message("overloaded unavailable"),
    504: message("timeout timed out"),
}
"""Words by which readers look for a failure, by its status."""
