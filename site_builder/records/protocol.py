"""`catalog/protocols/<id>.yaml`: an API contract, complete enough to be its reference page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints, model_validator

from site_builder.records.base import (
    Day,
    Flag,
    Form,
    HttpsUrl,
    InlineProse,
    JsonValue,
    Name,
    PlainProse,
    Problem,
    Record,
    RecordPart,
    Slug,
    find_repeated,
    report,
)
from site_builder.records.parameter import Parameter, find_repeated_names
from site_builder.records.variant_example import VariantExample, find_unreadable

HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$"), Form("letters, digits and `-`")]
VariableName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$"), Form("lower-case letters and `_`")]
PathTemplate = Annotated[
    str,
    StringConstraints(pattern=r"^/(?:[A-Za-z0-9._~:/-]|\{[a-z][a-z_]*\})+$"),
    Form("a path that starts with `/`, with its variables in braces"),
]
QueryName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]+$"), Form("letters and `_`")]
EventName = Annotated[str, StringConstraints(pattern=r"^[a-z._]+$"), Form("lower-case letters, `.` and `_`")]
WireText = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9._~:/ {}-]+$", max_length=200),
    Form("letters, digits, spaces and `._~:/{}-`"),
]
Sdk = Literal[
    "openai-chat", "openai-responses", "google-genai", "anthropic",
    "openai-embeddings", "openai-images", "openai-speech", "openai-transcriptions", "openai-videos",
]  # fmt: skip
"""Which official Python SDK speaks a protocol, and through which of its calls."""


class ErrorCase(RecordPart):
    """A documented failure: what the reader sees, what caused it, what to do."""

    status: Annotated[int, Strict()] = Field(ge=400, le=599, description="HTTP status.", examples=[429])
    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+$"), Form("letters, digits, `_`, `.` and `-`")] = (
        Field(description="Code in the body of the answer.", examples=["rate_limit_exceeded"])
    )
    trigger: InlineProse = Field(description="What causes it.", examples=["More requests a minute than the limit."])
    fix: InlineProse = Field(description="What the caller changes.", examples=["Wait, then send fewer requests."])
    retry: InlineProse = Field(
        description="Whether and when the same call may be sent again.",
        examples=["Yes, with exponential backoff."],
    )


def find_repeated_errors(errors: tuple[ErrorCase, ...]) -> Iterator[Problem]:
    """Give a problem for every error with the status and code of an earlier one."""
    return find_repeated([f"{error.status} {error.code}" for error in errors], "errors")


class AuthHeader(RecordPart):
    """One header a key may be sent in."""

    header: HeaderName = Field(description="Name of the header.", examples=["x-goog-api-key"])
    scheme: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]*$"), Form("letters")] = Field(
        default="", description="Word before the key, if any.", examples=["Bearer"]
    )


class Auth(RecordPart):
    """How a call proves who pays. Snippets without an SDK use the first header accepted."""

    accepts: tuple[AuthHeader, ...] = Field(
        min_length=1,
        description="Headers the gateway accepts the key in, the preferred one first.",
        examples=[[{"header": "Authorization", "scheme": "Bearer"}]],
    )
    description: InlineProse = Field(
        description="What a reader must know about keys here.", examples=["One key works for every model."]
    )


class FixedHeader(RecordPart):
    """A header with the same value in every call."""

    name: HeaderName = Field(description="Name of the header.", examples=["anthropic-version"])
    value: WireText = Field(description="Its value.", examples=["2023-06-01"])
    description: InlineProse = Field(description="What it is for.", examples=["Version of the contract."])


class PathValue(RecordPart):
    """One value a path variable can take."""

    value: WireText = Field(description="The value.", examples=["generateContent"])
    description: InlineProse = Field(description="What it makes the call do.", examples=["Answers at once."])


class PathVariable(RecordPart):
    """A `{variable}` of the paths, explained. `{model}` is always the callable id of the model."""

    name: VariableName = Field(description="Name between the braces.", examples=["action"])
    description: InlineProse = Field(description="What it stands for.", examples=["What to do with the body."])
    values: tuple[PathValue, ...] = Field(
        default=(),
        description="All its values, where they can be counted.",
        examples=[[{"value": "generateContent", "description": "Answers at once."}]],
    )


class Operation(RecordPart):
    """One method and path of a protocol."""

    id: Slug = Field(description="Name of the operation in links.", examples=["generate"])
    name: PlainProse = Field(description="What it does, as a heading.", examples=["Generate content"])
    description: InlineProse = Field(description="When to use it.", examples=["The whole answer in one body."])
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = Field(description="HTTP method.", examples=["POST"])
    path: PathTemplate = Field(
        description="Path below the API base URL; variables in braces.",
        examples=["/v1beta/models/{model}:{action}"],
    )
    variables: dict[VariableName, WireText] = Field(
        default_factory=dict,
        description="Values this operation gives to path variables other than `model`.",
        examples=[{"action": "generateContent"}],
    )
    query: dict[QueryName, WireText] = Field(
        default_factory=dict, description="Query parameters it needs.", examples=[{"alt": "sse"}]
    )
    body: dict[str, JsonValue] = Field(
        default_factory=dict, description="Fields it adds to the example request.", examples=[{"stream": True}]
    )
    streaming: Flag = Field(
        default=False, description="Whether the answer comes as server-sent events.", examples=[True]
    )


class StreamEvent(RecordPart):
    """One server-sent event of the streaming example."""

    event: EventName | None = Field(
        default=None, description="Its `event:` name, where the protocol has one.", examples=["message_stop"]
    )
    data: JsonValue = Field(description="Its `data:`, a JSON value or the text `[DONE]`.", examples=["[DONE]"])


class EventKind(RecordPart):
    """A kind of server-sent event, explained."""

    event: Annotated[str, StringConstraints(pattern=r"^[A-Za-z._]+$"), Form("letters, `.` and `_`")] = Field(
        description="Its `event:` name, or the `type` in its data.", examples=["content_block_delta"]
    )
    description: InlineProse = Field(description="What it says and when it comes.", examples=["A piece of text."])


class Examples(RecordPart):
    """One call from end to end. The text `{model}` stands for the callable id of the model."""

    request: dict[str, JsonValue] = Field(
        description="Body of the request.", examples=[{"model": "{model}", "messages": []}]
    )
    response: dict[str, JsonValue] | None = Field(
        default=None, description="Body of the answer, where it is JSON.", examples=[{"id": "chatcmpl-1"}]
    )
    error: dict[str, JsonValue] | None = Field(
        default=None,
        description="Body of an answer that says what went wrong.",
        examples=[{"error": {"code": "rate_limit_exceeded"}}],
    )
    stream: tuple[StreamEvent, ...] = Field(
        default=(), description="The same answer as server-sent events.", examples=[[{"data": "[DONE]"}]]
    )
    variants: tuple[VariantExample, ...] = Field(
        default=(),
        description="Further ways to call, shown for the models that support them.",
        examples=[[{"id": "reasoning", "calls": [{"request": {"reasoning_effort": "low"}}]}]],
    )


class Protocol(Record):
    """An API contract that models are called through, e.g. OpenAI Chat Completions."""

    name: Name = Field(description="Name of the protocol.", examples=["OpenAI Chat Completions"])
    summary: InlineProse = Field(
        description="What it is, in one sentence.", examples=["Turns a list of messages into the next one."]
    )
    why: InlineProse = Field(
        description="Why a reader would choose it.", examples=["Choose it for code written for the OpenAI SDK."]
    )
    documentation: HttpsUrl = Field(
        description="The maker's reference of this protocol.", examples=["https://ai.google.dev/api/generate-content"]
    )
    checked: Day = Field(description="Day this record was last compared with that reference.", examples=["2026-11-01"])
    sdk: Sdk = Field(description="Official Python SDK that speaks it.", examples=["google-genai"])
    auth: Auth = Field(
        description="How a call proves who pays.",
        examples=[{"accepts": [{"header": "Authorization", "scheme": "Bearer"}], "description": "…"}],
    )
    headers: tuple[FixedHeader, ...] = Field(
        default=(),
        description="Headers with a fixed value, besides Content-Type.",
        examples=[[{"name": "anthropic-version", "value": "2023-06-01", "description": "…"}]],
    )
    path_variables: tuple[PathVariable, ...] = Field(
        default=(),
        description="Every variable of the paths, explained.",
        examples=[[{"name": "model", "description": "Callable id of the model."}]],
    )
    operations: tuple[Operation, ...] = Field(
        min_length=1,
        description="Its operations; the first one is the plain call.",
        examples=[[{"id": "create", "name": "…", "description": "…", "method": "POST", "path": "/v1/messages"}]],
    )
    request_format: Literal["json", "form"] = Field(
        default="json", description="How the body is sent: as JSON, or as a multipart form.", examples=["form"]
    )
    parameters: tuple[Parameter, ...] = Field(
        min_length=1,
        description="Fields of the request body.",
        examples=[[{"name": "messages", "type": "array<object>", "description": "…"}]],
    )
    response_format: Literal["json", "audio", "video"] = Field(
        default="json", description="What the answer is: JSON, or a file.", examples=["audio"]
    )
    response: tuple[Parameter, ...] = Field(
        default=(),
        description="Fields of the answer, where it is JSON.",
        examples=[[{"name": "id", "type": "string", "description": "Id of the answer."}]],
    )
    examples: Examples = Field(
        description="One call from end to end.", examples=[{"request": {"model": "{model}"}, "response": {"id": "1"}}]
    )
    events: tuple[EventKind, ...] = Field(
        default=(),
        description="Kinds of events of the streaming answer.",
        examples=[[{"event": "message_stop", "description": "The answer is complete."}]],
    )
    errors: tuple[ErrorCase, ...] = Field(
        default=(),
        description="Errors of this protocol, besides those of the gateway.",
        examples=[[{"status": 429, "code": "RESOURCE_EXHAUSTED", "trigger": "…", "fix": "…", "retry": "…"}]],
    )
    notes: tuple[InlineProse, ...] = Field(
        default=(), description="How it behaves.", examples=[["Calls are stateless; send the whole conversation."]]
    )
    how_to: tuple[InlineProse, ...] = Field(
        default=(), description="Steps of a call, in order.", examples=[["Set the key.", "Send the body."]]
    )

    @model_validator(mode="after")
    def _check_sense(self) -> Protocol:
        report(self._find_problems())
        return self

    def _find_problems(self) -> Iterator[Problem]:
        yield from find_repeated_names(self.parameters, "parameters")
        yield from find_repeated_names(self.response, "response")
        yield from find_repeated([operation.id for operation in self.operations], "operations", "id")
        yield from find_repeated([variable.name for variable in self.path_variables], "path_variables", "name")
        yield from find_repeated_errors(self.errors)
        yield from find_unreadable(self.examples.variants, self.sdk)
        explained = {variable.name for variable in self.path_variables}
        for index, operation in enumerate(self.operations):
            used = set(re.findall(r"\{([a-z_]+)\}", operation.path))
            for name in sorted(used - explained):
                yield Problem(
                    "path-variable-unexplained",
                    f"path variable `{{{name}}}` of operation `{operation.id}` is not explained",
                    why="a reader cannot fill in what nobody describes",
                    fix=f"add `- {{name: {name}, description: …}}` to `path_variables`",
                    at=("operations", index, "path"),
                )
            for name in sorted((used & explained) - operation.variables.keys() - {"model"}):
                yield Problem(
                    "path-variable-unset",
                    f"operation `{operation.id}` gives no value to its path variable `{{{name}}}`",
                    why="its address would keep the braces",
                    fix=f"add `variables: {{{name}: …}}` to the operation",
                    at=("operations", index, "path"),
                )

    @property
    def plain_operation(self) -> Operation:
        """The operation whose answer comes in one body."""
        return next((operation for operation in self.operations if not operation.streaming), self.operations[0])

    @property
    def streaming_operation(self) -> Operation | None:
        """The operation whose answer comes as events, if the protocol has one."""
        return next((operation for operation in self.operations if operation.streaming), None)
