"""What keeps a site from being built although its records are right."""

from __future__ import annotations

from site_builder.diagnostics import Diagnostic


class BuildError(Exception):
    """A template failed, say; `diagnostic` says where and what to do."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic

    def __str__(self) -> str:
        """Give what is wrong in one sentence."""
        return self.diagnostic.message
