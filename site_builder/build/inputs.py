"""Puts together what makes the pages of a site, and what they are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader

from site_builder.build.kept_code import read_code
from site_builder.build.source import SiteSource, read_source, unreadable_file
from site_builder.catalog.catalog import Catalog
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.i18n.every_localizer import every_localizer
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.outputs.assets import AssetBundle, bundle_assets
from site_builder.outputs.flat_templates import FlatEnvironment
from site_builder.outputs.highlight import highlight_code, plain_code
from site_builder.outputs.html import HtmlRenderer
from site_builder.outputs.markdown_templates import MarkdownTemplates
from site_builder.outputs.mirror_renderer import MirrorRenderer
from site_builder.outputs.neutral_mirrors import NeutralMarkdown, NeutralMirrors
from site_builder.outputs.neutral_pages import KINDS, NeutralPages
from site_builder.outputs.neutral_templates import NeutralTemplates
from site_builder.outputs.output import OutputFile, OutputSource
from site_builder.outputs.own_files import find_unusable
from site_builder.outputs.page_inputs import PageInputs
from site_builder.outputs.site_files import plan_outputs
from site_builder.outputs.template_code import TemplateCode
from site_builder.outputs.template_environment import TemplateEnvironment
from site_builder.outputs.templates import MIRROR_TEMPLATES, LocaleTemplates, ShowCode, own_templates, template_loader
from site_builder.pages.context import ViewContext, base_path


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
        mirrors: Makes pages as Markdown.
        fingerprints: What each page is made from.
        outputs: The files besides pages and assets.
        code: The code of the templates.
    """

    catalog: Catalog
    locales: tuple[Locale, ...]
    assets: AssetBundle
    renderer: HtmlRenderer
    draft_renderer: HtmlRenderer
    mirrors: MirrorRenderer
    fingerprints: PageInputs
    outputs: tuple[OutputFile, ...]
    code: TemplateCode


def read_site(site_folder: Path) -> tuple[SiteInputs | None, tuple[Diagnostic, ...]]:
    """Read a site and run the rules; never raises for what an author wrote.

    Returns:
        The site, or None if it has errors; and everything there is to say about it, sorted.
    """
    source, diagnostics = read_source(site_folder, jobs=1)
    if source is None:
        return None, diagnostics
    site, problems = assemble_site(source)
    found = tuple(sorted((*diagnostics, *problems, *source.lint())))
    return (None if has_errors(found) else site), found


def assemble_site(source: SiteSource) -> tuple[SiteInputs | None, tuple[Diagnostic, ...]]:
    """Give a site that may be built, or None if its templates have errors; and what is wrong with them."""
    try:
        code = read_code(source.folder, clean=source.clean)
        problems = (*code.templates.diagnostics, *find_unusable(source.folder))
        return (None if has_errors(problems) else _assemble(source, code)), problems
    except OSError as error:
        return None, (unreadable_file(source.folder, error),)


def _assemble(source: SiteSource, code: TemplateCode) -> SiteInputs:
    site_folder, coverage, runs = source.folder, source.coverage, source.runs
    catalog, localizers = coverage.catalog, coverage.localizers
    locales = tuple(localizer.locale for localizer in localizers)
    assets = bundle_assets(site_folder, base_path(catalog))
    messages = {item.locale.tag: _messages_fingerprint(item) for item in localizers}
    common: dict[Any, Any] = {}
    contexts = {
        item.locale.tag: ViewContext(catalog, item, locales, assets.view, coverage, runs, common) for item in localizers
    }
    fingerprints = PageInputs(
        catalog=catalog,
        messages=messages,
        templates=code.templates.fingerprints,
        assets=fingerprint_parts(sorted(assets.files)),
        locales=fingerprint_parts([part for locale in locales for part in (locale.tag, locale.slug, locale.name)]),
        coverage=coverage,
        runs={protocol_id: runs.fingerprint(protocol_id) for protocol_id in catalog.protocols},
    )
    makers = _Makers(template_loader(site_folder), own_templates(site_folder), code, contexts)
    mirrors = makers.make_mirror_renderer()
    return SiteInputs(
        catalog=catalog,
        locales=locales,
        assets=assets,
        renderer=makers.make_renderer(highlight_code),
        draft_renderer=makers.make_renderer(plain_code),
        mirrors=mirrors,
        fingerprints=fingerprints,
        outputs=plan_outputs(OutputSource(catalog, contexts, messages, fingerprints, mirrors)),
        code=code,
    )


class _Makers:
    """What pages and mirrors of them are made with: for all locales at once where no template is a site's own."""

    def __init__(
        self, loader: BaseLoader, own: frozenset[str], code: TemplateCode, contexts: Mapping[str, ViewContext]
    ) -> None:
        self._loader = loader
        self._own = own
        self._code = code
        self._contexts = contexts
        some = next(iter(contexts.values()))
        self._every = every_localizer(some.localizer.source_tag)
        self._neutral = ViewContext(
            some.catalog, self._every, some.locales, some.assets, some.coverage, some.runs, some.common
        )

    def make_renderer(self, show_code: ShowCode) -> HtmlRenderer:
        loader, code, contexts = self._loader, self._code, self._contexts
        templates = {tag: LocaleTemplates(loader, item.localizer, code, show_code) for tag, item in contexts.items()}
        templates[""] = LocaleTemplates(loader, None, code, show_code)
        kinds = frozenset(kind for kind in KINDS if self._are_packaged(kind))
        if len(contexts) == 1 or not kinds:  # making pages once for all locales would not help, or cannot be done
            return HtmlRenderer(contexts, templates)
        neutral = NeutralTemplates(loader, self._every, code, show_code)
        return HtmlRenderer(contexts, templates, NeutralPages(self._neutral, neutral, self._every.deferred, kinds))

    def make_mirror_renderer(self) -> MirrorRenderer:
        loader, code, contexts = self._loader, self._code, self._contexts
        are_packaged = all(map(self._are_packaged, MIRROR_TEMPLATES.values()))
        kind = FlatEnvironment if are_packaged else TemplateEnvironment  # which knows the lines of mistakes
        templates = {tag: MarkdownTemplates(loader, item.localizer, item, code, kind) for tag, item in contexts.items()}
        if len(contexts) == 1 or not are_packaged:
            return MirrorRenderer(templates)
        neutral = NeutralMarkdown(loader, self._every, self._neutral, code, kind)
        return MirrorRenderer(templates, NeutralMirrors(self._neutral, neutral, self._every.deferred))

    def _are_packaged(self, used: str) -> bool:
        """Whether all templates are packaged that a kind of page, or a template, is made from."""
        return self._own.isdisjoint(self._code.templates.names[used])


def _messages_fingerprint(localizer: Localizer) -> Fingerprint:
    return fingerprint_parts([localizer.locale.tag, localizer.interface.fingerprint, localizer.prose.fingerprint])
