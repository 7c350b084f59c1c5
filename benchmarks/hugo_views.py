"""Our views as plain values for Hugo: translated, formatted and computed beforehand, which is not timed."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

from markupsafe import escape

from site_builder.build.inputs import SiteInputs
from site_builder.i18n.text import Text
from site_builder.pages.api import ApiView, ProtocolReferenceView
from site_builder.pages.card import CardView
from site_builder.pages.catalog_page import CatalogView
from site_builder.pages.chrome import build_site_view
from site_builder.pages.code import CodeView
from site_builder.pages.code_page import CodeApiView
from site_builder.pages.compared_model import CellView
from site_builder.pages.markdown import render_inline
from site_builder.pages.model_page import ModelView
from site_builder.pages.page_views import build_view
from site_builder.pages.parameters import ParameterGroupView
from site_builder.pages.routes import Page
from site_builder.pages.tokens import Fills, fill_tokens

Values = dict[str, Any]

_KEYED = (CardView, CellView, ParameterGroupView, ProtocolReferenceView)
"""What stands in a page or a part with a key, under which Hugo makes its HTML once."""

_SHARED_PARTS: dict[type, frozenset[str]] = {
    ModelView: frozenset({"apis", "quick_start", "onboarding"}),
    CatalogView: frozenset({"onboarding"}),
    ApiView: frozenset({"variants", "quick_start"}),
    CodeApiView: frozenset({"variants", "switches"}),
}
"""Fields with parts that many pages share: a page has only the key of each, so that its data stays small."""

_LISTS = frozenset({"apis", "variants"})
"""Those of them with several parts; the others are one, even where it is a list."""


class LocaleViews:
    """The views of one locale.

    Attributes:
        parts: What pages share, by key; tokens stand in it for the names of the model.
    """

    def __init__(self, site: SiteInputs, tag: str) -> None:
        self._context = site.renderer.contexts[tag]
        self._keys: dict[int, tuple[str, object]] = {}
        self.parts: dict[str, Any] = {}

    def site(self) -> Values:
        """Give what all pages share."""
        values: Values = self._plain(build_site_view(self._context), ())
        return values

    def page(self, page: Page) -> Values:
        """Give the view of a page, with keys in the place of parts that it shares with others."""
        view: Any = build_view(self._context, page)
        fills: Fills = getattr(view, "fills", ())
        values: Values = self._plain(view, fills)
        return values | {"fills": dict(fills)}

    def _key(self, value: object) -> str:
        """Give the key of an object, which is kept alive: another one may not get its identity."""
        return self._keys.setdefault(id(value), (f"k{len(self._keys)}", value))[0]

    def _share(self, part: object) -> str | Values:
        """Give the key of a part; beside that of a protocol stands what the table of contents says of it."""
        key = self._key(part)
        if key not in self.parts:
            self.parts[key] = self._plain(part, ())
        return {"part": key, "anchor": part.anchor, "name": part.name} if isinstance(part, ApiView) else key

    def _plain(self, value: Any, fills: Fills) -> Any:  # noqa: ANN401 - any part of a view
        match value:
            case str():
                return fill_tokens(value, fills)
            case Text():
                return _plain_text(value, fills)
            case CodeView():
                code = fill_tokens(value.code, fills)
                return {"code": code, "lexer": value.lexer, "key": _digest(value.lexer + code)}
            case tuple():
                return [self._plain(item, fills) for item in value]
            case _ if dataclasses.is_dataclass(value):
                return self._plain_fields(value, fills)
        return value

    def _plain_fields(self, value: Any, fills: Fills) -> Values:  # noqa: ANN401 - any view
        shared = _SHARED_PARTS.get(type(value), frozenset())
        values: Values = {"key": self._key(value)} if isinstance(value, _KEYED) else {}
        for field in dataclasses.fields(value):
            item = getattr(value, field.name)
            if item is None or item is False or item in ("", ()):
                continue
            if field.name not in shared:
                values[field.name] = self._plain(item, fills)
            elif field.name in _LISTS:
                values[field.name] = [self._share(part) for part in item]
            else:
                values[field.name] = self._share(item)
        return values


def _plain_text(text: Text, fills: Fills) -> str | Values:
    """Give a text without markup in the page's language as it is, any other with what Hugo has to do."""
    markdown = fill_tokens(text.markdown, fills)
    has_markup = "\n" in markdown or render_inline(markdown) != escape(markdown)
    values = {"m" if has_markup else "t": markdown}
    if text.lang is not None:
        values["lang"] = text.lang
    return markdown if values.keys() == {"t"} else values


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
