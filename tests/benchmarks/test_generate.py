"""Generated sites: valid, deterministic, half translated."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.names import model_name, provider_name
from benchmarks.site_files import write_site
from site_builder.build.inputs import read_site
from site_builder.diagnostics import has_errors


@pytest.fixture(scope="module")
def generated_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a generated site with ten models."""
    folder = tmp_path_factory.mktemp("generated") / "site"
    write_site(folder, 10)
    return folder


def _read_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_generated_site_has_no_errors(generated_site: Path) -> None:
    """What is measured is a site that may be published: ten models in three locales, four protocols, no error."""
    site, diagnostics = read_site(generated_site)

    assert not has_errors(diagnostics)
    assert site is not None
    assert (len(site.catalog.models), len(site.catalog.protocols), len(site.locales)) == (10, 4, 3)


def test_same_arguments_give_the_same_bytes(generated_site: Path, tmp_path: Path) -> None:
    """Two machines measure the same site."""
    write_site(tmp_path / "again", 10)

    assert _read_files(tmp_path / "again") == _read_files(generated_site)


def test_another_seed_gives_other_records_of_the_same_models(generated_site: Path, tmp_path: Path) -> None:
    """The seed changes what is said, not what there is."""
    write_site(tmp_path / "other", 10, seed=8)

    ours, others = _read_files(generated_site), _read_files(tmp_path / "other")
    assert ours.keys() == others.keys()
    assert ours != others


def test_a_larger_site_keeps_the_names(generated_site: Path, tmp_path: Path) -> None:
    """Sizes are comparable: a larger site has the models of a smaller one and more."""
    write_site(tmp_path / "larger", 30)

    assert _read_files(generated_site).keys() < _read_files(tmp_path / "larger").keys()


def test_about_half_of_the_generated_prose_is_translated(generated_site: Path) -> None:
    """Both PO files miss about half of what is not the repository's own."""
    site, _ = read_site(generated_site)
    assert site is not None
    models = site.catalog.models.values()
    sources = {text for model in models for text in (model.summary, *model.conclusions, *model.notes, *model.use_when)}

    prose = site.renderer.contexts["ru"].localizer.prose.singular

    assert 0.3 < sum(source in prose for source in sources) / len(sources) < 0.7


def test_names_are_unique() -> None:
    """Twenty thousand models and their makers all differ."""
    models = {model_name(index).key for index in range(20_000)}
    providers = {provider_name(number)[0] for number in range(800)}

    assert (len(models), len(providers)) == (20_000, 800)
