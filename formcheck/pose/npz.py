"""Arrays out of an ``.npz`` archive: numbers alone, never a pickle, and every size known before memory is taken."""

import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from math import prod
from pathlib import Path
from tokenize import TokenError
from typing import IO

import numpy as np
import numpy.lib.format as npy

from formcheck.pose.landmarks import FloatArray
from formcheck.system.language import tr

LONGEST_HEADER = 1000
"""Bytes of the text before an array that says what it is; numpy writes 118."""
LARGEST_TURNED_BYTES = 500_000_000
"""An array whose rows are not one after another is read as a whole, or not at all."""

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, OverflowError, struct.error)
_UNDESCRIBED = (ValueError, SyntaxError, TypeError, KeyError, IndexError, RecursionError, MemoryError, TokenError)
"""What numpy raises where the text before an array is no description."""


class ArchiveError(Exception):
    """No archive of arrays, or not of such arrays; the message says what was found, in one sentence."""


class AbsentError(ArchiveError):
    """There is none."""


class StoredArray:
    """An array in an archive, of which nothing but its description has been read.

    Attributes
    ----------
    shape
        As it declares, and as it has bytes for.
    """

    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        self._archive, self._entry = archive, entry
        if entry.flag_bits & 1 or entry.compress_type not in _PACKED:
            raise ArchiveError(
                tr("{filename} is packed in a way that is not read: save it with numpy", filename=ascii(entry.filename))
            )
        with _damage_in_one_sentence(), archive.open(entry) as file:
            self._dtype, self._turned, self.shape = _described(file)
            self._header_bytes = file.tell()
        self._bytes = prod(self.shape) * self._dtype.itemsize
        if self._bytes != entry.file_size - self._header_bytes:
            raise ArchiveError(
                tr(
                    "{filename} declares another size than it has: shape {shape}",
                    filename=ascii(entry.filename),
                    shape=self.shape,
                )
            )
        if self._turned and self._bytes > LARGEST_TURNED_BYTES:
            raise ArchiveError(
                tr("{filename} is too large to be turned: save it in C order", filename=ascii(entry.filename))
            )

    def blocks(self, rows: int) -> Iterator[FloatArray]:
        """Its rows, so many at a time."""
        with ExitStack() as stack:
            with _damage_in_one_sentence():
                file = stack.enter_context(self._archive.open(self._entry))
                file.read(self._header_bytes)
            if self._turned:
                whole = self._numbers(file, self._bytes).reshape(self.shape, order="F")
                yield from (whole[first : first + rows] for first in range(0, self.shape[0], rows))
                return
            row_bytes = self._bytes // max(self.shape[0], 1)
            for first in range(0, self.shape[0], rows):
                count = min(rows, self.shape[0] - first)
                yield self._numbers(file, count * row_bytes).reshape(count, *self.shape[1:])

    def whole(self) -> FloatArray:
        """All of it, for one that is known to be small."""
        return np.concatenate([np.zeros((0, *self.shape[1:])), *self.blocks(max(self.shape[0], 1))])

    def _numbers(self, file: IO[bytes], count: int) -> FloatArray:
        with _damage_in_one_sentence():
            content = file.read(count)
        if len(content) < count:
            raise ArchiveError(tr("{filename} ends too early", filename=ascii(self._entry.filename)))
        return np.frombuffer(content, self._dtype).astype(np.float64)


@contextmanager
def arrays(path: Path, names: tuple[str, ...]) -> Iterator[dict[str, StoredArray]]:
    """Open the named arrays of an archive, and read nothing of them yet.

    Raises
    ------
    ArchiveError
        No such file, no archive, or it does not hold these arrays of numbers. Reading them raises it too.
    """
    with ExitStack() as stack:
        with _damage_in_one_sentence():
            if not stat.S_ISREG(path.stat().st_mode):
                raise ArchiveError(tr("it is not a file"))
            archive = stack.enter_context(zipfile.ZipFile(path))
        there = {entry.filename.removesuffix(".npy"): entry for entry in archive.infolist()}
        if absent := [name for name in names if name not in there]:
            raise ArchiveError(tr("it has no {all}", all=", ".join(absent)))
        yield {name: StoredArray(archive, there[name]) for name in names}


@contextmanager
def _damage_in_one_sentence() -> Iterator[None]:
    """Whatever the libraries say of a broken archive, in one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise AbsentError(tr("no such file: check its name and folder")) from error
    except _DAMAGED as error:
        reason = getattr(error, "strerror", None) or error
        raise ArchiveError(
            tr("it is no archive, or damaged ({reason}): save or copy it again", reason=str(reason)[:200])
        ) from error


def _described(file: IO[bytes]) -> tuple[np.dtype[np.generic], bool, tuple[int, ...]]:
    """Type, whether the rows are not one after another, and shape."""
    try:
        version = npy.read_magic(file)
    except ValueError:
        version = None
    if version != (1, 0):  # a later one may declare a description of 4 GB
        raise ArchiveError(tr("{name} is not an array in numpy's format 1.0", name=ascii(file.name)))
    try:
        with warnings.catch_warnings(action="ignore"):  # of what Python 2 wrote, and of types that have gone
            shape, turned, dtype = npy.read_array_header_1_0(file, LONGEST_HEADER)
    except _UNDESCRIBED as error:
        raise ArchiveError(tr("{name} has no description that can be read", name=ascii(file.name))) from error
    if dtype.kind not in "fiu" or dtype.itemsize > 8:
        raise ArchiveError(
            tr("{name}: expected numbers, found the type {found}", name=ascii(file.name), found=ascii(dtype.str[:40]))
        )
    if min(shape, default=0) < 0:
        raise ArchiveError(tr("{name} has no shape that can be read", name=ascii(file.name)))
    return dtype, turned, shape
