"""Drafts of one script of Chinese from the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as MessageCatalog

from site_builder.authoring.messages import update_messages
from site_builder.authoring.new_locale import make_locale
from site_builder.authoring.script_draft import draft_messages, is_convertible, load_converter
from site_builder.i18n.coverage import Coverage
from site_builder.i18n.messages import read_messages

_HANT = make_locale("zh-Hant")
_HANS = read_messages(
    "ui.po",
    (
        'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgid "Key"\nmsgstr "密钥"\n\nmsgid "Own"\nmsgstr "自己"\n\n'
        'msgid "{count} key"\nmsgid_plural "{count} keys"\nmsgstr[0] "{count} 个密钥"\n'
    ).encode(),
    "zh_Hans",
)


def test_what_is_missing_is_drafted_for_review(tmp_path: Path) -> None:
    """A draft is fuzzy, so nothing of it is shown; what a person wrote stays, what nobody wrote stays empty."""
    path, template = tmp_path / "ui.po", MessageCatalog(charset="utf-8", fuzzy=False)
    for text in ("Key", "Own", "Other", ("{count} key", "{count} keys")):
        template.add(text)
    update_messages(path, template, _HANT)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "Own"\nmsgstr ""', 'msgid "Own"\nmsgstr "本站"'), encoding="utf-8")

    state = draft_messages(path, _HANS, _HANT, convert=lambda source: source.translate(str.maketrans("钥个", "鑰個")))

    written = path.read_text(encoding="utf-8")
    messages = read_messages("ui.po", path.read_bytes(), "zh_Hant")
    assert state == Coverage(4, 1, 2)
    assert dict(messages.singular) == {"Own": "本站"}
    assert messages.stale == {"Key", "{count} key"}
    assert '#, fuzzy\nmsgid "Key"\nmsgstr "密鑰"\n' in written
    assert 'msgstr[0] "{count} 個密鑰"\n' in written
    assert 'msgid "Other"\nmsgstr ""\n' in written


@pytest.mark.parametrize(
    ("source", "tag", "expected"),
    [("zh-Hans", "zh-Hant", True), ("zh-Hant", "zh-Hans", True), ("zh-Hans", "ja", False), ("ru", "ru", False)],
)
def test_only_scripts_of_one_language_are_drafted(source: str, tag: str, expected: bool) -> None:  # noqa: FBT001
    """Nothing is translated by machine."""
    assert is_convertible(source, tag) is expected


def test_opencc_knows_words_too() -> None:
    """Taiwan says some things with other words, not only in other characters."""
    pytest.importorskip("opencc", reason="OpenCC is not installed")

    convert = load_converter("zh-Hans", "zh-Hant")

    assert convert("这个网络接口的 `thinkingLevel`") == "這個網路介面的 `thinkingLevel`"
