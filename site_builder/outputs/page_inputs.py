"""What each page is made from, as fingerprints: what differs from the last build is rendered again."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from site_builder.catalog.catalog import Catalog, RecordId, provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_bytes, fingerprint_parts
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.card import card_fingerprint
from site_builder.pages.changes import changes_fingerprint, has_changes
from site_builder.pages.code_page import code_fingerprint
from site_builder.pages.compare_page import compare_fingerprint
from site_builder.pages.compared_model import compared_fingerprint
from site_builder.pages.coverage import SiteCoverage
from site_builder.pages.facets import ModelList, counts_fingerprints, cut_list, facet_models, read_list_key
from site_builder.pages.guide_pages import spell_alias
from site_builder.pages.landscape_survey import landscape_fingerprint
from site_builder.pages.more_models import more_models
from site_builder.pages.pairs import list_pairs
from site_builder.pages.price_pages import price_pages
from site_builder.pages.pricing_page import pricing_fingerprints
from site_builder.pages.routes import Page, PageKind, has_landscape, redirects
from site_builder.pages.translations_page import translations_fingerprint


@dataclass(frozen=True, slots=True)
class PageInputs:
    """What the pages of a site are made from, as fingerprints.

    Attributes:
        catalog: All records.
        messages: Of each locale, by tag.
        templates: Of each kind of page, and of each template of mirrors by its name.
        assets: Of the names of all assets.
        locales: Of the names and addresses of all published locales, which every language switch shows.
        coverage: Which pages are truly translated, which their alternates in other languages depend on.
        runs: Of what is known of the snippets of each protocol that were run.
    """

    catalog: Catalog
    messages: Mapping[str, Fingerprint]
    templates: Mapping[str, Fingerprint]
    assets: Fingerprint
    locales: Fingerprint
    coverage: SiteCoverage
    runs: Mapping[str, Fingerprint]
    _subjects: dict[tuple[PageKind, str], Mapping[str, Fingerprint]] = field(default_factory=dict, repr=False)
    _groups: dict[tuple[str, ...], Mapping[str, Fingerprint]] = field(default_factory=dict, repr=False)

    def plan(self, page: Page) -> Artifact:
        """Give a page as an artifact with all its inputs; what its alternates share with it is hashed once."""
        subject = (page.kind, page.key)
        if subject not in self._subjects:
            self._subjects[subject] = {
                "record": own_fingerprint(self.catalog, page),
                "shown records": fingerprint_parts(self._shown(page)),
                "alternates": fingerprint_parts(self._alternates(page)),
                "snippet runs": self._runs(page),
            }
        return Artifact(page.path, self._subjects[subject], self._common_inputs(page))

    def _common_inputs(self, page: Page) -> Mapping[str, Fingerprint]:
        """Give the inputs that all pages of a kind and locale share."""
        tags = [page.locale.tag] if page.locale else list(self.messages)
        group = (page.kind, *tags)
        if group not in self._groups:
            self._groups[group] = {
                "program": program_fingerprint(),
                "site": site_fingerprint(self.catalog),
                "locales": self.locales,
                "template": self.templates[page.kind],
                "assets": self.assets,
                "messages": fingerprint_parts([self.messages[tag] for tag in tags]),
            }
        return self._groups[group]

    def _shown(self, page: Page) -> list[Fingerprint]:
        if page.kind is PageKind.TRANSLATIONS:
            return [translations_fingerprint(self.coverage)]
        return shown_fingerprints(self.catalog, page)

    def _alternates(self, page: Page) -> tuple[str, ...]:
        """Give the tags of the locales in which a page is truly translated; none for a page without alternates."""
        if page.kind in (PageKind.REDIRECT, PageKind.NOT_FOUND, PageKind.ROOT_NOT_FOUND):
            return ()
        kind = PageKind.CATALOG if page.kind is PageKind.CHOOSER else page.kind
        return self.coverage.translated_tags(kind, page.key)

    def _runs(self, page: Page) -> Fingerprint:
        """Give the fingerprint of the runs of the protocols whose snippets stand on a page."""
        protocols: tuple[str, ...] = ()
        if page.kind is PageKind.PROTOCOL:
            protocols = (page.key,)
        elif page.kind in (PageKind.MODEL, PageKind.MODEL_CODE):
            protocols = tuple(served.protocol for served in self.catalog.models[page.key].protocols)
        return fingerprint_parts([self.runs[protocol_id] for protocol_id in protocols])


def site_fingerprint(catalog: Catalog) -> Fingerprint:
    """Give the fingerprint of what is on every page: `site.yaml`, and where the navigation leads."""
    names = [
        f"{key}={record.name}" for records in (catalog.providers, catalog.protocols) for key, record in records.items()
    ]
    optional = (str(len(price_pages(catalog)) > 0), str(has_landscape(catalog)), str(has_changes(catalog)))
    return fingerprint_parts([catalog.fingerprints[RecordId("site")], *names, *optional])


_RECORD_FOLDERS: Mapping[PageKind, str] = {
    PageKind.MODEL: "models",
    PageKind.PROVIDER: "providers",
    PageKind.PROTOCOL: "protocols",
}
"""Where the record lies that a page is about."""


def own_fingerprint(catalog: Catalog, page: Page) -> Fingerprint:
    """Give the fingerprint of the record a page is about."""
    if page.kind in _RECORD_FOLDERS:
        return catalog.fingerprints[RecordId(f"{_RECORD_FOLDERS[page.kind]}/{page.key}")]
    if page.kind is PageKind.MODEL_CODE:
        return code_fingerprint(catalog.models[page.key])
    return fingerprint_bytes(b"")


def shown_fingerprints(catalog: Catalog, page: Page) -> list[Fingerprint]:
    """Give the fingerprints of what a page shows of other records: cards of models, links to them, shared records."""
    show = _SHOWN.get(page.kind)
    return show(catalog, page.key) if show else []


def _shown_on_model(catalog: Catalog, key: str) -> list[Fingerprint]:
    model = catalog.models[key]
    others = [*model.related, *model.rivals, *(item.model for item in model.comparisons)]
    if model.successor is not None:
        others.append(model.successor)
    benchmarks = [catalog.fingerprints[RecordId(f"benchmarks/{item.benchmark}")] for item in model.benchmarks]
    cards = [_card(catalog, other) for other in others]
    more = [
        fingerprint_parts([reason, *(_link(catalog, other) for other in names)])
        for reason, names in more_models(catalog, key).items()
    ]
    maker = catalog.fingerprints[RecordId(f"providers/{provider_of(key)}")]
    return [*cards, *more, *benchmarks, maker, *_protocols(catalog, key)]


def _protocols(catalog: Catalog, key: str) -> list[Fingerprint]:
    return [catalog.fingerprints[RecordId(f"protocols/{item.protocol}")] for item in catalog.models[key].protocols]


def _shown_on_code(catalog: Catalog, key: str) -> list[Fingerprint]:
    """Give the fingerprints of the protocols of a model, of the name of its maker, and of the model that follows it."""
    successor = catalog.models[key].successor
    next_model = [] if successor is None else [_link(catalog, successor)]
    return [*_protocols(catalog, key), fingerprint_parts([catalog.providers[provider_of(key)].name]), *next_model]


def _shown_on_redirect(catalog: Catalog, alias: str) -> list[Fingerprint]:
    key = redirects(catalog)[alias]
    return [_link(catalog, key), fingerprint_parts([spell_alias(catalog.models[key], alias)])]


def _shown_on_catalog(catalog: Catalog, _: str) -> list[Fingerprint]:
    """Give the fingerprints of the rows of the first page, of the counts in the filters, and of all protocols."""
    protocols = [catalog.fingerprints[RecordId(f"protocols/{key}")] for key in catalog.protocols]
    return [*_shown_of_list(catalog, cut_list(catalog, "all")), counts_fingerprints(catalog)["all"], *protocols]


def _shown_on_list(catalog: Catalog, key: str) -> list[Fingerprint]:
    """Give the fingerprints of the rows of a page and of the counts beside the lists around it."""
    models = read_list_key(catalog, key)
    return [*_shown_of_list(catalog, models), counts_fingerprints(catalog)[models.facet]]


def _shown_of_list(catalog: Catalog, models: ModelList) -> list[Fingerprint]:
    return [fingerprint_parts([str(models.total)]), *(_card(catalog, key) for key in models.keys)]


def _card(catalog: Catalog, key: str) -> Fingerprint:
    """Give the fingerprint of a model's card, its maker's name included."""
    return _cards(catalog)[key]


@functools.lru_cache(maxsize=1)
def _cards(catalog: Catalog) -> Mapping[str, Fingerprint]:
    """Give the fingerprints of all cards, each made once for the many pages that show it, in every locale."""
    return {
        key: fingerprint_parts([key, catalog.providers[provider_of(key)].name, card_fingerprint(model)])
        for key, model in catalog.models.items()
    }


@functools.lru_cache(maxsize=1)
def _compared(catalog: Catalog) -> Mapping[str, Fingerprint]:
    """Give the fingerprints of what pages that compare a model show of it, each made once."""
    return {
        key: compared_fingerprint(catalog, key) for key in dict.fromkeys(itertools.chain(*list_pairs(catalog).values()))
    }


def _link(catalog: Catalog, key: str) -> Fingerprint:
    """Give the fingerprint of a link to a model, which shows its name alone."""
    return _links(catalog)[key]


@functools.lru_cache(maxsize=1)
def _links(catalog: Catalog) -> Mapping[str, Fingerprint]:
    """Give the fingerprints of links to all models, each made once for the many pages that have it."""
    return {key: fingerprint_parts([key, model.name]) for key, model in catalog.models.items()}


_SHOWN: Mapping[PageKind, Callable[[Catalog, str], list[Fingerprint]]] = {
    PageKind.MODEL: _shown_on_model,
    PageKind.MODEL_CODE: _shown_on_code,
    PageKind.PRICING: pricing_fingerprints,
    PageKind.PROVIDER: lambda catalog, key: _shown_of_list(catalog, cut_list(catalog, "provider", key)),
    PageKind.PROTOCOL: lambda catalog, key: [
        _card(catalog, name) for name in facet_models(catalog)["protocol"].get(key, ())
    ],
    PageKind.MODEL_LIST: _shown_on_list,
    PageKind.MODEL_ROWS: lambda catalog, _: list(_cards(catalog).values()),
    PageKind.COMPARE: lambda catalog, _: [compare_fingerprint(catalog)],
    PageKind.PAIR: lambda catalog, key: [_compared(catalog)[model] for model in list_pairs(catalog)[key]],
    PageKind.REDIRECT: _shown_on_redirect,
    PageKind.CATALOG: _shown_on_catalog,
    PageKind.CHANGES: lambda catalog, _: [changes_fingerprint(catalog)],
    PageKind.LANDSCAPE: lambda catalog, _: [landscape_fingerprint(catalog)],
}
"""What gives the fingerprints of what a kind of page shows of other records."""
