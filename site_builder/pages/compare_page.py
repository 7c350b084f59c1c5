"""The page on which readers put models of their choice side by side; without scripts, the list of all pairs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.pairs import list_pairs
from site_builder.pages.routes import PageKind
from site_builder.pages.side_by_side import FrameGroupView, build_frame


@dataclass(frozen=True, slots=True)
class MakerPairsView:
    """The pairs whose first model is of one maker."""

    name: str
    pairs: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """The page of comparisons.

    Attributes:
        groups: Every row there can be; the script fills in what the models have.
        makers: All pages of pairs, by maker and model.
    """

    page: PageView
    groups: tuple[FrameGroupView, ...]
    makers: tuple[MakerPairsView, ...]


def build_compare_view(context: ViewContext) -> CompareView:
    """Give the page of comparisons."""
    localizer = context.localizer
    title = localizer.ui("Compare AI models")
    return CompareView(
        page=build_page_view(
            context,
            PageKind.COMPARE,
            title=title,
            description=(
                localizer.ui(
                    "Up to four models side by side: every price, limits, capabilities and benchmark results. "
                    "What differs is marked."
                ),
            ),
            trail=(LinkView(localizer.ui("Compare"), context.href(PageKind.COMPARE)),),
        ),
        groups=build_frame(context),
        makers=tuple(_list_makers(context)),
    )


def _list_makers(context: ViewContext) -> list[MakerPairsView]:
    catalog, ui = context.catalog, context.localizer.ui
    makers = groupby(list_pairs(catalog).items(), key=lambda item: provider_of(item[1][0]))
    return [
        MakerPairsView(
            catalog.providers[maker].name,
            tuple(
                LinkView(
                    ui("{this} and {other}", this=catalog.models[first].name, other=catalog.models[second].name),
                    context.href(PageKind.PAIR, key),
                )
                for key, (first, second) in pairs
            ),
        )
        for maker, pairs in makers
    ]


def compare_fingerprint(catalog: Catalog) -> Fingerprint:
    """Give the fingerprint of what the page shows of the records: names of makers, pairs and benchmarks."""
    parts = [f"{key}={benchmark.model_dump_json()}" for key, benchmark in catalog.benchmarks.items()]
    for first, second in list_pairs(catalog).values():
        parts += [first, catalog.models[first].name, second, catalog.models[second].name]
        parts.append(catalog.providers[provider_of(first)].name)
    return fingerprint_parts(parts)
