"""`signals.csv`: one row for every frame of the source, with every measure unsmoothed and smoothed."""

import csv
from math import isnan
from pathlib import Path

from formcheck.errors import OutputError
from formcheck.kinematics import MEASURES
from formcheck.moment import Moment
from formcheck.snapshot import Snapshot

COLUMNS = (
    "time_s",
    "state",
    "phase",
    "side",
    "progress",
    *(f"{name}{suffix}" for name in MEASURES for suffix in ("_raw", "", "_left", "_right")),
)


class SignalsFile:
    """Sink that writes the rows as they come.

    The smoothed value of the driving measure is the one that is judged, corrected by the landmarks' own offset;
    ``_raw``, ``_left`` and ``_right`` are as the landmarks say. Missing numbers are empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = path.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
        self._rows = csv.writer(self._file, lineterminator="\n")
        self._rows.writerow(COLUMNS)

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Add the row of one moment."""
        side = "" if snapshot.side is None else snapshot.side.value
        row = [f"{snapshot.time_s:.4f}", snapshot.state.value, snapshot.phase.value, side, _text(snapshot.progress)]
        for name in MEASURES:
            row.append(_text(snapshot.raw.get(name)))
            row.append(_text(snapshot.measures.get(name)))
            row.append(_text(snapshot.raw.get(f"{name}_left")))
            row.append(_text(snapshot.raw.get(f"{name}_right")))
        try:
            self._rows.writerow(row)
        except OSError as error:
            raise OutputError(f"cannot write {self._path}: {error.strerror or error}") from error

    def close(self) -> None:
        """Finish the file; may be called twice."""
        try:
            self._file.close()
        except OSError as error:
            raise OutputError(f"cannot write {self._path}: {error.strerror or error}") from error


def _text(value: float | None) -> str:
    return "" if value is None or isnan(value) else f"{value:.4f}"
