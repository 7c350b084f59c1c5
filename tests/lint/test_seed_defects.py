"""The 35 defects of the five seed pages, written anew as records: each is reported, or refused, by a rule of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from site_builder.build.checking import check_site
from site_builder.lint.page_rules import run_page_rules
from site_builder.lint.rule import FinishedPage

_MINI = "catalog/models/acme/mini.yaml"
_LARGE = "catalog/models/acme/large.yaml"
_CHAT = "catalog/protocols/acme-chat.yaml"
_SITE = "catalog/site.yaml"
_PAGE = "page.html"
_RUSSIAN = "locales/ru/LC_MESSAGES/catalog.po"
_CHINESE = "locales/zh-Hans/LC_MESSAGES/catalog.po"

_PRICING = """pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines:
"""
_FIELDS = """parameters:
  - {name: model, type: string, required: true, description: Id of the model., group: core}
  - name: messages
    type: array<object>
    required: true
    description: The conversation so far.
    fields:
      - {name: role, type: string, required: true, description: Who speaks.}
      - {name: content, type: string, required: true, description: What is said.}
  - {name: temperature, type: number, description: How random the answer is., min: "0", max: "2"}
  - {name: stream, type: boolean, description: Whether the answer comes in pieces.}
"""
_REQUEST = """examples:
  request:
    model: "{model}"
    messages: [{role: user, content: Hello}]
"""
_ERROR = "{status: %d, code: failed, trigger: It fails., fix: Check it., retry: After that.}"
_SENTENCE = "It is the model to choose when a short answer has to come within a second."
_OTHER_PROTOCOL = """name: Acme Blocks
summary: Turns blocks into an answer.
why: It has blocks.
documentation: https://acme.example.com/docs/blocks
checked: 2026-11-01
sdk: anthropic
auth: {accepts: [{header: Authorization, scheme: Bearer}], description: One key.}
operations:
  - {id: create, name: Answer, description: The whole answer., method: POST, path: /v1/messages}
parameters:
  - {name: model, type: string, required: true, description: Id of the model.}
examples:
  request: {model: "{model}"}
  response: {stop_reason: end_turn}
