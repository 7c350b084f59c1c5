"""Everything that five real gateway pages show has a place on our own pages, in every language.

The table is the documentation: feature, record field, page, and the CSS selector it is found by.
`features.md` is written from it: `python tests/browser/test_features.py > tests/features.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

_FLASH_LITE = "models/google/gemini-3.1-flash-lite/"
_PRO = "models/google/gemini-3.1-pro/"
_THINKING = "models/google/gemini-3.1-thinking/"
_CHAT = "models/openai/gpt-5.3-chat/"
_MINI = "models/openai/gpt-5-mini/"
_GEMINI = "#api-gemini-generate-content"
_COMPLETIONS = "#api-openai-chat-completions"


@dataclass(frozen=True, slots=True)
class Feature:
    """One row: `selector` finds at least `least` elements on `page`; `text`, if given, stands in the first one."""

    number: int
    title: str
    field: str
    page: str
    selector: str
    least: int = 1
    text: str = ""


FEATURES = (
    Feature(
        1,
        "Kind of page, name as heading, exact id",
        "`name`, `api_id`, `kind`",
        _FLASH_LITE,
        ".model-head h1, .model-head .copy-line code",
        2,
    ),
    Feature(2, "One-sentence description", "`summary`", _FLASH_LITE, ".model-head .lead"),
    Feature(3, "Fact strip: price, context, dates", "derived; `updated`", _FLASH_LITE, ".facts > div", 5),
    Feature(
        4, "Badges: kind, maker, modality, family", "`kind`, `modalities`, `family`", _FLASH_LITE, ".badges > li", 4
    ),
    Feature(
        5,
        "Status, commercial use, playground",
        "`status`, `capabilities.commercial_use`, site `playground_url`",
        _FLASH_LITE,
        ".status[data-status='preview'], .badges [data-playground]",
        2,
    ),
    Feature(
        6,
        "Breadcrumbs and the maker's monogram",
        "path of the record, provider `name`",
        _FLASH_LITE,
        ".breadcrumbs a, .model-head .tile",
        3,
    ),
    Feature(7, "Price pair in the header", "`pricing.lines`", _FLASH_LITE, ".fact-price data[value]", 2),
    Feature(8, "Section list", "derived from what the record has", _FLASH_LITE, ".toc a[href^='#']", 12),
    Feature(9, "Quick conclusions", "`conclusions`", _FLASH_LITE, "#conclusions li", 3),
    Feature(
        10,
        "Capabilities as titled texts, with an introduction",
        "`highlights`, `introductions`",
        _FLASH_LITE,
        "#capabilities .titled > *, #capabilities .introduction",
        4,
    ),
    Feature(11, "When to use and when not", "`use_when`, `avoid_when`", _FLASH_LITE, "#usage .usage > *", 2),
    Feature(12, "Behaviour notes", "protocol and model `notes`", _FLASH_LITE, f"{_GEMINI} [id$='-notes'] ~ ul li", 2),
    Feature(13, "Steps of a call", "protocol `how_to`", _FLASH_LITE, f"{_GEMINI} [id$='-how-to'] ~ ol li", 4),
    Feature(
        14,
        "Smallest request and response",
        "protocol `examples`",
        _THINKING,
        f"{_COMPLETIONS} pre[data-snippet='json/request'], {_COMPLETIONS} pre[data-snippet='json/response']",
        2,
    ),
    Feature(
        15,
        "Parameters: name, type, required, default, range, text",
        "protocol `parameters`",
        _THINKING,
        f"{_COMPLETIONS} tr[data-parameter='max_tokens'] > *",
        3,
    ),
    Feature(
        16,
        "Parameters as a list and as a table, from one tree",
        "protocol `parameters`",
        _THINKING,
        f"{_COMPLETIONS} .parameter-list a",
        5,
    ),
    Feature(
        17,
        "Types such as array<object>",
        "`parameters[].type`",
        _FLASH_LITE,
        f"{_GEMINI} tr[data-parameter='contents'] small",
        1,
        "array<object>",
    ),
    Feature(
        18,
        "Errors: status, code, cause, fix, retry",
        "site and protocol `errors`",
        _FLASH_LITE,
        f"{_GEMINI} tr[data-error='401/authentication_error'] > *",
        4,
    ),
    Feature(19, "Questions and answers", "`faq`", _FLASH_LITE, "#faq details", 7),
    Feature(
        20,
        "Related models, more models",
        "`related`, derived",
        _FLASH_LITE,
        "#related .model-list > li, #related [data-more]",
        2,
    ),
    Feature(21, "Call to action", "site `call_to_action`", _FLASH_LITE, ".call-to-action a, .cta a"),
    Feature(
        22,
        "Base URL, headers, model id, each to copy",
        "site `api_base_url`, protocol `auth`",
        _PRO,
        f"{_GEMINI} .rows [data-copy]",
        3,
    ),
    Feature(23, "Several protocols", "`protocols`", _PRO, "section.api", 2),
    Feature(24, "Why this protocol", "`protocols[].why`, protocol `why`", _PRO, ".api-intro > .prose", 2),
    Feature(25, "Method, path, header line", "protocol `operations`", _PRO, f"{_GEMINI} .operation .method", 2, "POST"),
    Feature(26, "Captions of request and response", "protocol `examples`", _PRO, f"{_GEMINI} figcaption", 5),
    Feature(
        27,
        "Tables of request and response fields with required Yes or No",
        "protocol `parameters`, `response`",
        _PRO,
        f"{_GEMINI} table.parameters",
        3,
    ),
    Feature(
        28,
        "Nested fields: path and depth",
        "`parameters[].fields`",
        _PRO,
        f"{_GEMINI} tr[data-parameter='contents[].parts[].text'][data-depth='2']",
    ),
    Feature(29, "Code with a file name", "derived", _PRO, f"{_GEMINI} .code-file", 3),
    Feature(
        30,
        "Usage and model version in the response",
        "protocol `examples.response`",
        _PRO,
        f"{_GEMINI} tr[data-parameter='usageMetadata.promptTokenCount'], {_GEMINI} tr[data-parameter='modelVersion']",
        2,
    ),
    Feature(
        31,
        "reasoning_effort, stream, tools",
        "protocol `parameters`",
        _PRO,
        f"{_COMPLETIONS} tr[data-parameter='reasoning_effort'], "
        f"{_COMPLETIONS} tr[data-parameter='stream'], {_COMPLETIONS} tr[data-parameter='tools']",
        3,
    ),
    Feature(
        32,
        "Skip link; variables of the path with their values",
        "protocol `path_variables`",
        _FLASH_LITE,
        f".skip-link, {_GEMINI} .operation var",
        3,
    ),
    Feature(
        33,
        "Authentication: header, scheme, sample key, where to get one",
        "protocol `auth`, site `key_example`, `key_url`",
        _FLASH_LITE,
        f"{_GEMINI} [id$='-authentication'] ~ .rows dt",
        2,
    ),
    Feature(
        34,
        "Core and advanced parameters",
        "`parameters[].group`",
        _FLASH_LITE,
        f"{_GEMINI} table.parameters > caption",
        3,
    ),
    Feature(
        35,
        "Structures inside structures",
        "`parameters[].fields`",
        _FLASH_LITE,
        f"{_GEMINI} tr[data-parameter='safetySettings[].category'], "
        f"{_GEMINI} tr[data-parameter='generationConfig.temperature']",
        2,
    ),
    Feature(
        36,
        "Allowed values, ranges, formats, limits by family",
        "`enum`, `min`, `max`, `format`, `constraints`",
        _FLASH_LITE,
        f"{_GEMINI} tr[data-parameter='safetySettings[].threshold'] .values dd",
        4,
    ),
    Feature(
        37,
        "Extension of the gateway",
        "`parameters[].origin`",
        _FLASH_LITE,
        f"{_GEMINI} tr[data-parameter='async'] .mark",
    ),
    Feature(
        38,
        "Specifications in groups",
        "`limits`, `architecture`, `facts`",
        _FLASH_LITE,
        "#specifications tr[data-fact]",
        8,
    ),
    Feature(
        39,
        "Cutoff, capabilities in three states",
        "`knowledge_cutoff`, `capabilities`",
        _CHAT,
        "#capabilities [data-state='no'], #specifications tr[data-fact='knowledge_cutoff']",
        2,
    ),
    Feature(
        40,
        "What it is, use cases, limitations",
        "`overview`, `use_cases`, `limitations`",
        _FLASH_LITE,
        "#overview p, #usage .titled > *, #limitations li",
        5,
    ),
    Feature(
        41,
        "Benchmarks beside rivals, conditions, not supported, source, date",
        "`benchmarks`, `rivals`",
        _FLASH_LITE,
        "#benchmarks table.scores tbody tr",
        6,
    ),
    Feature(
        42,
        "Changes against another version",
        "`benchmarks[].baseline`",
        _CHAT,
        "#benchmarks tr[data-benchmark='hallucination-rate-web'] data[value='-26.8']",
    ),
    Feature(
        43,
        "Comparison with a takeaway",
        "`comparisons`",
        _FLASH_LITE,
        "#comparison .takeaway, #comparison table.comparison tbody tr",
        4,
    ),
    Feature(44, "Steps to access", "site `onboarding`", _FLASH_LITE, "#api > .steps > li", 3),
    Feature(
        45,
        "Our price, list price, difference",
        "`pricing.lines[].amount`, `list`",
        _FLASH_LITE,
        "#pricing tr[data-meter='input'] .discount, #pricing tr[data-meter='input'] data[value='0.25']",
        2,
    ),
    Feature(
        46,
        "Code tabs, key from the environment",
        "derived from protocol `examples`",
        _FLASH_LITE,
        f"{_GEMINI} pre[data-snippet='curl/basic'], "
        f"{_GEMINI} pre[data-snippet='python/basic'], {_GEMINI} pre[data-snippet='javascript/basic']",
        3,
    ),
    Feature(47, "Versions with description and protocols", "`versions`", _FLASH_LITE, "#versions tr[data-version]", 5),
    Feature(
        48,
        "Moving, preview and thinking ids, other spellings",
        "`versions[].kind`",
        _FLASH_LITE,
        "#versions tr[data-version='gemini-3-1-flash'], #versions tr[data-version='gemini-3.1-flash-lite-thinking']",
        2,
    ),
    Feature(49, "A sentence below a heading", "`introductions`", _FLASH_LITE, "#versions > .introduction"),
    Feature(
        50, "The same page in other languages", "site `locales`", _FLASH_LITE, "link[rel='alternate'][hreflang]", 4
    ),
)


@pytest.fixture(scope="module", params=["zh", "ru", "en"])
def locale(request: pytest.FixtureRequest) -> str:
    """The first part of the addresses of one language."""
    return str(request.param)


@pytest.fixture(scope="module")
def plain_page(chromium: Browser) -> Iterator[Page]:
    """A browser page without scripts, so that what is found is in the HTML."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: f"{feature.number}")
