"""The page of a model: what its record has, and nothing empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.pages.code_page import build_code_view
from site_builder.pages.context import ViewContext
from site_builder.pages.model_page import SECTIONS, ModelView, build_model_view

Contexts = Mapping[str, ViewContext]
TAGS = ("zh-Hans", "ru", "en")


def _with_model(contexts_of: Callable[[Path], Contexts], site: Path, name: str, *changes: tuple[str, str]) -> Contexts:
    path = site / "catalog" / "models" / "acme" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return contexts_of(site)


def _section_content(view: ModelView) -> dict[str, object]:
    """Give what the template would show in each section."""
    return {
        "conclusions": view.conclusions,
        "overview": view.overview,
        "capabilities": view.highlights or view.capabilities,
        "usage": view.use_when or view.avoid_when or view.use_cases,
        "specifications": view.specifications,
        "pricing": view.pricing and view.pricing.rows,
        "benchmarks": view.benchmarks and (view.benchmarks.rows or view.benchmarks.relative),
        "api": view.apis,
        "notes": view.notes,
        "versions": view.versions,
        "comparison": view.comparisons,
        "limitations": view.limitations,
        "faq": view.faq,
        "related": view.related or view.more,
        "sources": view.sources,
    }


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("key", ["acme/rich", "acme/gone", "acme/large", "acme/mini"])
def test_sections_are_those_with_content(rich_contexts: Contexts, tag: str, key: str) -> None:
    """In every language the same sections, in page order, each with something to show, and none left out."""
    view = build_model_view(rich_contexts[tag], key)

    shown = [section.id for section in view.sections]
    assert shown == [name for name, content in _section_content(view).items() if content]
    assert all(section.title for section in view.sections)


def test_small_model_has_few_sections(contexts: Contexts) -> None:
    """What a record lacks leaves no trace."""
    view = build_model_view(contexts["en"], "acme/mini")

    assert [section.id for section in view.sections] == [
        "capabilities",
        "specifications",
        "pricing",
        "api",
        "related",
        "sources",
    ]
    assert (view.overview, view.benchmarks, view.lifecycle) == (None, None, None)
    assert (view.playground, view.is_new) == ("", False)
    assert [section.introduction for section in view.sections] == [None] * 6


def test_only_model_of_its_maker_has_nothing_related(contexts_of: Callable[[Path], Contexts], small_site: Path) -> None:
    """Without named models and without others of its family, maker or price the section is absent."""
    (small_site / "catalog" / "models" / "acme" / "large.yaml").unlink()

    view = build_model_view(contexts_of(small_site)["en"], "acme/mini")

    assert [section.id for section in view.sections][-2:] == ["api", "sources"]
    assert (view.related, view.more) == ((), ())


def test_rich_model_has_all_sections(rich_contexts: Contexts) -> None:
    """Every section can be filled."""
    view = build_model_view(rich_contexts["en"], "acme/rich")

    assert [section.id for section in view.sections] == list(SECTIONS)


def test_only_highlights_make_the_capabilities_section(
    contexts_of: Callable[[Path], Contexts], rich_site: Path
) -> None:
    """A model that says nothing about features may still have highlights."""
    contexts = _with_model(
        contexts_of, rich_site, "gone", ("protocols:", "highlights: [{title: Fast, text: Very.}]\nprotocols:")
    )

    view = build_model_view(contexts["en"], "acme/gone")

    assert "capabilities" in [section.id for section in view.sections]
    assert view.capabilities == ()


@pytest.mark.parametrize(
    ("status", "tag", "expected"),
    [
        ("status: deprecated\nretires: 2026-12-31", "en", "deprecated and will be retired on December 31, 2026."),
        ("status: deprecated\nretires: 2026-12-31", "zh-Hans", "2026年12月31日"),
        ("status: deprecated\nretires: 2026-12-31", "ru", "31 декабря 2026\u202fг."),
        ("status: deprecated", "en", "This model is deprecated and will be retired."),
        ("status: retired\nretires: 2026-08-10", "en", "This model was retired on August 10, 2026; calls fail."),
        ("status: retired", "en", "This model is retired; calls fail."),
    ],
)
def test_end_of_life_is_announced(
    contexts_of: Callable[[Path], Contexts], rich_site: Path, status: str, tag: str, expected: str
) -> None:
    """A deprecated or retired model says so, with the day where it is known."""
    contexts = _with_model(contexts_of, rich_site, "gone", ("status: retired", status))

    lifecycle = build_model_view(contexts[tag], "acme/gone").lifecycle

    assert lifecycle is not None
    assert expected in lifecycle.message
    assert lifecycle.successor is None
    assert build_code_view(contexts[tag], "acme/gone").lifecycle == lifecycle


def test_end_of_life_leads_to_the_successor(rich_contexts: Contexts) -> None:
    """The reader learns where to go."""
    lifecycle = build_model_view(rich_contexts["ru"], "acme/rich").lifecycle

    assert lifecycle is not None
    assert lifecycle.successor is not None
    assert (lifecycle.successor.label, lifecycle.successor.href) == ("Acme Large", "/ru/models/acme/large/")


@pytest.mark.parametrize("status", ["stable", "preview"])
@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "This model will be retired on December 31, 2027."),
        ("ru", "31 декабря 2027\u202fг. модель будет выведена из эксплуатации."),
        ("zh-Hans", "此模型将于 2027年12月31日停用。"),
    ],
)
def test_model_whose_last_day_is_known_says_so(
    contexts_of: Callable[[Path], Contexts], worded_site: Path, status: str, tag: str, expected: str
) -> None:
    """A model may be called for years after its end was announced."""
    contexts = _with_model(
        contexts_of,
        worded_site,
        "large",
        ("status: stable", f"status: {status}\nretires: 2027-12-31\nsuccessor: acme/mini"),
    )

    lifecycle = build_model_view(contexts[tag], "acme/large").lifecycle

    assert lifecycle is not None
    assert lifecycle.message == expected
    assert lifecycle.successor is not None
    assert lifecycle.successor.label == "Acme Mini"


@pytest.mark.parametrize("status", ["stable", "preview"])
def test_living_model_has_no_notice(contexts_of: Callable[[Path], Contexts], rich_site: Path, status: str) -> None:
    """A preview or stable model has no warning."""
    contexts = _with_model(contexts_of, rich_site, "gone", ("status: retired", f"status: {status}"))

    view = build_model_view(contexts["en"], "acme/gone")

    assert view.lifecycle is None
    assert view.status.id == status


def test_head_of_the_page(rich_contexts: Contexts) -> None:
    """Title, description without markup, breadcrumbs from home to the page itself."""
    view = build_model_view(rich_contexts["en"], "acme/rich")

    assert view.page.title == "Acme Rich: price, limits and API"
    assert (
        view.page.description
        == "A model with everything. Price, limits, benchmarks, parameters and working code examples."
    )
    assert [(link.label, link.href) for link in view.page.breadcrumbs] == [
        ("Models", "/en/"),
        ("Acme", "/en/providers/acme/"),
        ("Acme Rich", "/en/models/acme/rich/"),
    ]
    assert view.badges == ("Image", "Text", "Acme 2", "Commercial use")
    assert (view.api_id, view.family, view.status.label) == ("acme-rich", "Acme 2", "Deprecated")


def test_capabilities_have_three_states(rich_contexts: Contexts) -> None:
    """What nothing is said about is absent, and unknown is said openly."""
    view = build_model_view(rich_contexts["en"], "acme/rich")

    assert [(item.id, item.state, item.state_label) for item in view.capabilities] == [
        ("streaming", "yes", "Supported"),
        ("tool_calling", "no", "Not supported"),
        ("fine_tuning", "unknown", "Unknown"),
        ("commercial_use", "yes", "Supported"),
    ]


def test_versions_lead_to_the_protocols_that_serve_them(rich_contexts: Contexts) -> None:
    """All of the model's protocols unless the version names its own."""
    view = build_model_view(rich_contexts["en"], "acme/rich")

    anchors = {api.anchor for api in view.apis}
    assert [
        (version.id, version.kind_label, [link.href for link in version.protocols]) for version in view.versions
    ] == [
        ("acme-rich-1", "Dated snapshot", ["#api-acme-chat", "#api-bare"]),
        ("acme-rich-2", "Thinking variant", ["#api-bare"]),
    ]
    assert all(link.href.removeprefix("#") in anchors for version in view.versions for link in version.protocols)


