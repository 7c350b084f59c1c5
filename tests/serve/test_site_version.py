"""A version of a site in memory: it has the files that a build publishes, to the byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build.checking import check_site
from site_builder.build.errors import BuildError
from site_builder.build.kept_code import code_file
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.serve.site_version import SiteVersion

ReadVersion = Callable[[Path], SiteVersion]


def _write_template(site_folder: Path, name: str, text: str) -> None:
    path = site_folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _move_below(site_folder: Path, base_path: str) -> None:
    config = site_folder / "catalog/site.yaml"
    config.write_text(config.read_text().replace("models.example.com", f"models.example.com{base_path}"))


@pytest.mark.parametrize("base_path", ["", "/docs"])
@pytest.mark.parametrize("footer", ["", "<footer><p>{{ 'Prices'|tr }}</p></footer>"])
def test_every_file_is_what_a_build_publishes(
    base_path: str, footer: str, small_site: Path, read_version: ReadVersion
) -> None:
    """Pages of every kind and language, assets and outputs, with and without templates of the site's own."""
    _move_below(small_site, base_path)
    if footer:
        _write_template(small_site, "partials/footer.html.j2", footer)
    out = small_site / "dist"
    assert build_site(BuildOptions(small_site, out, jobs=1)).is_published
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    del files[MANIFEST_NAME]

    version = read_version(small_site)

    assert version.base_path == base_path
    assert {path: version.read(path) for path in sorted(files) if version.has_file(path)} == files


def test_what_a_build_does_not_publish_is_not_there(version: SiteVersion) -> None:
    """The manifest, folders and other names are no files of the site."""
    assert not any(map(version.has_file, (MANIFEST_NAME, "en", "en/", "", "en/models/acme/gone/index.html")))


def test_problems_of_a_page_are_those_a_check_finds(small_site: Path, read_version: ReadVersion) -> None:
    """Links that lead nowhere and what rules see on the finished page; exceptions hold, and files have none."""
    _write_template(
        small_site,
        "partials/footer.html.j2",
        '<a href="/en/nowhere/">x</a><a href="#nothing">y</a><img src="/pricing.csv"><a href="/en/">z</a>',
    )
    version = read_version(small_site)

    found = version.find_problems("en/index.html")

    checked = [item for item in check_site(small_site) if item.span.path == "en/index.html"]
    assert sorted(found) == sorted(checked)
    assert sorted(item.code for item in found) == ["image-alt", "link-broken", "link-broken"]
    assert version.find_problems("pricing.csv") == ()
    exception = "exceptions:\n- {rule: image-alt, record: en/index.html, reason: The picture is a test.}\n"
    (small_site / "catalog/lint-exceptions.yaml").write_text(exception)
    assert {item.code for item in read_version(small_site).find_problems("en/index.html")} == {"link-broken"}


def test_no_page_has_problems(version: SiteVersion, small_site: Path) -> None:
    """Pages of every kind are as a build wants them."""
    assert build_site(BuildOptions(small_site, small_site / "dist", jobs=1)).is_published
    pages = [path.relative_to(small_site / "dist").as_posix() for path in (small_site / "dist").rglob("*.html")]

    assert [problem for path in pages for problem in version.find_problems(path)] == []
    assert len(pages) > 50


def test_a_broken_template_stops_only_the_pages_that_use_it(small_site: Path, read_version: ReadVersion) -> None:
    """The error says where it is; other pages are made before and after."""
    _write_template(small_site, "pages/pricing.html.j2", "{{ nonsense }}")
    version = read_version(small_site)
    page = version.read("en/index.html")

    with pytest.raises(BuildError) as raised:
        version.read("en/pricing/index.html")

    assert raised.value.diagnostic.span.path == "templates/pages/pricing.html.j2"
    assert version.read("en/index.html") == page


def test_compiled_templates_are_kept_for_the_next_reading(
    small_site: Path, read_version: ReadVersion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build begins with what a preview has compiled, and so does the next reading."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    version = read_version(small_site)

    version.keep_templates(small_site)

    assert code_file(small_site).is_file()
