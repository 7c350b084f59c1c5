"""Folders pick record classes; every problem of every file is reported in one run, sorted."""

from __future__ import annotations

import os
import re
import shutil
import sys
from errno import EACCES
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.catalog.loader import LoadedCatalog, load_catalog
from site_builder.diagnostics import Diagnostic
from site_builder.fingerprints import fingerprint_bytes


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _places(loaded: LoadedCatalog) -> list[tuple[str, str, int, int]]:
    return [(item.code, item.span.path, item.span.line, item.span.column) for item in loaded.diagnostics]


def _only(loaded: LoadedCatalog) -> Diagnostic:
    (found,) = loaded.diagnostics
    return found


def test_small_site_is_read_completely(small_site: Path) -> None:
    """Every record is there by its id, with its file and fingerprint."""
    loaded = load_catalog(small_site)

    assert loaded.diagnostics == ()
    assert loaded.catalog is not None
    catalog = loaded.catalog
    assert (catalog.site.name, list(catalog.providers), list(catalog.protocols)) == (
        "Small Gateway",
        ["acme"],
        ["acme-chat"],
    )
    assert (list(catalog.benchmarks), list(catalog.models)) == (["quiz"], ["acme/large", "acme/mini"])
    assert list(catalog.fingerprints) == [
        "benchmarks/quiz",
        "models/acme/large",
        "models/acme/mini",
        "protocols/acme-chat",
        "providers/acme",
        "site",
    ]
    assert {record_id: file.path for record_id, file in catalog.files.items()} == {
        record_id: f"catalog/{record_id}.yaml" for record_id in catalog.fingerprints
    }
    content = (small_site / "catalog/site.yaml").read_bytes()
    assert dict(catalog.fingerprints)[next(key for key in catalog.fingerprints if key == "site")] == fingerprint_bytes(
        content
    )


def test_six_mistakes_in_six_files_give_six_findings(small_site: Path) -> None:
    """One run shows all of them, sorted, each at its line and column."""
    catalog = small_site / "catalog"
    _replace(catalog / "site.yaml", "https://api.example.com", "https://api.example.com/")
    _replace(catalog / "providers/acme.yaml", "website: https", "website: http")
    _replace(catalog / "benchmarks/quiz.yaml", "direction: higher", "direction: hihger")
    _replace(catalog / "protocols/acme-chat.yaml", "    streaming: true\n", "    sreaming: true\n")
    _replace(catalog / "models/acme/large.yaml", '"8.00"', '"-8.00"')
    _replace(catalog / "models/acme/mini.yaml", "protocol: acme-chat", "protocol: [acme-chat")

    assert _places(load_catalog(small_site)) == [
        ("value-not-allowed", "catalog/benchmarks/quiz.yaml", 4, 12),
        ("price-negative", "catalog/models/acme/large.yaml", 21, 32),
        ("yaml-syntax", "catalog/models/acme/mini.yaml", 12, 8),
        ("field-unknown", "catalog/protocols/acme-chat.yaml", 27, 5),
        ("url-malformed", "catalog/providers/acme.yaml", 3, 10),
        ("url-trailing-slash", "catalog/site.yaml", 4, 15),
    ]


def test_broken_record_is_not_also_a_broken_reference(small_site: Path) -> None:
    """A protocol that exists but holds an error, or ends wrongly, is reported once, not by all who name it."""
    _replace(small_site / "catalog/protocols/acme-chat.yaml", "sdk: openai-chat", "sdk: openai-chta")
    (small_site / "catalog/benchmarks/quiz.yaml").rename(small_site / "catalog/benchmarks/quiz.yml")
    (small_site / "catalog/providers/acme.yaml").write_bytes(b"\xff")

    assert [code for code, _, _, _ in _places(load_catalog(small_site))] == [
        "file-ending",
        "value-not-allowed",
        "yaml-not-utf-8",
    ]


def test_references_are_checked_although_other_records_are_broken(small_site: Path) -> None:
    """A mistyped reference is seen in the same run as a shape error elsewhere."""
    _replace(small_site / "catalog/benchmarks/quiz.yaml", "unit: percent", "unit: prcent")
    _replace(small_site / "catalog/models/acme/mini.yaml", "protocol: acme-chat", "protocol: acme-chta")

    assert _places(load_catalog(small_site)) == [
        ("value-not-allowed", "catalog/benchmarks/quiz.yaml", 3, 7),
        ("reference-unknown", "catalog/models/acme/mini.yaml", 11, 15),
    ]


@pytest.mark.parametrize(
    "name", ["catalog/.draft.yaml", "catalog/_old/x.yaml", "catalog/schemas/x.yaml", "catalog/x.txt"]
)
def test_files_that_are_no_records_are_passed_over(name: str, small_site: Path) -> None:
    """Hidden files, drafts, schemas and other endings are nobody's records."""
    path = small_site / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("- anything", encoding="utf-8")

    assert load_catalog(small_site).diagnostics == ()


