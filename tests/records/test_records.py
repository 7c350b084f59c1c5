"""Records that contradict themselves are refused at the place where they do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.catalog.validation import validate_record
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.records.base import Record
from site_builder.records.labels import FieldLabel, field_labels, message, plural_message
from site_builder.records.model import Model, callable_ids
from site_builder.records.protocol import Protocol
from site_builder.records.site import SiteConfig
from site_builder.records.specification import Limits

_FILES: dict[type[Record], str] = {
    Model: "models/acme/large.yaml",
    Protocol: "protocols/acme-chat.yaml",
    SiteConfig: "site.yaml",
}


_ERROR = "{status: 400, code: x, trigger: x, fix: x, retry: x}"


@pytest.fixture
def diagnose(small_site: Path) -> Callable[[type[Record], str, str], list[tuple[str, int, int, str]]]:
    """Give a function that changes a record of the small site and gives code, line, column and message."""

    def run(record: type[Record], old: str, new: str) -> list[tuple[str, int, int, str]]:
        text = (small_site / "catalog" / _FILES[record]).read_text(encoding="utf-8")
        assert old in text
        found = validate_record(record, read_yaml("a.yaml", text.replace(old, new, 1).encode()))
        if isinstance(found, Record):
            return []
        return [(item.code, item.span.line, item.span.column, item.message) for item in found]

    return run


@pytest.mark.parametrize(
    ("record", "old", "new", "expected"),
    [
        (Model, "updated:", "retires: 2026-03-02\nupdated:",
         ("retires-before-release", 6, 10, "the model retires on 2026-03-02, before its release on 2026-03-03")),
        (Model, "updated:", "deprecated: 2026-06-02\nretires: 2026-06-01\nupdated:",
         ("retires-before-deprecation", 7, 10,
          "the model retires on 2026-06-01, before that was announced on 2026-06-02")),
        (Model, "kind: latest,", "kind: latest, released: 2026-03-03, retires: 2026-03-02,",
         ("retires-before-release", 27, 74,
          "`acme-large-latest` retires on 2026-03-02, before its release on 2026-03-03")),
        (Model, "rivals:", "introductions: {pricng: Soon.}\nrivals:",
         ("value-not-allowed", 25, 17,
          "`pricng` is not a known key of `introductions`; did you mean `pricing`?")),
        (Model, "rivals:", "introductions: {weather: Sunny.}\nrivals:",
         ("value-not-allowed", 25, 17, "`weather` is not a known key of `introductions`")),
        (Model, "reported: 2026-03}", "reported: 2026-03, others: [{name: Other}]}",
         ("field-missing", 24, 108, "required field `score` is missing")),
        (Model, 'score: "86.9", source: https://acme.example.com/results,', 'score: "86.9",',
         ("field-missing", 24, 5, "required field `source` is missing")),
        (Model, "  source: https://acme.example.com/pricing\n", "",
         ("field-missing", 15, 1, "required field `source` is missing")),
        (Model, "  currency: USD\n", "", ("field-missing", 15, 1, "required field `currency` is missing")),
        (Model, "max_output_tokens: 8000", "max_output_tokens: 200001",
         ("limit-output-above-context", 9, 60,
          "`max_output_tokens` is 200001, above `context_window_tokens`, which is 200000")),
        (Model, 'score: "86.9", ', "", ("score-unnamed", 24, 5, "the score on `quiz` has no result")),
        (Model, 'score: "86.9", ', 'score: "1", not_supported: true, ',
         ("score-unnamed", 24, 50, "the score on `quiz` has a result and `not_supported`")),
        (Model, "input: [text, image]", "input: [text, image, text]",
         ("entry-duplicate", 8, 35, "`text` is listed twice in `input`")),
        (Model, "output: [text]", "output: [text, text]",
         ("entry-duplicate", 8, 51, "`text` is listed twice in `output`")),
        (Model, "related: [acme/mini]", "related: [acme/mini, acme/x, acme/mini]",
         ("entry-duplicate", 31, 30, "`acme/mini` is listed twice in `related`")),
        (Model, "rivals: [acme/mini]", "rivals: [a/b, a/b]",
         ("entry-duplicate", 25, 15, "`a/b` is listed twice in `rivals`")),
        (Model, "  - protocol: acme-chat\n", "  - protocol: acme-chat\n  - protocol: acme-chat\n",
         ("entry-duplicate", 13, 15, "`acme-chat` is listed twice in `protocols`")),
        (Model, "faq:", "comparisons: [{model: a/b, takeaway: x}, {model: a/b, takeaway: y}]\nfaq:",
         ("entry-duplicate", 28, 50, "`a/b` is listed twice in `comparisons`")),
        (Model, "    parameters:\n", f"    errors: [{_ERROR}, {_ERROR}]\n    parameters:\n",
         ("entry-duplicate", 13, 68, "`400 x` is listed twice in `errors`")),
        (Protocol, "id: stream", "id: create", ("entry-duplicate", 20, 9, "`create` is listed twice in `operations`")),
        (Protocol, "  - name: action\n", "  - {name: action, description: x}\n  - name: action\n",
         ("entry-duplicate", 12, 11, "`action` is listed twice in `path_variables`")),
        (Protocol, "- {name: temperature", "- {name: stream",
         ("parameter-duplicate", 39, 12, "`stream` is declared twice in one place")),
        (Protocol, "response:\n", "response:\n  - {name: id, type: string, description: x}\n",
         ("parameter-duplicate", 42, 12, "`id` is declared twice in one place")),
        (Protocol, "/{action}", "/{acton}",
         ("path-variable-unexplained", 18, 11, "path variable `{acton}` of operation `create` is not explained")),
        (Protocol, "    variables: {action: completions}\n", "",
         ("path-variable-unset", 18, 11, "operation `create` gives no value to its path variable `{action}`")),
        (SiteConfig, "ru, en]", "ru, en, ru]", ("locale-duplicate", 10, 28, "locale `ru` is listed twice")),
        (SiteConfig, "errors:\n", f"errors:\n  - {_ERROR}\n  - {_ERROR}\n",
         ("entry-duplicate", 13, 5, "`400 x` is listed twice in `errors`")),
    ],
)  # fmt: skip
def test_contradiction_is_one_finding_at_its_place(
    diagnose: Callable[..., Any], record: type[Record], old: str, new: str, expected: tuple[str, int, int, str]
) -> None:
    """Line and column are those of the value to change."""
    assert diagnose(record, old, new) == [expected]


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        (Model, "updated:", "retires: 2026-03-03\nupdated:"),
        (Model, "released: 2026-03-03\n", "retires: 2026-03-02\n"),
        (Model, "updated:", "deprecated: 2026-06-01\nretires: 2026-06-01\nupdated:"),
        (Model, "kind: latest,", "kind: latest, released: 2026-03-03, retires: 2026-03-03,"),
        (Model, "rivals:", "introductions: {pricing: Soon., faq: Asked.}\nrivals:"),
        (
            Model,
            "reported: 2026-03}",
            "reported: 2026-03, baseline: X, others: [{name: Y, score: '-1', conditions: z}]}",
        ),
        (Model, "status: stable", "status: stable\nkind: embedding\nlicense: Apache-2.0"),
        (Model, "max_output_tokens: 8000", "max_output_tokens: 200000"),
        (Model, 'score: "86.9", ', "not_supported: true, "),
        (Model, "context_window_tokens: 200000, ", ""),
        (SiteConfig, "https://models.example.com", "https://example.com/models"),
    ],
)
def test_border_case_is_fine(diagnose: Callable[..., Any], record: type[Record], old: str, new: str) -> None:
    """Equal days and limits, an unsupported test, and a site below a path are what they say."""
    assert diagnose(record, old, new) == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://api.example.com/", "url-trailing-slash"),
        ("https://localhost", "url-not-public"),
        ("https://backend:8000", "url-not-public"),
        ("https://api.example.com:8443", "url-not-public"),
        ("https://10.0.0.1", "url-not-public"),
        ("https://api.internal", "url-not-public"),
        ("https://printer.local", "url-not-public"),
        ("https://x.test", "url-not-public"),
        ("https://api.example.com:9999", "url-not-public"),
        ("https://api.example.com/v?x=1", "url-not-a-base"),
        ("https://api.example.com/v?", "url-not-a-base"),
        ("https://api.example.com/#top", "url-not-a-base"),
        ("https://api.example.com/#", "url-not-a-base"),
        ("https://api.example.com/#/", "url-not-a-base"),
    ],
)
def test_address_that_readers_cannot_reach_is_refused(diagnose: Callable[..., Any], address: str, code: str) -> None:
    """It would be copied from every snippet."""
    ((found, line, column, said),) = diagnose(SiteConfig, "https://api.example.com", address)

    assert (found, line, column) == (code, 4, 15)
    assert f"`{address}`" in said


def test_callable_ids_begin_with_the_one_to_use(small_site: Path) -> None:
    """`api_id` first, then every version."""
    catalog = load_catalog(small_site).catalog

    assert catalog is not None
    assert callable_ids(catalog.models["acme/large"]) == ("acme-large", "acme-large-latest")


def test_protocol_knows_its_plain_and_its_streaming_operation(small_site: Path) -> None:
    """The first that is not streamed, the first that is; a protocol with one operation uses it for both."""
    catalog = load_catalog(small_site).catalog
    assert catalog is not None
    protocol = catalog.protocols["acme-chat"]
    plain, streaming = protocol.operations

    only_streaming = protocol.model_copy(update={"operations": (streaming,)})
    only_plain = protocol.model_copy(update={"operations": (plain,)})

    assert (protocol.plain_operation.id, only_streaming.plain_operation.id) == ("create", "stream")
    assert protocol.streaming_operation is streaming
    assert only_plain.streaming_operation is None


def test_label_stands_beside_its_field() -> None:
    """The unit is a message that counts; a field without a label is no specification."""
    tokens = ("{count} token", "{count} tokens")

    assert field_labels(Limits)["max_output_tokens"] == FieldLabel("Output limit", tokens, "limits")
    assert field_labels(Model)["family"] == FieldLabel("Family", None, "model")
    assert "name" not in field_labels(Model)
    assert message("Output limit") == "Output limit"
    assert plural_message(*tokens) == tokens
