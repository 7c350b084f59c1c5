"""What a mistake in the shape of a record is called, where it is shown, and what is offered to paste."""

from __future__ import annotations

import pytest

from site_builder.catalog.validation import validate_record
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.diagnostics import Diagnostic
from site_builder.records.base import Record
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol
from site_builder.records.site import SiteConfig

_MODEL = """\
name: Acme Mini
family: Acme 1
api_id: acme-mini
status: preview
updated: 2026-03-20
summary: A quick model.
modalities: {input: [text], output: [text]}
protocols: [{protocol: acme-chat}]
sources: [{title: Models, url: https://acme.example.com, checked: 2026-11-01}]
"""
_PROTOCOL = """\
name: Acme Chat
summary: Answers.
why: The only one.
documentation: https://acme.example.com/docs
checked: 2026-11-01
sdk: openai-chat
auth: {accepts: [{header: Authorization}], description: One key.}
operations: [{id: create, name: Answer, description: At once., method: POST, path: /v1/chat}]
parameters: [{name: text, type: string, description: A text., enum: [a, b]}]
response: [{name: text, type: string, description: A text.}]
examples: {request: {}, response: {}}
"""
_SITE = """\
name: Gateway
summary: One key.
public_url: https://models.example.com
api_base_url: https://api.example.com
key_variable: KEY
key_example: sk-x
key_url: https://console.example.com
source_locale: en
locales: [en]
"""


def _diagnose(record: type[Record], text: str, old: str, new: str) -> tuple[Diagnostic, ...]:
    assert old in text
    found = validate_record(record, read_yaml("a.yaml", text.replace(old, new, 1).encode()))
    assert isinstance(found, tuple)
    return found


def _one(record: type[Record], old: str, new: str) -> tuple[str, int, int, int, str, str, str]:
    """Give the only finding that a change of a good record causes."""
    text = {Model: _MODEL, Protocol: _PROTOCOL, SiteConfig: _SITE}[record]
    (found,) = _diagnose(record, text, old, new)
    span = found.span
    return found.code, span.line, span.column, span.length, found.message, found.why, found.fix


@pytest.mark.parametrize(("record", "text"), [(Model, _MODEL), (Protocol, _PROTOCOL), (SiteConfig, _SITE)])
def test_good_record_has_no_findings(record: type[Record], text: str) -> None:
    """What the other tests break is whole before."""
    assert isinstance(validate_record(record, read_yaml("a.yaml", text.encode())), record)


@pytest.mark.parametrize(
    ("new", "meant", "fix"),
    [
        ("statsu: preview", "; did you mean `status`?", "rename it to `status`"),
        ("Status: preview", "; did you mean `status`?", "rename it to `status`"),
    ],
)
def test_mistyped_required_key_is_one_finding(new: str, meant: str, fix: str) -> None:
    """A key that is both unknown and missing is one mistake, shown at the key."""
    assert _one(Model, "status: preview", new) == (
        "field-unknown",
        4,
        1,
        6,
        f"unknown field `{new.partition(':')[0]}`{meant}",
        "this record has no such field, so nothing would be shown of it",
        fix,
    )


def test_unknown_key_that_resembles_nothing_lists_all() -> None:
    """Two findings, because the missing key is another mistake."""
    missing, unknown = _diagnose(Model, _MODEL, "modalities: {input: [text]", "modalities: {zzz: [text]")

    assert (missing.code, missing.span.column) == ("field-missing", 1)
    assert missing.message == "required field `input` is missing"
    assert (unknown.code, unknown.span.column) == ("field-unknown", 14)
    assert unknown.fix == "remove it, or use one of input, output"


def test_two_mistyped_keys_do_not_mean_the_same_field() -> None:
    """Each missing field is suggested once, so that following both suggestions does not write a key twice."""
    first, second = _diagnose(Model, _MODEL, "input: [text], output", "inputs: [text], inptu: [text], output")

    assert first.message == "unknown field `inputs`; did you mean `input`?"
    assert second.message == "unknown field `inptu`"


def test_python_name_of_a_field_leads_to_its_key() -> None:
    """`list_amount` is what the code calls `list`."""
    pricing = (
        "pricing: {currency: USD, source: https://x.example.com, checked: 2026-11-01, lines: [{meter: input, %s}]}"
    )

    (found,) = _diagnose(Model, _MODEL, "sources:", pricing % 'amount: "1", list_amount: "2"' + "\nsources:")

    assert (found.message, found.fix) == ("unknown field `list_amount`; did you mean `list`?", "rename it to `list`")