def test_versions_have_their_own_days(contexts_of: Callable[[Path], Contexts], rich_site: Path) -> None:
    """A snapshot may come and go before its model; a day that is not known is absent."""
    contexts = _with_model(
        contexts_of,
        rich_site,
        "rich",
        ("id: acme-rich-1,", "id: acme-rich-1, released: 2026-01-05, retires: 2026-12-11,"),
    )

    first, second = build_model_view(contexts["en"], "acme/rich").versions

    assert first.released is not None
    assert first.retires is not None
    assert (first.released.iso, first.retires.text) == ("2026-01-05", "December 11, 2026")
    assert (second.released, second.retires) == (None, None)


@pytest.mark.parametrize(
    ("tag", "title", "introduction"),
    [
        ("en", "Pricing", "General knowledge"),
        ("ru", "Цены", "Общие знания"),
        ("zh-Hans", "价格", "常识"),
    ],
)
def test_sections_are_introduced(
    contexts_of: Callable[[Path], Contexts], worded_site: Path, tag: str, title: str, introduction: str
) -> None:
    """The sentence stands below its heading, translated; that of a section with nothing to show is not shown."""
    contexts = _with_model(
        contexts_of,
        worded_site,
        "large",
        (
            "rivals:",
            "introductions: {pricing: General knowledge, comparison: Nobody sees it., api: Only *here*.}\nrivals:",
        ),
    )

    sections = {section.id: section for section in build_model_view(contexts[tag], "acme/large").sections}

    assert [name for name, section in sections.items() if section.introduction] == ["pricing", "api"]
    shown, other = sections["pricing"].introduction, sections["api"].introduction
    assert shown is not None
    assert (sections["pricing"].title, shown.markdown, shown.lang) == (title, introduction, None)
    assert other is not None
    assert (other.markdown, other.lang) == ("Only *here*.", None if tag == "en" else "en")


