"""A session of several sets: begins, pauses, rests, changes sides and ends by what the person does."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from formcheck.counting.advice import Advice
from formcheck.counting.snapshot import Correction, Snapshot, State
from formcheck.counting.summary import EndedSet, Offer, Summary
from formcheck.counting.tally import Tally, settled, totals
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.active_set import ActiveSet
from formcheck.workout.command import Command
from formcheck.workout.course import Course
from formcheck.workout.gestures import Hands, RaisedHands
from formcheck.workout.leaving import Leaving
from formcheck.workout.mode import Mode
from formcheck.workout.offering import Offering
from formcheck.workout.plan import PlannedSet

LINGER_S = 6.0
"""The end is shown and said for this long."""


class Workout:
    """Drives one session after another through a plan.

    A set begins when the person is in position and still, pauses while they are not, and goes on when they are again.
    A raised hand pauses too; while pausing or resting it means to go on, and where it is asked whether anything hurt,
    that it did: then what is left of that exercise is left out. Two hands skip a set; face down it is feet, and on all
    fours one sits back for it. After a minute away the end is counted down; who is in position again meanwhile, or
    raises a hand, goes on.

    Parameters
    ----------
    plan
        The sets, at least one.
    commands
        Called with every moment; what has been asked for since the last one, by key.
    offer
        To go on where the same plan was stopped last time: it is asked before anything else.
    """

    def __init__(
        self,
        plan: Sequence[PlannedSet],
        commands: Callable[[], Iterable[Command]] = tuple,
        offer: Offer | None = None,
    ) -> None:
        self._routine, self._first_id = plan[0].routine, plan[0].exercise.id
        self._commands = commands
        self._course = Course(plan)
        self._offering = Offering(self._course, offer)
        self._leaving = Leaving(self._course)
        self._corrected: deque[Correction | Advice] = deque()
        self._hands = RaisedHands()
        self._tally = Tally()

    @property
    def over(self) -> bool:
        """Whether the session has ended, and has been seen to end."""
        return self._course.ended and self._tally.last_s - self._course.since_s >= LINGER_S

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment; as `Session.update`."""
        course = self._course
        running = course.running or self._offering.start(time_s)
        self._offering.update(time_s, seen=pose is not None)
        hands = self._hands.update(time_s, pose, waited_for=course.mode is not Mode.WORKING)
        course.way = self._hands.way
        self._answer(time_s, running, hands)
        for command in self._commands():
            self._obey(time_s, command)
        self._offering.let_time_pass(time_s)
        course.let_time_pass(time_s)
        snapshot = self._moment(time_s, course.running or running, pose, picture)
        snapshot = replace(snapshot, ended=self.take_ended())
        if self._corrected:
            made = self._corrected.popleft()
            if isinstance(made, Correction):
                snapshot = replace(snapshot, correction=made)
            else:
                snapshot = replace(snapshot, notice=made)
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def break_off(self) -> None:
        """Forget the movement under way, and what is not decided: it is part of something else."""
        if self._course.running is not None:
            self._course.running.session.break_off()

    def take_ended(self) -> EndedSet | None:
        """The set that has ended and was told by no snapshot yet."""
        return self._course.ledger.take_ended()

    def finish(self) -> Summary:
        """End the session: what was under way is judged, and everything is summed up."""
        course, ledger = self._course, self._course.ledger
        unfinished = course.unfinished
        if course.running is not None:
            course.close(course.running)
        most = Counter(rep.exercise for rep in ledger.reps).most_common(1)
        summary = self._tally.summary(most[0][0] if most else self._first_id, ledger.reps, ledger.sets)
        return replace(summary, routine=self._routine, unfinished=unfinished)

    def _answer(self, time_s: float, running: ActiveSet, hands: Hands | None) -> None:
        """Raised hands: what they mean depends on what is going on."""
        mode = self._course.mode
        if hands is None or self._leaving.is_just_back(time_s):
            return
        if mode is Mode.ASKING:
            self._course.leave_out_for_pain(time_s)
        elif hands is Hands.BOTH and not running.session.movements and mode in (Mode.RESTING, Mode.WORKING):
            self._course.leave_out(time_s, running)
        elif hands is Hands.BOTH:
            self._obey(time_s, Command.NEXT)
        elif mode is not Mode.WORKING or running.begun:
            self._obey(time_s, Command.PAUSE)

    def _obey(self, time_s: float, command: Command) -> None:
        course, running = self._course, self._course.running
        if running is None:
            return
        if self._offering.asks:
            if command not in (Command.TAKE_BACK, Command.ADD):
                self._offering.decide(time_s, go_on=command is Command.PAUSE)
        elif command in (Command.TAKE_BACK, Command.ADD):
            taken_back = command is Command.TAKE_BACK
            self._corrected.append(course.ledger.correct(time_s, running, course.agenda, taken_back=taken_back))
        elif course.ended:
            return
        elif command is Command.AGAIN:
            course.again(time_s, running)
        elif course.mode is Mode.LEAVING and command is Command.PAUSE:
            course.enter(time_s, Mode.WORKING)
        elif course.mode not in (Mode.WORKING, Mode.PAUSED, Mode.LEAVING):
            course.go_on(time_s)
        elif command is Command.NEXT:
            running.session.break_off()
            course.end(time_s, running, rest_s=0.0)
        elif course.mode is Mode.PAUSED:
            course.enter(time_s, Mode.WORKING)
        else:
            running.session.break_off()
            course.enter(time_s, Mode.PAUSED)

    def _moment(self, time_s: float, running: ActiveSet, pose: Pose | None, picture: Picture | None) -> Snapshot:
        if self._course.mode is Mode.WORKING:
            return self._work(time_s, running, pose, picture)
        if self._course.mode is Mode.LEAVING:
            leaves = self._leaving.update(time_s, running, pose, picture)
            if leaves is not None:
                return leaves
        return self._wait(time_s, running, picture)

    def _work(self, time_s: float, running: ActiveSet, pose: Pose | None, picture: Picture | None) -> Snapshot:
        snapshot = running.update(time_s, pose, picture)
        snapshot = replace(snapshot, sets=self._course.progress(running))
        if snapshot.finished is not None:
            snapshot = replace(snapshot, finished=self._course.ledger.numbered(snapshot.finished, running))
        if running.complete:
            self._course.end(time_s, running, rest_s=running.planned.rest_s)
        else:
            self._leaving.begin_where_away(time_s, running)
        return snapshot

    def _wait(self, time_s: float, running: ActiveSet, picture: Picture | None) -> Snapshot:
        """A moment of rest, of a pause, of a question or after the end: nothing done now is a repetition."""
        course = self._course
        if course.mode is Mode.PAUSED:
            running.session.update(time_s, None)
            self._leaving.begin_where_paused(time_s)
        progress = course.progress(running)
        if course.ended:
            progress = replace(progress, unfinished=course.unfinished)
            return Snapshot(time_s, State.DONE, counts=totals(course.ledger.reps), sets=progress)
        lost = picture.lost if picture is not None else ""
        if self._offering.asks:
            asked = self._offering.progress(self._routine)
            return Snapshot(time_s, State.RESTING, lost or Advice.GO_ON_THERE, sets=asked)
        if course.mode is Mode.RESTING:
            left_s = course.rest_left_s(time_s)
            progress = replace(progress, rest_left_s=left_s, left_s=progress.left_s + left_s)
        counts = totals(settled(running.movements))
        return Snapshot(time_s, State.RESTING, lost or course.says, counts=counts, sets=progress)
