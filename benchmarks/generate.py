"""Writes a generated site: `python -m benchmarks.generate --models 1000 --out FOLDER`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.site_files import write_site


def main() -> None:
    """Write the site that the arguments name."""
    parser = argparse.ArgumentParser(description="Write a site of generated records; the same bytes for the same seed.")
    parser.add_argument("--models", type=int, default=1000, help="how many models (1000)")
    parser.add_argument("--seed", type=int, default=7, help="another number gives other records (7)")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to; it must not exist")
    arguments = parser.parse_args()
    if arguments.out.exists():
        parser.error(f"{arguments.out} exists")
    write_site(arguments.out, arguments.models, arguments.seed)


if __name__ == "__main__":
    main()
