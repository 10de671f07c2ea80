"""Rows of numbers that are too many to keep in memory: written once in order, read in blocks."""

import contextlib
import tempfile
import weakref
from collections.abc import Iterator
from typing import IO

import numpy as np
import numpy.typing as npt

from formcheck.errors import OutputError
from formcheck.pose.landmarks import FloatArray

IN_MEMORY_BYTES = 4_000_000
"""What is smaller stays in memory; the rest goes to a temporary file."""
BLOCK = 1024
"""So many rows are read at once."""


class Spool:
    """Rows of floats of one width.

    Parameters
    ----------
    width
        Numbers a row.
    dtype
        Precision in which they are kept.

    Raises
    ------
    OutputError
        From any of its methods: the disk that holds temporary files is full.
    """

    def __init__(self, width: int, dtype: type[np.float32] | type[np.float64] = np.float64) -> None:
        self._width = width
        self._dtype = np.dtype(dtype)
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 - closed with this object
        weakref.finalize(self, _close, self._file)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def extend(self, rows: npt.NDArray[np.floating]) -> None:
        """Add rows, shape (N, ...) with ``width`` numbers each."""
        content = np.ascontiguousarray(rows.reshape(len(rows), self._width), self._dtype).tobytes()
        with _full_disk_reported():
            self._file.seek(0, 2)
            self._file.write(content)
        self._count += len(rows)

    def read(self, first: int, end: int) -> FloatArray:
        """Rows from the first up to the end, float64 of shape (N, width)."""
        end = min(end, self._count)
        row_bytes = self._width * self._dtype.itemsize
        with _full_disk_reported():
            self._file.seek(first * row_bytes)
            content = self._file.read(max(end - first, 0) * row_bytes)
        return np.frombuffer(content, self._dtype).reshape(-1, self._width).astype(np.float64)

    def __iter__(self) -> Iterator[FloatArray]:
        """One row after another; several readers may take turns."""
        for first in range(0, self._count, BLOCK):
            yield from self.read(first, first + BLOCK)


@contextlib.contextmanager
def _full_disk_reported() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(
            f"cannot write temporary files ({reason}): make room for them, or name another folder in TMPDIR"
        ) from error


def _close(file: IO[bytes]) -> None:
    with contextlib.suppress(OSError):  # what could not be written is not wanted any more
        file.close()
