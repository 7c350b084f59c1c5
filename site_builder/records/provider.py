"""`catalog/providers/<id>.yaml`: who makes models. The gateway that sells access is not a provider."""

from __future__ import annotations

from pydantic import Field

from site_builder.records.base import HttpsUrl, InlineProse, Name, Record


class Provider(Record):
    """The maker of models, e.g. Google."""

    name: Name = Field(description="Name of the maker.", examples=["Google"])
    summary: InlineProse = Field(
        description="What the maker is known for, in one or two sentences.",
        examples=["Maker of the Gemini family of multimodal models."],
    )
    website: HttpsUrl = Field(description="The maker's site for developers.", examples=["https://ai.google.dev"])
    documentation: HttpsUrl | None = Field(
        default=None,
        description="The maker's own API documentation.",
        examples=["https://ai.google.dev/gemini-api/docs"],
    )
    other_names: tuple[Name, ...] = Field(
        default=(),
        description="Other names by which readers search for it or for its models, in any language.",
        examples=[["谷歌"]],
    )
