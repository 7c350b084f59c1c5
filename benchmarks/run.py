"""Runs the benchmark: `python -m benchmarks.run --sizes 100 1000`; `make benchmark` sets up what it needs.

Contestants take turns, so that a slow moment of the machine meets all of them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.compare_pages import compare_folders
from benchmarks.contestants import Contestant, build_command, list_contestants, rendered_pages
from benchmarks.edits import EDITS, Edit
from benchmarks.growth_plot import draw_growth
from benchmarks.hugo_site import VARIANTS
from benchmarks.measure import Measurement, measure
from benchmarks.report import Result, describe_machine, write_table
from benchmarks.site_files import write_site

_SETTLING_SECONDS = 2.5
_MEMORY = Path("/dev/shm")  # noqa: S108 - memory-backed storage is the point


def run_size(model_count: int, work: Path, variants: tuple[str, ...], rounds: int, sample: int) -> list[Result]:
    """Measure one size: cold builds in turns, then edits, then checks; raise if pages differ.

    Args:
        model_count: How many models.
        work: Where everything is written.
        variants: Hugo's variants.
        rounds: How often each is run.
        sample: How many pages are compared with Hugo's.
    """
    site = work / "site"
    write_site(site, model_count)
    contestants = list_contestants(site, work, variants)
    results = _run_cold(contestants, model_count, rounds, work / "cache")
    for contestant in contestants[1:]:
        differences = list(compare_folders(contestants[0].out, contestant.out, sample))
        if differences:
            raise SystemExit(f"{contestant.name} has other pages:\n" + "\n".join(differences[:10]))
    for contestant in contestants[1:]:
        shutil.rmtree(contestant.out)
    results += _run_edits(site, contestants[0].out, model_count, rounds, work / "cache")
    return results + _run_checks(site, model_count, rounds, work / "cache")


def _run_cold(contestants: tuple[Contestant, ...], model_count: int, rounds: int, cache: Path) -> list[Result]:
    """Measure builds that find neither output nor cache; then once more, for their memory."""
    runs: dict[str, list[Measurement]] = {contestant.name: [] for contestant in contestants}
    for number in range(rounds + 1):
        for contestant in contestants:
            shutil.rmtree(contestant.out, ignore_errors=True)
            shutil.rmtree(cache, ignore_errors=True)
            runs[contestant.name].append(measure(contestant.command, cache=cache, memory=number == rounds))
            _say(f"{model_count} cold {contestant.name}", runs[contestant.name][-1])
    return [_summarize("cold", item.name, model_count, runs[item.name], item.out) for item in contestants]


def _run_edits(site: Path, out: Path, model_count: int, rounds: int, cache: Path) -> list[Result]:
    command = build_command(site, out)
    shutil.rmtree(out)
    measure(command, cache=cache)  # keeps what it finds; of a cold build, nothing is left
    results = [_summarize("edit", "nothing", model_count, _repeat(command, rounds, cache), None)]
    for edit in EDITS:
        runs = _repeat(command, rounds, cache, partial(_edit, edit, site))
        _say(f"{model_count} edit {edit.name}", runs[0])
        results.append(_summarize("edit", edit.name, model_count, runs, None))
    return results


def _run_checks(site: Path, model_count: int, rounds: int, cache: Path) -> list[Result]:
    command = (sys.executable, "-m", "site_builder", "check", "--site", str(site))
    time.sleep(_SETTLING_SECONDS)
    cold = _repeat(command, 1, cache, lambda _: shutil.rmtree(cache, ignore_errors=True))
    again = _repeat(command, rounds, cache)
    edited = _repeat(command, rounds, cache, lambda number: _edit(EDITS[0], site, rounds + 1 + number))
    return [
        _summarize("check", "check, cold", model_count, cold, None),
        _summarize("check", "check, nothing changed", model_count, again, None),
        _summarize("check", f"check, edited: {EDITS[0].name}", model_count, edited, None),
    ]


def _edit(edit: Edit, site: Path, number: int) -> None:
    """Edit a site some time after it was built: a file that has just been written is read again by the next build."""
    time.sleep(_SETTLING_SECONDS)
    edit.apply(site, number)


def _repeat(
    command: tuple[str, ...], rounds: int, cache: Path, prepare: Callable[[int], object] = lambda _: None
) -> list[Measurement]:
    """Give runs of a command, and as the last one another for its memory.

    Args:
        command: What is run.
        rounds: How often.
        cache: Where it finds and keeps caches.
        prepare: Called before each with its number, from 1.
    """
    runs = []
    for number in range(1, rounds + 2):
        prepare(number)
        runs.append(measure(command, cache=cache, memory=number > rounds))
    return runs


def _summarize(kind: str, name: str, model_count: int, runs: list[Measurement], out: Path | None) -> Result:
    """Give what some runs tell, of which the last one was for the memory."""
    *timed, watched = runs
    files = [path for path in out.rglob("*") if path.is_file()] if out else []
    pages = sum(path.suffix == ".html" for path in files)
    if kind == "edit":
        pages = rendered_pages(runs[-1].output)
    return Result(
        kind=kind,
        name=name,
        model_count=model_count,
        pages=pages,
        files=len(files),
        bytes=sum(path.stat().st_size for path in files),
        wall_seconds=median(run.wall_seconds for run in timed),
        cpu_seconds=median(run.cpu_seconds for run in timed),
        peak_megabytes=watched.peak_megabytes,
        walls=tuple(run.wall_seconds for run in timed),
    )


def _say(what: str, run: Measurement) -> None:
    print(f"{what}: {run.wall_seconds:.2f} s, {run.cpu_seconds:.2f} s CPU", file=sys.stderr, flush=True)


def _run_all(arguments: argparse.Namespace) -> Iterable[Result]:
    for size in arguments.sizes:
        storage = arguments.storage if arguments.storage.is_dir() else None
        with tempfile.TemporaryDirectory(prefix="site-builder-benchmark-", dir=storage) as work:
            yield from run_size(size, Path(work), tuple(arguments.variants), arguments.rounds, arguments.sample)


def main() -> None:
    """Measure what the arguments name; print tables, write JSON and the plot."""
    parser = argparse.ArgumentParser(description="Measure builds of generated sites, ours and Hugo's.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], help="numbers of models (100 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each; the median counts (3)")
    parser.add_argument("--sample", type=int, default=60, help="pages compared with Hugo's; 0 for all (60)")
    parser.add_argument("--storage", type=Path, default=_MEMORY, help="where sites and outputs are written (/dev/shm)")
    parser.add_argument("--variants", nargs="*", default=[item.id for item in VARIANTS], help="Hugo's variants (all)")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"), help="folder of the results")
    arguments = parser.parse_args()
    machine = describe_machine()
    results = list(_run_all(arguments))
    arguments.out.mkdir(parents=True, exist_ok=True)
    record = {"machine": machine, "results": [result.as_values() for result in results]}
    (arguments.out / "results.json").write_text(
        json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (arguments.out / "growth.svg").write_text(draw_growth(results), encoding="utf-8")
    print(write_table(results))


if __name__ == "__main__":
    main()
