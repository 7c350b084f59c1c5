"""Any sequence of edits: what is published is always what a clean build of the same site gives.

`SITE_BUILDER_EDIT_SEQUENCES=50 pytest tests/build/test_incremental.py` tries more of them than a test run should.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.build import file_state, publish
from site_builder.build.inputs import assemble_site
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.build.source import SiteMemory, read_source
from site_builder.cli.build import build
from site_builder.lint.report import format_text
from site_builder.serve.site_version import SiteVersion

_SEQUENCES = int(os.environ.get("SITE_BUILDER_EDIT_SEQUENCES", "1"))
"""Per way to build."""
_STEPS = 4


def _models(site: Path) -> list[Path]:
    return sorted((site / "catalog/models/acme").glob("*.yaml"))


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _change_price(site: Path, choice: random.Random) -> None:
    path = choice.choice(_models(site))
    lines = path.read_text().splitlines()
    at = next(index for index, line in enumerate(lines) if "meter: output" in line)
    lines[at] = f'    - {{meter: output, amount: "0.{choice.randint(1, 99999)}"}}'
    path.write_text("\n".join(lines) + "\n")


def _add_model(site: Path, choice: random.Random) -> None:
    name = f"extra-{choice.randint(0, 9)}"
    text = (site / "catalog/models/acme/mini.yaml").read_text()
    text = text.replace("Acme Mini", f"Acme {name.title()}").replace("acme-mini", f"acme-{name}")
    (site / f"catalog/models/acme/{name}.yaml").write_text(f"{text}related: [acme/mini]\n")


def _delete_model(site: Path, choice: random.Random) -> None:
    extra = [path for path in _models(site) if path.stem.startswith("extra")]
    if extra:
        choice.choice(extra).unlink()


def _rename_model(site: Path, choice: random.Random) -> None:
    extra = [path for path in _models(site) if path.stem.startswith("extra")]
    if extra:
        choice.choice(extra).rename(site / f"catalog/models/acme/extra-{choice.randint(10, 19)}.yaml")


def _relate_models(site: Path, choice: random.Random) -> None:
    others = [path.stem for path in _models(site) if path.stem.startswith("extra")]
    related = ", ".join(f"acme/{name}" for name in choice.sample(others, choice.randint(0, len(others))))
    path = site / "catalog/models/acme/large.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("related")]
    path.write_text("\n".join([*lines, f"related: [{related}]" if related else "related: [acme/mini]"]) + "\n")


def _change_status(site: Path, choice: random.Random) -> None:
    path = choice.choice(_models(site))
    lines = [line for line in path.read_text().splitlines() if not line.startswith("status:")]
    path.write_text("\n".join([*lines, f"status: {choice.choice(('preview', 'stable', 'deprecated'))}"]) + "\n")


def _change_day(site: Path, choice: random.Random) -> None:
    path = choice.choice(_models(site))
    lines = [line for line in path.read_text().splitlines() if not line.startswith("updated:")]
    path.write_text("\n".join([*lines, f"updated: 2026-0{choice.randint(4, 9)}-11"]) + "\n")


def _rename_maker(site: Path, choice: random.Random) -> None:
    path = site / "catalog/providers/acme.yaml"
    path.write_text(f"name: Acme {choice.randint(1, 9)}\n" + path.read_text().partition("\n")[2])


def _change_protocol(site: Path, choice: random.Random) -> None:
    path = site / "catalog/protocols/acme-chat.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("summary:")]
    path.write_text("\n".join([*lines, f"summary: Answers in style {choice.randint(1, 9)}."]) + "\n")


def _change_locales(site: Path, choice: random.Random) -> None:
    tags = choice.sample(("zh-Hans", "ru", "en"), choice.randint(1, 3))
    path = site / "catalog/site.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("locales:")]
    path.write_text("\n".join([*lines, f"locales: [{', '.join(tags)}]"]) + "\n")


def _rename_locale(site: Path, choice: random.Random) -> None:
    (site / "locales/ru/locale.yaml").write_text(f"name: Русский {choice.randint(1, 9)}\nslug: ru\n")


def _change_messages(site: Path, choice: random.Random) -> None:
    path = site / "locales/ru/LC_MESSAGES/catalog.po"
    _replace(path, choice.choice(("ключ", "модел", "ответ", "Ответ")), choice.choice(("слово", "ключ", "ответ")))


def _change_template(site: Path, choice: random.Random) -> None:
    path = site / "templates" / choice.choice(("partials/footer.html.j2", "partials/model-list.html.j2"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<p>{choice.randint(1, 99)}</p>\n")


def _change_text_of_template(site: Path, choice: random.Random) -> None:
    """Let a partial include a file that is no template, and edit that file."""
    notice = site / "templates/partials/notice.html"
    notice.parent.mkdir(parents=True, exist_ok=True)
    (site / "templates/partials/footer.html.j2").write_text('<p>{% include "partials/notice.html" %}</p>\n')
    notice.write_text(f"{{{{ {choice.randint(1, 99)} }}}}\n")


def _drop_templates(site: Path, choice: random.Random) -> None:
    del choice
    shutil.rmtree(site / "templates", ignore_errors=True)


def _change_style(site: Path, choice: random.Random) -> None:
    path = site / "templates/assets/css/99-own.css"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"body {{ margin: {choice.randint(0, 9)}px }}\n")


_FAQ = "faq:\n  - question: Can it see images?\n    answer: Yes, it can.\n"


def _change_text(site: Path, choice: random.Random) -> None:
    path = choice.choice(_models(site))
    lines = [line for line in path.read_text().splitlines() if not line.startswith("summary:")]
    path.write_text("\n".join([*lines, f"summary: A model of *kind* {choice.randint(1, 99)} & more."]) + "\n")


def _toggle_faq(site: Path, choice: random.Random) -> None:
    """Remove a section, or write it again with another answer; pages may link to it, see `_link_sections`."""
    path = site / "catalog/models/acme/large.yaml"
    text = path.read_text()
    lines = text.splitlines()
    start = next((index for index, line in enumerate(lines) if line.startswith("faq:")), None)
    if start is None:
        path.write_text(text + _FAQ.replace("it can", f"it can see {choice.randint(1, 9)}"))
    else:
        path.write_text("\n".join([*lines[:start], *lines[start + 3 :]]) + "\n")


def _link_sections(site: Path, choice: random.Random) -> None:
    """Let the pages of providers, and sometimes all pages, lead to a section of a model and to another model."""
    path = site / "templates/pages/provider.html.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    link = choice.choice(("/en/models/acme/large/#faq", "/en/models/acme/large/#pricing", "/en/models/acme/extra-1/"))
    path.write_text(
        '{% extends "default/pages/provider.html.j2" %}\n{% block main %}\n{{ super() }}'
        f'<a href="{link}">x</a>{{% endblock %}}\n'
    )


def _extend_template(site: Path, choice: random.Random) -> None:
    """Override a block of a packaged page."""
    path = site / "templates/pages/model.html.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '{% extends "default/pages/model.html.j2" %}\n{% block notice %}\n'
        f"<p>{{{{ view.name }}}} {choice.randint(1, 9)}</p>{{% endblock %}}\n"
    )


def _rename_gateway(site: Path, choice: random.Random) -> None:
    path = site / "catalog/site.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("name:")]
    path.write_text("\n".join([f"name: Gateway {choice.randint(1, 9)}", *lines]) + "\n")


def _break_record(site: Path, choice: random.Random) -> None:
    """Make a price negative, or mend it."""
    path = choice.choice(_models(site))
    text = path.read_text()
    old, new = ('amount: "-', 'amount: "') if '"-' in text else ('meter: input, amount: "', 'meter: input, amount: "-')
    path.write_text(text.replace(old, new, 1))


def _add_message(site: Path, choice: random.Random) -> None:
    """Translate an interface text in another way, or no longer."""
    path = site / "locales/ru/LC_MESSAGES/ui.po"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=3; plural=0;\\n"\n\n'
    entry = f'msgid "Pricing"\nmsgstr "Цены {choice.randint(1, 9)}"\n'
    path.write_text(head + choice.choice((entry, "")), encoding="utf-8")


def _add_stray_file(site: Path, choice: random.Random) -> None:
    folder = choice.choice(sorted(path for path in (site / "dist").rglob("*") if path.is_dir()))
    (folder / f"stray{choice.randint(1, 9)}.txt").write_text("stray")


def _damage_output(site: Path, choice: random.Random) -> None:
    pages = sorted((site / "dist").rglob("*.html"))
    damaged = choice.choice(pages)
    damaged.unlink()
    if choice.random() < 0.5:
        damaged.write_text("edited by hand")


_EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    _change_price,
    _add_model,
    _delete_model,
    _rename_model,
    _relate_models,
    _change_status,
    _change_day,
    _rename_maker,
    _change_protocol,
    _change_locales,
    _rename_locale,
    _change_messages,
    _change_template,
    _change_text_of_template,
    _drop_templates,
    _change_style,
    _change_text,
    _toggle_faq,
    _toggle_faq,
    _link_sections,
    _extend_template,
    _rename_gateway,
    _break_record,
    _add_message,
    _add_stray_file,
    _damage_output,
)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass(frozen=True)
class _Way:
    """How a site is built: what is kept between builds, in how many processes, and how it is published."""

    caches: bool = True
    jobs: int = 1
    few: bool = False

    def prepare(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        """Let everything count as settled and be kept at once; or let nothing be kept."""
        monkeypatch.setattr(file_state, "_SETTLED_NANOSECONDS", -(10**15))
        if not self.caches:
            (folder / "no-folder").write_text("")
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder / ("cache" if self.caches else "no-folder")))
        if self.few:
            monkeypatch.setattr(publish, "_is_little", lambda _plan: True)

    def build(self, site: Path) -> str:
        """Build a site as the command does; give its findings."""
        result = CliRunner().invoke(build, ["--site", str(site), "--jobs", str(self.jobs)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.stderr.partition("build: nothing was published")[0].rstrip()


_WAYS = (
    _Way(),
    _Way(jobs=2, few=True),
    _Way(caches=False, jobs=2),
    _Way(caches=False, few=True),
)


def _name(way: _Way) -> str:
    return f"{'caches' if way.caches else 'nothing kept'}, {way.jobs} jobs{', few files' if way.few else ''}"


@pytest.mark.parametrize("seed", range(_SEQUENCES))
@pytest.mark.parametrize("way", _WAYS, ids=_name)
def test_incremental_output_equals_clean_output_after_any_edits(
    way: _Way, seed: int, built_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each of many random edits both builds give the same bytes, or refuse the site for the same reasons."""
    choice = random.Random(f"{seed} {way}")  # noqa: S311 - a repeatable choice, not a secret
    history = []
    way.prepare(monkeypatch, tmp_path)

    for step in range(_STEPS):
        for edit in choice.sample(_EDITS, choice.randint(1, 3)):
            edit(built_site, choice)
            history.append(edit.__name__)
        clean = build_site(BuildOptions(built_site, tmp_path / f"clean{step}", jobs=1, clean=True))
        before = _tree(built_site / "dist")
        said = way.build(built_site)

        assert said == format_text(clean.diagnostics, built_site).rstrip(), history
        expected = _tree(tmp_path / f"clean{step}") if clean.is_published else before
        assert _tree(built_site / "dist") == expected, history
        assert sorted(path.name for path in built_site.iterdir() if path.name != "templates") == _BESIDE, history
        if clean.is_published and way.caches:
            assert way.build(built_site) == said, history
            assert _tree(built_site / "dist") == expected, history


