"""What a check-up has measured so far, test by test and side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from formcheck.checkup.procedure import Procedure
from formcheck.checkup.record import TestResult, Try
from formcheck.checkup.trial import Trial
from formcheck.pose.landmarks import Side


@dataclass(slots=True)
class _Kept:
    tries: list[Try] = field(default_factory=list)
    not_judged: str | None = None
    left_out: bool = False
    view: str | None = None


class Results:
    """Keeps what came of every try."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Side | None], _Kept] = {}
        self._procedures: dict[str, Procedure] = {}

    def take(self, trial: Trial) -> None:
        """Keep what came of a try."""
        kept = self._of(trial.procedure, trial.working)
        kept.tries += trial.tries
        kept.view = trial.view or kept.view
        has_value = any(one.value is not None for one in kept.tries)
        kept.not_judged = None if has_value else trial.not_judged or kept.not_judged

    def refuse(self, procedure: Procedure, reason: str) -> None:
        """There is no number, for a reason."""
        self._of(procedure, Side.RIGHT).not_judged = reason

    def leave_out(self, procedure: Procedure, working: Side) -> None:
        """It is left out from now on; what was measured before is kept."""
        kept = self._of(procedure, working)
        kept.left_out, kept.not_judged = not kept.tries, None

    def __iter__(self) -> Iterator[TestResult]:
        for (test, side), kept in self._kept.items():
            unit = self._procedures[test].unit
            yield TestResult(test, unit, side, tuple(kept.tries), kept.not_judged, kept.left_out, kept.view)

    def _of(self, procedure: Procedure, working: Side) -> _Kept:
        self._procedures[procedure.id] = procedure
        side = working if procedure.sides == "each" else None
        return self._kept.setdefault((procedure.id, side), _Kept())
