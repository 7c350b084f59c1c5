"""Builds one shard: reads the whole site, makes one part of its files, and leaves them for `merge`.

Every shard reads all records, because pages show cards of other models; what takes the time is rendering, and that is
divided. A shard is always built from scratch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from site_builder.build.cache_folder import read_kept
from site_builder.build.errors import BuildError
from site_builder.build.inputs import SiteInputs, assemble_site
from site_builder.build.pipeline import BuildOptions, BuildResult, publish_to
from site_builder.build.plan import BuildPlan, plan_build
from site_builder.build.publish import PublishedFolder
from site_builder.build.rendering import describe_files, make_link_checker, plan_artifacts, render_tasks, stage_assets
from site_builder.build.run import Progress, run_with_rules
from site_builder.build.shard import Shard
from site_builder.build.shard_links import check_shard
from site_builder.build.shard_record import SHARD_NAME, ShardRecord, write_shard_record
from site_builder.build.source import SiteSource, read_source
from site_builder.build.workers import MadeFile, Share
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.fingerprints import fingerprint_bytes, fingerprint_parts
from site_builder.lint.pause import Pause, go_on
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.routes import Page, list_pages

_SITE_FOLDERS = ("catalog", "locales", "templates")


def build_shard(options: BuildOptions, shard: Shard, progress: Progress | None = None) -> BuildResult:
    """Build one shard of a site into a folder of its own; after any error there is no such folder.

    What a build says of a site, the first shard says; the others say only what stops them.
    """
    build = partial(_build_locked, options, shard, progress or Progress())
    return publish_to(options.out, options.site_folder, build, mark=SHARD_NAME)


def _build_locked(options: BuildOptions, shard: Shard, progress: Progress, target: PublishedFolder) -> BuildResult:
    target.remove()  # a shard that fails must not be merged as it was before
    source, diagnostics = read_source(options.site_folder, jobs=options.jobs, clean=options.clean)
    if source is None:
        return BuildResult(diagnostics, is_published=False)
    site, problems = assemble_site(source)
    if site is None:
        return BuildResult(tuple(sorted((*diagnostics, *problems, *source.lint()))), is_published=False)
    if not shard.is_first:
        source, diagnostics = replace(source, lint=_find_nothing), ()
    part = _choose(shard, site)
    target.start_staging()
    try:
        found, made = _make(source, part, options, target, progress)
    except BuildError as error:
        return BuildResult(tuple(sorted((*diagnostics, error.diagnostic))), is_published=False)
    broken, claims = check_shard(made)
    found = tuple(sorted((*diagnostics, *found, *(() if has_errors(found) else broken))))
    if has_errors(found):
        return BuildResult(found, is_published=False)
    inputs = fingerprint_parts(chain(_describe(part.whole), _read_files(options.site_folder)))
    manifest = describe_files(part.plan, None, made)
    record = ShardRecord(shard, program_fingerprint(), inputs, part.page_count, found, manifest, claims)
    target.stage(SHARD_NAME, write_shard_record(record))
    target.publish(BuildPlan((), (), ()))
    return BuildResult(found, is_published=True, page_count=len(part.pages))


@dataclass(frozen=True, slots=True)
class _Part:
    """What a shard makes: some of the pages, a plan with all of its files; and everything the site consists of."""

    site: SiteInputs
    pages: tuple[Page, ...]
    plan: BuildPlan
    whole: tuple[Artifact, ...]
    page_count: int


def _choose(shard: Shard, site: SiteInputs) -> _Part:
    """Give the part of a shard. Pages of a record stay together in all languages: they share what has no words."""
    pages = list_pages(site.catalog, site.locales)
    own = tuple(page for page in pages if shard.owns(page.key or page.path))
    whole = plan_artifacts(site, pages)
    names = {file.path: file.beside[1] for file in site.outputs if file.beside}
    paths = {page.path for page in own} | {
        file.path for file in whole[len(pages) :] if shard.owns(names.get(file.path, file.path))
    }
    plan = plan_build(tuple(file for file in whole if file.path in paths), None, {})
    return _Part(site, own, plan, whole, len(pages))


def _make(
    source: SiteSource, part: _Part, options: BuildOptions, target: PublishedFolder, progress: Progress
) -> tuple[tuple[Diagnostic, ...], tuple[MadeFile, ...]]:
    """Write all files of a part to the staging folder; give what the rules find, and what is known of the files.

    Raises:
        BuildError: A template has an error.
        OSError: A file cannot be written.
    """
    paths = frozenset(file.path for file, _ in part.plan.stale)
    files = tuple(file for file in part.site.outputs if file.path in paths)
    share = Share(part.site.renderer, part.pages, make_link_checker(part.site, part.whole), target, files)
    made = stage_assets(part.site, paths, target)
    begin = partial(render_tasks, options.site_folder, part.site, share, options.jobs, progress)
    found, rendered = run_with_rules(source, begin, options.jobs, progress)
    return found, (*made, *rendered)


def _describe(artifacts: tuple[Artifact, ...]) -> Iterator[str]:
    """Give what all files of a site are made from, as texts."""
    for artifact in artifacts:
        yield artifact.path
        yield from chain.from_iterable({**artifact.common, **artifact.inputs}.items())


def _read_files(site_folder: Path) -> Iterator[str]:
    """Give what the files of a site are and hold, as texts, but for hidden ones: rules see more than pages show."""
    for root in _SITE_FOLDERS:
        for path in sorted((site_folder / root).rglob("*")):
            shown = path.relative_to(site_folder).as_posix()
            if path.is_file() and "/." not in shown:
                yield shown
                yield fingerprint_bytes(read_kept(path))


def _find_nothing(_: Pause = go_on) -> tuple[Diagnostic, ...]:
    """Take the place of the rules, which one shard runs for all."""
    return ()
