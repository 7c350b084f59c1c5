"""The page of a model's code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.pages.code_page import build_code_view, code_fingerprint
from site_builder.pages.context import ViewContext
from site_builder.pages.tokens import MODEL_TOKEN, fill_tokens
from site_builder.snippets.language import PYTHON_SDK
from site_builder.snippets.runs import RecordedSnippet, SnippetRun, SnippetRuns, run_key
from site_builder.snippets.snippet import write_snippets
from site_builder.snippets.variants import make_exchanges

Contexts = dict[str, ViewContext]


def test_page_shows_every_language(rich_contexts: Contexts) -> None:
    """Each variant stands in each language that can write it, with the id of the model and what is printed."""
    view = build_code_view(rich_contexts["en"], "acme/large")

    chat = view.apis[0]
    assert [variant.id for variant in chat.variants][:2] == ["basic", "streaming"]
    assert [item.language_id for item in chat.variants[0].snippets] == [
        "curl", "python", "javascript", "httpx", "fetch", "powershell", "cmd",
    ]  # fmt: skip
    assert all(
        rich_contexts["en"].catalog.models["acme/large"].api_id in fill_tokens(item.code.code, view.fills)
        for item in chat.variants[0].snippets
    )
    checked = "Checked against the rules of its shell, not run."
    assert [item.proof for item in chat.variants[0].snippets] == ["Not run."] * 5 + [checked] * 2
    assert [item.proof for item in chat.switches] == ["", ""]
    assert chat.switch_note == (
        "In code written for the API of OpenAI, change these two lines, and the id of the model if it is another one."
    )
    assert [item.id for item in chat.switches] == ["python/switch", "javascript/switch"]
    assert [section.id for section in view.sections] == [api.anchor for api in view.apis]


@pytest.mark.parametrize(
    ("tag", "newest", "older"),
    [
        ("en", "Run on November 20, 2026 with openai 3.52.0.", "Also run with openai 2.25.0."),
        ("zh-Hans", "2026年11月20日", "openai 2.25.0"),
        ("ru", "20 ноября 2026", "openai 2.25.0"),
    ],
)
def test_snippet_says_when_it_was_run(rich_contexts: Contexts, tag: str, newest: str, older: str) -> None:
    """The day of the newest tool stands beside exactly the text that was run, and the older tool after it."""
    context = rich_contexts[tag]
    protocol, served = "acme-chat", context.catalog.models["acme/large"].protocols[0]
    exchange = make_exchanges(
        context.catalog.site, context.catalog.protocols[protocol], served=served, model=None, model_id=MODEL_TOKEN
    )[0]
    (snippet,) = write_snippets(exchange, (PYTHON_SDK,))
    runs = tuple(
        SnippetRun(date=date(2026, 11, day), tool=tool, runtime="Python 3.11")
        for day, tool in ((19, "openai 2.25.0"), (20, "openai 3.52.0"))
    )
    recorded = {run_key(snippet): RecordedSnippet(snippet=snippet.id, runs=runs)}
    context = replace(context, runs=SnippetRuns({protocol: recorded}), _shared={})

    view = build_code_view(context, "acme/large")

    shown = [item.proof for api in view.apis for variant in api.variants for item in variant.snippets]
    (proof,) = [item for item in shown if "openai" in item]
    assert newest in proof
    assert older in proof


def test_page_leads_to_the_model(rich_contexts: Contexts) -> None:
    """Its trail and its links lead to the page of the model, and to its section there."""
    view = build_code_view(rich_contexts["en"], "acme/large")

    assert view.model.href == "/en/models/acme/large/"
    assert fill_tokens(view.apis[0].href, view.fills) == f"/en/models/acme/large/#{view.apis[0].anchor}"
    assert [link.href for link in view.page.breadcrumbs] == [
        "/en/",
        "/en/providers/acme/",
        "/en/models/acme/large/",
        "/en/models/acme/large/code/",
    ]


def test_page_depends_on_what_it_shows(small_site: Path) -> None:
    """A capability changes it, an answer to a question does not."""

    def fingerprint(old: str, new: str) -> object:
        path = small_site / "catalog/models/acme/large.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        catalog = load_catalog(small_site).catalog
        assert catalog is not None
        return code_fingerprint(catalog.models["acme/large"])

    before = fingerprint("name: Acme Large", "name: Acme Large")

    assert fingerprint("answer: Yes, it can.", "answer: Yes.") == before
    assert fingerprint("api_id: ", "kind: image\napi_id: ") != before
