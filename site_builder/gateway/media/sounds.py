"""A short silence in every format of sound."""

from __future__ import annotations

import io
import struct
import wave

from site_builder.gateway.media.checksum import checksum

_RATE = 24_000
_FRAMES = 2_400

SOUND_TYPES = {
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "pcm": "audio/pcm",
}
"""Media type of each format."""


def make_sound(name: str) -> bytes:
    """Give about a tenth of a second of silence in a format of `SOUND_TYPES`."""
    makers = {
        "mp3": _make_mp3,
        "opus": _make_opus,
        "aac": _make_aac,
        "flac": _make_flac,
        "wav": _make_wav,
        "pcm": _make_pcm,
    }
    return makers[name]()


def _make_pcm() -> bytes:
    """Give 16-bit samples of one channel at 24 kHz."""
    return bytes(2 * _FRAMES)


def _make_wav() -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(_make_pcm())
    return target.getvalue()


def _make_mp3() -> bytes:
    """Give four empty frames: MPEG-1 layer III, 128 kbit/s, 44.1 kHz, mono. Source: ISO/IEC 11172-3, 2.4.2.3."""
    return (b"\xff\xfb\x90\xc0" + bytes(413)) * 4


def _make_aac() -> bytes:
    """Give four frames in ADTS: AAC-LC, 24 kHz, one silent channel. Source: ISO/IEC 14496-3, 1.A.2.2 and 4.4.2.1.

    A block is a single channel element with a global gain of 0 and a long window without any band, then the end.
    """
    block = b"\x00\x00\x00\x07"
    length = 7 + len(block)
    head = bytes([0xFF, 0xF1, 0x58, 0x40 | length >> 11, length >> 3 & 0xFF, (length & 7) << 5 | 0x1F, 0xFC])
    return (head + block) * 4


def _make_flac() -> bytes:
    """Give one frame whose samples are all 0. Source: RFC 9639, sections 8.2 and 9."""
    block = 2_304  # one of the sizes that need no further field
    packed = _RATE << 44 | 0 << 41 | (16 - 1) << 36 | block
    stream = struct.pack(">HH", block, block) + bytes(6) + packed.to_bytes(8, "big") + bytes(16)
    head = b"\xff\xf8\x47\x08\x00"  # 2,304 samples at 24 kHz, one channel of 16 bits, the first frame
    frame = head + checksum(head, width=8, polynomial=0x07).to_bytes(1, "big") + b"\x00\x00\x00"
    return b"fLaC\x80\x00\x00\x22" + stream + frame + checksum(frame, width=16, polynomial=0x8005).to_bytes(2, "big")


def _make_opus() -> bytes:
    """Give five packets of 20 ms that carry nothing, in an Ogg stream. Source: RFC 3533, section 6; RFC 7845, 5."""
    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 0, _RATE, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"none" + struct.pack("<I", 0)
    packets = [b"\x78"] * 5
    return _page(0, [head], flags=2) + _page(1, [tags]) + _page(2, packets, flags=4, position=5 * 960)


def _page(number: int, packets: list[bytes], *, flags: int = 0, position: int = 0) -> bytes:
    sizes = bytes(len(packet) for packet in packets)
    head = b"OggS\x00" + struct.pack("<BqII", flags, position, 1, number)
    rest = bytes([len(sizes)]) + sizes + b"".join(packets)
    crc = checksum(head + bytes(4) + rest, width=32, polynomial=0x04C11DB7)
    return head + struct.pack("<I", crc) + rest
