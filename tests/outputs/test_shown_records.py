"""What pages show of other records: their fingerprints change with it, and with nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.outputs.page_inputs import own_fingerprint, shown_fingerprints, site_fingerprint
from site_builder.pages.chrome import AssetsView
from site_builder.pages.context import ViewContext
from site_builder.pages.page_views import build_view
from site_builder.pages.routes import PageKind, list_pages

ENGLISH = Locale("en", "en", "English")
NEIGHBOUR = """
name: {name}
family: {family}
api_id: {api_id}
status: stable
updated: 2026-03-20
summary: A neighbour.
modalities: {{input: [text], output: [text]}}
protocols: [{{protocol: acme-chat}}]
pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines: [{{meter: output, amount: "{amount}"}}]
sources:
  - {{title: Page, url: https://a.example.com/1, checked: 2026-11-01}}
"""


@pytest.fixture
def site(small_site: Path) -> Path:
    """Give the small site with a second maker: one model of another family and price, and a relative of it."""
    catalog = small_site / "catalog"
    (catalog / "providers" / "other.yaml").write_text(
        "name: Other\nsummary: Another maker.\nwebsite: https://other.example.com\n", encoding="utf-8"
    )
    folder = catalog / "models" / "other"
    folder.mkdir()
    for name, family, amount in (("one", "Other 1", "0.90"), ("two", "Other 1", "9")):
        text = NEIGHBOUR.format(name=f"Other {name}", family=family, api_id=f"other-{name}", amount=amount)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return small_site


def _load(site: Path) -> Catalog:
    loaded = load_catalog(site)
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def _fingerprints(catalog: Catalog) -> dict[str, object]:
    """Give the fingerprints of each English page: of the site, of its own record and of the others it shows."""
    site = site_fingerprint(catalog)
    return {
        page.route: (site, own_fingerprint(catalog, page), shown_fingerprints(catalog, page))
        for page in list_pages(catalog, (ENGLISH,))
        if page.locale
    }


def _views(catalog: Catalog) -> dict[str, object]:
    """Give everything that each English page shows of the records."""
    localizer = Localizer(ENGLISH, "en", no_messages(), no_messages())
    assets = AssetsView("/a.css", "/a.js", "/s.js", "/t.js", "/c.js", "/i.svg")
    context = ViewContext(catalog, localizer, (ENGLISH,), assets)
    return {page.route: build_view(context, page) for page in list_pages(catalog, (ENGLISH,)) if page.locale}


def _edit(site: Path, record: str, old: str, new: str) -> None:
    path = site / "catalog" / f"{record}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """Give the addresses in both whose entries differ."""
    return {route for route in before.keys() & after.keys() if before[route] != after[route]}


LISTING_LARGE = {
    f"/en/browse/{name}/"
    for name in ("kind/chat", "input/text", "input/image", "output/text", "capability/streaming", "status/stable")
}

SHOWING_LARGE = {
    "/en/compare/",
    "/en/compare/acme/large/vs/acme/mini/",
    "/en/",
    "/en/pricing/",
    "/en/changes/",
    "/en/landscape/",
    "/en/providers/acme/",
    "/en/protocols/acme-chat/",
    *LISTING_LARGE,
    "/en/models/acme/large/",
    "/en/models/acme/large/code/",
    "/en/models/acme/mini/",
    "/en/models/acme/acme-large/",
    "/en/models/acme/acme-large-latest/",
    "/en/models/other/one/",
    "/en/models/other/two/",
}
"""`acme/mini` has it among more models by family, and the models of the other maker by price."""


def test_changed_card_is_shown_exactly_where_it_is_an_input(site: Path) -> None:
    """On the page itself, the lists, its redirects and the pages that offer it; nowhere else."""
    before = _load(site)

    _edit(site, "models/acme/large", "name: Acme Large", "name: Acme Larger")
    after = _load(site)

    assert _changed(_views(before), _views(after)) == SHOWING_LARGE
    assert _changed(_fingerprints(before), _fingerprints(after)) == SHOWING_LARGE


def test_price_is_shown_on_cards_but_not_on_links(site: Path) -> None:
    """Redirects and more models show names alone: a price that moves no model among them leaves them as they are."""
    before = _load(site)

    _edit(site, "models/acme/large", 'amount: "2.00"', 'amount: "2.25"')
    after = _load(site)

    lists = {"/en/", "/en/pricing/", "/en/providers/acme/", "/en/protocols/acme-chat/", *LISTING_LARGE}
    expected = {*lists, "/en/models/acme/large/", "/en/compare/acme/large/vs/acme/mini/"}
    assert _changed(_views(before), _views(after)) == expected
    assert _changed(_fingerprints(before), _fingerprints(after)) == expected


def test_name_of_a_successor_is_on_both_pages_of_a_model(site: Path) -> None:
    """Its code leads there, too."""
    _edit(site, "models/acme/mini", "status: preview", "status: deprecated\nsuccessor: other/two")
    before = _load(site)

    _edit(site, "models/other/two", "name: Other two", "name: Other too")
    after = _load(site)

    changed = _changed(_fingerprints(before), _fingerprints(after))
    assert {"/en/models/acme/mini/", "/en/models/acme/mini/code/"} <= changed
    assert _changed(_views(before), _views(after)) <= changed


def test_what_no_card_has_changes_the_own_page_alone(site: Path) -> None:
    """An answer to a question is on one page."""
    before = _load(site)

    _edit(site, "models/acme/large", "answer: Yes, it can.", "answer: Yes.")
    after = _load(site)

    assert _changed(_views(before), _views(after)) == {"/en/models/acme/large/"}
    assert _changed(_fingerprints(before), _fingerprints(after)) == {"/en/models/acme/large/"}


EDITS = [
    pytest.param("models/acme/large", "status: stable", "status: retired", id="model retires"),
    pytest.param("models/acme/mini", "family: Acme 1", "family: Acme 2", id="model leaves its family"),
    pytest.param("models/acme/mini", "streaming: yes", "streaming: no", id="capability is denied"),
    pytest.param("models/acme/large", "fine_tuning: unknown", "fine_tuning: no", id="unknown capability is denied"),
    pytest.param("models/acme/mini", "window_tokens: 32000", "window_tokens: 31000", id="context window is smaller"),
    pytest.param("models/acme/mini", "currency: USD", "currency: CNY", id="prices are in another currency"),
    pytest.param("models/other/one", 'amount: "0.90"', 'amount: "8.10"', id="price comes near another"),
    pytest.param("models/other/one", "family: Other 1", "family: Acme 1", id="model joins a family"),
    pytest.param("models/other/one", "name: Other one", "name: Another one", id="neighbour has another name"),
    pytest.param("models/acme/large", "related: [acme/mini]", "related: [other/one]", id="other models are named"),
    pytest.param(
        "models/acme/large", "id: acme-large-latest", "id: ACME-large-latest", id="alias is spelled otherwise"
    ),
    pytest.param("models/acme/large", "id: acme-large-latest", "id: acme-large-newest", id="alias is another one"),
    pytest.param("models/acme/large", "api_id: acme-large", "api_id: acme-largest", id="id is another one"),
    pytest.param("models/acme/mini", "status: preview", "status: deprecated\nsuccessor: other/two", id="successor"),
    pytest.param("providers/other", "name: Other", "name: Others", id="maker has another name"),
    pytest.param("protocols/acme-chat", "Too many requests.", "Too many.", id="protocol changes"),
    pytest.param("benchmarks/quiz", "measures: General knowledge", "measures: Knowledge", id="benchmark changes"),
]


@pytest.mark.parametrize(("record", "old", "new"), EDITS)
def test_page_that_changes_has_an_input_that_changes(site: Path, record: str, old: str, new: str) -> None:
    """Whatever is edited: no page shows something else while its fingerprints stay as they were."""
    before = _load(site)

    _edit(site, record, old, new)
    after = _load(site)

    shown = _changed(_views(before), _views(after))
    assert shown
    assert shown <= _changed(_fingerprints(before), _fingerprints(after))


@pytest.mark.parametrize(
    ("record", "old", "new", "expected"),
    [
        (
            "models/acme/large",
            "id: acme-large-latest",
            "id: ACME-large-latest",
            {"/en/models/acme/large/", "/en/models/acme/acme-large-latest/"},
        ),
        (
            "providers/other",
            "summary: Another maker.",
            "summary: A second maker.",
            {"/en/providers/other/"} | {"/en/models/other/one/", "/en/models/other/two/"},
        ),
    ],
)
def test_pages_that_cannot_show_a_change_keep_their_inputs(
    site: Path, record: str, old: str, new: str, expected: set[str]
) -> None:
    """A version is on the page of its model and on its own redirect; a maker's summary is not on any card."""
    before = _load(site)

    _edit(site, record, old, new)

    assert _changed(_fingerprints(before), _fingerprints(_load(site))) == expected


def test_redirect_depends_on_its_target_alone(site: Path) -> None:
    """Its inputs are the link to its target and the spelling of its id; it has no record of its own."""
    catalog = _load(site)
    pages = {page.key: page for page in list_pages(catalog, (ENGLISH,)) if page.kind is PageKind.REDIRECT}

    shown = {key: shown_fingerprints(catalog, page) for key, page in pages.items()}

    assert list(shown) == [
        "acme/acme-large",
        "acme/acme-large-latest",
        "acme/acme-mini",
        "other/other-one",
        "other/other-two",
    ]
    assert shown["acme/acme-large"][0] == shown["acme/acme-large-latest"][0]
    assert len({fingerprints[0] for fingerprints in shown.values()}) == 4
    assert len({fingerprints[1] for fingerprints in shown.values()}) == 5
    assert len({own_fingerprint(catalog, page) for page in pages.values()}) == 1