@pytest.mark.parametrize("seed", range(_SEQUENCES))
def test_what_a_program_remembers_gives_what_a_clean_build_gives_after_any_edits(
    seed: int, built_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview that reads again after each of many random edits has the same files, and says the same of the site."""
    choice = random.Random(f"{seed} memory")  # noqa: S311 - a repeatable choice, not a secret
    history = []
    _Way().prepare(monkeypatch, tmp_path)
    memory = SiteMemory(built_site)

    for step in range(2 * _STEPS):
        for edit in choice.sample(_EDITS, choice.randint(1, 3)):
            edit(built_site, choice)
            history.append(edit.__name__)
        out = tmp_path / f"clean{step}"
        clean = build_site(BuildOptions(built_site, out, jobs=1, clean=True))

        source, found = read_source(built_site, jobs=1, memory=memory)

        assert found == read_source(built_site, jobs=1, clean=True)[1], history
        if clean.is_published:
            assert source is not None
            site, _ = assemble_site(source)
            assert site is not None
            version = SiteVersion(site)
            assert {path: version.read(path) for path in _tree(out) if path != MANIFEST_NAME} == {
                path: content for path, content in _tree(out).items() if path != MANIFEST_NAME
            }, history


@pytest.mark.parametrize("clean", [False, True])
def test_an_edit_of_an_included_text_is_published(
    *, clean: bool, built_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is included as it is, is read again when it has changed."""
    way = _Way()
    way.prepare(monkeypatch, tmp_path)
    notice = built_site / "templates/partials/notice.html"
    notice.parent.mkdir(parents=True)
    (notice.parent / "footer.html.j2").write_text('<footer>{% include "partials/notice.html" %}</footer>')
    notice.write_text("<p>first</p>")
    way.build(built_site)

    notice.write_text("<p>second</p>")
    build_site(BuildOptions(built_site, built_site / "dist", jobs=1, clean=clean))

    assert "<footer><p>second</p></footer>" in (built_site / "dist/en/index.html").read_text()


_BESIDE = ["catalog", "dist", "locales"]


def _link_to_faq(site: Path) -> None:
    """Let a section of one page lead to an anchor of another, and to the page itself."""
    path = site / "templates/partials/footer.html.j2"
    path.parent.mkdir(parents=True)
    path.write_text('<a href="/en/models/acme/large/#faq">x</a><a href="/en/models/acme/extra/">y</a>\n')


def _extra_model(site: Path) -> None:
    text = (site / "catalog/models/acme/mini.yaml").read_text()
    text = text.replace("Acme Mini", "Acme Extra").replace("acme-mini", "acme-extra")
    (site / "catalog/models/acme/extra.yaml").write_text(text)


def _drop_faq(site: Path) -> None:
    _replace(site / "catalog/models/acme/large.yaml", _FAQ, "")


def _drop_extra(site: Path) -> None:
    (site / "catalog/models/acme/extra.yaml").unlink()


def _move_extra(site: Path) -> None:
    (site / "catalog/models/acme/extra.yaml").rename(site / "catalog/models/acme/other.yaml")


@pytest.mark.parametrize(
    ("drop", "few"), [(_drop_faq, False), (_drop_faq, True), (_drop_extra, False), (_move_extra, False)]
)
def test_links_of_kept_pages_to_what_is_gone_are_found(
    drop: Callable[[Path], None], *, few: bool, built_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is not rendered again may lead to an anchor or a page that is gone; the site is not published."""
    way = _Way(few=few)
    way.prepare(monkeypatch, tmp_path)
    _extra_model(built_site)
    _link_to_faq(built_site)
    assert "link-broken" not in way.build(built_site)
    before = _tree(built_site / "dist")

    drop(built_site)
    clean = build_site(BuildOptions(built_site, tmp_path / "clean", jobs=1, clean=True))
    result = build_site(BuildOptions(built_site, built_site / "dist", jobs=1))

    assert result.plan is not None
    assert any(artifact.path == "ru/404.html" for artifact in result.plan.kept)
    assert [item.code for item in result.diagnostics if item.span.path == "ru/404.html"] == ["link-broken"]
    assert result.diagnostics == clean.diagnostics
    assert _tree(built_site / "dist") == before


def test_a_site_that_was_mended_is_published(built_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When what was missing is back, kept pages are right again."""
    way = _Way()
    way.prepare(monkeypatch, tmp_path)
    _extra_model(built_site)
    _link_to_faq(built_site)
    way.build(built_site)
    before = _tree(built_site / "dist")
    _drop_faq(built_site)
    way.build(built_site)

    path = built_site / "catalog/models/acme/large.yaml"
    path.write_text(path.read_text().replace("related:", f"{_FAQ}related:"))

    assert "link-broken" not in way.build(built_site)
    assert _tree(built_site / "dist") == before
