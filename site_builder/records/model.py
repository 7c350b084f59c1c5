"""`catalog/models/<provider>/<id>.yaml`: an AI model and everything its page says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from site_builder.records.base import (
    BlockProse,
    CallableId,
    Day,
    DayOrMonth,
    HttpsUrl,
    InlineProse,
    ModelReference,
    Name,
    PlainProse,
    Problem,
    Record,
    RecordPart,
    Slug,
    failure,
    find_repeated,
    report,
)
from site_builder.records.comparison import Comparison
from site_builder.records.json_schema import Words
from site_builder.records.labels import label, labelled, message
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.pricing import Pricing
from site_builder.records.score import Score
from site_builder.records.specification import Capabilities, Fact, Limits, Modalities
from site_builder.records.version import Version, retired_before_release

IntroducedSection = Annotated[
    Literal["capabilities", "usage", "specifications", "pricing", "benchmarks", "api", "versions", "comparison", "faq"],
    Words({
        "capabilities": "Before what the model can do.",
        "usage": "Before what it is good for.",
        "specifications": "Before its specifications.",
        "pricing": "Before its prices.",
        "benchmarks": "Before its results.",
        "api": "Before the protocols it is called through.",
        "versions": "Before its other ids.",
        "comparison": "Before the comparisons with other models.",
        "faq": "Before the questions readers ask.",
    }),
]  # fmt: skip
"""Sections of a model page that can have an introduction."""


STATUSES: dict[str, str] = {
    "preview": message("Preview"),
    "stable": message("Stable"),
    "deprecated": message("Deprecated"),
    "retired": message("Retired"),
}
Status = Annotated[Literal["preview", "stable", "deprecated", "retired"], Words(STATUSES)]


class TitledText(RecordPart):
    """A short title with a sentence or two."""

    title: PlainProse = Field(description="The title.", examples=["Tool calling"])
    text: InlineProse = Field(description="The text.", examples=["Combines answers with your own functions."])


KINDS: dict[str, str] = {
    "chat": message("Chat"),
    "embedding": message("Embedding"),
    "image": message("Image generation"),
    "video": message("Video generation"),
    "speech": message("Speech"),
    "transcription": message("Transcription"),
}
Kind = Annotated[Literal["chat", "embedding", "image", "video", "speech", "transcription"], Words(KINDS)]


class Question(RecordPart):
    """A question readers ask, and its answer."""

    question: InlineProse = Field(description="The question.", examples=["Can it see images?"])
    answer: BlockProse = Field(description="The answer.", examples=["Yes. Send them as `inlineData`."])


class Source(RecordPart):
    """A page that the facts of the record come from."""

    title: Name = Field(description="Title of the page.", examples=["Gemini API: models"])
    url: HttpsUrl = Field(description="Its address.", examples=["https://ai.google.dev/gemini-api/docs/models"])
    checked: Day = Field(description="Day the record was last compared with it.", examples=["2026-11-01"])


class Model(Record):
    """An AI model that the gateway sells access to."""

    name: Name = Field(description="Name of the model, as its maker writes it.", examples=["Gemini 3.1 Flash-Lite"])
    family: Name = Field(description="Its lineage.", examples=["Gemini 3"], json_schema_extra=label(message("Family")))
    api_id: CallableId = Field(
        description="The id to send; the one spelling all pages and snippets use.",
        examples=["gemini-3.1-flash-lite-preview"],
    )
    kind: Kind = Field(default="chat", description="What it is called for.", examples=["embedding"])
    status: Status = Field(description="Where it is in its life.", examples=["preview"])
    released: Day | None = labelled(
        message("Released"), group="lifecycle", description="Day of its release.", examples=["2026-03-03"]
    )
    updated: Day = Field(description="Day this record's facts last changed.", examples=["2026-03-20"])
    deprecated: Day | None = labelled(
        message("Retirement announced"),
        group="lifecycle",
        description="Day its retirement was announced.",
        examples=["2026-06-11"],
    )
    retires: Day | None = labelled(
        message("Retires"),
        group="lifecycle",
        description="Day after which calls fail, once it is announced.",
        examples=["2027-05-07"],
    )
    successor: ModelReference | None = Field(
        default=None, description="Model to move to.", examples=["google/gemini-3.1-pro"]
    )
    summary: InlineProse = Field(
        max_length=200,
        description="What it is and what for, in one sentence of at most 200 characters.",
        examples=["Low-latency, low-cost multimodal model for bulk production work."],
    )
    modalities: Modalities = Field(
        description="What goes in and what comes out.", examples=[{"input": ["text"], "output": ["text"]}]
    )
    limits: Limits = Field(
        default_factory=Limits, description="Limits of one call.", examples=[{"context_window_tokens": 1000000}]
    )
    capabilities: Capabilities = Field(
        default_factory=Capabilities,
        description="What it supports: yes, no, or unknown.",
        examples=[{"streaming": "yes", "fine_tuning": "unknown"}],
    )
    knowledge_cutoff: DayOrMonth | None = labelled(
        message("Knowledge cutoff"), description="End of its training data.", examples=["2025-08-31"]
    )
    architecture: PlainProse | None = labelled(
        message("Base architecture"), description="What it is built on.", examples=["Based on Gemini 3 Pro"]
    )
    license: Name | None = labelled(
        message("License"), description="License of its weights, if they are open.", examples=["Apache-2.0"]
    )
    reasoning_levels: tuple[Slug, ...] = Field(
        default=(),
        description="Levels of thinking a caller can choose, from least to most.",
        examples=[["minimal", "low", "medium", "high"]],
        json_schema_extra=label(message("Thinking levels"), group="modalities"),
    )
    facts: tuple[Fact, ...] = Field(
        default=(),
        description="Specifications that have no field of their own.",
        examples=[[{"label": "Deployment channels", "value": "Gemini API, Vertex AI"}]],
    )
    protocols: tuple[ModelProtocol, ...] = Field(
        min_length=1,
        description="Protocols it is served through, the recommended one first.",
        examples=[[{"protocol": "openai-chat-completions"}]],
    )
    pricing: Pricing | None = Field(
        default=None,
        description="Its prices with their evidence.",
        examples=[
            {
                "currency": "USD",
                "source": "https://…",
                "checked": "2026-11-01",
                "lines": [{"meter": "input", "amount": "0.20"}],
            }
        ],
    )
    benchmarks: tuple[Score, ...] = Field(
        default=(),
        description="Its results on benchmarks.",
        examples=[[{"benchmark": "gpqa-diamond", "score": "86.9", "source": "https://…", "reported": "2026-03"}]],
    )
    benchmark_note: InlineProse | None = Field(
        default=None, description="What the results mean together.", examples=["Strong for its price."]
    )
    rivals: tuple[ModelReference, ...] = Field(
        default=(),
        description="Models whose results stand beside its own.",
        examples=[["google/gemini-2.5-flash", "openai/gpt-5-mini"]],
        json_schema_extra={"uniqueItems": True},
    )
    introductions: dict[IntroducedSection, InlineProse] = Field(
        default_factory=dict,
        description="A sentence below the heading of a section; shown only if the section has something to show.",
        examples=[{"pricing": "Preview prices may change with a month's notice."}],
    )
    conclusions: tuple[InlineProse, ...] = Field(
        default=(), description="What a reader in a hurry must know.", examples=[["Cheapest model of its family."]]
    )
    overview: BlockProse | None = Field(
        default=None, description="What the model is, in a few paragraphs.", examples=["A small model for bulk work."]
    )
    highlights: tuple[TitledText, ...] = Field(
        default=(),
        description="Its main features.",
        examples=[[{"title": "Tool calling", "text": "Combines answers with your functions."}]],
    )
    use_when: tuple[InlineProse, ...] = Field(
        default=(), description="Work it is good for.", examples=[["Translating in bulk."]]
    )
    avoid_when: tuple[InlineProse, ...] = Field(
        default=(), description="Work it is not for.", examples=[["Generating images."]]
    )
    use_cases: tuple[TitledText, ...] = Field(
        default=(),
        description="What others build with it.",
        examples=[[{"title": "Moderation", "text": "Classifies messages as they come."}]],
    )
    notes: tuple[InlineProse, ...] = Field(
        default=(), description="How it behaves.", examples=[["It does not remember earlier calls."]]
    )
    versions: tuple[Version, ...] = Field(
        default=(),
        description="Other callable ids of the model.",
        examples=[[{"id": "gemini-3-1-flash-lite", "kind": "spelling", "description": "The same model."}]],
    )
    foreign_ids: tuple[CallableId, ...] = Field(
        default=(),
        description="Ids that its texts name although they call models without a record here.",
        examples=[["gemini-2.0-flash"]],
    )
    comparisons: tuple[Comparison, ...] = Field(
        default=(),
        description="This model beside others.",
        examples=[[{"model": "google/gemini-3.1-pro", "takeaway": "Choose it for bulk work."}]],
    )
    limitations: tuple[InlineProse, ...] = Field(
        default=(), description="What it does badly.", examples=[["Retrieval from very long prompts is weak."]]
    )
    faq: tuple[Question, ...] = Field(
        default=(),
        description="Questions readers ask.",
        examples=[[{"question": "Can it see images?", "answer": "Yes."}]],
    )
    related: tuple[ModelReference, ...] = Field(
        default=(),
        description="Models a reader may want instead.",
        examples=[["google/gemini-3.1-pro"]],
        json_schema_extra={"uniqueItems": True},
    )
    sources: tuple[Source, ...] = Field(
        min_length=1,
        description="Pages the facts come from.",
        examples=[[{"title": "Gemini API: models", "url": "https://…", "checked": "2026-11-01"}]],
    )

    @model_validator(mode="after")
    def _check_lists(self) -> Model:
        report(self._find_repeated())
        return self

    def _find_repeated(self) -> Iterator[Problem]:
        yield from find_repeated([served.protocol for served in self.protocols], "protocols", "protocol")
        yield from find_repeated([comparison.model for comparison in self.comparisons], "comparisons", "model")
        yield from find_repeated(self.rivals, "rivals")
        yield from find_repeated(self.related, "related")

    @model_validator(mode="after")
    def _check_dates(self) -> Model:
        if self.released and self.retires and self.retires < self.released:
            raise retired_before_release("the model", self.released, self.retires)
        if self.deprecated and self.retires and self.retires < self.deprecated:
            raise failure(
                "retires-before-deprecation",
                f"the model retires on {self.retires}, before that was announced on {self.deprecated}",
                why="a retirement is announced first",
                fix="compare both days with the maker's page",
                at=("retires",),
            )
        return self


def callable_ids(model: Model) -> tuple[str, ...]:
    """Give every id the model answers to, `api_id` first."""
    return (model.api_id, *(version.id for version in model.versions))
