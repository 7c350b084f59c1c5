"""A site whose records are in Chinese: any locale may be the source."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main


@pytest.fixture
def chinese_site(tmp_path: Path) -> Path:
    """Give a fresh copy of `tests/sites/chinese`: one model, translated to English."""
    return shutil.copytree(Path(__file__).parent / "sites" / "chinese", tmp_path / "site")


def _run(*arguments: str, site: Path) -> Result:
    return CliRunner().invoke(main, [*arguments, "--site", str(site)], catch_exceptions=False)


def _page(site: Path, path: str) -> str:
    return (site / "dist" / path / "index.html").read_text(encoding="utf-8")


def test_every_command_works(chinese_site: Path) -> None:
    """Nothing is missing: Chinese needs the interface, which comes with the program; English needs the prose."""
    check = _run("check", site=chinese_site)
    extract = _run("messages", "extract", site=chinese_site)
    update = _run("messages", "update", site=chinese_site)
    status = _run("messages", "status", site=chinese_site)

    assert check.output.strip() == "check: no problems"
    assert extract.output == f"{chinese_site / 'locales/catalog.pot'}: 28 messages\n"
    assert update.output == "en catalog: 28 of 28 translated, 0 stale, 0 missing\n"
    assert status.exit_code == 0
    assert [line.split()[:2] for line in status.output.splitlines()[1:3]] == [["en", "catalog"], ["zh-Hans", "ui"]]
    assert not (chinese_site / "locales/zh-Hans").exists()


def test_each_page_is_in_its_language(chinese_site: Path) -> None:
    """The Chinese page shows what the author wrote, the English one its translation; neither has a fallback."""
    assert _run("build", site=chinese_site).exit_code == 0

    chinese, english = (_page(chinese_site, f"{slug}/models/lanxing/xing-1") for slug in ("zh", "en"))

    assert '<html lang="zh-Hans" class="' in chinese
    assert "适合日常问题的模型。" in chinese
    assert ">定价</h2>" in chinese
    assert '<html lang="en" class="' in english
    assert "A model for everyday questions." in english
    assert ">Pricing</h2>" in english
    for html in (chinese, english):
        assert 'hreflang="x-default" href="https://models.example.com/zh/models/lanxing/xing-1/"' in html
        assert re.search(r"<(?:span|div) lang=", html) is None
    assert re.search(r"<pre[^>]*>.*<code.*quot;b&quot;", english, re.DOTALL)  # the fence is one message


def test_an_untranslated_text_falls_back_to_chinese(chinese_site: Path) -> None:
    """It is marked as Chinese, and the notice says so in English."""
    path = chinese_site / "locales/en/LC_MESSAGES/catalog.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgstr "A model for everyday questions."', 'msgstr ""'), encoding="utf-8")

    built = _run("build", site=chinese_site)

    html = _page(chinese_site, "en/models/lanxing/xing-1")
    assert "1 of 28 texts of the catalog have no current translation" in built.output
    assert '<span lang="zh-Hans">适合日常问题的模型。</span>' in html
    assert "original language (Chinese (Simplified))" in html
    assert 'rel="alternate" hreflang' not in html


def test_chinese_readers_of_the_other_script_are_not_served_this_one(chinese_site: Path) -> None:
    """zh-Hant is a language of its own: its pages fall back marked, and nothing of zh-Hans passes for it."""
    assert "started" in _run("messages", "update", "--locale", "zh-Hant", site=chinese_site).output
    config = chinese_site / "catalog/site.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("[zh-Hans, en]", "[zh-Hans, zh-Hant, en]"))

    assert _run("build", site=chinese_site).exit_code == 0

    html = _page(chinese_site, "zh-hant/models/lanxing/xing-1")
    assert '<html lang="zh-Hant" class="' in html
    assert '<span lang="zh-Hans">适合日常问题的模型。</span>' in html
    assert "定价" not in html
    assert ">Pricing</h2>" in html
