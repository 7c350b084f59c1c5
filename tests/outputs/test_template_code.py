"""Code of templates that is kept between runs: used again while it is right, never afterwards."""

from __future__ import annotations

import json
import marshal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from site_builder.fingerprints import fingerprint_bytes
from site_builder.outputs import template_code, template_set, templates
from site_builder.outputs.template_code import TemplateCode, read_template_code
from site_builder.outputs.template_set import read_templates
from site_builder.outputs.templates import LocaleTemplates, template_loader
from site_builder.pages.routes import PageKind

_PAGE = "templates/pages/not-found.html.j2"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a site of one page, whose template is its own, with a partial and another one within that."""
    for module in (templates, template_set):
        monkeypatch.setattr(module, "PAGE_TEMPLATES", {PageKind.NOT_FOUND: "pages/not-found.html.j2"})
    _write(tmp_path, _PAGE, "1 {% include 'own/part.html.j2' %}")
    _write(tmp_path, "templates/own/part.html.j2", "2 {{ fragment('own/inner.html.j2', view) }}")
    _write(tmp_path, "templates/own/inner.html.j2", "3")
    return tmp_path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Give the names of the templates that are compiled, as they are."""
    names: list[str | None] = []
    real = Environment.compile

    def record(
        environment: Environment, source: object, name: str | None = None, *rest: object, **options: object
    ) -> object:
        names.append(name)
        return real(environment, source, name, *rest, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", record)
    return names


def _write(site: Path, name: str, text: str) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _render(site: Path, code: TemplateCode) -> str:
    return LocaleTemplates(template_loader(site), None, code).render(PageKind.NOT_FOUND, None).content().decode()


def _keep(site: Path) -> bytes:
    """Give what is kept after a page was rendered."""
    code = read_template_code(template_loader(site), b"")
    _render(site, code)
    kept = code.write()
    assert kept is not None
    return kept


def test_code_that_was_kept_is_used(site: Path, compiled: list[str | None]) -> None:
    """Nothing is read or compiled again, for whatever locale; the output and the fingerprints are the same."""
    kept = _keep(site)
    fingerprints = read_templates(template_loader(site)).fingerprints
    compiled.clear()

    code = read_template_code(template_loader(site), kept)
    pages = [_render(site, code) for _ in range(2)]

    assert compiled == []
    assert pages == ["1 2 3"] * 2
    assert code.templates.fingerprints == fingerprints
    assert code.templates.diagnostics == ()
    assert code.write() is None


def test_all_locales_share_the_code_of_one(site: Path, compiled: list[str | None]) -> None:
    """What one environment has compiled, another need not."""
    code = read_template_code(template_loader(site), b"")
    _render(site, code)
    compiled.clear()

    assert _render(site, code) == "1 2 3"
    assert compiled == []


def test_code_that_comes_later_is_kept_too(site: Path) -> None:
    """Once for every template that was not known."""
    code = read_template_code(template_loader(site), _keep(site))
    LocaleTemplates(template_loader(site), None, code).show("partials/favicon.html.j2", None)

    assert code.write() is not None


def test_all_that_stands_alone_is_compiled_and_nothing_else(site: Path, compiled: list[str | None]) -> None:
    """A page, what it renders apart, and what it includes but cannot hold; not what it holds."""
    _write(site, _PAGE, "{% include 'own/part.html.j2' %}{% include 'own/set.html.j2' %}")
    _write(site, "templates/own/set.html.j2", "{% set x = 3 %}{{ x }}")
    code = read_template_code(template_loader(site), b"")
    compiled.clear()

    LocaleTemplates(template_loader(site), None, code).compile()

    assert compiled == ["pages/not-found.html.j2", "own/inner.html.j2", "own/set.html.j2"]
    assert _render(site, read_template_code(template_loader(site), code.write() or b"")) == "2 33"


def _edit_page(site: Path) -> None:
    _write(site, _PAGE, "1! {% include 'own/part.html.j2' %}")


def _edit_partial(site: Path) -> None:
    _write(site, "templates/own/part.html.j2", "2! {{ fragment('own/inner.html.j2', view) }}")


def _edit_fragment(site: Path) -> None:
    _write(site, "templates/own/inner.html.j2", "3!")


def _shadow(site: Path) -> None:
    """Put a template of the site in the place of a packaged one."""
    _write(site, "templates/partials/footer.html.j2", "!")


def _remove(site: Path) -> None:
    (site / _PAGE).unlink()
    _write(site, _PAGE.replace("not-found", "other"), "x")


def _edit_text(site: Path) -> None:
    _write(site, "templates/own/notice.txt", "4!")


def _edit_computed(site: Path) -> None:
    _write(site, "templates/own/mark.svg", "<svg id='5'/>")


@pytest.mark.parametrize("change", [_edit_text, _edit_computed])
def test_code_that_holds_a_changed_text_is_not_used(change: Callable[[Path], None], site: Path) -> None:
    """A file that is no template is a part of the code of those that include it, by its name or a computed one."""
    _write(site, _PAGE, "{% include 'own/notice.txt' %}{% set name = 'mark' %} {% include 'own/' ~ name ~ '.svg' %}")
    _write(site, "templates/own/notice.txt", "4")
    _write(site, "templates/own/mark.svg", "<svg/>")
    kept = _keep(site)
    change(site)

    code = read_template_code(template_loader(site), kept)

    assert _render(site, code) == _render(site, read_template_code(template_loader(site), b""))
    assert code.templates == read_templates(template_loader(site))


def test_an_edit_of_what_no_template_includes_compiles_nothing(site: Path, compiled: list[str | None]) -> None:
    """Such as that of a style."""
    _write(site, "templates/assets/css/own.css", "a {}")
    kept = _keep(site)
    compiled.clear()
    _write(site, "templates/assets/css/own.css", "b {}")

    code = read_template_code(template_loader(site), kept)

    assert (_render(site, code), compiled, code.write()) == ("1 2 3", [], None)


def test_a_file_whose_name_is_not_utf_8_is_passed_over() -> None:
    """No template can name it."""
    loader = DictLoader({"mark\udce9.txt": "x"})

    code = read_template_code(loader, b"")

    assert code.write() is None


@pytest.mark.parametrize("change", [_edit_page, _edit_partial, _edit_fragment, _shadow])
def test_a_changed_template_is_compiled_again(change: Callable[[Path], None], site: Path) -> None:
    """Whichever of those a page is made from."""
    kept = _keep(site)
    change(site)

    code = read_template_code(template_loader(site), kept)

    assert _render(site, code) == _render(site, read_template_code(template_loader(site), b""))
    assert code.templates == read_templates(template_loader(site))
    assert code.write() not in (None, kept)


def test_a_removed_template_is_not_remembered(site: Path) -> None:
    """The packaged one takes its place."""
    kept = _keep(site)
    _remove(site)

    code = read_template_code(template_loader(site), kept)

    assert code.templates == read_templates(template_loader(site))


@pytest.mark.parametrize("what", ["program", "python"])
def test_another_program_compiles_again(what: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code is right for one version of this program, of its libraries and of Python."""
    kept = _keep(site)
    if what == "program":
        monkeypatch.setattr(template_code, "program_fingerprint", lambda: "x")
    else:
        monkeypatch.setattr(sys, "version", "3.99")

    code = read_template_code(template_loader(site), kept)
    _render(site, code)

    assert code.write() is not None


def _change_code(kept: bytes) -> bytes:
    return kept[:-20] + bytes(20)


def _head(**changes: object) -> Callable[[bytes], bytes]:
    def change(kept: bytes) -> bytes:
        head, _, codes = kept.partition(b"\n")
        return json.dumps({**json.loads(head), **changes}).encode() + b"\n" + codes

    return change


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda kept: kept[:50], id="cut off in the head"),
        pytest.param(lambda kept: kept[:-1], id="cut off in the code"),
        pytest.param(lambda kept: kept.partition(b"\n")[0], id="no code"),
        pytest.param(lambda kept: kept + b"x", id="more than the code"),
        pytest.param(_change_code, id="changed code"),
        pytest.param(lambda kept: bytes(len(kept)), id="zeros"),
        pytest.param(lambda _: b"[]\n", id="list"),
        pytest.param(lambda _: b"[" * 200_000, id="too deep"),
        pytest.param(lambda _: b"\xff\n", id="no text"),
        pytest.param(_head(checksum="x"), id="of other templates"),
        pytest.param(_head(codes="x"), id="of other code"),
        pytest.param(_head(fingerprints=[]), id="no fingerprints"),
        pytest.param(_head(fingerprints={"nonsense": "x"}), id="unknown kind of page"),
    ],
)
def test_damaged_code_is_never_run(damage: Callable[[bytes], bytes], site: Path) -> None:
    """It is compiled again, as if nothing had been kept."""
    kept = damage(_keep(site))

    code = read_template_code(template_loader(site), kept)

    assert code.templates == read_templates(template_loader(site))
    assert _render(site, code) == "1 2 3"
    assert code.write() is not None


def test_foreign_code_is_not_loaded(site: Path) -> None:
    """Bytes that are no code at all, although the head is right."""
    codes = marshal.dumps([1])
    kept = _head(codes=fingerprint_bytes(codes))(_keep(site)).partition(b"\n")[0] + b"\n" + codes

    assert read_template_code(template_loader(site), kept).templates == read_templates(template_loader(site))


def test_templates_with_problems_are_not_kept(site: Path) -> None:
    """They are read each time, for their findings."""
    _write(site, "templates/own/inner.html.j2", "{% if %}")
    code = read_template_code(template_loader(site), b"")
    LocaleTemplates(template_loader(site), None, code).compile()

    assert [item.code for item in code.templates.diagnostics] == ["template-syntax"]
    assert code.write() is None


def test_a_template_that_cannot_be_read_is_no_traceback(site: Path) -> None:
    """It is a finding, whatever is kept."""
    kept = _keep(site)
    (site / "templates/own/inner.html.j2").write_bytes(b"\xff")

    found = read_template_code(template_loader(site), kept).templates.diagnostics

    assert [(item.code, item.span.path) for item in found] == [("template-unreadable", "templates/own/inner.html.j2")]


def test_unknown_code_is_no_code() -> None:
    """Jinja asks for what it may not find, and says when it has made nothing."""

    class Bucket:
        key, code = "x", None

    code = TemplateCode({}, read_templates(template_loader(Path("none"))), {})

    code.load_bytecode(Bucket())  # type: ignore[arg-type]
    code.dump_bytecode(Bucket())  # type: ignore[arg-type]

    assert code.write() is None
