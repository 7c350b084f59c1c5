"""Models that can be called and have no price, not even one that is said to be unknown."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.model import Model


def _check(_: RecordId, model: Model, __: Catalog) -> Iterator[Finding]:
    if model.pricing is None and model.status != "retired":
        yield Finding(
            "price-missing",
            ("api_id",),
            f"{model.name} can be called and has no `pricing`",
            "what a call costs is the first thing readers ask; silence looks like free of charge",
            "add `pricing` with its source; where nobody can find a price out, with `- {meter: input, state: unknown}`",
        )


_MODEL = """name: Acme Tiny
family: Acme 1
api_id: acme-tiny
status: preview
updated: 2026-03-20
summary: A tiny model for tiny questions.
modalities: {input: [text], output: [text]}
protocols:
  - protocol: acme-chat
sources:
  - {title: Acme models, url: https://acme.example.com/docs/models, checked: 2026-11-01}
"""
_PRICING = """pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines:
    - {meter: input, state: unknown}
"""

PRICE_MISSING = RecordRule(
    name="price-missing",
    summary="Finds models that can be called and state neither a price nor that it is unknown, free or included.",
    why="What a call costs is the first thing readers ask, and silence looks like free of charge.",
    bad=Example("catalog/models/acme/tiny.yaml", _MODEL),
    good=Example("catalog/models/acme/tiny.yaml", _MODEL + _PRICING),
    record_class=Model,
    check=_check,
)
