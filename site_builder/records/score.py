"""A result of a model on a benchmark."""

from __future__ import annotations

from pydantic import ConfigDict, Field, model_validator

from site_builder.records.base import (
    BenchmarkId,
    DayOrMonth,
    ExactDecimal,
    Flag,
    HttpsUrl,
    Name,
    PlainProse,
    RecordPart,
    failure,
)
from site_builder.records.json_schema import all_of, refused, snippet, without


class NamedScore(RecordPart):
    """The result of a model that has no record here, stated beside one that has."""

    name: Name = Field(description="Name of the model.", examples=["GPT-5 mini"])
    score: ExactDecimal = Field(description="The result in the benchmark's unit.", examples=["82.3"])
    conditions: PlainProse | None = Field(
        default=None, description="What was different about the run.", examples=["with Python"]
    )


_EITHER = "A score is a number, or `not_supported: true`."


class Score(RecordPart):
    """A result on a benchmark, or an improvement over another version."""

    model_config = ConfigDict(
        json_schema_extra={
            **snippet(
                "score with its source",
                "A result on a benchmark.",
                {
                    "benchmark": "${1:gpqa-diamond}",
                    "score": '"${2:86.9}"',
                    "source": "${3:https://}",
                    "reported": "${4:2026-03}",
                },
            ),
            **all_of(
                {
                    "if": without("score"),
                    "then": {
                        "required": ["not_supported"],
                        "properties": {"not_supported": refused(_EITHER, const=True)},
                        "errorMessage": _EITHER,
                    },
                    "else": {"properties": {"not_supported": refused(_EITHER, const=False)}},
                }
            ),
        }
    )

    benchmark: BenchmarkId = Field(description="Id of the benchmark.", examples=["gpqa-diamond"])
    score: ExactDecimal | None = Field(
        default=None, description="The result in the benchmark's unit; absent with `not_supported`.", examples=["86.9"]
    )
    not_supported: Flag = Field(default=False, description="The model cannot take the test.", examples=[True])
    baseline: Name | None = Field(
        default=None,
        description="Relative result: the model it is compared with; `score` is then the change in percent.",
        examples=["GPT-5.2 Instant"],
    )
    conditions: PlainProse | None = Field(
        default=None, description="What was different about the run.", examples=["with Python"]
    )
    others: tuple[NamedScore, ...] = Field(
        default=(),
        description="Results of models without a record here, from the same source.",
        examples=[[{"name": "GPT-5 mini", "score": "82.3"}]],
    )
    source: HttpsUrl = Field(
        description="Page that states the result, for readers to check it.",
        examples=["https://deepmind.google/models/"],
    )
    reported: DayOrMonth = Field(description="When it was reported.", examples=["2026-03"])

    @model_validator(mode="after")
    def _check_result(self) -> Score:
        if (self.score is None) != self.not_supported:
            given = "no result" if self.score is None else "a result and `not_supported`"
            raise failure(
                "score-unnamed",
                f"the score on `{self.benchmark}` has {given}",
                why="a score is a number, or the statement that the model cannot take the test",
                fix='write `score: "86.9"` or `not_supported: true`',
                at=() if self.score is None else ("not_supported",),
            )
        return self
