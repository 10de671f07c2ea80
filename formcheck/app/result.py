"""What came of one clip, for Python: its numbers as arrays, and as data frames where pandas is installed."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from formcheck.app.arrays import Signals, read_signals, reps_array
from formcheck.counting.results import Counts
from formcheck.counting.summary import Summary
from formcheck.errors import InputError
from formcheck.feedback.reasons import tally_of
from formcheck.output.report.document import SummaryDocument
from formcheck.output.report.reading import summary_of
from formcheck.output.report.summary import json_text
from formcheck.system.language import later, tr

if TYPE_CHECKING:
    import pandas

NO_PANDAS = later("data frames need pandas, which is not installed: pip install 'formcheck[pandas]'")


class Result:
    """One analysed clip.

    Parameters
    ----------
    document
        Its ``summary.json``.
    folder
        Where its files are; None where none were kept.
    signals
        Its ``signals.csv``; None to read it from the folder when it is asked for.
    """

    def __init__(self, document: SummaryDocument, folder: Path | None, signals: Signals | None = None) -> None:
        self.document = document
        self.folder = folder
        self._signals = signals

    def __repr__(self) -> str:
        found, counts = self.document, self.document.counts
        done = f"{counts.reps} reps, {tally_of(counts, found.judged)}, {counts.attempts} attempts"
        broken = "" if found.complete else ", interrupted"
        return f"<Result {found.source!r}: {found.exercise or 'nothing recognised'}, {done}{broken}>"

    @cached_property
    def summary(self) -> Summary:
        """The whole; numbers as they are written, to three decimals."""
        return summary_of(self.document)

    @property
    def counts(self) -> Counts:
        """Totals."""
        return self.summary.counts

    @cached_property
    def reps(self) -> npt.NDArray[np.void]:
        """A row for every repetition and attempt; missing numbers are NaN.

        A structured array with the fields of ``summary.json``; ``faults`` holds their ids, with a space between them.
        """
        return reps_array(self.summary.reps)

    @property
    def signals(self) -> Signals:
        """The columns of ``signals.csv`` by name, a value for each frame: words, or float64 with NaN where unknown.

        Raises
        ------
        InputError
            The file is not there any more, or is none of ours.
        """
        if self._signals is None:
            if self.folder is None:
                raise InputError(tr("no signals: there is no folder to read them from"))
            self._signals = read_signals(self.folder / "signals.csv")
        return self._signals

    def reps_frame(self) -> "pandas.DataFrame":
        """`reps` as a data frame.

        Raises
        ------
        ImportError
            pandas is not installed.
        """
        return _frame({name: self.reps[name] for name in self.reps.dtype.names or ()})

    def signals_frame(self) -> "pandas.DataFrame":
        """`signals` as a data frame.

        Raises
        ------
        ImportError
            pandas is not installed.
        """
        return _frame(self.signals)

    def to_json(self) -> str:
        """The text of its ``summary.json``."""
        return json_text(self.document)


def _frame(columns: Signals) -> "pandas.DataFrame":
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise ImportError(tr(NO_PANDAS)) from error
    return pandas.DataFrame(dict(columns))
