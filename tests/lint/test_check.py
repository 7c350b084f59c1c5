"""All rules run, and each keeps to what it says of itself."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.build.inputs import read_site
from site_builder.catalog.loader import load_catalog
from site_builder.catalog.prose import find_prose
from site_builder.i18n.locales_folder import LocaleFiles
from site_builder.lint import rules
from site_builder.lint.all_rules import RULES
from site_builder.lint.check import run_rules
from site_builder.lint.page_rules import PAGE_RULES
from site_builder.lint.rule import PageRule
from site_builder.lint.rules.heading_emoji import HEADING_EMOJI
from site_builder.lint.rules.translation_numbers import TRANSLATION_NUMBERS
from site_builder.lint.written_text import TextSlip


def test_findings_of_rules_are_sorted(small_site: Path) -> None:
    """The order is that of the files, not that of the rules."""
    protocol = small_site / "catalog/protocols/acme-chat.yaml"
    text = protocol.read_text(encoding="utf-8").replace("role: user, content: Hello}", "role: usr, contents: Hello}")
    protocol.write_text(text, encoding="utf-8")
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    found = run_rules(catalog, ())

    assert [(item.code, item.span.column) for item in found] == [
        ("example-mismatch-missing", 9),
        ("example-mismatch-value", 16),
        ("example-mismatch-unknown", 21),
    ]


@pytest.mark.parametrize(
    ("path", "text", "more"),
    [
        ("catalog/models/acme/mini.yaml", f"notes:\n  - Many {')' * 12_345} brackets.\n", "12,325"),
        ("catalog/models/acme/mini.yaml", f"notes:\n  - It costs {'$5, ' * 21}or nothing.\n", "1"),
        ("locales/ru/LC_MESSAGES/ui.po", f'\nmsgid "Models"\nmsgstr "Модели {")" * 30}"\n', "10"),
    ],
)
def test_a_garbled_text_has_few_findings(path: str, text: str, more: str, small_site: Path) -> None:
    """Of one rule; the last one says how many more there are."""
    file = small_site / path
    before = (
        file.read_text(encoding="utf-8")
        if file.exists()
        else 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    file.write_text(before + text, encoding="utf-8")

    _, found = read_site(small_site)
    messages = [item.message for item in found if item.code in ("text-balance", "fact-in-prose")]

    assert len(messages) == 20
    assert [message.rpartition(", and ")[2] for message in messages if " more in this text" in message] == [
        f"{more} more in this text"
    ]


def test_packaged_translations_are_not_the_business_of_a_site(small_site: Path) -> None:
    """What is wrong in them, the author of a site cannot mend."""
    site, _ = read_site(small_site)
    assert site is not None
    rule = replace(
        HEADING_EMOJI, check=lambda text: iter([TextSlip(0, 1, text.text, "")] if text.language == "ru" else [])
    )
    localizer = site.renderer.contexts["ru"].localizer

    found = run_rules(site.catalog, (localizer,), LocaleFiles(small_site), [rule])

    assert {item.message for item in found} == set(localizer.prose.singular.values())
    assert {item.span.path for item in found} == {"locales/ru/LC_MESSAGES/catalog.po"}


def test_every_form_of_a_text_with_a_count_is_looked_at(small_site: Path) -> None:
    """As a translation of its plural, and mended where it stands; a form that nobody has written is left out."""
    path = small_site / "locales/ru/LC_MESSAGES/ui.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n%10==2 ? 1 : 2);\\n"\n\n'
        'msgid "{count} own"\nmsgid_plural "{count} owns"\n'
        'msgstr[0] "{count} свой"\nmsgstr[1] ""\nmsgstr[2] "{count} "\n"своих"\n',
        encoding="utf-8",
    )
    site, _ = read_site(small_site)
    assert site is not None
    rule = replace(
        TRANSLATION_NUMBERS,
        check=lambda translation: iter(
            [TextSlip(8, 11, translation.source.text, "", replacement="чуж")]
            if translation.target.text.startswith("{count} сво")
            else []
        ),
    )

    found = run_rules(site.catalog, (site.renderer.contexts["ru"].localizer,), LocaleFiles(small_site), [rule])

    assert [(item.message, item.span.line, item.span.column, item.edit and item.edit.text) for item in found] == [
        ("{count} owns", 8, 20, 'msgstr[0] "{count} чужй"'),
        ("{count} owns", 11, 2, 'msgstr[2] "{count} чужих"'),
    ]


def test_each_rule_has_a_file_and_a_summary_of_its_own() -> None:
    """A rule that is written but not listed would never run."""
    files = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}

    assert {rule.name.replace("-", "_") for rule in RULES} == files
    assert tuple(rule for rule in RULES if isinstance(rule, PageRule)) == PAGE_RULES
    assert all(re.fullmatch(r"[A-Z].*\.", rule.summary) for rule in RULES)


def test_rules_can_be_held_back(small_site: Path) -> None:
    """Before every record, text and translation; what they find is the same."""
    site, _ = read_site(small_site)
    assert site is not None
    localizers = tuple(context.localizer for context in site.renderer.contexts.values())
    files = LocaleFiles(small_site)
    pauses: Counter[str] = Counter()

    def pause() -> None:
        pauses[str(inspect.stack()[1].function)] += 1

    found = run_rules(site.catalog, localizers, files, pause=pause)

    assert found == run_rules(site.catalog, localizers, files)
    assert pauses["check_texts"] == len({use.source for use in find_prose(site.catalog)})
    assert pauses["_record_findings"] > len(site.catalog.records())
    assert pauses["check_record_prose"] > len(site.catalog.models)
    assert pauses["check_translations"] >= sum(len(item.prose.singular) for item in localizers)
