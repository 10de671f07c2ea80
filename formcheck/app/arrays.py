"""Repetitions and signals as NumPy arrays."""

import csv
import stat
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import nan
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import numpy.typing as npt

from formcheck.counting.results import Rep
from formcheck.errors import InputError

Signals = Mapping[str, npt.NDArray[Any]]
"""Columns by name, a value for each frame."""

WORDS = ("state", "phase", "side")
"""Columns of the signals that hold words; all others hold numbers."""

NUMBERS = (
    "start_s", "top_s", "end_s", "hold_s", "hold_gate", "peak_hip_extension_deg", "peak_leg_height", "rest", "peak",
    "count_gate", "lift_s", "lower_s",
)  # fmt: skip
"""Numbers of a repetition; NaN where unknown."""


LARGEST_BYTES = 2_000_000_000
"""An hour with 60 frames a second takes about 100 MB: no clip is as long."""
_LONGEST_ROW, _LONGEST_WORD = 10_000, 100
"""Letters; a row of ours has some hundred. Of an array of words each takes the room of the longest."""


def reps_array(reps: Sequence[Rep]) -> npt.NDArray[np.void]:
    """A row for every repetition and attempt; the fields of `Rep`, with the ids of the faults in one word each."""
    columns: dict[str, npt.NDArray[Any]] = {
        "number": np.array([rep.number for rep in reps], dtype=np.int64),
        "exercise": np.array([rep.exercise for rep in reps], dtype=np.str_),
        "side": np.array([rep.side.value for rep in reps], dtype=np.str_),
        "verdict": np.array([rep.verdict.value for rep in reps], dtype=np.str_),
        "good": np.array([rep.good for rep in reps], dtype=np.bool_),
        "reason": np.array([rep.reason for rep in reps], dtype=np.str_),
        **{name: np.array([getattr(rep, name) for rep in reps], dtype=np.float64) for name in NUMBERS},
        "faults": np.array([" ".join(fault.id for fault in rep.faults) for rep in reps], dtype=np.str_),
    }
    table = np.empty(len(reps), dtype=[(name, column.dtype) for name, column in columns.items()])
    for name, column in columns.items():
        table[name] = column
    return table


def read_signals(path: Path) -> Signals:
    """Read a ``signals.csv``: words, or float64 with NaN where nothing is known.

    Raises
    ------
    InputError
        It cannot be read, or is none of ours; the message says why.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError(f"{path}: not the signals of a result: it is no file: analyse the clip again")
        if found.st_size > LARGEST_BYTES:
            raise InputError(f"{path}: longer than {LARGEST_BYTES / 1e9:g} GB, and no signals of one clip: divide it")
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(_lines(file), quoting=csv.QUOTE_NONE)  # a row is a line
            names = next(rows, [])
            if "time_s" not in names:
                raise InputError(f"{path}: not the signals of a result: it has no column time_s")
            return _columns(names, rows)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}: analyse the clip again") from error
    except (ValueError, csv.Error) as error:
        raise InputError(f"{path}: not the signals of a result: {error}: analyse the clip again") from error


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(_LONGEST_ROW + 1):
        if len(line) > _LONGEST_ROW:
            raise ValueError(f"a line is longer than {_LONGEST_ROW} letters")
        yield line


def _columns(names: Sequence[str], rows: Iterable[list[str]]) -> dict[str, npt.NDArray[Any]]:
    columns: list[list[str] | array[float]] = [[] if name in WORDS else array("d") for name in names]
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if isinstance(column, list):
                if len(cell) > _LONGEST_WORD:
                    raise ValueError(f"a word is longer than {_LONGEST_WORD} letters")
                column.append(cell)
            else:
                column.append(float(cell) if cell else nan)
    return {
        name: np.array(column, dtype=np.str_ if isinstance(column, list) else np.float64)
        for name, column in zip(names, columns, strict=True)
    }
