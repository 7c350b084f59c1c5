"""A new record is valid as it is and with any one of its commented fields taken over, and easy to read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from site_builder.authoring.block_style import MAX_LINE
from site_builder.authoring.new_record import RecordKind, RefusedRecordError, begin_record
from site_builder.catalog.field_lookup import class_at, field_names
from site_builder.catalog.loader import load_catalog
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.diagnostics import Diagnostic
from site_builder.lint.check import run_rules
from site_builder.records.base import Record
from site_builder.records.benchmark import Benchmark
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider

_TODAY = date(2026, 11, 20)
_OWN_SITE = Path(__file__).parents[2]
_KINDS: list[tuple[RecordKind, str, type[Record]]] = [
    ("model", "acme/chat-large-2.1", Model),
    ("provider", "new-maker", Provider),
    ("protocol", "new-chat", Protocol),
    ("benchmark", "new-test", Benchmark),
]


_BEGUN = {"pricing", "errors"}
"""Optional fields that a new record begins with: without them, `check` asks for prices and for usual errors."""


def _write(site: Path, kind: RecordKind, record_id: str, protocols: tuple[str, ...] = ()) -> Path:
    record = begin_record(site, kind, record_id, today=_TODAY, protocols=protocols)
    path = site / record.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record.text, encoding="utf-8")
    return path


def _findings(site: Path) -> tuple[Diagnostic, ...]:
    """Give what `check` says of the records, but for the sentences that nobody could have translated yet."""
    loaded = load_catalog(site)
    return loaded.diagnostics if loaded.catalog is None else run_rules(loaded.catalog, ())


def _take_over(text: str, key: str) -> str:
    """Uncomment one field: the line with its key, and what stands below that."""
    block = re.compile(rf"^# {key}:.*\n(?:#  .*\n)*", re.MULTILINE)
    assert len(block.findall(text)) == 1, key
    return block.sub(lambda match: re.sub(r"^# ", "", match[0], flags=re.MULTILINE), text)


def _keys(text: str) -> list[str]:
    """Give the fields of a record, taken over or not, in order."""
    return re.findall(r"^(?:# )?(\w+):", text, re.MULTILINE)


@pytest.mark.parametrize(("kind", "record_id", "record_class"), _KINDS)
def test_new_record_is_valid_at_once(
    small_site: Path, kind: RecordKind, record_id: str, record_class: type[Record]
) -> None:
    """`check` says nothing about it, and it has every field of its class, in order."""
    path = _write(small_site, kind, record_id)

    text = path.read_text(encoding="utf-8")
    assert _findings(small_site) == ()
    assert _keys(text) == field_names(record_class)


@pytest.mark.parametrize(
    ("kind", "record_id", "key"),
    [
        (kind, record_id, name)
        for kind, record_id, record_class in _KINDS
        for name, field in record_class.model_fields.items()
        if not field.is_required() and name not in _BEGUN
    ],
)
def test_each_commented_field_can_be_taken_over(small_site: Path, kind: RecordKind, record_id: str, key: str) -> None:
    """With any one field uncommented, the record is still valid, and has the field."""
    path = _write(small_site, kind, record_id)
    text = path.read_text(encoding="utf-8")

    path.write_text(_take_over(text, key), encoding="utf-8")

    assert _findings(small_site) == ()
    value = read_yaml("a.yaml", path.read_bytes()).value
    assert key in value
    assert value.keys() - {key} == read_yaml("a.yaml", text.encode()).value.keys()


@pytest.mark.parametrize("key", ["limits", "capabilities"])
def test_each_field_of_a_part_can_be_taken_over_alone(small_site: Path, key: str) -> None:
    """Limits and capabilities list all there are; an author keeps the ones that are known."""
    path = _write(small_site, "model", "acme/new")
    text = path.read_text(encoding="utf-8")
    part = class_at(Model, (key,))
    assert part is not None
    names = field_names(part)

    for name in names:
        only = re.sub(rf"^# ({key}:)", r"\1", text, flags=re.MULTILINE)
        path.write_text(re.sub(rf"^# (  {name}:)", r"\1", only, flags=re.MULTILINE), encoding="utf-8")

        assert list(read_yaml("a.yaml", path.read_bytes()).value[key]) == [name]
        assert _findings(small_site) == ()


@pytest.mark.parametrize(("kind", "record_id", "record_class"), _KINDS)
def test_everything_can_be_uncommented_at_once(
    small_site: Path, kind: RecordKind, record_id: str, record_class: type[Record]
) -> None:
    """An editor that uncomments the whole file leaves explanations as comments, and YAML with every field."""
    text = begin_record(small_site, kind, record_id, today=_TODAY).text

    body = text.partition("\n")[2]
    uncommented = read_yaml("a.yaml", re.sub(r"^#(?!#) ", "", body, flags=re.MULTILINE).encode())

    assert uncommented.diagnostics == ()
    assert list(uncommented.value) == field_names(record_class)


@pytest.mark.parametrize(("kind", "record_id", "record_class"), _KINDS)
def test_new_record_is_pleasant_to_read(
    small_site: Path, kind: RecordKind, record_id: str, record_class: type[Record]
) -> None:
    """Its first line is for editors, its lines fit, no blank lines follow each other, and each field is explained."""
    text = begin_record(small_site, kind, record_id, today=_TODAY).text

    lines = text.splitlines()
    above = "../.." if kind == "model" else ".."
    assert lines[0] == f"# yaml-language-server: $schema={above}/schemas/{kind}.schema.json"
    assert max(map(len, lines)) <= MAX_LINE
    assert "\n\n\n" not in text
    assert [line for line in lines if line != line.rstrip()] == []
    words = re.sub(r"\n#* *", " ", text)
    for field in record_class.model_fields.values():
        assert str(field.description) in words


def test_record_is_the_same_whenever_it_is_begun_on_a_day(small_site: Path) -> None:
    """The day is the caller's, so the text depends on nothing else."""
    first = begin_record(small_site, "model", "acme/new", today=_TODAY)

    assert begin_record(small_site, "model", "acme/new", today=_TODAY) == first
    assert "updated: 2026-11-20" in first.text
    assert first.path == "catalog/models/acme/new.yaml"
    assert first.first[0] == "name"


