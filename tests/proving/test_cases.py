"""Which snippets are run, and that every one that is published is among them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.catalog.catalog import Catalog
from site_builder.pages.tokens import MODEL_TOKEN
from site_builder.proving.cases import Selection, list_cases
from site_builder.snippets.language import LANGUAGES


def _published(folder: Path) -> set[tuple[str, str, str]]:
    """Give page, name and text of every snippet on the English pages of models, their code, and protocols."""
    found = set()
    names = {language.id for language in LANGUAGES}
    for path in sorted(folder.glob("en/*/**/index.html")):
        tree: Element = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        page = path.parent.relative_to(folder / "en").as_posix().removesuffix("/code")
        for sample in tree.iter("pre"):
            name = sample.attrib.get("data-snippet", "")
            if name.partition("/")[0] in names and not name.endswith("/switch"):
                found.add((page, name, "".join(sample.itertext())))
    return found


def test_every_published_snippet_is_a_case(small_site: Path, catalog: Catalog) -> None:
    """Each text on a page is that of a case, with the id of the page's model; and no case is of no page."""
    out = small_site / "dist"
    assert build_site(BuildOptions(small_site, out, jobs=1)).is_published

    listed = {
        (use.page, case.snippet.id, case.snippet.code.replace(MODEL_TOKEN, use.model_id))
        for case in list_cases(catalog)
        for use in case.uses
    }

    assert len(listed) > 30
    assert _published(out) == listed


def test_models_share_their_code(catalog: Catalog) -> None:
    """What differs in the id alone is one case, run for the first model that shows it."""
    cases = list_cases(catalog, Selection(languages=("httpx",), variants=("basic",)))

    assert [[use.page for use in case.uses] for case in cases] == [["models/acme/large", "models/acme/mini"]]
    assert [use.request.body["model"] for use in cases[0].uses] == ["acme-large", "acme-mini"]


def test_a_request_of_its_own_is_a_case_of_its_own(catalog: Catalog) -> None:
    """A model that adds to the example request is run by itself."""
    model = catalog.models["acme/mini"]
    served = model.protocols[0].model_copy(update={"request": {"temperature": 1}})
    changed = dataclasses.replace(
        catalog, models={**catalog.models, "acme/mini": model.model_copy(update={"protocols": (served,)})}
    )

    cases = list_cases(changed, Selection(languages=("httpx",), variants=("basic",)))

    assert [[use.page for use in case.uses] for case in cases] == [["models/acme/large"], ["models/acme/mini"]]
    assert len({case.key for case in cases}) == 2


def test_protocol_without_models_has_nothing_to_run(catalog: Catalog) -> None:
    """The page of a protocol that no model speaks has no id to call."""
    assert list_cases(dataclasses.replace(catalog, models={})) == ()


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (Selection(languages=("cmd", "curl"), variants=("streaming",)), ["curl/streaming", "cmd/streaming"]),
        (Selection(models=("acme/mini",), variants=("basic",), languages=("fetch",)), ["fetch/basic"]),
        (Selection(protocols=("acme-chat",), languages=("httpx",)), ["httpx/basic", "httpx/streaming"]),
        (Selection(protocols=("other",)), []),
    ],
)
def test_selection_leaves_out_the_rest(catalog: Catalog, selection: Selection, names: list[str]) -> None:
    """Models, protocols, languages and variants can be named, together or alone."""
    assert [case.snippet.id for case in list_cases(catalog, selection)] == names


def test_name_says_what_it_is(catalog: Catalog) -> None:
    """A case is called by protocol, language and variant."""
    assert list_cases(catalog)[0].name == "acme-chat curl/basic"
