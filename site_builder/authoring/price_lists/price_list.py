"""The price lists that can be read, and what a file of one says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_builder.authoring.price_lists.json_file import JsonFile, broken, read_json
from site_builder.authoring.price_lists.listed_model import ListedModel
from site_builder.authoring.price_lists.litellm_map import is_litellm, read_litellm
from site_builder.authoring.price_lists.models_dev import is_models_dev, read_models_dev
from site_builder.authoring.price_lists.openrouter import SELLER, is_openrouter, read_openrouter


@dataclass(frozen=True, slots=True)
class ListKind:
    """A public price list.

    Attributes:
        id: Its name on the command line.
        title: Its name in texts.
        url: The page that readers can compare with.
        download: Where the file comes from.
        fits: Whether a value has its form.
        read: Gives its entries.
        sellers: Whose entries are compared with records where the user names nobody; those of the makers if empty.
    """

    id: str
    title: str
    url: str
    download: str
    fits: Callable[[object], bool]
    read: Callable[[Mapping[str, Any]], Iterator[ListedModel]]
    sellers: tuple[str, ...] = ()


LISTS: tuple[ListKind, ...] = (
    ListKind(
        "models.dev",
        "models.dev",
        "https://models.dev",
        "https://models.dev/api.json",
        is_models_dev,
        read_models_dev,
    ),
    ListKind(
        "litellm",
        "LiteLLM price map",
        "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
        "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json",
        is_litellm,
        read_litellm,
    ),
    ListKind(
        "openrouter",
        "OpenRouter models",
        "https://openrouter.ai/models",
        "https://openrouter.ai/api/v1/models",
        is_openrouter,
        read_openrouter,
        (SELLER,),
    ),
)
"""Every list, by the names that `import` and `diff` take."""


@dataclass(frozen=True, slots=True)
class PriceList:
    """A list that was read: which one, its file, and its entries in their order."""

    kind: ListKind
    file: JsonFile
    models: tuple[ListedModel, ...]


def read_price_list(list_id: str, path: Path) -> PriceList:
    """Read the file of a list.

    Raises:
        BrokenListError: The file is not that list.
        OSError: It cannot be read.
    """
    kind = next(kind for kind in LISTS if kind.id == list_id)
    file = read_json(path)
    if not kind.fits(file.value):
        other = next((other for other in LISTS if other.fits(file.value)), None)
        fix = f"write `{other.id}` instead of `{list_id}`" if other else f"download it from {kind.download}"
        what = f", but that of `{other.id}`" if other else ""
        raise broken(file.span(()), f"the file does not have the form of `{list_id}`{what}", fix)
    return PriceList(kind, file, tuple(kind.read(file.value)))
