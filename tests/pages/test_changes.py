"""What changed, by the records alone: which changes are told, in which order, and how they are said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.pages import changes
from site_builder.pages.card import build_card
from site_builder.pages.changes import Change, ChangeKind, changes_fingerprint, has_changes, read_changes
from site_builder.pages.changes_page import ChangesView, build_changes_view, describe_step
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext
from site_builder.pages.page_prose import page_prose
from site_builder.pages.prices import build_price_table
from site_builder.pages.routes import PageKind
from site_builder.pages.search_entries import build_catalog_entries

Contexts = Mapping[str, ViewContext]
ContextsOf = Callable[[Path], Contexts]

_LARGE = "catalog/models/acme/large.yaml"
_MINI = "catalog/models/acme/mini.yaml"
_RELEASE = Change(dt.date(2026, 3, 3), ChangeKind.RELEASE, "acme/large")


def _write(site: Path, file: str, /, *lines: str, **replaced: str) -> None:
    """Add lines to a record, and replace the lines that begin with a key."""
    path = site / file
    kept = [line for line in path.read_text().splitlines() if line.partition(":")[0] not in replaced]
    path.write_text("\n".join([*kept, *(f"{key}: {value}" for key, value in replaced.items()), *lines]) + "\n")


def _prices(site: Path, *lines: str) -> None:
    path = site / _MINI
    head, _, rest = path.read_text().partition("  lines:\n")
    after = rest[rest.index("sources:") :]
    path.write_text(f"{head}  lines:\n" + "".join(f"    - {{{line}}}\n" for line in lines) + after)


@pytest.fixture
def catalog_of(contexts_of: ContextsOf) -> Callable[[Path], Catalog]:
    """Give what reads the records of a site."""
    return lambda site: contexts_of(site)["en"].catalog


CatalogOf = Callable[[Path], Catalog]


def test_a_release_is_a_change(small_site: Path, catalog_of: CatalogOf) -> None:
    """A model whose day of release is not known has none."""
    log = read_changes(catalog_of(small_site))

    assert (log.announced, log.recent, log.is_cut) == ((), (_RELEASE,), False)


def test_the_newest_day_of_evidence_is_the_present(small_site: Path, catalog_of: CatalogOf) -> None:
    """What comes after it is announced, the soonest first; the rest has happened, the newest first."""
    _write(small_site, _LARGE, deprecated="2026-06-01", retires="2026-11-02")
    _write(small_site, _MINI, released="2026-01-01", retires="2026-11-02")

    log = read_changes(catalog_of(small_site))

    assert [(change.day.isoformat(), change.model, change.kind) for change in log.announced] == [
        ("2026-11-02", "acme/large", "retirement"),
        ("2026-11-02", "acme/mini", "retirement"),
    ]
    assert [(change.day.isoformat(), change.model, change.kind) for change in log.recent] == [
        ("2026-06-01", "acme/large", "deprecation"),
        ("2026-03-03", "acme/large", "release"),
        ("2026-01-01", "acme/mini", "release"),
    ]


def test_ids_that_come_or_go_on_one_day_are_one_change(small_site: Path, catalog_of: CatalogOf) -> None:
    """Those that come or go with the model itself are none."""
    path = small_site / _LARGE
    text = path.read_text().replace(
        "versions:\n",
        "versions:\n"
        "  - {id: acme-large-a, kind: dated, description: One., released: 2026-05-01, retires: 2026-12-01}\n"
        "  - {id: acme-large-b, kind: dated, description: Two., released: 2026-05-01, retires: 2027-01-01}\n"
        "  - {id: acme-large-c, kind: dated, description: Three., released: 2026-03-03, retires: 2027-01-01}\n",
    )
    path.write_text(f"{text}retires: 2027-01-01\n")

    log = read_changes(catalog_of(small_site))

    assert [(change.kind, change.ids) for change in log.recent] == [
        ("version", ("acme-large-a", "acme-large-b")),
        ("release", ()),
    ]
    assert [(change.kind, change.ids) for change in log.announced] == [
        ("version-retirement", ("acme-large-a",)),
        ("retirement", ()),
    ]


def test_a_price_that_follows_another_is_a_change(
    small_site: Path, catalog_of: CatalogOf, contexts_of: ContextsOf
) -> None:
    """Of the same meter, unit and condition; all prices of a day are one change. A first price is none."""
    _prices(
        small_site,
        'meter: input, amount: "0.25", valid_to: 2026-05-31',
        'meter: input, amount: "0.20", valid_from: 2026-06-01',
        'meter: output, amount: "0.80", valid_from: 2026-06-01',
        'meter: output, amount: "0.50", valid_from: 2026-01-01, valid_to: 2026-05-31',
        'meter: input, amount: "0.10", when: {service_tier: batch}, valid_from: 2026-06-01',
        'meter: cache_read, amount: "0.02", valid_to: 2026-06-30, valid_from: 2026-02-01',
        'meter: cache_read, amount: "0.02", valid_from: 2026-07-01, note: The same.',
    )

    (change,) = [item for item in read_changes(catalog_of(small_site)).recent if item.kind is ChangeKind.PRICE]
    view = build_changes_view(contexts_of(small_site)["en"])
    (shown,) = [item for group in view.groups for item in group.changes if item.kind == "price"]

    assert (change.day.isoformat(), change.model) == ("2026-06-01", "acme/mini")
    assert [describe_step(step) for step in shown.prices] == [
        "Input · $0.25 → $0.20 per 1 million tokens (-20%)",
        "Output · $0.50 → $0.80 per 1 million tokens (+60%)",
    ]
    assert [step.direction for step in shown.prices] == ["lower", "higher"]


def test_states_and_other_currencies_have_no_percentage(small_site: Path, contexts_of: ContextsOf) -> None:
    """There is nothing to compare."""
    _prices(
        small_site,
        "meter: input, state: free, valid_to: 2026-05-31",
        'meter: input, amount: "0.20", valid_from: 2026-06-01',
        'meter: output, amount: "7", currency: CNY, valid_to: 2026-05-31',
        'meter: output, amount: "1", valid_from: 2026-06-01',
        'meter: input, amount: "9", when: {service_tier: batch}, valid_to: 2026-05-31',
        'meter: input, amount: "8", when: {service_tier: batch}, valid_from: 2026-06-01',
    )

    view = build_changes_view(contexts_of(small_site)["en"])

    (shown,) = [item for group in view.groups for item in group.changes if item.kind == "price"]
    assert [describe_step(step) for step in shown.prices] == [
        "Input · Free → $0.20 per 1 million tokens",
        "Output · CN¥7.00 → $1.00 per 1 million tokens",
        "Input · Batch tier · $9.00 → $8.00 per 1 million tokens (-11.1%)",
    ]
    assert [step.direction for step in shown.prices] == ["", "", "lower"]


def _said(view: ChangesView) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [
        (group.section.title, [(item.label, item.model.label, item.text) for item in group.changes])
        for group in view.groups
    ]


def test_changes_stand_below_their_month(small_site: Path, contexts_of: ContextsOf) -> None:
    """The newest first, below what is announced; each with the model to move to, and a new one with what it is."""
    _write(small_site, _LARGE, "successor: acme/mini", deprecated="2026-06-01", retires="2026-12-01")

    view = build_changes_view(contexts_of(small_site)["en"])

    assert _said(view) == [
        ("Announced", [("Retirement", "Acme Large", "Calls fail after this day.")]),
        ("June 2026", [("Retirement plan announced", "Acme Large", "Its last day is December 1, 2026.")]),
        ("March 2026", [("New model", "Acme Large", "")]),
    ]
    assert [section.id for section in view.sections] == ["announced", "month-2026-06", "month-2026-03"]
    items = [item for group in view.groups for item in group.changes]
    assert [item.successor and item.successor.label for item in items] == ["Acme Mini", "Acme Mini", None]
    assert [item.summary and item.summary.markdown for item in items] == [
        None,
        None,
        "A careful model for hard questions.",
    ]
    assert (view.feed and view.feed.href, view.note) == ("/en/feed.xml", "")


def test_an_end_without_a_day_is_announced_all_the_same(small_site: Path, contexts_of: ContextsOf) -> None:
    """There is just nothing more to say."""
    _write(small_site, _LARGE, deprecated="2026-06-01")

    view = build_changes_view(contexts_of(small_site)["en"])

    assert _said(view)[0] == ("June 2026", [("Retirement plan announced", "Acme Large", "")])


def test_what_is_only_announced_is_in_no_feed(small_site: Path, contexts_of: ContextsOf) -> None:
    """The page is there, but nothing leads to a feed."""
    _write(small_site, _LARGE, released="2026-12-24")
    context = contexts_of(small_site)["en"]

    view, site = build_changes_view(context), build_site_view(context)

    assert _said(view) == [("Announced", [("New model", "Acme Large", "")])]
    assert view.feed is None
    assert (site.changes_link, site.feed) == ("/en/changes/", "")


def test_a_long_past_is_cut(small_site: Path, contexts_of: ContextsOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest changes stay, and the page says so."""
    _write(small_site, _MINI, released="2026-01-01")
    monkeypatch.setattr(changes, "MOST_CHANGES", 1)
    context = contexts_of(small_site)["en"]

    view = build_changes_view(context)

    assert [title for title, _ in _said(view)] == ["March 2026"]
    assert view.note == "These are the 1 newest changes. Older ones are on the pages of the models."


