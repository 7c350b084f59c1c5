"""What readers can search for in one locale: models, makers, protocols, fields, failures, questions, headings.

An entry says where it leads, what finds it and what is shown of it. How entries are split into files is
left to `outputs/search.py`, how they are found to `templates/assets/js/search/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from site_builder.catalog.catalog import provider_of
from site_builder.i18n.numbers import format_number
from site_builder.pages.api import share_reference
from site_builder.pages.card import build_headline_prices
from site_builder.pages.catalog_page import count_models
from site_builder.pages.context import ViewContext
from site_builder.pages.landscape_page import SECTIONS as LANDSCAPE_SECTIONS
from site_builder.pages.landscape_page import present_sections as landscape_sections
from site_builder.pages.markdown import plain_text
from site_builder.pages.model_page import present_sections as model_sections
from site_builder.pages.onboarding import TitledTextView, build_onboarding, build_titled
from site_builder.pages.parameters import ParameterGroupView
from site_builder.pages.protocol_page import present_sections as protocol_sections
from site_builder.pages.routes import PageKind
from site_builder.pages.search_pages import list_named_pages
from site_builder.pages.search_words import ERROR_WORDS, KIND_WORDS, VISION_WORDS
from site_builder.records.labels import message
from site_builder.records.model import KINDS, STATUSES, Model, callable_ids
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.specification import MODALITIES


class EntryKind(StrEnum):
    """What an entry is, in the order of the groups of results."""

    MODEL = "model"
    PROVIDER = "provider"
    PROTOCOL = "protocol"
    PARAMETER = "parameter"
    ERROR = "error"
    QUESTION = "question"
    SECTION = "section"


_HOME_SECTIONS = {
    "models": message("Models"),
    "protocols": message("Protocols"),
    "onboarding": message("Get started"),
}


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing that can be found.

    Attributes:
        kind: Which group of results it belongs to.
        title: What is shown and matters most, e.g. `Gemini 3.1 Pro` or `generationConfig.temperature`.
        href: Site-absolute path of the page with the anchor, e.g. `/ru/models/google/gemini-3.1-pro/#pricing`.
        ids: Other exact names of it, e.g. callable ids; typed in any spelling they come first.
        detail: Second line of the result.
        text: Further words that find it; not shown.
        sections: Ids of the sections of its page; a reader may name one beside a model: `gpt-5.4 pricing`.
        lang: BCP 47 tag of the prose in title or detail, where it is not in the language of the site.
    """

    kind: EntryKind
    title: str
    href: str
    ids: tuple[str, ...] = ()
    detail: str = ""
    text: str = ""
    sections: tuple[str, ...] = ()
    lang: str = ""


def build_catalog_entries(context: ViewContext) -> Iterator[SearchEntry]:
    """Give all that has an exact name, most wanted first: of equally good results the earlier one is shown first."""
    yield from _build_models(context)
    yield from _build_providers(context)
    for key in _protocols_by_use(context):
        yield _build_protocol(context, key)
    for key in _protocols_by_use(context):
        yield from _build_parameters(context, key)
    yield from _build_errors(context)
    yield from _build_home_sections(context)
    yield from _build_named_pages(context)
    yield from _build_landscape_sections(context)


def build_prose_entries(context: ViewContext, key: str) -> Iterator[SearchEntry]:
    """Give what a model's own page says in sentences: its summary, questions and titled paragraphs."""
    model, localizer = context.catalog.models[key], context.localizer
    href = context.href(PageKind.MODEL, key)
    summary = plain_text(localizer.text(model.summary).markdown)
    yield SearchEntry(EntryKind.MODEL, model.name, href, text=summary)
    for number, item in enumerate(model.faq, 1):
        question, answer = localizer.texts(item.question, item.answer)
        yield SearchEntry(
            EntryKind.QUESTION,
            plain_text(question.markdown),
            f"{href}#faq-{number}",
            detail=model.name,
            text=plain_text(answer.markdown),
            lang=question.lang or "",
        )
    for section, items in (("capabilities", model.highlights), ("usage", model.use_cases)):
        for titled in build_titled(context, items):
            yield _build_titled_entry(titled, f"{href}#{section}", model.name)


