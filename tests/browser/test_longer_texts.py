"""Every kind of page in the pseudo-locale, whose texts are 40 % longer than English."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from benchmarks.static_server import make_folder_server
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.cli import main

pytestmark = pytest.mark.browser

_ROOT = Path(__file__).parents[2]
_PATHS = (
    "/",
    "/qps/",
    "/qps/404.html",
    "/qps/translations/",
    "/qps/providers/google/",
    "/qps/protocols/openai-responses/",
    "/qps/models/google/gemini-3.1-flash-lite/",
    "/qps/models/deepseek/deepseek-v4-flash/",
    "/en/translations/",
)
_OVERFLOWING = """() => {
  const inside = (element) => element.closest(".scroll, pre, .toc, .tab-list, .visually-hidden, .badges");
  return Array.from(document.querySelectorAll("body *"))
    .filter((element) => element.checkVisibility() && !inside(element))
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
    .map((element) => element.outerHTML.slice(0, 100));
}"""


@pytest.fixture(scope="module")
def pseudo_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of this repository's site with the pseudo-locale, in which one text is not translated."""
    folder = tmp_path_factory.mktemp("pseudo") / "site"
    for name in ("catalog", "locales"):
        shutil.copytree(_ROOT / name, folder / name)
    CliRunner().invoke(main, ["messages", "pseudo", "--site", str(folder)], catch_exceptions=False)
    config, catalog = folder / "catalog/site.yaml", folder / "locales/qps/LC_MESSAGES/catalog.po"
    config.write_text(config.read_text().replace("locales: [", "locales: [qps, "))
    text = catalog.read_text(encoding="utf-8")
    summary = 'msgid "One API, one key and one bill for the models of every maker."\n'
    assert summary in text
    catalog.write_text(text.replace(summary, f"#, fuzzy\n{summary}"), encoding="utf-8")
    out = folder.parent / "dist"
    assert build_site(BuildOptions(folder, out, jobs=1)).is_published
    server = make_folder_server(out, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("path", _PATHS)
def test_longer_texts_fit_the_smallest_phone(path: str, chromium: Browser, pseudo_url: str) -> None:
    """No page scrolls sideways at 320 px, and no text is cut at the edge; a notice and a list of pages are shown."""
    context = chromium.new_context(viewport={"width": 320, "height": 844}, locale="fr-FR")
    page = context.new_page()

    page.goto(f"{pseudo_url}{path}")
    width, overflowing = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(_OVERFLOWING)
    notices = page.locator(".notice-translation").count()
    context.close()

    assert (width, overflowing) == (320, [])
    assert notices == (1 if path.startswith("/qps/") else 0)
