"""Views of two sites: the small one as it is, and a rich one that has everything a page can show."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.i18n.locale import Locale
from site_builder.i18n.locales_folder import LocaleFiles
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.pages.chrome import AssetsView
from site_builder.pages.context import ViewContext

Contexts = Mapping[str, ViewContext]
"""By tag: `zh-Hans`, `ru`, `en`."""

WORDS = Path(__file__).parent / "words"
LOCALES = (Locale("zh-Hans", "zh", "简体中文"), Locale("ru", "ru", "Русский"), Locale("en", "en", "English"))

RICH_MODEL = """
name: Acme Rich
family: Acme 2
api_id: acme-rich
status: deprecated
released: 2026-01-05
updated: 2026-03-20
retires: 2026-12-31
successor: acme/large
summary: A model with *everything*.
modalities: {input: [text, image], output: [image, text]}
limits: {context_window_tokens: 1, max_input_tokens: 1000000}
capabilities: {streaming: yes, tool_calling: no, fine_tuning: unknown, commercial_use: yes}
knowledge_cutoff: 2025-01
architecture: Based on nothing
reasoning_levels: [low, high]
facts:
  - {label: Channels, value: Web and *phone*}
protocols:
  - protocol: acme-chat
    why: Because.
    parameters:
      temperature: {min: "0.1", default: 0.5, note: Loops below.}
      messages[].role: {enum: [user, tool]}
      stream: {supported: false}
    errors:
      - {status: 429, code: rate_limit_exceeded, trigger: Own., fix: Own., retry: Own.}
      - {status: 400, code: Bad, trigger: T., fix: F., retry: R.}
      - {status: 400, code: bad, trigger: T., fix: F., retry: R.}
    notes: [No logprobs.]
    request: {temperature: 0.50}
  - protocol: bare
pricing:
  currency: USD
  source: https://acme.example.com:8443/pricing
  checked: 2026-11-01
  lines:
    - {meter: request, amount: "0"}
    - {meter: output, amount: "3", list: "2.5"}
    - {meter: input, multiplier: "0.125", when: {service_tier: batch, prompt_tokens: {gt: 200000}}}
    - {meter: input, amount: "0.000125", list: "0.00025"}
    - {meter: input, amount: "0.1", when: {service_tier: night, prompt_tokens: {gte: 1000}}, note: At *night*.}
    - {meter: image, amount: "0.9999", list: "1"}
    - {meter: output, multiplier: "0", when: {service_tier: flex}}
