"""Protocols that say nothing about a failure every API has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.diagnostics import Severity
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.protocol import Protocol

_SERVER_ERROR = 500
_STANDARD: dict[str, Callable[[int], bool]] = {
    "400": lambda status: status in (400, 422),
    "401": lambda status: status in (401, 403),
    "404": lambda status: status == 404,  # noqa: PLR2004 - a status is a number
    "429": lambda status: status == 429,  # noqa: PLR2004 - a status is a number
    "500": lambda status: status >= _SERVER_ERROR,
}
"""Failures that every caller meets: a wrong body, a wrong key, a wrong id, too many calls, a broken server."""


def _check(_: RecordId, protocol: Protocol, catalog: Catalog) -> Iterator[Finding]:
    statuses = {error.status for error in (*protocol.errors, *catalog.site.errors)}
    missing = [name for name, is_it in _STANDARD.items() if not any(map(is_it, statuses))]
    if missing:
        yield Finding(
            "errors-missing",
            ("errors",),
            f"{protocol.name} documents no error {', '.join(missing)}",
            "every caller meets these failures, and looks here for what to do",
            f"add `- {{status: {missing[0]}, code: …, trigger: …, fix: …, retry: …}}` to `errors` in "
            "catalog/site.yaml, or here if only this protocol answers so",
        )


_ERROR = "  - {status: %d, code: failed, trigger: The key is wrong., fix: Check the key., retry: Check the key.}\n"

ERRORS_MISSING = RecordRule(
    name="errors-missing",
    summary="Finds protocols that document no wrong request, wrong key, unknown model, rate limit or server error.",
    why="Every caller meets these failures; a page that does not name them leaves them to guessing.",
    bad=Example("catalog/site.yaml", f"errors:\n{_ERROR % 400}{_ERROR % 401}{_ERROR % 404}"),
    good=Example("catalog/site.yaml", f"errors:\n{_ERROR % 400}{_ERROR % 401}{_ERROR % 404}{_ERROR % 500}"),
    severity=Severity.WARNING,
    record_class=Protocol,
    check=_check,
)
