"""What stands at an address: as a static host has it, below the base path of the site."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from site_builder.serve.place import Place, find_place, guess_type

_FILES = frozenset(
    {
        "index.html",
        "404.html",
        "en/index.html",
        "en/404.html",
        "ru/404.html",
        "en/models/acme/mini/index.html",
        "assets/site.js",
        "pricing.csv",
    }
)


def _find(address: str, base_path: str = "") -> Place:
    return find_place(_FILES.__contains__, base_path, address)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/en/", "en/index.html"),
        ("/en/index.html", "en/index.html"),
        ("/en/?q=mini#x", "en/index.html"),
        ("/en/models/acme/mini/", "en/models/acme/mini/index.html"),
        ("/%65n/", "en/index.html"),
        ("/assets/site.js", "assets/site.js"),
        ("/pricing.csv?", "pricing.csv"),
        ("/404.html", "404.html"),
    ],
)
@pytest.mark.parametrize("base_path", ["", "/docs", "/a/b"])
def test_a_file_stands_below_the_base_path(address: str, path: str, base_path: str) -> None:
    """An address with a slash at the end is that of the page of a folder."""
    assert _find(f"{base_path}{address}", base_path) == Place(HTTPStatus.OK, path)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/gone", "404.html"),
        ("/gone/", "404.html"),
        ("/en/gone/", "en/404.html"),
        ("/en/gone.html?x", "en/404.html"),
        ("/ru/%D0%BA/", "ru/404.html"),
        ("/zh/", "404.html"),
        ("/assets/gone.css", "404.html"),
        ("/en/models/", "en/404.html"),
        ("/assets/", "404.html"),
        ("/en/index.html/", "en/404.html"),
        ("/" + "x" * 5000, "404.html"),
        ("/%ff", "404.html"),
        ("/index.html/index.html", "404.html"),
    ],
)
@pytest.mark.parametrize("base_path", ["", "/docs"])
def test_an_unknown_address_gets_the_page_of_its_language(address: str, page: str, base_path: str) -> None:
    """A missing file and a folder without a page get the nearest `404.html`."""
    assert _find(f"{base_path}{address}", base_path) == Place(HTTPStatus.NOT_FOUND, page)


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "//../secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/en/..%5c..%5csecret.txt",
        "/../404.html",
        "/en/../en/",
        "/./en/",
        "/en//",
        "/en/%00",
    ],
)
@pytest.mark.parametrize("base_path", ["", "/docs"])
def test_only_names_are_looked_for(address: str, base_path: str) -> None:
    """No spelling of `..`, of a root or of a name that no file can have is even asked for."""
    asked = []

    def has_file(path: str) -> bool:
        asked.append(path)
        return path in _FILES

    place = find_place(has_file, base_path, f"{base_path}{address}")

    assert place == Place(HTTPStatus.NOT_FOUND, "404.html")
    assert asked == ["404.html", "404.html"][: len(asked)]


@pytest.mark.parametrize("address", ["/", "/en/", "/docsen/", "/docs.html", "/DOCS/en/", "/assets/site.js", "*", "x:y"])
def test_nothing_stands_outside_the_base_path(address: str) -> None:
    """A site below `/docs` has no pages elsewhere, as on its real host."""
    assert _find(address, "/docs") == Place(HTTPStatus.NOT_FOUND, "404.html")


@pytest.mark.parametrize(
    ("base_path", "address", "location"),
    [
        ("", "/en", "/en/"),
        ("", "/%65n", "/%65n/"),
        ("/docs", "/docs", "/docs/"),
        ("/docs", "/docs?q=1", "/docs/?q=1"),
        ("/docs", "/docs/en?q=1", "/docs/en/?q=1"),
    ],
)
def test_a_folder_without_slash_leads_to_the_one_with_it(base_path: str, address: str, location: str) -> None:
    """A folder's address is completed, so that relative links work."""
    assert _find(address, base_path) == Place(HTTPStatus.MOVED_PERMANENTLY, location=location)


def test_a_site_without_404_pages_has_none() -> None:
    """What is missing then has no page."""
    assert find_place(frozenset[str]().__contains__, "", "/gone") == Place(HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("en/index.html", "text/html; charset=utf-8"),
        ("assets/site.js", "text/javascript; charset=utf-8"),
        ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/icons.svg", "image/svg+xml"),
        ("en/search/catalog.json", "application/json"),
        ("pricing.csv", "text/csv; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("_headers", "application/octet-stream"),
    ],
)
def test_the_type_follows_from_the_name(path: str, kind: str) -> None:
    """Every file that a build publishes has a type that browsers take it by, and text is UTF-8."""
    assert guess_type(path) == kind
