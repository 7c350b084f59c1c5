"""One of several parts of a site that are built apart, on other machines say, and merged afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

_WRITTEN = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a site.

    Attributes:
        number: Which, from 1.
        count: Of how many.
    """

    number: int
    count: int

    @property
    def is_first(self) -> bool:
        """Whether this is the one that also runs the rules: once is enough."""
        return self.number == 1

    def owns(self, name: str) -> bool:
        """Whether it makes what has this name: the key of a record, or the path of what belongs to none."""
        return crc32(name.encode()) * self.count >> 32 == self.number - 1

    def __str__(self) -> str:
        """Give it in words, e.g. `2 of 4`."""
        return f"{self.number} of {self.count}"


def parse_shard(text: str) -> Shard | None:
    """Give the shard that is written as `2/4`; None if there is no such shard."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    number, count = int(match[1]), int(match[2])
    return Shard(number, count) if 1 <= number <= count else None
