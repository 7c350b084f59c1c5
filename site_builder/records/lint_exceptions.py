"""`catalog/lint-exceptions.yaml`: findings that are known and meant, each with its reason."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from site_builder.records.base import Form, Record, RecordPart, find_repeated, report

_CODE = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]+(-[a-z0-9]+)+$"),
    Form("the name in brackets of a finding, e.g. `price-magnitude`"),
]
_WHERE = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$"),
    Form("the id of a record, e.g. `models/google/gemini-3.1-pro`, or the path of another file of the site"),
]


class LintException(RecordPart):
    """One rule that one record is excepted from."""

    rule: _CODE = Field(description="Code of the finding, or name of its rule.", examples=["price-magnitude"])
    record: _WHERE = Field(
        description="Id of the record, or path of the file, that the finding is in.",
        examples=["models/google/gemini-3.1-pro", "locales/ru/LC_MESSAGES/catalog.po"],
    )
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10)] = Field(
        description="Why the finding is right to be there; for maintainers, never published.",
        examples=["The maker really charges that: see the source of the price."],
    )


class LintExceptions(Record):
    """All exceptions of a site. One that no finding needs any more is an error, so the list cannot rot."""

    exceptions: tuple[LintException, ...] = Field(
        description="Findings that are not reported.",
        examples=[[{"rule": "price-magnitude", "record": "models/acme/mini", "reason": "The maker charges that."}]],
    )

    @model_validator(mode="after")
    def _check_once(self) -> LintExceptions:
        report(find_repeated(((item.rule, item.record) for item in self.exceptions), "exceptions"))
        return self