@pytest.mark.parametrize(
    ("old", "new", "place", "why", "fix"),
    [
        ("family: Acme 1\n", "", (1, 1, 4), "this record needs it: its lineage", "add e.g. `family: Gemini 3`"),
        (
            "{protocol: acme-chat}",
            "{}",
            (8, 13, 2),
            "an entry of `protocols` needs it: id of the protocol",
            "add e.g. `protocol: gemini-generate-content`",
        ),
        (
            "{input: [text], output: [text]}",
            "\n  output: [text]",
            (7, 1, 10),
            "`modalities` needs it: kinds of input",
            "add e.g. `input: [text, image]`",
        ),
    ],
)
def test_missing_field_is_shown_where_it_belongs(
    old: str, new: str, place: tuple[int, int, int], why: str, fix: str
) -> None:
    """The key of the mapping that lacks it; the first key of a record; a whole entry in braces."""
    found = _one(Model, old, new)

    assert (found[0], found[1:4], found[5:]) == ("field-missing", place, (why, fix))


@pytest.mark.parametrize(
    ("old", "new", "message", "fix"),
    [
        ("status: preview", "status: previw", "`previw` is not a known value of `status`; did you mean `preview`?",
         "write `status: preview`"),
        ("status: preview", "status: xyz", "`xyz` is not a known value of `status`",
         "write the one of these that is true"),
        ("status: preview", "status: 5", "`5` is not a known value of `status`",
         "write the one of these that is true"),
        ("status: preview", "status:", "an empty value is not a known value of `status`",
         "write the one of these that is true"),
        ("status: preview", "status: [a]", "a list is not a known value of `status`",
         "write the one of these that is true"),
        ("input: [text]", "input: [Text]", "`Text` is not a known value of `input`; did you mean `text`?",
         "write `text`"),
        ("sources:", "capabilities: {streaming: true}\nsources:",
         "`true` is not a known value of `streaming`; did you mean `yes`?", "write `streaming: yes`"),
        ("sources:", "capabilities: {streaming: false}\nsources:",
         "`false` is not a known value of `streaming`; did you mean `no`?", "write `streaming: no`"),
        ("status: preview", "status: true", "`true` is not a known value of `status`",
         "write the one of these that is true"),
    ],
)  # fmt: skip
def test_value_that_is_none_of_the_known_ones(old: str, new: str, message: str, fix: str) -> None:
    """The nearest known value is offered, ready to paste; if none is near, no fact is made up."""
    found = _one(Model, old, new)

    assert (found[0], found[4], found[6]) == ("value-not-allowed", message, fix)
    assert found[5].startswith("it is one of ")


