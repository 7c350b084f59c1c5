"""The name of the manifest of a build."""

from __future__ import annotations

MANIFEST_NAME = ".site-builder.json"
"""It lies in the published folder."""
