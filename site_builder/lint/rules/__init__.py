"""One rule per file, in the order they run."""

from __future__ import annotations

from site_builder.lint.rule import Rule
from site_builder.lint.rules.example_mismatch import EXAMPLE_MISMATCH
from site_builder.lint.rules.glossary_term import GLOSSARY_TERM
from site_builder.lint.rules.key_order import KEY_ORDER
from site_builder.lint.rules.override_redundant import OVERRIDE_REDUNDANT
from site_builder.lint.rules.price_magnitude import PRICE_MAGNITUDE
from site_builder.lint.rules.translation_missing import TRANSLATION_MISSING

RULES: tuple[Rule, ...] = (
    EXAMPLE_MISMATCH,
    GLOSSARY_TERM,
    KEY_ORDER,
    OVERRIDE_REDUNDANT,
    PRICE_MAGNITUDE,
    TRANSLATION_MISSING,
)
