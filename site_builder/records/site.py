"""`catalog/site.yaml`: the gateway that owns the site, and where the site lives."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, Strict, StringConstraints, field_validator, model_validator

from site_builder.records.base import (
    Count,
    Day,
    Flag,
    Form,
    HttpsUrl,
    InlineProse,
    Name,
    PlainProse,
    Problem,
    Record,
    RecordPart,
    failure,
    report,
    show_value,
)
from site_builder.records.json_schema import all_of
from site_builder.records.protocol import ErrorCase, find_repeated_errors

LocaleTag = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"),
    Form("a language tag, e.g. `en` or `zh-Hans`"),
]
"""A BCP 47 tag, e.g. `zh-Hans`. Source: RFC 5646, section 2.1."""

CrawlerName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z_-]+$"),
    Form("the product token of a crawler: letters, `_` and `-`, e.g. `GPTBot`"),
]
"""What a crawler looks for in `robots.txt`. Source: RFC 9309, section 2.2.1."""

_TAKES_PATHS = all_of(
    {
        "pattern": "^[^?#]*[^/?#]$",
        "patternErrorMessage": "Paths are appended to it, so it has no slash at the end, and no `?` and `#`.",
    }
)
_PRIVATE_SUFFIXES = (".local", ".internal", ".lan", ".localhost", ".test")


class CallToAction(RecordPart):
    """The invitation at the foot of the home page and of every model page."""

    title: PlainProse = Field(description="Heading of the invitation.", examples=["Ready to start?"])
    text: InlineProse = Field(description="One sentence below the heading.", examples=["One key for every model."])
    button: PlainProse = Field(description="Words on the button.", examples=["Create a free account"])
    url: HttpsUrl = Field(description="Where the button leads.", examples=["https://example.com/sign-up"])


class OnboardingStep(RecordPart):
    """One step on the way from no account to a first answer."""

    title: PlainProse = Field(description="What the step is about.", examples=["Get a key"])
    text: InlineProse = Field(description="What to do.", examples=["Create a key on the console."])


class MaxAge(RecordPart):
    """After how many days somebody should look at evidence again."""

    prices: Count | None = Field(default=None, description="Days since prices were checked.", examples=[180])
    sources: Count | None = Field(
        default=None, description="Days since a source or the reference of a protocol was.", examples=[365]
    )


class TranslationPolicy(RecordPart):
    """How much of a locale must be translated, and what happens below that."""

    minimum_coverage: dict[LocaleTag, Annotated[int, Strict(), Field(ge=0, le=100)]] = Field(
        default_factory=dict,
        description="Least share of translated texts by locale, in percent; 100 for a locale that is not named.",
        examples=[{"ru": 95}],
    )
    below: Literal["fail", "notice"] = Field(
        default="notice",
        description=(
            "`fail` makes `check` and `build` fail; `notice` publishes, and a page below the minimum says so and "
            "is not offered to search engines as a translation."
        ),
        examples=["fail"],
    )

    def minimum_of(self, tag: str) -> int:
        """Give the least share of translated texts of a locale, in percent."""
        return self.minimum_coverage.get(tag, 100)


class SiteConfig(Record):
    """The typed `site.yaml`: name and addresses of the gateway, its key variable, the published locales."""

    name: Name = Field(description="Name of the gateway that owns the site.", examples=["Example Gateway"])
    summary: InlineProse = Field(
        description="What the gateway offers, in one sentence.", examples=["One API for the models of every maker."]
    )
    public_url: HttpsUrl = Field(
        description="Address the site is published at, without a slash at the end.",
        examples=["https://models.example.com"],
        json_schema_extra=_TAKES_PATHS,
    )
    api_base_url: HttpsUrl = Field(
        description="Address API calls go to, without version and without a slash at the end.",
        examples=["https://api.example.com"],
        json_schema_extra=_TAKES_PATHS,
    )
    key_variable: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$"),
        Form("upper-case letters, digits and `_`, starting with a letter"),
    ] = Field(description="Environment variable that snippets read the API key from.", examples=["GATEWAY_API_KEY"])
    key_example: Annotated[
        str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$"), Form("letters, digits, `_` and `-`")
    ] = Field(description="What a key looks like; not a real one.", examples=["sk-xxxxxx"])
    key_url: HttpsUrl = Field(
        description="Page on which a reader creates a key.", examples=["https://console.example.com/keys"]
    )
    playground_url: HttpsUrl | None = Field(
        default=None,
        description="Page on which a reader tries a model; `model=<id>` is added to its query.",
        examples=["https://console.example.com/playground"],
    )
    new_since: Day | None = Field(
        default=None,
        description="Models released on this day or later are marked as new.",
        examples=["2026-08-01"],
    )
    makes_models: Flag = Field(
        default=False,
        description="Whether the gateway is itself a maker of models, and so a provider of this catalog.",
        examples=[True],
    )
    max_age_days: MaxAge = Field(
        default_factory=MaxAge,
        description="How old a `checked` day may be, counted back from the newest one of the catalog.",
        examples=[{"prices": 180, "sources": 365}],
    )
    source_locale: LocaleTag = Field(description="Language the prose in YAML is written in.", examples=["en"])
    locales: tuple[LocaleTag, ...] = Field(
        min_length=1,
        description="Published locales in the order of the language switch; each has a folder in `locales/`.",
        examples=[["zh-Hans", "ru", "en"]],
        json_schema_extra={"uniqueItems": True},
    )
    translations: TranslationPolicy = Field(
        default_factory=TranslationPolicy,
        description="How much of each locale must be translated.",
        examples=[{"minimum_coverage": {"ru": 95}, "below": "fail"}],
    )
    blocked_crawlers: tuple[CrawlerName, ...] = Field(
        default=(),
        description="Crawlers that `robots.txt` asks to stay away, by the name they look for there.",
        examples=[["GPTBot", "CCBot"]],
    )
    onboarding: tuple[OnboardingStep, ...] = Field(
        default=(),
        description="Steps from no account to a first answer.",
        examples=[[{"title": "Get a key", "text": "Create a key on the console."}]],
    )
    call_to_action: CallToAction | None = Field(
        default=None,
        description="Invitation at the foot of pages.",
        examples=[{"title": "Ready to start?", "text": "…", "button": "Sign up", "url": "https://example.com/sign-up"}],
    )
    errors: tuple[ErrorCase, ...] = Field(
        default=(),
        description="Errors the gateway itself answers with, on every protocol.",
        examples=[[{"status": 429, "code": "rate_limit_exceeded", "trigger": "…", "fix": "…", "retry": "…"}]],
    )

    @field_validator("public_url", "api_base_url")
    @classmethod
    def _check_public(cls, url: str) -> str:
        """Refuse addresses that readers of a public site cannot reach."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.query or parts.fragment or url.endswith(("?", "#")):
            raise failure(
                "url-not-a-base",
                f"{show_value(url)} has a query or a fragment",
                why="paths are appended to it, and what stands after `?` or `#` is no path",
                fix=f"write {show_value(re.split('[?#]', url)[0].rstrip('/'))}",
            )
        if url.endswith("/"):
            raise failure(
                "url-trailing-slash",
                f"{show_value(url)} ends with a slash",
                why="paths are appended to it, and a double slash is another address",
                fix=f"write {show_value(url.rstrip('/'))}",
            )
        is_private = "." not in host.strip(".") or host.endswith(_PRIVATE_SUFFIXES) or host.replace(".", "").isdigit()
        if is_private or ":" in parts.netloc:
            raise failure(
                "url-not-public",
                f"{show_value(url)} is not a public address",
                why="readers outside your network cannot reach it, and it would be copied from every snippet",
                fix="write the public https address without a port, e.g. `https://api.example.com`",
            )
        return url

    @model_validator(mode="after")
    def _check_errors(self) -> SiteConfig:
        report(find_repeated_errors(self.errors))
        return self

    @model_validator(mode="after")
    def _check_translations(self) -> SiteConfig:
        report(
            Problem(
                "coverage-locale-unknown",
                f"a minimum is set for locale `{tag}`, which is not published",
                why="it would hold nothing back",
                fix="name one of the `locales`, or remove the line",
                at=("translations", "minimum_coverage", tag),
            )
            for tag in self.translations.minimum_coverage
            if tag not in self.locales
        )
        return self

    @field_validator("locales")
    @classmethod
    def _check_unique(cls, locales: tuple[str, ...]) -> tuple[str, ...]:
        report(
            Problem(
                "locale-duplicate",
                f"locale `{tag}` is listed twice",
                why="each locale is published once, at one address",
                fix="remove one of the two",
                at=(index,),
            )
            for index, tag in enumerate(locales)
            if tag in locales[:index]
        )
        return locales