@pytest.mark.parametrize(
    ("name", "code", "fix"),
    [
        ("providers/x.yml", "file-ending", "rename it to x.yaml"),
        ("providers/x.YAML", "file-ending", "rename it to x.yaml"),
        ("site.yml", "file-ending", "rename it to site.yaml"),
        ("x.yaml", "file-misplaced", None),
        ("providers/sub/x.yaml", "file-misplaced", None),
        ("models/x.yaml", "file-misplaced", None),
        ("models/acme/sub/x.yaml", "file-misplaced", None),
        ("site/site.yaml", "file-misplaced", None),
        ("providers/Acme.yaml", "id-malformed", None),
        ("providers/a..b.yaml", "id-malformed", None),
        ("providers/-a.yaml", "id-malformed", None),
        ("providers/a b.yaml", "id-malformed", None),
        ("providers/a'b.yaml", "id-malformed", None),
        ("providers/价.yaml", "id-malformed", None),
        ("providers/a\n.yaml", "id-malformed", None),
        ("models/Acme/x.yaml", "id-malformed", None),
        ("models/a{b}/x.yaml", "id-malformed", None),
    ],
)
def test_file_in_a_wrong_place_or_with_a_wrong_name(name: str, code: str, fix: str | None, small_site: Path) -> None:
    """The path is the id, so it is checked before the content."""
    path = small_site / "catalog" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("not: even read\n", encoding="utf-8")

    found = _only(load_catalog(small_site))

    assert (found.code, found.span.path) == (code, f"catalog/{name}")
    assert fix is None or found.fix == fix


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system takes only UTF-8 names")
def test_file_name_that_is_not_utf_8_is_a_finding(small_site: Path) -> None:
    """Names of old systems do not crash the run."""
    (small_site / "catalog/providers" / os.fsdecode(b"cr\xe9.yaml")).write_text("a: 1\n", encoding="utf-8")

    assert _only(load_catalog(small_site)).code == "id-malformed"


def test_folder_that_is_named_like_a_record_is_no_record(small_site: Path) -> None:
    """Only files are read."""
    (small_site / "catalog/providers/x.yaml").mkdir()

    assert load_catalog(small_site).diagnostics == ()


def test_unreadable_file_is_a_finding(small_site: Path) -> None:
    """A link that leads nowhere would otherwise be a record that is silently missing."""
    (small_site / "catalog/providers/acme.yaml").unlink()
    (small_site / "catalog/providers/acme.yaml").symlink_to("nowhere.yaml")

    found = _only(load_catalog(small_site))

    assert (found.code, found.message) == ("file-unreadable", "the file cannot be read: No such file or directory")


def test_linked_folder_is_followed(small_site: Path) -> None:
    """Its models would otherwise vanish from the published site without a word."""
    expected = load_catalog(small_site).catalog
    (small_site / "catalog/models/acme").rename(small_site / "elsewhere")
    (small_site / "catalog/models/acme").symlink_to(small_site / "elsewhere")

    loaded = load_catalog(small_site)

    assert (loaded.diagnostics, expected is not None) == ((), True)
    assert loaded.catalog is not None
    assert loaded.catalog.models == (expected.models if expected else None)


@pytest.mark.parametrize(
    ("target", "reason"), [("../..", "the link leads to a folder it lies in"), ("gone", "the link leads nowhere")]
)
def test_link_that_leads_to_no_folder_of_records_is_a_finding(target: str, reason: str, small_site: Path) -> None:
    """A link in a circle is not walked for ever, and one to a folder that is gone may have been that of models."""
    (small_site / "catalog/models/other").symlink_to(target)

    found = _only(load_catalog(small_site))

    assert (found.code, found.span.path, found.message) == (
        "file-unreadable",
        "catalog/models/other",
        f"the folder cannot be read: {reason}",
    )


