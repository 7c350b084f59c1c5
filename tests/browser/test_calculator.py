"""The cost calculator: exact sums, compared with sums made in Python and by hand; its fields, words and address."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.pages.price_condition import build_condition
from site_builder.records.price_condition import Condition
from site_builder.records.pricing import Pricing
from tests.browser.price_oracle import Quantity, compute_cost

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_ROOT = Path(__file__).parents[2]
_ENGLISH = Localizer(Locale("en", "en", "English"), "en", no_messages(), no_messages())
_PRO = "/en/models/google/gemini-3.1-pro/"
_PEAK = "01:00/04:00/UTC/monday+tuesday+wednesday+thursday+friday"
_PROMPTS = (Decimal(1000), Decimal(200000), Decimal(200001), Decimal(300000), Decimal(1000000))
_MODULE = "document.querySelector('[data-calculator]').dataset.calculator"
_CALCULATE = f"""async (calls) => {{
  const module = await import({_MODULE});
  const rules = await (await fetch(document.querySelector("[data-words]").dataset.words)).json();
  const models = new Map(module.readModels(document, rules.separator).map((model) => [model.id, model.lines]));
  const decimal = (text) => ({{ digits: BigInt(text), scale: 0 }});
  const plain = (value) => [String(value.digits), value.scale];
  return calls.map(({{ model, quantities, chosen, requests }}) => {{
    const counts = Object.fromEntries(Object.entries(quantities).map(([key, count]) => [key, decimal(count)]));
    const call = {{ quantities: counts, chosen, requests: decimal(requests) }};
    const {{ totals, problems }} = module.calculate(models.get(model), call, rules);
    return {{
      totals: Object.fromEntries(Array.from(totals, ([currency, sums]) =>
        [currency, Object.fromEntries(Object.entries(sums).map(([span, sum]) => [span, plain(sum)]))])),
      problems: problems.map((problem) => [problem.group.key, problem.kind]),
    }};
  }});
}}"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give the records of the repository's own site."""
    loaded = load_catalog(_ROOT)
    assert loaded.catalog is not None
    return loaded.catalog


def _situations(pricing: Pricing) -> list[dict[str, Any]]:
    """Give the conditions of every line, and of every two lines that do not exclude each other."""
    single = [line.when.model_dump(exclude_none=True, exclude={"prompt_tokens"}) for line in pricing.current_lines()]
    found: list[dict[str, Any]] = [{}]
    for one, two in itertools.product([{}, *single], repeat=2):
        merged = {**one, **two}
        if all(merged[name] == value for name, value in one.items()) and merged not in found:
            found.append(merged)
    return found


def _calls(catalog: Catalog) -> Iterator[tuple[Pricing, str, list[Quantity], dict[str, Any], Decimal]]:
    for key, model in catalog.models.items():
        pricing = model.pricing
        if pricing is None:
            continue
        groups = dict.fromkeys((line.meter, line.unit_id, line.equivalent) for line in pricing.current_lines())
        for chosen, prompt in itertools.product(_situations(pricing), _PROMPTS):
            quantities = [
                Quantity(*group, prompt if group[0] == "input" else Decimal(7 * place))
                for place, group in enumerate(groups, 1)
            ]
            yield pricing, key, quantities, chosen, Decimal(997)


def _for_script(chosen: dict[str, Any]) -> dict[str, str]:
    """Give conditions as the page names them."""
    key = build_condition(_ENGLISH, Condition.model_validate(_by_alias(chosen))).key
    return dict(part.split("=", 1) for part in key.split(";")) if key else {}


def _by_alias(chosen: dict[str, Any]) -> dict[str, Any]:
    names = {"starts": "from", "ends": "to"}
    return {
        name: {names.get(inner, inner): item for inner, item in value.items()} if isinstance(value, dict) else value
        for name, value in chosen.items()
    }


def _read(written: list[Any]) -> Decimal:
    digits, scale = written
    return Decimal(int(digits)).scaleb(-scale)


def test_sums_equal_those_of_the_records(open_page: OpenPage, catalog: Catalog) -> None:
    """For every model, under the conditions of each of its prices and of each two, with short and long prompts."""
    calls = list(_calls(catalog))
    page = open_page("/en/pricing/")

    made = page.evaluate(
        _CALCULATE,
        [
            {
                "model": key,
                "quantities": {item.group: str(item.count) for item in quantities},
                "chosen": _for_script(chosen),
                "requests": str(requests),
            }
            for _, key, quantities, chosen, requests in calls
        ],
    )

    assert len(calls) > 1000
    for (pricing, key, quantities, chosen, requests), result in zip(calls, made, strict=True):
        expected = compute_cost(pricing, quantities, chosen, requests)
        sums = {
            currency: {span: _read(written) for span, written in spans.items()}
            for currency, spans in result["totals"].items()
        }
        assert (sums, {tuple(problem) for problem in result["problems"]}) == (expected.totals, expected.problems), (
            key,
            chosen,
        )


