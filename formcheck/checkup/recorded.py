"""One test in a recording, where nobody has said when to begin: the clock of stands begins with the first rise."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from formcheck.checkup.agenda import Planned
from formcheck.checkup.counted import Counted
from formcheck.checkup.procedure import Practice, Procedure
from formcheck.checkup.record import TestResult
from formcheck.checkup.results import Results
from formcheck.checkup.script import Now
from formcheck.checkup.seat import Seat, SeatLearner
from formcheck.checkup.signals import Reader
from formcheck.checkup.stands import Event, Stood
from formcheck.checkup.trial import Known, Trial
from formcheck.kinematics.perception import Perception
from formcheck.pose.landmarks import SIDES, Pose, Side

Moments = Iterable[tuple[float, Pose | None]]
"""Times and poses; gone through more than once."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a recording shows of a test.

    Attributes
    ----------
    results
        Of each side that was seen to do it, or of both together.
    stands
        Every movement up in the whole recording, when, and whether it counts.
    go_s
        When the clock of the stands began; None where there are none.
    """

    results: tuple[TestResult, ...]
    stands: tuple[Stood, ...] = ()
    go_s: float | None = None

    def how_many(self, event: Event) -> int:
        """Movements up of a kind, in the whole recording."""
        return sum(one.event is event for one in self.stands)


def recorded(procedure: Procedure, moments: Moments) -> Recorded:
    """Look for a test in a recording."""
    if procedure.stands is not None and procedure.practice is not None:
        return _stands(procedure, moments, learnt(procedure.practice, moments))
    results = Results()
    sides = SIDES if procedure.sides == "each" or procedure.place.near else (Side.RIGHT,)
    trials = [trial for side in sides for trial in _trials(procedure, moments, side) if trial.tries]
    measured = [trial for trial in trials if any(one.value is not None for one in trial.tries)]
    for trial in measured or trials:
        results.take(trial)
    return Recorded(tuple(results))


def learnt(practice: Practice, moments: Moments) -> Seat | None:
    """Where the person sits and stands, by all their stands."""
    learner, perception = SeatLearner(practice.count, practice.least_up), Perception()
    for time_s, pose in moments:
        learner.update(time_s, perception.update(time_s, pose).followed)
    learner.finish()
    return learner.seat


def _stands(procedure: Procedure, moments: Moments, seat: Seat | None) -> Recorded:
    results = Results()
    if seat is None:
        results.refuse(procedure, "no_practice")
        return Recorded(tuple(results))
    for trial in _trials(procedure, moments, Side.RIGHT, Known(seat), most=1):
        results.take(trial)
    for trial in _trials(_without_end(procedure), moments, Side.RIGHT, Known(seat), most=1):
        if isinstance(trial, Counted) and trial.go_s is not None:
            return Recorded(tuple(results), tuple(trial.events), trial.go_s)
    return Recorded(tuple(results))


def _without_end(procedure: Procedure) -> Procedure:
    """The same test, that goes on to the end of the recording."""
    assert procedure.stands is not None
    return procedure.model_copy(update={"stands": procedure.stands.model_copy(update={"seconds": inf})})


def _trials(
    procedure: Procedure, moments: Moments, working: Side, known: Known | None = None, most: int = 20
) -> list[Trial]:
    """One try after another, until the recording ends."""
    known, perception, reader = known or Known(), Perception(), Reader()
    made: list[Trial] = []
    for time_s, pose in moments:
        if not made or made[-1].over:
            if len(made) == most:
                break
            made.append(Planned(procedure, working, ()).trial(known, again=False, listens=False))
            made[-1].patience_s = inf
        seen = perception.update(time_s, pose)
        reader.keeps_size = made[-1].keeps_size
        made[-1].update(Now(time_s, reader.read(seen, procedure.posture, known.seat), seen.followed))
    if made:
        made[-1].break_off("recording_ended")
    return made
