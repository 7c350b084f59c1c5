"""What chat programs, drafts and other tools leave behind in a text that is pasted from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.lint.rule import Example, TextRule
from site_builder.lint.written_text import TextSlip, WrittenText
from site_builder.records.base import escape_unprintable, shorten


@dataclass(frozen=True, slots=True)
class _Residue:
    """A kind of residue.

    Attributes:
        clues: The pattern matches only where one of these stands.
        pattern: What is found.
        name: What it is, in words.
        fix: What to do.
        replacement: What to write instead; None if the author must decide.
        in_code: Whether it is residue in code and addresses as well.
    """

    clues: tuple[str, ...]
    pattern: re.Pattern[str]
    name: str
    fix: str = "remove it, and read the sentence again"
    replacement: str | None = ""
    in_code: bool = True


_TAGS = (
    "a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|div|em|font|footer|h[1-6]|head|header|hr|html"
    "|i|iframe|img|input|kbd|li|nav|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|sup|svg|table|tbody"
    "|td|th|thead|tr|tt|u|ul"
)
_ORIGIN = r"utm_source=(?>(?:chatgpt|openai|copilot|perplexity|claude|gemini)\w*(?:\.\w+)*)"
_SPACE = r"(?<![ \t])[ \t]*+"
"""All space before something; from its start only, or a long one would be looked at from each character of it."""

_RESIDUES = (
    _Residue(
        ("oaicite", "contentReference"),
        re.compile(
            rf"{_SPACE}:?(?:contentReference\[[^\]\n]*\]|\[?oaicite:\w+\]?)"
            r"(?:\{[^}\n]*\})?"
        ),
        "a citation mark of a chat program",
    ),
    _Residue(
        ("turn", "\ue200"),
        re.compile(
            f"{_SPACE}\ue200[^\ue200\ue201\n]*\ue201"
            rf"|{_SPACE}(?<![A-Za-z])(?:file)?(?:cite)?turn[0-9]+(?:search|view|fetch|news|image|file|click)[0-9]+"
            r"(?:turn[0-9]+[a-z]+[0-9]+)*"
        ),
        "a citation mark of a chat program",
    ),
    _Residue(
        ("†",), re.compile(rf"{_SPACE}【[^【】\n]{{0,40}}†[^【】\n]{{0,80}}】"), "a citation mark of a chat program"
    ),
    _Residue(
        ("utm_source=",),
        re.compile(rf"(?<=\?){_ORIGIN}&|\?{_ORIGIN}(?!&)|&{_ORIGIN}"),
        "the mark of a chat program in an address",
        "remove the parameter from the address",
    ),
    _Residue(
        (" AI ", "AI 语言模型", "AI语言模型", "人工智能", "языковая модель", "knowledge"),
        re.compile(
            r"[Aa]s an AI (?:language )?(?:model|assistant)\b(?=,? (?:I|my)\b|[^.,;:!?\n]+, (?:I|my)\b)"
            r"|[Aa]s of my (?:last )?knowledge (?:update|cutoff)"
            r"|作为(?:一个|一款|一名)? ?(?:AI|人工智能)(?: ?语言)? ?(?:模型|助手)，?我"
            r"|[Кк]ак (?:большая )?языковая модель,? я\b"
        ),
        "a chat program speaking of itself",
        "write the sentence anew, from the source",
        None,
    ),
    _Residue(
        ("Lorem ipsum", "lorem ipsum", "TODO", "TBD", "FIXME", "XXX"),
        re.compile(
            r"[Ll]orem ipsum|\b(?:TBD|XXX)\b|\b(?:TODO|FIXME)(?= ?[:：(])"
            r"|(?:^|(?<=[(（\[【])|(?<=[.!?:。！？：])|(?<=[.!?:] ))(?:TODO|FIXME)(?=[.!。！)）\]】]|\s*$)",
            re.MULTILINE,
        ),
        "the mark of an unfinished text",
        "write what is missing, or remove the sentence",
        None,
        in_code=False,
    ),
    _Residue(
        (":::",),
        re.compile(r":::+(?:[ \t]*\{[^}\n]*\}|[a-z-]*)"),
        "a block mark that Markdown does not have",
        in_code=False,
    ),
    _Residue(
        ("<",),
        re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*\w=[\w\"'][^<>]*)?\s*/?>|<!--.*?-->", re.IGNORECASE | re.DOTALL),
        "an HTML tag, which the page shows as it stands",
        "write Markdown, or remove it",
        None,
        in_code=False,
    ),
    _Residue(
        ("&",),
        re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|mdash|ndash|hellip|#[0-9]+|#x[0-9A-Fa-f]+);"),
        "an HTML entity",
        "write the character itself",
        None,
        in_code=False,
    ),
)

_CLUE = re.compile("|".join(re.escape(clue) for residue in _RESIDUES for clue in residue.clues))
"""Told from all the patterns at once, because nearly every text has none of it."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"  # control characters, which no page may hold
    "|[\u00ad\u200b\u2060\ufeff\U000e0020-\U000e007f]"  # soft hyphen, zero width, byte order mark, tags
    "|(?<=[A-Za-z\u0400-\u04ff\u4e00-\u9fff\\s])[\u200c\u200d]"  # joiners, which other scripts and emoji need
    "|[\u202a-\u202e\u2066-\u2069]"  # marks of writing direction, which can make text read differently than it is
)
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd]+")  # of private use, or in the place of what could not be read


