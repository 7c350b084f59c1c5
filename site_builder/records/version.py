"""Other callable ids of a model: snapshots, moving pointers, other spellings."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from site_builder.records.base import (
    CallableId,
    Day,
    Flag,
    InlineProse,
    ProtocolId,
    RecordPart,
    failure,
)
from site_builder.records.json_schema import Words
from site_builder.records.labels import message

VERSION_KINDS: dict[str, str] = {
    "latest": message("Moving pointer to the newest version"),
    "preview": message("Preview"),
    "thinking": message("Thinking variant"),
    "dated": message("Dated snapshot"),
    "spelling": message("Other spelling"),
}
VersionKind = Annotated[Literal["latest", "preview", "thinking", "dated", "spelling"], Words(VERSION_KINDS)]


class Version(RecordPart):
    """A callable id of the model besides `api_id`: a snapshot, a moving pointer, another spelling."""

    id: CallableId = Field(description="The id, as it is sent.", examples=["gemini-3.1-flash-lite-thinking"])
    kind: VersionKind = Field(description="What the id is.", examples=["thinking"])
    description: InlineProse = Field(description="What a caller gets.", examples=["Always thinks before answering."])
    released: Day | None = Field(default=None, description="Day of its release.", examples=["2025-08-07"])
    retires: Day | None = Field(
        default=None, description="Day after which calls with it fail.", examples=["2026-12-11"]
    )
    name_misleads: Flag = Field(
        default=False,
        description="Whether its words are those of another model than the one it calls, and that has been checked.",
        examples=[True],
    )
    protocols: tuple[ProtocolId, ...] = Field(
        default=(),
        description="Protocols it can be called through; all of the model's if absent.",
        examples=[["gemini-generate-content"]],
    )

    @model_validator(mode="after")
    def _check_dates(self) -> Version:
        if self.released and self.retires and self.retires < self.released:
            raise retired_before_release(f"`{self.id}`", self.released, self.retires)
        return self


def retired_before_release(name: str, released: date, retires: date) -> PydanticCustomError:
    """Make the error of a model or version that ends before it begins."""
    return failure(
        "retires-before-release",
        f"{name} retires on {retires}, before its release on {released}",
        why="a model is released first",
        fix="compare both days with the maker's page",
        at=("retires",),
    )