def test_without_a_day_there_is_no_page(small_site: Path, contexts_of: ContextsOf) -> None:
    """Nothing leads to one, and the search does not know it."""
    path = small_site / _LARGE
    path.write_text(path.read_text().replace("released: 2026-03-03\n", ""))
    context = contexts_of(small_site)["en"]
    site = build_site_view(context)

    assert not has_changes(context.catalog)
    assert (site.changes_link, site.feed) == ("", "")
    assert not any("changes" in entry.href for entry in build_catalog_entries(context))


def test_the_search_finds_the_page(contexts: Contexts) -> None:
    """By words that readers use for it."""
    (entry,) = [entry for entry in build_catalog_entries(contexts["ru"]) if entry.href == "/ru/changes/"]

    assert entry.title == "Что изменилось"
    assert "новости" in entry.ids


def test_the_page_shows_summaries_of_new_models(small_site: Path, catalog_of: CatalogOf) -> None:
    """So its translation depends on these, and on that of the site."""
    assert page_prose(catalog_of(small_site), PageKind.CHANGES, "") == {
        "Two models behind one key.",
        "A careful model for hard questions.",
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "is_shown"),
    [
        (_LARGE, "name: Acme Large", "name: Acme Larger", True),
        (_LARGE, "A careful model", "A patient model", True),
        ("catalog/providers/acme.yaml", "name: Acme", "name: Acme Works", True),
        (_LARGE, "released: 2026-03-03", "released: 2026-03-04", True),
        (_LARGE, "answer: Yes, it can.", "answer: Yes.", False),
        (_MINI, "A quick model", "A fast model", False),
    ],
)
def test_the_fingerprint_has_what_is_told(
    small_site: Path, catalog_of: CatalogOf, name: str, old: str, new: str, *, is_shown: bool
) -> None:
    """And nothing else."""
    before = changes_fingerprint(catalog_of(small_site))
    path = small_site / name
    path.write_text(path.read_text().replace(old, new))

    assert (changes_fingerprint(catalog_of(small_site)) != before) is is_shown


