"""Recognises what is done in a whole recording, and when."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import isnan, nan
from typing import NamedTuple

from formcheck.counting.leg_order import naming_for
from formcheck.counting.replay_readiness import ReplayReadiness, Survey
from formcheck.counting.session import Session
from formcheck.counting.snapshot import State
from formcheck.exercises.exercise import Exercise
from formcheck.pose.recording import Landmarks
from formcheck.pose.tracking import ReplayTrack
from formcheck.workout.recognition.assignment import Movement, choose, into_sets

PRESENT = (State.READY, State.EXERCISING)

Begin = Callable[[Exercise], Session | None]
"""Begins a session of one exercise over a recording; None where it is known to count nothing."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised in a recording.

    Attributes
    ----------
    sets
        Repetitions and attempts in order of time, one tuple for each set of one exercise.
    nearest
        The exercise in whose position the person was for longest.
    """

    sets: tuple[tuple[Movement, ...], ...]
    nearest: Exercise

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """What was done, the most frequent first."""
        known = {one[0].exercise.id: one[0].exercise for one in self.sets}
        reps = Counter({name: 0 for name in known})
        for one in self.sets:
            reps[one[0].exercise.id] += sum(movement.counts for movement in one)
        return tuple(known[name] for name, _ in reps.most_common())

    def at(self, time_s: float) -> Exercise:
        """The exercise a moment belongs to; between two sets it changes half way, and with none it is the nearest."""
        last: Exercise | None = None
        end_s = nan
        for one in self.sets:
            if last is not None and time_s < (end_s + one[0].start_s) / 2:
                return last
            last, end_s = one[0].exercise, one[-1].end_s
        return last or self.nearest


class Replays:
    """Sessions over one recording, whose poses are smoothed once for all that tell the legs apart in the same way."""

    def __init__(self, recording: Landmarks) -> None:
        self._recording = recording
        self._tracks: dict[object, ReplayTrack] = {}
        self._readiness: dict[str, ReplayReadiness] = {}
        self._unseen: set[str] = set()

    def begin(self, exercise: Exercise) -> Session:
        """A session like `Session.replay`."""
        readiness = self._look(exercise)
        return Session(exercise, self._track(exercise), readiness)

    def begin_if_seen(self, exercise: Exercise) -> Session | None:
        """The same, but None where nobody is ever in position for it."""
        session = self.begin(exercise)
        return None if exercise.id in self._unseen else session

    def _track(self, exercise: Exercise) -> ReplayTrack:
        leg = exercise.drive.leg
        naming = None if leg is None else (leg, exercise.posture)
        if naming not in self._tracks:
            self._tracks[naming] = ReplayTrack(self._recording, lambda: naming_for(exercise))
        return self._tracks[naming].again()

    def _look(self, exercise: Exercise) -> ReplayReadiness:
        """The first look, once for each exercise; what it has found is kept, and not all that it has seen."""
        if exercise.id not in self._readiness:
            survey = Survey(self._recording, exercise, self._track(exercise))
            self._readiness[exercise.id] = ReplayReadiness(survey, exercise)
            if not survey.spells:
                self._unseen.add(exercise.id)
        return self._readiness[exercise.id]


class _Watched(NamedTuple):
    exercise: Exercise
    movements: list[Movement]
    present: int


def recognise(recording: Landmarks, candidates: Iterable[Exercise], begin: Begin) -> Recognition:
    """What is done in a recording.

    Parameters
    ----------
    recording
        What was seen.
    candidates
        What it may be, at least one.
    begin
        Begins a session of each.
    """
    watched = [_watch(recording, exercise, begin(exercise)) for exercise in candidates]
    chosen = choose(movement for one in watched for movement in one.movements)
    nearest = max(watched, key=lambda one: one.present).exercise
    return Recognition(tuple(tuple(one) for one in into_sets(chosen)), nearest)


def _watch(recording: Landmarks, exercise: Exercise, session: Session | None) -> _Watched:
    if session is None:
        return _Watched(exercise, [], 0)
    movements: list[Movement] = []
    present, since_s = 0, nan
    for time_s, pose in recording:
        snapshot = session.update(time_s, pose)
        if snapshot.finished is not None:
            movements += _new(session, movements, since_s)
        if snapshot.state not in PRESENT:
            since_s = nan
        else:
            present += 1
            since_s = time_s if isnan(since_s) else since_s
    session.finish()
    return _Watched(exercise, [*movements, *_new(session, movements, since_s)], present)


def _new(session: Session, known: list[Movement], since_s: float) -> list[Movement]:
    """The movements that a session has come to since it was asked last."""
    fresh = [Movement(session.exercise, rep, since_s) for rep in session.movements[len(known) :]]
    # What was made up for has begun before anybody was known to be in position.
    return [replace(one, present_s=one.start_s if isnan(since_s) else min(since_s, one.start_s)) for one in fresh]
