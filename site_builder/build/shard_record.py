"""What a built shard says of itself: a file beside its pages, which `merge` reads.

Its name begins with no dot, because what uploads the folders of a CI job commonly leaves out files whose name does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from site_builder.build.kept_findings import read_findings, write_findings
from site_builder.build.manifest import Manifest, pack_manifest, unpack_manifest
from site_builder.build.shard import Shard
from site_builder.build.shard_links import Claims, pack_claims, unpack_claims
from site_builder.diagnostics import Diagnostic
from site_builder.fingerprints import Fingerprint

SHARD_NAME = "site-builder-shard.json"
_FORMAT = 2


@dataclass(frozen=True, slots=True)
class ShardRecord:
    """A shard that was built.

    Attributes:
        shard: Which of how many.
        program: Fingerprint of the program that built it.
        inputs: Fingerprint of all the site is made from, so the same for all shards of a site.
        page_count: How many pages the whole site has.
        findings: What there is to say about the site; the first shard says it.
        manifest: The shard's part of the manifest.
        claims: What its pages ask of pages of others.
    """

    shard: Shard
    program: Fingerprint
    inputs: Fingerprint
    page_count: int
    findings: tuple[Diagnostic, ...]
    manifest: Manifest
    claims: Claims


def write_shard_record(record: ShardRecord) -> bytes:
    """Give the bytes of the file: the same for the same shard."""
    written = {
        "format": _FORMAT,
        "shard": [record.shard.number, record.shard.count],
        "program": record.program,
        "inputs": record.inputs,
        "page_count": record.page_count,
        "findings": write_findings(record.findings),
        "manifest": pack_manifest(record.manifest),
        "links": pack_claims(record.claims),
    }
    return json.dumps(written, separators=(",", ":"), ensure_ascii=False).encode()


def read_shard_record(folder: Path) -> ShardRecord | None:
    """Read what a folder says of itself; None if it is no shard that this program understands."""
    try:
        written = json.loads((folder / SHARD_NAME).read_bytes())
        if written["format"] != _FORMAT:
            return None
        number, count = written["shard"]
        manifest = unpack_manifest(written["manifest"])
        if manifest is None:
            return None
        return ShardRecord(
            Shard(int(number), int(count)),
            written["program"],
            written["inputs"],
            int(written["page_count"]),
            read_findings(written["findings"]),
            manifest,
            unpack_claims(written["links"]),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
