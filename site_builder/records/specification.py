"""What a model can take, give and do: modalities, limits, capabilities and further facts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from site_builder.records.base import (
    Count,
    InlineProse,
    PlainProse,
    RecordPart,
    failure,
    find_repeated,
    report,
)
from site_builder.records.json_schema import Words
from site_builder.records.labels import Label, labelled, message, plural_message

MODALITIES: dict[str, str] = {
    "text": message("Text"),
    "image": message("Image"),
    "audio": message("Audio"),
    "video": message("Video"),
    "file": message("File"),
}
Modality = Annotated[Literal["text", "image", "audio", "video", "file"], Words(MODALITIES)]

CAPABILITY_STATES: dict[str, Label] = {
    "yes": Label(message("Supported")),
    "no": Label(message("Not supported")),
    "unknown": Label(message("Unknown")),
}
TriState = Annotated[
    Literal["yes", "no", "unknown"], Words({key: state.title for key, state in CAPABILITY_STATES.items()})
]


TOKENS = plural_message("{count} token", "{count} tokens")
DIMENSIONS = plural_message("{count} dimension", "{count} dimensions")
IMAGES = plural_message("{count} image", "{count} images")
CHARACTERS = plural_message("{count} character", "{count} characters")
SECONDS = plural_message("{count} second", "{count} seconds")
MEGABYTES = plural_message("{count} megabyte", "{count} megabytes")
REQUESTS = plural_message("{count} request", "{count} requests")


class Modalities(RecordPart):
    """What goes in and what comes out."""

    input: tuple[Modality, ...] = Field(
        min_length=1,
        description="Kinds of input.",
        examples=[["text", "image"]],
        json_schema_extra={"uniqueItems": True},
    )
    output: tuple[Modality, ...] = Field(
        min_length=1, description="Kinds of output.", examples=[["text"]], json_schema_extra={"uniqueItems": True}
    )

    @model_validator(mode="after")
    def _check_lists(self) -> Modalities:
        report(problem for field in ("input", "output") for problem in find_repeated(getattr(self, field), field))
        return self


class Limits(RecordPart):
    """Limits of one call; the unit is in the name of each field."""

    context_window_tokens: Count | None = labelled(
        message("Context window"),
        group="limits",
        unit=TOKENS,
        description="Tokens that input and output may have together.",
        examples=[1000000],
    )
    max_input_tokens: Count | None = labelled(
        message("Input limit"),
        group="limits",
        unit=TOKENS,
        description="Tokens of input alone.",
        examples=[922000],
    )
    max_output_tokens: Count | None = labelled(
        message("Output limit"),
        group="limits",
        unit=TOKENS,
        description="Tokens of one answer.",
        examples=[64000],
    )
    max_thinking_tokens: Count | None = labelled(
        message("Thinking limit"),
        group="limits",
        unit=TOKENS,
        description="Tokens of thinking before one answer.",
        examples=[24576],
    )
    min_cacheable_tokens: Count | None = labelled(
        message("Smallest cacheable prompt"),
        group="limits",
        unit=TOKENS,
        description="Tokens a prompt must have to be cached.",
        examples=[1024],
    )
    embedding_dimensions: Count | None = labelled(
        message("Vector length"),
        group="limits",
        unit=DIMENSIONS,
        description="Dimensions of an embedding at most.",
        examples=[3072],
    )
    max_input_images: Count | None = labelled(
        message("Images in one call"),
        group="limits",
        unit=IMAGES,
        description="Input images of one call.",
        examples=[16],
    )
    max_input_characters: Count | None = labelled(
        message("Text in one call"),
        group="limits",
        unit=CHARACTERS,
        description="Characters of input text of one call.",
        examples=[4096],
    )
    max_clip_seconds: Count | None = labelled(
        message("Longest clip"),
        group="limits",
        unit=SECONDS,
        description="Seconds of video or audio made in one call.",
        examples=[15],
    )
    max_file_megabytes: Count | None = labelled(
        message("Largest file"),
        group="limits",
        unit=MEGABYTES,
        description="Megabytes of one input file.",
        examples=[25],
    )
    requests_per_minute: Count | None = labelled(
        message("Requests a minute"),
        group="limits",
        unit=REQUESTS,
        description="Calls in a minute.",
        examples=[2000],
    )
    tokens_per_minute: Count | None = labelled(
        message("Tokens a minute"),
        group="limits",
        unit=TOKENS,
        description="Tokens in a minute.",
        examples=[4000000],
    )

    @model_validator(mode="after")
    def _check_order(self) -> Limits:
        window, output = self.context_window_tokens, self.max_output_tokens
        if window is not None and output is not None and output > window:
            raise failure(
                "limit-output-above-context",
                f"`max_output_tokens` is {output}, above `context_window_tokens`, which is {window}",
                why="an answer is part of the context window",
                fix="compare both with the maker's page; they may be exchanged",
                at=("max_output_tokens",),
            )
        return self


class Capabilities(RecordPart):
    """Features that are supported, unsupported or, said openly, unknown. Absent: nothing is said."""

    streaming: TriState | None = labelled(
        message("Streaming"), description="Answers as server-sent events.", examples=["yes"]
    )
    tool_calling: TriState | None = labelled(
        message("Tool calling"), description="Asks the caller to run functions.", examples=["yes"]
    )
    parallel_tool_calling: TriState | None = labelled(
        message("Parallel tool calls"), description="Asks for several functions at once.", examples=["yes"]
    )
    structured_output: TriState | None = labelled(
        message("Structured output"), description="Answers in JSON that follows a schema.", examples=["yes"]
    )
    reasoning: TriState | None = labelled(
        message("Reasoning"), description="Thinks before it answers.", examples=["yes"]
    )
    prompt_caching: TriState | None = labelled(
        message("Prompt caching"), description="Repeated input is cheaper.", examples=["yes"]
    )
    web_search: TriState | None = labelled(
        message("Web search"), description="Searches the web while answering.", examples=["yes"]
    )
    file_search: TriState | None = labelled(
        message("File search"), description="Searches uploaded files while answering.", examples=["yes"]
    )
    code_execution: TriState | None = labelled(
        message("Code execution"), description="Runs code while answering.", examples=["yes"]
    )
    batch: TriState | None = labelled(
        message("Batch processing"), description="Takes batches of calls for later.", examples=["yes"]
    )
    fine_tuning: TriState | None = labelled(
        message("Fine-tuning"), description="Can be trained further by customers.", examples=["unknown"]
    )
    distillation: TriState | None = labelled(
        message("Distillation"), description="May be used to train smaller models.", examples=["no"]
    )
    embeddings: TriState | None = labelled(
        message("Embeddings"), description="Gives vectors for texts.", examples=["no"]
    )
    open_weights: TriState | None = labelled(
        message("Open weights"), description="Its weights can be downloaded.", examples=["no"]
    )
    commercial_use: TriState | None = labelled(
        message("Commercial use"), description="May be used in paid products.", examples=["yes"]
    )


class Fact(RecordPart):
    """A specification that has no field of its own."""

    label: PlainProse = Field(description="What is stated.", examples=["Deployment channels"])
    value: InlineProse = Field(description="The fact.", examples=["Gemini API, Vertex AI"])
