"""The feed: valid Atom in each language, whose entries stay the same from build to build."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.outputs import feed
from site_builder.outputs.output import OutputFile

_ATOM = {"": "http://www.w3.org/2005/Atom"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LARGE = "catalog/models/acme/large.yaml"


def _read(site_folder: Path) -> SiteInputs:
    inputs, diagnostics = read_site(site_folder)
    assert inputs is not None, diagnostics
    return inputs


def _files(site_folder: Path) -> dict[str, OutputFile]:
    return {file.path: file for file in _read(site_folder).outputs if file.path.endswith("feed.xml")}


def _parse(site_folder: Path, slug: str) -> ET.Element:
    return ET.fromstring(_files(site_folder)[f"{slug}/feed.xml"].make().content)  # noqa: S314 - our own


def _add(site_folder: Path, *lines: str) -> None:
    path = site_folder / _LARGE
    path.write_text("\n".join([path.read_text().rstrip("\n"), *lines, ""]))


def _texts(element: ET.Element, name: str) -> list[str]:
    return [item.text or "" for item in element.findall(name, _ATOM)]


def test_every_language_has_a_feed(small_site: Path) -> None:
    """With its own address, and the page it stands for."""
    root = _parse(small_site, "ru")

    assert list(_files(small_site)) == ["zh/feed.xml", "ru/feed.xml", "en/feed.xml"]
    assert root.attrib[_LANG] == "ru"
    assert _texts(root, "id") == ["https://models.example.com/ru/feed.xml"]
    assert _texts(root, "title") == ["Small Gateway: что изменилось"]
    assert _texts(root, "updated") == ["2026-03-03T00:00:00Z"]
    assert [(link.attrib["rel"], link.attrib["href"]) for link in root.findall("link", _ATOM)] == [
        ("self", "https://models.example.com/ru/feed.xml"),
        ("alternate", "https://models.example.com/ru/changes/"),
    ]


def test_an_entry_says_what_happened(small_site: Path) -> None:
    """The model, what happened to it and when, in plain text, with an id that no build changes."""
    _add(small_site, "deprecated: 2026-06-01", "retires: 2026-12-01", "successor: acme/mini")

    first, second = _parse(small_site, "en").findall("entry", _ATOM)

    assert _texts(first, "id") == ["tag:models.example.com,2026-06-01:/models/acme/large/deprecation"]
    assert _texts(first, "title") == ["Acme Large: Retirement plan announced"]
    assert _texts(first, "updated") == ["2026-06-01T00:00:00Z"]
    assert _texts(first, "summary") == ["Its last day is December 1, 2026.\nUse instead: Acme Mini"]
    assert [link.attrib["href"] for link in first.findall("link", _ATOM)] == [
        "https://models.example.com/en/models/acme/large/"
    ]
    assert [item.attrib for item in first.findall("category", _ATOM)] == [
        {"term": "deprecation", "label": "Retirement plan announced"}
    ]
    assert _texts(second, "summary") == ["A careful model for hard questions."]


def test_all_kinds_of_changes_are_said(small_site: Path) -> None:
    """Ids and prices too; what there is no more to say of repeats its kind."""
    path = small_site / _LARGE
    text = path.read_text().replace(
        "versions:\n", "versions:\n  - {id: acme-large-a, kind: dated, description: One., released: 2026-05-01}\n"
    )
    text = text.replace(
        '- {meter: output, amount: "8.00", list: "10.00"}',
        '- {meter: output, amount: "9.00", valid_to: 2026-06-30}\n'
        '    - {meter: output, amount: "8.00", valid_from: 2026-07-01}',
    )
    path.write_text(f"{text}deprecated: 2026-08-01\n")

    entries = _parse(small_site, "en").findall("entry", _ATOM)

    assert [(_texts(entry, "title")[0], _texts(entry, "summary")[0]) for entry in entries] == [
        ("Acme Large: Retirement plan announced", "Retirement plan announced"),
        ("Acme Large: New price", "Output · $9.00 → $8.00 per 1 million tokens (-11.1%)"),
        ("Acme Large: New id", "acme-large-a"),
        ("Acme Large: New model", "A careful model for hard questions."),
    ]


def test_an_untranslated_summary_says_its_language(small_site: Path) -> None:
    """As on the page."""
    path = small_site / "locales/ru/LC_MESSAGES/catalog.po"
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgid "A careful', '#, fuzzy\nmsgid "A careful'), encoding="utf-8"
    )

    (entry,) = _parse(small_site, "ru").findall("entry", _ATOM)
    (summary,) = entry.findall("summary", _ATOM)

    assert (summary.attrib.get(_LANG), summary.text) == ("en", "A careful model for hard questions.")


def test_names_cannot_break_the_feed(small_site: Path) -> None:
    """Whatever they hold is text."""
    site, model = small_site / "catalog/site.yaml", small_site / _LARGE
    site.write_text(site.read_text().replace("name: Small Gateway", "name: 'A <b> & \"C\"'"))
    model.write_text(model.read_text().replace("name: Acme Large", "name: Large ]]> & more"))

    root = _parse(small_site, "en")

    assert _texts(root, "title") == ['A <b> & "C": what changed']
    assert _texts(root.findall("entry", _ATOM)[0], "title") == ["Large ]]> & more: New model"]


def test_the_newest_are_enough(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed is read every hour by many."""
    _add(small_site, "deprecated: 2026-06-01")
    monkeypatch.setattr(feed, "_MOST_ENTRIES", 1)

    assert len(_parse(small_site, "en").findall("entry", _ATOM)) == 1


def test_two_sites_of_one_host_have_other_ids(small_site: Path) -> None:
    """The path of the site is in them."""
    path = small_site / "catalog/site.yaml"
    path.write_text(path.read_text().replace("https://models.example.com", "https://gateway.net/docs"))

    (entry,) = _parse(small_site, "en").findall("entry", _ATOM)

    assert _texts(entry, "id") == ["tag:gateway.net,2026-03-03:/docs/models/acme/large/release"]


def test_nothing_that_happened_is_no_feed(small_site: Path) -> None:
    """What is only announced is on the page alone."""
    path = small_site / _LARGE
    path.write_text(path.read_text().replace("released: 2026-03-03", "released: 2026-12-24"))

    assert _files(small_site) == {}


def test_it_depends_on_what_it_shows(small_site: Path) -> None:
    """A name is an input; an answer is not."""
    before = _files(small_site)["en/feed.xml"].artifact
    path = small_site / _LARGE
    path.write_text(path.read_text().replace("answer: Yes, it can.", "answer: Yes."))
    with_answer = _files(small_site)["en/feed.xml"].artifact
    path.write_text(path.read_text().replace("name: Acme Large", "name: Acme Larger"))
    with_name = _files(small_site)["en/feed.xml"].artifact

    assert list(before.inputs) == ["program", "site", "messages", "shown records"]
    assert with_answer == before
    assert with_name != before
