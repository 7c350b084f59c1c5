"""The page of a model's code."""

from __future__ import annotations

from pathlib import Path

from site_builder.catalog.loader import load_catalog
from site_builder.pages.code_page import build_code_view, code_fingerprint
from site_builder.pages.context import ViewContext

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
        rich_contexts["en"].catalog.models["acme/large"].api_id in item.code.text for item in chat.variants[0].snippets
    )
    assert [item.is_run for item in chat.variants[0].snippets] == [True] * 5 + [False] * 2
    assert [item.id for item in chat.switches] == ["python/switch", "javascript/switch"]
    assert [section.id for section in view.sections] == [api.anchor for api in view.apis]


def test_page_leads_to_the_model(rich_contexts: Contexts) -> None:
    """Its trail and its links lead to the page of the model, and to its section there."""
    view = build_code_view(rich_contexts["en"], "acme/large")

    assert view.model.href == "/en/models/acme/large/"
    assert view.apis[0].href == f"/en/models/acme/large/#{view.apis[0].anchor}"
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
