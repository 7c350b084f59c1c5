"""The record of runs is an input of the pages that show it, and of no others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.catalog.loader import load_catalog
from site_builder.proving.cases import list_cases
from site_builder.snippets.runs import RUNS_PATH, RecordedSnippet, SnippetRun, SnippetRuns, write_runs

_RUN = SnippetRun(date=dt.date(2026, 11, 20), tool="curl 8.5.0", runtime="bash 5.2")


def _record(site: Path, protocol_id: str) -> None:
    """Record a run of each snippet of the only protocol, as if it were that of a protocol."""
    catalog = load_catalog(site).catalog
    assert catalog is not None
    group = {case.key: RecordedSnippet(snippet=case.snippet.id, runs=(_RUN,)) for case in list_cases(catalog)}
    (site / RUNS_PATH).write_text(write_runs(SnippetRuns({protocol_id: group})), encoding="utf-8")


def _stale(site: Path) -> dict[str, str]:
    """Build; give the pages that were rendered, English alone, with the reason."""
    result = build_site(BuildOptions(site, site / "dist", jobs=1))
    assert result.is_published, result.diagnostics
    assert result.plan is not None
    return {artifact.path: reason for artifact, reason in result.plan.stale if artifact.path.startswith("en/")}


def test_new_run_renders_the_pages_with_the_snippet(small_site: Path) -> None:
    """Pages of models, of their code and of the protocol are made again, and say when it was run."""
    _stale(small_site)
    page = small_site / "dist/en/models/acme/mini/code/index.html"
    before = page.read_text(encoding="utf-8")

    _record(small_site, "acme-chat")

    assert _stale(small_site) == dict.fromkeys(
        (
            "en/protocols/acme-chat/index.html",
            "en/models/acme/large/index.html",
            "en/models/acme/mini/index.html",
            "en/models/acme/large/code/index.html",
            "en/models/acme/mini/code/index.html",
        ),
        "snippet runs changed",
    )
    assert "Not run." in before
    after = page.read_text(encoding="utf-8")
    assert "Not run." not in after
    assert "Run on November 20, 2026 with curl 8.5.0." in after


def test_run_of_another_protocol_renders_nothing(small_site: Path) -> None:
    """What no page shows makes no work, and no claim: the same text under another protocol is not run."""
    _stale(small_site)

    _record(small_site, "other-chat")

    assert _stale(small_site) == {}
