"""Writes a generated site: the repository's protocols, benchmarks and `site.yaml`, and any number of models."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.model_record import CHAT, GENERATE, MESSAGES, RESPONSES, make_model
from benchmarks.names import MODELS_PER_FAMILY, MODELS_PER_PROVIDER, ModelName, model_name, provider_name
from benchmarks.po_file import read_translations, write_po_file
from benchmarks.prose import Prose, Translations
from benchmarks.vocabulary import PROVIDER_SUMMARY

REPOSITORY = Path(__file__).resolve().parents[1]
PROTOCOLS = (CHAT, RESPONSES, MESSAGES, GENERATE)
_NEIGHBOURS = (1, 5, 37, 611)
"""How far the models a record refers to are from it: of the same family, of the same maker, and of others."""


class _Dumper(yaml.CSafeDumper):
    """Writes text of several paragraphs as a block, as people do, and never an alias."""

    def ignore_aliases(self, _: object) -> bool:
        return True


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def write_site(folder: Path, model_count: int, seed: int = 7) -> None:
    """Write a site that `site-builder check` accepts: the same bytes for the same arguments.

    Args:
        folder: A folder that does not exist yet.
        model_count: How many models; at least 5.
        seed: Another number gives other records under the same ids.
    """
    copied = _copy_own_records(folder)
    translations = Translations()
    benchmarks = tuple(sorted(path.stem for path in (folder / "catalog/benchmarks").iterdir()))
    for number in range(-(-model_count // MODELS_PER_PROVIDER)):
        _write_provider(folder, number, seed, translations)
    for index in range(model_count):
        own, others = model_name(index), _choose_others(index, model_count)
        names = {"name": own.name, "family": own.family, "other": others[0].name}
        prose = Prose(Random(f"{seed}:model:{index}"), names, translations, group=index // MODELS_PER_FAMILY)
        _write_record(folder, f"models/{own.key}", make_model(own, others, benchmarks, prose))
    for tag, locale, generated in (("zh-Hans", "zh_Hans", translations.zh), ("ru", "ru", translations.ru)):
        path = Path("locales", tag, "LC_MESSAGES", "catalog.po")
        write_po_file(folder / path, read_translations(REPOSITORY / path, copied) | generated, locale)
        shutil.copyfile(REPOSITORY / "locales" / tag / "glossary.yaml", folder / "locales" / tag / "glossary.yaml")


def _copy_own_records(folder: Path) -> frozenset[str]:
    """Copy what the generated models use of the repository's records; give the paths."""
    protocols = [f"catalog/protocols/{name}.yaml" for name in PROTOCOLS]
    benchmarks = sorted(
        f"catalog/benchmarks/{path.name}" for path in (REPOSITORY / "catalog/benchmarks").glob("*.yaml")
    )
    paths = ["catalog/site.yaml", *protocols, *benchmarks]
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / path, folder / path)
    return frozenset(paths)


def _choose_others(index: int, model_count: int) -> tuple[ModelName, ...]:
    found = dict.fromkeys((index + distance) % model_count for distance in _NEIGHBOURS)
    return tuple(model_name(other) for other in found if other != index)


def _write_provider(folder: Path, number: int, seed: int, translations: Translations) -> None:
    slug, name = provider_name(number)
    prose = Prose(Random(f"{seed}:provider:{number}"), {"name": name}, translations, group=number)
    website = f"https://{slug}.example.com"
    record = {
        "name": name,
        "summary": prose.write(PROVIDER_SUMMARY),
        "website": website,
        "documentation": f"{website}/docs",
    }
    _write_record(folder, f"providers/{slug}", record)


def _write_record(folder: Path, record_id: str, record: Mapping[str, Any]) -> None:
    path = folder / "catalog" / f"{record_id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(dict(record), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=130)
    path.write_text(text, encoding="utf-8", newline="\n")