def _check(text: WrittenText) -> Iterator[TextSlip]:
    found = list(_find_residues(text)) if _CLUE.search(text.text) else []
    if not text.text.isprintable():
        found += _find_unseen(text)
    if "\ufffd" in text.text or not text.text.isprintable():
        found += _find_unreadable(text, found)
    return iter(found)


def _find_residues(text: WrittenText) -> Iterator[TextSlip]:
    for residue in _RESIDUES:
        if any(clue in text.text for clue in residue.clues):
            for match in residue.pattern.finditer(text.text if residue.in_code else text.prose):
                shown = escape_unprintable(shorten(match[0].strip()))
                quoted = text.quote(match.start(), match.end())
                message = f"`{shown}` is {residue.name}: {quoted}"
                yield TextSlip(match.start(), match.end(), message, residue.fix, replacement=residue.replacement)


def _find_unseen(text: WrittenText) -> Iterator[TextSlip]:
    for match in _UNSEEN.finditer(text.text):
        number = f"U+{ord(match[0]):04X}"
        yield TextSlip(
            match.start(),
            match.end(),
            f"the character {number} cannot be seen: {text.quote(match.start(), match.end())}",
            "remove it",
            "it breaks search and copying, and nobody who reads the text can tell why",
            replacement="",
        )


def _find_unreadable(text: WrittenText, found: list[TextSlip]) -> Iterator[TextSlip]:
    told = {offset for slip in found for offset in range(slip.start, slip.end)}
    for match in _UNREADABLE.finditer(text.text):
        if match.start() not in told:
            yield TextSlip(
                match.start(),
                match.end(),
                f"the character U+{ord(match[0][0]):04X} means nothing to a reader:"
                f" {text.quote(match.start(), match.end())}",
                "write what was meant, or remove it",
                "it is left over from another program, or stands where a character was lost",
            )


TEXT_ARTEFACT = TextRule(
    name="text-artefact",
    summary="Finds what chat programs and drafts leave in a text: citation marks, hidden characters, HTML, TODO.",
    why="It means nothing to a reader, and shows that nobody has read the text before it was published.",
    bad=Example(
        "catalog/models/acme/mini.yaml",
        "summary: A quick model for easy questions. :contentReference[oaicite:3]{index=3}\n",
    ),
    good=Example("catalog/models/acme/mini.yaml", "summary: A quick model for easy questions.\n"),
    fixes=True,
    check=_check,
)
