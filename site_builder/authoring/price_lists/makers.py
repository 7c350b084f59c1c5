"""Who makes a model that somebody sells: lists name the seller, and spell makers in many ways."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.authoring.first_values import MADE_UP_ADDRESS, title_of


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker of models.

    Attributes:
        id: Id of its record, where a site has none under another spelling, e.g. `mistral`.
        name: Its name.
        website: Its site for developers.
        spellings: Other names of it in lists and in ids, in lower case, e.g. `mistralai`.
        stems: How ids of its models begin, as a pattern.
        sells_only_own: Whether all it sells is its own, even if an id begins as those of another maker do.
    """

    id: str
    name: str
    website: str = MADE_UP_ADDRESS
    spellings: tuple[str, ...] = ()
    stems: str = ""
    sells_only_own: bool = False


MAKERS: tuple[Maker, ...] = (
    Maker("ai21", "AI21 Labs", "https://docs.ai21.com", ("ai21labs",), "jamba"),
    Maker("amazon", "Amazon", "https://aws.amazon.com/bedrock/", ("amazon-nova", "amazon_nova"), "nova|titan"),
    Maker("anthropic", "Anthropic", "https://platform.claude.com", (), "claude"),
    Maker("assemblyai", "AssemblyAI", "https://www.assemblyai.com"),
    Maker("baidu", "Baidu", "https://cloud.baidu.com", (), "ernie"),
    Maker("black-forest-labs", "Black Forest Labs", "https://bfl.ai", ("black_forest_labs", "bfl"), "flux"),
    Maker(
        "bytedance",
        "ByteDance",
        "https://seed.bytedance.com",
        ("bytedance-seed", "volcengine"),
        "doubao|seed|seedance|seedream",
    ),
    Maker("cohere", "Cohere", "https://cohere.com", ("cohere_chat", "coherelabs"), "command|c4ai|north"),
    Maker("deepgram", "Deepgram", "https://deepgram.com", sells_only_own=True),
    Maker("deepseek", "DeepSeek", "https://platform.deepseek.com", ("deepseek-ai",), "deepseek"),
    Maker("elevenlabs", "ElevenLabs", "https://elevenlabs.io"),
    Maker(
        "google", "Google", "https://ai.google.dev", ("gemini", "vertex_ai-language-models"), "gemini|gemma|imagen|veo"
    ),
    Maker("ibm", "IBM", "https://www.ibm.com/granite", ("ibm-granite",), "granite"),
    Maker("inception", "Inception", "https://www.inceptionlabs.ai", ("inceptionlabs",), "mercury"),
    Maker("liquid", "Liquid AI", "https://www.liquid.ai", ("liquidai",), "lfm"),
    Maker("meta", "Meta", "https://www.llama.com", ("meta-llama", "meta_llama"), "llama|codellama|muse"),
    Maker("microsoft", "Microsoft", "https://ai.azure.com", (), "phi|mai"),
    Maker("minimax", "MiniMax", "https://platform.minimax.io", ("minimaxai",), "minimax|hailuo"),
    Maker(
        "mistral",
        "Mistral AI",
        "https://mistral.ai",
        ("mistralai", "codestral"),
        "mistral|mixtral|codestral|devstral|ministral|magistral|pixtral|voxtral|open-mistral|open-mixtral",
    ),
    Maker("moonshot", "Moonshot AI", "https://platform.kimi.ai", ("moonshotai", "moonshot-ai"), "kimi|moonshot"),
    Maker("nvidia", "NVIDIA", "https://build.nvidia.com", (), "nemotron"),
    Maker(
        "openai",
        "OpenAI",
        "https://developers.openai.com",
        (),
        "gpt|chatgpt|o[134]|codex|dall-e|whisper|tts|sora|text-embedding|omni-moderation",
    ),
    Maker("perplexity", "Perplexity", "https://docs.perplexity.ai", (), "sonar"),
    Maker(
        "qwen",
        "Alibaba Cloud (Qwen)",
        "https://www.alibabacloud.com/en/product/modelstudio",
        ("alibaba", "dashscope"),
        "qwen|qwq|qvq|wan|tongyi",
    ),
    Maker("recraft", "Recraft", "https://www.recraft.ai", ("recraft-ai",)),
    Maker("runway", "Runway", "https://runwayml.com", ("runwayml",)),
    Maker("stability", "Stability AI", "https://stability.ai", ("stabilityai",), "stable|sd3|sdxl"),
    Maker("stepfun", "StepFun", "https://platform.stepfun.com", ("stepfun-ai",), "step"),
    Maker("tencent", "Tencent", "https://cloud.tencent.com", (), "hunyuan"),
    Maker("voyage", "Voyage AI", "https://www.voyageai.com", ("voyageai",), "voyage"),
    Maker("writer", "Writer", "https://dev.writer.com", (), "palmyra"),
    Maker("xai", "xAI", "https://x.ai/api", ("x-ai",), "grok"),
    Maker("xiaomi", "Xiaomi", "https://mimo.mi.com", ("xiaomi_mimo", "xiaomimimo"), "mimo"),
    Maker(
        "zhipu",
        "Zhipu AI (Z.ai)",
        "https://z.ai",
        ("zai", "z-ai", "zai-org", "zhipuai", "bigmodel", "thudm"),
        "glm|cogview|cogvideo",
    ),
)
"""Makers that lists sell models of, by id. One that is not here is known where an id begins with its name."""