"""


@dataclass(frozen=True, slots=True)
class SeedDefect:
    """Something wrong with a seed page, and what makes it impossible here.

    Attributes:
        name: What was wrong, in a few words.
        seeds: Numbers of the pages it was found on.
        codes: Codes of the findings that report it.
        files: What to write into `tests/sites/small` for it: YAML keys, PO entries, a new file, or `page.html`.
    """

    name: str
    seeds: str
    codes: tuple[str, ...]
    files: Mapping[str, str]


def _translated(source: str, target: str) -> dict[str, str]:
    return {_MINI: f"notes:\n  - {source}", _CHINESE: f'msgid "{source}"\nmsgstr "{target}"\n'}


SEED_DEFECTS: tuple[SeedDefect, ...] = (
    SeedDefect(
        "all prose English on a Russian page", "1", ("translation-missing",),
        {_MINI: "overview: It is fast.\n\n", _CHINESE: 'msgid "It is fast."\nmsgstr "速度很快。"\n'},
    ),
    SeedDefect(
        "questions English, answers translated", "4", ("group-half-translated",),
        {
            _MINI: "faq:\n  - {question: Can it hear?, answer: It cannot.}",
            _CHINESE: 'msgid "It cannot."\nmsgstr "不能。"\n',
        }
    ),
    SeedDefect(
        "Traditional characters on a Simplified page", "0, 4", ("script-mixed",),
        _translated("Input and output.", "輸入與輸出。")
    ),
    SeedDefect(
        "citation marks of a chat assistant", "4", ("text-artefact",),
        {_MINI: "notes:\n  - It is fast. :contentReference[oaicite:3]{index=3}"}
    ),
    SeedDefect(
        "stray bracket, half a pair of backticks", "4", ("text-balance",),
        {_MINI: "notes:\n  - 'It is fast.}'\n  - Send ` acme-mini to it."}
    ),
    SeedDefect("base URL that only the makers can reach", "2", ("url-not-public",),
               {_SITE: "api_base_url: https://backend:8000"}),
    SeedDefect("a heading in the place of the base URL", "4", ("url-malformed",),
               {_SITE: "api_base_url: Acme Generating Content"}),
    SeedDefect(
        "a section twice on one page", "0, 4", ("text-repeated",),
        {
            _MINI: f"conclusions:\n  - {_SENTENCE}\nlimitations:\n  - {_SENTENCE}\n"
        },
    ),
    SeedDefect(
        "a whole section about another maker's model", "4", ("other-model",),
        {
            _LARGE: "family: Acme 2\nrivals: []\nrelated: []\nhighlights:\n  - {title: Acme Mini tools, text: Many.}"
        },
    ),
    SeedDefect("hyphen for point in an id", "4", ("id-spelling",),
               {_MINI: "api_id: acme-mini-3.1\nnotes:\n  - Send `acme-mini-3-1` as the model."}),
    SeedDefect("id in a text that no table lists", "4", ("id-undeclared",),
               {_MINI: "faq:\n  - {question: How do I call it?, answer: Send `acme-mini-4-preview`.}"}),
    SeedDefect("versions of another model", "4", ("version-family",),
               {_MINI: "versions:\n  - {id: acme-large-preview, kind: preview, description: The preview.}"}),
    SeedDefect(
        "required here, optional in the maker's contract", "0, 1", ("contract-mismatch-required",),
        {_CHAT: f"{_FIELDS}  - {{name: max_tokens, type: integer, required: true, description: Longest answer.}}\n"},
    ),
    SeedDefect("required, and with a default", "1", ("parameter-required-default",),
               {_CHAT: _FIELDS.replace("required: true", "required: true, default: acme-mini", 1)}),
    SeedDefect("field of the body that the table lacks", "2", ("example-mismatch-unknown",),
               {_CHAT: f"{_REQUEST}    user: somebody\n"}),
    SeedDefect(
        "tools of one protocol in a body of another", "2", ("example-mismatch-unknown",),
        {
            _CHAT: f"{_FIELDS}  - name: tools\n    type: array<object>\n    description: Its tools.\n    fields:\n"
            "      - {name: functionDeclarations, type: array<object>, description: Functions.}\n"
            f"{_REQUEST}    tools: [{{type: function, function: {{name: find}}}}]\n"
        },
    ),
    SeedDefect("answer of another shape than its table",
               "1, 2", ("example-mismatch-unknown", "example-mismatch-missing"),
               {_CHAT: f"{_REQUEST}  response: {{output: {{text: Hello}}}}\n"}),
    SeedDefect(
        "word of another protocol in a step", "0", ("protocol-vocabulary",),
        {
            "catalog/protocols/acme-blocks.yaml": _OTHER_PROTOCOL,
            _CHAT: "how_to:\n  - Look at `stop_reason` to see why the model stopped.",
        },
    ),
    SeedDefect("prices spoken of, none named", "0, 2, 3", ("price-unnamed",),
               {_MINI: f"{_PRICING}    - {{meter: input}}\n"}),
    SeedDefect(
        "two prices for the same, one of them about", "4", ("price-duplicate",),
        {_MINI: f'{_PRICING}    - {{meter: input, amount: "0.2"}}\n    - {{meter: input, amount: "0.25"}}\n'},
    ),
    SeedDefect("updated on “-”", "0", ("date-malformed",), {_MINI: 'updated: "-"'}),
    SeedDefect("capability “General”", "0", ("capability-vague",),
               {_MINI: "highlights:\n  - {title: General, text: It can be used.}"}),
    SeedDefect("the gateway named as the maker", "0", ("maker-is-gateway",),
               {"catalog/providers/acme.yaml": "name: Small Gateway"}),
    SeedDefect("heading with nothing below it", "0, 1", ("section-empty",),
               {_PAGE: '<section id="related" data-section="related"><h2>Related</h2></section>'}),
    SeedDefect("required, said by an icon alone", "3", ("icon-only",),
               {_PAGE: '<table><tr><th>Required</th></tr><tr><td><svg viewBox="0 0 9 9"></svg></td></tr></table>'}),
    SeedDefect("range in the column of the default", "3", ("type-mismatch", "parameter-value-outside"),
               {_CHAT: _FIELDS.replace('min: "0"', 'default: 0 to 2, min: "0"')}),
    SeedDefect("sentence cut where a link was", "3", ("text-truncated",),
               {_MINI: "notes:\n  - For the details of multimodal input, see the"}),
    SeedDefect(
        "description of members that are not there, and of another type", "3", ("description-mismatch",),
        {
            _CHAT: f"{_FIELDS}  - name: tools\n    type: object\n    description: Array of tools, `search` or `code`.\n"
            "    fields: [{name: search, type: object, description: Searches.}]\n"
        },
    ),
    SeedDefect(
        "path variable that nobody explains", "3", ("path-variable-unexplained",),
        {
            "catalog/protocols/acme-blocks.yaml": _OTHER_PROTOCOL.replace("path: /v1/messages", "path: '/v1/{action}'"),
        },
    ),
    SeedDefect("two errors for everything", "0 to 4", ("errors-missing",),
               {_SITE: f"errors:\n  - {_ERROR % 400}\n  - {_ERROR % 401}"}),
    SeedDefect("key documented where the SDK does not send it", "2, 3", ("auth-not-sent",),
               {_CHAT: "sdk: google-genai"}),
    SeedDefect("placeholder sent as a real key", "2", ("snippet-key",),
               {_PAGE: '<pre data-snippet="python/basic">key = os.environ.get("KEY") or "&lt;YOUR_KEY&gt;"</pre>'}),
    SeedDefect("half-width punctuation and glued labels in Chinese", "0, 4", ("text-typography",),
               _translated("It chats, and more.", "可以聊天,还有更多.")),
    SeedDefect("emoji in a heading", "4", ("heading-emoji",),
               {_MINI: 'highlights:\n  - {title: "🚀 Fast answers", text: It is fast.}'}),
    SeedDefect("image with the name of a file as its text", "2", ("image-alt",),
               {_PAGE: '<p><img src="key.png" alt="acme-key.png"></p>'}),
)  # fmt: skip
"""Every defect once, in the order of the list they were collected in."""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if path.suffix == ".po":
        path.write_text(f"{before}\n{text}", encoding="utf-8")
    else:
        path.write_text("".join((_top_level(before) | _top_level(f"{text}\n")).values()), encoding="utf-8")


def _top_level(text: str) -> dict[str, str]:
    """Give the lines of every top-level key; PyYAML's dumper would write YAML 1.1, where `yes` is a boolean."""
    pieces = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    return {piece.partition(":")[0]: piece for piece in pieces if piece}


def _codes(site: Path, defect: SeedDefect) -> set[str]:
    if _PAGE in defect.files:
        return {item.code for item in run_page_rules(FinishedPage("en/page.html", defect.files[_PAGE], "en"))}
    for path, text in defect.files.items():
        _write(site / path, text)
    return {item.code for item in check_site(site)}


@pytest.mark.parametrize("defect", SEED_DEFECTS, ids=lambda defect: defect.name.replace(" ", "-"))
def test_seed_defect_is_reported(defect: SeedDefect, small_site: Path) -> None:
    """At least one of its codes is among the findings."""
    assert _codes(small_site, defect) & set(defect.codes)


def test_every_defect_is_there_once() -> None:
    """35 of 35."""
    names = [defect.name for defect in SEED_DEFECTS]

    assert len(set(names)) == len(names) == 35
    assert all(defect.codes and defect.files for defect in SEED_DEFECTS)
