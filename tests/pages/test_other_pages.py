"""Home, provider, protocol and the pages that lead somewhere else; and what surrounds every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.i18n.locale import Locale
from site_builder.pages.catalog_page import build_catalog_view, count_models
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext, base_path
from site_builder.pages.guide_pages import build_chooser_view, build_not_found_view, build_redirect_view
from site_builder.pages.page_view import graph_locale
from site_builder.pages.protocol_page import build_protocol_view, example_model
from site_builder.pages.provider_page import build_provider_view
from site_builder.pages.routes import PageKind
from site_builder.pages.tokens import fill_tokens

Contexts = Mapping[str, ViewContext]

_ADDED = "Endpoints, parameters, errors and working examples, with all models that are served."
"""What follows a description that is too short for search engines."""


def _edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_home_lists_models_and_protocols(contexts: Contexts) -> None:
    """Every model in one table, every protocol with the number of its models."""
    view = build_catalog_view(contexts["ru"])

    assert [card.id for card in view.table.cards] == ["acme/large", "acme/mini"]
    assert (view.name, view.summary.markdown, view.count) == ("Small Gateway", "Две модели с одним ключом.", "2 модели")
    assert [(entry.link.label, entry.link.href, entry.count) for entry in view.protocols] == [
        ("Acme Chat", "/ru/protocols/acme-chat/", "2 модели")
    ]
    assert (view.page.breadcrumbs, view.page.address) == ((), "https://models.example.com/ru/")
    assert view.page.default_alternate == "https://models.example.com/"
    assert view.onboarding == ()


@pytest.mark.parametrize(
    ("tag", "count", "expected"),
    [
        ("en", 1, "1 model"),
        ("en", 0, "0 models"),
        ("ru", 21, "21 модель"),
        ("ru", 1234, "1\xa0234 модели"),
        ("zh-Hans", 6, "6 个模型"),
    ],
)
def test_models_are_counted_in_words(contexts: Contexts, tag: str, count: int, expected: str) -> None:
    """The number has the separators, and the word the form of the language."""
    assert count_models(contexts[tag], count) == expected


def test_protocol_page_has_a_response_where_events_are_explained(
    contexts_of: Callable[[Path], Contexts], rich_site: Path
) -> None:
    """Fields of the answer or kinds of events: either of them makes the section, neither leaves it out."""
    path = rich_site / "catalog" / "protocols" / "unused.yaml"
    text = path.read_text(encoding="utf-8")
    text = text[: text.index("response:")] + text[text.index("examples:") :]
    has_response = []
    for events in ("", "events: [{event: done, description: It is done.}]\n"):
        path.write_text(f"{text}{events}", encoding="utf-8")
        sections = build_protocol_view(contexts_of(rich_site)["en"], "unused").sections
        has_response.append("response" in [section.id for section in sections])

    assert has_response == [False, True]


def test_provider_page_lists_its_models(contexts: Contexts) -> None:
    """Only its own, with what the maker is known for."""
    view = build_provider_view(contexts["zh-Hans"], "acme")

    assert [card.id for card in view.table.cards] == ["acme/large", "acme/mini"]
    assert (view.maker.name, view.summary.markdown, view.count) == ("Acme", "小型模型的开发商。", "2 个模型")
    assert (view.website.href, view.documentation) == ("https://acme.example.com", None)
    assert [link.href for link in view.page.breadcrumbs] == ["/zh/", "/zh/providers/acme/"]


def test_provider_page_leads_to_the_makers_documentation(
    contexts_of: Callable[[Path], Contexts], small_site: Path
) -> None:
    """A link with words, where there is one."""
    _edit(
        small_site / "catalog" / "providers" / "acme.yaml",
        ("website:", "documentation: https://acme.example.com/docs\nwebsite:"),
    )

    view = build_provider_view(contexts_of(small_site)["en"], "acme")

    assert view.documentation is not None
    assert (view.documentation.label, view.documentation.href) == ("API documentation", "https://acme.example.com/docs")


def test_protocol_page_shows_one_model_as_the_example(rich_contexts: Contexts) -> None:
    """A stable one where there is one; all models that speak it are listed."""
    view = build_protocol_view(rich_contexts["en"], "acme-chat")

    assert view.example_model == "Acme Large"
    assert '"model": "acme-large"' in fill_tokens(view.api.request.code, view.fills)
    assert [card.id for card in view.table.cards] == ["acme/gone", "acme/large", "acme/mini", "acme/rich"]
    assert [section.id for section in view.sections] == [
        "overview",
        "endpoint",
        "authentication",
        "parameters",
        "response",
        "errors",
        "snippets",
        "models",
    ]
    assert (view.page.title, view.page.description) == (
        "Acme Chat: API reference",
        f"Turns a list of messages into the next one. {_ADDED}",
    )
    assert view.checked.iso == "2026-11-01"


def test_protocol_without_models_and_errors_has_no_such_sections(
    contexts_of: Callable[[Path], Contexts], rich_site: Path
) -> None:
    """Nothing is empty, and the examples have an id that nobody takes for a real one."""
    path = rich_site / "catalog" / "site.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("errors:")], encoding="utf-8")

    view = build_protocol_view(contexts_of(rich_site)["en"], "unused")

    assert [section.id for section in view.sections] == [
        "overview",
        "endpoint",
        "authentication",
        "parameters",
        "response",
        "snippets",
    ]
    assert (view.example_model, view.table.cards, view.api.reference.errors) == ("", (), ())
    url = fill_tokens(view.api.operations[0].url, view.fills)
    assert url == "https://api.example.com/v1/models/MODEL_ID:run"


def test_example_model_can_be_called(contexts_of: Callable[[Path], Contexts], rich_site: Path) -> None:
    """Stable before preview, preview before deprecated, and a retired one only if there is no other."""
    models = rich_site / "catalog" / "models" / "acme"
    chosen = []
    for name, status in (("large", "stable"), ("mini", "preview"), ("rich", "deprecated")):
        chosen.append(example_model(contexts_of(rich_site)["en"].catalog, "acme-chat"))
        _edit(models / f"{name}.yaml", (f"status: {status}", "status: retired"))
    chosen.append(example_model(contexts_of(rich_site)["en"].catalog, "acme-chat"))

    assert chosen == ["acme/large", "acme/mini", "acme/rich", "acme/gone"]
    assert example_model(contexts_of(rich_site)["en"].catalog, "unused") is None


def test_not_found_page_leads_on(contexts: Contexts) -> None:
    """To all models and to every maker; it is no alternate of anything."""
    view = build_not_found_view(contexts["en"])

    assert [(link.label, link.href) for link in view.links] == [("All models", "/en/"), ("Acme", "/en/providers/acme/")]
    assert (view.page.title, view.page.default_alternate) == ("Page not found", "")


@pytest.mark.parametrize(("tag", "slug"), [("en", "en"), ("ru", "ru"), ("zh-Hans", "zh")])
def test_page_under_another_id_leads_to_the_model(
    contexts_of: Callable[[Path], Contexts], small_site: Path, tag: str, slug: str
) -> None:
    """It names the id as it is sent, the model, its path on this site and its public address."""
    _edit(
        small_site / "catalog" / "site.yaml",
        ("https://models.example.com", "https://example.com/docs"),
    )
    _edit(small_site / "catalog" / "models" / "acme" / "large.yaml", ("id: acme-large-latest", "id: ACME-Large-1.5"))
    context = contexts_of(small_site)[tag]

    view = build_redirect_view(context, "acme/acme-large-1.5")

    assert view.alias == "ACME-Large-1.5"
    assert (view.target.label, view.target.href) == ("Acme Large", f"/docs/{slug}/models/acme/large/")
    assert view.url == f"https://example.com/docs/{slug}/models/acme/large/"


def test_root_speaks_every_language(contexts: Contexts) -> None:
    """Each entry is in its own language and leads to its home."""
    view = build_chooser_view(tuple(contexts.values()), PageKind.CHOOSER)

    assert (view.kind, view.site_name, view.canonical) == ("chooser", "Small Gateway", "https://models.example.com/")
    assert view.description == "Two models behind one key."
    assert [(entry.alternate.lang, entry.alternate.name, entry.alternate.href) for entry in view.entries] == [
        ("zh-Hans", "简体中文", "/zh/"),
        ("ru", "Русский", "/ru/"),
        ("en", "English", "/en/"),
    ]
    assert view.entries[2].title == "AI models"
    assert len({entry.text for entry in view.entries}) == 3


def test_page_not_found_of_the_host_speaks_every_language(contexts: Contexts) -> None:
    """It has no address of its own."""
    view = build_chooser_view(tuple(contexts.values()), PageKind.ROOT_NOT_FOUND)

    assert (view.kind, view.canonical, view.entries[2].title) == ("not-found", "", "Page not found")


def test_alternates_are_the_same_page(contexts: Contexts) -> None:
    """In every language, this one included; the source language is the default."""
    page = build_provider_view(contexts["ru"], "acme").page

    assert [(item.lang, item.href, item.is_current) for item in page.alternates] == [
        ("zh-Hans", "/zh/providers/acme/", False),
        ("ru", "/ru/providers/acme/", True),
        ("en", "/en/providers/acme/", False),
    ]
    assert page.alternates[0].url == "https://models.example.com/zh/providers/acme/"
    assert page.address == "https://models.example.com/ru/providers/acme/"
    assert page.default_alternate == "https://models.example.com/en/providers/acme/"
    assert page.graph_locale == "ru_RU"


def test_first_language_is_the_default_where_the_source_is_not_published(contexts: Contexts) -> None:
    """A site may publish translations alone."""
    context = replace(contexts["ru"], locales=contexts["ru"].locales[:2], _shared={})

    page = build_provider_view(context, "acme").page

    assert page.default_alternate == "https://models.example.com/zh/providers/acme/"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "en_US"),
        ("en-GB", "en_GB"),
        ("ru", "ru_RU"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("vai", "vai_LR"),
    ],
)
def test_open_graph_has_its_own_names(tag: str, expected: str) -> None:
    """Language and most likely territory; the script counts."""
    assert graph_locale(Locale(tag, "x", "X")) == expected


def test_site_below_a_path_keeps_it(contexts_of: Callable[[Path], Contexts], small_site: Path) -> None:
    """Every address starts with the path of the public URL."""
    _edit(
        small_site / "catalog" / "site.yaml",
        ("https://models.example.com", "https://example.com/docs/models"),
    )
    context = contexts_of(small_site)["en"]

    assert base_path(context.catalog) == "/docs/models"
    assert context.href(PageKind.MODEL, "acme/mini") == "/docs/models/en/models/acme/mini/"
    assert context.url(PageKind.MODEL, "acme/mini") == "https://example.com/docs/models/en/models/acme/mini/"
    assert build_site_view(context).home == "/docs/models/en/"


def test_site_view_has_links_to_everything(contexts: Contexts) -> None:
    """Navigation and footer are the same on all pages of a language, made once."""
    view = build_site_view(contexts["en"])

    assert view is build_site_view(contexts["en"])
    assert [link.href for link in view.providers + view.protocols] == [
        "/en/providers/acme/",
        "/en/protocols/acme-chat/",
    ]
    assert [(link.label, link.href) for link in view.navigation] == [
        ("Models", "/en/"),
        ("Prices", "/en/pricing/"),
        ("Protocols", "/en/#protocols"),
        ("Landscape", "/en/landscape/"),
        ("Compare", "/en/compare/"),
    ]
    assert (view.lang, view.name, view.key_link) == ("en", "Small Gateway", "https://console.example.com/keys")
    assert view.call_to_action is None


def test_invitation_and_steps_are_in_one_language(contexts_of: Callable[[Path], Contexts], small_site: Path) -> None:
    """Title, text and button fall back together, and so do all steps of a list; steps are in order."""
    with (small_site / "catalog" / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "call_to_action: {title: Start?, text: Quiz, button: Go, url: https://example.com/}\n"
            "onboarding:\n  - {title: Quiz, text: General knowledge}\n  - {title: Quiz, text: Unknown.}\n"
        )
    context = contexts_of(small_site)["ru"]

    action, steps = build_site_view(context).call_to_action, build_catalog_view(context).onboarding

    assert action is not None
    assert (action.title.lang, action.text.lang, action.button.lang, action.url) == (
        "en",
        "en",
        "en",
        "https://example.com/",
    )
    assert [(step.title.markdown, step.text.markdown) for step in steps] == [
        ("Quiz", "General knowledge"),
        ("Quiz", "Unknown."),
    ]
    assert {text.lang for step in steps for text in (step.title, step.text)} == {"en"}
