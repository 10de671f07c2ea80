"""A check-up from its first word to its last: one test after another, each left out or repeated as the person wants."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import isnan, nan

from formcheck.checkup.agenda import Planned
from formcheck.checkup.catalogue import order, reasons
from formcheck.checkup.fall import FallWatch
from formcheck.checkup.record import Checkup
from formcheck.checkup.results import Results
from formcheck.checkup.script import Now
from formcheck.checkup.signals import Reader
from formcheck.checkup.telling import told_of
from formcheck.checkup.trial import Known, Trial
from formcheck.counting.said import Reckon, Said, in_english
from formcheck.counting.snapshot import Snapshot, State
from formcheck.counting.summary import Summary
from formcheck.counting.tally import Tally
from formcheck.kinematics.perception import Perception
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.workout.command import Command
from formcheck.workout.gestures import Hands, RaisedHands

LINGER_S = 6.0
"""The end is shown and said for so long."""
REPEATS = 1
"""So often a test is repeated for the asking, or because its try was void."""
VOID = ("lost", "camera", "somebody_else", "shoulders_hidden", "hips_hidden", "knees_hidden", "feet_hidden")
"""A try that ended so is repeated once."""


class CheckupSession:
    """Leads through the tests; `checkup` is what it has come to.

    Parameters
    ----------
    plan
        The tests, at least one.
    first_side
        The side that begins.
    commands
        Called with every moment; what has been asked for since the last one, by key.
    listens
        Whether the person hears what is said and waits for it; nobody does in a recording.
    lasts_s
        How long it takes to say something.
    short, model
        For the record.
    """

    def __init__(  # noqa: PLR0913 - all that it is made of
        self,
        plan: Sequence[Planned],
        first_side: Side,
        commands: Callable[[], Iterable[Command]] = tuple,
        *,
        listens: bool = True,
        lasts_s: Reckon = in_english,
        short: bool = False,
        model: str = "",
    ) -> None:
        self._plan, self._commands, self._listens, self._lasts_s = plan, commands, listens, lasts_s
        self._record = Checkup(first_side, (), model, short, complete=False)
        self._perception, self._reader, self._hands = Perception(), Reader(), RaisedHands()
        self._known, self._results, self._falls, self._tally = Known(), Results(), FallWatch(), Tally()
        self._place, self._repeats, self._tries = 0, 0, 0
        self._trial: Trial | None = None
        self._said: list[Said] = []
        self._wait_s, self._ended_s, self._time_s, self._paused = nan, nan, nan, False
        self._left_out: set[str] = set()

    @property
    def over(self) -> bool:
        """Whether it has come to its end, and has been seen to end."""
        return self._time_s - self._ended_s >= LINGER_S

    @property
    def every_picture(self) -> bool:
        """Whether what is done now is too quick to leave pictures out."""
        return self._trial is not None and self._trial.procedure.every_picture

    @property
    def checkup(self) -> Checkup:
        """What has been measured so far."""
        return replace(self._record, results=tuple(self._results))

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""
        if isnan(self._time_s):
            self._say(*(Said(text) for text in order().welcome), now_s=time_s)
        self._time_s = time_s
        seen = self._perception.update(time_s, pose)
        trial = self._trial
        self._reader.keeps_size = trial is not None and trial.keeps_size
        posture = trial.procedure.posture if trial is not None else "upright"
        now = self._reader.read(seen, posture, self._known.seat)
        lost = "camera" if picture is not None and (picture.lost or picture.black) else "lost"
        self._answer(self._hands.update(time_s, pose, waited_for=trial is None or not trial.running))
        for command in self._commands():
            self._obey(command)
        if isnan(self._ended_s) and posture == "upright" and self._falls.update(now):
            self._say(Said(order().fallen), now_s=time_s)
            self._end(complete=False)
        if isnan(self._ended_s) and not self._paused:
            self._go_on(Now(time_s, now, seen.followed, lost))
        snapshot = self._snapshot(time_s, seen=pose is not None, lost=picture.lost if picture is not None else "")
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def finish(self) -> Summary:
        """End it: a try under way is void."""
        if isnan(self._ended_s):
            self._break_off("broken_off")
            self._end(complete=False)
        return self._tally.summary(self._plan[0].procedure.id, [])

    # --- from one try to the next -------------------------------------------------------------------------------------

    def _go_on(self, now: Now) -> None:
        if self._trial is None:
            if not (now.time_s < self._wait_s and self._listens):
                self._begin(again=False)
            return
        trial = self._trial
        if not trial.over:
            self._said += trial.update(now)
            if trial.over:
                self._close(trial)
        elif now.time_s >= self._wait_s:
            self._next()

    def _begin(self, *, again: bool) -> None:
        planned = self._plan[self._place]
        self._trial = planned.trial(self._known, again=again, listens=self._listens, lasts_s=self._lasts_s)

    def _close(self, trial: Trial) -> None:
        """A try has ended: what came of it is kept and said, and it is repeated where that is due."""
        self._results.take(trial)
        self._tries += 1
        if trial.not_judged is not None:
            self._say(Said(reasons()[trial.not_judged]), now_s=self._time_s)
        best = [one for one in trial.tries if one.value is not None]
        tried = self._tries < trial.procedure.tries and best and not _full(trial)
        void = trial.not_judged in VOID and trial.ready and self._repeats < REPEATS
        if void:
            self._repeats += 1
        if tried or void:
            self._begin(again=True)
            return
        pause_s = trial.procedure.pause_s if self._listens and self._place + 1 < len(self._plan) else 1.0
        said_s = max(trial.busy_s, self._wait_s) if self._listens else self._time_s
        self._wait_s = max(self._time_s, said_s) + pause_s

    def _next(self) -> None:
        self._place, self._repeats, self._tries = self._place + 1, 0, 0
        while self._place < len(self._plan) and self._plan[self._place].procedure.id in self._left_out:
            self._results.leave_out(self._plan[self._place].procedure, self._plan[self._place].working)
            self._place += 1
        if self._place < len(self._plan):
            self._begin(again=False)
        else:
            self._say(Said(order().done, tone="set"), now_s=self._time_s)
            self._end(complete=True)

    def _end(self, *, complete: bool) -> None:
        self._record = replace(self._record, complete=complete)
        self._ended_s, self._trial = self._time_s, None

    def _break_off(self, reason: str) -> None:
        if self._trial is not None and not self._trial.over:
            self._trial.break_off(reason)
            self._results.take(self._trial)

    # --- what the person wants ----------------------------------------------------------------------------------------

    def _answer(self, hands: Hands | None) -> None:
        if hands is Hands.BOTH:
            self._obey(Command.AGAIN)
        elif hands is Hands.ONE and (self._trial is None or not self._trial.over):
            self._obey(Command.NEXT)

    def _obey(self, command: Command) -> None:
        trial = self._trial
        if trial is None or not isnan(self._ended_s):
            return
        if command is Command.NEXT:
            if not trial.over:
                self._left_out.add(trial.procedure.id)
                self._results.leave_out(trial.procedure, trial.working)
                self._say(Said(order().left_out), now_s=self._time_s)
            self._next()
        elif command is Command.AGAIN and self._repeats < REPEATS:
            self._repeats += 1
            self._begin(again=True)
        elif command is Command.PAUSE:
            self._break_off_for_pause(trial)

    def _break_off_for_pause(self, trial: Trial) -> None:
        """A pause breaks a try off; afterwards it is done anew."""
        self._paused = not self._paused
        if self._paused and not trial.over:
            self._begin(again=trial.ready)

    # --- what is told -------------------------------------------------------------------------------------------------

    def _say(self, *said: Said, now_s: float) -> None:
        self._said += said
        begins_s = now_s if isnan(self._wait_s) else max(now_s, self._wait_s)
        self._wait_s = begins_s + sum(map(self._lasts_s, said))

    def _snapshot(self, time_s: float, *, seen: bool, lost: str) -> Snapshot:
        said, self._said = tuple(self._said), []
        if not isnan(self._ended_s):
            return Snapshot(time_s, State.DONE, said=said)
        if self._trial is None:
            return Snapshot(time_s, State.POSITIONING if seen else State.NOBODY, lost, said=said)
        told = told_of(self._trial, time_s, self._wait_s, seen=seen, paused=self._paused)
        return replace(told, reason=lost or told.reason, said=said)


def _full(trial: Trial) -> bool:
    """Whether another try cannot be better."""
    passes = trial.procedure.hold is not None and trial.procedure.hold.passes
    return any(one.capped or (passes and one.value == 1) for one in trial.tries)
