"""Ways to spoil bytes and values, drawn from a random source so that each can be repeated."""

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

EDGES = (0, 1, 2, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1_000_000)
"""Numbers at the edges of what a field of 32 bits holds, and a million."""


def flipped(random: Random, content: bytes, first: int = 0, end: int | None = None) -> bytes:
    """Some bits turned over, between two places."""
    spoilt = bytearray(content)
    end = len(spoilt) if end is None else min(end, len(spoilt))
    for _ in range(random.choice((1, 3, 10, 100))):
        if end > first:
            spoilt[random.randrange(first, end)] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def cut_off(random: Random, content: bytes) -> bytes:
    """The beginning alone."""
    return content[: random.randrange(len(content) + 1)]


def holed(random: Random, content: bytes) -> bytes:
    """A stretch left out."""
    first = random.randrange(len(content) + 1)
    return content[:first] + content[first + random.randrange(1, 200) :]


def stuffed(random: Random, content: bytes) -> bytes:
    """Something put in."""
    first = random.randrange(len(content) + 1)
    return content[:first] + random.randbytes(random.choice((1, 7, 500))) + content[first:]


def blank(random: Random, content: bytes) -> bytes:
    """A stretch of zeros, or of ones."""
    first = random.randrange(len(content) + 1)
    length = min(random.randrange(1, 400), len(content) - first)
    return content[:first] + random.choice((b"\0", b"\xff")) * length + content[first + length :]


def doubled(random: Random, content: bytes) -> bytes:
    """Twice the same, one after the other."""
    return content + content


BYTES: Sequence[Callable[[Random, bytes], bytes]] = (flipped, flipped, cut_off, holed, stuffed, blank, doubled)


def spoilt_bytes(random: Random, content: bytes) -> tuple[bytes, str]:
    """Some content spoilt, and in which way."""
    way = random.choice(BYTES)
    return way(random, content), way.__name__


def _strange(random: Random) -> Any:  # noqa: ANN401 - anything at all
    return random.choice(
        [
            "", "x", "x" * 100_000, "a\nb", "\u202eabc", "\0", "<script>alert(1)</script>", "[bold]", "../../x",
            "\x1b[2J",
            0, -1, 1, 2**31, 2**63, 10**30, 16**5000, 0.0, -0.0, 1e-320, 1e300, -1e300, math.nan, math.inf, -math.inf,
            True, False, [], {}, [[]], [1, 2], ["x"], [{}], {"x": 1}, {"": ""}, "nan", "0", "2026-01-01", [0] * 1000,
        ]
    )  # fmt: skip


def spoilt_value(random: Random, value: Any) -> Any:  # noqa: ANN401 - a tree of tables, lists and plain values
    """A tree of tables and lists with something in it changed, left out, put in or swapped."""
    tree = _copied(value)
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        _spoil(random, random.choice(list(_inner(tree))))
    return tree


def nudged(random: Random, value: Any) -> Any:  # noqa: ANN401
    """The same tree with some of its numbers larger, smaller or turned round, so that it is often still allowed."""
    if isinstance(value, dict):
        return {key: nudged(random, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [nudged(random, inner) for inner in value]
    if isinstance(value, bool) or not isinstance(value, int | float) or random.random() < 0.9:
        return value
    if isinstance(value, int):
        return value + random.choice((-1, 1, 10, -100))
    return value * random.choice((0.0, 0.5, 1.5, -1.0, 1e-9, 1e9, 1e300))


def _copied(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _inner(value: Any) -> Any:  # noqa: ANN401
    """Every table and list in a tree."""
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _inner(inner)


def _spoil(random: Random, place: Any) -> None:  # noqa: ANN401
    keys = list(place) if isinstance(place, dict) else list(range(len(place)))
    if not keys or random.random() < 0.1:
        if isinstance(place, dict):
            place[random.choice(("new", "", "id", "a b", "ü", "x\ny"))] = _strange(random)
        else:
            place.append(_strange(random))
        return
    key = random.choice(keys)
    way = random.random()
    if way < 0.15:
        del place[key]
    elif way < 0.4 and isinstance(place[key], int | float) and not isinstance(place[key], bool):
        # A whole number may be larger than any float.
        factors = (-1, 0, 3, 1000, 10**12) if isinstance(place[key], int) else (-1, 0, 0.5, 3, 1000, 1e12)
        place[key] = place[key] * random.choice(factors) + random.choice((0, 1, -1))
    else:
        place[key] = _strange(random)


def as_toml(table: dict[str, Any]) -> str:
    """A tree as TOML, every table on one line."""
    return "".join(f"{_key(key)} = {_inline(value)}\n" for key, value in table.items())


def _key(key: str) -> str:
    return _inline(str(key))


def _inline(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return hex(value) if value > 2**63 else str(value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)} = {_inline(inner)}' for key, inner in value.items())}}}"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text) + '"'
