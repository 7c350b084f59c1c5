"""`locales/<locale>/glossary.yaml`: the words in which a locale speaks of the field.

Here is what a glossary says; `catalog/glossary_file.py` reads it, `lint/glossary_use.py` compares translations with it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from site_builder.records.base import Flag, Form, Problem, Record, RecordPart, find_repeated, report, show_value

Words = Annotated[
    str,
    StringConstraints(pattern=r"^\S+(?: \S+)*$"),
    Form("words with single spaces between them"),
]
"""One or more words; in a translation each stands for the beginning of a word, e.g. `контекстн окн`."""


class Term(RecordPart):
    """A term of the source language, and how a locale says it.

    Forms of the locale are given by how their words begin, so that one form covers all
    inflections: `контекстн окн` is found in `в контекстном окне`. A form in a script
    without spaces between words, such as Chinese, is found anywhere.
    """

    term: Words = Field(
        description=(
            "The term as sources have it. Plurals and verb endings of its last word count too; "
            "a term that begins with a capital letter is a name and is found only in that case."
        ),
        examples=["context window"],
    )
    use: tuple[Words, ...] = Field(
        default=(), description="Accepted translations, the preferred one first.", examples=[["контекстн окн"]]
    )
    avoid: tuple[Words, ...] = Field(
        default=(),
        description="Translations that must not stand where the source has the term.",
        examples=[["окн контекст"]],
    )
    keep: Flag = Field(
        default=False, description="Whether the term itself is accepted, as names of products are.", examples=[True]
    )
    note: str | None = Field(
        default=None, description="Advice for translators, in their language.", examples=["Порядок слов всегда такой."]
    )

    @property
    def accepted(self) -> tuple[str, ...]:
        """The forms of which a translation needs one."""
        return (*self.use, self.term) if self.keep else self.use

    @model_validator(mode="after")
    def _check_forms(self) -> Term:
        report(
            Problem(
                "glossary-form-avoided",
                f"{show_value(form)} is both accepted and to be avoided for {show_value(self.term)}",
                "a translation cannot be right and wrong at once",
                "remove it from `use` or from `avoid`",
                ("avoid", index),
            )
            for index, form in enumerate(self.avoid)
            if form in self.accepted
        )
        if not self.accepted:
            report(
                [
                    Problem(
                        "glossary-form-missing",
                        f"{show_value(self.term)} has no accepted translation",
                        "every translation of the term would be called wrong",
                        "write its translation, e.g. `use: [контекстн окн]`, or `keep: true` if the term itself stays",
                    )
                ]
            )
        return self


class Glossary(Record):
    """The terms of one locale; it may have none."""

    terms: tuple[Term, ...] = Field(
        default=(),
        description="The terms, in an order that translators find their way in.",
        examples=[[{"term": "context window", "use": ["контекстн окн"]}]],
    )

    @model_validator(mode="after")
    def _check_unique(self) -> Glossary:
        report(find_repeated([term.term for term in self.terms], "terms", "term"))
        return self
