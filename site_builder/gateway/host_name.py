"""Which names a server on this machine answers to.

A page of the web can have its own name lead to 127.0.0.1, and then read what a server there answers (DNS rebinding),
e.g. prices before they are published. It cannot make a browser send another name than its own.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_own_name(sent: str | None, listens_on: str) -> bool:
    """Whether a request is meant for a server that listens on a host.

    Args:
        sent: The header `Host` of the request, e.g. `localhost:8000`; None if it has none, as no browser does.
        listens_on: Where the server listens; other machines call one that they can reach what they like.
    """
    if sent is None or not _is_this_machine(listens_on):
        return True
    try:
        name = urlsplit(f"//{sent}").hostname or ""
    except ValueError:
        return False
    return name == listens_on or _is_this_machine(name) or _is_address(name)


def _is_this_machine(host: str) -> bool:
    if _is_address(host):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
