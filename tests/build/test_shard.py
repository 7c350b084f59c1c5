"""Shards: how they are written, and what each owns."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

import pytest

from site_builder.build.shard import Shard, parse_shard


@pytest.mark.parametrize(
    ("text", "shard"), [("1/1", Shard(1, 1)), ("2/4", Shard(2, 4)), ("4/4", Shard(4, 4)), ("09/10", Shard(9, 10))]
)
def test_a_shard_is_written_as_a_fraction(text: str, shard: Shard) -> None:
    """`2/4` is the second of four."""
    assert parse_shard(text) == shard


@pytest.mark.parametrize("text", ["", "1", "0/4", "5/4", "-1/4", "1/0", "1/4/4", "a/b", "1 / 4", "1/99999", "٢/٤"])
def test_anything_else_is_no_shard(text: str) -> None:
    """Shards are counted from 1 up to their number."""
    assert parse_shard(text) is None


@pytest.mark.parametrize("count", [1, 2, 4, 7, 100])
def test_every_name_belongs_to_exactly_one_shard(count: int) -> None:
    """Nothing is made twice, and nothing is left out."""
    shards = [Shard(number, count) for number in range(1, count + 1)]
    names = [f"maker-{number % 40}/model-{number}" for number in range(1_000)]

    assert {sum(shard.owns(name) for shard in shards) for name in names} == {1}


def test_shards_are_of_like_size_and_so_are_the_shares_of_their_processes() -> None:
    """Of 4,000 models each of four shards has about a quarter, and each of two processes about half of that."""
    names = [f"maker-{number % 40}/model-{number}" for number in range(4_000)]
    shards = [Shard(number, 4) for number in range(1, 5)]

    sizes = Counter((shard.number, crc32(name.encode()) % 2) for name in names for shard in shards if shard.owns(name))

    assert len(sizes) == 8
    assert all(400 < size < 600 for size in sizes.values())


def test_a_shard_has_words() -> None:
    """As findings and the command line write it."""
    assert str(Shard(2, 4)) == "2 of 4"
    assert [Shard(1, 2).is_first, Shard(2, 2).is_first] == [True, False]
