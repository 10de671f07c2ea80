"""What the program says of the form in a recording: the faults of every repetition, and what is advised meanwhile."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import isnan, nan
from statistics import median

from formcheck.counting.results import Rep, Verdict
from formcheck.counting.session import Session
from formcheck.exercises.exercise import Exercise
from formcheck.pose.recording import Recording


@dataclass(frozen=True)
class Said:
    """All of it.

    Attributes
    ----------
    reps
        Repetitions and attempts, in time.
    cues
        When each advice about a fault began to be given, and its id.
    duration_s
        Of the recording.
    views
        When, and how far off the side the camera was taken to be.
    """

    reps: tuple[Rep, ...]
    cues: tuple[tuple[float, str], ...]
    duration_s: float
    views: tuple[tuple[float, float], ...]

    def off_side_deg(self, start_s: float, end_s: float) -> float:
        """How far off the side the camera was taken to be; NaN where that was never known."""
        known = [off for time_s, off in self.views if start_s <= time_s <= end_s and not isnan(off)]
        return round(median(known), 1) if known else nan

    def about(self, top_s: float) -> Rep | None:
        """The repetition that goes on at a time."""
        inside = (rep for rep in self.reps if rep.verdict is Verdict.REP and rep.start_s <= top_s <= rep.end_s)
        return next(inside, None)

    @property
    def faults(self) -> Iterator[str]:
        """Every fault named of a repetition."""
        return (fault.id for rep in self.reps for fault in rep.faults)


def said(recording: Recording, exercise: Exercise) -> Said:
    """Watch a recording as this exercise."""
    session, cues, views, before = Session(exercise), list[tuple[float, str]](), list[tuple[float, float]](), ""
    ids: Collection[str] = {fault.id for fault in exercise.fault}
    time_s = first_s = float(recording.time_s[0])
    for time_s, pose in recording:
        snapshot = session.update(time_s, pose)
        views.append((time_s, snapshot.view.yaw_deg))
        now = snapshot.cue.id if snapshot.cue is not None else ""
        if now != before and now in ids:
            cues.append((time_s, now))
        before = now
    return Said(session.finish().reps, tuple(cues), time_s - first_s, tuple(views))
