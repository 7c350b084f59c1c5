"""What the landscape page shows of the catalog, before it is said in any language: which models, and which numbers.

Each part is bounded, so that the page stays readable and cheap for any catalog: of too many models the newest are
shown. Retired models are left out.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from itertools import islice

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.records.base import MAX_DIGITS
from site_builder.records.benchmark import Benchmark
from site_builder.records.model import Model
from site_builder.records.score import Score
from site_builder.records.specification import Capabilities

MOST_PLOTS = 4
"""Benchmarks that have a plot: those with results of the most models."""
LEAST_POINTS = 4
"""Fewer points are no landscape: such a benchmark has no plot."""
MOST_POINTS = 30
MOST_WINDOWS = 20
MOST_MODELS_OF_WINDOW = 20
MOST_RELEASES = 60
MOST_ROWS = 60
MOST_CAPABILITIES = 10
INPUT_SHARE = 3
"""Tokens of input for each one of output in the price that stands for a model."""

_UNIT = "million_tokens"


@dataclass(frozen=True, slots=True)
class PricedScore:
    """A model with a result and a price.

    Attributes:
        conditions: What was different about the run, if anything.
        mixed: Price of three parts of input and one of output, per million tokens.
        is_efficient: Whether no other model shown is as cheap and better, or as good and cheaper.
    """

    key: str
    name: str
    score: Decimal
    conditions: str | None
    input_price: Decimal
    output_price: Decimal
    mixed: Decimal
    is_efficient: bool = False


@dataclass(frozen=True, slots=True)
class PricedBenchmark:
    """The results on one benchmark beside the prices, cheapest model first.

    Attributes:
        currency: Of all prices.
        is_cut: Whether there were too many models, so that these are the newest.
    """

    id: str
    benchmark: Benchmark
    currency: str
    points: tuple[PricedScore, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class WindowSize:
    """A size of the context window, in tokens, and the models that have it, newest first.

    Attributes:
        more: How many models have it too and are not named.
    """

    tokens: int
    models: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Release:
    """A model with the day of its release."""

    key: str
    name: str
    maker: str
    day: date


@dataclass(frozen=True, slots=True)
class CapabilityRow:
    """What a model says of each capability of the matrix, in its order; None where it says nothing."""

    key: str
    name: str
    maker: str
    states: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What the landscape page shows.

    Attributes:
        plots: Price against score, the benchmark with the most models first.
        windows: Context windows, the largest first.
        smaller_windows: How many smaller ones there are besides.
        releases: From the first to the newest.
        capabilities: Names of the columns of the matrix.
        rows: The matrix, in catalog order.
        model_count: Number of all models that are not retired.
    """

    plots: tuple[PricedBenchmark, ...]
    windows: tuple[WindowSize, ...]
    smaller_windows: int
    releases: tuple[Release, ...]
    capabilities: tuple[str, ...]
    rows: tuple[CapabilityRow, ...]
    model_count: int

    @property
    def has_parts(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.plots or self.windows or self.releases or self.rows)


_Models = Sequence[tuple[str, Model]]


@functools.lru_cache(maxsize=1)
def survey_models(catalog: Catalog) -> Survey:
    """Give what the landscape page shows of a catalog."""
    kept = [(key, model) for key, model in catalog.models.items() if model.status != "retired"]
    newest = sorted(kept, key=lambda item: item[1].released or date.min, reverse=True)
    windows = _survey_windows(newest)
    capabilities, rows = _survey_capabilities(catalog, newest)
    return Survey(
        plots=tuple(_survey_prices(catalog, newest)),
        windows=windows[:MOST_WINDOWS],
        smaller_windows=max(0, len(windows) - MOST_WINDOWS),
        releases=_survey_releases(catalog, newest),
        capabilities=capabilities,
        rows=rows,
        model_count=len(kept),
    )


def has_windows(catalog: Catalog) -> bool:
    """Whether a model says how large its context window is: then there is something to show, without a survey."""
    return any(
        model.limits.context_window_tokens is not None and model.status != "retired"
        for model in catalog.models.values()
    )


def landscape_fingerprint(catalog: Catalog) -> Fingerprint:
    """Give the fingerprint of what the landscape page shows of all records, and of nothing else."""
    return fingerprint_parts([repr(survey_models(catalog))])


def _survey_prices(catalog: Catalog, newest: _Models) -> Iterator[PricedBenchmark]:
    reported: dict[str, list[str]] = {}
    for _, model in newest:
        for score in model.benchmarks:
            if score.baseline is None and score.score is not None:
                reported.setdefault(score.benchmark, []).append(score.reported)
    ranked = sorted(reported, key=lambda name: (len(reported[name]), max(reported[name]), name), reverse=True)
    surveyed = (_survey_benchmark(catalog, name, newest) for name in ranked if len(reported[name]) >= LEAST_POINTS)
    yield from islice((plot for plot in surveyed if len(plot.points) >= LEAST_POINTS), MOST_PLOTS)


