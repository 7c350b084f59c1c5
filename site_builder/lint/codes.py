"""What every code means, in one sentence: those of rules from the rule, those of reading and building from here."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.lint.all_rules import RULES
from site_builder.lint.rule import Rule

SUMMARIES: Mapping[str, str] = {
    "anchor-duplicate": "Two elements of a page have the same id.",
    "build-running": "Another build is publishing to the same folder.",
    "callable-id-duplicate": "Two models claim the same callable id.",
    "coverage-locale-unknown": "A minimum coverage is set for a locale that is not published.",
    "date-malformed": "A date is not written year-month-day, or is no day of the calendar.",
    "decimal-malformed": "An exact number is not written with digits and at most one point.",
    "decimal-too-long": "An exact number has more digits than can be calculated with.",
    "entry-duplicate": "A list has the same entry twice.",
    "exception-rule-unknown": "A lint exception names something that is no rule.",
    "exception-unused": "A lint exception covers no finding any more.",
    "field-missing": "A field that every such record needs is not there.",
    "field-unknown": "A record has a field that its class does not know.",
    "file-ending": "A record's file does not end in `.yaml`.",
    "file-misplaced": "A file lies where no kind of record lives.",
    "file-unreadable": "A file of the site cannot be read.",
    "glossary-form-avoided": "A glossary accepts a form of a term and says to avoid it.",
    "glossary-form-missing": "A glossary has a term without an accepted translation.",
    "id-malformed": "The path of a record cannot be an id.",
    "limit-output-above-context": "A model's longest output is longer than its context window.",
    "link-broken": "An internal link or anchor leads nowhere.",
    "locale-duplicate": "`site.yaml` lists a locale twice.",
    "locale-malformed": "A `locale.yaml` lacks its name or its slug, or has another field.",
    "locale-slug-duplicate": "Two locales would be published at the same addresses.",
    "locale-unknown": "A listed locale has no folder, or CLDR does not know its language or that of the records.",
    "out-holds-site": "The folder to publish to holds the site itself, or lies in a folder that the site is made from.",
    "out-not-a-folder": "What is to be published to is not a folder.",
    "out-not-ours": "The folder to publish to holds files of somebody else.",
    "out-unwritable": "The folder to publish to cannot be written.",
    "parameter-duplicate": "Two fields beside each other have the same name.",
    "parameter-fields-on-scalar": "A field that is not an object lists fields of its own.",
    "parameter-range-empty": "The smallest allowed value of a field is above the largest.",
    "parameter-required-default": "A field is required and has a default, which nobody can ever use.",
    "parameter-sibling-unknown": "A condition of a field names another one that is not beside it.",
    "parameter-unknown": "A model changes a field that its protocol does not have.",
    "path-variable-unexplained": "A variable in the path of an operation has no explanation.",
    "path-variable-unset": "An operation does not say what its path variable is in the example.",
    "po-duplicate": "A PO file translates the same text twice.",
    "po-only-fuzzy": "A PO file has fuzzy entries only, which are never shown.",
    "po-placeholders": "A translation lacks a placeholder of its source, or has one too many.",
    "po-plural-forms": "A translation of a text with a count has another number of forms than its language.",
    "po-syntax": "A PO file cannot be read.",
    "price-duplicate": "The same meter is priced twice under the same condition.",
    "price-multiplier-unbased": "A price is a multiple of an amount that is stated nowhere.",
    "price-negative": "A price is below zero.",
    "price-period-empty": "A price ends before it begins.",
    "price-unnamed": "A price line says neither an amount, nor a multiplier, nor a state.",
    "provider-unknown": "A model lies in the folder of a maker that has no record.",
    "reference-unknown": "A record names another one that does not exist.",
    "retires-before-deprecation": "A model retires before that was announced.",
    "retires-before-release": "A model retires before it was released.",
    "score-unnamed": "A benchmark score has no result.",
    "shard-damaged": "A file of a shard is missing, or has not the size it was built with.",
    "shard-foreign": "A shard was built from other files, by another version, or with another number of shards.",
    "shard-missing": "Not all shards of a site were named to be merged.",
    "shard-repeated": "The same shard was named twice to be merged.",
    "shard-unreadable": "A folder that was named to be merged is no shard.",
    "site-without-catalog": "The folder has no `catalog`, so it is no site.",
    "site-without-config": "The site has no `site.yaml`.",
    "snippet-runs-malformed": "The file that says which snippets were run is not as the program writes it.",
    "template-error": "A template asks for something its view does not have.",
    "template-missing": "A template includes or extends one that does not exist.",
    "template-syntax": "A template is not Jinja.",
    "template-unreadable": "A template file cannot be read.",
    "text-malformed": "A text does not have the form its field asks for.",
    "threshold-bounds": "A threshold has no bound, or two on the same side.",
    "time-zone-unknown": "A time zone is not in the IANA database.",
    "translation-coverage": "Less of a locale is translated than the site asks for.",
    "type-mismatch": "A value is of another type than its field.",
    "url-malformed": "An address is not a public https address.",
    "url-not-a-base": "An address that paths are appended to has a query or a fragment.",
    "url-not-public": "An address of the gateway can only be reached from inside its network.",
    "url-trailing-slash": "An address that paths are appended to ends with a slash.",
    "value-not-allowed": "A value is not one of those its field knows.",
    "value-out-of-range": "A number is smaller or larger than its field allows.",
    "variant-calls": "A variant has more or fewer calls than it takes.",
    "variant-unreadable": "A variant's request or answer lacks what its code has to read.",
    "yaml-alias": "A YAML alias (`*name`) is used.",
    "yaml-anchor": "A YAML anchor (`&name`) is used.",
    "yaml-control-character": "A file has a control character, as it is or by an escape.",
    "yaml-duplicate-key": "A mapping has the same key twice.",
    "yaml-key-not-text": "A key is a number, a boolean or empty.",
    "yaml-merge-key": "A YAML merge key (`<<`) is used.",
    "yaml-not-a-mapping": "A file does not hold `key: value` lines.",
    "yaml-not-utf-8": "A file is not encoded in UTF-8.",
    "yaml-number": "A number cannot be kept exactly.",
    "yaml-second-document": "A file holds more than one YAML document.",
    "yaml-syntax": "A file is not YAML.",
    "yaml-tag": "A YAML tag (`!!str`) is used.",
    "yaml-too-deep": "A file is nested too deeply.",
    "yaml-too-large": "A file is too large to be a record.",
}


def describe_code(code: str) -> str:
    """Give what a code, or a rule of this name, means in one sentence."""
    rule = rule_of(code)
    return SUMMARIES[code] if rule is None else rule.summary


def rule_of(code: str) -> Rule | None:
    """Give the rule that a code belongs to; None for what is found when reading or building."""
    return next((rule for rule in RULES if code == rule.name or code.startswith(f"{rule.name}-")), None)
