"""The way of a workout through its plan: which set is on, what comes after it, and what stands between."""

from collections.abc import Sequence
from dataclasses import replace

from formcheck.counting.snapshot import SetProgress
from formcheck.counting.summary import Unfinished
from formcheck.workout.active_set import ActiveSet
from formcheck.workout.agenda import Agenda
from formcheck.workout.gestures import Way
from formcheck.workout.ledger import Ledger, unfinished_from
from formcheck.workout.mode import ENDED, SAYS, Mode
from formcheck.workout.plan import ASK_S, PlannedSet

ANSWER_S = 4.0
"""So long lasts the answer to a person who was hurt."""


class Course:
    """Where a workout is, and every step from there.

    Parameters
    ----------
    plan
        The sets, at least one.

    Attributes
    ----------
    agenda, ledger
        What is planned, and what has been done.
    running
        The set that is on, or comes; None before the first.
    mode, since_s
        What is going on, and since when.
    way
        How the person, as they are now, can answer.
    says
        What was asked or offered when this began.
    """

    def __init__(self, plan: Sequence[PlannedSet]) -> None:
        self.agenda = Agenda(plan)
        self.ledger = Ledger()
        self.running: ActiveSet | None = None
        self.mode = Mode.WORKING
        self.since_s = self._rest_s = 0.0
        self.way = Way.HAND
        self.says = ""

    @property
    def ended(self) -> bool:
        """Whether nothing comes any more."""
        return self.mode in ENDED

    @property
    def unfinished(self) -> Unfinished | None:
        """What is still to come; None where nothing is, or there is no end to come to."""
        if self.mode is Mode.OVER:
            return None
        under_way = self.mode not in (Mode.ASKING, Mode.HURT)
        return unfinished_from(self.agenda.current if under_way else self.agenda.following)

    def rest_left_s(self, time_s: float) -> float:
        """How long the rest still lasts, seconds."""
        return self.since_s + self._rest_s - time_s

    def enter(self, time_s: float, mode: Mode) -> None:
        """From now on this is going on."""
        self.mode, self.since_s = mode, time_s
        self.says = SAYS[mode][self.way] if mode in SAYS else ""
        if self.running is not None:
            self.running.present_s = time_s

    def begin(self, time_s: float, *, rest_s: float) -> ActiveSet:
        """Begin the set that is on, with a rest before it."""
        self._rest_s = rest_s
        self.running = ActiveSet(self.agenda.current, self.agenda.side, time_s)
        self.enter(time_s, Mode.RESTING if rest_s > 0 else Mode.WORKING)
        return self.running

    def close(self, running: ActiveSet) -> None:
        """Keep what a set has come to, once."""
        if self.ledger.close(running, self.agenda.following) and running.begun:
            self.agenda.note_worked(running.side)

    def end(self, time_s: float, running: ActiveSet, *, rest_s: float) -> None:
        """End a set: with a question where the exercise is over, else with a rest."""
        self.close(running)
        if running.begun and self.agenda.ends_exercise:
            self._rest_s = running.planned.rest_s
            self.enter(time_s, Mode.ASKING)
        else:
            self._forward(time_s, rest_s)

    def leave_out(self, time_s: float, coming: ActiveSet) -> None:
        """Skip a set of which nothing is done yet, both sides of it; a rest before it goes on."""
        left_s = self.rest_left_s(time_s) if self.mode is Mode.RESTING else 0.0
        self.close(coming)
        if self.agenda.skip():
            self.begin(time_s, rest_s=left_s)
        else:
            self.enter(time_s, Mode.OVER)

    def leave_out_for_pain(self, time_s: float) -> None:
        """Do no more of an exercise that hurt."""
        self.agenda.leave_out()
        self.ledger.note_pain()
        self.enter(time_s, Mode.HURT)

    def again(self, time_s: float, running: ActiveSet) -> None:
        """Begin the set anew; the one before, where nothing of this one is done yet."""
        done = running.session.movements or self.mode in (Mode.ASKING, Mode.HURT)
        self.close(running)
        if not done:
            self.agenda.step_back()
        self.begin(time_s, rest_s=0.0)

    def go_on(self, time_s: float) -> None:
        """End a rest, or a question and its answer."""
        if self.mode is Mode.RESTING:
            self.enter(time_s, Mode.WORKING)
        else:
            self._forward(time_s, self.rest_left_s(time_s))

    def let_time_pass(self, time_s: float) -> None:
        """End what ends by itself."""
        lasts_s = {Mode.RESTING: self._rest_s, Mode.ASKING: ASK_S, Mode.HURT: ANSWER_S}.get(self.mode)
        if lasts_s is not None and time_s - self.since_s >= lasts_s:
            self.go_on(time_s)

    def progress(self, running: ActiveSet) -> SetProgress:
        """How far the set has come, and how long everything that is left will last."""
        progress = running.progress()
        return replace(progress, left_s=progress.left_s + self.agenda.remaining_s)

    def _forward(self, time_s: float, rest_s: float) -> None:
        """The next set of the plan, or the end."""
        if self.agenda.advance():
            self.begin(time_s, rest_s=rest_s)
        else:
            self.enter(time_s, Mode.OVER)
