"""The notice above a model that ends or has ended."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.dates import format_day
from site_builder.pages.card import (
    build_card,
)
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.records.model import Model


@dataclass(frozen=True, slots=True)
class LifecycleView:
    """A warning above a deprecated or retired model, or one whose last day is known.

    Attributes:
        message: Localized sentence, e.g. `This model was retired on August 10, 2026.`
        successor: Model to move to, if there is one.
    """

    message: str
    successor: LinkView | None


def build_lifecycle(context: ViewContext, model: Model) -> LifecycleView | None:
    """Give the notice; None for a model that goes on."""
    localizer, retires = context.localizer, model.retires
    successor = None
    if model.successor is not None:
        card = build_card(context, model.successor)
        successor = LinkView(card.name, card.href)
    if model.status == "retired" and retires:
        text = localizer.ui("This model was retired on {date}; calls fail.", date=format_day(retires, context.locale))
    elif model.status == "retired":
        text = localizer.ui("This model is retired; calls fail.")
    elif model.status == "deprecated" and retires:
        text = localizer.ui(
            "This model is deprecated and will be retired on {date}.", date=format_day(retires, context.locale)
        )
    elif retires:
        text = localizer.ui("This model will be retired on {date}.", date=format_day(retires, context.locale))
    elif model.status == "deprecated":
        text = localizer.ui("This model is deprecated and will be retired.")
    else:
        return None
    return LifecycleView(text, successor)
