"""The whole way of a sentence: changed, found stale, shown in English, translated, shown again."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner, Result

from site_builder.cli import main

_OLD, _NEW = "Too many requests.", "Too many requests in a minute."
_TRANSLATED = {"ru": "Слишком много запросов за минуту.", "zh-Hans": "一分钟内的请求过多。"}
_SLUGS = {"ru": "ru", "zh-Hans": "zh"}
_PAGES = ("protocols/acme-chat", "models/acme/large", "models/acme/mini")


def _run(*arguments: str, site: Path) -> Result:
    return CliRunner().invoke(main, [*arguments, "--site", str(site)], catch_exceptions=False)


def _page(site: Path, tag: str, name: str) -> str:
    return (site / "dist" / _SLUGS[tag] / name / "index.html").read_text(encoding="utf-8")


def test_a_changed_sentence_from_the_record_to_the_page(small_site: Path) -> None:
    """Status names it for each language with its pages; they show English there, marked so; one build mends all."""
    assert _run("build", site=small_site).exit_code == 0
    protocol = small_site / "catalog/protocols/acme-chat.yaml"
    protocol.write_text(protocol.read_text().replace(_OLD, _NEW))

    changed = _run("messages", "status", site=small_site)
    _run("messages", "update", site=small_site)
    updated = _run("messages", "status", site=small_site)
    _run("build", site=small_site)

    for result in (changed, updated):
        assert result.exit_code == 1
        for tag in _TRANSLATED:
            assert f"{tag}: 1 stale\n  catalog/protocols/acme-chat.yaml:67: “{_NEW}”" in result.output
        assert result.output.count(f"    was: “{_OLD}”\n    on: {', '.join(_PAGES)}\n") == 2
    for tag in _TRANSLATED:
        for name in _PAGES:
            html = _page(small_site, tag, name)
            assert f'<span lang="en">{_NEW}</span>' in html
            assert '<span lang="en">Send fewer requests.</span>' in html  # the row of the table falls back whole
            assert "notice-translation" in html

    for tag, translation in _TRANSLATED.items():
        path = small_site / "locales" / tag / "LC_MESSAGES/catalog.po"
        entry = rf'#, fuzzy\n#\| msgid "{re.escape(_OLD)}"\nmsgid "{re.escape(_NEW)}"\nmsgstr "[^"]+"'
        text, count = re.subn(entry, f'msgid "{_NEW}"\nmsgstr "{translation}"', path.read_text(encoding="utf-8"))
        assert count == 1
        path.write_text(text, encoding="utf-8")
    complete = _run("messages", "status", site=small_site)
    built = _run("build", site=small_site)

    assert (complete.exit_code, built.exit_code) == (0, 0)
    assert "no problems" in built.output
    for tag, translation in _TRANSLATED.items():
        for name in _PAGES:
            html = _page(small_site, tag, name)
            assert translation in html
            assert 'lang="en">' not in html.replace('lang="en" hreflang="en">', "")
            assert "notice-translation" not in html
