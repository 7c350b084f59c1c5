"""Which records an import makes, and what it says of everything else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from site_builder.authoring.price_lists.import_plan import ImportPlan, Terms, plan_import
from site_builder.authoring.price_lists.import_site import RefusedImportError, read_import_site
from site_builder.authoring.price_lists.selection import Selection, names_of, select_models
from site_builder.build.checking import check_site
from site_builder.diagnostics import has_errors
from tests.authoring.price_lists.conftest import ReadList

_TERMS = Terms("", "2026-11-01")
_MODEL = {
    "name": "GPT-9",
    "tool_call": False,
    "temperature": False,
    "release_date": "2026-03-05",
    "last_updated": "2026-03-06",
    "modalities": {"input": ["text"], "output": ["text"]},
    "limit": {"context": 400000, "output": 128000},
    "cost": {"input": 2.5, "output": 15, "input_audio": 7},
}


class _Import:
    """Plans imports of models.dev's entries into the small site, and writes them there."""

    def __init__(self, read_list: ReadList, site_folder: Path) -> None:
        self._read_list = read_list
        self.site_folder = site_folder

    def plan(self, value: object, terms: Terms = _TERMS, list_id: str = "models.dev", maker: str = "") -> ImportPlan:
        price_list = self._read_list(list_id, value)
        selected = select_models(price_list.models, Selection(maker=maker))
        return plan_import(price_list, selected, read_import_site(self.site_folder, terms.protocols), terms)

    def write(self, plan: ImportPlan) -> None:
        for file in plan.files:
            path = self.site_folder / file.path
            path.parent.mkdir(exist_ok=True)
            path.write_text(file.text, encoding="utf-8")


@pytest.fixture
def importer(read_list: ReadList, small_site: Path) -> _Import:
    """Give what plans imports into the small site."""
    return _Import(read_list, small_site)


