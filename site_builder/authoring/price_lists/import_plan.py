"""Decides which records to make of a list for a site; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from site_builder.authoring.first_values import MADE_UP_ADDRESS, usual_protocols
from site_builder.authoring.price_lists.import_site import ImportSite
from site_builder.authoring.price_lists.imported_record import (
    Evidence,
    Surroundings,
    find_mistakes,
    write_model,
    write_provider,
)
from site_builder.authoring.price_lists.known_models import OWN_ID, identity_of, index_models
from site_builder.authoring.price_lists.listed_model import ListedModel
from site_builder.authoring.price_lists.makers import NOBODY, site_maker, slug_of
from site_builder.authoring.price_lists.price_list import PriceList
from site_builder.authoring.price_lists.selection import Choice, base_of_snapshot, choose_entries
from site_builder.catalog.record_files import CATALOG_FOLDER, find_malformed_id
from site_builder.diagnostics import Diagnostic
from site_builder.lint.callable_ids import fold_id
from site_builder.records.model import callable_ids
from site_builder.records.protocol import Sdk

_KIND_SDKS: Mapping[str, Sdk] = {
    "embedding": "openai-embeddings",
    "image": "openai-images",
    "speech": "openai-speech",
    "transcription": "openai-transcriptions",
    "video": "openai-videos",
}
"""What a model of a kind is called through, where the user does not say; all others chat."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A record to write: its path in the site, its text, and what its author must know of it."""

    path: str
    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry of which no record is made, why, and which other model that is about."""

    list_id: str
    reason: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do.

    Attributes:
        files: Records to write, sorted by path.
        present: Models that have a record already, by key, sorted.
        repeated: How many entries are of other sellers of a model that is taken from one of them.
        left_out: Entries that no record can be made of.
        diagnostics: Values that are not what they should be, at their places in the list; their entries are left out.
    """

    files: tuple[NewFile, ...]
    present: tuple[str, ...]
    repeated: int
    left_out: tuple[LeftOut, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the user says of all records.

    Attributes:
        source: Page that states the prices; that of the list if empty.
        checked: Day the list was fetched, e.g. `2026-11-01`.
        protocols: What the models are served through; what is usual for their kind and maker if empty.
        factor: What the gateway charges for each unit of the listed price.
    """

    source: str
    checked: str
    protocols: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)


def plan_import(price_list: PriceList, selected: Sequence[ListedModel], site: ImportSite, terms: Terms) -> ImportPlan:
    """Decide for each selected entry what becomes of it; each is in one part of the plan."""
    refused = tuple(LeftOut(listed.list_id, reason) for listed in selected if (reason := _refusal(listed)))
    meant = [listed for listed in selected if not _refusal(listed)]
    choices = choose_entries([listed for listed in meant if not listed.slips])
    planner = _Planner(price_list, site, terms, choices)
    for choice in choices:
        planner.plan(choice.taken)
    return ImportPlan(
        tuple(sorted(planner.files.values(), key=lambda file: file.path)),
        tuple(sorted(set(planner.present))),
        sum(len(choice.others) for choice in choices),
        (*refused, *planner.left_out),
        tuple(diagnostic for listed in meant for diagnostic in find_slips(price_list, listed)),
    )


def _refusal(listed: ListedModel) -> str:
    if listed.refusal or listed.origin.maker != NOBODY:
        return listed.refusal
    return "the list does not say who makes it; say it with `--maker ID`"


def find_slips(price_list: PriceList, listed: ListedModel) -> Iterator[Diagnostic]:
    """Give a diagnostic for each value of an entry that is not what it should be."""
    for slip in listed.slips:
        yield Diagnostic(
            "list-value",
            price_list.file.span(slip.place),
            f"{listed.list_id}: {slip.message}",
            "a record made of the rest would look like all that is known",
            "download the list again, or correct the value in the file",
        )


class _Planner:
    """Makes the records of an import one after the other, knowing those it has made."""

    def __init__(self, price_list: PriceList, site: ImportSite, terms: Terms, choices: tuple[Choice, ...]) -> None:
        self.files: dict[str, NewFile] = {}
        self.present: list[str] = []
        self.left_out: list[LeftOut] = []
        self._list = price_list
        self._site = site
        self._neighbours = site.neighbours
        self._terms = terms
        self._known = index_models(self._neighbours.models)
        self._chosen = {identity_of(choice.taken): choice.taken for choice in choices}
        models = self._neighbours.models
        self._taken = {one for model in models.values() for one in callable_ids(model)}
        self._folds = {fold_id(one): key for key, model in models.items() for one in callable_ids(model)}
        self._names = {model.name for model in models.values()}

    def plan(self, listed: ListedModel) -> None:
        """Make the record of an entry, note that there is one, or say why there can be none."""
        found = self._known.find(listed)
        if found is not None:
            self.present.append(found[0])
            return
        obstacle = self._find_obstacle(listed) or self._write(listed)
        if obstacle is not None:
            self.left_out.append(obstacle)

    def _find_obstacle(self, listed: ListedModel) -> LeftOut | None:
        base = base_of_snapshot(listed)
        if base is not None:
            owner = self._find_owner(listed, base)
            if owner:
                return LeftOut(listed.list_id, "a snapshot of a model, or a pointer to it, for its `versions`", owner)
        malformed = find_malformed_id(slug_of(listed.origin.own_id), "")
        if malformed is not None:
            return LeftOut(listed.list_id, f"{malformed.message}, which its path would be made of")
        if not self._protocols(listed):
            reason = f"no protocol of the site is for models of kind `{_kind(listed)}`; name one with `--protocol ID`"
            return LeftOut(listed.list_id, reason)
        return None

    def _find_owner(self, snapshot: ListedModel, base: ListedModel) -> str:
        """Give the model that a snapshot is one of; only where that is sold by the same, at the same prices, if new."""
        known, chosen = self._known.find(base), self._chosen.get(identity_of(base))
        if known is not None:
            return known[0] if known[1] <= OWN_ID else ""
        is_same = chosen is not None and (chosen.seller, chosen.lines) == (snapshot.seller, snapshot.lines)
        return chosen.list_id if chosen is not None and is_same else ""

    def _write(self, listed: ListedModel) -> LeftOut | None:
        """Make the record of an entry and, where it is missing, of its maker; say why if there can be none."""
        own_id, maker, kind = listed.origin.own_id, listed.origin.maker, self._list.kind
        provider_id = self._provider_id(listed)
        path = f"{CATALOG_FOLDER}/models/{provider_id}/{slug_of(own_id)}.yaml"
        if path in self._site.paths or path in self.files:
            return LeftOut(listed.list_id, "a record with its path is there, of another model or with mistakes", path)
        other = self._folds.get(fold_id(own_id))
        if other is not None and own_id not in self._taken:
            return LeftOut(listed.list_id, "its id is that of another model in another spelling", other)
        provider = self._neighbours.providers.get(provider_id)
        api_id = f"{provider_id}/{own_id}" if own_id in self._taken else own_id
        surroundings = Surroundings(
            provider.name if provider else maker.name,
            api_id,
            {key: self._neighbours.protocols[key] for key in self._protocols(listed)},
            Evidence(kind.title, self._terms.source or kind.url, self._terms.checked),
            self._names,
            self._terms.factor,
        )
        written = write_model(f"{provider_id}/{slug_of(own_id)}", listed, surroundings, self._site.catalog)
        mistakes = find_mistakes(path, written.text)
        if not mistakes:
            remark = f"not in it: {', '.join(written.notes)}" if written.notes else ""
            self.files[path] = NewFile(path, written.text, remark)
            self._taken.add(api_id)
            self._names.add(written.name)
            self._folds[fold_id(api_id)] = path
            self._add_provider(listed)
        return LeftOut(listed.list_id, "; ".join(mistakes)) if mistakes else None

    def _add_provider(self, listed: ListedModel) -> None:
        maker = listed.origin.maker
        path = f"{CATALOG_FOLDER}/providers/{self._provider_id(listed)}.yaml"
        if path not in self._site.paths and path not in self.files:
            remark = "replace what is made up: website" if maker.website == MADE_UP_ADDRESS else ""
            self.files[path] = NewFile(path, write_provider(maker.name, maker.website), remark)

    def _protocols(self, listed: ListedModel) -> tuple[str, ...]:
        """Give what a model is served through: what the user says, or what the site has for its kind and maker."""
        if self._terms.protocols:
            return self._terms.protocols
        known, wanted = self._neighbours.protocols, _KIND_SDKS.get(_kind(listed))
        if wanted:
            return tuple(key for key, protocol in known.items() if protocol.sdk == wanted)
        chats = {key: protocol for key, protocol in known.items() if protocol.sdk not in _KIND_SDKS.values()}
        return usual_protocols(replace(self._neighbours, protocols=chats), self._provider_id(listed))

    def _provider_id(self, listed: ListedModel) -> str:
        return site_maker(listed.origin.maker, self._neighbours.providers)


def _kind(listed: ListedModel) -> str:
    return str(listed.facts.get(("kind",), "chat"))
