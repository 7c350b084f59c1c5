"""When a price applies, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from site_builder.pages.context import ViewContext
from site_builder.pages.price_condition import SEPARATOR, build_condition, describe_condition, describe_duration
from site_builder.records.price_condition import Condition

Contexts = Mapping[str, ViewContext]

NIGHT = {"time_zone": "Asia/Shanghai", "from": "00:30", "to": "08:30"}
LATE = {"time_zone": "UTC", "from": "22:00", "to": "06:00"}

CONDITIONS: list[tuple[dict[str, Any], str, str, str]] = [
    ({}, "", "", ""),
    ({"service_tier": "batch"}, "Batch tier", "Пакетный уровень", "批处理层级"),
    ({"service_tier": "flex"}, "Flex tier", "Гибкий уровень", "弹性层级"),
    ({"service_tier": "priority"}, "Priority tier", "Приоритетный уровень", "优先层级"),
    ({"service_tier": "fast"}, "Fast tier", "Быстрый уровень", "快速层级"),
    ({"service_tier": "standard"}, "Standard tier", "Стандартный уровень", "标准层级"),
    ({"service_tier": "night-2"}, "Tier night-2", "Уровень night-2", "night-2 层级"),
    (
        {"prompt_tokens": {"gt": 200000}},
        "Prompt over 200,000 tokens",
        "Промпт более 200\xa0000 токенов",
        "提示词超过 200,000 个 token",
    ),
    (
        {"prompt_tokens": {"gte": 200000}},
        "Prompt of 200,000 tokens or more",
        "Промпт от 200\xa0000 токенов",
        "提示词达到或超过 200,000 个 token",
    ),
    (
        {"prompt_tokens": {"lt": 1000}},
        "Prompt under 1,000 tokens",
        "Промпт менее 1\xa0000 токенов",
        "提示词少于 1,000 个 token",
    ),
    (
        {"prompt_tokens": {"gt": 128000, "lte": 256000}},
        "Prompt over 128,000 tokens · Prompt of up to 256,000 tokens",
        "Промпт более 128\xa0000 токенов · Промпт до 256\xa0000 токенов",
        "提示词超过 128,000 个 token · 提示词不超过 256,000 个 token",
    ),
    ({"cache": "implicit"}, "Automatic caching", "Автоматическое кэширование", "自动缓存"),
    ({"cache": "explicit"}, "Explicit caching", "Явное кэширование", "显式缓存"),
    ({"endpoint": "global"}, "Global endpoint", "Глобальная конечная точка", "全局端点"),
    ({"endpoint": "regional"}, "Regional endpoint", "Региональная конечная точка", "区域端点"),
    ({"endpoint": "edge"}, "Endpoint edge", "Конечная точка edge", "端点 edge"),
    ({"tool": "computer-use"}, "Tool computer-use", "Инструмент computer-use", "工具 computer-use"),
    ({"policy": "content-policy"}, "Policy content-policy", "Политика content-policy", "策略 content-policy"),
    ({"interval_over_seconds": 15}, "Intervals over 15 seconds", "Интервалы > 15 секунд", "间隔超过 15秒钟"),
    ({"min_results": 1}, "From 1 result", "От 1 результата", "至少 1 条结果"),
    ({"min_results": 26}, "From 26 results", "От 26 результатов", "至少 26 条结果"),
    ({"cache_ttl": "PT5M"}, "Kept for 5 minutes", "Хранение: 5 минут", "保留 5分钟"),
    ({"cache_ttl": "PT1H"}, "Kept for 1 hour", "Хранение: 1 час", "保留 1小时"),
    ({"region": "us-east"}, "Region us-east", "Регион us-east", "us-east 区域"),
    (
        {"schedule": NIGHT},
        "Daily 00:30–08:30 (Asia/Shanghai)",
        "Ежедневно 00:30–08:30 (Asia/Shanghai)",
        "每天 00:30–08:30 (Asia/Shanghai)",
    ),
    (
        {"schedule": {**LATE, "days": ["sunday", "monday", "saturday"]}},
        "Mon, Sat, Sun 22:00–06:00 (UTC)",
        "пн, сб, вс, 22:00–06:00 (UTC)",
        "周一、周六、周日 22:00–06:00 (UTC)",
    ),
    (
        {"schedule": {**LATE, "days": ["friday", "monday", "tuesday", "wednesday"], "days_time_zone": "Asia/Tokyo"}},
        "Mon–Wed, Fri (Asia/Tokyo) 22:00–06:00 (UTC)",
        "пн–ср, пт (Asia/Tokyo) 22:00–06:00 (UTC)",
        "周一–周三、周五（Asia/Tokyo）22:00–06:00 (UTC)",
    ),
    ({"commitment": "P1M"}, "Reserved for 1 month", "Резерв: 1 месяц", "预留 1个月"),
    ({"size": "1024x1536"}, "1024 × 1536 pixels", "1024 × 1536 пикселей", "1024 × 1536 像素"),
    ({"quality": "low"}, "Low quality", "Низкое качество", "低质量"),
    ({"quality": "medium"}, "Medium quality", "Среднее качество", "中等质量"),
    ({"quality": "standard"}, "Standard quality", "Стандартное качество", "标准质量"),
    ({"quality": "high"}, "High quality", "Высокое качество", "高质量"),
    ({"quality": "hd"}, "HD quality", "Качество HD", "HD 质量"),
    ({"quality": "ultra"}, "Quality ultra", "Качество ultra", "ultra 质量"),
    ({"steps": 1}, "1 step", "1 шаг", "1 步"),
    ({"steps": 22}, "22 steps", "22 шага", "22 步"),
    ({"steps": 1500}, "1,500 steps", "1\xa0500 шагов", "1,500 步"),
    ({"resolution": "1080p"}, "Resolution 1080p", "Разрешение 1080p", "分辨率 1080p"),
    ({"clip_seconds": 8}, "Clip of 8 seconds", "Клип: 8 секунд", "8秒钟片段"),
    ({"with_audio": True}, "With sound", "Со звуком", "有声"),
    ({"with_audio": False}, "Without sound", "Без звука", "无声"),
    ({"search_context": "medium"}, "Search context medium", "Контекст поиска medium", "搜索上下文 medium"),
    ({"max_results": 1}, "Up to 1 result", "До 1 результата", "最多 1 条结果"),
    ({"max_results": 25}, "Up to 25 results", "До 25 результатов", "最多 25 条结果"),
]


@pytest.mark.parametrize(("tag", "column"), [("en", 1), ("ru", 2), ("zh-Hans", 3)])
def test_every_part_of_a_condition_is_said_in_words(worded_contexts: Contexts, tag: str, column: int) -> None:
    """In every language, with its separators, its forms of the plural and its names of days."""
    localizer = worded_contexts[tag].localizer

    said = [describe_condition(localizer, Condition.model_validate(row[0])) for row in CONDITIONS]

    assert said == [row[column] for row in CONDITIONS]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (
            "en",
            (
                "Batch tier · Prompt over 9 tokens · Kept for 1 day · Region eu · Daily 22:00–06:00 (UTC) · "
                "Reserved for 2 years · 512 × 512 pixels · High quality · 2 steps · Resolution 720p · "
                "Clip of 1 second · With sound · Search context low · Up to 3 results"
            ),
        ),
        (
            "ru",
            (
                "Пакетный уровень · Промпт более 9 токенов · Хранение: 1 день · Регион eu · "
                "Ежедневно 22:00–06:00 (UTC) · Резерв: 2 года · 512 × 512 пикселей · Высокое качество · 2 шага · "
                "Разрешение 720p · Клип: 1 секунда · Со звуком · Контекст поиска low · До 3 результатов"
            ),
        ),
        (
            "zh-Hans",
            (
                "批处理层级 · 提示词超过 9 个 token · 保留 1天 · eu 区域 · 每天 22:00–06:00 (UTC) · 预留 2年 · "
                "512 × 512 像素 · 高质量 · 2 步 · 分辨率 720p · 1秒钟片段 · 有声 · 搜索上下文 low · 最多 3 条结果"
            ),
        ),
    ],
)
def test_parts_stand_apart(worded_contexts: Contexts, tag: str, expected: str) -> None:
    """Every part begins like a sentence, so a point stands between them and not a comma; their order is fixed."""
    condition = Condition.model_validate(
        {
            "max_results": 3,
            "search_context": "low",
            "with_audio": True,
            "clip_seconds": 1,
            "resolution": "720p",
            "steps": 2,
            "quality": "high",
            "size": "512x512",
            "commitment": "P2Y",
            "schedule": LATE,
            "region": "eu",
            "cache_ttl": "P1D",
            "prompt_tokens": {"gt": 9},
            "service_tier": "batch",
        }
    )

    assert describe_condition(worded_contexts[tag].localizer, condition) == expected


def test_every_part_has_words() -> None:
    """The table above has a row for each field a condition may have."""
    assert {name for row in CONDITIONS for name in row[0]} == set(Condition.model_fields)


@pytest.mark.parametrize(
    ("condition", "key"),
    [
        ({}, ""),
        ({"service_tier": "batch", "prompt_tokens": {"gt": 9}}, "service_tier=batch;prompt_tokens.gt=9"),
        ({"prompt_tokens": {"gte": 128000, "lt": 256000}}, "prompt_tokens.gte=128000;prompt_tokens.lt=256000"),
        ({"schedule": NIGHT}, "schedule=00:30/08:30/Asia/Shanghai"),
        (
            {"schedule": {**LATE, "days": ["friday", "monday"], "days_time_zone": "Asia/Tokyo"}},
            "schedule=22:00/06:00/UTC/friday+monday/Asia/Tokyo",
        ),
        ({"with_audio": False, "clip_seconds": 8}, "clip_seconds=8;with_audio=no"),
        ({"with_audio": True}, "with_audio=yes"),
    ],
)
def test_scripts_get_the_parts_as_the_record_has_them(contexts: Contexts, condition: dict[str, Any], key: str) -> None:
    """Field and value of each part, whatever the language."""
    built = {
        build_condition(context.localizer, Condition.model_validate(condition)).key for context in contexts.values()
    }

    assert built == {key}


@pytest.mark.parametrize("row", CONDITIONS, ids=[str(row[0]) for row in CONDITIONS])
def test_scripts_find_the_words_of_a_part_by_its_place(worded_contexts: Contexts, row: tuple[Any, ...]) -> None:
    """A condition has as many parts for scripts as for readers, each with the name of its field."""
    condition = Condition.model_validate(row[0])
    for context in worded_contexts.values():
        built = build_condition(context.localizer, condition)

        names = [part.split("=")[0].split(".")[0] for part in built.key.split(";") if part]
        assert len(names) == len(built.text.split(SEPARATOR) if built.text else ())
        assert set(names) == set(row[0])


@pytest.mark.parametrize(
    ("duration", "english", "russian", "chinese"),
    [
        ("PT1S", "1 second", "1 секунда", "1秒钟"),
        ("PT30S", "30 seconds", "30 секунд", "30秒钟"),
        ("PT1M", "1 minute", "1 минута", "1分钟"),
        ("PT24H", "24 hours", "24 часа", "24小时"),
        ("P1D", "1 day", "1 день", "1天"),
        ("P2W", "2 weeks", "2 недели", "2周"),
        ("P1M", "1 month", "1 месяц", "1个月"),
        ("P12M", "12 months", "12 месяцев", "12个月"),
        ("P3Y", "3 years", "3 года", "3年"),
        ("PT1440M", "1,440 minutes", "1\xa0440 минут", "1,440分钟"),
    ],
)
def test_duration_is_said_in_words(contexts: Contexts, duration: str, english: str, russian: str, chinese: str) -> None:
    """`M` is a minute after `T` and a month without it."""
    said = {tag: describe_duration(context.localizer, duration) for tag, context in contexts.items()}

    assert said == {"en": english, "ru": russian, "zh-Hans": chinese}