NOBODY = Maker("", "")
"""Stands for the maker of a model of which nobody says who makes it."""

_BEDROCK_VERSION = re.compile(r"-v[0-9]+(?::[0-9]+[a-z]*)*$|-[0-9]:[0-9]$")
"""What Amazon Bedrock writes after the id of a maker, e.g. `-v1:0`."""

_ORGANISATION = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a listed model comes from.

    Attributes:
        maker: Who makes it; `NOBODY` if neither the seller nor the id says.
        own_id: Its id without names of sellers and makers, e.g. `gpt-5.4` of `openai/gpt-5.4`.
        is_own: Whether it is sold by its maker, so that the prices are the maker's.
    """

    maker: Maker
    own_id: str
    is_own: bool


def find_origin(seller: str, model_id: str, *, names_makers: bool = False) -> Origin:
    """Say who makes a model that somebody sells.

    Args:
        seller: Id of the seller in the list, e.g. `openai`, `togetherai`.
        model_id: Id of the model at that seller, e.g. `us.anthropic.claude-opus-4-1`, `zai-org/GLM-5`.
        names_makers: Whether what stands before a slash is always a maker, so that an unknown one is told too.
    """
    selling = known_maker(seller)
    named, own_id = _split_maker(model_id)
    if selling is not None and selling.sells_only_own:
        named = selling
    elif named is None or named == selling:
        is_bare = not re.search(r"[./]", model_id.removesuffix(own_id))
        named = _by_stem(own_id) or named or (selling if is_bare else None)
    if (
        named is None
        and names_makers
        and model_id.count("/") == 1
        and _ORGANISATION.fullmatch(organisation := model_id.split("/", maxsplit=1)[0])
    ):
        named = Maker(slug_of(organisation), title_of(organisation))
    return Origin(named or NOBODY, own_id, named is not None and named == selling)


def known_maker(spelling: str) -> Maker | None:
    """Give the maker that goes by a name; None if none is known."""
    return _by_spelling().get(spelling.lower())


def canonical_maker(provider_id: str) -> str:
    """Give the one id of a maker for all its spellings: `zhipu` of `z-ai`; an unknown one is its own."""
    maker = known_maker(provider_id)
    return maker.id if maker else provider_id


def site_maker(maker: Maker, provider_ids: Iterable[str]) -> str:
    """Give the id by which a site knows a maker, or would know it."""
    known = set(provider_ids)
    return next((name for name in (maker.id, *maker.spellings) if name in known), maker.id)


def slug_of(text: str) -> str:
    """Give a text as part of an id: `minimax-m2.1` of `MiniMax-M2.1`."""
    return re.sub(r"([._-])[._-]+", r"\1", re.sub(r"[^a-z0-9._]+", "-", text.lower())).strip("._-")


def _split_maker(model_id: str) -> tuple[Maker | None, str]:
    """Give the maker that an id names before the last of its parts, and what follows."""
    for match in reversed(list(re.finditer(r"([^./]+)[./]", model_id))):
        maker = known_maker(match[1])
        rest = model_id[match.end() :].rpartition("/")[2]
        if maker is not None and rest:
            return maker, rest if match[0].endswith("/") else _BEDROCK_VERSION.sub("", rest)
    return None, model_id.rpartition("/")[2]


def _by_stem(own_id: str) -> Maker | None:
    name = own_id.lower()
    return next((maker for pattern, maker in _patterns() if pattern.match(name)), None)


@functools.cache
def _by_spelling() -> Mapping[str, Maker]:
    return {spelling: maker for maker in MAKERS for spelling in (maker.id, *maker.spellings)}


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], Maker], ...]:
    return tuple((re.compile(rf"(?:{maker.stems})(?![a-z])"), maker) for maker in MAKERS if maker.stems)
