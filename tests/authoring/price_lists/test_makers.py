"""Who makes what somebody sells."""

from __future__ import annotations

import pytest

from site_builder.authoring.price_lists.makers import (
    MAKERS,
    canonical_maker,
    find_origin,
    known_maker,
    site_maker,
    slug_of,
)


@pytest.mark.parametrize(
    ("seller", "model_id", "maker", "own_id", "is_own"),
    [
        ("openai", "gpt-5.4", "openai", "gpt-5.4", True),
        ("openai", "computer-use-preview", "openai", "computer-use-preview", True),
        ("alibaba", "deepseek-v4-pro", "deepseek", "deepseek-v4-pro", False),
        ("deepgram", "nova-3", "deepgram", "nova-3", True),
        ("302ai", "gpt-5.4", "openai", "gpt-5.4", False),
        ("302ai", "mystery", "", "mystery", False),
        ("amazon-bedrock", "us.anthropic.claude-opus-4-1-v1:0", "anthropic", "claude-opus-4-1", False),
        ("openrouter", "z-ai/glm-5.1", "zhipu", "glm-5.1", False),
        ("fireworks", "accounts/fireworks/models/kimi-k2p6", "moonshot", "kimi-k2p6", False),
        ("siliconflow", "Pro/deepseek-ai/DeepSeek-R1", "deepseek", "DeepSeek-R1", False),
        ("openrouter", "aion-labs/aion-2.0", "aion-labs", "aion-2.0", False),
        ("openrouter", "a b/mystery", "", "mystery", False),
    ],
)
def test_maker_is_found(seller: str, model_id: str, maker: str, own_id: str, *, is_own: bool) -> None:
    """A maker in the id comes before the beginning of the id, and both before the seller."""
    origin = find_origin(seller, model_id, names_makers=True)

    assert (origin.maker.id, origin.own_id, origin.is_own) == (maker, own_id, is_own)


def test_unknown_organisation_is_no_maker_everywhere() -> None:
    """Only some lists write the maker before a slash."""
    assert find_origin("replicate", "fast/model").maker.id == ""


def test_spelling_belongs_to_one_maker() -> None:
    """No two makers go by one name, and ids are ids."""
    spellings = [spelling for maker in MAKERS for spelling in (maker.id, *maker.spellings)]

    assert sorted(set(spellings)) == sorted(spellings)
    assert [maker.id for maker in MAKERS if slug_of(maker.id) != maker.id] == []


def test_site_keeps_its_own_id_of_a_maker() -> None:
    """A site may know a maker by another spelling."""
    zhipu = known_maker("zhipu")

    assert zhipu is not None
    assert [site_maker(zhipu, known) for known in ([], ["z-ai"], ["z-ai", "zhipu"])] == ["zhipu", "z-ai", "zhipu"]
    assert [canonical_maker(name) for name in ("z-ai", "acme")] == ["zhipu", "acme"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("MiniMax-M2.1", "minimax-m2.1"),
        ("../../etc", "etc"),
        ("a  b_-c", "a-b_c"),
        ("nova:v1:0", "nova-v1-0"),
        ("中", ""),
    ],
)
def test_id_becomes_part_of_a_path(text: str, slug: str) -> None:
    """Nothing of it can leave the folder."""
    assert slug_of(text) == slug
