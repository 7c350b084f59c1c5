"""Views are plain data: templates, and other programs that are given them, see fields alone."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator

from site_builder import pages


def _views() -> Iterator[type]:
    for module in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
        for name, item in vars(importlib.import_module(module.name)).items():
            if name.endswith("View") and isinstance(item, type) and item.__module__ == module.name:
                yield item


def test_views_are_frozen_and_have_fields_alone() -> None:
    """What is computed is computed when a view is built, and is the same for whoever reads it."""
    views = list(_views())

    assert len(views) > 50
    for view in views:
        assert dataclasses.is_dataclass(view), view
        assert vars(view)["__dataclass_params__"].frozen, view
        assert not [name for name, item in vars(view).items() if isinstance(item, property)], view
