"""The search: opened by button and keys, used by keyboard, spoken, and what it finds in each language."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Locator, Page, Route, expect

from benchmarks.static_server import make_folder_server
from site_builder.build.pipeline import BuildOptions, build_site

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_QUERIES = yaml.safe_load((Path(__file__).parent / "search_queries.yaml").read_text(encoding="utf-8"))
_MODEL = "/ru/models/google/gemini-3.1-flash-lite/"
_INDEX = re.compile(r"/search/[a-z0-9-]+\.json$")
_SHOWN = """(home) => Array.from(document.querySelectorAll("#search-list [role=option]"),
  (option) => option.getAttribute("href").replace(home, ""))"""

_WIDE = """() => Array.from(document.querySelectorAll("#search, #search *:not(.visually-hidden, .visually-hidden *)"))
  .filter((element) => !element.closest(".search-detail mark")) // the second line ends in an ellipsis
  .filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < -0.5 || right > innerWidth + 0.5;
  })
  .map((element) => element.outerHTML.slice(0, 80))"""
_SMALL = """() => Array.from(document.querySelectorAll("#search :is(button, a, label, input[type=text])"))
  .filter((target) => target.checkVisibility())
  .map((target) => target.getBoundingClientRect())
  .filter((box) => box.height < 24 || box.width < 24)"""
_CONTRASTS = """() => {
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const luminance = (...layers) => {
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = Array.from(context.getImageData(0, 0, 1, 1).data, (byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const option = document.querySelector("[role=option][aria-selected=true]");
  const ground = [document.getElementById("search"), option].map((box) => getComputedStyle(box).backgroundColor);
  return Array.from(option.querySelectorAll("*"), (element) => {
    const [dark, light] = [luminance(...ground), luminance(...ground, getComputedStyle(element).color)].sort();
    return (light + 0.05) / (dark + 0.05);
  });
}"""


def _open_search(page: Page) -> Locator:
    """Open the search by its key; give its field when the index is read."""
    page.keyboard.press("/")
    expect(page.locator("[data-search=message]")).to_have_text(page.locator("#search").get_attribute("data-hint") or "")
    return page.locator("[data-search=input]")


def _ask(page: Page, query: str) -> Locator:
    """Type a query; give the results when sentences of models are among what is searched."""
    field = page.locator("[data-search=input]")
    with page.expect_response(_INDEX):
        field.fill(query)
    expect(page.locator("[data-search=status]")).not_to_be_empty()
    return page.locator("#search-list [role=option]")


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_key_opens_search_and_escape_gives_the_focus_back(open_page: OpenPage, key: str) -> None:
    """The field has the focus at once; Escape closes the dialog, and the focus is where it was."""
    page = open_page("/en/")
    link = page.locator("#model-table a").first
    link.focus()

    page.keyboard.press(key)

    expect(page.locator("[data-search=input]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize("code", ["、", "."])
def test_slash_opens_search_on_other_keyboards(open_page: OpenPage, code: str) -> None:
    """The key of the slash gives another character on a Russian keyboard or with a Chinese input method."""
    page = open_page("/zh/")

    page.evaluate(
        "(key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: 'Slash', bubbles: true }))",
        code,
    )

    expect(page.locator("#search")).to_be_visible()


def test_slash_is_a_character_where_readers_type(open_page: OpenPage) -> None:
    """In the filter of the table it is typed; and the same key does not close the search."""
    page = open_page("/en/")
    filter_field = page.locator("form.filters [name=q]")

    filter_field.press("/")
    page.locator("#search-open").click()
    page.keyboard.type("/v1")

    assert filter_field.input_value() == "/"
    assert page.locator("[data-search=input]").input_value() == "/v1"


def test_slash_can_be_switched_off(open_page: OpenPage) -> None:
    """A single key must be one that readers can switch off; Ctrl-K stays. Source: WCAG 2.2, 2.1.4."""
    page = open_page("/en/")
    _open_search(page)
    page.locator("[data-search=slash]").uncheck()
    page.reload()

    page.keyboard.press("/")
    after_slash = page.locator("#search").is_visible()
    page.keyboard.press("Control+k")

    assert after_slash is False
    expect(page.locator("#search")).to_be_visible()
    expect(page.locator("[data-search=slash]")).not_to_be_checked()
    expect(page.locator("[data-search=message]")).to_contain_text("Finds models")
    page.locator("[data-search=slash]").check()
    assert page.evaluate("localStorage.getItem('search-slash')") is None


def test_arrows_and_enter_lead_to_the_result(open_page: OpenPage) -> None:
    """The first result is selected; arrows go round; Enter opens what is selected."""
    page = open_page("/en/")
    field = _open_search(page)
    results = _ask(page, "claude opus 4.8 pricing")
    ids = [results.nth(place).get_attribute("id") for place in range(results.count())]

    chosen = [field.get_attribute("aria-activedescendant")]
    for key in ("ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        chosen.append(field.get_attribute("aria-activedescendant"))
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/models/anthropic/claude-opus-4.8/#pricing")
    assert chosen == [ids[0], ids[-1], ids[0]]


def test_result_on_the_same_page_closes_the_search(open_page: OpenPage) -> None:
    """A question of the page itself is scrolled to and opened, and the dialog is gone."""
    page = open_page("/en/models/openai/gpt-image-2/")
    _open_search(page)
    _ask(page, "transparent background gpt image 2").filter(has_text="Can it make").click()

    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("#faq-3")).to_have_attribute("open", "")
    expect(page.locator("#faq-3")).to_be_in_viewport()


def test_search_speaks(open_page: OpenPage) -> None:
    """Field, list, groups and results have their roles; the number of results is said politely."""
    page = open_page("/en/")
    field = _open_search(page)
    expect(field).to_have_attribute("aria-expanded", "false")

    results = _ask(page, "temperature")

    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-controls", "search-list")
    expect(page.locator("#search-list")).to_have_role("listbox")
    expect(page.locator("#search-list [role=group]").first).to_have_accessible_name("Parameters")
    expect(page.locator("[data-search=status]")).to_have_text(f"Results: {results.count()}")
    expect(page.locator("#search-list [aria-selected=true]")).to_have_count(1)
    assert results.first.get_attribute("tabindex") == "-1"


def test_search_says_that_nothing_is_found(open_page: OpenPage) -> None:
    """What was typed is repeated as text, with advice; it is said as well, and no list is left."""
    page = open_page("/en/")
    field = _open_search(page)
    _ask(page, "gpt")

    field.fill("<qqqqzz$&>")

    message = page.locator("[data-search=message]")
    expect(message).to_contain_text("Nothing found for “<qqqqzz$&>”")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(page.locator("[data-search=status]")).to_have_text(message.text_content() or "")
    expect(page.locator("#search-list")).to_be_hidden()


def test_keys_of_an_input_method_are_its_own(open_page: OpenPage) -> None:
    """Enter that ends a composition of Chinese characters does not open a result."""
    page = open_page("/zh/")
    field = _open_search(page)
    _ask(page, "透明")

    field.evaluate("(field) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true }))")

    assert page.url.endswith("/zh/")
    expect(page.locator("#search")).to_be_visible()


def test_what_agrees_is_marked(open_page: OpenPage) -> None:
    """The words of the query stand out in the result, in other forms too."""
    page = open_page("/ru/")
    _open_search(page)

    results = _ask(page, "прозрачным фоном")

    marked = results.filter(has_text="прозрачный фон").locator(".search-title mark")
    assert marked.all_text_contents() == ["прозрачный", "фон"]


def test_alias_that_was_typed_is_shown(open_page: OpenPage) -> None:
    """Beside the name stands the id that was found, so that the reader sees why."""
    page = open_page("/en/")
    _open_search(page)

    first = _ask(page, "deepseek-reasoner").first

    expect(first.locator(".search-title")).to_have_text("DeepSeek V4 Flash")
    expect(first.locator(".search-id")).to_have_text("deepseek-reasoner")


@pytest.mark.parametrize("slug", ["en", "ru", "zh"])
def test_readers_find_what_they_mean(
    open_page: OpenPage, slug: str, record_property: Callable[[str, object], None]
) -> None:
    """Of twenty queries nineteen give the page that is meant first, and all among the first three."""
    page = open_page(f"/{slug}/")
    field = _open_search(page)
    _ask(page, "gpt")

    ranks = {}
    for query, meant in _QUERIES[slug].items():
        field.fill(query)
        shown = page.evaluate(_SHOWN, f"/{slug}/")
        ranks[query] = shown.index(meant) + 1 if meant in shown else 0

    missed = {query: rank for query, rank in ranks.items() if rank != 1}
    record_property("first", 20 - len(missed))
    record_property("first three", sum(0 < rank < 4 for rank in ranks.values()))
    assert len(ranks) == 20
    assert len(missed) < 2, missed
    assert all(0 < rank < 4 for rank in missed.values()), missed


def _find(open_page: OpenPage, slug: str, query: str) -> list[str]:
    """Give where the results of a query lead, below the home page of the locale."""
    page = open_page(f"/{slug}/")
    _open_search(page)
    _ask(page, query)
    found: list[str] = page.evaluate(_SHOWN, f"/{slug}/")
    return found


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("джемини флеш лайт", "models/google/gemini-3.1-flash-lite/"),
        ("гемини 3.1 про", "models/google/gemini-3.1-pro/"),
        ("клод опус 4.8", "models/anthropic/claude-opus-4.8/"),
        ("сонет 5", "models/anthropic/claude-sonnet-5/"),
        ("хайку", "models/anthropic/claude-haiku-4.5/"),
        ("гпт 5.4 мини", "models/openai/gpt-5.4-mini/"),
        ("дипсик", "providers/deepseek/"),
        ("квен 3.7 макс", "models/qwen/qwen3.7-max/"),
        ("грок 4.3", "models/xai/grok-4.3/"),
        ("мистраль", "providers/mistral/"),
        ("Антропик", "providers/anthropic/"),
        ("опенаи", "providers/openai/"),
    ],
)
def test_names_are_found_as_russians_spell_them(open_page: OpenPage, query: str, meant: str) -> None:
    """By their sounds; what is meant comes first."""
    assert _find(open_page, "ru", query)[0] == meant


@pytest.mark.parametrize(
    ("slug", "query", "meant"),
    [
        ("zh", "通义千问", "providers/qwen/"),
        ("zh", "豆包", "providers/bytedance/"),
        ("zh", "深度求索", "providers/deepseek/"),
        ("zh", "谷歌", "providers/google/"),
        ("ru", "чатгпт", "providers/openai/"),
        ("zh", "限流", "protocols/openai-chat-completions/#api-openai-chat-completions-error-429-rate_limit_exceeded"),
        ("zh", "计算器", "pricing/#calculator"),
        ("ru", "калькулятор", "pricing/#calculator"),
        ("en", "calculator", "pricing/#calculator"),
        ("zh", "对比", "compare/"),
        ("ru", "сравнение", "compare/"),
        ("en", "compare", "compare/"),
        ("zh", "价格", "pricing/"),
        ("ru", "цены", "pricing/"),
        ("en", "price", "pricing/"),
        ("ru", "новости", "changes/"),
        ("en", "changelog", "changes/"),
        ("zh", "图表", "landscape/"),
    ],
)
def test_everyday_words_lead_to_what_they_mean(open_page: OpenPage, slug: str, query: str, meant: str) -> None:
    """Names of makers in another script, pages by any of their names, failures as people call them: first."""
    assert _find(open_page, slug, query)[0] == meant


@pytest.mark.parametrize(
    ("slug", "query", "model"),
    [
        ("zh", "生图", "models/openai/gpt-image-2/"),
        ("zh", "文生视频", "models/xai/grok-imagine-video/"),
        ("en", "vision", "models/anthropic/claude-sonnet-5/"),
        ("ru", "озвучка", "models/openai/gpt-4o-mini-tts/"),
    ],
)
def test_models_are_found_by_what_they_are_for(open_page: OpenPage, slug: str, query: str, model: str) -> None:
    """In the words of every day."""
    assert model in _find(open_page, slug, query)


def test_both_spellings_of_a_russian_word_find_the_same(open_page: OpenPage) -> None:
    """People write `э` and `е`."""
    page = open_page("/ru/")
    field = _open_search(page)
    _ask(page, "кэширование")
    usual = page.evaluate(_SHOWN, "/ru/")
    field.fill("кеширование")

    assert len(usual) > 3
    assert page.evaluate(_SHOWN, "/ru/") == usual


def test_nothing_is_loaded_before_search_is_opened(open_page: OpenPage) -> None:
    """A page costs nothing for a search that is not used; opening it a second time loads nothing again."""
    asked: list[str] = []
    page = open_page(_MODEL, prepare=lambda page: page.on("request", lambda request: asked.append(request.url)))
    before = [url for url in asked if "search" in url]
    field = _open_search(page)
    _ask(page, "gpt")
    field.press("Escape")
    expect(page.locator("#search")).to_be_hidden()
    first = [url for url in asked if "search" in url]

    page.keyboard.press("/")
    field.fill("claude")
    expect(page.locator("#search-list")).to_contain_text("Claude")

    assert before == []
    assert [re.sub(r"\.[0-9a-f]{12}\.", ".", url.rpartition("/")[2]) for url in first] == [
        "search.js",
        "catalog.json",
        "prose-1.json",
    ]
    assert [url for url in asked if "search" in url] == first


def test_failure_is_said_and_opening_again_tries_again(open_page: OpenPage, problems: list[str]) -> None:
    """Without a connection the dialog says so; once there is one, the search works without a reload."""
    page = open_page("/en/")
    page.route(_INDEX, lambda route: route.abort())
    page.keyboard.press("/")
    message = page.locator("[data-search=message]")
    expect(message).to_contain_text("could not be loaded")
    page.unroute(_INDEX)
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()
    problems.clear()

    _open_search(page)

    assert _ask(page, "gpt-5.4").first.locator(".search-title").text_content() == "GPT-5.4"


def test_names_are_found_where_prose_cannot_be_loaded(open_page: OpenPage, problems: list[str]) -> None:
    """A file of prose that is missing does not stop the search."""
    page = open_page("/en/")

    def refuse(route: Route) -> None:
        route.fulfill(status=503)

    page.route("**/search/prose-1.json", refuse)
    _open_search(page)
    first = _ask(page, "gpt-5.4").first

    expect(first.locator(".search-title")).to_have_text("GPT-5.4")
    problems.clear()


def test_typed_while_loading_is_answered(open_page: OpenPage) -> None:
    """What is typed before the index has come is looked for as soon as it is there."""
    held: list[Route] = []
    page = open_page("/en/")
    page.route("**/search/catalog.json", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    page.keyboard.press("/")
    page.keyboard.type("gpt-5.4")
    with page.expect_response("**/search/prose-1.json"):
        while not held:
            page.wait_for_timeout(10)
        held.pop().continue_()

    expect(page.locator("#search-list .search-title").first).to_have_text("GPT-5.4")


def test_there_is_no_button_without_scripts(open_page: OpenPage) -> None:
    """Where it could do nothing it is not shown, nor is the dialog."""
    page = open_page("/en/", java_script_enabled=False)

    expect(page.locator("#search-open")).to_be_hidden()
    expect(page.locator("#search")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(("slug", "query"), [("ru", "размышление"), ("zh", "上下文"), ("en", "max tokens")])
def test_search_fits_every_width(open_page: OpenPage, slug: str, query: str, width: int) -> None:
    """Nothing is cut off or scrolls sideways, and what is pressed is large enough."""
    page = open_page(f"/{slug}/", width=width)
    page.locator("#search-open").click()
    _ask(page, query)

    wide, small = page.evaluate(_WIDE), page.evaluate(_SMALL)

    assert wide == []
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_have_contrast(open_page: OpenPage, scheme: str) -> None:
    """Names, marks and second lines have at least 4.5 to 1, on a selected result too."""
    page = open_page("/en/", color_scheme=scheme, reduced_motion="reduce")
    _open_search(page)
    _ask(page, "gpt-5")

    ratios = page.evaluate(_CONTRASTS)

    assert len(ratios) > 2
    assert min(ratios) >= 4.5


@pytest.fixture
def based_url(small_site: Path) -> Iterator[str]:
    """Give the address of a small site that is published below `/docs`."""
    config = small_site / "catalog/site.yaml"
    config.write_text(config.read_text().replace("https://models.example.com", "https://models.example.com/docs"))
    assert build_site(BuildOptions(small_site, small_site / "dist", jobs=1)).is_published
    server = make_folder_server(small_site / "dist", "127.0.0.1", 0, base_path="/docs")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/docs"
    server.shutdown()
    server.server_close()
    thread.join()


def test_search_works_below_a_base_path(open_page: OpenPage, based_url: str, problems: list[str]) -> None:
    """Index, script and results are looked for where the site is, not at the root of the host."""
    page = open_page("/en/")
    problems.clear()
    page.goto(f"{based_url}/en/")
    _open_search(page)
    _ask(page, "acme mini")

    page.keyboard.press("Enter")

    page.wait_for_url(f"{based_url}/en/models/acme/mini/")
    assert [problem for problem in problems if based_url not in problem] == []
    problems.clear()
