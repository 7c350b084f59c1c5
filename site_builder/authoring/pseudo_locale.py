"""A language that nobody speaks: every text accented, in brackets and 40 % longer.

What a page then shows without brackets was never translatable, brackets inside brackets were put together from
pieces, and what overflows would overflow in German. Placeholders, code, links and Markdown stay as they are.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog as MessageCatalog

from site_builder.authoring.messages import new_po_file, write_po_file
from site_builder.i18n.locale import Locale

OPEN, CLOSE = "⟦", "⟧"
_LENGTHENED = 0.4
_FILLER = "ẋẏẑ "
_ACCENTED = str.maketrans(
    "ACDEGHIKLNORSTUWYZacdeghiklnorstuwyz",
    "ÅÇÐÉĜĤÎĶĻÑÖŔŠŢÛŴÝŽåçðéĝĥîķļñöŕšţûŵýž",
)
_KEPT = re.compile(r"(`+[^`]+`+|\{[a-z_]+\}|\]\([^)]*\)|https://\S+|&[a-z]+;)")
_LIST_ITEM = re.compile(r"(?m)^(\s*(?:[-*+]|\d+[.)])\s+)(.*(?:\n(?!\s*(?:[-*+]|\d+[.)])\s).*)*)")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def pseudolocalize(text: str) -> str:
    """Give a text in the pseudo-locale: of `Two keys` `⟦Ţŵö ķéýš ẋẏẑ⟧`."""
    if _FENCE.match(text):
        return text
    if _LIST_ITEM.match(text):
        return _LIST_ITEM.sub(lambda item: f"{item[1]}{pseudolocalize(item[2])}", text)
    pieces = _KEPT.split(text)
    accented = [piece if index % 2 else piece.translate(_ACCENTED) for index, piece in enumerate(pieces)]
    length = round(sum(map(len, pieces[::2])) * _LENGTHENED)
    filler = (_FILLER * (length // len(_FILLER) + 1))[:length].rstrip()
    return f"{OPEN}{''.join(accented)}{' ' if filler else ''}{filler}{CLOSE}"


def write_pseudo_messages(path: Path, template: MessageCatalog, locale: Locale) -> int:
    """Write the PO file of a domain in the pseudo-locale; give the number of its entries."""
    messages = new_po_file(template, str(locale.babel))
    messages.update(template, no_fuzzy_matching=True, update_creation_date=False)
    for message in messages:
        if message.id:
            sources = (message.id,) if isinstance(message.id, str) else message.id
            translated = tuple(map(pseudolocalize, sources))
            message.string = translated[0] if isinstance(message.id, str) else translated
    write_po_file(path, messages)
    return len(messages)