def test_the_fingerprint_has_the_name_of_a_successor(small_site: Path, catalog_of: CatalogOf) -> None:
    """And its day."""
    _write(small_site, _LARGE, "successor: acme/mini", deprecated="2026-06-01")
    before = changes_fingerprint(catalog_of(small_site))
    _write(small_site, _MINI, name="Acme Minimum")

    assert changes_fingerprint(catalog_of(small_site)) != before


def test_a_state_is_per_nothing(small_site: Path, contexts_of: ContextsOf) -> None:
    """A price that nobody knows has no unit, neither in a step nor at the head of the page."""
    _prices(
        small_site,
        'meter: input, amount: "0.20", valid_to: 2026-05-31',
        "meter: input, state: unknown, valid_from: 2026-06-01",
    )
    context = contexts_of(small_site)["en"]

    (shown,) = [item for group in build_changes_view(context).groups for item in group.changes if item.kind == "price"]
    (headline,) = build_card(context, "acme/mini").headline_prices

    assert [describe_step(step) for step in shown.prices] == ["Input · $0.20 → Not known"]
    assert (headline.state, headline.unit) == ("Not known", "")


@pytest.mark.parametrize(
    ("line", "expected"), [("state: unknown", False), ("state: free", True), ('amount: "1"', True)]
)
def test_there_is_nothing_to_calculate_with_unknown_prices(
    small_site: Path, contexts_of: ContextsOf, line: str, *, expected: bool
) -> None:
    """So the page offers no calculator."""
    _prices(small_site, f"meter: input, {line}")
    context = contexts_of(small_site)["en"]
    pricing = context.catalog.models["acme/mini"].pricing

    assert pricing is not None
    assert build_price_table(context, pricing).is_calculable is expected
