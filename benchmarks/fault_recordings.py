"""Landmark recordings spoilt: their bytes, their arrays, and the archive they come in."""

import io
import pickle
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.fault_mutations import spoilt_bytes
from benchmarks.fault_trial import Room, Trial, program

SOURCE = Path(__file__).parents[1] / "tests" / "recordings" / "donkey_kick_2.npz"
FRAMES = 80
POINTS = ("image_px", "world_m", "visibility")
EXTREMES = (np.nan, np.inf, -np.inf, 1e300, -1e300, 1e-320, 0.0, 1e9, -1e6)
TYPES = ("O", "U5", "S3", "c16", "M8[s]", "m8[s]", "?", "i1", "u8", "f2", ">f8", ">i2", "V8", "f4,f4", "g")

Array = npt.NDArray[Any]
Arrays = dict[str, Array]


class Trap:
    """Whoever takes this out of a pickle leaves a file behind."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self._mark,)


class Recordings:
    """Landmark recordings, analysed as an exercise or as what is recognised."""

    name = "recording"

    def prepare(self, store: Path) -> None:
        """There is nothing to make."""

    def trial(self, random: Random, room: Room) -> Trial:
        with np.load(SOURCE) as file:
            arrays = {name: file[name] for name in file.files}
        for name in ("time_s", *POINTS):
            arrays[name] = arrays[name][:FRAMES].copy()
        way = random.choice(WAYS)
        path = room.given / "recording.npz"
        path.write_bytes(way(random, arrays, room))
        arguments = ["analyze", "--jobs", "1", str(path), "--out", str(room.out)]
        if random.random() < 0.9:
            arguments += [
                "--exercise",
                random.choice(("donkey_kick", "donkey_kick", "glute_bridge", "squat", "bird_dog")),
            ]
        arguments += [option for option in ("--as-live", "--opensim", "--save-recording") if random.random() < 0.3]
        return Trial(way.__name__.strip("_"), lambda: program(*arguments), arguments)


def archive(arrays: Arrays, compression: int = zipfile.ZIP_DEFLATED, names: dict[str, str] | None = None) -> bytes:
    """An archive of arrays, as numpy writes them."""
    return packed({name: stored(array) for name, array in arrays.items()}, compression, names)


def packed(
    files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED, names: dict[str, str] | None = None
) -> bytes:
    """An archive of files of arrays."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", compression) as file:
        for name, content in files.items():
            file.writestr((names or {}).get(name, f"{name}.npy"), content)
    return whole.getvalue()


def stored(array: Array, **options: Any) -> bytes:  # noqa: ANN401
    """A file of one array."""
    content = io.BytesIO()
    np.save(content, array, **options)
    return content.getvalue()


def _bytes(random: Random, arrays: Arrays, room: Room) -> bytes:
    return spoilt_bytes(random, archive(arrays))[0]


def _stored_bytes(random: Random, arrays: Arrays, room: Room) -> bytes:
    """Not compressed: what is turned over are numbers, and the headers of the arrays."""
    return spoilt_bytes(random, archive(arrays, zipfile.ZIP_STORED))[0]


def _inner_bytes(random: Random, arrays: Arrays, room: Room) -> bytes:
    """A good archive of spoilt files."""
    files = {name: stored(array) for name, array in arrays.items()}
    name = random.choice(list(files))
    files[name] = spoilt_bytes(random, files[name][:128])[0] + files[name][128:]
    return packed(files)


def _numbers(random: Random, arrays: Arrays, room: Room) -> bytes:
    """Extreme values among the points, wherever."""
    for _ in range(random.choice((1, 5, 500))):
        name = random.choice(POINTS)
        arrays[name] = arrays[name].astype(np.float64)
        arrays[name].reshape(-1)[random.randrange(arrays[name].size)] = random.choice(EXTREMES)
    return archive({**arrays, **_extreme(random, arrays)})


def _extreme(random: Random, arrays: Arrays) -> Arrays:
    name = random.choice(POINTS)
    array = arrays[name].astype(np.float64)
    if random.random() < 0.5:
        rows = random.sample(range(len(array)), min(len(array), random.choice((1, 10, FRAMES))))
        array[rows] = random.choice(EXTREMES)
    else:
        with np.errstate(all="ignore"):
            array *= random.choice((0.0, -1.0, 1e-9, 1e9, 1e290))
    return {name: array}


def _times(random: Random, arrays: Arrays, room: Room) -> bytes:
    """Times that stand still, run backwards, jump, crawl, or are no numbers."""
    time_s = arrays["time_s"].astype(np.float64)
    row = random.randrange(len(time_s))
    ways: list[Callable[[], Any]] = [
        lambda: time_s * 0, lambda: time_s[::-1], lambda: time_s * 1e-12, lambda: time_s * 1e6, lambda: time_s * 1e300,
        lambda: time_s + 1e18, lambda: time_s - 1e9, lambda: time_s - time_s[row], lambda: np.full_like(time_s, np.nan),
        lambda: np.where(np.arange(len(time_s)) > row, time_s + 1e5, time_s),
        lambda: np.where(np.arange(len(time_s)) > row, time_s[row], time_s),
        lambda: np.where(np.arange(len(time_s)) == row, random.choice(EXTREMES), time_s),
        lambda: np.sort(np.array([random.expovariate(1) for _ in time_s])),
        lambda: np.repeat(time_s[::8], 8)[: len(time_s)],
        lambda: time_s.astype(np.float16), lambda: (time_s * 10).astype(np.int64), lambda: np.floor(time_s),
    ]  # fmt: skip
    with np.errstate(all="ignore"):
        arrays["time_s"] = np.asarray(random.choice(ways)())
    return archive(arrays)


