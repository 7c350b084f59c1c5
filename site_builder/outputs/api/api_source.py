"""What the files of the API are made from: the records, their texts in all languages, and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog
from site_builder.i18n.localizer import Localizer
from site_builder.outputs.output import OutputSource
from site_builder.pages.context import ViewContext
from site_builder.pages.routes import API_CATALOG, PageKind


@dataclass(frozen=True, slots=True)
class ApiSource:
    """What the files are made from; `make_api_source` gives one.

    Attributes:
        catalog: All records.
    """

    catalog: Catalog
    _contexts: Mapping[str, ViewContext]
    _translated: tuple[tuple[str, Localizer], ...]

    def translate(self, text: str) -> Mapping[str, str]:
        """Give a text of a record in the language of the records and in each other one that it is translated to."""
        texts = {self.catalog.site.source_locale: text}
        for tag, localizer in self._translated:
            known = localizer.prose.singular.get(text)  # as nearly all are; the rest has several blocks, or is missing
            if known is None:
                found = localizer.find_texts((text,))[0]
                known = found.markdown if found.lang is None else None
            if known is not None:
                texts[tag] = known
        return texts

    def pages(self, kind: PageKind, key: str = "") -> Mapping[str, str]:
        """Give the addresses of a page in all published languages, by tag."""
        return {tag: context.url(kind, key) for tag, context in self._contexts.items()}

    @property
    def catalog_url(self) -> str:
        """The address of the list of all models."""
        return self.url(API_CATALOG)

    def url(self, path: str) -> str:
        """Give the address of a published file."""
        return f"{self.catalog.site.public_url}/{path}"


def make_api_source(source: OutputSource) -> ApiSource:
    """Give what the files are made from; languages other than that of the records are looked up for each text."""
    localizers = {tag: context.localizer for tag, context in source.contexts.items()}
    translated = tuple((tag, localizer) for tag, localizer in localizers.items() if localizer.needs_prose)
    return ApiSource(source.catalog, source.contexts, translated)