def _build_titled_entry(titled: TitledTextView, href: str, detail: str) -> SearchEntry:
    title, text = plain_text(titled.title.markdown), plain_text(titled.text.markdown)
    return SearchEntry(EntryKind.SECTION, title, href, detail=detail, text=text, lang=titled.title.lang or "")


def _build_models(context: ViewContext) -> Iterator[SearchEntry]:
    """Give the models: those to use before those that end, the newest first."""
    models, ranks = context.catalog.models, list(STATUSES)
    ranks.sort(key=lambda status: status != "stable")
    newest = sorted(models, key=lambda key: str(models[key].released or ""), reverse=True)
    for key in sorted(newest, key=lambda key: ranks.index(models[key].status)):
        model, localizer = models[key], context.localizer
        modalities = (*model.modalities.input, *model.modalities.output)
        kinds = localizer.join(localizer.ui(MODALITIES[name]) for name in modalities)
        kind, status = localizer.ui(KINDS[model.kind]), localizer.ui(STATUSES[model.status])
        maker = context.catalog.providers[provider_of(key)]
        words = " ".join(localizer.ui(text) for text in _list_words(model))
        yield SearchEntry(
            EntryKind.MODEL,
            model.name,
            context.href(PageKind.MODEL, key),
            ids=tuple(dict.fromkeys((*callable_ids(model), key, key.partition("/")[2]))),
            detail=" · ".join(_describe_model(context, key)),
            text=" ".join((provider_of(key), *maker.other_names, model.family, kind, status, kinds, words)),
            sections=model_sections(context.catalog, key),
        )


def _list_words(model: Model) -> Iterator[str]:
    """Give messages with words by which readers look for a model that does this."""
    if model.kind in KIND_WORDS:
        yield KIND_WORDS[model.kind]
    if "image" in model.modalities.input:
        yield VISION_WORDS


def _describe_model(context: ViewContext, key: str) -> Iterator[str]:
    """Give what helps to choose between models: maker, kind and status if not the usual ones, context, prices."""
    model, localizer = context.catalog.models[key], context.localizer
    yield context.catalog.providers[provider_of(key)].name
    if model.kind != "chat":
        yield localizer.ui(KINDS[model.kind])
    if model.status != "stable":
        yield localizer.ui(STATUSES[model.status])
    if model.limits.context_window_tokens:
        yield f"{localizer.ui('Context')} {format_number(model.limits.context_window_tokens, localizer.locale)}"
    for price in build_headline_prices(context, model):
        amount = price.amount.text if price.amount else price.state
        yield " ".join(word for word in (price.label, price.prefix, amount) if word)


def _build_providers(context: ViewContext) -> Iterator[SearchEntry]:
    catalog, localizer = context.catalog, context.localizer
    for key, provider in catalog.providers.items():
        title = localizer.ui("{name} models", name=provider.name)
        summary = plain_text(localizer.text(provider.summary).markdown)
        yield SearchEntry(
            EntryKind.PROVIDER,
            provider.name,
            context.href(PageKind.PROVIDER, key),
            ids=(key, *provider.other_names),
            detail=count_models(context, len(catalog.models_of_provider(key))),
            text=f"{title} {localizer.ui('Provider')} {summary}",
        )


def _protocols_by_use(context: ViewContext) -> list[str]:
    catalog = context.catalog
    return sorted(catalog.protocols, key=lambda key: (-len(catalog.models_of_protocol(key)), key))


