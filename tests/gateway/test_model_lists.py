"""The lists of models that SDKs ask for."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.catalog.catalog import Catalog
from tests.gateway.conftest import KEY, Ask, asker, read

ANTHROPIC = {"anthropic-version": "2023-06-01"}


def test_openai_lists_every_callable_id_once(catalog: Catalog, ask: Ask) -> None:
    """All models that are served through one of its protocols, with their makers and days of release."""
    answer = read(ask("/v1/models"))

    ids = [item["id"] for item in answer["data"]]
    assert answer["object"] == "list"
    assert len(ids) == len(set(ids)) > 50
    assert {"gpt-4.1", "gpt-4.1-2025-04-14", "text-embedding-3-large", "gpt-image-1.5"} <= set(ids)
    found = next(item for item in answer["data"] if item["id"] == "gpt-4.1")
    assert found == {"id": "gpt-4.1", "object": "model", "created": 1744588800, "owned_by": "openai"}
    assert read(ask("/v1/models/gpt-4.1")) == found
    assert read(ask("/v1/models/bytedance-seed%2Fseed-1.6"))["owned_by"] == "bytedance"
    assert {"gemini-2.5-flash", "claude-opus-4-8"} & set(ids) <= {
        model.api_id for model in catalog.models_of_protocol("openai-chat-completions").values()
    }


def test_anthropic_is_told_by_its_header(ask: Ask) -> None:
    """The same path gives Anthropic's shape, and only its models."""
    answer = read(ask("/v1/models", headers=ANTHROPIC))

    assert {item["type"] for item in answer["data"]} == {"model"}
    assert (answer["first_id"], answer["last_id"]) == (answer["data"][0]["id"], answer["data"][-1]["id"])
    assert answer["has_more"] is False
    assert all(item["created_at"].endswith("T00:00:00Z") for item in answer["data"])


def test_anthropic_pages_fit_together(ask: Ask) -> None:
    """`limit` and `after_id` cut the list; an unknown `after_id` begins at the beginning."""
    whole = read(ask("/v1/models", headers=ANTHROPIC))["data"]

    first = read(ask("/v1/models?limit=2", headers=ANTHROPIC))
    rest = read(ask(f"/v1/models?after_id={first['last_id']}", headers=ANTHROPIC))
    end = read(ask(f"/v1/models?after_id={rest['last_id']}", headers=ANTHROPIC))

    assert [*first["data"], *rest["data"]] == whole
    assert (first["has_more"], rest["has_more"]) == (True, False)
    assert (end["data"], end["first_id"]) == ([], None)
    assert read(ask("/v1/models?after_id=x&limit=many", headers=ANTHROPIC))["data"] == whole


def test_gemini_pages_fit_together(ask: Ask) -> None:
    """`pageSize` and `pageToken` cut the list; a name begins with `models/`."""
    whole = read(ask("/v1beta/models"))["models"]

    first = read(ask("/v1beta/models?pageSize=3"))
    rest = read(ask(f"/v1beta/models?pageToken={first['nextPageToken']}"))

    assert [*first["models"], *rest["models"]] == whole
    assert "nextPageToken" not in rest
    assert whole[0]["name"].startswith("models/gemini")
    assert whole[0]["supportedGenerationMethods"] == ["generateContent"]
    assert whole[0]["inputTokenLimit"] > 1000
    assert read(ask(f"/v1beta/{whole[0]['name']}")) == whole[0]


@pytest.mark.parametrize(
    ("target", "headers", "code"),
    [
        ("/v1/models/nope", {}, ("error", "code", "model_not_found")),
        ("/v1/models/nope", ANTHROPIC, ("error", "type", "model_not_found")),
        ("/v1beta/models/nope", {}, ("error", "status", "NOT_FOUND")),
    ],
)
def test_an_unknown_model_gets_404(ask: Ask, target: str, headers: dict[str, str], code: tuple[str, ...]) -> None:
    """In the shape of the protocol."""
    answered = ask(target, headers=headers)

    error: Any = read(answered)
    assert answered.status == 404
    assert error[code[0]][code[1]] == code[2]


def test_a_list_needs_a_key_and_plays_errors(ask: Ask) -> None:
    """Lists are calls like any other."""
    refused = ask("/v1/models", headers={"authorization": ""})
    played = ask("/v1/models", headers={"x-example-error": "rate_limit_exceeded"})
    google = ask("/v1beta/models", headers={"authorization": "", "x-goog-api-key": KEY})

    assert (refused.status, played.status, google.status) == (401, 429, 200)
    assert refused.decision.operation == "models"


def test_a_model_without_a_day_of_release_is_undated(small_catalog: Catalog) -> None:
    """Its time is 0; other methods than GET are no list."""
    ask = asker(small_catalog)

    created = {item["id"]: item["created"] for item in read(ask("/v1/models"))["data"]}

    assert created == {"acme-large": 1772496000, "acme-large-latest": 1772496000, "acme-mini": 0}
    assert ask("/v1/models", {}, method="POST").status == 404
