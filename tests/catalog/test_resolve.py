"""References between records lead somewhere, and ids are used once."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog

_LARGE = "catalog/models/acme/large.yaml"


def _findings(site: Path, path: str, old: str, new: str) -> list[tuple[str, str, int, int, str]]:
    """Change a file of the site; give code, path, line, column and message of each finding."""
    file = site / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [
        (item.code, item.span.path, item.span.line, item.span.column, item.message)
        for item in load_catalog(site).diagnostics
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "message"),
    [
        ("protocol: acme-chat", "protocol: acme-chta", 12, 15,
         "there is no protocol `acme-chta`; did you mean `acme-chat`?"),
        ("benchmark: quiz", "benchmark: quizz", 24, 17, "there is no benchmark `quizz`; did you mean `quiz`?"),
        ("kind: latest,", "kind: latest, protocols: [acme-chat, other],", 27, 66, "there is no protocol `other`"),
        ("rivals: [acme/mini]", "rivals: [acme/mni]", 25, 10,
         "there is no model `acme/mni`; did you mean `acme/mini`?"),
        ("related: [acme/mini]", "related: [acme/mini, x/y]", 31, 22, "there is no model `x/y`"),
        ("status: stable", "status: stable\nsuccessor: acme/mino", 5, 12,
         "there is no model `acme/mino`; did you mean `acme/mini`?"),
        ("faq:", "comparisons: [{model: acme/lrge, takeaway: Bigger.}]\nfaq:", 28, 23,
         "there is no model `acme/lrge`; did you mean `acme/large`?"),
    ],
)  # fmt: skip
def test_reference_to_nothing_points_at_its_value(
    small_site: Path, old: str, new: str, line: int, column: int, message: str
) -> None:
    """Every kind of reference is checked, with the nearest id of the same kind."""
    assert _findings(small_site, _LARGE, old, new) == [("reference-unknown", _LARGE, line, column, message)]


def test_parameters_of_a_model_are_paths_of_its_protocol(small_site: Path) -> None:
    """Nested fields are named by their path; a bare name is offered the path."""
    assert _findings(small_site, _LARGE, '{max: "1"}', '{max: "1"}\n      "messages[].content": {note: Short.}') == []
    assert _findings(small_site, _LARGE, '"messages[].content"', '"messages.content"') == [
        ("parameter-unknown", _LARGE, 15, 8,
         "protocol `acme-chat` has no parameter `messages.content`; did you mean `messages[].content`?"),
    ]  # fmt: skip


def test_parameters_of_an_unknown_protocol_are_not_judged(small_site: Path) -> None:
    """Only the reference is wrong."""
    found = _findings(small_site, _LARGE, "protocol: acme-chat", "protocol: nowhere")

    assert [code for code, *_ in found] == ["reference-unknown"]


def test_folder_of_a_model_names_its_provider(small_site: Path) -> None:
    """The file itself is where the folder is wrong."""
    (small_site / "catalog/models/acme").rename(small_site / "catalog/models/acne")

    found = [(item.code, item.span.path, item.message) for item in load_catalog(small_site).diagnostics]

    assert ("provider-unknown", "catalog/models/acne/mini.yaml",
            "the folder names a provider that does not exist: `acne`; did you mean `acme`?") in found  # fmt: skip
    assert [code for code, _, _ in found].count("provider-unknown") == 2


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("catalog/models/acme/mini.yaml", "api_id: acme-mini", "api_id: acme-large",
         ("catalog/models/acme/mini.yaml", 3, 9, "`acme-large` is already an id of `acme/large`")),
        (_LARGE, "id: acme-large-latest", "id: acme-large",
         (_LARGE, 27, 10, "`acme-large` is already an id of `acme/large`")),
        (_LARGE, "id: acme-large-latest", "id: acme-mini",
         (_LARGE, 27, 10, "`acme-mini` is already an id of `acme/mini`")),
        (_LARGE, "newest release.}", "newest release.}\n  - {id: acme-large-latest, kind: dated, description: x}",
         (_LARGE, 28, 10, "`acme-large-latest` is already an id of `acme/large`")),
    ],
)  # fmt: skip
def test_id_used_twice_is_shown_where_it_does_not_belong(
    small_site: Path, path: str, old: str, new: str, expected: tuple[str, int, int, str]
) -> None:
    """Across models and within one, each repetition is one finding; an alias gives way to the id of a model."""
    assert _findings(small_site, path, old, new) == [("callable-id-duplicate", *expected)]


_PROTOCOL = "catalog/protocols/acme-chat.yaml"


@pytest.mark.parametrize(
    ("added", "column", "message"),
    [
        ("only_with: {steam: true}", 62,
         "`only_with` of `seed` names `steam`, which is no field beside it; did you mean `stream`?"),
        ("rejected_with: [model, temperature2]", 73,
         "`rejected_with` of `seed` names `temperature2`, which is no field beside it; did you mean `temperature`?"),
        ("replaced_by: temperatures", 63,
         "`replaced_by` of `seed` names `temperatures`, which is no field beside it; did you mean `temperature`?"),
        ("only_with: {content: x}", 62, "`only_with` of `seed` names `content`, which is no field beside it"),
        ("rejected_with: [seed]", 66, "`rejected_with` of `seed` names `seed`, which is no field beside it"),
    ],
)  # fmt: skip
def test_field_that_a_condition_names_stands_beside_it(small_site: Path, added: str, column: int, message: str) -> None:
    """The nearest name is offered; a field is not beside itself, nor beside those below another one."""
    new = f"parameters:\n  - {{name: seed, type: integer, description: x., {added}}}\n"

    assert _findings(small_site, _PROTOCOL, "parameters:\n", new) == [
        ("parameter-sibling-unknown", _PROTOCOL, 29, column, message)
    ]


@pytest.mark.parametrize("added", ["only_with: {rle: user}", "rejected_with: [rle]", "replaced_by: rle"])
@pytest.mark.parametrize(("old", "line"), [("name: content, type: string, required", 37), ("name: choices", 42)])
def test_conditions_below_objects_and_in_answers_are_checked(small_site: Path, added: str, old: str, line: int) -> None:
    """A field of a field, and a field of the answer, have their own neighbours."""
    new = old.replace("name: content", f"{added}, name: content").replace(
        "name: choices", f"{added}\n    name: choices"
    )

    found = _findings(small_site, _PROTOCOL, old, new)

    assert [(code, at) for code, _, at, _, _ in found] == [("parameter-sibling-unknown", line)]


@pytest.mark.parametrize(
    "added",
    [
        "only_with: {stream: true, temperature: 1}",
        "rejected_with: [stream, model]",
        "replaced_by: temperature",
        'replaced_by: "messages[].content"',
    ],
)
def test_condition_that_names_neighbours_is_fine(small_site: Path, added: str) -> None:
    """A successor may also stand elsewhere, by its path."""
    new = f"parameters:\n  - {{name: seed, type: integer, description: x., {added}}}\n"

    assert _findings(small_site, _PROTOCOL, "parameters:\n", new) == []


def test_key_price_and_reference_mistyped_in_one_model_are_all_reported(small_site: Path) -> None:
    """A file with a wrong shape is still searched for references that lead nowhere."""
    file = small_site / _LARGE
    text = file.read_text(encoding="utf-8")
    text = text.replace("related: [acme/mini]", "related: [acme/mnii, 7, x y]")
    text = text.replace("protocol: acme-chat", "protocol: acme-caht").replace("summary:", "summari:")
    file.write_text(text.replace("rivals:", "benchmark_notes: x\nrivals:"), encoding="utf-8")

    found = [(item.code, item.span.line) for item in load_catalog(small_site).diagnostics]

    assert {"field-unknown", "reference-unknown"} <= {code for code, _ in found}
    assert [code for code, _ in found].count("reference-unknown") == 2


def test_reference_of_a_wrong_kind_is_passed_over(small_site: Path) -> None:
    """What is no list or no text is a wrong shape, reported as such and not as a reference."""
    file = small_site / _LARGE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("rivals: [acme/mini]", "rivals: acme/mini"), encoding="utf-8")

    assert [item.code for item in load_catalog(small_site).diagnostics] == ["type-mismatch"]