def _build_protocol(context: ViewContext, key: str) -> SearchEntry:
    catalog, localizer = context.catalog, context.localizer
    protocol = catalog.protocols[key]
    paths = tuple(operation.path for operation in protocol.operations)
    return SearchEntry(
        EntryKind.PROTOCOL,
        protocol.name,
        context.href(PageKind.PROTOCOL, key),
        ids=tuple(dict.fromkeys((key, *paths))),
        detail=count_models(context, len(catalog.models_of_protocol(key))),
        text=f"{localizer.ui('Protocol')} {plain_text(localizer.text(protocol.summary).markdown)}",
        sections=protocol_sections(catalog, key),
    )


def _build_parameters(context: ViewContext, key: str) -> Iterator[SearchEntry]:
    protocol, href = context.catalog.protocols[key], context.href(PageKind.PROTOCOL, key)
    reference = share_reference(context, ModelProtocol(protocol=key))
    for group in (*reference.parameters, *filter(None, [reference.response])):
        yield from _build_group(group, href, protocol.name)


def _build_group(group: ParameterGroupView, href: str, protocol: str) -> Iterator[SearchEntry]:
    """Give the fields of a table; a nested one leads to the row of the field it belongs to, which has an anchor."""
    anchor = ""
    for row in group.rows:
        anchor = row.anchor or anchor
        yield SearchEntry(
            EntryKind.PARAMETER,
            row.path,
            f"{href}#{anchor}",
            ids=(row.name,) if row.name != row.path else (),
            detail=f"{protocol} · {group.title}",
            text=plain_text(row.description.markdown),
        )


def _build_errors(context: ViewContext) -> Iterator[SearchEntry]:
    """Give every failure, once where several protocols document the same one; it leads to the most used of them."""
    known = set()
    for key in _protocols_by_use(context):
        protocol, href = context.catalog.protocols[key], context.href(PageKind.PROTOCOL, key)
        for error in share_reference(context, ModelProtocol(protocol=key)).errors:
            if (error.id, error.trigger) in known:
                continue
            known.add((error.id, error.trigger))
            trigger, fix = plain_text(error.trigger.markdown), plain_text(error.fix.markdown)
            yield SearchEntry(
                EntryKind.ERROR,
                f"{error.status} {error.code}",
                f"{href}#{error.anchor}",
                ids=(error.code, str(error.status)),
                detail=f"{protocol.name} · {trigger}",
                text=f"{context.localizer.ui('Errors')} {_find_error_words(context, error.status)} {fix}",
                lang=error.trigger.lang or "",
            )


def _find_error_words(context: ViewContext, status: int) -> str:
    words = ERROR_WORDS.get(status)
    return context.localizer.ui(words) if words else ""


def _build_home_sections(context: ViewContext) -> Iterator[SearchEntry]:
    """Give the headings of the home page, and the steps of its last section."""
    catalog, localizer = context.catalog, context.localizer
    home = context.href(PageKind.CATALOG)
    shown = {"models": True, "protocols": catalog.protocols, "onboarding": catalog.site.onboarding}
    titles = {name: localizer.ui(title) for name, title in _HOME_SECTIONS.items() if shown[name]}
    for name, title in titles.items():
        yield SearchEntry(EntryKind.SECTION, title, f"{home}#{name}", detail=catalog.site.name)
    for step in build_onboarding(context):
        yield _build_titled_entry(step, f"{home}#onboarding", titles["onboarding"])


def _build_named_pages(context: ViewContext) -> Iterator[SearchEntry]:
    for page in list_named_pages(context):
        yield SearchEntry(EntryKind.SECTION, page.title, page.href, ids=page.names, detail=context.catalog.site.name)


def _build_landscape_sections(context: ViewContext) -> Iterator[SearchEntry]:
    """Give the headings of the page of plots, if there is one."""
    title, href = context.localizer.ui("Model landscape"), context.href(PageKind.LANDSCAPE)
    plots = context.localizer.ui("plot chart graph diagram")
    for name in landscape_sections(context.catalog):
        section = context.localizer.ui(LANDSCAPE_SECTIONS[name])
        yield SearchEntry(EntryKind.SECTION, section, f"{href}#{name}", detail=title, text=plots)
