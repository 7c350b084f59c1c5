"""The page of a model as Markdown: it says what the page says, and states all it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from site_builder.build.errors import BuildError
from site_builder.build.inputs import SiteInputs, read_site
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.build.workers import make_file
from site_builder.diagnostics import Severity
from site_builder.outputs import neutral_mirrors
from site_builder.outputs.markdown_mirror import mirror_path
from site_builder.outputs.output import OutputFile
from site_builder.outputs.templates import MIRROR_TEMPLATES
from site_builder.pages.routes import Page, PageKind, list_pages

_ROOT = Path(__file__).parents[2]
_LARGE = "catalog/models/acme/large.yaml"
_MIRROR = "en/models/acme/large/index.md"
_PARSER = MarkdownIt("commonmark").enable("table")


def _read(site_folder: Path) -> SiteInputs:
    inputs, diagnostics = read_site(site_folder)
    assert inputs is not None, diagnostics
    return inputs


def _files(inputs: SiteInputs) -> Mapping[str, OutputFile]:
    return {file.path: file for file in inputs.outputs if file.path.endswith(".md")}


def _text(site_folder: Path, path: str = _MIRROR) -> str:
    return _files(_read(site_folder))[path].make().content.decode()


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _section(text: str, title: str) -> list[str]:
    """Give the lines of a section."""
    _, _, rest = text.partition(f"\n## {title}\n\n")
    return rest.partition("\n\n## ")[0].splitlines()


def test_every_model_and_protocol_has_one_in_each_language(small_site: Path) -> None:
    """Beside its page, which names it."""
    inputs = _read(small_site)

    assert list(_files(inputs)) == [
        f"{slug}/{name}/index.md"
        for name in ("models/acme/large", "models/acme/mini", "protocols/acme-chat")
        for slug in ("zh", "ru", "en")
    ]
    html = inputs.renderer.render(Page(PageKind.MODEL, "acme/large", inputs.locales[-1])).content().decode()
    assert '<link rel="alternate" type="text/markdown" href="/en/models/acme/large/index.md">' in html


def test_it_begins_with_what_decides(small_site: Path) -> None:
    """Name, sentence, id, and where the page and the facts are, by their full addresses."""
    assert _text(small_site).splitlines()[:11] == [
        "# Acme Large",
        "",
        "A careful model for hard questions.",
        "",
        "- **Id** `acme-large`",
        "- **Status** Stable",
        "- **Kind** Chat",
        "- **Provider** [Acme](https://models.example.com/en/providers/acme/)",
        "- **Page** <https://models.example.com/en/models/acme/large/>",
        "- **JSON** <https://models.example.com/api/models/acme/large.json>",
        "",
    ]


def test_every_price_has_a_row(small_site: Path) -> None:
    """With its condition, both prices and unit; a row stands for itself."""
    lines = _section(_text(small_site), "Pricing")

    assert lines[0] == "Prices in US Dollar (USD)"
    assert lines[2:7] == [
        "| What is charged | Condition | Our price | List price | Difference | Unit |",
        "| --- | --- | --- | --- | --- | --- |",
        "| Input |  | $2.00 | $2.50 | -20% | per 1 million tokens |",
        "| Input | Batch tier | $1.00 | $1.25 | -20% | per 1 million tokens |",
        "| Output |  | $8.00 | $10.00 | -20% | per 1 million tokens |",
    ]


def test_code_has_the_id_of_the_model(small_site: Path) -> None:
    """The calls are those of the page, ready to be run."""
    fences = {token.info: token.content for token in _PARSER.parse(_text(small_site)) if token.type == "fence"}

    assert list(fences) == ["bash", "python", "javascript"]
    assert '"model": "acme-large"' in fences["bash"]
    assert "ZQ" not in _text(small_site)


def test_it_is_in_its_language(small_site: Path) -> None:
    """Words and prose; what is not translated is said at the top."""
    chinese = _text(small_site, "zh/models/acme/large/index.md").splitlines()
    assert chinese[2] == "适合难题的细致模型。"
    assert chinese[8].startswith("- **页面** ")
    path = small_site / "locales/ru/LC_MESSAGES/catalog.po"
    path.write_text("", encoding="utf-8")

    russian = _text(small_site, "ru/models/acme/large/index.md")

    assert russian.splitlines()[2].startswith("> Часть текстов на этой странице ещё не переведена")
    assert "A careful model for hard questions." in russian


def test_a_model_that_ends_says_so(small_site: Path) -> None:
    """Before anything else, with what to use instead."""
    path = small_site / _LARGE
    path.write_text(f"{path.read_text()}deprecated: 2026-06-01\nretires: 2026-12-01\nsuccessor: acme/mini\n")

    line = _text(small_site).splitlines()[2]

    assert line.startswith("> ")
    assert line.endswith("Use instead: [Acme Mini](https://models.example.com/en/models/acme/mini/)")


def test_names_cannot_break_it(small_site: Path) -> None:
    """What would begin a cell, a link or an element is text."""
    _edit(small_site / _LARGE, "name: Acme Large", "name: 'Large | <b> [x](y) *z*'")
    _edit(small_site / "catalog/providers/acme.yaml", "name: Acme", "name: 'A|B'")

    tokens = _PARSER.parse(_text(small_site))

    heading = next(token for token in tokens if token.type == "inline")
    assert {child.type for child in heading.children or ()} <= {"text", "text_special"}
    assert "".join(child.content for child in heading.children or ()) == "Large | <b> [x](y) *z*"


def test_links_within_the_page_lead_to_the_page(small_site: Path) -> None:
    """An anchor means something there alone."""
    _edit(small_site / _LARGE, "answer: Yes, it can.", "answer: Yes, see [prices](#pricing).")

    made = _files(_read(small_site))[_MIRROR].make()

    assert "[prices](https://models.example.com/en/models/acme/large/#pricing)" in made.content.decode()
    assert "https://models.example.com/en/models/acme/large/#pricing" in made.links.links


def test_addresses_that_are_no_links_are_not_followed(small_site: Path, tmp_path: Path) -> None:
    """Calls may go to the host of the site itself, and a sentence may end after an address."""
    _edit(
        small_site / "catalog/site.yaml",
        "api_base_url: https://api.example.com",
        "api_base_url: https://models.example.com/api",
    )
    _edit(small_site / _LARGE, "answer: Yes, it can.", "answer: Yes, see https://models.example.com/en/pricing/.")

    result = build_site(BuildOptions(small_site, tmp_path / "dist", jobs=1))

    assert [item.code for item in result.diagnostics if item.severity is Severity.ERROR] == []
    assert "**Base URL** https://models.example.com/api" in (tmp_path / "dist" / _MIRROR).read_text()


def test_a_link_that_leads_nowhere_stops_the_build(small_site: Path, tmp_path: Path) -> None:
    """In a mirror as on a page: this one is in the template of mirrors alone."""
    own = small_site / "templates/markdown/protocol.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("<{{ origin }}/en/nowhere/>")

    result = build_site(BuildOptions(small_site, tmp_path / "dist", jobs=1))

    assert not result.is_published
    assert {item.code for item in result.diagnostics} == {"link-broken"}
    assert {item.span.path for item in result.diagnostics} == {
        f"{slug}/protocols/acme-chat/index.md" for slug in ("zh", "ru", "en")
    }


def test_a_site_below_a_path_has_full_addresses(small_site: Path) -> None:
    """The path of the public address is in them once."""
    _edit(
        small_site / "catalog/site.yaml",
        "public_url: https://models.example.com",
        "public_url: https://models.example.com/docs",
    )

    text = _text(small_site)

    assert "- **Page** <https://models.example.com/docs/en/models/acme/large/>" in text
    assert "- **JSON** <https://models.example.com/docs/api/models/acme/large.json>" in text
    assert "/docs/docs/" not in text


def test_it_is_made_anew_with_its_page(small_site: Path) -> None:
    """Its inputs are those of the page, but for the template."""
    before = _read(small_site)
    _edit(small_site / _LARGE, "answer: Yes, it can.", "answer: Yes.")
    after = _read(small_site)

    changed = [
        path for path, file in _files(after).items() if file.artifact.inputs != _files(before)[path].artifact.inputs
    ]
    assert changed == [f"{slug}/models/acme/large/index.md" for slug in ("zh", "ru", "en")]


def test_an_own_template_makes_all_of_them_anew(small_site: Path, tmp_path: Path) -> None:
    """And nothing else; the packaged one can be a part of it."""
    out = tmp_path / "dist"
    assert build_site(BuildOptions(small_site, out, jobs=1)).is_published
    own = small_site / "templates/markdown/model.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text('Ours: {{ view.name|line }}\n\n{% include "default/markdown/model.md.j2" %}')

    result = build_site(BuildOptions(small_site, out, jobs=1))

    assert result.is_published
    assert result.plan is not None
    assert {reason for artifact, reason in result.plan.stale if artifact.path.endswith(".md")} == {"template changed"}
    assert [artifact.path for artifact, _ in result.plan.stale] == list(_files(_read(small_site)))[:6]
    assert (out / _MIRROR).read_text().startswith("Ours: Acme Large\n\n# Acme Large\n")


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("{{ view.nothing }}", "template-error", 1),
        ("# {{ view.name|line }}\n\n{% for %}", "template-syntax", 3),
        ('{% include "markdown/nothing.md.j2" %}', "template-missing", 1),
    ],
)
def test_a_mistake_in_an_own_template_is_a_finding(
    small_site: Path, tmp_path: Path, template: str, code: str, line: int
) -> None:
    """At its place; nothing is published."""
    own = small_site / "templates/markdown/model.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text(template)

    result = build_site(BuildOptions(small_site, tmp_path / "dist", jobs=1))

    assert not result.is_published
    assert [(item.code, item.span.path, item.span.line) for item in result.diagnostics] == [
        (code, "templates/markdown/model.md.j2", line)
    ]


def test_a_mistake_is_told_where_one_file_is_made(small_site: Path) -> None:
    """As in the preview."""
    own = small_site / "templates/markdown/model.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{{ 1 / 0 }}")

    with pytest.raises(BuildError) as caught:
        make_file(_files(_read(small_site))[_MIRROR])

    assert caught.value.diagnostic.span.path == "templates/markdown/model.md.j2"


def test_a_protocol_says_its_fields_and_failures(small_site: Path) -> None:
    """The model's own way with a field is on the model's mirror, which leads there."""
    protocol, model = (
        _text(small_site, f"en/{name}/index.md") for name in ("protocols/acme-chat", "models/acme/large")
    )

    assert "| `temperature` `number` | No |" in protocol
    assert "· Range 0 – 2 |" in protocol
    assert "| 429 `rate_limit_exceeded` |" in protocol
    assert "https://models.example.com/en/protocols/acme-chat/index.md" in model
    assert model.count("| `temperature` `number` |") == 1
    assert "· Range 0 – 1 |" in model
    assert "| 429 " not in model


def test_errors_of_a_model_alone_are_on_its_mirror(small_site: Path) -> None:
    """Marked as its own, as on its page; a model without any has no table of errors."""
    _edit(
        small_site / _LARGE,
        '      temperature: {max: "1"}\n',
        '      temperature: {max: "1"}\n'
        "    errors:\n      - {status: 409, code: busy, trigger: It is busy., fix: Wait., retry: After a minute.}\n",
    )
    files = _files(_read(small_site))
    model, other, protocol = (
        files[f"en/{name}/index.md"].make().content.decode()
        for name in ("models/acme/large", "models/acme/mini", "protocols/acme-chat")
    )

    table = "| 409 `busy` | It is busy. | Wait. | After a minute. |\n"
    assert model.count(table) == 1
    assert "**Specific to this model** Errors\n\n| Status and code |" in model
    assert "| Status and code |" not in other
    assert "| 409 " not in protocol


def test_what_is_remembered_is_bounded(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And forgetting changes nothing."""
    expected = [file.make().content for file in _files(_read(small_site)).values()]

    monkeypatch.setattr(neutral_mirrors, "_MOST_REMEMBERED", 1)

    assert [file.make().content for file in _files(_read(small_site)).values()] == expected


def test_one_for_all_languages_is_one_for_each(small_site: Path) -> None:
    """Made once for all locales or for one alone, a mirror is the same to the last byte."""
    _edit(
        small_site / _LARGE,
        '- {meter: output, amount: "8.00", list: "10.00"}',
        '- {meter: output, amount: "9.00", valid_to: 2026-06-30}\n'
        '    - {meter: output, amount: "8.00", valid_from: 2026-07-01}',
    )  # its page has a plot, which needs the words of a language
    for inputs in (_read(small_site), _read(_ROOT)):
        pages = [page for page in list_pages(inputs.catalog, inputs.locales) if page.kind in MIRROR_TEMPLATES]
        assert inputs.mirrors.neutral is not None
        assert {mirror_path(page) for page in pages} == set(_files(inputs))
        for page in sorted(pages, key=lambda page: page.key):
            assert page.locale is not None
            context = inputs.renderer.contexts[page.locale.tag]
            shared = inputs.mirrors.render(page, context)  # before the context knows the view, which it would take
            assert replace(inputs.mirrors, neutral=None).render(page, context) == shared, page.path
