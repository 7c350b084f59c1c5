"""The page of a model."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from site_builder.catalog.catalog import Catalog
from site_builder.i18n.text import Text
from site_builder.pages.api import ApiView, QuickStartView, build_api
from site_builder.pages.card import (
    CardView,
    MakerView,
    PricePairEntryView,
    StatusView,
    build_card,
)
from site_builder.pages.chrome import DateView, LinkView, SectionView, day_view
from site_builder.pages.comparison import ComparisonView, build_comparison
from site_builder.pages.context import ViewContext
from site_builder.pages.facts import (
    CapabilityView,
    FactGroupView,
    FactView,
    build_capabilities,
    build_specifications,
    group_facts,
    pick_strip,
)
from site_builder.pages.lifecycle import LifecycleView, build_lifecycle
from site_builder.pages.markdown import plain_text
from site_builder.pages.more_models import MoreModelsView, build_more_models, more_models
from site_builder.pages.onboarding import TitledTextView, build_onboarding, build_titled
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.prices import PriceTableView, build_price_table
from site_builder.pages.routes import MIRROR, PageKind, model_file
from site_builder.pages.scores import BenchmarksView, build_benchmarks
from site_builder.pages.tokens import Fills, model_fills
from site_builder.pages.versions import VersionView, build_versions
from site_builder.records.labels import message
from site_builder.records.model import Model
from site_builder.records.specification import MODALITIES


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question, inline, and its answer, a block; both in one language."""

    anchor: str
    question: Text
    answer: Text


@dataclass(frozen=True, slots=True)
class SourceView:
    """A page the facts come from."""

    link: LinkView
    checked: DateView


@dataclass(frozen=True, slots=True)
class ModelView:
    """Everything the page of a model shows; what the record lacks is empty, and its section is absent.

    Attributes:
        sections: The sections present, in page order; the template renders exactly these.
        id: Key of the model, e.g. `google/gemini-3.1-pro`.
        playground: Where a reader tries the model; may be empty.
        facts_strip: The three to five facts below the header.
        quick_start: The plainest call through the recommended protocol; None if calls fail since the model is retired.
        data: Site-absolute path of the same facts as JSON.
        mirror: Site-absolute path of the page as Markdown.
        fills: What takes the place of tokens.
    """

    page: PageView
    sections: tuple[SectionView, ...]
    id: str
    name: str
    api_id: str
    maker: MakerView
    family: str
    status: StatusView
    kind: str
    is_new: bool
    badges: tuple[str, ...]
    playground: str
    lifecycle: LifecycleView | None
    summary: Text
    headline_prices: tuple[PricePairEntryView, ...]
    facts_strip: tuple[FactView, ...]
    conclusions: tuple[Text, ...]
    overview: Text | None
    highlights: tuple[TitledTextView, ...]
    capabilities: tuple[CapabilityView, ...]
    use_when: tuple[Text, ...]
    avoid_when: tuple[Text, ...]
    use_cases: tuple[TitledTextView, ...]
    specifications: tuple[FactGroupView, ...]
    pricing: PriceTableView | None
    benchmarks: BenchmarksView | None
    onboarding: tuple[TitledTextView, ...]
    quick_start: QuickStartView | None
    apis: tuple[ApiView, ...]
    notes: tuple[Text, ...]
    versions: tuple[VersionView, ...]
    comparisons: tuple[ComparisonView, ...]
    limitations: tuple[Text, ...]
    faq: tuple[QuestionView, ...]
    related: tuple[CardView, ...]
    more: tuple[MoreModelsView, ...]
    sources: tuple[SourceView, ...]
    updated: DateView
    data: str
    mirror: str
    fills: Fills


SECTIONS: dict[str, str] = {
    "conclusions": message("Quick conclusions"),
    "overview": message("Overview"),
    "capabilities": message("Capabilities"),
    "usage": message("When to use it"),
    "specifications": message("Specifications"),
    "pricing": message("Pricing"),
    "benchmarks": message("Benchmarks"),
    "api": message("API"),
    "notes": message("How it behaves"),
    "versions": message("Versions and aliases"),
    "comparison": message("Comparison"),
    "limitations": message("Limitations"),
    "faq": message("Questions and answers"),
    "related": message("Related models"),
    "sources": message("Dates and sources"),
}
"""Sections of a model page in their order: anchor and title."""


