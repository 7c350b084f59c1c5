"""Style sheet, scripts and icons, each named by its content so that hosts may cache it for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rcssmin import cssmin

from site_builder.defaults import packaged_folder
from site_builder.fingerprints import fingerprint_bytes
from site_builder.outputs.templates import TEMPLATES_FOLDER
from site_builder.pages.chrome import AssetsView

_HASH_LENGTH = 12
_BUNDLES = {
    "stylesheet": ("css", "site", ".css"),
    "script": ("js/site", "site", ".js"),
    "search_script": ("js/search", "search", ".js"),
    "calculator_script": ("js/calculator", "calculator", ".js"),
    "catalog_script": ("js/catalog", "catalog", ".js"),
    "compare_script": ("js/compare", "compare", ".js"),
    "markdown_script": ("js/markdown", "markdown", ".js"),
}
_FILES = {
    "theme_script": ("js/theme.js", "theme", ".js"),
    "chooser_script": ("js/chooser.js", "chooser", ".js"),
    "icons": ("icons/icons.svg", "icons", ".svg"),
}


@dataclass(frozen=True, slots=True)
class AssetBundle:
    """All assets of a site.

    Attributes:
        files: Content by path below the published folder, e.g. `assets/site.0123456789ab.css`.
        view: The addresses templates link to.
    """

    files: Mapping[str, bytes]
    view: AssetsView


def bundle_assets(site_folder: Path, base_path: str) -> AssetBundle:
    """Read the assets of a site; a file of its own hides the packaged one of that name.

    Args:
        site_folder: The folder of the site.
        base_path: Path part of the public URL, e.g. `/docs` or empty.
    """
    roots = (packaged_folder(TEMPLATES_FOLDER) / "assets", site_folder / TEMPLATES_FOLDER / "assets")
    files: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    for field, (folder, name, ending) in _BUNDLES.items():
        content = b"".join(path.read_bytes() for _, path in sorted(_list_bundle(roots, folder, ending).items()))
        if ending == ".css":
            content = cssmin(content)
        addresses[field] = _add(files, base_path, name, ending, content)
    for field, (relative, name, ending) in _FILES.items():
        path = next((root / relative for root in reversed(roots) if (root / relative).is_file()), None)
        addresses[field] = _add(files, base_path, name, ending, path.read_bytes() if path else b"")
    return AssetBundle(files, AssetsView(**addresses))


def _list_bundle(roots: tuple[Path, ...], folder: str, ending: str) -> dict[str, Path]:
    """Give the files of a bundle by name; later roots win."""
    return {path.name: path for root in roots for path in (root / folder).glob(f"*{ending}") if path.is_file()}


def _add(files: dict[str, bytes], base_path: str, name: str, ending: str, content: bytes) -> str:
    path = f"assets/{name}.{fingerprint_bytes(content)[:_HASH_LENGTH]}{ending}"
    files[path] = content
    return f"{base_path}/{path}"