@pytest.mark.parametrize(
    ("model", "state", "sums"),
    [
        # 1,000 × 2 + 1,000 × 12 a million
        ("google/gemini-3.1-pro", "input:1000;output:1000;requests:1", ["0.014", "0.014", "0.42"]),
        # 200,000 is not above 200,000: 200,000 × 2
        ("google/gemini-3.1-pro", "input:200000;requests:1", ["0.4", "0.4", "12"]),
        # above it all is dearer, output and cached input too: 150,000 × 4 + 50,001 × 0.40 + 1,000 × 18
        ("google/gemini-3.1-pro", "input:150000;cache_read:50001;output:1000;requests:10",
         ["0.6380004", "6.380004", "191.40012"]),
        # both conditions together: 250,000 × 2 + 1,000 × 9
        ("google/gemini-3.1-pro", "input:250000;output:1000;requests:10;service_tier:batch",
         ["0.509", "5.09", "152.7"]),
        # a batch has no price of its own for cached input: 1,000 × 1 + 1,000 × 0.20
        ("google/gemini-3.1-pro", "input:1000;cache_read:1000;requests:1;service_tier:batch",
         ["0.0012", "0.0012", "0.036"]),
        # outside the peak hours, 90 % from the cache: 100,000 × 0.66 + 900,000 × 0.022 + 10,000 × 1.98
        ("deepseek/deepseek-v4-pro", "input:100000;cache_read:900000;output:10000;requests:1",
         ["0.1056", "0.1056", "3.168"]),
        # within them everything costs twice as much
        ("deepseek/deepseek-v4-pro", f"input:100000;cache_read:900000;output:10000;requests:1;schedule:{_PEAK}",
         ["0.2112", "0.2112", "6.336"]),
        # three images of one size and quality: 3 × 0.2
        ("openai/gpt-image-1.5", "image.image.equivalent:3;requests:1;size:1024x1536;quality:high",
         ["0.6", "0.6", "18"]),
        # 0.5 × 0.30 and 0.5 × 2.50 a million
        ("amazon/nova-2-lite", "input:1000000;output:1000000;requests:2;service_tier:batch", ["1.4", "2.8", "84"]),
        # 10,000 searches a day are free: 20,000 a day leave 10,000 × 0.035
        ("google/gemini-2.5-pro", "web_search.request:1;requests:20000", ["0.035", "350", "10500"]),
        # 5,000 a month are free: 300 × 0.014 a day, 30 × 300 − 5,000 in 30 days
        ("google/gemini-3.5-flash", "web_search.query:1;requests:300", ["0.014", "4.2", "56"]),
        # without a price it is free
        ("cohere/command-a-plus", "input:1000;output:1000;requests:1000", ["0", "0", "0"]),
    ],
)  # fmt: skip
def test_sums_are_those_made_by_hand(open_page: OpenPage, model: str, state: str, sums: list[str]) -> None:
    """One request, one day, 30 days; what the address says is filled in, and nothing else is."""
    page = open_page(f"/en/models/{model}/?cost={state.replace('+', '%2B')}")

    shown = page.locator("[data-sum] data")
    expect(shown).to_have_count(3)

    assert [item.get_attribute("value") for item in shown.all()] == sums


@pytest.mark.parametrize(
    ("slug", "texts"),
    [
        ("en", ["$0.019", "$1.90", "$57.00"]),
        ("ru", ["0,019\xa0$", "1,90\xa0$", "57,00\xa0$"]),
        ("zh", ["US$0.019", "US$1.90", "US$57.00"]),
    ],
)
def test_sums_are_written_as_the_language_does(open_page: OpenPage, slug: str, texts: list[str]) -> None:
    """As the prices on the page are: the symbol where it belongs, at least two digits, none rounded away."""
    page = open_page(f"/{slug}/models/google/gemini-3.1-pro/?cost=input:3500;output:1000;requests:100")

    expect(page.locator("[data-sum]").first).to_be_visible()

    assert [item.text_content() for item in page.locator("[data-sum]").all()] == texts


