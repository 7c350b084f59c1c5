"""Documented failures as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.text import Text
from site_builder.pages.context import ViewContext
from site_builder.records.protocol import ErrorCase


@dataclass(frozen=True, slots=True)
class ErrorView:
    """A documented failure.

    Attributes:
        id: `<status>/<code>`.
        anchor: The row's id in the page.
        differs: Whether it is one of the model's own.
    """

    id: str
    anchor: str
    status: int
    code: str
    trigger: Text
    fix: Text
    retry: Text
    differs: bool


def build_errors(
    context: ViewContext, errors: tuple[ErrorCase, ...], anchor: str, own: tuple[ErrorCase, ...] = ()
) -> tuple[ErrorView, ...]:
    """Give every failure once, by status.

    Args:
        context: What all pages share.
        errors: The failures of a protocol and the site; what comes first wins over a namesake.
        anchor: What the ids of rows begin with.
        own: The failures of a model, which win over all.
    """
    by_id = {f"{error.status}/{error.code}": error for error in reversed((*own, *errors))}
    views = []
    for error_id, error in sorted(by_id.items(), key=lambda item: (item[1].status, item[0])):
        trigger, fix, retry = context.localizer.texts(error.trigger, error.fix, error.retry)
        row = f"{anchor}-error-{error_id.replace('/', '-')}"
        views.append(ErrorView(error_id, row, error.status, error.code, trigger, fix, retry, error in own))
    return tuple(views)
