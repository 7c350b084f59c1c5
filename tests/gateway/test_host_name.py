"""The names a server answers to: its own, so that no page of the web can read what is not published."""

from __future__ import annotations

import pytest

from site_builder.gateway.host_name import is_own_name


@pytest.mark.parametrize(
    ("sent", "listens_on", "expected"),
    [
        ("localhost:8000", "127.0.0.1", True),
        ("LOCALHOST:8000", "127.0.0.1", True),
        ("127.0.0.1:8000", "localhost", True),
        ("docs.localhost:8000", "127.0.0.1", True),
        ("[::1]:8000", "::1", True),
        ("192.168.1.7:8000", "127.0.0.1", True),
        (None, "127.0.0.1", True),
        ("evil.example.com:8000", "127.0.0.1", False),
        ("evil.example.com", "::1", False),
        ("localhost.example.com:8000", "localhost", False),
        ("[::1", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        ("my-machine.local:8000", "0.0.0.0", True),  # noqa: S104 - the address people share previews at
        ("my-machine.local:8000", "my-machine.local", True),
        ("anything", "::", True),
    ],
)
def test_a_name_of_the_web_is_not_ours(sent: str | None, listens_on: str, expected: bool) -> None:  # noqa: FBT001
    """Names of this machine and addresses are; where others may ask, any name is."""
    assert is_own_name(sent, listens_on) is expected