def _type(random: Random, arrays: Arrays, room: Room) -> bytes:
    """An array of another type."""
    name, kind = random.choice(list(arrays)), random.choice(TYPES)
    try:
        arrays[name] = arrays[name].astype(kind)
    except (TypeError, ValueError):
        arrays[name] = np.zeros(arrays[name].shape, kind)
    return archive(arrays)


def _shape(random: Random, arrays: Arrays, room: Room) -> bytes:
    """An array of another shape or length, in another order, or without anything in it."""
    name = random.choice(list(arrays))
    array = arrays[name]
    ways: list[Callable[[], Array]] = [
        lambda: array[:-1], lambda: array[:0], lambda: array.T, lambda: array[np.newaxis], lambda: array.reshape(-1),
        lambda: array[..., np.newaxis], lambda: np.array(1.0), lambda: np.zeros(0), lambda: np.zeros((0, 33, 2)),
        lambda: np.concatenate([array, array]), lambda: np.asfortranarray(array), lambda: np.zeros(100_000),
        lambda: np.zeros((1,) * 30), lambda: np.zeros((3, 0, 33)),
    ]  # fmt: skip
    arrays[name] = random.choice(ways)()
    if random.random() < 0.2:
        arrays = {name: array[:0] if name != "image_size" and array.ndim else array for name, array in arrays.items()}
    return archive(arrays)


def _size(random: Random, arrays: Arrays, room: Room) -> bytes:
    """A picture of a size that no picture has."""
    sizes: list[Any] = [
        [0, 0], [-640, 360], [1, 1], [10**9, 10**9], [np.nan, 360], [np.inf, 1], [640.7, 360.2], [640], [640, 360, 3],
        640, [[640, 360]], [], ["640", "360"], [1e300, 1], [100_000, 1], list(range(10_000)), [True, True], [1e-9, 5],
    ]  # fmt: skip
    return archive({**arrays, "image_size": np.array(random.choice(sizes))})


def _nobody(random: Random, arrays: Arrays, room: Room) -> bytes:
    """Nobody in it, or hardly ever; or hardly a frame."""
    rows = random.sample(range(FRAMES), random.choice((1, 2, 40, 79, 80)))
    for name in POINTS:
        arrays[name][rows] = np.nan
    if random.random() < 0.5:
        few = random.choice((1, 2, 3))
        arrays = {name: array[:few] if name != "image_size" else array for name, array in arrays.items()}
    return archive(arrays)


def _jumble(random: Random, arrays: Arrays, room: Room) -> bytes:
    """Everybody everywhere: poses in any order, mirrored, swapped, enlarged, of one point."""
    order = np.array(random.sample(range(FRAMES), FRAMES))
    pixels = arrays["image_px"].astype(np.float64)
    ways: list[Callable[[], Array]] = [
        lambda: pixels[order], lambda: pixels[:, ::-1], lambda: -pixels, lambda: pixels * 0, lambda: pixels * 1e4,
        lambda: pixels[:1].repeat(FRAMES, 0), lambda: pixels.mean(axis=1, keepdims=True).repeat(33, 1),
        lambda: np.random.default_rng(random.randrange(99)).normal(300, 300, pixels.shape),
    ]  # fmt: skip
    return archive({**arrays, "image_px": random.choice(ways)()})


def _lying_header(random: Random, arrays: Arrays, room: Room) -> bytes:
    """An array that claims to be something else than it is, as a million frames."""
    name = random.choice(list(arrays))
    inner = arrays[name].shape[1:]
    count = random.choice((10**6, 10**9, 10**12, 10**18, -1, 0, FRAMES + 1, FRAMES - 1))
    headers = [
        f"{{'descr': '<f4', 'fortran_order': False, 'shape': {(count, *inner)}, }}",
        f"{{'descr': '<f8', 'fortran_order': True, 'shape': {(count, *inner)}, }}",
        f"{{'descr': '|O', 'fortran_order': False, 'shape': {(FRAMES, *inner)}, }}",
        f"{{'descr': '<f4', 'fortran_order': False, 'shape': {(2**31, 2**31, 2**31)}, }}",
        f"{{'descr': '<U{10**6}', 'fortran_order': False, 'shape': {(FRAMES, *inner)}, }}",
        f"{{'descr': '|V{2**31 - 1}', 'fortran_order': False, 'shape': {(FRAMES, *inner)}, }}",
        "__import__('os').system('touch owned')",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "(" * 3000 + ")" * 3000 + "), }",
        "{'descr': '<f4'}", "", "{", "[" * 9000, "{'descr': 3, 'fortran_order': 7, 'shape': 'x'}", " " * 60_000,
        "L" * 80,
    ]  # fmt: skip
    text = random.choice(headers).encode("latin-1")
    version = random.choice(((1, 0), (2, 0), (3, 0), (9, 9)))
    length = struct.pack("<H" if version == (1, 0) else "<I", len(text) + 1)
    files = {other: stored(array) for other, array in arrays.items()}
    files[name] = b"\x93NUMPY" + bytes(version) + length + text + b"\n" + files[name][128:]
    return packed(files)


