"""What changes when code moves from the endpoint an SDK calls by itself to the gateway: two lines per SDK and language.

Source: base URLs and key variables in the references of the three makers, 2026-11.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

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


def sdk_maker(request: HttpRequest) -> str:
    """Give the name of who made the SDK, whose own endpoint its code calls unless it is told another: `OpenAI`."""
    return _MAKERS[request.sdk].name if request.sdk in _MAKERS else _OPENAI.name


def write_switches(request: HttpRequest) -> tuple[Switch, ...]:
    """Give the two lines in every language that has an official SDK."""
    maker, own_url = _MAKERS.get(request.sdk, _OPENAI), _base_url(request)
    return tuple(
        Switch(language, write(request, maker.url, maker.key), write(request, own_url, request.key_variable))
        for language, write in ((PYTHON_SDK, _write_python), (JAVASCRIPT_SDK, _write_javascript))
    )


class _Maker(NamedTuple):
    """Who made an SDK: name, base URL and the variable of its key."""

    name: str
    url: str
    key: str


_OPENAI = _Maker("OpenAI", "https://api.openai.com/v1", "OPENAI_API_KEY")
_MAKERS = {
    "google-genai": _Maker("Google", "https://generativelanguage.googleapis.com", "GEMINI_API_KEY"),
    "anthropic": _Maker("Anthropic", "https://api.anthropic.com", "ANTHROPIC_API_KEY"),
}
"""By SDK, where it is not OpenAI."""

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
