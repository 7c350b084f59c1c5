"""Texts that end in the middle of a sentence, or have lost the words of a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.diagnostics import Severity
from site_builder.lint.rule import Example, TextRule
from site_builder.lint.scripts import HAN
from site_builder.lint.written_text import TextSlip, WrittenText

_PHRASES = frozenset({"this", "other", "value"})
"""Fields that hold a fact in a few words, not sentences."""

_SHORTEST_SENTENCE = 4
_SHORTEST_HAN_SENTENCE = 6
_WITHOUT_FULL_STOP = frozenset({"th", "lo", "km", "my"})

_LONGEST_END = 24
_OPEN_END = re.compile(r"(?:[,;，、；(（—–-]|\.{3}|(?<!…)…++)$")
_DANGLING = {
    "en": re.compile(r"(?<![\w'’-])(?:and|or|but|the|an|than|because|whose|such as)[.:]?$"),
    "ru": re.compile(r"(?<![\w-])(?:и|или|а|но|для|от|из|без|между|чтобы|котор(?:ый|ая|ое|ые)|потому что)[.:]?$"),
    "zh": re.compile(
        r"(?:以及|并且|而且|或者|因为|由于|例如|比如|(?<![参给赋授施])与"
        r"|(?<![温总饱柔缓平调亲随祥谐之])和|(?<![普提涉顾遍波触危不])及|(?<!抑)或)[。：]?$"
    ),
}
_LOST_LINK = {
    "en": (
        ("see", "refer to"),
        re.compile(r"\b(?:details|information|more|also),? see ?[.,](?=\s|$)|\brefer to ?[.,](?=\s|$)"),
    ),
    "ru": (("одробн",), re.compile(r"\b[Пп]одробн(?:ее|ости),? (?:см\.?|в|на) ?\.(?=\s|$)")),
    "zh": (("见", "阅", "参考"), re.compile(r"(?:详情请见|请参阅|参阅|详见|参见|请参考)[。，]")),
}
"""By language: words without one of which the pattern cannot match, and what is left of a sentence without its link."""

_EMPTY_CLUE = re.compile(r"[(（“«「《\[]\s*[)）”»」》\]]")
_EMPTY = re.compile(r"(?<![^\s])\(\s*\)|（\s*）|“\s*”|«\s*»|「\s*」|《\s*》|\[\s*\]\(")
_NOT_A_SENTENCE = re.compile(r"(?:[-*+] |[0-9]+[.)] |[#|>]|```)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HAN = re.compile(f"[{HAN}]")


def _check(text: WrittenText) -> Iterator[TextSlip]:
    if not text.field:
        return  # interface texts are labels, and have no end of a sentence
    yield from _find_lost_words(text)
    end = len(text.text.rstrip())
    open_end = _find_open_end(text)
    if open_end:
        start = end - len(open_end)
        yield TextSlip(
            start,
            end,
            f"the text ends with “{open_end}”: {text.quote(start, end)}",
            "write the rest, or end the sentence before it",
        )
    elif text.text[end - 1 : end].isalnum() and _is_sentence(text):
        yield TextSlip(
            end - 1,
            end,
            f"the text ends without a full stop: {text.quote(max(0, end - 24), end)}",
            "write the rest, or end the sentence with a full stop",
            "the reader cannot tell whether the end is missing",
        )


def _find_open_end(text: WrittenText) -> str:
    """Give the last words if no sentence ends with them; else nothing."""
    tail = text.text[-_LONGEST_END:].rstrip()
    dangling = _DANGLING.get(text.language)
    if text.form == "inline" and tail.endswith((":", "：")):
        return tail[-1]  # in a block, the next paragraph may be the list
    match = _OPEN_END.search(tail) or (dangling.search(tail) if dangling else None)
    return match[0] if match else ""


def _is_sentence(text: WrittenText) -> bool:
    """Whether a text is at least one sentence, which ends with a full stop."""
    if text.form == "plain" or text.field in _PHRASES or text.language in _WITHOUT_FULL_STOP:
        return False
    if _NOT_A_SENTENCE.match(text.text):
        return False
    if text.language in ("zh", "ja"):
        return len(_HAN.findall(text.prose)) >= _SHORTEST_HAN_SENTENCE
    return len(_WORD.findall(text.prose)) >= _SHORTEST_SENTENCE


def _find_lost_words(text: WrittenText) -> Iterator[TextSlip]:
    patterns = [_EMPTY] if _EMPTY_CLUE.search(text.text) else []
    clues, lost = _LOST_LINK.get(text.language, ((), _EMPTY))
    if any(clue in text.text for clue in clues):
        patterns.append(lost)
    for pattern in patterns:
        for match in pattern.finditer(text.text):
            if text.prose[match.start()] == match[0][0]:
                yield TextSlip(
                    match.start(),
                    match.end(),
                    f"words are missing at “{match[0]}”: {text.quote(match.start(), match.end())}",
                    "write what belongs there, e.g. the words of the link that was lost",
                )


TEXT_TRUNCATED = TextRule(
    name="text-truncated",
    summary="Finds texts that end in the middle of a sentence, and places where a link has lost its words.",
    why="The reader misses the end, which may be what matters, and doubts the rest.",
    bad=Example("catalog/models/acme/mini.yaml", "summary: A quick model for easy questions and\n"),
    good=Example("catalog/models/acme/mini.yaml", "summary: A quick model for easy questions and answers.\n"),
    severity=Severity.WARNING,
    check=_check,
)
