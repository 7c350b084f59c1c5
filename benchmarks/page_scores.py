"""Lighthouse's scores and the compressed weights of every kind of page: `make lighthouse`.

The fullest page of each kind is taken in each language. It needs Node, the package `lighthouse` and Chromium.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.static_host import serve
from site_builder.build.inputs import read_site
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.pages.routes import PageKind, list_pages

_ROOT = Path(__file__).parents[1]
_PROGRAM = _ROOT / "benchmarks" / "lighthouse.mjs"
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_BUDGETS = {".html": ("fullest page", 25), ".css": ("style sheet", 12), ".js": ("deferred script", 20)}
_KIBIBYTE = 1024


def list_fullest(site_folder: Path, out: Path) -> dict[str, str]:
    """Give, by route, the file of the largest page of each kind in each language.

    Redirects are left out: they lead on at once, so Lighthouse would look at where they lead.
    """
    site, _ = read_site(site_folder)
    if site is None:
        raise SystemExit("the site has errors: site-builder check")
    fullest: dict[tuple[PageKind, str], tuple[int, str, str]] = {}
    for page in list_pages(site.catalog, site.locales):
        key = page.kind, page.locale.tag if page.locale else ""
        found = (out / page.path).stat().st_size, str(page.route), page.path
        if page.kind is not PageKind.REDIRECT:
            fullest[key] = max(found, fullest.get(key, found))
    return {route: path for _, route, path in fullest.values()}


def score_pages(urls: Iterable[str], packages: Path, runs: int) -> dict[str, dict[str, Any]]:
    """Give what Lighthouse says, by address: the median of each score, and what failed in the last run."""
    chromium = shutil.which("chromium") or sys.exit("no program `chromium`")
    command = [_node(), str(_PROGRAM), "score", str(packages), chromium, *list(urls) * runs]
    found: dict[str, list[dict[str, Any]]] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            result = json.loads(line)
            print(".", end="", file=sys.stderr, flush=True)
            found.setdefault(result["url"], []).append(result)
    if process.returncode:
        raise SystemExit(process.returncode)
    return {
        url: {
            "scores": {name: int(median(run["scores"][name] for run in results)) for name in _CATEGORIES},
            "reasons": results[-1]["reasons"],
        }
        for url, results in found.items()
    }


def write_scores(found: Mapping[str, dict[str, Any]], weights: Mapping[str, int]) -> str:
    """Give a Markdown table, one row for each page.

    Args:
        found: What `score_pages` gives, by route.
        weights: Compressed bytes of each page, by route.
    """
    lines = ["| page | performance | accessibility | best practices | SEO | KB |", "|---|---|---|---|---|---|"]
    for route, result in found.items():
        scores = " | ".join(str(result["scores"][name]) for name in _CATEGORIES)
        lines.append(f"| `{route}` | {scores} | {weights[route] / _KIBIBYTE:.1f} |")
    reasons = [f"- `{route}`: {', '.join(result['reasons'])}" for route, result in found.items() if result["reasons"]]
    return "\n".join([*lines, "", *reasons])


def write_weights(out: Path) -> str:
    """Give the heaviest file of each kind that has a budget, compressed, beside it."""
    lines = ["| what | KB | budget |", "|---|---|---|"]
    for ending, (name, budget) in _BUDGETS.items():
        pattern = f"site.*{ending}.br" if ending != ".html" else "**/*.html.br"
        size = max(path.stat().st_size for path in out.glob(pattern if ending == ".html" else f"assets/{pattern}"))
        lines.append(f"| {name} | {size / _KIBIBYTE:.1f} | {budget} |")
    return "\n".join(lines)


def _node() -> str:
    return shutil.which("node") or sys.exit("no program `node`")


def main() -> None:
    """Build, compress, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, default=_ROOT / ".venv" / "lighthouse" / "node_modules")
    parser.add_argument("--runs", type=int, default=3, help="the median of so many runs counts")
    parser.add_argument("--only", default="", help="measure pages whose address has this in it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "dist"
        if not build_site(BuildOptions(_ROOT, out)).is_published:
            raise SystemExit("the site has errors: site-builder check")
        pages = {route: path for route, path in list_fullest(_ROOT, out).items() if options.only in route}
        files = [*(out / path for path in pages.values()), *(out / "assets").iterdir(), *out.rglob("*.json")]
        subprocess.run([_node(), str(_PROGRAM), "compress", *map(str, files)], check=True)
        with serve(out) as address:
            found = score_pages([address + route for route in pages], options.packages, options.runs)
        weights = {route: (out / f"{path}.br").stat().st_size for route, path in pages.items()}
        print(f"\n{write_scores({url.removeprefix(address): result for url, result in found.items()}, weights)}\n")
        print(write_weights(out))


if __name__ == "__main__":
    main()