@pytest.mark.parametrize(
    ("since", "expected"),
    [("2026-03-02", True), ("2026-03-03", True), ("2026-03-04", False)],
)
def test_new_is_what_was_released_since_a_day(
    contexts_of: Callable[[Path], Contexts], small_site: Path, since: str, *, expected: bool
) -> None:
    """The day itself counts; a model whose release is not known is not new."""
    with (small_site / "catalog" / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"new_since: {since}\n")
    context = contexts_of(small_site)["en"]

    assert build_model_view(context, "acme/large").is_new is expected
    assert build_model_view(context, "acme/mini").is_new is False


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com", "https://example.com?model=acme-large"),
        ("https://example.com/play?theme=dark", "https://example.com/play?theme=dark&model=acme-large"),
        ("https://example.com/#/play", "https://example.com/?model=acme-large#/play"),
        ("https://example.com/?a=1#b", "https://example.com/?a=1&model=acme-large#b"),
    ],
)
def test_playground_may_have_a_query_and_a_fragment(
    url: str, expected: str, contexts_of: Callable[[Path], Contexts], small_site: Path
) -> None:
    """The model is added to the query, which stands before the fragment."""
    with (small_site / "catalog" / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f'playground_url: "{url}"\n')

    assert build_model_view(contexts_of(small_site)["en"], "acme/large").playground == expected


def test_playground_opens_with_the_model(contexts_of: Callable[[Path], Contexts], rich_site: Path) -> None:
    """The id is written so that no character of it has a meaning in an address; a retired model cannot be tried."""
    with (rich_site / "catalog" / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("playground_url: https://console.example.com/playground\n")
    contexts = _with_model(contexts_of, rich_site, "large", ("api_id: acme-large", "api_id: acme/large:1@x"))

    links = [build_model_view(contexts["en"], key).playground for key in ("acme/large", "acme/rich", "acme/gone")]

    assert links == [
        "https://console.example.com/playground?model=acme%2Flarge%3A1%40x",
        "https://console.example.com/playground?model=acme-rich",
        "",
    ]


def test_head_says_what_the_model_is_called_for(contexts_of: Callable[[Path], Contexts], worded_site: Path) -> None:
    """The kind of a model in the words of the language."""
    contexts = _with_model(contexts_of, worded_site, "large", ("status:", "kind: image\nstatus:"))

    kinds = {tag: build_model_view(context, "acme/large").kind for tag, context in contexts.items()}

    assert kinds == {"en": "Image generation", "ru": "Создание изображений", "zh-Hans": "图像生成"}


def test_questions_have_numbered_anchors(rich_contexts: Contexts) -> None:
    """Anchors do not depend on the language; question and answer are in one language."""
    russian = build_model_view(rich_contexts["ru"], "acme/rich").faq
    translated = build_model_view(rich_contexts["ru"], "acme/large").faq

    assert [(item.anchor, item.question.lang, item.answer.lang) for item in russian] == [
        ("faq-1", "en", "en"),
        ("faq-2", "en", "en"),
    ]
    assert [(item.question.markdown, item.question.lang) for item in translated] == [
        ("Понимает ли она изображения?", None)
    ]


def test_first_protocol_is_the_quick_start(rich_contexts: Contexts) -> None:
    """The recommended protocol comes first, with its plain call."""
    view = build_model_view(rich_contexts["en"], "acme/rich")

    assert view.quick_start is view.apis[0].quick_start
    assert view.apis[0].variants[0].id == "basic"


def test_nobody_starts_with_a_model_that_is_retired(rich_contexts: Contexts) -> None:
    """Its calls fail; what they were is still told below."""
    view = build_model_view(rich_contexts["en"], "acme/gone")

    assert view.quick_start is None
    assert view.apis


@pytest.mark.parametrize("tag", TAGS)
def test_all_ids_of_a_page_are_different(rich_contexts: Contexts, tag: str) -> None:
    """Sections, protocols, fields, errors and questions never share an anchor."""
    view = build_model_view(rich_contexts[tag], "acme/rich")

    ids = [section.id for section in view.sections] + [item.anchor for item in view.faq]
    for api in view.apis:
        groups = (*api.reference.parameters, api.reference.response)
        ids += [api.anchor, *(row.anchor for group in groups if group for row in group.rows if row.anchor)]
        ids += [error.anchor for error in api.reference.errors]
    assert len(set(ids)) == len(ids)


def test_related_models_and_sources(rich_contexts: Contexts) -> None:
    """Cards of other models, and every page the facts come from with its day."""
    view = build_model_view(rich_contexts["en"], "acme/rich")

    assert [card.id for card in view.related] == ["acme/large"]
    assert [(item.link.label, item.link.href, item.checked.iso) for item in view.sources] == [
        ("Page", "https://a.example.com/1", "2026-11-01")
    ]
    assert (view.updated.iso, view.updated.text) == ("2026-03-20", "March 20, 2026")
