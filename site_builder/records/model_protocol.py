"""A protocol as one model is served through it."""

from __future__ import annotations

from pydantic import Field, model_validator

from site_builder.records.base import (
    InlineProse,
    JsonValue,
    ProtocolId,
    RecordPart,
    report,
)
from site_builder.records.parameter import ParameterOverride
from site_builder.records.protocol import ErrorCase, find_repeated_errors


class ModelProtocol(RecordPart):
    """A protocol the model is served through, with what differs for this model."""

    protocol: ProtocolId = Field(description="Id of the protocol.", examples=["gemini-generate-content"])
    why: InlineProse | None = Field(
        default=None,
        description="Why to choose it for this model, where the protocol's own reason does not do.",
        examples=["The only way to set the thinking level."],
    )
    parameters: dict[str, ParameterOverride] = Field(
        default_factory=dict,
        description="Fields that differ, by their path.",
        examples=[{"generationConfig.temperature": {"max": "1"}}],
    )
    request: dict[str, JsonValue] = Field(
        default_factory=dict,
        description="Fields the example request of this model adds or replaces.",
        examples=[{"reasoning_effort": "low"}],
    )
    errors: tuple[ErrorCase, ...] = Field(
        default=(),
        description="Errors only this model gives.",
        examples=[[{"status": 429, "code": "…", "trigger": "…", "fix": "…", "retry": "…"}]],
    )
    notes: tuple[InlineProse, ...] = Field(
        default=(), description="How this model behaves here.", examples=[["The answer has no `logprobs`."]]
    )

    @model_validator(mode="after")
    def _check_errors(self) -> ModelProtocol:
        report(find_repeated_errors(self.errors))
        return self
