"""What the benchmark reads, measures and writes; Hugo itself is not needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks.contestants import build_command, rendered_pages
from benchmarks.edits import EDITS, Edit
from benchmarks.growth_plot import draw_growth
from benchmarks.measure import measure
from benchmarks.report import Result, describe_machine, write_table
from benchmarks.site_files import write_site


def _result(name: str, models: int, seconds: float) -> Result:
    return Result(
        "cold", name, models, 5 * models, 5 * models, 100_000 * models, seconds, 2 * seconds, 80.0, (seconds,)
    )


def test_rendered_pages_are_read_from_the_summary() -> None:
    """The number of rendered pages is in the last line our build prints."""
    output = "… warning[translation-missing]\nbuild: 5066 pages, 27 rendered, 2 warnings, 4.46 s → out\n"

    assert rendered_pages(output) == 27


def test_output_without_summary_is_refused() -> None:
    """A build that published nothing has no place in a table."""
    with pytest.raises(ValueError, match="no summary"):
        rendered_pages("build: nothing was published: 1 error; out is as it was")


def test_measuring_counts_children() -> None:
    """CPU time and memory of a child process are in the measurement of its parent."""
    child = "x = bytearray(80_000_000); import time; t = time.process_time()\nwhile time.process_time() < t + .3: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"

    measured = measure([sys.executable, "-c", parent], memory=True)

    assert measured.output == "done\n"
    assert measured.cpu_seconds >= 0.3
    assert measured.peak_megabytes > 70


def test_memory_is_watched_in_a_run_of_its_own() -> None:
    """Watching takes time from what is watched."""
    assert measure([sys.executable, "-c", "pass"]).peak_megabytes == 0


def test_a_failing_command_is_an_error() -> None:
    """What failed is not measured."""
    with pytest.raises(subprocess.CalledProcessError):
        measure([sys.executable, "-c", "raise SystemExit(3)"])


def test_every_edit_finds_something_to_change(tmp_path: Path) -> None:
    """Edits fit generated sites, again and again, and each is of another file or value."""
    write_site(tmp_path / "site", 10)

    for edit in EDITS:
        before = (tmp_path / "site" / edit.path).read_bytes() if (tmp_path / "site" / edit.path).is_file() else b""
        for number in (1, 2):
            edit.apply(tmp_path / "site", number)
            after = (tmp_path / "site" / edit.path).read_bytes()
            assert after != before, edit.name
            before = after


def test_an_edit_that_changes_nothing_is_an_error(tmp_path: Path) -> None:
    """A build after no edit would be measured as one after an edit."""
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    edit = Edit("nothing", "a.txt", lambda text, _: text)

    with pytest.raises(ValueError, match="nothing to change"):
        edit.apply(tmp_path, 1)


def test_an_edited_site_can_be_built(tmp_path: Path) -> None:
    """After all edits the site has no errors, and the build says how many pages it rendered."""
    write_site(tmp_path / "site", 10)
    for edit in EDITS:
        edit.apply(tmp_path / "site", 1)

    measured = measure(build_command(tmp_path / "site", tmp_path / "out"))

    assert rendered_pages(measured.output) > 30


def test_table_has_a_row_for_each_result() -> None:
    """Milliseconds a page are computed from CPU time."""
    table = write_table([_result("site-builder", 1000, 4.0), _result("Hugo, data", 1000, 8.0)])

    assert "| 1,000 | site-builder | 5,000 | 4.00 | 8.00 | 1.60 | 80 | 100.0 | 5,000 |" in table.splitlines()
    assert len(table.splitlines()) == 6


def test_plot_is_svg_with_a_line_for_each_builder() -> None:
    """Two builders at two sizes give two lines in each of the two diagrams."""
    results = [_result(name, models, models / 100) for name in ("site-builder", "Hugo") for models in (100, 1000)]

    drawn = ET.fromstring(draw_growth(results))  # noqa: S314 - our own drawing

    lines = drawn.findall("{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == 4
    assert all(len((line.get("points") or "").split()) == 2 for line in lines)


def test_machine_is_described_with_versions() -> None:
    """Figures mean nothing without the machine and the versions."""
    described = describe_machine()

    assert described["python"]
    assert described["jinja2"] != "not installed"
