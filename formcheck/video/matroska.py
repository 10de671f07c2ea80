"""Raw pictures with their times as a Matroska stream: the form in which ffmpeg takes both through a pipe.

A pipe of bare pictures has one rate and no times. Matroska (https://www.matroska.org/technical/elements.html) gives
each picture its own, so that a clip of variable rate is written as it was, without doubling or dropping pictures.
"""

import struct

TICKS_PER_S = 10_000  # a tenth of a millisecond

_UNKNOWN_LENGTH = b"\x01" + b"\xff" * 7
_EBML, _SEGMENT, _INFO, _TRACKS, _CLUSTER = (
    bytes.fromhex(number) for number in ("1A45DFA3", "18538067", "1549A966", "1654AE6B", "1F43B675")
)


def _element(number: str, content: bytes) -> bytes:
    return bytes.fromhex(number) + _length(len(content)) + content


def _whole(number: str, value: int) -> bytes:
    return _element(number, struct.pack(">Q", value))


def _length(count: int) -> bytes:
    return struct.pack(">Q", count | 1 << 56)


def header(width: int, height: int) -> bytes:
    """What comes before the first picture.

    Parameters
    ----------
    width, height
        Size of all pictures in pixels, even; they are planes of Y, U and V, 8 bits each (I420).
    """
    document = _element("4282", b"matroska") + _whole("4287", 4) + _whole("4285", 2)
    info = _whole("2AD7B1", 10**9 // TICKS_PER_S) + _element("4D80", b"formcheck") + _element("5741", b"formcheck")
    picture = _whole("B0", width) + _whole("BA", height) + _element("2EB524", b"I420")
    track = _whole("D7", 1) + _whole("73C5", 1) + _whole("83", 1) + _element("86", b"V_UNCOMPRESSED")
    track += _element("E0", picture)
    return b"".join(
        (
            *(_EBML, _length(len(document)), document),
            *(_SEGMENT, _UNKNOWN_LENGTH),
            *(_INFO, _length(len(info)), info),
            *(_TRACKS, _length(len(track) + 9), _element("AE", track)),
        )
    )


def before_picture(tick: int, length: int) -> bytes:
    """What comes before the bytes of each picture.

    Parameters
    ----------
    tick
        When the picture is first shown, in ticks since the first picture.
    length
        How many bytes the picture has.
    """
    block = b"\xa1" + _length(length + 4) + b"\x81\0\0\0"
    group = b"\xa0" + _length(len(block) + length + len(after_picture(0)))
    return _CLUSTER + _UNKNOWN_LENGTH + _whole("E7", tick) + group + block


def after_picture(ticks: int) -> bytes:
    """What comes after the bytes of each picture, once it is known for how many ticks it is shown."""
    return _whole("9B", ticks)
