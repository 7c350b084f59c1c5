"""What the files of the API are made from: the records, their texts in all languages, and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.catalog.catalog import Catalog
from site_builder.outputs.output import OutputSource
from site_builder.pages.routes import API_CATALOG, PageKind


@dataclass(frozen=True, slots=True)
class ApiSource:
    """What the files are made from.

    Attributes:
        catalog: All records.
    """

    catalog: Catalog
    _source: OutputSource = field(repr=False)

    def translate(self, text: str) -> Mapping[str, str]:
        """Give a text of a record in the language of the records and in each other one that it is translated to."""
        texts = {self.catalog.site.source_locale: text}
        for tag, context in self._source.contexts.items():
            if context.localizer.needs_prose:
                found = context.localizer.find_texts((text,))[0]
                if found.lang is None:
                    texts[tag] = found.markdown
        return texts

    def pages(self, kind: PageKind, key: str = "") -> Mapping[str, str]:
        """Give the addresses of a page in all published languages, by tag."""
        return {tag: context.url(kind, key) for tag, context in self._source.contexts.items()}

    @property
    def catalog_url(self) -> str:
        """The address of the list of all models."""
        return self.url(API_CATALOG)

    def url(self, path: str) -> str:
        """Give the address of a published file."""
        return f"{self.catalog.site.public_url}/{path}"
