"""However the files of a site are damaged, there is a finding at a place in a file, in time, and never a traceback.

`SITE_BUILDER_MUTATIONS=10000 pytest tests/build/test_damaged_sites.py` tries more of them than a test run should.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.build.inputs import read_site
from site_builder.diagnostics import Diagnostic
from site_builder.lint.fixing import plan_fixes

_TRIED = int(os.environ.get("SITE_BUILDER_MUTATIONS", "160"))
_PATIENCE_SECONDS = 10
_PIECES = (
    "", "5", "-1", "0.5", "true", "null", "[]", "{}", "[a]", "{a: b}", "'", '"', ": ", "\n", "  ", "- ", "yes", "~",
    "2026-13-99", "x" * 300, "价", "é", "\\", "../..", "javascript:x", "9" * 39, "1e99", "\t", "\r\n", "\ufeff", "\x00",
    "{a: {a: {a: [1]}}}", '"\\e[0m"', "[key]", "`", "**", "](", "{name}", "(", "。", "$x", "%", "#", "&a", "*a", "!x",
    'msgid ""\nmsgstr ""\n', "#, fuzzy\n", "#~ ", '"Content-Type: text/plain; charset=x\\n"\n',
)  # fmt: skip
_GLOSSARY = "terms:\n  - {term: model, use: [модел], avoid: [x]}\n  - {term: question, use: [вопрос], note: y}\n"
_EXCEPTIONS = "exceptions:\n  - {rule: price-magnitude, record: models/acme/mini, reason: It really is that dear.}\n"


@contextmanager
def _in_time() -> Iterator[None]:
    """Fail instead of waiting for ever."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _damage(chance: random.Random, content: bytes) -> bytes:
    """Change some places of a file: write into it, cut out of it, repeat a part of it, or make it noise."""
    kind = chance.randrange(20)
    if kind == 0:
        return chance.randbytes(chance.randrange(200))
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        start = chance.randrange(len(content) + 1)
        piece = content[start : start + chance.randrange(200)] if kind == 1 else chance.choice(_PIECES).encode()
        content = content[:start] + piece + content[start + chance.choice((0, 0, 1, 3, 12, 40)) :]
    return content


def _replace_value(chance: random.Random, content: bytes) -> bytes:
    """Put something else in the place of the value of one line."""
    lines = content.split(b"\n")
    number = chance.randrange(len(lines))
    key, colon, _ = lines[number].rpartition(b": ")
    lines[number] = key + colon + chance.choice(_PIECES).encode()
    return b"\n".join(lines)


def _assert_complete(found: Diagnostic, site: Path) -> None:
    """A finding has a place and three lines of words, none of them a library's."""
    assert found.span.path
    assert found.span.line >= 1
    assert found.span.column >= 1
    assert found.span.length >= 1
    assert all("\n" not in words and words for words in (found.message, found.why, found.fix))
    said = f"{found.message} {found.why} {found.fix}".replace(str(site), "")
    assert not any(word in said for word in ("Traceback", "NoneType", "Input should", "object at 0x", "Decimal("))


@pytest.mark.parametrize("seed", range(4))
def test_damaged_site_gives_findings_with_places(seed: int, small_site: Path) -> None:
    """Records, `site.yaml`, exceptions, glossaries and PO files; what is found can be mended without harm."""
    (small_site / "locales/ru/glossary.yaml").write_text(_GLOSSARY, encoding="utf-8")
    (small_site / "catalog/lint-exceptions.yaml").write_text(_EXCEPTIONS, encoding="utf-8")
    paths = sorted(path for path in small_site.rglob("*") if path.suffix in (".yaml", ".po"))
    chance = random.Random(seed)  # noqa: S311 - the same mistakes every time

    refused = 0
    for _ in range(_TRIED // 4):
        path = chance.choice(paths)
        original = path.read_bytes()
        path.write_bytes(chance.choice((_damage, _replace_value))(chance, original))
        with _in_time():
            site, diagnostics = read_site(small_site)
            plan_fixes(diagnostics, small_site)
        path.write_bytes(original)
        refused += site is None
        for found in diagnostics:
            _assert_complete(found, small_site)

    assert refused > _TRIED // 16
