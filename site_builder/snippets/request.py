"""The canonical call: what every snippet of an example sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlencode

from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.protocol import AuthHeader, Operation, Protocol, Sdk
from site_builder.records.site import SiteConfig
from site_builder.records.variant_example import read_answer_keys, read_tool_result

Variant = Literal["basic", "streaming", "tools", "structured_output", "image_input", "reasoning"]
"""What a snippet shows."""

MODEL_PLACEHOLDER = "{model}"
"""What stands for the callable id in example bodies and paths."""

_TIMEOUT_SECONDS = 60
LONG_TIMEOUT_SECONDS = 300
"""For images, recordings and downloads."""

_SLOW: frozenset[Sdk] = frozenset({"openai-images", "openai-transcriptions"})
"""Calls that are silent for minutes; texts come sooner, and videos are asked for again and again."""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One call over HTTP, complete but for the key.

    Attributes:
        method: HTTP method.
        base_url: API base URL, without a slash at the end.
        path: Path with all variables filled in, e.g. `/v1beta/models/x:generateContent`.
        query: Query parameters, in order.
        auth: Header the key is sent in.
        headers: Further headers with a fixed value, besides `Content-Type`.
        body: JSON value of the body, or fields of the form; empty where the method has no body.
        key_variable: Environment variable that holds the key.
        sdk: Official SDK that can make the call.
        streaming: Whether the answer comes as server-sent events.
        extensions: Fields of the body that only this gateway knows, so that no SDK does.
        is_form: Whether the body is sent as a multipart form; else it is JSON.
        files: Fields of the form that are files; their values in `body` are file names.
        variant: What the call shows.
        follow_up: Body of the second call, where there are two: it brings the result of a tool.
    """

    method: str
    base_url: str
    path: str
    query: tuple[tuple[str, str], ...]
    auth: AuthHeader
    headers: tuple[tuple[str, str], ...]
    body: Mapping[str, Any]
    key_variable: str
    sdk: Sdk
    streaming: bool
    extensions: frozenset[str] = frozenset()
    is_form: bool = False
    files: frozenset[str] = frozenset()
    variant: Variant = "basic"
    follow_up: Mapping[str, Any] | None = None

    @property
    def url(self) -> str:
        """The full address, query included."""
        return write_url(self.base_url, self.path, self.query)

    @property
    def timeout_seconds(self) -> int:
        """How long to wait for the answer."""
        return LONG_TIMEOUT_SECONDS if self.sdk in _SLOW or self.makes_images else _TIMEOUT_SECONDS

    @property
    def makes_images(self) -> bool:
        """Whether a chat may answer with images. Source: Gemini API reference, `responseModalities`, 2026-11."""
        match self.sdk, self.body:
            case "google-genai", {"generationConfig": {"responseModalities": [*modalities]}}:
                return "IMAGE" in modalities
            case _:
                return False

    @property
    def tool_result(self) -> str:
        """The result of the tool that the second call brings; empty where there is no second call."""
        return read_tool_result(self.follow_up or {}, self.sdk) or ""

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """Names of the fields of the answer, where it is JSON after a schema."""
        return read_answer_keys(self.body, self.sdk) if self.variant == "structured_output" else ()

    @property
    def request_count(self) -> int:
        """How many requests a snippet sends; a video is taken to be ready when it is asked for first."""
        if self.sdk == "openai-videos":
            return 3
        return 1 if self.follow_up is None else 2


def make_request(
    site: SiteConfig,
    protocol: Protocol,
    operation: Operation,
    *,
    served: ModelProtocol,
    model_id: str,
    fields: Mapping[str, Any] = MappingProxyType({}),
) -> HttpRequest:
    """Give the example call of one operation for one model.

    Args:
        site: Gives the base URL and the key variable.
        protocol: The contract, with its example request.
        operation: The method and path to call.
        served: What differs for the model.
        model_id: Callable id to send.
        fields: What a variant adds to or replaces in the body.
    """
    variables = {**operation.variables, "model": model_id}
    example = {**protocol.examples.request, **served.request, **operation.body, **fields}
    body = {} if operation.method == "GET" else example
    return HttpRequest(
        method=operation.method,
        base_url=site.api_base_url,
        path=fill_path(operation.path, variables),
        query=tuple(operation.query.items()),
        auth=protocol.auth.accepts[0],
        headers=tuple((header.name, header.value) for header in protocol.headers),
        body=fill_model(body, model_id),
        key_variable=site.key_variable,
        sdk=protocol.sdk,
        streaming=operation.streaming,
        variant="streaming" if operation.streaming else "basic",
        extensions=frozenset(item.name for item in protocol.parameters if item.origin == "gateway"),
        is_form=protocol.request_format == "form",
        files=frozenset(item.name for item in protocol.parameters if item.type == "file"),
    )


def fill_model(value: Any, model_id: str) -> Any:  # noqa: ANN401 - any JSON value
    """Give an example value with the callable id in the place of each text `{model}`."""
    if isinstance(value, dict):
        return {key: fill_model(item, model_id) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [fill_model(item, model_id) for item in value]
    return model_id if value == MODEL_PLACEHOLDER else value


def write_url(base_url: str, path: str, query: tuple[tuple[str, str], ...]) -> str:
    """Give a full address, query included."""
    return f"{base_url}{path}?{urlencode(query)}" if query else f"{base_url}{path}"


def fill_path(template: str, variables: Mapping[str, str]) -> str:
    """Give a path with the values of its variables."""
    for name, value in variables.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def split_gemini_path(path: str) -> tuple[str, str]:
    """Give `v1beta` and the id of `/v1beta/models/id:generateContent`."""
    version, _, rest = path.strip("/").partition("/models/")
    return version, rest.rpartition(":")[0]


def shorten_contents(contents: Any) -> Any:  # noqa: ANN401 - a JSON value
    """Give a plain text where the SDKs of Gemini turn it into the same single user message."""
    match contents:
        case [{"role": "user", "parts": [{"text": str(text), **part_rest}], **rest}] if not rest and not part_rest:
            return text
        case _:
            return contents
