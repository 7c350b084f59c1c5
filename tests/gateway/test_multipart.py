"""Multipart forms, as curl, browsers and SDKs write them."""

from __future__ import annotations

import time

import pytest

from site_builder.gateway.multipart import FormBrokenError, FormPart, split_form

TYPE = "multipart/form-data; boundary=edge"


def _part(disposition: str, content: bytes = b"x", head: str = "") -> bytes:
    return f"--edge\r\n{head}Content-Disposition: form-data; {disposition}\r\n\r\n".encode() + content + b"\r\n"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (_part('name="a"'), FormPart("a", None, b"x")),
        (_part("name=a"), FormPart("a", None, b"x")),
        (_part('NAME="a"; filename="b.mp3"'), FormPart("a", "b.mp3", b"x")),
        (_part('filename="b.mp3"; name="a"'), FormPart("a", "b.mp3", b"x")),
        (_part('name="a"; filename=""'), FormPart("a", "", b"x")),
        (_part("name=\"a\"; filename*=utf-8''%E4%BD%A0.mp3"), FormPart("a", "你.mp3", b"x")),
        (_part('name="a"; filename="你.mp3"'), FormPart("a", "你.mp3", b"x")),
        (_part(r'name="a\"b\\"'), FormPart('a"b\\', None, b"x")),
        (_part('name="a%22b"'), FormPart('a"b', None, b"x")),
        (_part('name="a"', head="Content-Type: text/plain\r\n"), FormPart("a", None, b"x")),
        (_part('name="a"', b""), FormPart("a", None, b"")),
        (_part('name="a"', b"\r\n\r\n--edg\r\n\x00\xff"), FormPart("a", None, b"\r\n\r\n--edg\r\n\x00\xff")),
    ],
)
def test_a_part_is_read_as_it_was_written(part: bytes, expected: FormPart) -> None:
    """Name, file name and every byte of the content."""
    assert list(split_form(TYPE, part + b"--edge--\r\n")) == [expected]


@pytest.mark.parametrize("content_type", [TYPE, 'multipart/form-data; boundary="edge"', f"{TYPE}; charset=utf-8"])
def test_parts_come_in_order(content_type: str) -> None:
    """Text before the first part and after the last one is passed over."""
    body = b"before\r\n" + _part('name="a"', b"1") + _part('name="a"', b"2") + b"--edge--\r\nafter"

    assert [part.content for part in split_form(content_type, body)] == [b"1", b"2"]


def test_a_form_may_have_no_parts() -> None:
    """It ends at once."""
    assert list(split_form(TYPE, b"--edge--\r\n")) == []


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--edge--\r\n"),
        (TYPE, b""),
        (TYPE, b"nonsense"),
        (TYPE, _part('name="a"')),
        ("multipart/form-data; boundary=other", _part('name="a"') + b"--edge--"),
        (TYPE, _part('filename="a"') + b"--edge--"),
        (TYPE, _part('name=""') + b"--edge--"),
        (TYPE, b"--edge\r\n\r\n\r\n--edge--"),
        (TYPE, b"--edge\r\n--edge--"),
    ],
)
def test_what_is_no_form_is_told(content_type: str, body: bytes) -> None:
    """A wrong boundary, a missing end, or a part without a name."""
    with pytest.raises(FormBrokenError):
        list(split_form(content_type, body))


def test_a_large_file_costs_no_time() -> None:
    """Whatever it holds."""
    started = time.perf_counter()

    parts = list(split_form(TYPE, _part('name="a"; filename="b"', b"\n" * 30_000_000) + b"--edge--\r\n"))

    assert len(parts[0].content) == 30_000_000
    assert time.perf_counter() - started < 10
