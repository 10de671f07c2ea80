"""`signals.csv`: one row for every frame of the source, with every measure unsmoothed and smoothed."""

import contextlib
import os
from itertools import chain
from math import isnan, nan
from pathlib import Path

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.errors import OutputError, unwritten
from formcheck.kinematics.measures import MEASURES

COLUMNS = (
    "time_s",
    "state",
    "phase",
    "side",
    "progress",
    "looked_at",
    "reps",
    "by_hand",
    *(f"{name}{suffix}" for name in MEASURES for suffix in ("_raw", "", "_left", "_right")),
)
_NUMBERS = ",%.4f" * (4 * len(MEASURES))  # all of a row at once: a third of the time of one by one
_SIDES = [(name, f"{name}_left", f"{name}_right") for name in MEASURES]

_ROOM_BYTES = 1_000_000
"""So much of a file that cannot be written on is given back: the summary at the end needs room too."""
_LONGEST_ROW_BYTES = 10_000


class SignalsFile:
    """Sink that writes the rows as they come. Where it cannot, it ends with a whole row, some time before.

    ``looked_at`` is 0 where the pose was not seen in this picture but lies between those of two others. ``reps`` is the
    count of the set so far; ``by_hand`` says in the row of its moment that the person has added a count, or taken the
    last one back.

    The smoothed value of the driving measure is the one that is judged, corrected by the landmarks' own offset;
    ``_raw``, ``_left`` and ``_right`` are as the landmarks say. Missing numbers are empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = path.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise unwritten(path, error) from error
        self._file.write(",".join(COLUMNS) + "\n")

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Add the row of one moment."""
        side = "" if snapshot.side is None else snapshot.side.value
        made = snapshot.correction
        by_hand = "" if made is None else "taken_back" if made.taken_back else "added"
        progress = "" if isnan(snapshot.progress) else f"{snapshot.progress:.4f}"
        began = (snapshot.state.value, snapshot.phase.value, side, progress, int(moment.looked_at))
        raw, smooth = snapshot.raw.get, snapshot.measures.get
        numbers = [(raw(one, nan), smooth(one, nan), raw(left, nan), raw(right, nan)) for one, left, right in _SIDES]
        row = f"{snapshot.time_s:.4f},{','.join(map(str, began))},{snapshot.counts.reps},{by_hand}"
        try:
            self._file.write(row + (_NUMBERS % tuple(chain.from_iterable(numbers))).replace("nan", "") + "\n")
        except OSError as error:
            raise self._given_up(error) from error

    def close(self) -> None:
        """Finish the file; may be called twice.

        Raises
        ------
        OutputError
            It could not be written to its end.
        """
        try:
            self._file.close()
        except OSError as error:
            raise self._given_up(error) from error

    def _given_up(self, error: OSError) -> OutputError:
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError), self._path.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            end = max(size - _ROOM_BYTES, size // 2)
            start = file.seek(max(end - _LONGEST_ROW_BYTES, 0))
            file.truncate(start + file.read(end - start).rfind(b"\n") + 1)
        return unwritten(self._path, error)