@pytest.mark.parametrize(
    ("record", "old", "new", "message", "fix"),
    [
        (Model, "api_id: acme-mini", "api_id: acme  mini", "`acme mini` cannot be `api_id`; did you mean `acme-mini`?",
         "write `api_id: acme-mini`"),
        (Model, "{protocol: acme-chat}", "{protocol: Acme_Chat}",
         "`Acme_Chat` cannot be `protocol`; did you mean `acme_chat`?", "write `protocol: acme_chat`"),
        (Model, "sources:", "related: [acme]\nsources:", "`acme` cannot be an entry of `related`",
         "write e.g. `related: [google/gemini-3.1-pro]`"),
        (Model, "sources:", "related: [../../etc/passwd]\nsources:",
         "`../../etc/passwd` cannot be an entry of `related`",
         "write e.g. `related: [google/gemini-3.1-pro]`"),
        (Model, "sources:", "knowledge_cutoff: 2026-13\nsources:", "`2026-13` cannot be `knowledge_cutoff`",
         "write e.g. `knowledge_cutoff: 2025-08-31`"),
        (Model, "name: Acme Mini", "name: 'Acme  Mini '", "`Acme Mini` cannot be `name`", "write `name: Acme Mini`"),
        (Model, "name: Acme Mini", 'name: "Acme\\nMini"', "`Acme Mini` cannot be `name`", "write `name: Acme Mini`"),
        (Model, "name: Acme Mini", 'name: "Acme\\u200b Mini"',
         "`Acme<U+200B> Mini` cannot be `name`; did you mean `Acme Mini`?", "write `name: Acme Mini`"),
        (Model, "name: Acme Mini", 'name: "\\u200b"', "`<U+200B>` cannot be `name`",
         "write e.g. `name: Gemini 3.1 Flash-Lite`"),
        (Model, "name: Acme Mini", "name: '  '", "an empty text cannot be `name`",
         "write e.g. `name: Gemini 3.1 Flash-Lite`"),
        (Protocol, "path: /v1/chat", "path: v1/chat", "`v1/chat` cannot be `path`; did you mean `/v1/chat`?",
         "write `path: /v1/chat`"),
        (Protocol, "path: /v1/chat", "path: /v1/chat, variables: {Mode: x}",
         "`Mode` cannot be a key of `variables`; did you mean `mode`?", "rename it to `mode`"),
        (Protocol, "path: /v1/chat", "path: /v1/chat, query: {'1': x}", "`1` cannot be a key of `query`",
         "write e.g. `query: {alt: sse}`"),
        (SiteConfig, "locales: [en]", "locales: [en, ZH]", "`ZH` cannot be an entry of `locales`; did you mean `zh`?",
         "write `zh`"),
        (SiteConfig, "key_variable: KEY", "key_variable: key", "`key` cannot be `key_variable`; did you mean `KEY`?",
         "write `key_variable: KEY`"),
    ],
)  # fmt: skip
def test_text_of_another_form(record: type[Record], old: str, new: str, message: str, fix: str) -> None:
    """What the field takes is said in words; a small change that mends it is offered."""
    found = _one(record, old, new)

    assert (found[0], found[4], found[6]) == ("text-malformed", message, fix)
    assert " takes " in found[5]


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("http://a.example.com/x", "https://a.example.com/x"),
        ("//a.example.com", "https://a.example.com"),
        ("a.example.com", "https://a.example.com"),
        ("' https://a.example.com'", "https://a.example.com"),
        ("javascript:alert(1)", None),
        ("https://a.example.com/a b", None),
        ("localhost", None),
    ],
)
def test_address_that_is_not_public_https(url: str, meant: str | None) -> None:
    """Only a changed or added scheme is guessed; an address is never invented."""
    found = _one(Model, "https://acme.example.com", url)

    assert found[0] == "url-malformed"
    assert found[5] == "`url` takes public https addresses without spaces, quotes or braces"
    assert found[6] == (
        f"write `url: {meant}`" if meant else 'write e.g. `url: "https://ai.google.dev/gemini-api/docs/models"`'
    )


@pytest.mark.parametrize(
    ("record", "old", "new", "message", "why"),
    [
        (Model, "sources:", "limits: {max_input_tokens: 0}\nsources:", "`max_input_tokens` is `0`, below 1",
         "it must be 1 or more"),
        (Model, "input: [text]", "input: []", "`input` is an empty list", "it needs at least one entry"),
        (Model, "summary: A quick", "summary: '  ' # A quick", "`summary` is an empty text",
         "it is shown to readers, so it must say something"),
        (Model, "name: Acme Mini", f"name: {'x' * 201}", "`name` has 201 characters, more than 200",
         "it has at most 200 characters, so that it fits"),
        (Model, "summary: A quick", f"summary: {'x' * 201} # A quick", "`summary` has 201 characters, more than 200",
         "it has at most 200 characters, so that it fits"),
        (Protocol, "parameters:", "errors: [{status: 600, code: x, trigger: x, fix: x, retry: x}]\nparameters:",
         "`status` is `600`, above 599", "it must be 599 or less"),
    ],
)  # fmt: skip
def test_value_beyond_a_bound(record: type[Record], old: str, new: str, message: str, why: str) -> None:
    """The value and the bound are both named."""
    found = _one(record, old, new)

    assert (found[0], found[4], found[5]) == ("value-out-of-range", message, why)


