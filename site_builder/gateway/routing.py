"""Which operation of which protocol a request calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from site_builder.catalog.catalog import Catalog
from site_builder.gateway.exchange import ReceivedRequest
from site_builder.gateway.refusal import MALFORMED, UNKNOWN_PATH, WRONG_METHOD, RefusedError
from site_builder.records.protocol import Operation, PathVariable, Protocol


@dataclass(frozen=True, slots=True)
class Route:
    """One operation whose path fits a request, with the values of its path variables."""

    protocol_id: str
    protocol: Protocol
    operation: Operation
    variables: Mapping[str, str]


def strip_base(catalog: Catalog, path: str) -> str:
    """Give a path without the path part of `api_base_url`, which a client may send or leave out."""
    base = urlsplit(catalog.site.api_base_url).path
    return path.removeprefix(base) if base and path.startswith(f"{base}/") else path


def guess_protocol(catalog: Catalog, request: ReceivedRequest) -> str:
    """Give the protocol that a request seems to speak: in its shape what belongs to no protocol is refused.

    The path that shares most of its beginning decides, then the fixed headers.
    """
    parts = strip_base(catalog, request.path).split("/")

    def likeness(protocol_id: str) -> tuple[int, int]:
        protocol = catalog.protocols[protocol_id]
        shared = max(_count_shared(operation.path.split("/"), parts) for operation in protocol.operations)
        return shared, rank_headers(protocol, request)

    return max(catalog.protocols, key=likeness)


def rank_headers(protocol: Protocol, request: ReceivedRequest) -> int:
    """Give how well the headers of a request fit a protocol.

    2: it has the fixed headers that mark the protocol. 1: the protocol has no such headers. 0: it lacks one of them.
    """
    if not protocol.headers:
        return 1
    return 2 if all(header.name.lower() in request.headers for header in protocol.headers) else 0


def _count_shared(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((index for index, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def find_routes(catalog: Catalog, request: ReceivedRequest) -> tuple[Route, ...]:
    """Give all operations of one protocol that fit the path and method of a request.

    Several are left where the body or the query tells them apart, e.g. by `stream: true`.

    Raises:
        RefusedError: No operation has this path, or none has it with this method.
    """
    path = strip_base(catalog, request.path)
    fitting = tuple(_fit_path(catalog, path))
    routes = [route for route in fitting if route.operation.method == request.method]
    if not routes:
        raise _no_route(request, sorted({route.operation.method for route in fitting}))
    marked = max(routes, key=lambda route: rank_headers(route.protocol, request))
    return tuple(route for route in routes if route.protocol_id == marked.protocol_id)


def _fit_path(catalog: Catalog, path: str) -> Iterator[Route]:
    for protocol_id, protocol in catalog.protocols.items():
        for operation in protocol.operations:
            match = _path_pattern(fill_counted(operation, protocol.path_variables)).fullmatch(path)
            if match:
                yield Route(protocol_id, protocol, operation, {**operation.variables, **match.groupdict()})


def fill_counted(operation: Operation, variables: tuple[PathVariable, ...]) -> str:
    """Give the path with the variables filled in whose values are counted; others take any value."""
    path = operation.path
    for variable in variables:
        if variable.values and variable.name in operation.variables:
            path = path.replace(f"{{{variable.name}}}", operation.variables[variable.name])
    return path


@cache
def _path_pattern(path: str) -> re.Pattern[str]:
    """Give what a path fits; only the id of a model may have slashes."""
    parts = re.split(r"\{([a-z_]+)\}", path)
    texts = [re.escape(part) for part in parts[::2]]
    groups = [f"(?P<{name}>{'.+' if name == 'model' else '[^/:]+'})" for name in parts[1::2]]
    return re.compile("".join(text + group for text, group in zip(texts, [*groups, ""], strict=True)))


def _no_route(request: ReceivedRequest, methods: list[str]) -> RefusedError:
    if methods:
        allowed = ", ".join(methods)
        message = f"{request.path} takes {allowed}, not {request.method}."
        return RefusedError(WRONG_METHOD, message, headers=(("allow", allowed),))
    return RefusedError(UNKNOWN_PATH, f"{request.method} {request.path} is no operation of this gateway.")


def choose_operation(routes: tuple[Route, ...], query: Mapping[str, str], body: Mapping[str, Any]) -> Route:
    """Give the operation that asks for most of what the body and the query have.

    Raises:
        RefusedError: Each operation needs a query parameter that is not there.
    """
    fitting = [route for route in routes if route.operation.query.items() <= query.items()]
    if not fitting:
        needed = "&".join(f"{name}={value}" for name, value in routes[0].operation.query.items())
        raise RefusedError(MALFORMED, f"This operation needs the query `{needed}`.")
    asked = [route for route in fitting if all(body.get(key) == value for key, value in route.operation.body.items())]
    return max(asked or fitting, key=lambda route: len(route.operation.body) + len(route.operation.query))
