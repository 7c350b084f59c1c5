"""What an output promises to make: a file, and the fingerprints of all it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.fingerprints import Fingerprint


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site before it is rendered; it is rendered again exactly when one of its inputs changes.

    Attributes:
        path: Below the published folder, with forward slashes, e.g. `ru/index.html`.
        inputs: Name of each input of its own, e.g. `record`, with its fingerprint.
        common: The same for inputs that many files have, e.g. `template`; one object for all of them, so that a plan
            compares it once.
    """

    path: str
    inputs: Mapping[str, Fingerprint]
    common: Mapping[str, Fingerprint] = field(default_factory=dict)
