"""Repetitions and signals as NumPy arrays."""

import csv
from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from formcheck.errors import InputError
from formcheck.results import Rep

Signals = Mapping[str, npt.NDArray[Any]]
"""Columns by name, a value for each frame."""

WORDS = ("state", "phase", "side")
"""Columns of the signals that hold words; all others hold numbers."""

NUMBERS = (
    "start_s", "top_s", "end_s", "hold_s", "hold_gate", "peak_hip_extension_deg", "peak_leg_height", "rest", "peak",
    "count_gate", "lift_s", "lower_s",
)  # fmt: skip
"""Numbers of a repetition; NaN where unknown."""


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
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            names = next(rows, [])
            if "time_s" not in names:
                raise InputError(f"{path}: not the signals of a result: it has no column time_s")
            return _columns(names, rows)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}: analyse the clip again") from error
    except (ValueError, csv.Error) as error:
        raise InputError(f"{path}: not the signals of a result: {error}: analyse the clip again") from error


def _columns(names: Sequence[str], rows: Iterable[list[str]]) -> dict[str, npt.NDArray[Any]]:
    columns: list[list[str] | array[float]] = [[] if name in WORDS else array("d") for name in names]
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if isinstance(column, list):
                column.append(cell)
            else:
                column.append(float(cell) if cell else nan)
    return {
        name: np.array(column, dtype=np.str_ if isinstance(column, list) else np.float64)
        for name, column in zip(names, columns, strict=True)
    }
