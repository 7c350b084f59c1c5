"""Writes `site_builder/lint/script_tables.py` from the character dictionaries of OpenCC.

Usage: python tools/make_script_tables.py FOLDER
The folder is `opencc/dictionary` of the package `opencc-python-reimplemented`, version 0.1.7 (Apache-2.0), which
bears the dictionaries of OpenCC.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_TARGET = Path(__file__).parents[1] / "site_builder" / "lint" / "script_tables.py"
_WIDTH = 54
_HEAD = '''"""Chinese characters that only one of the two scripts has, each beside its counterpart in the other.

Written by `tools/make_script_tables.py`. Source: `TSCharacters.txt` and `STCharacters.txt` of OpenCC
(https://github.com/BYVoid/OpenCC, Apache-2.0), as in opencc-python-reimplemented 0.1.7. Characters that both scripts
have, such as 后, 里, 台, 干 and 只, are in neither table, nor are those that Taiwan or Hong Kong writes, such as 群, 床
and 税, by `TWVariants.txt` and `HKVariants.txt`; counterparts are those of Taiwan.
"""

from __future__ import annotations
'''

_COMMON_IN_TAIWAN = frozenset("雇霉肴虱晒")
"""Common characters of Taiwan (first level of Big5) beside their counterparts, of which OpenCC knows nothing."""


def main(folder: Path) -> None:
    """Read the dictionaries and write the module."""
    simplified_of, traditional_of = (_read(folder / f"{name}Characters.txt") for name in ("TS", "ST"))
    taiwan, hong_kong = (_read(folder / f"{name}Variants.txt") for name in ("TW", "HK"))
    regional_of = _in_regions(traditional_of, taiwan, hong_kong)
    tables = (
        ("TRADITIONAL", "Characters of Traditional Chinese only.", _only(simplified_of, traditional_of)),
        ("SIMPLIFIED", "Characters of Simplified Chinese only.", _only(regional_of, simplified_of)),
    )
    _TARGET.write_text(_HEAD + "".join(piece for table in tables for piece in _write(*table)), encoding="utf-8")


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    """Give the counterparts of each character, the usual one first."""
    pairs = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {character: tuple(others.split(" ")) for character, others in pairs}


def _in_regions(
    traditional_of: Mapping[str, tuple[str, ...]],
    taiwan: Mapping[str, tuple[str, ...]],
    *others: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Give the counterparts in Taiwan of each character that no region writes for one of its counterparts."""
    return {
        character: tuple(taiwan.get(each, (each,))[0] for each in counterparts)
        for character, counterparts in traditional_of.items()
        if character not in _COMMON_IN_TAIWAN
        and not any(character in region.get(each, ()) for region in (taiwan, *others) for each in counterparts)
    }


def _only(counterparts: Mapping[str, tuple[str, ...]], reverse: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Give the characters that the other script does not have, with their counterpart; a space if there are several."""
    shared = {other for others in counterparts.values() for other in others} | reverse.keys()
    return {
        character: others[0] if len(others) == 1 else " "
        for character, others in sorted(counterparts.items())
        if character not in shared and all("\u4e00" <= each <= "\u9fff" for each in (character, *others))
    }


def _write(name: str, meaning: str, pairs: Mapping[str, str]) -> Iterator[str]:
    yield from _write_text(name, "".join(pairs))
    yield f'"""{meaning}"""\n'
    yield from _write_text(f"{name}_COUNTERPARTS", "".join(pairs.values()))
    yield '"""What the other script writes for each, in the same order; a space where that depends on the word."""\n'


def _write_text(name: str, text: str) -> Iterator[str]:
    yield f"\n{name} = (\n"
    yield from (f'    "{text[start : start + _WIDTH]}"\n' for start in range(0, len(text), _WIDTH))
    yield ")\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
