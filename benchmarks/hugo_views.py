"""Our views as plain values for Hugo: translated, formatted and computed beforehand, which is not timed."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

from markupsafe import escape

from site_builder.build.inputs import SiteInputs
from site_builder.i18n.text import Text
from site_builder.outputs.html import build_view
from site_builder.pages.api import ProtocolReferenceView, build_api
from site_builder.pages.card import CardView
from site_builder.pages.chrome import build_site_view
from site_builder.pages.code import MODEL_TOKEN, CodeView
from site_builder.pages.markdown import render_inline
from site_builder.pages.parameters import ParameterGroupView
from site_builder.pages.routes import Page, PageKind
from site_builder.records.model_protocol import ModelProtocol

Values = dict[str, Any]


class LocaleViews:
    """The views of one locale; parts that pages share are collected in `apis`, by key."""

    def __init__(self, site: SiteInputs, tag: str) -> None:
        self._context = site.renderer.contexts[tag]
        self._keys: dict[int, str] = {}
        self.apis: dict[str, Values] = {}

    def site(self) -> Values:
        """Give what all pages share."""
        return self._plain(build_site_view(self._context))  # type: ignore[no-any-return]

    def page(self, page: Page) -> Values:
        """Give the view of a page, with keys of `apis` in the place of protocol sections."""
        view: Any = build_view(self._context, page)
        if page.kind is PageKind.MODEL:
            served = self._context.catalog.models[page.key].protocols
            keys = [self._share(item) for item in served]
            names = [field.name for field in dataclasses.fields(view)]
            kept = {name: self._plain(getattr(view, name)) for name in names if name not in _REPLACED}
            return kept | {"apis": keys, "quick_start": keys[0], "model_id": view.api_id}
        values: Values = self._plain(view)
        if page.kind is PageKind.MODEL_CODE:
            keys = [self._share_values(api) for api in values["apis"]]
            return values | {"apis": keys, "model_id": self._context.catalog.models[page.key].api_id}
        if page.kind is PageKind.PROTOCOL:
            key = f"protocol-{page.key}"
            self.apis[key] = values["api"]
            return values | {"api": key, "model_id": view.api.request.model_id}
        return values

    def _share(self, served: ModelProtocol) -> str:
        key = _digest(repr(served))
        if key not in self.apis:
            self.apis[key] = self._plain(build_api(self._context, served, MODEL_TOKEN))
        return key

    def _share_values(self, values: Values) -> str:
        key = _digest(repr(values))
        self.apis[key] = values
        return key

    def _plain(self, value: Any) -> Any:  # noqa: ANN401 - any part of a view
        match value:
            case Text():
                return _plain_text(value)
            case CodeView():
                return {"code": value.code, "lexer": value.lexer, "key": _digest(value.lexer + value.code)}
            case tuple():
                return [self._plain(item) for item in value]
            case _ if dataclasses.is_dataclass(value):
                values = {field.name: self._plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
                if isinstance(value, CardView | ParameterGroupView | ProtocolReferenceView):
                    values["key"] = self._keys.setdefault(id(value), f"{len(self._keys)}")
                return {
                    name: item
                    for name, item in values.items()
                    if item is not None and item is not False and item not in ("", [])
                }
        return value


_REPLACED = ("apis", "quick_start", "quick_start_call")


def _plain_text(text: Text) -> str | Values:
    """Give a text without markup in the page's language as it is, any other with what Hugo has to do."""
    has_markup = "\n" in text.markdown or render_inline(text.markdown) != escape(text.markdown)
    values = {"m" if has_markup else "t": text.markdown}
    if text.lang is not None:
        values["lang"] = text.lang
    return text.markdown if values.keys() == {"t"} else values


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
