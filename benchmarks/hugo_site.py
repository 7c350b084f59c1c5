"""Writes a site for Hugo that gives the same pages as ours; nothing of this is timed."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.go_templates import GoTemplates, Sharing
from benchmarks.hugo_views import LocaleViews
from site_builder.build.inputs import SiteInputs, read_site
from site_builder.outputs.templates import PAGE_TEMPLATES, make_environment, template_loader
from site_builder.pages.routes import Page, PageKind, list_pages


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to make the site with Hugo.

    Attributes:
        id: Its name in tables.
        uses_data: Views are JSON data, and content adapters make pages of it; otherwise each page is a content file
            with its view as front matter.
        sharing: What is made once for many pages.
    """

    id: str
    uses_data: bool
    sharing: Sharing


VARIANTS = (
    Variant("data-sections", uses_data=True, sharing="sections"),
    Variant("data-parts", uses_data=True, sharing="parts"),
    Variant("data-locales", uses_data=True, sharing="locales"),
    Variant("pages-sections", uses_data=False, sharing="sections"),
    Variant("pages-locales", uses_data=False, sharing="locales"),
)
_KINDS = tuple(kind for kind in PageKind if kind not in (PageKind.CHOOSER, PageKind.ROOT_NOT_FOUND))
"""All that belong to a locale."""
_OPTIONS = '(dict "hl_inline" true)'
_CODE = f"{{{{ transform.Highlight .code .lexer {_OPTIONS} }}}}"
_ADAPTER = """{{ $views := index hugo.Data.views site.Language.Name }}
{{ range $views.pages }}
{{ $params := dict "id" .id }}
{{ $.AddPage (dict "path" .id "url" .url "type" .kind "layout" .layout "title" .id "params" $params) }}
{{ end }}"""
_CONFIG: dict[str, Any] = {
    "baseURL": "https://models.example.com/",
    "defaultContentLanguageInSubdir": True,
    "disableKinds": ["home", "taxonomy", "term", "rss", "sitemap", "section", "404", "robotstxt"],
    "markup": {
        "goldmark": {"extensions": {"typographer": {"disable": True}, "linkify": False}},
        "highlight": {"noClasses": False},
    },
}


def write_hugo_site(site_folder: Path, folder: Path, variant: Variant) -> None:
    """Write the Hugo site with the pages of one of ours.

    Raises:
        ValueError: Our site has errors.
    """
    site, diagnostics = read_site(site_folder)
    if site is None:
        raise ValueError(f"{diagnostics[0]}")
    config = _CONFIG | {"defaultContentLanguage": site.locales[0].slug, "languages": {}}
    for weight, locale in enumerate(site.locales, 1):
        config["languages"][locale.slug] = {
            "weight": weight,
            "label": locale.name,
            "locale": locale.tag,
            "contentDir": f"content/{locale.slug}",
        }
        _write_locale(site_folder, site, folder, variant, tag=locale.tag, slug=locale.slug)
    _write(folder / "layouts/_partials/code.html", _CODE)
    _write_json(folder / "hugo.json", config)


def _write_locale(site_folder: Path, site: SiteInputs, folder: Path, variant: Variant, *, tag: str, slug: str) -> None:
    localizer = site.renderer.contexts[tag].localizer
    environment = make_environment(template_loader(site_folder), localizer)
    templates = GoTemplates(environment, localizer.ui, slug, variant.sharing)
    view = f"index hugo.Data.views.{slug}.by_id .Params.id" if variant.uses_data else ".Params.view"
    for kind in _KINDS:
        _write(folder / f"layouts/{kind}-{slug}.html", templates.page(PAGE_TEMPLATES[kind], view))
    for name, text in templates.partials.items():
        _write(folder / "layouts/_partials" / name, text)
    views = LocaleViews(site, tag)
    pages = [page for page in list_pages(site.catalog, site.locales) if page.locale and page.locale.tag == tag]
    made = {_page_id(page): views.page(page) for page in pages}
    _write_json(folder / f"data/site/{slug}.json", views.site())
    _write_json(folder / f"data/parts/{slug}.json", views.parts)
    content = folder / "content" / slug
    if variant.uses_data:
        entries = [{"id": _page_id(page), "kind": str(page.kind), **_address(page, slug)} for page in pages]
        _write_json(folder / f"data/views/{slug}.json", {"pages": entries, "by_id": made})
        _write(content / "_content.gotmpl", _ADAPTER)
    else:
        for page in pages:
            front = {"title": page.key, "type": str(page.kind), **_address(page, slug), "view": made[_page_id(page)]}
            _write_json(content / f"{_page_id(page)}.md", front)


def _address(page: Page, slug: str) -> dict[str, str]:
    return {"url": str(page.route), "layout": f"{page.kind}-{slug}"}


def _page_id(page: Page) -> str:
    """Give a name without dots, which Hugo would take for endings."""
    key = page.key.replace(".", "-dot-").replace(":", "-colon-")
    return f"{page.kind}/{key or 'page'}"


def _write_json(path: Path, values: object) -> None:
    _write(path, json.dumps(values, ensure_ascii=False, default=str))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write the Hugo site that the arguments name."""
    parser = argparse.ArgumentParser(description="Write a Hugo site with the pages of one of ours.")
    parser.add_argument("--site", type=Path, required=True, help="our site")
    parser.add_argument("--out", type=Path, required=True, help="folder of the Hugo site")
    parser.add_argument("--variant", choices=[variant.id for variant in VARIANTS], default=VARIANTS[0].id)
    arguments = parser.parse_args()
    variant = next(item for item in VARIANTS if item.id == arguments.variant)
    write_hugo_site(arguments.site, arguments.out, variant)


if __name__ == "__main__":
    main()
