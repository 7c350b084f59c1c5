"""What is compared: our build and Hugo's, each as a command that fills an output folder."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hugo_site import VARIANTS, write_hugo_site

_SUMMARY = re.compile(r"build: (?P<pages>\d+) pages, (?P<rendered>\d+) rendered")


@dataclass(frozen=True, slots=True)
class Contestant:
    """A build that is measured.

    Attributes:
        name: Its name in tables.
        command: What is run; it fills `out`.
        out: The output folder.
    """

    name: str
    command: tuple[str, ...]
    out: Path


def build_command(site: Path, out: Path) -> tuple[str, ...]:
    """Give the command of our build."""
    return (sys.executable, "-m", "site_builder", "build", "--site", str(site), "--out", str(out))


def rendered_pages(output: str) -> int:
    """Give how many pages our build says it has rendered.

    Raises:
        ValueError: The output does not say it.
    """
    found = _SUMMARY.search(output)
    if found is None:
        raise ValueError(f"no summary of a build: {output[-200:]}")
    return int(found["rendered"])


def list_contestants(site: Path, work: Path, variants: tuple[str, ...]) -> tuple[Contestant, ...]:
    """Give our build and Hugo's variants, the Hugo sites written.

    Args:
        site: Our site.
        work: Where Hugo's sites and all outputs go.
        variants: Names of Hugo's variants.
    """
    found = [Contestant("site-builder", build_command(site, work / "out-ours"), work / "out-ours")]
    for variant in VARIANTS:
        if variant.id in variants:
            folder, out = work / f"hugo-{variant.id}", work / f"out-{variant.id}"
            shutil.rmtree(folder, ignore_errors=True)
            write_hugo_site(site, folder, variant)
            command = (str(find_hugo()), "--source", str(folder), "--destination", str(out), "--quiet")
            found.append(Contestant(f"Hugo, {variant.id}", command, out))
    return tuple(found)


def find_hugo() -> Path:
    """Give the program of the package `hugo` itself: its Python wrapper would cost a start of Python.

    Raises:
        SystemExit: The package is not installed.
    """
    try:
        files = importlib.metadata.distribution("hugo").files or ()
    except importlib.metadata.PackageNotFoundError:
        sys.exit("The package hugo is not installed; run: make benchmark")
    programs = (file for file in files if file.parent.name == "binaries" and file.name.startswith("hugo"))
    return Path(next(programs).locate())
