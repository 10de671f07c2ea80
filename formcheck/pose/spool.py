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
from formcheck.system.language import tr
from formcheck.system.reasons import reason_of

IN_MEMORY_BYTES = 4_000_000
"""What is smaller stays in memory; the rest goes to a temporary file."""
BLOCK = 1024
"""So many rows are read at once."""
_DTYPE = np.dtype(np.float32)


class Spool:
    """Rows of floats of one width, kept in single precision.

    Parameters
    ----------
    width
        Numbers a row.

    Raises
    ------
    OutputError
        From any of its methods: the disk that holds temporary files is full.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 - closed with this object
        weakref.finalize(self, _close, self._file)
        self._count = 0

    def extend(self, rows: npt.NDArray[np.floating]) -> None:
        """Add rows, shape (N, ...) with ``width`` numbers each."""
        content = np.ascontiguousarray(rows.reshape(len(rows), self._width), _DTYPE).tobytes()
        with _full_disk_reported():
            self._file.seek(0, 2)
            self._file.write(content)
        self._count += len(rows)

    def read(self, first: int, end: int) -> FloatArray:
        """Rows from the first up to the end, float64 of shape (N, width)."""
        end = min(end, self._count)
        row_bytes = self._width * _DTYPE.itemsize
        with _full_disk_reported():
            self._file.seek(first * row_bytes)
            content = self._file.read(max(end - first, 0) * row_bytes)
        return np.frombuffer(content, _DTYPE).reshape(-1, self._width).astype(np.float64)


@contextlib.contextmanager
def _full_disk_reported() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = reason_of(error)
        raise OutputError(
            tr(
                "cannot write temporary files ({reason}): make room for them, or name another folder in TMPDIR",
                reason=reason,
            )
        ) from error


def _close(file: IO[bytes]) -> None:
    with contextlib.suppress(OSError):  # what could not be written is not wanted any more
        file.close()