def build_model_view(context: ViewContext, key: str) -> ModelView:
    """Give everything the page of a model shows."""
    model, localizer = context.catalog.models[key], context.localizer
    card = build_card(context, key)
    specifications = build_specifications(context, model)
    can_stream = model.capabilities.streaming != "no"
    apis = tuple(build_api(context, served, can_stream=can_stream) for served in model.protocols)
    return ModelView(
        page=_build_page(context, key, model, card.maker),
        sections=_build_sections(context, key),
        id=key,
        name=model.name,
        api_id=model.api_id,
        maker=card.maker,
        family=model.family,
        status=card.status,
        kind=card.kind,
        is_new=is_new(context, model),
        badges=_build_badges(context, model),
        playground=_playground(context, model),
        lifecycle=build_lifecycle(context, model),
        summary=card.summary,
        headline_prices=card.headline_prices,
        facts_strip=pick_strip(specifications),
        conclusions=localizer.texts(*model.conclusions),
        overview=None if model.overview is None else localizer.text(model.overview),
        highlights=build_titled(context, model.highlights),
        capabilities=build_capabilities(context, model.capabilities),
        use_when=localizer.texts(*model.use_when),
        avoid_when=localizer.texts(*model.avoid_when),
        use_cases=build_titled(context, model.use_cases),
        specifications=group_facts(context, specifications),
        pricing=None if model.pricing is None else build_price_table(context, model.pricing),
        benchmarks=build_benchmarks(context, key),
        onboarding=build_onboarding(context),
        quick_start=None if model.status == "retired" else apis[0].quick_start,
        apis=apis,
        notes=localizer.texts(*model.notes),
        versions=build_versions(context, model),
        comparisons=tuple(build_comparison(context, key, item) for item in model.comparisons),
        limitations=localizer.texts(*model.limitations),
        faq=_build_faq(context, model),
        related=tuple(build_card(context, item) for item in model.related),
        more=build_more_models(context, key),
        sources=tuple(
            SourceView(LinkView(item.title, item.url), day_view(item.checked, context.locale)) for item in model.sources
        ),
        updated=day_view(model.updated, context.locale),
        data=context.file_href(model_file(key)),
        mirror=f"{context.href(PageKind.MODEL, key)}{MIRROR}",
        fills=model_fills(model.api_id, key),
    )


def present_sections(catalog: Catalog, key: str) -> tuple[str, ...]:
    """Give the ids of the sections that have something to show, in page order."""
    model = catalog.models[key]
    has_capabilities = any(getattr(model.capabilities, name) for name in type(model.capabilities).model_fields)
    content: dict[str, object] = {
        "conclusions": model.conclusions,
        "overview": model.overview,
        "capabilities": model.highlights or has_capabilities,
        "usage": model.use_when or model.avoid_when or model.use_cases,
        "specifications": True,
        "pricing": model.pricing,
        "benchmarks": model.benchmarks,
        "api": True,
        "notes": model.notes,
        "versions": model.versions,
        "comparison": model.comparisons,
        "limitations": model.limitations,
        "faq": model.faq,
        "related": model.related or more_models(catalog, key),
        "sources": True,
    }
    return tuple(name for name in SECTIONS if content[name])


def _build_sections(context: ViewContext, key: str) -> tuple[SectionView, ...]:
    localizer = context.localizer
    written = context.catalog.models[key].introductions
    introductions = {str(name): localizer.text(prose) for name, prose in written.items()}
    return tuple(
        SectionView(name, localizer.ui(SECTIONS[name]), introductions.get(name))
        for name in present_sections(context.catalog, key)
    )


def _build_page(context: ViewContext, key: str, model: Model, maker: MakerView) -> PageView:
    return build_page_view(
        context,
        PageKind.MODEL,
        key,
        title=context.localizer.ui("{name}: price, limits and API", name=model.name),
        description=(
            context.localizer.when_resolved(plain_text, context.localizer.text(model.summary).markdown),
            context.localizer.ui("Price, limits, benchmarks, parameters and working code examples."),
            context.localizer.ui("Compare the models, copy a working example and call it with one API key."),
        ),
        trail=(
            LinkView(maker.name, maker.href),
            LinkView(model.name, context.href(PageKind.MODEL, key)),
        ),
    )


def _build_badges(context: ViewContext, model: Model) -> tuple[str, ...]:
    localizer = context.localizer
    badges = [localizer.ui(MODALITIES[name]) for name in model.modalities.output]
    badges.append(model.family)
    if model.capabilities.commercial_use == "yes":
        badges.append(localizer.ui("Commercial use"))
    return tuple(badges)


def is_new(context: ViewContext, model: Model) -> bool:
    """Whether the model was released since the day the site counts as new."""
    since = context.catalog.site.new_since
    return since is not None and model.released is not None and model.released >= since


def _playground(context: ViewContext, model: Model) -> str:
    """Give the address at which a reader tries the model; empty if there is none or the model is retired."""
    url = context.catalog.site.playground_url
    if url is None or model.status == "retired":
        return ""
    address = urlsplit(url)
    query = "&".join(filter(None, (address.query, urlencode({"model": model.api_id}))))
    return urlunsplit(address._replace(query=query))


def _build_faq(context: ViewContext, model: Model) -> tuple[QuestionView, ...]:
    questions = []
    for number, item in enumerate(model.faq, 1):
        question, answer = context.localizer.texts(item.question, item.answer)
        questions.append(QuestionView(f"faq-{number}", question, answer))
    return tuple(questions)
