"""What changes when code moves from a maker's own endpoint to the gateway: two lines, per SDK and language.

Source: base URLs and key variables in the references of the three makers, 2026-11.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.snippets.language import JAVASCRIPT_SDK, PYTHON_SDK, SnippetLanguage
from site_builder.snippets.request import HttpRequest, split_gemini_path


@dataclass(frozen=True, slots=True)
class Switch:
    """The lines of a client that change.

    Attributes:
        language: The language they are written in.
        before: Base URL and key of the maker, a line each.
        after: Base URL and key of the gateway, a line each.
    """

    language: SnippetLanguage
    before: tuple[str, str]
    after: tuple[str, str]

    @property
    def diff(self) -> str:
        """The lines as a difference, those that go first."""
        return "".join([f"-{line}\n" for line in self.before] + [f"+{line}\n" for line in self.after])


def write_switches(request: HttpRequest) -> tuple[Switch, ...]:
    """Give the two lines in every language that has an official SDK."""
    url, key = _MAKERS.get(request.sdk, ("https://api.openai.com/v1", "OPENAI_API_KEY"))
    own_url = _base_url(request)
    return tuple(
        Switch(language, write(request, url, key), write(request, own_url, request.key_variable))
        for language, write in ((PYTHON_SDK, _write_python), (JAVASCRIPT_SDK, _write_javascript))
    )


_MAKERS = {
    "google-genai": ("https://generativelanguage.googleapis.com", "GEMINI_API_KEY"),
    "anthropic": ("https://api.anthropic.com", "ANTHROPIC_API_KEY"),
}
"""Base URL and key variable where it is not OpenAI."""

_RESOURCES = {
    "openai-chat": "/chat/completions",
    "openai-responses": "/responses",
    "openai-embeddings": "/embeddings",
    "openai-images": "/images/generations",
    "openai-speech": "/audio/speech",
    "openai-transcriptions": "/audio/transcriptions",
    "openai-videos": "/videos",
    "anthropic": "/v1/messages",
}
"""What an SDK appends to its base URL."""


def _base_url(request: HttpRequest) -> str:
    if request.sdk not in _RESOURCES:
        return request.base_url
    return f"{request.base_url}{request.path.removesuffix(_RESOURCES[request.sdk])}"


def _write_python(request: HttpRequest, url: str, key: str) -> tuple[str, str]:
    if request.sdk == "google-genai":
        version = split_gemini_path(request.path)[0]
        options = f'{{"base_url": "{url}", "api_version": "{version}"}}'
        return f"    http_options={options},", f'    api_key=os.environ["{key}"],'
    return f'    base_url="{url}",', f'    api_key=os.environ["{key}"],'


def _write_javascript(request: HttpRequest, url: str, key: str) -> tuple[str, str]:
    if request.sdk == "google-genai":
        version = split_gemini_path(request.path)[0]
        options = f'{{ baseUrl: "{url}", apiVersion: "{version}" }}'
        return f"  httpOptions: {options},", f"  apiKey: process.env.{key},"
    return f'  baseURL: "{url}",', f"  apiKey: process.env.{key},"
