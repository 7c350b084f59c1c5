"""How rules that run beside other work are held back: they call a function between their steps, and it may wait."""

from __future__ import annotations

from collections.abc import Callable

Pause = Callable[[], None]
"""Returns when the next step may be taken."""


def go_on() -> None:
    """Hold nothing back."""
