"""A price list as a file, made of the values that a test is about."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_builder.authoring.price_lists.price_list import PriceList, read_price_list

ReadList = Callable[[str, Any], PriceList]


@pytest.fixture
def read_list(tmp_path: Path) -> ReadList:
    """Give a function that writes a value as the file of a list and reads it."""

    def read(list_id: str, value: Any) -> PriceList:  # noqa: ANN401 - any JSON value
        path = tmp_path / "list.json"
        path.write_text(json.dumps(value, indent=1), encoding="utf-8")
        return read_price_list(list_id, path)

    return read
