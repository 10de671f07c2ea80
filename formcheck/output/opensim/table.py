"""A table whose header says how many rows follow: the rows wait in a file without a name until they are counted."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj

from formcheck.errors import unwritten
from formcheck.system.atomic import replacing

TIME_DECIMALS, DECIMALS = 6, 4
"""A microsecond; a tenth of a millimetre: finer than anything that is known of a landmark."""


class TimedTable:
    """Tab-separated rows in time, with a header that is written last; memory does not grow with their number.

    OpenSim refuses a time that does not pass: of rows with the same time the first is kept.

    Parameters
    ----------
    path
        The file. It appears when the table is closed; without a row there is none.
    header
        Makes the lines above the rows from their number and the mean rate of all frames (a second; 1 for a single one).
    numbered
        Whether each row begins with its number, from 1.
    """

    def __init__(self, path: Path, header: Callable[[int, float], Sequence[str]], *, numbered: bool = False) -> None:
        self._path = path
        self._header = header
        self._numbered = numbered
        self._frames = self._count = 0
        self._first_s = self._last_s = 0.0
        with self._told():
            self._rows = tempfile.TemporaryFile("w+b", dir=path.parent)  # noqa: SIM115 - closed by close

    def add(self, time_s: float, values: Sequence[float] | None) -> None:
        """Take a frame: a row of its values, NaN for those that are missing; None for a frame without a row."""
        time_s = round(time_s, TIME_DECIMALS)
        if self._frames and time_s <= self._last_s:
            return
        self._first_s = self._first_s if self._frames else time_s
        self._last_s = time_s
        self._frames += 1
        if values is None:
            return
        self._count += 1
        cells = [f"{time_s:.{TIME_DECIMALS}f}", *(f"{value:.{DECIMALS}f}" for value in values)]
        with self._told():
            self._rows.write("\t".join([str(self._count), *cells] if self._numbered else cells).encode() + b"\n")

    def close(self) -> None:
        """Put header and rows together; may be called twice."""
        if self._rows.closed:
            return
        with self._told(), self._rows:
            if self._count == 0:
                return
            self._rows.seek(0)
            with replacing(self._path) as file:
                file.write("".join(f"{line}\n" for line in self._header(self._count, self._rate())).encode())
                copyfileobj(self._rows, file)

    def _rate(self) -> float:
        return (self._frames - 1) / (self._last_s - self._first_s) if self._frames > 1 else 1.0

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unwritten(self._path, error) from error