def test_button_opens_it_with_an_example(open_page: OpenPage) -> None:
    """It begins with a usual call, every step of the sum in a row of its own; the button closes and opens it again."""
    page = open_page(_PRO)
    button = page.locator("[data-calculator] > button")
    panel = page.locator(".calculator-panel")
    expect(panel).to_have_count(0)

    button.click()

    expect(button).to_have_attribute("aria-expanded", "true")
    rows = [row.all_inner_texts() for row in (item.locator("th, td") for item in panel.locator("tbody tr").all())]
    assert rows == [
        ["Input", "2,000\ntokens", "$2.00\nper 1 million tokens", "$0.004", "$4.00", "$120.00"],
        ["Output", "1,000\ntokens", "$12.00\nper 1 million tokens", "$0.012", "$12.00", "$360.00"],
        ["Cached input", "8,000\ntokens", "$0.20\nper 1 million tokens", "$0.0016", "$1.60", "$48.00"],
    ]
    assert panel.locator("tfoot tr").inner_text().split("\t") == ["Sum", "$0.0176", "$17.60", "$528.00"]
    button.click()
    expect(panel).to_be_hidden()
    button.click()
    expect(panel).to_be_visible()


@pytest.mark.parametrize(
    ("model", "filled"),
    [
        ("openai/gpt-image-2", {"input": "100", "image_output": "1500"}),
        ("openai/gpt-image-1.5", {"image.image.equivalent": "1"}),
        ("openai/gpt-4o-mini-tts", {"speech.minute.equivalent": "1"}),
        ("openai/gpt-4o-transcribe", {"transcription.minute.equivalent": "10"}),
        ("openai/text-embedding-3-large", {"input": "2000"}),
        ("xai/grok-imagine-video", {"video.second": "8"}),
    ],
)
def test_example_is_a_call_of_such_a_model(open_page: OpenPage, model: str, filled: Mapping[str, str]) -> None:
    """A picture has no thousand words of output, and speech is counted in minutes where that has a price."""
    page = open_page(f"/en/models/{model}/")

    page.locator("[data-calculator] > button").click()

    expect(page.locator("[data-sum='day'] data")).to_have_count(1)
    fields = page.locator(".calculator-panel input:not([name=requests])").all()
    values = {
        (field.get_attribute("name") or "").replace(".million_tokens", ""): field.input_value() for field in fields
    }
    assert {name: value for name, value in values.items() if value} == filled


def test_an_example_is_not_kept_for_another_model(open_page: OpenPage) -> None:
    """What nobody typed is no call of the reader's: each model begins with its own."""
    page = open_page("/en/pricing/?cost=model:openai/gpt-5.4")
    panel = page.locator(".calculator-panel")
    expect(panel.locator("input[name^='output.']")).to_have_value("1000")

    panel.get_by_label("Model").select_option("openai/gpt-image-2")
    expect(panel.locator("input[name^='input.']")).to_have_value("100")
    panel.get_by_label("Model").select_option("openai/gpt-5.4")

    expect(panel.locator("input[name^='input.']")).to_have_value("2000")


def test_a_long_prompt_is_charged_by_its_own_lines(open_page: OpenPage) -> None:
    """The row says which price was taken, and the length of the prompt says why."""
    page = open_page(f"{_PRO}?cost=input:2000;requests:1")
    row = page.locator(".calculator-panel tbody th")
    expect(row).to_have_text("Input")

    page.get_by_role("spinbutton", name="Input tokens", exact=True).fill("200001")

    expect(row).to_have_text("InputPrompt over 200,000 tokens")
    expect(page.locator(".calculator-panel [role='status']")).to_contain_text("The prompt has 200,001 tokens")


