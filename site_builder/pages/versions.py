"""The other callable ids of a model, as a table."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.text import Text
from site_builder.pages.chrome import DateView, LinkView, day_view
from site_builder.pages.context import ViewContext
from site_builder.records.model import Model
from site_builder.records.version import VERSION_KINDS


@dataclass(frozen=True, slots=True)
class VersionView:
    """Another callable id; `protocols` link to the sections that serve it."""

    id: str
    kind: str
    kind_label: str
    description: Text
    protocols: tuple[LinkView, ...]
    released: DateView | None
    retires: DateView | None


def build_versions(context: ViewContext, model: Model) -> tuple[VersionView, ...]:
    """Give the other ids of a model in the order of its record."""
    served = tuple(item.protocol for item in model.protocols)
    names = {key: context.catalog.protocols[key].name for key in served}
    return tuple(
        VersionView(
            id=version.id,
            kind=version.kind,
            kind_label=context.localizer.ui(VERSION_KINDS[version.kind]),
            description=context.localizer.text(version.description),
            released=None if version.released is None else day_view(version.released, context.locale),
            retires=None if version.retires is None else day_view(version.retires, context.locale),
            protocols=tuple(LinkView(names[key], f"#api-{key}") for key in version.protocols or served if key in names),
        )
        for version in model.versions
    )
