"""What an output promises to make: a file, and the fingerprints of all it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.fingerprints import Fingerprint


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site before it is rendered.

    Attributes:
        path: Below the published folder, with forward slashes, e.g. `ru/index.html`.
        inputs: Name of each input, e.g. `record`, `template`, with its fingerprint;
            the file is rendered again exactly when one of them changes.
    """

    path: str
    inputs: Mapping[str, Fingerprint]
