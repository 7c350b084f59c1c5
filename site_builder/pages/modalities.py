"""What a model takes and gives, as a list of words."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.i18n.localizer import Localizer
from site_builder.records.specification import MODALITIES


def list_modalities(localizer: Localizer, names: Iterable[str]) -> str:
    """Give modalities as a list that begins like a sentence: en `Text, image`, ru `Текст, изображения`."""
    return localizer.join_labels(localizer.ui(MODALITIES[name]) for name in names)