def test_keyboard_is_enough(open_page: OpenPage) -> None:
    """The button, the fields behind it and the choices are reached and used without a mouse."""
    page = open_page(_PRO)
    page.locator("[data-calculator] > button").focus()

    page.keyboard.press("Enter")
    expect(page.locator(".calculator-panel")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("1000000")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.type("b")

    expect(page.get_by_label("Service tier")).to_have_value("batch")
    expect(page.locator(".calculator-panel tbody td data, .calculator-panel tbody td").nth(1)).to_contain_text("$2.00")


def test_address_has_the_calculation(open_page: OpenPage) -> None:
    """What is entered stays when the page is loaded again, and in the link that is offered for it."""
    page = open_page(f"{_PRO}?cost=input:1000;output:10;requests:5")
    page.get_by_label("Service tier").select_option("batch")
    page.get_by_role("spinbutton", name="Output tokens").fill("20")

    page.reload()

    assert page.evaluate("location.search") == "?cost=input:1000;output:20;service_tier:batch;requests:5"
    expect(page.get_by_label("Service tier")).to_have_value("batch")
    assert page.locator("[data-sum='request'] data").get_attribute("value") == "0.00112"
    link = page.get_by_role("link", name="Link to this calculation")
    assert link.get_attribute("href") == f"{_PRO}?cost=input:1000;output:20;service_tier:batch;requests:5#calculator"


def test_what_cannot_be_priced_is_said(open_page: OpenPage) -> None:
    """Conditions of which the price list has no common price; and a price that is not known. Neither is guessed."""
    page = open_page(
        "/en/models/anthropic/claude-opus-4.8/?cost=cache_write:1000;requests:1;service_tier:batch;cache_ttl:PT1H"
    )
    status = page.locator(".calculator-panel [role='status']")
    expect(status).to_contain_text(
        "Cache write: the price list does not say what applies where these come together: Kept for 1 hour + Batch tier."
    )
    expect(page.locator("[data-sum]")).to_have_count(0)

    site_url = page.url.partition("/en/")[0]
    page.goto(f"{site_url}/en/pricing/?cost=model:google/gemini-3.1-thinking;input:1;requests:1")

    expect(status).to_contain_text("Input: no amount can be named (Not known).")


def test_a_model_without_any_known_price_has_no_calculator(open_page: OpenPage) -> None:
    """Its page would offer to calculate what nobody knows."""
    page = open_page("/en/models/google/gemini-3.1-thinking/?cost=input:1;requests:1")

    expect(page.locator(".prices")).to_contain_text("Not known")
    expect(page.locator("#calculator")).to_have_count(0)


def test_numbers_that_are_none_are_refused(open_page: OpenPage) -> None:
    """Less than nothing cannot be asked for; the field is marked and counts as 0."""
    page = open_page(f"{_PRO}?cost=input:1000;output:1000;requests:1")
    field = page.get_by_role("spinbutton", name="Input tokens", exact=True)

    field.fill("-5")

    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Enter numbers of 0 or more.")).to_be_visible()
    assert page.locator("[data-sum='request'] data").get_attribute("value") == "0.012"
    field.fill("")
    expect(field).to_have_attribute("aria-invalid", "false")


def test_page_of_all_prices_lets_choose_the_model(open_page: OpenPage) -> None:
    """The address names it; another one has its own fields."""
    page = open_page("/en/pricing/?cost=model:openai/gpt-image-1.5;image.image.equivalent:2;requests:1")
    panel = page.locator(".calculator-panel")
    choice = panel.get_by_label("Model")
    expect(choice).to_have_value("openai/gpt-image-1.5")
    expect(panel.get_by_label("Quality")).to_be_visible()

    choice.select_option("google/gemini-3.1-pro")

    expect(panel.get_by_label("Quality")).to_have_count(0)
    expect(choice).to_be_focused()
    expect(panel.locator("[data-sum='day'] data")).to_have_count(1)


def test_another_model_keeps_what_was_typed(open_page: OpenPage) -> None:
    """Quantities and requests stay, also those that the model between did not ask for, and what was emptied."""
    page = open_page("/en/pricing/?cost=model:openai/gpt-5.4;input:10;output:20;requests:3")
    panel = page.locator(".calculator-panel")
    choice = panel.get_by_label("Model")
    panel.locator("input[name^='input.']").fill("4321")
    panel.locator("input[name^='output.']").fill("")
    panel.locator("input[name=requests]").fill("7")

    choice.select_option("openai/gpt-image-1.5")
    choice.select_option("google/gemini-3.1-pro")

    expect(panel.locator("input[name^='input.']")).to_have_value("4321")
    expect(panel.locator("input[name^='output.']")).to_have_value("")
    expect(panel.locator("input[name=requests]")).to_have_value("7")


def test_a_failure_to_load_is_said(open_page: OpenPage, problems: list[str]) -> None:
    """Without its words it cannot start; the next press tries again."""
    page = open_page(_PRO)
    page.route("**/calculator.json", lambda route: route.abort())
    button = page.locator("[data-calculator] > button")

    button.click()

    failed = page.get_by_text("The calculator could not be loaded. Check the connection and open it again.")
    expect(failed.first).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "false")
    problems.clear()
    page.unroute("**/calculator.json")
    button.click()
    expect(page.locator(".calculator-panel")).to_be_visible()
    expect(page.locator("[data-calculator] > p.bad")).to_have_count(0)


def test_without_scripts_it_is_not_shown(open_page: OpenPage) -> None:
    """It needs them; the prices do not."""
    page = open_page(_PRO, java_script_enabled=False)

    expect(page.locator(".calculator")).to_be_hidden()
    expect(page.locator("#pricing table").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_open_calculator_fits(open_page: OpenPage, width: int) -> None:
    """The page does not scroll sideways for it, with the most fields and the longest words there are."""
    page = open_page("/ru/pricing/?cost=model:openai/gpt-image-1.5", width=width)

    expect(page.locator("[data-sum]")).to_have_count(3)

    assert page.evaluate("document.documentElement.scrollWidth") == width
