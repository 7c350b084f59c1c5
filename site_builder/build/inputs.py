"""Reads everything a site is made from, and collects all that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from site_builder.build.cache_folder import cache_file, read_kept, shared_cache_file
from site_builder.build.minimum_coverage import find_below_minimum
from site_builder.build.reading import read_catalog
from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import suggest
from site_builder.catalog.glossary_file import read_glossary
from site_builder.catalog.positions import locate
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.diagnostics import Diagnostic, Span, has_errors
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.i18n.every_localizer import every_localizer
from site_builder.i18n.glossary import Glossary
from site_builder.i18n.locale import Locale, is_known_tag, is_slug
from site_builder.i18n.locales_folder import LOCALES_FOLDER, LocaleFiles
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.outputs.assets import AssetBundle, bundle_assets
from site_builder.outputs.highlight import highlight_code, plain_code
from site_builder.outputs.html import HtmlRenderer
from site_builder.outputs.neutral_pages import KINDS, NeutralPages
from site_builder.outputs.neutral_templates import NeutralTemplates
from site_builder.outputs.output import OutputFile, OutputSource
from site_builder.outputs.page_inputs import PageInputs
from site_builder.outputs.site_files import plan_outputs
from site_builder.outputs.template_code import TemplateCode, read_template_code
from site_builder.outputs.templates import LocaleTemplates, ShowCode, own_templates, template_loader
from site_builder.pages.context import ViewContext, base_path
from site_builder.pages.coverage import SiteCoverage
from site_builder.snippets.runs import SnippetRuns, read_runs


@dataclass(frozen=True, slots=True)
class SiteInputs:
    """A site that may be built.

    Attributes:
        catalog: All records.
        locales: Published locales, in order.
        assets: Style sheet, scripts, icons.
        renderer: Makes pages.
        draft_renderer: Makes the same pages but for the colours of code, which nobody sees in a check: of our own
            catalog, it takes 1.5 instead of 1.7 s.
        fingerprints: What each page is made from.
        outputs: The files besides pages and assets.
        code: The code of the templates.
        lint: Gives what the rules find, but for those about finished pages.
    """

    catalog: Catalog
    locales: tuple[Locale, ...]
    assets: AssetBundle
    renderer: HtmlRenderer
    draft_renderer: HtmlRenderer
    fingerprints: PageInputs
    outputs: tuple[OutputFile, ...]
    code: TemplateCode
    lint: Callable[[], tuple[Diagnostic, ...]]


def read_site(site_folder: Path) -> tuple[SiteInputs | None, tuple[Diagnostic, ...]]:
    """Read a site and run the rules; never raises for what an author wrote.

    Returns:
        The site, or None if it has errors; and everything there is to say about it, sorted.
    """
    site, diagnostics = read_inputs(site_folder, jobs=1)
    if site is None:
        return None, diagnostics
    found = tuple(sorted((*diagnostics, *site.lint())))
    return (None if has_errors(found) else site), found


def read_inputs(
    site_folder: Path, *, jobs: int, clean: bool = False
) -> tuple[SiteInputs | None, tuple[Diagnostic, ...]]:
    """Read a site; never raises for what an author wrote.

    Args:
        site_folder: The folder of the site.
        jobs: How many processes read; 0 for one per core.
        clean: Read everything, whatever is kept.

    Returns:
        The site, or None if it has errors; and what there is to say about it, sorted. What rules find in a site
        without such errors is left to its `lint`.
    """
    try:
        return _read_inputs(site_folder, jobs, clean=clean)
    except OSError as error:
        return None, (_unreadable_file(site_folder, error),)


def _read_inputs(site_folder: Path, jobs: int, *, clean: bool) -> tuple[SiteInputs | None, tuple[Diagnostic, ...]]:
    loaded = read_catalog(site_folder, jobs, clean=clean)
    loader = template_loader(site_folder)
    code = read_template_code(loader, read_kept(code_file(site_folder)))
    diagnostics = [*loaded.diagnostics, *code.templates.diagnostics]
    runs = read_runs(site_folder)
    if isinstance(runs, Diagnostic):
        diagnostics.append(runs)
        runs = SnippetRuns()
    if loaded.catalog is None:
        return None, tuple(sorted(diagnostics))
    catalog, files = loaded.catalog, LocaleFiles(site_folder)
    locales, problems = _read_locales(catalog, files)
    localizers = {}
    for locale in locales:
        glossary = read_glossary(site_folder, locale.tag)
        problems += () if isinstance(glossary, Glossary) else glossary
        localizer = _make_localizer(catalog, locale, files, glossary if isinstance(glossary, Glossary) else Glossary())
        localizers[locale.tag] = localizer
        problems += (*localizer.interface.diagnostics, *localizer.prose.diagnostics)
    coverage = SiteCoverage(catalog, tuple(localizers.values()))
    diagnostics += [*problems, *find_below_minimum(coverage)]
    lint = partial(_run_rules, site_folder, coverage, files, clean=clean)
    if has_errors(tuple(diagnostics)):
        return None, tuple(sorted((*diagnostics, *lint())))
    return _assemble(site_folder, coverage, code, runs, lint), tuple(sorted(diagnostics))


def code_file(site_folder: Path) -> Path:
    """Give the file in which the code of templates is kept: where all are packaged, one for all such sites.

    So the first check of a site takes 1.6 instead of 2.2 s.
    """
    return cache_file(site_folder, "templates") if own_templates(site_folder) else shared_cache_file("templates")


def _run_rules(site_folder: Path, coverage: SiteCoverage, files: LocaleFiles, *, clean: bool) -> tuple[Diagnostic, ...]:
    """Import the rules only now, in a process of their own where there is one, while others make pages."""
    from site_builder.build.linting import lint_site  # noqa: PLC0415 - see above

    return lint_site(site_folder, coverage, files, clean=clean)


def _assemble(
    site_folder: Path,
    coverage: SiteCoverage,
    code: TemplateCode,
    runs: SnippetRuns,
    lint: Callable[[], tuple[Diagnostic, ...]],
) -> SiteInputs:
    catalog, localizers = coverage.catalog, coverage.localizers
    locales = tuple(localizer.locale for localizer in localizers)
    assets = bundle_assets(site_folder, base_path(catalog))
    messages = {item.locale.tag: _messages_fingerprint(item) for item in localizers}
    common: dict[Any, Any] = {}
    contexts = {
        item.locale.tag: ViewContext(catalog, item, locales, assets.view, coverage, runs, common) for item in localizers
    }
    return SiteInputs(
        catalog=catalog,
        locales=locales,
        assets=assets,
        renderer=_make_renderer(site_folder, contexts, code, highlight_code),
        draft_renderer=_make_renderer(site_folder, contexts, code, plain_code),
        fingerprints=PageInputs(
            catalog=catalog,
            messages=messages,
            templates=code.templates.fingerprints,
            assets=fingerprint_parts(sorted(assets.files)),
            locales=fingerprint_parts([part for locale in locales for part in (locale.tag, locale.slug, locale.name)]),
            coverage=coverage,
            runs={protocol_id: runs.fingerprint(protocol_id) for protocol_id in catalog.protocols},
        ),
        outputs=plan_outputs(OutputSource(catalog, contexts, messages)),
        code=code,
        lint=lint,
    )


def _make_renderer(
    site_folder: Path, contexts: Mapping[str, ViewContext], code: TemplateCode, show_code: ShowCode
) -> HtmlRenderer:
    loader = template_loader(site_folder)
    templates = {tag: LocaleTemplates(loader, item.localizer, code, show_code) for tag, item in contexts.items()}
    templates[""] = LocaleTemplates(loader, None, code, show_code)
    own = own_templates(site_folder)
    kinds = frozenset(kind for kind in KINDS if own.isdisjoint(code.templates.names[kind]))
    if len(contexts) == 1 or not kinds:  # making pages once for all locales would not help, or cannot be done
        return HtmlRenderer(contexts, templates)
    some = next(iter(contexts.values()))
    localizer = every_localizer(some.localizer.source_tag)
    context = ViewContext(some.catalog, localizer, some.locales, some.assets, some.coverage, some.runs, some.common)
    neutral = NeutralTemplates(loader, localizer, code, show_code)
    return HtmlRenderer(contexts, templates, NeutralPages(context, neutral, localizer.deferred, kinds))


def _messages_fingerprint(localizer: Localizer) -> Fingerprint:
    return fingerprint_parts([localizer.locale.tag, localizer.interface.fingerprint, localizer.prose.fingerprint])


def _make_localizer(catalog: Catalog, locale: Locale, files: LocaleFiles, glossary: Glossary) -> Localizer:
    source_tag = catalog.site.source_locale
    prose = no_messages() if locale.tag == source_tag else files.read_domain(locale, "catalog")
    return Localizer(locale, source_tag, files.read_domain(locale, "ui"), prose, glossary)


def _read_locales(catalog: Catalog, files: LocaleFiles) -> tuple[tuple[Locale, ...], tuple[Diagnostic, ...]]:
    """Read the `locale.yaml` of every published locale."""
    locales: list[Locale] = []
    problems: list[Diagnostic] = []
    for index, tag in enumerate(catalog.site.locales):
        locale = _read_locale(tag, files)
        site_file = catalog.files[RecordId("site")]
        if isinstance(locale, str):
            problems.append(_unknown_locale(locate(site_file.path, site_file.text, ("locales", index)), tag, locale))
        elif isinstance(locale, tuple):
            problems.extend(locale)
        else:
            other = next((known.tag for known in locales if known.slug == locale.slug), None)
            if other is not None:
                span = locate(site_file.path, site_file.text, ("locales", index))
                problems.append(_shared_slug(span, locale, other))
            locales.append(locale)
    return tuple(locales), tuple(problems)


def _read_locale(tag: str, files: LocaleFiles) -> Locale | str | tuple[Diagnostic, ...]:
    """Give a locale; or, as text, why there is no such locale; or what is wrong with its file."""
    if not is_known_tag(tag):
        return "CLDR does not know this language"
    found = files.find(tag, "locale.yaml")
    if found is None:
        return f"there is no {LOCALES_FOLDER}/{tag}/locale.yaml"
    shown, path = found
    file = read_yaml(shown, path.read_bytes())
    if file.diagnostics:
        return file.diagnostics
    name, slug = file.value.get("name"), file.value.get("slug")
    unknown = sorted(file.value.keys() - {"name", "slug"})
    if unknown or not isinstance(name, str) or not name or not isinstance(slug, str) or not is_slug(slug):
        hint = suggest(unknown[0], ("name", "slug")) if unknown else ""
        message = f"unknown field `{unknown[0]}`{hint}" if unknown else "it must have a `name` and a `slug`"
        return (
            Diagnostic(
                "locale-malformed",
                Span(shown),
                message,
                "the language switch shows the name, and addresses start with the slug",
                f"write e.g. `name: Deutsch` and `slug: {tag.lower()}`",
            ),
        )
    return Locale(tag, slug, name)


def _shared_slug(span: Span, locale: Locale, other: str) -> Diagnostic:
    return Diagnostic(
        "locale-slug-duplicate",
        span,
        f"locales {other} and {locale.tag} both have the slug `{locale.slug}`",
        "their pages would have the same addresses",
        f"give one of them another `slug` in its {LOCALES_FOLDER}/<tag>/locale.yaml, e.g. `{locale.tag.lower()}`",
    )


def _unreadable_file(site_folder: Path, error: OSError) -> Diagnostic:
    shown = os.path.relpath(os.fsdecode(error.filename), site_folder) if error.filename else "."
    return Diagnostic(
        "file-unreadable",
        Span(shown.replace(os.sep, "/")),
        f"the file cannot be read: {error.strerror or error}",
        "the site cannot be built without it",
        "check what it is, and that you may read it",
    )


def _unknown_locale(span: Span, tag: str, reason: str) -> Diagnostic:
    return Diagnostic(
        "locale-unknown",
        span,
        f"locale {tag} cannot be published: {reason}",
        "a published locale needs its name and the first part of its addresses",
        f"create {LOCALES_FOLDER}/{tag}/locale.yaml, or remove the locale from site.yaml",
    )