@pytest.mark.parametrize("name", ["catalog", "catalog/benchmarks"])
def test_folder_that_may_not_be_read_is_a_finding(name: str, small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its records would be missing from the site; of the folder of all records, that is all there is to say."""
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path) == small_site / name:
            raise PermissionError(EACCES, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)

    found = load_catalog(small_site).diagnostics[0]

    assert (found.code, found.span.path, found.message) == (
        "file-unreadable",
        name,
        "the folder cannot be read: Permission denied",
    )


def test_site_without_catalog_says_so(tmp_path: Path) -> None:
    """An empty folder, and a file in the place of the folder, are no sites."""
    assert _only(load_catalog(tmp_path)).code == "site-without-catalog"
    (tmp_path / "catalog").write_text("", encoding="utf-8")
    assert _only(load_catalog(tmp_path)).code == "site-without-catalog"


def test_empty_catalog_lacks_only_its_configuration(tmp_path: Path) -> None:
    """Nothing else is required of a site."""
    (tmp_path / "catalog").mkdir()

    loaded = load_catalog(tmp_path)

    assert (_only(loaded).code, loaded.catalog) == ("site-without-config", None)


@pytest.mark.parametrize("content", ["", "name: [", "name: X\n"])
def test_broken_configuration_is_not_called_missing(content: str, small_site: Path) -> None:
    """The file is there; what it holds is the problem."""
    (small_site / "catalog/site.yaml").write_text(content, encoding="utf-8")

    loaded = load_catalog(small_site)

    assert loaded.catalog is None
    assert "site-without-config" not in {item.code for item in loaded.diagnostics}
    assert {item.span.path for item in loaded.diagnostics} == {"catalog/site.yaml"}


def test_thousands_of_mistakes_in_one_file_take_no_time(small_site: Path) -> None:
    """Positions are looked up in a file that is parsed once, however much is wrong with it."""
    lines = "".join(f"  - {number}\n" for number in range(5000))
    _replace(small_site / "catalog/models/acme/mini.yaml", "sources:", f"notes:\n{lines}sources:")

    loaded = load_catalog(small_site)

    assert len(loaded.diagnostics) == 5000
    assert _places(loaded)[4999] == ("type-mismatch", "catalog/models/acme/mini.yaml", 5019, 5)


_RECORDS = [
    "site.yaml",
    "providers/acme.yaml",
    "benchmarks/quiz.yaml",
    "protocols/acme-chat.yaml",
    "models/acme/large.yaml",
]
_PIECES = st.sampled_from(
    ["", "5", "-1", "true", "null", "[]", "{}", "[a]", "{a: b}", "'", '"', ": ", "\n", "  ", "- ", "yes", "2026-13-99",
     "x" * 300, "价", "\\", "../..", "javascript:x", "9" * 39, "1e99", "\t", "{a: {a: {a: [1]}}}", '"\\e[0m"', "[key]"]
)  # fmt: skip


@settings(
    derandomize=True, max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(_RECORDS), st.floats(0, 1), st.integers(0, 12), _PIECES)
def test_mutated_record_gives_findings_with_places(
    small_site: Path, name: str, where: float, removed: int, inserted: str
) -> None:
    """However a record is damaged, nothing raises, every finding lies in the file, and no library speaks."""
    path = small_site / "catalog" / name
    original = path.read_text(encoding="utf-8")
    start = int(where * len(original))
    path.write_text(original[:start] + inserted + original[start + removed :], encoding="utf-8")

    loaded = load_catalog(small_site)

    path.write_text(original, encoding="utf-8")
    assert (loaded.catalog is None) is bool(loaded.diagnostics)
    for found in loaded.diagnostics:
        assert found.span.line >= 1
        assert found.span.column >= 1
        _assert_wording(found)


@settings(
    derandomize=True, max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(_RECORDS), st.floats(0, 0.999), _PIECES)
def test_replaced_value_gives_findings_with_places(small_site: Path, name: str, where: float, value: str) -> None:
    """Any value in the place of another is taken or refused in words for authors."""
    path = small_site / "catalog" / name
    original = path.read_text(encoding="utf-8")
    lines = original.splitlines()
    number = int(where * len(lines))
    key, colon, _ = lines[number].rpartition(": ")
    lines[number] = f"{key}{colon}{value}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    loaded = load_catalog(small_site)

    path.write_text(original, encoding="utf-8")
    for found in loaded.diagnostics:
        _assert_wording(found)


def _assert_wording(found: Diagnostic) -> None:
    said = re.sub(r"`[^`]*`", "", f"{found.message}\n{found.why}\n{found.fix}")  # but for what authors wrote
    for banned in (
        "Input should",
        " valid ",
        "invalid",
        "Decimal(",
        "NoneType",
        " dict",
        " tuple",
        " str ",
        "a value of another kind",
        "another form",
    ):
        assert banned not in said
    assert "\n" not in found.message
    assert len(found.message) < 400


def test_catalog_of_another_folder_is_not_touched(small_site: Path, tmp_path: Path) -> None:
    """Reading the same records from elsewhere gives the same paths, fingerprints and findings."""
    other = tmp_path / "elsewhere"
    shutil.copytree(small_site, other)

    first, second = load_catalog(small_site).catalog, load_catalog(other).catalog

    assert first is not None
    assert second is not None
    assert (first.fingerprints, first.models, first.files) == (second.fingerprints, second.models, second.files)