def test_what_is_made_up_is_said_beside_it(small_site: Path) -> None:
    """An address that only the author knows is marked in the file, and so is a source that was taken from it."""
    provider = begin_record(small_site, "provider", "zed", today=_TODAY)
    _write(small_site, "provider", "zed")
    of_made_up = begin_record(small_site, "model", "zed/new", today=_TODAY)
    of_real = begin_record(small_site, "model", "acme/new", today=_TODAY)

    assert provider.made_up == ("website",)
    assert "# The maker's site for developers. Made up: replace it.\n" in provider.text
    assert of_made_up.made_up == ("pricing", "sources")
    assert (of_real.made_up, "Made up" in of_real.text) == ((), False)
    assert '{title: Acme, url: "https://acme.example.com", checked: 2026-11-20}' in of_real.text


def test_examples_of_references_name_records_of_the_site(small_site: Path) -> None:
    """What a reader uncomments leads somewhere: to models of the same maker first."""
    text = begin_record(small_site, "model", "acme/new", today=_TODAY).text

    assert "# successor: acme/large" in text
    assert "# rivals: [acme/large, acme/mini]" in text
    assert "{benchmark: quiz, " in text
    assert "First create" not in text


def test_what_a_site_lacks_is_said_beside_the_example(small_site: Path) -> None:
    """A site without benchmarks and other models says how to begin one."""
    shutil.rmtree(small_site / "catalog/benchmarks")
    shutil.rmtree(small_site / "catalog/models")

    text = begin_record(small_site, "model", "acme/new", today=_TODAY).text

    words = re.sub(r"\n## ", " ", text)
    assert "First create what it names: `site-builder new benchmark ID`." in words
    assert "First create what it names: `site-builder new model ID`." in words
    assert "  - protocol: acme-chat\n" in text


def _one_model_of_each_kind() -> Iterator[tuple[str, str, str]]:
    yield "openai-embeddings", "kind: embedding", "{input: [text], output: [text]}"
    yield "openai-images", "kind: image", "{input: [text], output: [image]}"
    yield "openai-transcriptions", "kind: transcription", "{input: [audio], output: [text]}"
    yield "anthropic-messages", "# kind: embedding", "{input: [text], output: [text]}"


@pytest.mark.parametrize(("protocol", "kind", "modalities"), list(_one_model_of_each_kind()))
def test_model_is_of_the_kind_that_its_protocol_is_for(protocol: str, kind: str, modalities: str) -> None:
    """A model that is called for embeddings is not begun as a chat."""
    text = begin_record(_OWN_SITE, "model", "openai/new", today=_TODAY, protocols=(protocol, protocol)).text

    assert re.search(rf"^{kind} ", text, re.MULTILINE)
    assert f"modalities: {modalities}" in text
    assert text.count(f"  - protocol: {protocol}\n") == 1


