"""A catalog that is edited while the gateway runs."""

from __future__ import annotations

from pathlib import Path

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import LoadedCatalog
from site_builder.gateway.live_catalog import LiveCatalog

_MINI = "catalog/models/acme/mini.yaml"


def _live(site: Path, catalog: Catalog) -> tuple[LiveCatalog, list[LoadedCatalog]]:
    told: list[LoadedCatalog] = []
    return LiveCatalog(site, catalog, told.append), told


def test_nothing_is_read_again_without_a_change(small_site: Path, small_catalog: Catalog) -> None:
    """As long as no file changes, the catalog is the same."""
    live, told = _live(small_site, small_catalog)

    assert live.read() is live.read() is small_catalog
    assert told == []


def test_an_edit_is_seen_by_the_next_request(small_site: Path, small_catalog: Catalog) -> None:
    """The file that changed is read again, once."""
    live, told = _live(small_site, small_catalog)
    path = small_site / _MINI
    path.write_text(path.read_text().replace("acme-mini", "acme-tiny"))

    ids = [model.api_id for model in live.read().models.values()]
    live.read()

    assert ids == ["acme-large", "acme-tiny"]
    assert len(told) == 1


def test_a_broken_catalog_leaves_the_last_good_one(small_site: Path, small_catalog: Catalog) -> None:
    """While a file is broken the catalog before is served; once it is mended the new one is."""
    live, told = _live(small_site, small_catalog)
    path = small_site / _MINI
    good = path.read_text()
    path.write_text("name: [")

    during = live.read()
    path.write_text(good.replace("acme-mini", "acme-tiny"))
    after = live.read()

    assert during is small_catalog
    assert after.models["acme/mini"].api_id == "acme-tiny"
    assert [item.catalog is None for item in told] == [True, False]


def test_a_link_that_leads_nowhere_is_passed_over(small_site: Path, small_catalog: Catalog) -> None:
    """A file that cannot be looked at now, e.g. an editor's lock, changes nothing."""
    live, told = _live(small_site, small_catalog)
    (small_site / "catalog/models/acme/.#mini.yaml").symlink_to("nowhere")

    assert live.read() is small_catalog
    assert told == []
