"""The published languages: each a folder in `locales/` with a `locale.yaml`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import babel


@dataclass(frozen=True, slots=True)
class Locale:
    """A language the site can be published in.

    Attributes:
        tag: BCP 47 tag, e.g. `zh-Hans`; also the name of its folder.
        slug: First part of its addresses, e.g. `zh`.
        name: Its name in itself, e.g. `简体中文`.
    """

    tag: str
    slug: str
    name: str

    @property
    def babel(self) -> babel.Locale:
        """The CLDR data of the language."""
        return _babel_locale(self.tag)


PSEUDO_TAG = "qps"
"""A language that nobody speaks, for tests: of the range for private use, and numbers and dates are as in English.

Source: RFC 5646, section 2.2.1, `qaa` to `qtz`.
"""


@functools.cache
def _babel_locale(tag: str) -> babel.Locale:
    return babel.Locale.parse("en" if tag == PSEUDO_TAG else tag, sep="-")


def is_known_tag(tag: str) -> bool:
    """Whether CLDR knows the language of a BCP 47 tag, or it is the pseudo-locale."""
    try:
        _babel_locale(tag)
    except (ValueError, babel.UnknownLocaleError):
        return False
    return True


def is_right_to_left(tag: str) -> bool:
    """Whether the language of a BCP 47 tag is written from right to left; not if CLDR does not know it."""
    return is_known_tag(tag) and _babel_locale(tag).text_direction == "rtl"


def is_slug(text: str) -> bool:
    """Whether a text can be the first part of addresses: two or more lower-case letters, then `-` parts."""
    return re.fullmatch(r"[a-z]{2,}(-[a-z0-9]+)*", text) is not None