benchmarks:
  - {benchmark: quiz, score: "72.0", conditions: with Python, source: https://a.example.com/1, reported: 2026-03}
  - {benchmark: delay, score: "250", source: https://a.example.com/1, reported: 2026-03-04}
  - {benchmark: elo, not_supported: true, source: https://b.example.com/2, reported: 2026-03}
  - {benchmark: quiz, score: "12.5", baseline: Acme 1, source: https://b.example.com/2, reported: 2026-03}
  - {benchmark: delay, score: "-26.8", baseline: Acme 1, source: https://b.example.com/2, reported: 2026-03}
  - {benchmark: delay, score: "3", baseline: Acme 0, source: https://b.example.com/2, reported: 2026-03}
benchmark_note: Ahead.
rivals: [acme/mini, acme/large, acme/gone]
conclusions: [Choose it.]
overview: |
  First.

  Second.
highlights: [{title: Fast, text: Very.}]
use_when: [Always.]
avoid_when: [Never.]
use_cases: [{title: Case, text: Any.}]
notes: [Behaves.]
versions:
  - {id: acme-rich-1, kind: dated, description: A snapshot.}
  - {id: acme-rich-2, kind: thinking, description: Thinks., protocols: [bare]}
comparisons:
  - model: acme/large
    rows:
      - {aspect: Speed, this: Fast, other: Slow}
      - {aspect: Colour, this: Red, other: Red}
    takeaway: Take it.
  - {model: acme/gone, takeaway: Gone.}
limitations: [None.]
faq:
  - {question: Why?, answer: Because.}
  - {question: How?, answer: So.}
related: [acme/large]
sources:
  - {title: Page, url: https://a.example.com/1, checked: 2026-11-01}
"""

RETIRED_MODEL = """
name: Acme Gone
family: Acme 0
api_id: acme-gone
status: retired
updated: 2026-03-20
summary: It is gone.
modalities: {input: [text], output: [text]}
protocols: [{protocol: acme-chat}]
benchmarks:
  - {benchmark: delay, score: "500", source: https://a.example.com/1, reported: 2026-03}
sources:
  - {title: Page, url: https://a.example.com/1, checked: 2026-11-01}
"""

BARE_PROTOCOL = """
name: Bare
summary: Bare.
why: No reason.
documentation: https://acme.example.com/docs/bare
checked: 2026-11-01
sdk: google-genai
auth:
  accepts: [{header: x-key}, {header: Authorization, scheme: Bearer}]
  description: Any key.
headers: [{name: x-version, value: "1", description: Version.}]
path_variables:
  - {name: model, description: The model.}
  - {name: action, description: The action., values: [{value: run, description: Runs.}]}
operations:
  - id: run
    name: Run
    description: Runs.
    method: POST
    path: "/v1/models/{model}:{action}"
    variables: {action: run}
parameters:
  - name: contents
    type: array<object>
    description: All.
    group: core
    fields:
      - name: parts
        type: array<object>
        description: Parts.
        fields:
          - {name: text, type: string, description: Text., format: markdown, example: "a \\"b\\""}
response:
  - {name: contents, type: object, description: Same name as in the request.}
examples:
  request: {contents: [{parts: [{text: Hi}]}]}
  response: {contents: {model: "{model}"}}
how_to: [One., Two.]
notes: [A note.]
"""

UNUSED_PROTOCOL = BARE_PROTOCOL.replace("name: Bare\n", "name: Unused\n")

BENCHMARKS = {
    "delay": "name: Delay\nmeasures: Time\nunit: points\ndirection: lower\nurl: https://b.example.com/delay\n",
    "elo": "name: Arena\nmeasures: Votes\nunit: elo\ndirection: higher\n",
}


def build_contexts(site_folder: Path) -> Contexts:
    """Give what views are made from, for each locale."""
    loaded = load_catalog(site_folder)
    assert loaded.catalog is not None, loaded.diagnostics
    files, assets = LocaleFiles(site_folder), AssetsView("/a.css", "/a.js", "/s.js", "/t.js", "/c.js", "/i.svg")
    contexts = {}
    for locale in LOCALES:
        prose = no_messages() if locale.tag == "en" else files.read_domain(locale, "catalog")
        localizer = Localizer(locale, "en", files.read_domain(locale, "ui"), prose)
        contexts[locale.tag] = ViewContext(loaded.catalog, localizer, LOCALES, assets)
    return contexts


@pytest.fixture
def worded_site(small_site: Path) -> Path:
    """Give the small site with interface words of its own, so that tests can name them exactly."""
    for tag in ("ru", "zh-Hans"):
        shutil.copy(WORDS / f"{tag}.po", small_site / "locales" / tag / "LC_MESSAGES" / "ui.po")
    return small_site


@pytest.fixture
def worded_contexts(worded_site: Path) -> Contexts:
    """Give the small site in the words of the tests."""
    return build_contexts(worded_site)


@pytest.fixture
def contexts(small_site: Path) -> Contexts:
    """Give the small site in three languages."""
    return build_contexts(small_site)


@pytest.fixture
def rich_site(small_site: Path) -> Path:
    """Give the small site with two more models, protocols and benchmarks."""
    catalog = small_site / "catalog"
    (catalog / "models" / "acme" / "rich.yaml").write_text(RICH_MODEL, encoding="utf-8")
    (catalog / "models" / "acme" / "gone.yaml").write_text(RETIRED_MODEL, encoding="utf-8")
    (catalog / "protocols" / "bare.yaml").write_text(BARE_PROTOCOL, encoding="utf-8")
    (catalog / "protocols" / "unused.yaml").write_text(UNUSED_PROTOCOL, encoding="utf-8")
    for key, text in BENCHMARKS.items():
        (catalog / "benchmarks" / f"{key}.yaml").write_text(text, encoding="utf-8")
    return small_site


@pytest.fixture
def rich_contexts(rich_site: Path) -> Contexts:
    """Give the rich site in three languages."""
    return build_contexts(rich_site)


@pytest.fixture
def contexts_of() -> Callable[[Path], Contexts]:
    """Give the maker of contexts, for tests that change a site first."""
    return build_contexts
