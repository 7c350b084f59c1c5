"""One rule per file, in the order they run."""

from __future__ import annotations

from site_builder.lint.rule import Rule
from site_builder.lint.rules.example_mismatch import EXAMPLE_MISMATCH
from site_builder.lint.rules.glossary_term import GLOSSARY_TERM
from site_builder.lint.rules.group_half_translated import GROUP_HALF_TRANSLATED
from site_builder.lint.rules.heading_emoji import HEADING_EMOJI
from site_builder.lint.rules.icon_only import ICON_ONLY
from site_builder.lint.rules.image_alt import IMAGE_ALT
from site_builder.lint.rules.key_order import KEY_ORDER
from site_builder.lint.rules.override_redundant import OVERRIDE_REDUNDANT
from site_builder.lint.rules.price_magnitude import PRICE_MAGNITUDE
from site_builder.lint.rules.script_mixed import SCRIPT_MIXED
from site_builder.lint.rules.section_duplicate import SECTION_DUPLICATE
from site_builder.lint.rules.section_empty import SECTION_EMPTY
from site_builder.lint.rules.snippet_key import SNIPPET_KEY
from site_builder.lint.rules.text_artefact import TEXT_ARTEFACT
from site_builder.lint.rules.text_balance import TEXT_BALANCE
from site_builder.lint.rules.text_truncated import TEXT_TRUNCATED
from site_builder.lint.rules.text_typography import TEXT_TYPOGRAPHY
from site_builder.lint.rules.translation_markup import TRANSLATION_MARKUP
from site_builder.lint.rules.translation_missing import TRANSLATION_MISSING
from site_builder.lint.rules.translation_names import TRANSLATION_NAMES
from site_builder.lint.rules.translation_numbers import TRANSLATION_NUMBERS
from site_builder.lint.rules.translation_untranslated import TRANSLATION_UNTRANSLATED

RULES: tuple[Rule, ...] = (
    EXAMPLE_MISMATCH,
    GLOSSARY_TERM,
    GROUP_HALF_TRANSLATED,
    HEADING_EMOJI,
    ICON_ONLY,
    IMAGE_ALT,
    KEY_ORDER,
    OVERRIDE_REDUNDANT,
    PRICE_MAGNITUDE,
    SCRIPT_MIXED,
    SECTION_DUPLICATE,
    SECTION_EMPTY,
    SNIPPET_KEY,
    TEXT_ARTEFACT,
    TEXT_BALANCE,
    TEXT_TRUNCATED,
    TEXT_TYPOGRAPHY,
    TRANSLATION_MARKUP,
    TRANSLATION_MISSING,
    TRANSLATION_NAMES,
    TRANSLATION_NUMBERS,
    TRANSLATION_UNTRANSLATED,
)
