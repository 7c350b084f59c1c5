"""What can be searched for: which entries there are, where they lead, in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from site_builder.pages.context import ViewContext
from site_builder.pages.search_entries import EntryKind, SearchEntry, build_catalog_entries, build_prose_entries

Contexts = Mapping[str, ViewContext]


def _of_kind(context: ViewContext, kind: EntryKind) -> list[SearchEntry]:
    return [entry for entry in build_catalog_entries(context) if entry.kind is kind]


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_model_is_found_by_all_its_ids_and_shows_what_helps_to_choose(contexts: Contexts) -> None:
    """The id for calls comes first, then the others and the key; the second line has maker, context and prices."""
    large, mini = _of_kind(contexts["en"], EntryKind.MODEL)

    assert (large.title, large.href) == ("Acme Large", "/en/models/acme/large/")
    assert large.ids == ("acme-large", "acme-large-latest", "acme/large", "large")
    assert large.detail == "Acme · Context 200,000 · Input $2.00 · Output $8.00"
    assert "pricing" in large.sections
    assert mini.title == "Acme Mini"


def test_page_of_prices_is_found_where_there_is_one(small_site: Path, contexts_of: Callable[[Path], Contexts]) -> None:
    """Where all prices have ended, nothing leads to a page that does not exist."""
    page = "/en/pricing/"
    before = {entry.href for entry in build_catalog_entries(contexts_of(small_site)["en"])}
    for path in (small_site / "catalog/models/acme").iterdir():
        _edit(path, "{meter: ", "{valid_to: 2020-01-01, meter: ")

    after = {entry.href for entry in build_catalog_entries(contexts_of(small_site)["en"])}

    assert page in before
    assert page not in after


def test_models_to_use_now_come_first(small_site: Path, contexts_of: Callable[[Path], Contexts]) -> None:
    """Of equally good results the earlier is shown first: a stable model before one that ends, the newest first."""
    mini = small_site / "catalog/models/acme/mini.yaml"
    _edit(mini, "status: ", "status: deprecated # ")
    context = contexts_of(small_site)["en"]

    models = _of_kind(context, EntryKind.MODEL)

    assert [model.title for model in models] == ["Acme Large", "Acme Mini"]
    assert models[1].detail.startswith("Acme · Deprecated · ")


def test_kind_is_named_where_it_is_not_the_usual_one(small_site: Path, contexts_of: Callable[[Path], Contexts]) -> None:
    """A model for chat needs no word for it; another says what it makes. What is unknown is left out."""
    mini_file = small_site / "catalog/models/acme/mini.yaml"
    _edit(mini_file, "status: ", "kind: embedding\nstatus: ")
    _edit(mini_file, "limits: {context_window_tokens: 32000}\n", "limits: {}\n")

    mini = _of_kind(contexts_of(small_site)["en"], EntryKind.MODEL)[-1]

    assert mini.detail == "Acme · Embedding · Preview · Input $0.20"


def test_nested_field_leads_to_the_row_it_belongs_to(contexts: Contexts) -> None:
    """Only rows of the first level have an anchor; fields inside lead there, and are found by their last part too."""
    fields = {entry.title: entry for entry in _of_kind(contexts["en"], EntryKind.PARAMETER)}
    inner = next(entry for path, entry in fields.items() if "." in path)

    assert inner.ids == (inner.title.rpartition(".")[2],)
    outer = fields[inner.title.partition("[")[0].partition(".")[0]]
    assert inner.href == outer.href
    assert outer.ids == ()
    assert outer.href.startswith("/en/protocols/acme-chat/#api-acme-chat-")


def test_protocol_without_fields_in_its_answer_has_those_of_the_request(rich_contexts: Contexts) -> None:
    """Fields are those of the request and, where they are documented, those of the answer."""
    details = {entry.detail for entry in _of_kind(rich_contexts["en"], EntryKind.PARAMETER)}

    assert {"Acme Chat · Core parameters", "Acme Chat · Response fields", "Bare · Core parameters"} <= details


def test_failure_of_several_protocols_is_listed_once(small_site: Path, contexts_of: Callable[[Path], Contexts]) -> None:
    """The same failure of two protocols is one result; one with other words is another."""
    protocols = small_site / "catalog/protocols"
    (protocols / "other-chat.yaml").write_text((protocols / "acme-chat.yaml").read_text(), encoding="utf-8")

    context = contexts_of(small_site)["en"]
    errors = _of_kind(context, EntryKind.ERROR)

    assert len({(error.title, error.detail) for error in errors}) == len(errors)
    assert {error.href.partition("#")[0] for error in errors} == {"/en/protocols/acme-chat/"}


def test_failure_is_found_by_status_and_by_code(contexts: Contexts) -> None:
    """Both are exact names; the second line says where and why it happens."""
    error = _of_kind(contexts["ru"], EntryKind.ERROR)[0]
    status, code = error.title.split(" ")

    assert error.ids == (code, status)
    assert error.detail.startswith("Acme Chat · ")


def test_provider_and_protocol_are_found(contexts: Contexts) -> None:
    """A maker by name and id; a protocol also by the path that is called."""
    (provider,) = _of_kind(contexts["en"], EntryKind.PROVIDER)
    (protocol,) = _of_kind(contexts["en"], EntryKind.PROTOCOL)

    assert (provider.title, provider.ids, provider.detail) == ("Acme", ("acme",), "2 models")
    assert protocol.ids[0] == "acme-chat"
    assert any(name.startswith("/v1/") for name in protocol.ids)
    assert "parameters" in protocol.sections


def _home_sections(context: ViewContext) -> list[SearchEntry]:
    return [entry for entry in _of_kind(context, EntryKind.SECTION) if entry.href.count("/") == 2]


def test_page_of_plots_and_its_headings_are_found(contexts: Contexts) -> None:
    """The page itself, and each section there is; a site whose models say nothing to draw has none."""
    sections = [entry for entry in _of_kind(contexts["ru"], EntryKind.SECTION) if "landscape" in entry.href]

    assert [entry.href for entry in sections] == [
        "/ru/landscape/",
        "/ru/landscape/#context",
        "/ru/landscape/#releases",
        "/ru/landscape/#capabilities",
    ]


def test_headings_of_the_home_page_are_found(small_site: Path, contexts_of: Callable[[Path], Contexts]) -> None:
    """Each section of the home page that there is, the page of all prices, and the steps of the last section."""
    site = small_site / "catalog/site.yaml"
    text = "\n".join(line for line in site.read_text().splitlines() if not line.startswith("onboarding"))
    assert "onboarding" not in text
    without = _home_sections(contexts_of(small_site)["en"])
    site.write_text(f"{text}\nonboarding:\n  - {{title: Get a key, text: Make one.}}\n", encoding="utf-8")

    context = contexts_of(small_site)["ru"]
    sections = _home_sections(context)

    assert [entry.href for entry in without] == ["/en/#models", "/en/#protocols"]
    assert [entry.href for entry in sections] == ["/ru/#models", "/ru/#protocols", "/ru/#onboarding", "/ru/#onboarding"]
    assert (sections[-1].title, sections[-1].text, sections[-1].lang) == ("Get a key", "Make one.", "en")


def test_prose_of_a_model_is_its_summary_questions_and_titled_texts(
    small_site: Path, contexts_of: Callable[[Path], Contexts]
) -> None:
    """The summary adds words to the model; a question has an anchor of its own; a titled text leads to its section."""
    large = small_site / "catalog/models/acme/large.yaml"
    _edit(large, "benchmarks:", "highlights:\n  - {title: Sharp eyes, text: Reads small print.}\nbenchmarks:")
    context = contexts_of(small_site)["en"]

    summary, question, highlight = build_prose_entries(context, "acme/large")

    assert summary == SearchEntry(
        EntryKind.MODEL, "Acme Large", "/en/models/acme/large/", text="A careful model for hard questions."
    )
    assert question == SearchEntry(
        EntryKind.QUESTION,
        "Can it see images?",
        "/en/models/acme/large/#faq-1",
        detail="Acme Large",
        text="Yes, it can.",
    )
    assert (highlight.kind, highlight.title) == (EntryKind.SECTION, "Sharp eyes")
    assert highlight.href == "/en/models/acme/large/#capabilities"


def test_untranslated_prose_says_its_language(small_site: Path, contexts_of: Callable[[Path], Contexts]) -> None:
    """A question that is shown in English on a Russian page is marked so in the results as well."""
    _edit(small_site / "catalog/models/acme/large.yaml", "Can it see images?", "Is it new?")
    context = contexts_of(small_site)["ru"]

    question = next(entry for entry in build_prose_entries(context, "acme/large") if entry.kind is EntryKind.QUESTION)

    assert (question.title, question.lang) == ("Is it new?", "en")