def _survey_benchmark(catalog: Catalog, name: str, newest: _Models) -> PricedBenchmark:
    benchmark = catalog.benchmarks[name]
    found: dict[str, list[PricedScore]] = {}
    for key, model in newest:
        score = _choose_score(model, name)
        priced = _price(key, model, score) if score is not None else None
        if priced is not None:
            currency, point = priced
            found.setdefault(currency, []).append(point)
            if len(found[currency]) > MOST_POINTS:
                break
    currency = max(sorted(found), key=lambda code: len(found[code]), default="")
    points = found.get(currency, [])
    return PricedBenchmark(
        id=name,
        benchmark=benchmark,
        currency=currency,
        points=_mark_efficient(points[:MOST_POINTS], is_higher_better=benchmark.direction == "higher"),
        is_cut=len(points) > MOST_POINTS,
    )


def _choose_score(model: Model, name: str) -> Score | None:
    """Give a model's result on a benchmark, the one under the usual conditions if there are several."""
    scores = (score for score in model.benchmarks if score.benchmark == name and score.baseline is None)
    stated = (score for score in scores if score.score is not None)
    return min(stated, key=lambda score: score.conditions is not None, default=None)


def _price(key: str, model: Model, score: Score) -> tuple[str, PricedScore] | None:
    """Give a point with its currency; None without two token prices in one currency, or for a model that is free."""
    pricing = model.pricing
    lines = [pricing.base_line(meter) for meter in ("input", "output")] if pricing else []
    amounts = [line.amount for line in lines if line and line.amount is not None and line.unit_id == _UNIT]
    currencies = {pricing.currency_of(line) for line in lines if pricing and line}
    if score.score is None or len(amounts) < len(("input", "output")) or len(currencies) > 1 or not any(amounts):
        return None
    own_input, own_output = amounts
    with localcontext(prec=2 * MAX_DIGITS):
        mixed = (INPUT_SHARE * own_input + own_output) / (INPUT_SHARE + 1)
    return currencies.pop(), PricedScore(key, model.name, score.score, score.conditions, own_input, own_output, mixed)


def _mark_efficient(points: Iterable[PricedScore], *, is_higher_better: bool) -> tuple[PricedScore, ...]:
    """Give the points from the cheapest on, the best of equally cheap ones first, with what no other one beats."""
    sign = 1 if is_higher_better else -1
    ordered = sorted(points, key=lambda point: (point.mixed, -sign * point.score, point.key))

    def beats(other: PricedScore, point: PricedScore) -> bool:
        is_as_good = other.mixed <= point.mixed and sign * other.score >= sign * point.score
        return is_as_good and (other.mixed, other.score) != (point.mixed, point.score)

    return tuple(replace(point, is_efficient=not any(beats(other, point) for other in ordered)) for point in ordered)


def _survey_windows(newest: _Models) -> tuple[WindowSize, ...]:
    found: dict[int, list[tuple[str, str]]] = {}
    for key, model in newest:
        if model.limits.context_window_tokens is not None:
            found.setdefault(model.limits.context_window_tokens, []).append((key, model.name))
    return tuple(
        WindowSize(
            tokens, tuple(found[tokens][:MOST_MODELS_OF_WINDOW]), max(0, len(found[tokens]) - MOST_MODELS_OF_WINDOW)
        )
        for tokens in sorted(found, reverse=True)
    )


def _survey_releases(catalog: Catalog, newest: _Models) -> tuple[Release, ...]:
    released = ((key, model, model.released) for key, model in newest if model.released is not None)
    found = (
        Release(key, model.name, catalog.providers[provider_of(key)].name, day)
        for key, model, day in islice(released, MOST_RELEASES)
    )
    return tuple(sorted(found, key=lambda release: (release.day, release.key)))


def _survey_capabilities(catalog: Catalog, newest: _Models) -> tuple[tuple[str, ...], tuple[CapabilityRow, ...]]:
    """Give the capabilities that are stated most often, in the order of the record class, and what models say."""
    said = ((key, model, dict(model.capabilities)) for key, model in newest)
    kept = list(islice((item for item in said if any(item[2].values())), MOST_ROWS))
    counts = Counter(name for _, _, states in kept for name, state in states.items() if state is not None)
    ranked = sorted(counts, key=lambda name: -counts[name])[:MOST_CAPABILITIES]
    names = tuple(name for name in Capabilities.model_fields if name in ranked)
    rows = (
        CapabilityRow(key, model.name, catalog.providers[provider_of(key)].name, tuple(states[name] for name in names))
        for key, model, states in sorted(kept, key=lambda item: item[0])
    )
    return names, tuple(rows)
