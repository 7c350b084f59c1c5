"""A site as it was read once: every file of it, made when it is asked for."""

from __future__ import annotations

import threading
from pathlib import Path

from site_builder.build.inputs import SiteInputs
from site_builder.build.kept_code import keep_code
from site_builder.build.workers import make_file, render_page
from site_builder.diagnostics import Diagnostic
from site_builder.lint.exceptions import apply_exceptions
from site_builder.lint.page_rules import PAGE_RULES, run_page_rules
from site_builder.lint.rule import FinishedPage
from site_builder.outputs.links import LinkChecker
from site_builder.pages.context import base_path
from site_builder.serve.published_files import PublishedFiles


class SiteVersion:
    """The files of a site, each with the bytes that a build publishes; safe for many threads.

    Attributes:
        base_path: Path part of the public URL, e.g. `/docs` or empty.
    """

    def __init__(self, site: SiteInputs) -> None:
        self.base_path = base_path(site.catalog)
        self._site = site
        self._files = PublishedFiles(site)
        self._lock = threading.Lock()
        self._links = LinkChecker(self._files, site.catalog.site.public_url, self.base_path)

    def has_file(self, path: str) -> bool:
        """Whether a build publishes a file, by its path below the published folder, e.g. `en/index.html`."""
        return path in self._files

    def read(self, path: str) -> bytes:
        """Give a file.

        Raises:
            KeyError: There is none of that path.
            BuildError: A template has an error.
        """
        files = self._files
        if path in files.assets:
            return files.assets[path]
        page = files.find_page(path)
        with self._lock:  # templates of a locale share what they know of the page that is being made
            if page is not None:
                return render_page(self._site.renderer, page).content()
            return make_file(files.outputs[path]).content

    def find_problems(self, path: str) -> tuple[Diagnostic, ...]:
        """Give what is wrong with a page as it is made: links that lead nowhere, and what rules find on it.

        Anchors on other pages are left to a build, which makes these, too.

        Args:
            path: That of a file; nothing is wrong with one that is no page.

        Raises:
            BuildError: A template has an error.
        """
        page, catalog = self._files.find_page(path), self._site.catalog
        if page is None:
            return ()
        with self._lock:
            made = render_page(self._site.renderer, page)
            broken = self._links.check(path, made.links(), made.shared_links()).broken
        finished = FinishedPage(path, made.content().decode(), page.locale.tag if page.locale else "")
        found, _ = apply_exceptions(catalog, sorted(run_page_rules(finished)), PAGE_RULES)
        return (*broken, *found)

    def keep_templates(self, site_folder: Path) -> None:
        """Compile all templates and keep their code: the next reading then takes 0.02 instead of 0.3 s."""
        with self._lock:
            self._site.renderer.compile()
        keep_code(site_folder, self._site.code)
