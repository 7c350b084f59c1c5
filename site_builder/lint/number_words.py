"""The words of languages that state a number, or a month by its number: `twice`, `вдвое`, `二十`."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

_ENDINGS = "(?:ый|ий|ой|ого|ому|ым|ом|ая|ую|ое|ые|ых|ыми)"
"""Endings of Russian ordinal numbers."""

_MONTH = "(?:ь|я|ю|ем|ём|е)"
"""Endings of Russian months with a soft sign."""

_FIVE_ON = r"(?:ь|ью|и(?!сот|десят|чн|нар|от)\w*)"
"""Endings of Russian numbers from five on, those of compounds too: `пятиуровневый`, but not `пятисот`."""

_TEN = rf"дцат(?:ь|ью|и\w*|{_ENDINGS})"
_TENS = r"(?:ьдесят|идесят\w*|ьюдесятью)"

_WORDS: dict[str, dict[int, str]] = {
    "en": {
        1: "one|first|once|single|January", 2: "two|second|twice|both|double|February", 3: "three|third|March",
        4: "four|fourth|quarter|April", 5: "five|fifth|May", 6: "six|sixth|June", 7: "seven|seventh|July",
        8: "eight|eighth|August", 9: "nine|ninth|September", 10: "ten|tenth|October", 11: "eleven|eleventh|November",
        12: "twelve|twelfth|dozen|December", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
        17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty|half",
        60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand", 1000000: "million",
    },
    "ru": {
        1: f"один|одн(?:а|о|и|у|ого|ому|им|ом|ой|их|ими)|однажды|перв{_ENDINGS}|раз|январ{_MONTH}",
        2: r"дв(?:а|е|ум|умя|ое|оих)|двух\w*|двойн\w+|двукратн\w+|дважды|вдвое|вдвоем|вдвоём"
        rf"|втор{_ENDINGS}|оба|обе|обоих|обеих|обоим|обеим|обоими|обеими|феврал{_MONTH}",
        3: r"три|тр[её]х\w*|тр[её]м|тремя|трое|троих|тройн\w+|трижды|втрое|трет(?:ий|ь\w*)|март(?:а|у|ом|е)?",
        4: rf"четыр(?:е|[её]м|ьмя|[её]х\w*)|четверо|четверых|четырежды|вчетверо|четв[её]рт\w*|апрел{_MONTH}",
        5: f"пят(?:{_FIVE_ON}|{_ENDINGS})|пятеро|впятеро|ма(?:й|я|ю|ем|е)",
        6: f"шест(?:{_FIVE_ON}|{_ENDINGS})|шестеро|вшестеро|июн{_MONTH}",
        7: f"сем{_FIVE_ON}|седьм{_ENDINGS}|семеро|июл{_MONTH}",
        8: f"восем(?:ь|ью)|восьмью|восьм{_FIVE_ON}|восьм{_ENDINGS}|август(?:а|у|ом|е)?",
        9: f"девят(?:{_FIVE_ON}|{_ENDINGS})|сентябр{_MONTH}",
        10: f"десят(?:{_FIVE_ON}|{_ENDINGS})|десяток|вдесятеро|октябр{_MONTH}",
        11: f"одинна{_TEN}|ноябр{_MONTH}", 12: rf"двена{_TEN}|дюжин\w*|декабр{_MONTH}", 13: f"трина{_TEN}",
        14: f"четырна{_TEN}", 15: f"пятна{_TEN}", 16: f"шестна{_TEN}", 17: f"семна{_TEN}", 18: f"восемна{_TEN}",
        19: f"девятна{_TEN}", 20: f"два{_TEN}", 30: f"три{_TEN}",
        40: f"сорок(?:а|ов{_ENDINGS})?", 50: rf"пят{_TENS}|половин\w*|наполовину|вдвое", 60: f"шест{_TENS}",
        70: f"сем{_TENS}", 80: f"вос(?:ем|ьм){_TENS}", 90: f"девяност(?:о|а|{_ENDINGS})",
        100: rf"сто|ста|сот|сотн\w+|сот{_ENDINGS}", 1000: r"тысяч\w*|тыс", 1000000: r"миллион\w*|млн",
    },
    "zh": {
        1: "一|首|单", 2: "二|两|双|兩|雙|一倍|翻倍|翻番", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八",
        9: "九", 10: "十", 11: "十一", 12: "十二", 13: "十三", 14: "十四", 15: "十五", 16: "十六", 17: "十七",
        18: "十八", 19: "十九", 20: "二十", 30: "三十", 40: "四十", 50: "五十|半", 60: "六十", 70: "七十",
        80: "八十", 90: "九十", 100: "百", 1000: "千", 1000000: "百万",
    },
}  # fmt: skip
"""By language and number."""


def says_in_words(prose: str, language: str, value: Decimal | str) -> bool:
    """Whether a text states a small or round number in words; True for languages whose words are not known."""
    words = _WORDS.get(language)
    if isinstance(value, str) or value != int(value) or int(value) not in _WORDS["en"]:
        return False
    return words is None or _word_pattern(language, int(value)).search(prose) is not None


@functools.cache
def _word_pattern(language: str, value: int) -> re.Pattern[str]:
    words = _WORDS[language][value]
    if language == "zh":
        return re.compile(words)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
