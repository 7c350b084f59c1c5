"""What can wait stands aside for what is urgent, and only as long as that lasts."""

from __future__ import annotations

import threading

import pytest

from site_builder.serve.precedence import Precedence

_PATIENCE_SECONDS = 30


def _stand_aside(precedence: Precedence) -> threading.Event:
    """Give what is set once a thread need not wait any more."""
    passed = threading.Event()

    def pass_by() -> None:
        precedence.stand_aside()
        passed.set()

    threading.Thread(target=pass_by, daemon=True).start()
    return passed


def test_nothing_waits_for_nothing() -> None:
    """Neither at first nor afterwards."""
    precedence = Precedence()
    precedence.stand_aside()

    with precedence.urgent():
        pass

    assert _stand_aside(precedence).wait(_PATIENCE_SECONDS)


def test_what_can_wait_waits_for_all_that_is_urgent() -> None:
    """The last one that ends lets it go on."""
    precedence = Precedence()
    with precedence.urgent():
        with precedence.urgent():
            passed = _stand_aside(precedence)
        assert not passed.wait(0.05)

    assert passed.wait(_PATIENCE_SECONDS)


def test_an_error_ends_precedence() -> None:
    """A bug in a request holds nobody up for ever."""
    precedence = Precedence()

    with pytest.raises(ValueError, match="bug"), precedence.urgent():
        raise ValueError("bug")

    assert _stand_aside(precedence).wait(_PATIENCE_SECONDS)