def test_feature_is_on_a_page_in_every_language(feature: Feature, locale: str, plain_page: Page, site_url: str) -> None:
    """What a real gateway page shows is found on our page by its selector, in each language."""
    address = f"{site_url}/{locale}/{feature.page}"
    if plain_page.url != address:
        plain_page.goto(address)

    found = plain_page.query_selector_all(feature.selector)

    assert len(found) >= feature.least
    assert feature.text in (found[0].text_content() or "")


def test_feature_table_is_the_documented_one() -> None:
    """`tests/features.md` says the same as the table that is tested."""
    written = (Path(__file__).parents[1] / "features.md").read_text(encoding="utf-8")

    assert written == feature_document()


def feature_document() -> str:
    """Give the table as Markdown."""
    head = (
        "# Features of real gateway pages, and where ours show them\n\n"
        "Made from `tests/browser/test_features.py`, which finds each one in zh, ru and en:\n"
        "`python tests/browser/test_features.py > tests/features.md`.\n\n"
        "| # | feature | record field | page | CSS selector |\n|---|---|---|---|---|\n"
    )
    rows = (
        f"| {item.number} | {item.title} | {item.field} | `{item.page}` | `{item.selector}` |\n" for item in FEATURES
    )
    return head + "".join(rows)


if __name__ == "__main__":
    print(feature_document(), end="")  # noqa: T201 - writes the document
