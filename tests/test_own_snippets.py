"""The repository's own site: every snippet on its pages has been run, as the committed record says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.proving.cases import SnippetCase, list_cases
from site_builder.snippets.runs import RUNS_PATH, SnippetRuns, read_runs, write_runs

_ROOT = Path(__file__).parents[1]
_RUN = ("bash", "python", "node")
_HINT = "run `make verify-snippets`, and `make verify-snippets-oldest`, then commit catalog/snippet-runs.json"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give this repository's own catalog."""
    loaded = load_catalog(_ROOT)
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


@pytest.fixture(scope="module")
def cases(catalog: Catalog) -> tuple[SnippetCase, ...]:
    """Give every distinct snippet of the site."""
    return list_cases(catalog)


@pytest.fixture(scope="module")
def runs() -> SnippetRuns:
    """Give the committed record."""
    read = read_runs(_ROOT)
    assert isinstance(read, SnippetRuns), read
    return read


def test_every_snippet_on_the_pages_has_been_run(cases: tuple[SnippetCase, ...], runs: SnippetRuns) -> None:
    """For each text in a language that runs here there is a run of exactly that text."""
    runnable = [case for case in cases if case.snippet.language.program in _RUN]

    missing = [case.name for case in runnable if not runs.find(case.protocol_id, case.key)]

    assert len(runnable) > 150
    assert missing == [], _HINT


def test_record_has_nothing_else(cases: tuple[SnippetCase, ...], runs: SnippetRuns) -> None:
    """No run is of a text that is on no page, and the file is as the program writes it."""
    recorded = {(protocol_id, key) for protocol_id, group in runs.protocols.items() for key in group}

    assert recorded <= {(case.protocol_id, case.key) for case in cases}, _HINT
    assert write_runs(runs) == (_ROOT / RUNS_PATH).read_text(encoding="utf-8")


def test_sdk_snippets_were_run_with_two_versions(cases: tuple[SnippetCase, ...], runs: SnippetRuns) -> None:
    """Each call through an SDK ran with the oldest and the newest version of it."""
    versions = Counter(
        len(runs.find(case.protocol_id, case.key))
        for case in cases
        if case.snippet.language.id in ("python", "javascript")
    )

    assert set(versions) == {2}, _HINT


def test_every_page_of_code_is_listed(catalog: Catalog, cases: tuple[SnippetCase, ...]) -> None:
    """Each model with each of its protocols has snippets in every language that runs here."""
    listed = {(use.page, case.protocol_id, case.snippet.language.id) for case in cases for use in case.uses}

    for key, model in catalog.models.items():
        for served in model.protocols:
            for language in ("curl", "python", "javascript", "httpx", "fetch"):
                assert (f"models/{key}", served.protocol, language) in listed
