"""Which operations share a path and a method: OpenAPI has one entry for them, whatever tells them apart.

That may be the body (`stream: true`), the query (`alt=sse`) or, in two protocols with one path, a header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.gateway.routing import fill_counted
from site_builder.outputs.openapi.called_protocol import CalledProtocol
from site_builder.records.protocol import Operation
from site_builder.snippets.variants import Exchange

_VARIABLE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class CalledOperation:
    """One operation of one protocol."""

    called: CalledProtocol
    operation: Operation

    @property
    def path(self) -> str:
        """Its path, with the variables filled in whose values are counted."""
        return fill_counted(self.operation, self.called.protocol.path_variables)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Its documented calls."""
        return self.called.exchanges[self.operation.id]

    @property
    def id(self) -> str:
        """Its name in the description, e.g. `openai-speech-create`."""
        return f"{self.called.id}-{self.operation.id}"


Methods = Mapping[str, tuple[CalledOperation, ...]]
"""The operations of a path by method, in lower case."""


def group_operations(protocols: tuple[CalledProtocol, ...]) -> Mapping[str, Methods]:
    """Give all operations by path and method, in catalog order.

    Path variables whose values are counted are filled in. Paths that differ in the names of their variables alone are
    one path, with the names of the first. Source: OpenAPI 3.1.1, section 4.8.8.2, "Path Templating Matching".
    """
    names: dict[str, str] = {}
    groups: dict[str, dict[str, tuple[CalledOperation, ...]]] = {}
    for called in protocols:
        for operation in called.protocol.operations:
            use = CalledOperation(called, operation)
            methods = groups.setdefault(names.setdefault(_VARIABLE.sub("{}", use.path), use.path), {})
            method = operation.method.lower()
            methods[method] = (*methods.get(method, ()), use)
    return groups


def find_variables(path: str) -> list[str]:
    """Give the names of the variables of a path, in order."""
    return _VARIABLE.findall(path)