@pytest.mark.parametrize(
    ("record", "old", "new", "message", "why", "fix"),
    [
        (Model, "name: Acme Mini", "name: 1.50", "`1.50` is not a text", "`name` must be a text",
         'write `name: "1.50"`'),
        (Model, "name: Acme Mini", "name: true", "`true` is not a text", "`name` must be a text",
         'write `name: "true"`'),
        (Model, "name: Acme Mini", "name: [a]", "a list is not a text", "`name` must be a text",
         "write e.g. `name: Gemini 3.1 Flash-Lite`"),
        (Model, "name: Acme Mini", "name:", "an empty value is not a text", "`name` must be a text",
         "write e.g. `name: Gemini 3.1 Flash-Lite`"),
        (Model, "sources:", "limits: {max_input_tokens: 32_000}\nsources:", "the text `32_000` is not a whole number",
         "`max_input_tokens` must be a whole number", "write `max_input_tokens: 32000`"),
        (Model, "sources:", "limits: {max_input_tokens: 32k}\nsources:", "the text `32k` is not a whole number",
         "`max_input_tokens` must be a whole number", "write e.g. `max_input_tokens: 922000`"),
        (Model, "sources:", "limits: {max_input_tokens: 1.5}\nsources:", "`1.5` is not a whole number",
         "`max_input_tokens` must be a whole number", "write e.g. `max_input_tokens: 922000`"),
        (Model, "sources:", "limits: {max_input_tokens: true}\nsources:", "`true` is not a whole number",
         "`max_input_tokens` must be a whole number", "write e.g. `max_input_tokens: 922000`"),
        (Model, "sources:", "use_when:\nsources:", "an empty value is not a list", "`use_when` must be a list",
         "write e.g. `use_when: [Translating in bulk.]`, or remove the key"),
        (Model, "sources:", "use_when: Bulk\nsources:", "the text `Bulk` is not a list", "`use_when` must be a list",
         "write `use_when: [Bulk]`"),
        (Model, "sources:", "faq: Bulk\nsources:", "the text `Bulk` is not a list", "`faq` must be a list",
         "write e.g. `faq: [{question: Can it see images?, answer: Yes.}]`"),
        (Model, "sources:", "use_when: ''\nsources:", "an empty text is not a list", "`use_when` must be a list",
         "write e.g. `use_when: [Translating in bulk.]`"),
        (Model, "sources:", "limits: []\nsources:", "an empty list is not a mapping of fields",
         "`limits` must be a mapping of fields", "write e.g. `limits: {context_window_tokens: 1000000}`"),
        (Model, "{protocol: acme-chat}", "acme-chat", "`acme-chat` is not a mapping of fields",
         "an entry of `protocols` must be a mapping of fields",
         "write e.g. `protocols: [{protocol: openai-chat-completions}]`"),
        (Model, "acme-chat}", "acme-chat, parameters: {temperature: 1}}", "`1` is not a mapping of fields",
         "`temperature` must be a mapping of fields", "write e.g. `temperature: …`"),
        (Protocol, "{request: {},", "{request: [],", "an empty list is not a mapping", "`request` must be a mapping",
         'write e.g. `request: {model: "{model}", messages: []}`'),
        (Protocol, "enum: [a, b]", "enum: [a, 5]", "`5` is not a text", "an entry of `enum` must be a text",
         'write `"5"`'),
        (Protocol, "description: A text., enum", "description: A text., required: yes, enum",
         "the text `yes` is not true or false", "`required` must be true or false", "write `required: true`"),
        (Protocol, "description: A text., enum", "description: A text., required: 'OFF', enum",
         "the text `OFF` is not true or false", "`required` must be true or false", "write `required: false`"),
        (Protocol, "description: A text., enum", "description: A text., required: maybe, enum",
         "the text `maybe` is not true or false", "`required` must be true or false", "write e.g. `required: true`"),
        (Protocol, "description: A text., enum", "description: A text., required: 1, enum",
         "`1` is not true or false", "`required` must be true or false", "write e.g. `required: true`"),
    ],
)  # fmt: skip
def test_value_of_another_type(record: type[Record], old: str, new: str, message: str, why: str, fix: str) -> None:
    """One finding per mistake, in words of YAML; what was meant is offered where it can be told."""
    found = _one(record, old, new)

    assert found[0] == "type-mismatch"
    assert found[4:] == (message, why, fix)


def test_explained_enum_value_lacks_its_description() -> None:
    """An entry that may be a text or a mapping is judged as what it was meant to be."""
    found = _one(Protocol, "enum: [a, b]", "enum: [a, {value: b}]")

    assert (found[0], found[4]) == ("field-missing", "required field `description` is missing")


def test_whole_file_of_another_record_is_told_field_by_field() -> None:
    """A provider in the folder of models gives findings, not a crash."""
    found = validate_record(Model, read_yaml("a.yaml", b"name: Acme\nwebsite: https://acme.example.com\n"))

    assert isinstance(found, tuple)
    assert [item.code for item in found] == ["field-missing"] * 8 + ["field-unknown"]
