"""What is known of snippets that were run: `catalog/snippet-runs.json`, written by `site-builder snippets verify`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NewType

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from site_builder.diagnostics import Diagnostic, Span
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.snippets.snippet import Snippet

RUNS_PATH = "catalog/snippet-runs.json"
"""Where a site keeps its runs."""

RunKey = NewType("RunKey", str)
"""Fingerprint of all that a run depends on but the gateway: language, text and expected output of a snippet."""


def run_key(snippet: Snippet) -> RunKey:
    """Give the key of a snippet that has a token in the place of the model id.

    Any change of the text changes the key, so what was run before says nothing of it.
    """
    return RunKey(fingerprint_parts([snippet.language.id, snippet.code, snippet.output]))


class SnippetRun(BaseModel):
    """One run that went well."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: dt.date = Field(description="Day of the run, in UTC.")
    tool: str = Field(description="What the snippet calls with its version, e.g. `openai 3.52.0`.")
    runtime: str = Field(description="What ran it, e.g. `Python 3.11`.")


class RecordedSnippet(BaseModel):
    """A snippet that was run: its name `<language>/<variant>`, and its runs from the oldest tool to the newest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    snippet: str
    runs: tuple[SnippetRun, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class SnippetRuns:
    """All runs of a site, by protocol and key."""

    protocols: Mapping[str, Mapping[RunKey, RecordedSnippet]] = field(default_factory=dict)

    def find(self, protocol_id: str, key: RunKey) -> tuple[SnippetRun, ...]:
        """Give the runs of a snippet, from the oldest tool to the newest; none if this very text was not run."""
        recorded = self.protocols.get(protocol_id, {}).get(key)
        return recorded.runs if recorded else ()

    def fingerprint(self, protocol_id: str) -> Fingerprint:
        """Give the fingerprint of all that is known of a protocol."""
        return fingerprint_parts([_write_group(self.protocols.get(protocol_id, {}))])


_FILE = TypeAdapter(dict[str, dict[RunKey, RecordedSnippet]])


def read_runs(site_folder: Path) -> SnippetRuns | Diagnostic:
    """Give the runs of a site, none if it has no file; or what is wrong with the file.

    Raises:
        OSError: The file is there and cannot be read.
    """
    path = site_folder / RUNS_PATH
    try:
        return SnippetRuns(_FILE.validate_json(path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError):  # the folder of records is no folder: who reads these says so
        return SnippetRuns()
    except ValidationError as error:
        return _describe(error)


def _describe(error: ValidationError) -> Diagnostic:
    place = ".".join(map(str, error.errors()[0]["loc"]))
    return Diagnostic(
        "snippet-runs-malformed",
        Span(RUNS_PATH),
        f"`{place}` is not as the program writes it" if place else "the file holds no runs that can be read",
        "pages say of each snippet when it was run, and take that from this file alone",
        f"take it from an earlier commit, or delete it and run `site-builder snippets verify`: {RUNS_PATH}",
    )


def write_runs(runs: SnippetRuns) -> str:
    """Give the text of the file: a line for each snippet, sorted by protocol and name, so that little changes."""
    groups = (
        f"{json.dumps(protocol_id)}: {{\n{_write_group(recorded)}\n}}"
        for protocol_id, recorded in sorted(runs.protocols.items())
        if recorded
    )
    return "{\n" + ",\n".join(groups) + "\n}\n"


def _write_group(recorded: Mapping[RunKey, RecordedSnippet]) -> str:
    in_order = sorted(recorded.items(), key=lambda item: (item[1].snippet, item[0]))
    return ",\n".join(f"  {json.dumps(key)}: {json.dumps(item.model_dump(mode='json'))}" for key, item in in_order)
