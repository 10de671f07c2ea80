"""A session of several sets: begins, pauses, rests, changes sides and ends by what the person does."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import Enum

from formcheck.counting.advice import Advice
from formcheck.counting.results import Rep
from formcheck.counting.snapshot import SetProgress, Snapshot, State
from formcheck.counting.summary import EndedSet, SetSummary, Summary
from formcheck.counting.tally import Tally, settled, totals
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.active_set import ActiveSet
from formcheck.workout.agenda import Agenda
from formcheck.workout.command import Command
from formcheck.workout.gestures import Hands, RaisedHands
from formcheck.workout.plan import ASK_S, PlannedSet

AWAY_S = 60.0
"""Out of position for longer, the session is over: the door has been answered and the water drunk by then."""
PAUSED_S = 600.0
"""A pause by a raised hand is ended after this long."""
LINGER_S = 6.0
"""The end is shown and said for this long."""
ANSWER_S = 4.0
"""So long lasts the answer to a person who was hurt."""
START_S = 10.0
"""What begins without a person in position begins after this long: the camera has to be put down."""


class _Mode(Enum):
    WORKING = 1
    RESTING = 2
    PAUSED = 3
    ASKING = 4
    HURT = 5
    OVER = 6


_SAYS = {_Mode.PAUSED: Advice.GO_ON, _Mode.ASKING: Advice.HURT, _Mode.HURT: Advice.LEFT_OUT}


class Workout:
    """Drives one session after another through a plan.

    A set begins when the person is in position and still, pauses while they are not, and goes on when they are again.
    A raised hand pauses too; while pausing or resting it means to go on, and where it is asked whether anything hurt,
    that it did: then what is left of that exercise is left out. Two hands skip a set. A minute away ends the session.

    Parameters
    ----------
    plan
        The sets, at least one.
    commands
        Called with every moment; what has been asked for since the last one, by key.
    """

    def __init__(self, plan: Sequence[PlannedSet], commands: Callable[[], Iterable[Command]] = tuple) -> None:
        self._agenda = Agenda(plan)
        self._routine, self._first_id = plan[0].routine, plan[0].exercise.id
        self._commands = commands
        self._set: ActiveSet | None = None
        self._kept: ActiveSet | None = None
        self._mode = _Mode.WORKING
        self._since_s = self._rest_s = 0.0
        self._hands = RaisedHands()
        self._reps: list[Rep] = []
        self._sets: list[SetSummary] = []
        self._ended: EndedSet | None = None
        self._tally = Tally()

    @property
    def over(self) -> bool:
        """Whether the session has ended, and has been seen to end."""
        return self._mode is _Mode.OVER and self._tally.last_s - self._since_s >= LINGER_S

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment; as `Session.update`."""
        running = self._set or self._start(time_s)
        self._answer(time_s, running, self._hands.update(time_s, pose))
        for command in self._commands():
            self._obey(time_s, command)
        self._let_time_pass(time_s)
        running = self._set or running
        if self._mode is _Mode.WORKING:
            snapshot = self._work(time_s, running, pose, picture)
        else:
            snapshot = self._wait(time_s, running, picture)
        if self._ended is not None:
            snapshot = replace(snapshot, ended=self.take_ended())
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def break_off(self) -> None:
        """Forget the movement under way, and what is not decided: it is part of something else."""
        if self._set is not None:
            self._set.session.break_off()

    def take_ended(self) -> EndedSet | None:
        """The set that has ended and was told by no snapshot yet."""
        ended, self._ended = self._ended, None
        return ended

    def finish(self) -> Summary:
        """End the session: what was under way is judged, and everything is summed up."""
        if self._set is not None:
            self._close(self._set)
        most = Counter(rep.exercise for rep in self._reps).most_common(1)
        exercise = most[0][0] if most else self._first_id
        return replace(self._tally.summary(exercise, self._reps, self._sets), routine=self._routine)

    def _start(self, time_s: float) -> ActiveSet:
        return self._begin(time_s, rest_s=START_S if self._agenda.current.exercise.posture is None else 0.0)

    def _begin(self, time_s: float, *, rest_s: float) -> ActiveSet:
        """Begin the set that is on, with a rest before it."""
        self._rest_s = rest_s
        self._set = ActiveSet(self._agenda.current, self._agenda.side, time_s)
        self._enter(time_s, _Mode.RESTING if rest_s > 0 else _Mode.WORKING)
        return self._set

    def _enter(self, time_s: float, mode: _Mode) -> None:
        self._mode, self._since_s = mode, time_s
        if self._set is not None:
            self._set.present_s = time_s

    def _answer(self, time_s: float, running: ActiveSet, hands: Hands | None) -> None:
        """Raised hands: what they mean depends on what is going on."""
        if hands is None:
            return
        if self._mode is _Mode.ASKING:
            self._agenda.leave_out()
            self._sets[-1] = replace(self._sets[-1], stopped_for="pain")
            self._enter(time_s, _Mode.HURT)
        elif hands is Hands.BOTH:
            self._obey(time_s, Command.NEXT)
        elif self._mode is not _Mode.WORKING or running.begun:
            self._obey(time_s, Command.PAUSE)

    def _obey(self, time_s: float, command: Command) -> None:
        running, under_way = self._set, self._mode in (_Mode.WORKING, _Mode.PAUSED)
        if running is None or self._mode is _Mode.OVER:
            return
        if command is Command.AGAIN:
            done = running.session.movements or self._mode in (_Mode.ASKING, _Mode.HURT)
            self._close(running)
            if not done:
                self._agenda.step_back()
            self._begin(time_s, rest_s=0.0)
        elif not under_way:
            self._go_on(time_s)
        elif command is Command.NEXT:
            running.session.break_off()
            self._close(running)
            self._after(time_s, running, rest_s=0.0)
        elif self._mode is _Mode.PAUSED:
            self._enter(time_s, _Mode.WORKING)
        else:
            running.session.break_off()
            self._enter(time_s, _Mode.PAUSED)

    def _go_on(self, time_s: float) -> None:
        """End a rest, or a question and its answer."""
        if self._mode is _Mode.RESTING:
            self._enter(time_s, _Mode.WORKING)
        else:
            self._forward(time_s, self._rest_s - (time_s - self._since_s))

    def _let_time_pass(self, time_s: float) -> None:
        """End what ends by itself."""
        lasts_s = {_Mode.RESTING: self._rest_s, _Mode.ASKING: ASK_S, _Mode.HURT: ANSWER_S}.get(self._mode)
        if lasts_s is not None and time_s - self._since_s >= lasts_s:
            self._go_on(time_s)

    def _after(self, time_s: float, ended: ActiveSet, *, rest_s: float) -> None:
        """Go on after a set: with a question where the exercise is over, else with a rest."""
        if ended.begun and self._agenda.ends_exercise:
            self._rest_s = ended.planned.rest_s
            self._enter(time_s, _Mode.ASKING)
        else:
            self._forward(time_s, rest_s)

    def _forward(self, time_s: float, rest_s: float) -> None:
        """The next set of the plan, or the end."""
        if self._agenda.advance():
            self._begin(time_s, rest_s=rest_s)
        else:
            self._enter(time_s, _Mode.OVER)

    def _work(self, time_s: float, running: ActiveSet, pose: Pose | None, picture: Picture | None) -> Snapshot:
        snapshot = running.update(time_s, pose, picture)
        snapshot = replace(snapshot, sets=self._progress(running))
        if snapshot.finished is not None:
            snapshot = replace(snapshot, finished=self._numbered(snapshot.finished, running))
        if running.complete:
            self._close(running)
            self._after(time_s, running, rest_s=running.planned.rest_s)
        elif self._is_away(time_s, running):
            self._close(running)
            self._enter(time_s, _Mode.OVER)
        return snapshot

    def _is_away(self, time_s: float, running: ActiveSet) -> bool:
        return bool(self._reps or running.session.movements) and time_s - running.present_s > AWAY_S

    def _wait(self, time_s: float, running: ActiveSet, picture: Picture | None) -> Snapshot:
        """A moment of rest, of a pause, of a question or after the end: nothing done now is a repetition."""
        if self._mode is _Mode.PAUSED:
            running.session.update(time_s, None)
            if time_s - self._since_s > PAUSED_S:
                self._close(running)
                self._enter(time_s, _Mode.OVER)
        progress = self._progress(running)
        if self._mode is _Mode.OVER:
            return Snapshot(time_s, State.DONE, counts=totals(self._reps), sets=progress)
        lost = picture.lost if picture is not None else ""
        if self._mode is _Mode.RESTING:
            left_s = self._since_s + self._rest_s - time_s
            progress = replace(progress, rest_left_s=left_s, left_s=progress.left_s + left_s)
        counts = totals(settled(running.movements))
        return Snapshot(time_s, State.RESTING, lost or _SAYS.get(self._mode, ""), counts=counts, sets=progress)

    def _progress(self, running: ActiveSet) -> SetProgress:
        """How far the set has come, and how long everything that is left will last."""
        progress = running.progress()
        return replace(progress, left_s=progress.left_s + self._agenda.remaining_s)

    def _close(self, running: ActiveSet) -> None:
        """Keep what a set has come to, once."""
        if running is self._kept:
            return
        self._kept = running
        done = running.session.finish().reps
        ended = [self._numbered(rep, running) for rep in running.of_asked_leg(done)]
        if running.begun:
            self._ended = running.ended(ended)
            self._sets.append(self._ended.summary)
            self._agenda.note_worked(running.side)
        self._reps += ended

    def _numbered(self, rep: Rep, running: ActiveSet) -> Rep:
        """Repetitions are numbered over all sets, and know of which exercise they are."""
        return replace(rep, number=len(self._reps) + rep.number, exercise=running.planned.exercise.id)