@pytest.mark.parametrize(
    ("model_id", "protocol"), [("google/new", "gemini-generate-content"), ("anthropic/new", "anthropic-messages")]
)
def test_model_is_served_like_others_of_its_maker(model_id: str, protocol: str) -> None:
    """Without `--protocol`, the protocols of most models of the maker are taken."""
    text = begin_record(_OWN_SITE, "model", model_id, today=_TODAY).text

    assert f"protocols:\n  - protocol: {protocol}\n" in text


def test_taken_id_to_send_is_not_taken_again(small_site: Path) -> None:
    """A model whose last name another one is called by begins with its whole id."""
    _write(small_site, "provider", "other")

    path = _write(small_site, "model", "other/acme-mini")

    assert "api_id: other/acme-mini " in path.read_text(encoding="utf-8")
    assert _findings(small_site) == ()


def test_broken_site_can_be_mended(small_site: Path) -> None:
    """Records that others refer to in vain can be begun, though the site does not load."""
    mini = small_site / "catalog/models/acme/mini.yaml"
    mini.write_text(
        mini.read_text(encoding="utf-8").replace(
            "sources:\n",
            "benchmarks:\n  - {benchmark: exam, score: 1, reported: 2026-03, source: https://acme.example.com}\n"
            "related: [acme/tiny]\nsources:\n",
        ),
        encoding="utf-8",
    )
    assert {finding.code for finding in _findings(small_site)} == {"reference-unknown"}

    _write(small_site, "benchmark", "exam")
    _write(small_site, "model", "acme/tiny")

    assert _findings(small_site) == ()


@pytest.mark.parametrize(
    ("kind", "record_id", "words"),
    [
        ("model", "chat", "`chat` does not say who makes the model; write provider/model, e.g. `acme/chat-large`"),
        (
            "model",
            "acme/Chat",
            "`Chat` cannot be an id: the path of a record is its id in addresses, code and references",
        ),
        ("provider", "a/b", "`a/b` cannot be an id"),
        ("benchmark", "../x", "use lower-case letters, digits and single `.`, `_` or `-` between them"),
        (
            "benchmark",
            "a" * 81,
            "it has 81 characters, more than 80: no other record could refer to it; shorten it to at",
        ),
        ("protocol", "", "an empty text cannot be an id"),
        ("provider", "acme", "catalog/providers/acme.yaml exists already; edit it, or choose another id"),
        ("model", "acmee/new", "there is no provider `acmee`; did you mean `acme`? If not, begin it with"),
        ("model", "zed/new", "there is no provider `zed`; begin it with `site-builder new provider zed`"),
    ],
)
def test_refusal_says_why_and_what_to_do(small_site: Path, kind: RecordKind, record_id: str, words: str) -> None:
    """An id that cannot be one, that is taken, or whose maker is unknown is wrong usage."""
    with pytest.raises(RefusedRecordError) as caught:
        begin_record(small_site, kind, record_id, today=_TODAY)

    assert words in str(caught.value)


def test_model_needs_a_protocol_without_mistakes(small_site: Path) -> None:
    """A protocol that does not exist, has mistakes, or is none at all is said."""
    protocol = small_site / "catalog/protocols/acme-chat.yaml"

    with pytest.raises(RefusedRecordError, match="no protocol `acme-chta`; did you mean `acme-chat`\\?"):
        begin_record(small_site, "model", "acme/new", today=_TODAY, protocols=("acme-chta",))
    protocol.write_text("name: Acme\n", encoding="utf-8")
    with pytest.raises(RefusedRecordError, match="protocol `acme-chat` has mistakes; mend what `site-builder check`"):
        begin_record(small_site, "model", "acme/new", today=_TODAY, protocols=("acme-chat",))
    protocol.unlink()
    with pytest.raises(RefusedRecordError, match="no protocol to call the model through; begin one"):
        begin_record(small_site, "model", "acme/new", today=_TODAY)


def test_folder_without_a_catalog_is_no_site(tmp_path: Path) -> None:
    """A record begun in the wrong folder would never be found again."""
    with pytest.raises(RefusedRecordError, match=r"no folder `catalog` in .* `site-builder init DIR`"):
        begin_record(tmp_path, "provider", "acme", today=_TODAY)
