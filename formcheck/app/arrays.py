"""Repetitions and signals as NumPy arrays."""

import csv
import stat
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import nan
from pathlib import Path
from typing import Any, TextIO, get_type_hints

import numpy as np
import numpy.typing as npt

from formcheck.counting.results import Judged, Rep
from formcheck.errors import InputError
from formcheck.system.language import tr
from formcheck.system.language.local import brief
from formcheck.system.reasons import reason_of

Signals = Mapping[str, npt.NDArray[Any]]
"""Columns by name, a value for each frame."""

WORDS = ("state", "phase", "side")
"""Columns of the signals that hold words; all others hold numbers."""

LARGEST_BYTES = 2_000_000_000
"""An hour with 60 frames a second takes about 100 MB: no clip is as long."""
_LONGEST_ROW, _LONGEST_WORD = 10_000, 100
"""Letters; a row of ours has some hundred. Of an array of words each takes the room of the longest."""


def reps_array(reps: Sequence[Rep]) -> npt.NDArray[np.void]:
    """A row for every repetition and attempt: the fields of `Rep` and ``good``.

    Faults stand by their ids in one text, and what was judged by the names of its measures.
    """
    kinds = {**get_type_hints(Rep), "good": bool}
    columns = {name: _column([getattr(rep, name) for rep in reps], kind) for name, kind in kinds.items()}
    table = np.empty(len(reps), dtype=[(name, column.dtype) for name, column in columns.items()])
    for name, column in columns.items():
        table[name] = column
    return table


def _column(values: Sequence[Any], kind: object) -> npt.NDArray[Any]:
    """Numbers and yes or no as they are; what is neither as a text, several things by their ids."""
    if kind in (bool, int, float):
        return np.array(values, dtype={bool: np.bool_, int: np.int64, float: np.float64}[kind])
    return np.array([_text(value) for value in values], dtype=np.str_)


def _text(value: object) -> str:
    if isinstance(value, Judged):
        return " ".join(value.measures)
    return " ".join(part.id for part in value) if isinstance(value, tuple) else str(value)


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
            raise InputError(
                tr("{path}: not the signals of a result: it is no file: analyse the clip again", path=path)
            )
        if found.st_size > LARGEST_BYTES:
            raise InputError(
                tr(
                    "{path}: longer than {most} GB, and no signals of one clip: divide it",
                    path=path,
                    most=brief(LARGEST_BYTES / 1e9),
                )
            )
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(_lines(file), quoting=csv.QUOTE_NONE)  # a row is a line
            names = next(rows, [])
            if "time_s" not in names:
                raise InputError(tr("{path}: not the signals of a result: it has no column time_s", path=path))
            return _columns(names, rows)
    except OSError as error:
        raise InputError(
            tr("{path}: cannot be read: {why}: analyse the clip again", path=path, why=reason_of(error))
        ) from error
    except (ValueError, csv.Error) as error:
        raise InputError(
            tr("{path}: not the signals of a result: {why}: analyse the clip again", path=path, why=error)
        ) from error


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
