"""Snippets: every way of a model to be called through a protocol, in every language that can write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.records.protocol import Sdk
from site_builder.snippets.language import LANGUAGES, SnippetLanguage
from site_builder.snippets.output import expected_output
from site_builder.snippets.request import HttpRequest, Variant
from site_builder.snippets.variants import Exchange

_STEMS: Mapping[Sdk, str] = {
    "openai-chat": "chat",
    "openai-responses": "chat",
    "google-genai": "chat",
    "anthropic": "chat",
    "openai-embeddings": "embed",
    "openai-images": "draw",
    "openai-speech": "speak",
    "openai-transcriptions": "transcribe",
    "openai-videos": "film",
}
_VARIANT_STEMS: Mapping[Variant, str] = {
    "streaming": "stream",
    "tools": "tools",
    "structured_output": "structured",
    "image_input": "look",
    "reasoning": "reason",
}


@dataclass(frozen=True, slots=True)
class Snippet:
    """A call in one language, complete: it runs as it is, given the key.

    Attributes:
        language: The language it is written in.
        request: What it sends; `request.variant` is what it shows, `request.request_count` how many calls it makes.
        file_name: Name a reader saves it under, e.g. `tools.py`.
        install: Command that installs what it needs; empty if nothing.
        code: The text.
        output: What it prints, given the documented answer; empty where it prints the answer as it came.
    """

    language: SnippetLanguage
    request: HttpRequest
    file_name: str
    install: str
    code: str
    output: str

    @property
    def id(self) -> str:
        """Its name among the snippets of a protocol: `<language>/<variant>`."""
        return f"{self.language.id}/{self.request.variant}"


def write_snippets(exchange: Exchange, languages: tuple[SnippetLanguage, ...] = LANGUAGES) -> tuple[Snippet, ...]:
    """Give the snippets of one call, in the order of the languages; a language that cannot write it is left out."""
    request = exchange.request
    stem = _VARIANT_STEMS.get(request.variant, _STEMS[request.sdk])
    return tuple(
        Snippet(
            language=language,
            request=request,
            file_name=f"{stem}.{language.file_ending}",
            install=language.install(request),
            code=language.write(request),
            output=expected_output(exchange, language.program),
        )
        for language in languages
        if language.can_write(request)
    )