def _sellers(**models: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
    return {seller: {"models": entries} for seller, entries in models.items()}


def _reasons(plan: ImportPlan) -> dict[str, str]:
    return {item.list_id: item.reason for item in plan.left_out}


def test_record_says_what_the_list_says_and_no_more(importer: _Import) -> None:
    """Its maker comes with it; a price that the rest contradicts is left out and told."""
    plan = importer.plan(_sellers(openai={"gpt-9": _MODEL}))

    assert [(file.path, file.remark) for file in plan.files] == [
        (
            "catalog/models/openai/gpt-9.yaml",
            "not in it: the audio input is priced, but `audio` is not in `modalities.input`",
        ),
        ("catalog/providers/openai.yaml", ""),
    ]
    assert plan.files[0].text == (
        "# yaml-language-server: $schema=../../schemas/model.schema.json\n"
        "name: GPT-9\n"
        "family: GPT-9\n"
        "api_id: gpt-9\n"
        "status: stable\n"
        "released: 2026-03-05\n"
        "updated: 2026-03-06\n"
        "summary: GPT-9 is a language model made by OpenAI.\n"
        "modalities: {input: [text], output: [text]}\n"
        "limits: {context_window_tokens: 400000, max_output_tokens: 128000}\n"
        "capabilities: {tool_calling: no}\n"
        "protocols:\n"
        "  - {protocol: acme-chat, parameters: {temperature: {supported: false}}}\n"
        "pricing:\n"
        "  currency: USD\n"
        "  source: https://models.dev\n"
        "  checked: 2026-11-01\n"
        "  lines:\n"
        '    - {meter: input, amount: "2.5", list: "2.5"}\n'
        '    - {meter: output, amount: "15", list: "15"}\n'
        "sources:\n"
        '  - {title: models.dev, url: "https://models.dev", checked: 2026-11-01}\n'
    )
    assert plan.files[1].text == (
        "# yaml-language-server: $schema=../schemas/provider.schema.json\n"
        "name: OpenAI\n"
        "summary: OpenAI makes AI models.\n"
        "website: https://developers.openai.com\n"
    )


def test_written_records_have_no_errors(importer: _Import) -> None:
    """However the entries contradict themselves, the site can be built at once."""
    entries = {
        "gpt-9": _MODEL,
        "gpt-9-preview": {**_MODEL, "name": "GPT-9", "limit": {"context": 10, "output": 20}},
        "o9-*mini*": {"name": "*Bold* [name]"},
        "odd: #id": _MODEL,
        "gpt-9-codex": {**_MODEL, "name": "Another 3", "family": "gpt-codex", "cost": {"input": 0.0000001}},
        "gpt-9-audio": {**_MODEL, "modalities": {"input": ["audio", "text"], "output": ["text"]}},
    }

    plan = importer.plan(_sellers(openai=entries, inception={"mercury-9": {"status": "deprecated"}}))
    importer.write(plan)

    assert {Path(file.path).stem: file.remark for file in plan.files if "/models/" in file.path} == {
        "gpt-9": "not in it: the audio input is priced, but `audio` is not in `modalities.input`",
        "gpt-9-preview": (
            "not in it: an output limit of 20 tokens, above the context window of 10, "
            "its name `GPT-9`, which is or reads like that of another model, "
            "the audio input is priced, but `audio` is not in `modalities.input`"
        ),
        "gpt-9-codex": (
            "not in it: its name `Another 3`, which is or reads like that of another model, "
            "input price is 0.0000001 USD per 1 million tokens"
        ),
        "gpt-9-audio": "not in it: its name `GPT-9`, which is or reads like that of another model",
        "mercury-9": "not in it: nothing about its input, so the record says `text`, "
        "nothing about its output, so the record says `text`",
    }
    assert sorted(_reasons(plan)) == ["openai/o9-*mini*", "openai/odd: #id"]
    assert not has_errors(check_site(importer.site_folder))


def test_markup_in_a_name_is_not_made_prose(importer: _Import) -> None:
    """The sentence does without the name."""
    plan = importer.plan(_sellers(openai={"gpt-9": {**_MODEL, "name": "GPT-9 [new]"}}))

    assert "\nsummary: A language model made by OpenAI.\n" in plan.files[0].text


def test_gateway_may_charge_a_part_of_the_price(importer: _Import) -> None:
    """The maker's own price stands beside it; of another seller's prices nobody says that they are the maker's."""
    terms = Terms("https://example.com/prices", "2026-11-01", factor=Decimal("0.8"))
    entry = {**_MODEL, "cost": {"input": 2.5, "output": 0}}

    plan = importer.plan(_sellers(openai={"gpt-9": entry}, togetherai={"openai/gpt-8": entry}), terms)

    head = "  source: https://example.com/prices\n  checked: 2026-11-01\n  lines:\n"
    lines = ["\n".join(file.text.splitlines()[-7:-2]) for file in plan.files[:2]]
    assert lines == [
        f'{head}    - {{meter: input, amount: "2"}}\n    - {{meter: output, state: free}}',
        f'{head}    - {{meter: input, amount: "2", list: "2.5"}}\n    - {{meter: output, state: free}}',
    ]


def test_entry_of_the_maker_comes_before_others(importer: _Import) -> None:
    """Sellers of one model are told apart from models, in whatever spelling they have it."""
    plan = importer.plan(
        _sellers(aggregator={"openai/GPT.9": {**_MODEL, "cost": {"input": 99}}}, openai={"gpt-9": _MODEL})
    )

    assert [file.path for file in plan.files] == ["catalog/models/openai/gpt-9.yaml", "catalog/providers/openai.yaml"]
    assert plan.repeated == 1


def test_record_that_is_there_is_left_alone(importer: _Import) -> None:
    """It is known by any of its ids in any spelling, and by its path even if it has mistakes."""
    broken = importer.site_folder / "catalog/models/acme/broken.yaml"
    broken.write_text("name: [", encoding="utf-8")

    plan = importer.plan(_sellers(someone={"acme/acme.MINI": {}, "acme/mini": {}, "acme/broken": _MODEL}))

    assert (plan.files, plan.present) == ((), ("acme/mini",))
    assert _reasons(plan) == {
        "someone/acme/broken": "a record with its path is there, of another model or with mistakes"
    }


def test_snapshot_is_no_model_of_its_own(importer: _Import) -> None:
    """Of a model that is there or comes with it at the same price; at another price it is another model."""
    entries = {
        "gpt-9": _MODEL,
        "gpt-9-2026-03-05": _MODEL,
        "gpt-9-latest": {**_MODEL, "cost": {"input": 3}},
    }

    plan = importer.plan(_sellers(openai=entries, someone={"acme/acme-mini-20260320": {}}))

    assert [(item.list_id, item.other) for item in plan.left_out] == [
        ("openai/gpt-9-2026-03-05", "openai/gpt-9"),
        ("someone/acme/acme-mini-20260320", "acme/mini"),
    ]
    assert [file.path for file in plan.files if "latest" in file.path] == ["catalog/models/openai/gpt-9-latest.yaml"]


def test_snapshot_beside_a_version_is_a_model(importer: _Import) -> None:
    """A version of another model is not what it is a snapshot of."""
    model = importer.site_folder / "catalog/models/acme/mini.yaml"
    versions = "versions:\n  - {id: acme-micro, kind: spelling, description: The same.}\n"
    model.write_text(model.read_text("utf-8").replace("sources:", f"{versions}sources:"), encoding="utf-8")

    plan = importer.plan(_sellers(someone={"acme/acme-micro-20260320": _MODEL}))

    assert [file.path for file in plan.files] == ["catalog/models/acme/acme-micro-20260320.yaml"]


def test_id_of_another_model_is_not_taken_twice(importer: _Import) -> None:
    """The same id at another maker is sent with the maker's name; another spelling of it would be mistyped."""
    plan = importer.plan(_sellers(x={"zed/acme-mini": _MODEL, "zed/acme_large": {**_MODEL, "name": "Zed Large"}}))

    assert "\napi_id: zed/acme-mini\n" in plan.files[0].text
    assert [(item.reason, item.other) for item in plan.left_out] == [
        ("its id is that of another model in another spelling", "acme/large")
    ]
    assert [file.remark for file in plan.files if "providers" in file.path] == ["replace what is made up: website"]


def test_model_without_protocol_is_left_out(importer: _Import) -> None:
    """The site has none for its kind; the user may name one."""
    value = _sellers(openai={"text-embedding-9": {**_MODEL, "cost": {}}})

    refused = importer.plan(value)
    served = importer.plan(value, Terms("", "2026-11-01", protocols=("acme-chat",)))

    assert _reasons(refused) == {
        "openai/text-embedding-9": (
            "no protocol of the site is for models of kind `embedding`; name one with `--protocol ID`"
        )
    }
    assert "\nkind: embedding\n" in served.files[0].text
    assert "    - {meter: output, state: unknown}\n" in served.files[0].text


def test_model_of_an_unknown_maker_needs_one(importer: _Import) -> None:
    """The user may name it, by any id, also one that the program knows."""
    value = _sellers(reseller={"mystery": _MODEL, "gpt-9": _MODEL})

    plans = [importer.plan(value, maker=maker) for maker in ("", "zed-labs", "z-ai")]

    assert _reasons(plans[0]) == {"reseller/mystery": "the list does not say who makes it; say it with `--maker ID`"}
    assert [[file.path for file in plan.files if "mystery" in file.path] for plan in plans] == [
        [],
        ["catalog/models/zed-labs/mystery.yaml"],
        ["catalog/models/zhipu/mystery.yaml"],
    ]


def test_wrong_values_are_found_in_the_file(importer: _Import) -> None:
    """Nothing is made of such an entry; the finding says which value, and where."""
    plan = importer.plan(_sellers(openai={"gpt-9": {"cost": {"input": -1}}, "gpt-8": _MODEL}))

    assert [file.path for file in plan.files] == ["catalog/models/openai/gpt-8.yaml", "catalog/providers/openai.yaml"]
    assert [(found.code, found.span.line, found.message) for found in plan.diagnostics] == [
        ("list-value", 6, "openai/gpt-9: `input` is `-1`, below zero")
    ]


@pytest.mark.parametrize("model_id", ["..", "x" * 81, "中文"])
def test_id_that_is_no_path_is_left_out(importer: _Import, model_id: str) -> None:
    """Whatever it has, nothing is written outside the catalog."""
    (reason,) = _reasons(importer.plan(_sellers(openai={model_id: _MODEL}))).values()

    assert reason.endswith("which its path would be made of")


def test_days_decide_about_the_status(importer: _Import) -> None:
    """A model that ended is retired, one that will end is deprecated."""

    def entry(day: str) -> dict[str, object]:
        return {"litellm_provider": "openai", "mode": "chat", "deprecation_date": day}

    plan = importer.plan(
        {"gpt-9": entry("2026-10-31"), "gpt-8": entry("2027-01-01"), "gpt-7-preview": entry("2027-01-01")},
        list_id="litellm",
    )

    texts = {Path(file.path).stem: file.text for file in plan.files}
    assert "\nname: GPT 9\n" in texts["gpt-9"]
    assert [texts[key].splitlines()[4] for key in ("gpt-9", "gpt-8", "gpt-7-preview")] == [
        "status: retired",
        "status: deprecated",
        "status: preview",
    ]


def test_site_must_be_sound_enough(small_site: Path, tmp_path: Path) -> None:
    """A folder without catalog, a broken `site.yaml` and an unknown protocol are refused."""
    with pytest.raises(RefusedImportError, match=r"there is no catalog/site\.yaml without mistakes"):
        read_import_site(tmp_path / "nowhere", ())
    with pytest.raises(RefusedImportError, match="there is no protocol `acme-chats`; did you mean `acme-chat`"):
        read_import_site(small_site, ("acme-chats",))
    (small_site / "catalog/site.yaml").write_text("name: x", encoding="utf-8")
    with pytest.raises(RefusedImportError, match="mend what `site-builder check` says"):
        read_import_site(small_site, ())


def test_entries_are_asked_for_by_any_name(read_list: ReadList) -> None:
    """By the list's own, or by the id of the record under any spelling of its maker; sellers limit them."""
    models = read_list("models.dev", _sellers(reseller={"GLM-9": {}}, zai={"glm-9": {}}, odd={"mystery": {}})).models

    assert names_of(models[0])[:3] == ("reseller/glm-9", "zhipu/glm-9", "zai/glm-9")
    assert names_of(models[2]) == ("odd/mystery",)
    assert [
        [listed.list_id for listed in select_models(models, selection)]
        for selection in (
            Selection(("Z-AI/glm-?",)),
            Selection(("zhipu/*",), ("zai",)),
            Selection(sellers=("odd",)),
            Selection(("gpt*",)),
        )
    ] == [["reseller/GLM-9", "zai/glm-9"], ["zai/glm-9"], ["odd/mystery"], []]
