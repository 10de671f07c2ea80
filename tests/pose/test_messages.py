"""Every error of `pose` that a user can meet says what was found, and what to do about it."""

import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from formcheck.pose import npz, recording_file
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.landmarks import COUNT
from formcheck.pose.model.bundle import read_bundle
from formcheck.pose.model.finder import find
from formcheck.pose.recording import Recording
from tests.messages import FILE, Met, blocked, check_words, written

NO_RECORDING = "{}/r.npz: not a landmark recording (.npz): "


def arrays(**other: np.ndarray) -> dict[str, np.ndarray]:
    whole = {"time_s": np.arange(3) / 10, "image_px": np.ones((3, COUNT, 2)), "world_m": np.ones((3, COUNT, 3))}
    return {**whole, "visibility": np.ones((3, COUNT)), "image_size": np.array([640, 360]), **other}


def load(**other: np.ndarray) -> Callable[[Path], object]:
    """Read a recording with something else in it."""

    def provoke(folder: Path) -> object:
        np.savez(folder / "r.npz", **arrays(**other))  # type: ignore[arg-type]
        return Recording.load(folder / "r.npz")

    return provoke


def load_header(text: str, beyond: bytes = b"") -> Callable[[Path], object]:
    """Read a recording in which one array describes itself like this."""

    def provoke(folder: Path) -> object:
        np.savez(folder / "good.npz", **arrays())  # type: ignore[arg-type]
        with zipfile.ZipFile(folder / "good.npz") as good, zipfile.ZipFile(folder / "r.npz", "w") as file:
            for name in good.namelist():
                header = b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode() + beyond
                file.writestr(name, header if name == "time_s.npy" else good.read(name))
        return Recording.load(folder / "r.npz")

    return provoke


def described(shape: object = (3,), descr: str = "<f8") -> str:
    return str({"descr": descr, "fortran_order": False, "shape": shape})


def load_packed(compression: int) -> Callable[[Path], object]:
    def provoke(folder: Path) -> object:
        with zipfile.ZipFile(folder / "r.npz", "w", compression) as file:
            for name in ("time_s", "image_px", "world_m", "visibility", "image_size"):
                file.writestr(f"{name}.npy", "x" * 99)
        return Recording.load(folder / "r.npz")

    return provoke


def load_little(folder: Path) -> object:
    np.savez(folder / "r.npz", a=np.ones(3))
    return Recording.load(folder / "r.npz")


def load_frames(folder: Path) -> object:
    """A recording with more frames than are read; of which none is."""
    shapes = {"time_s": (), "image_px": (COUNT, 2), "world_m": (COUNT, 3), "visibility": (COUNT,)}
    stored = {name: SimpleNamespace(shape=(recording_file.MOST_FRAMES + 1, *shape)) for name, shape in shapes.items()}
    stored["image_size"] = SimpleNamespace(shape=(2,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(npz, "arrays", lambda *_: nullcontext(stored))
        return Recording.load(folder / "r.npz")


def bundle(content: bytes) -> Callable[[Path], object]:
    return written("m.task", content, read_bundle)


def zipped(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "m.task", "w") as file:
        file.writestr("a", "b")
    return folder / "m.task"


MET = [
    Met(
        "recording gone",
        lambda folder: Recording.load(folder / "r.npz"),
        "{}/r.npz: no such file: check its name and folder",
    ),
    Met(
        "recording of text",
        written("r.npz", "hello", Recording.load),
        NO_RECORDING + "it is no archive, or damaged (File is not a zip file): save or copy it again",
    ),
    Met("recording is a folder", Recording.load, "{}: not a landmark recording (.npz): it is not a file"),
    Met(
        "recording without all",
        load_little,
        NO_RECORDING + "it has no time_s, image_px, world_m, visibility, image_size",
    ),
    Met(
        "recording packed oddly",
        load_packed(zipfile.ZIP_LZMA),
        NO_RECORDING + "'time_s.npy' is packed in a way that is not read: save it with numpy",
    ),
    Met(
        "recording of other files",
        load_packed(zipfile.ZIP_STORED),
        NO_RECORDING + "'time_s.npy' is not an array in numpy's format 1.0",
    ),
    Met(
        "recording of words",
        load(time_s=np.array(["a", "b", "c"])),
        NO_RECORDING + "'time_s.npy': expected numbers, found the type '<U1'",
    ),
    Met(
        "recording of objects",
        load(time_s=np.array([{}, None, 2], dtype=object)),
        NO_RECORDING + "'time_s.npy': expected numbers, found the type '|O'",
    ),
    Met(
        "recording undescribed",
        load_header("{"),
        NO_RECORDING + "'time_s.npy' has no description that can be read",
    ),
    Met(
        "recording described at length",
        load_header(" " * 9000),
        NO_RECORDING + "'time_s.npy' has no description that can be read",
    ),
    Met(
        "recording of odd shape",
        load_header(described((-1,))),
        NO_RECORDING + "'time_s.npy' has no shape that can be read",
    ),
    Met(
        "recording that declares more",
        load_header(described((10**9,)), beyond=bytes(24)),
        NO_RECORDING + "'time_s.npy' declares another size than it has: shape (1000000000,)",
    ),
    Met(
        "recording cut short",
        load(visibility=np.ones((2, COUNT))),
        "{}/r.npz: visibility: expected shape (3, 33), found (2, 33)",
    ),
    Met(
        "recording without size",
        load(image_size=np.ones(9)),
        "{}/r.npz: image_size: expected width and height, found shape (9,)",
    ),
    Met(
        "recording of no size",
        load(image_size=np.array([0, 9])),
        "{}/r.npz: image_size: expected width and height in pixels, found [0.0, 9.0]",
    ),
    Met(
        "recording backwards",
        load(time_s=np.array([2.0, 1.0, 0.0])),
        "{}/r.npz: time_s: expected seconds that never run backwards",
    ),
    Met(
        "recording in milliseconds",
        load(time_s=np.array([0, 1, 1.7e12])),
        "{}/r.npz: time_s: expected seconds, found 1.7e+12",
    ),
    Met(
        "recording unwritten",
        lambda folder: recording_file.save(Recording.of([], (9, 9)), blocked(folder)),
        "cannot write {}/file/new" + FILE,
    ),
    Met(
        "recording of months",
        load_frames,
        "{}/r.npz: holds 5000001 frames; the most that is read is 5000000: divide it",
    ),
    Met(
        "model gone",
        lambda folder: find(folder / "m.task"),
        "{}/m.task: expected the .task file of a pose model, found no such file",
    ),
    Met(
        "model of text",
        bundle(b"hello"),
        "{}/m.task: not an intact .task bundle (File is not a zip file); get it again",
    ),
    Met(
        "model of something",
        lambda folder: read_bundle(zipped(folder)),
        "{}/m.task: expected ... and ... in the bundle, found other content",
    ),
    Met(
        "model unreadable",
        lambda folder: read_bundle(folder / "m.task"),
        "{}/m.task: cannot be read as a .task bundle (...): get it again",
    ),
    Met(
        "model gone meanwhile",
        lambda folder: PoseEstimator(folder / "m.task").warm_up(),
        "{}/m.task: cannot be read as a .task bundle (No such file or directory): get it again",
    ),
]


@pytest.mark.parametrize("met", MET, ids=lambda met: met.name)
def test_an_error_says_what_was_found_and_what_to_do(met: Met, tmp_path: Path) -> None:
    check_words(met, tmp_path)