def _pickle(random: Random, arrays: Arrays, room: Room) -> bytes:
    """Something that runs when it is taken out, wherever numpy might take it out."""
    trap, name = Trap(room.place / "owned"), random.choice(list(arrays))
    files = {other: stored(array) for other, array in arrays.items()}
    hidden = np.empty(arrays[name].shape[:1] or (1,), dtype=object)
    hidden[:] = [trap] * len(hidden)
    files[name] = random.choice((pickle.dumps(trap), stored(hidden, allow_pickle=True)))
    return random.choice((packed(files), pickle.dumps(trap), packed({**files, "extra": pickle.dumps(trap)})))


def _bomb(random: Random, arrays: Arrays, room: Room) -> bytes:
    """Little that becomes much: within an array, beside the arrays, or one archive in another."""
    way = random.randrange(4)
    if way == 0:
        rows = random.choice((10_000_000, 50_000_000))
        return packed({**{name: stored(array) for name, array in arrays.items()}, "time_s": _zeros((rows,))})
    if way == 1:
        return packed({**{name: stored(array) for name, array in arrays.items()}, "extra": bytes(300_000_000)})
    if way == 2:
        inner = packed({name: bytes(10_000_000) for name in ("a", "b", "c")})
        return packed({**{name: stored(array) for name, array in arrays.items()}, "time_s": inner})
    whole = archive(arrays)
    # The directory declares more than any file of this length could hold.
    place = whole.rfind(b"PK\x01\x02")
    return whole[: place + 24] + struct.pack("<I", random.choice((0xFFFFFFFE, 0x7FFFFFFF))) + whole[place + 28 :]


def _zeros(shape: tuple[int, ...]) -> bytes:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f4", "fortran_order": False, "shape": shape})
    return header.getvalue() + bytes(4 * int(np.prod(shape)))


def _directory(random: Random, arrays: Arrays, room: Room) -> bytes:
    """An archive that is odd itself: encrypted, in an unknown form, doubled, with names that lead elsewhere."""
    whole = bytearray(
        archive(arrays, random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))
    )
    entries = list(_places(whole, b"PK\x01\x02"))
    way = random.randrange(7)
    if way == 0:
        return _with(whole, entries, 8, struct.pack("<H", 1))  # encrypted
    if way == 1:
        return _with(whole, entries, 10, struct.pack("<H", random.choice((99, 9, 14, 95))))  # packed in an odd way
    if way == 2:
        return _with(whole, entries[:1], 24, struct.pack("<I", random.choice((0, 5, 10**6))))  # another length
    if way == 3:
        return _with(whole, entries[1:2], 42, struct.pack("<I", random.choice((0, 10**6))))  # begins elsewhere
    if way == 4:
        names = {
            "time_s": random.choice(
                ("../time_s.npy", "/etc/time_s.npy", "time_s", "time_s.npy\0x", "a\nb.npy", "\u202e.npy")
            )
        }
        return archive(arrays, names=names)
    doubled = io.BytesIO(archive(arrays))
    with zipfile.ZipFile(doubled, "a") as file:
        if way == 5:
            for number in range(3000):
                file.writestr(f"{number}.npy", b"")
        else:
            name = random.choice(list(arrays))
            import warnings

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                file.writestr(f"{name}.npy", stored(arrays[name][:3]))
    return doubled.getvalue()


def _places(whole: bytearray, mark: bytes) -> Iterator[int]:
    place = whole.find(mark)
    while place >= 0:
        yield place
        place = whole.find(mark, place + 1)


def _with(whole: bytearray, entries: list[int], offset: int, field: bytes) -> bytes:
    for place in entries:
        whole[place + offset : place + offset + len(field)] = field
    return bytes(whole)


def _missing(random: Random, arrays: Arrays, room: Room) -> bytes:
    """Without one of the arrays, or with others instead."""
    del arrays[random.choice(list(arrays))]
    if random.random() < 0.5:
        arrays["\u202etime_s\n"] = np.zeros(3)
    return random.choice((archive(arrays), b"", b"PK", b"PK\x05\x06" + bytes(18), stored(np.zeros(3))))


WAYS: list[Callable[[Random, Arrays, Room], bytes]] = [
    _bytes, _stored_bytes, _stored_bytes, _inner_bytes, _numbers, _numbers, _times, _times, _type, _shape, _size,
    _nobody,
    _jumble, _lying_header, _pickle, _bomb, _directory, _missing,
]  # fmt: skip
