"""Names of generated makers and models: pronounceable, unique, and the same for every seed and size."""

from __future__ import annotations

from dataclasses import dataclass

MODELS_PER_PROVIDER = 25

_ONSETS = (
    "Bel",
    "Cor",
    "Dal",
    "Fen",
    "Gal",
    "Han",
    "Kas",
    "Lor",
    "Mer",
    "Nor",
    "Pel",
    "Ros",
    "Sol",
    "Tor",
    "Ves",
    "Zan",
)
_CODAS = (
    "ado",
    "anta",
    "aris",
    "ebo",
    "elia",
    "enta",
    "iko",
    "ino",
    "iva",
    "olan",
    "oma",
    "onde",
    "uma",
    "une",
    "urra",
    "yx",
)
_SECONDS = ("", " Labs", " AI", " Research", " Systems")
_TIERS = ("mini", "flash", "base", "pro", "max")
MODELS_PER_FAMILY = len(_TIERS)


@dataclass(frozen=True, slots=True)
class ModelName:
    """What one model is called.

    Attributes:
        provider: Id of its maker, e.g. `belado`.
        slug: Its id below the maker, e.g. `belado-1.0-mini`.
        name: As its maker writes it, e.g. `Belado 1.0 Mini`.
        family: Its lineage, e.g. `Belado 1`.
    """

    provider: str
    slug: str
    name: str
    family: str

    @property
    def key(self) -> str:
        """The reference other records use, e.g. `belado/belado-1.0-mini`."""
        return f"{self.provider}/{self.slug}"


def provider_name(number: int) -> tuple[str, str]:
    """Give id and name of a maker."""
    word = _word(number)
    return word.lower(), word + _SECONDS[number % len(_SECONDS)]


def model_name(index: int) -> ModelName:
    """Give the names of a model; 25 in a row have the same maker: five generations of five sizes."""
    number, within = divmod(index, MODELS_PER_PROVIDER)
    word = _word(number)
    generation, tier = divmod(within, len(_TIERS))
    version = f"{generation + 1}.{number % 3}"
    return ModelName(
        provider=word.lower(),
        slug=f"{word.lower()}-{version}-{_TIERS[tier]}",
        name=f"{word} {version} {_TIERS[tier].title()}",
        family=f"{word} {generation + 1}",
    )


def _word(number: int) -> str:
    """Give the name of a maker's house; four thousand of them differ."""
    round_number, place = divmod(number, len(_ONSETS) * len(_CODAS))
    coda, onset = divmod(place, len(_ONSETS))
    return f"{_ONSETS[onset]}{_CODAS[coda]}{_ONSETS[round_number - 1].lower() if round_number else ''}"
