"""What is said of next time, and asked for: a step on, a little less, the weaker side first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from formcheck.exercises.timed import AnyExercise
from formcheck.output.history.exercise_session import ExerciseSession
from formcheck.output.history.suggestion import NOTHING, Ask, Step, Suggestion
from formcheck.output.sides import Sides
from formcheck.pose.landmarks import Side
from formcheck.system.language import tr
from formcheck.system.language.local import brief

Find = Callable[[str], AnyExercise | None]
"""The exercise of an id; None where there is none any more."""

MOST_HOLD_S, MOST_REPS, MOST_SETS = 5.0, 15, 3
"""So far each is raised, one after the other, before the next exercise comes."""
MORE_HOLD_S, MORE_REPS, FEWER_REPS = 1.0, 2, 0.8
"""The steps."""


@dataclass(frozen=True, slots=True)
class NextTime:
    """What is said of the last session of an exercise; None for the exercise where nobody knows it any more."""

    last: ExerciseSession
    exercise: AnyExercise | None
    find: Find

    def on(self, exercise: AnyExercise) -> Iterator[Suggestion]:
        """The next step: hold, repetitions, sets, exercise; nothing where there is none."""
        dose, harder = self.last.dose, self._known(exercise.ladder.up)
        if 0 < dose.hold_s < MOST_HOLD_S:
            hold_s = min(dose.hold_s + MORE_HOLD_S, MOST_HOLD_S)
            ask = Ask(hold_s=hold_s)
            text = tr(
                "If it felt easy (six of ten at most), hold for {new} seconds in place of {old} next time.",
                new=brief(hold_s),
                old=brief(dose.hold_s),
            )
        elif dose.reps < MOST_REPS and exercise.dose.reps > 1:  # one long stretch stays one
            ask = Ask(reps=min(dose.reps + MORE_REPS, MOST_REPS))
            text = tr(
                "If it felt easy (six of ten at most), do {new} repetitions in place of {old} next time.",
                new=ask.reps,
                old=dose.reps,
            )
        elif dose.sets < MOST_SETS:
            ask = Ask(sets=dose.sets + 1)
            text = tr(
                "If it felt easy (six of ten at most), do {new} sets in place of {old} next time.",
                new=ask.sets,
                old=dose.sets,
            )
        elif harder is not None:
            ask = Ask(exercise=harder.id)
            text = tr(
                "If it felt easy (six of ten at most), try the next exercise ({harder}) next time.",
                harder=tr(harder.name),
            )
        else:
            return
        yield self._suggestion(Step.ON, tr("{exercise} went well twice in a row.", exercise=self._title), text, ask=ask)

    def few_good(self) -> Suggestion:
        """Less of it, since few were good."""
        done = self.last.performance()
        values = {"exercise": self._title, "good": done.good, "tried": done.tried}
        return self._less(tr("{exercise}: {good} of {tried} were good last time. Make it a little easier.", **values))

    def one_fault(self, cue: str, times: int, reps: int) -> Suggestion:
        """Less of it, since one correction was needed often."""
        why = tr(
            '{exercise}: "{cue}" was needed in {times} of {reps} repetitions last time. Make it a little easier.',
            exercise=self._title,
            cue=tr(cue),
            times=times,
            reps=reps,
        )
        return self._less(why)

    def leave(self) -> Suggestion:
        """What is said of an exercise that hurt."""
        how, _ = self._easier()
        why = tr(
            "{exercise} hurt last time. Leave it out until that has gone, and begin again with something easier.",
            exercise=self._title,
        )
        return self._suggestion(Step.LEAVE, why, *how, tr("If it hurts again, talk to a doctor or physiotherapist."))

    def balance(self, two: Sides) -> Suggestion:
        """With which side to begin."""
        left, right = two.left, two.right
        values = {"left": left.good, "left_tried": left.tried, "right": right.good, "right_tried": right.tried}
        why = tr(
            "{exercise}: {left} of {left_tried} good on the left, {right} of {right_tried} on the right.",
            exercise=self._title,
            **values,
        )
        first = (
            tr("Begin each set with the left side, and do as many on the other as you can there.")
            if two.weaker is Side.LEFT
            else tr("Begin each set with the right side, and do as many on the other as you can there.")
        )
        return self._suggestion(Step.SIDE, why, first, ask=Ask(first=two.weaker))

    def _less(self, why: str) -> Suggestion:
        how, ask = self._easier()
        return self._suggestion(Step.BACK, why, *how, ask=ask)

    def _easier(self) -> tuple[list[str], Ask]:
        """Ways to make it easier."""
        reps = self.last.dose.reps
        new = max(int(FEWER_REPS * reps), 1) if reps > 1 else None
        below = self._known(self.exercise.ladder.down) if self.exercise is not None else None
        easier = "" if below is None else tr(below.name)
        ways = []
        if new is not None and easier:
            ways.append(
                tr(
                    "Try {new} repetitions in place of {old}, or the exercise before it ({easier}).",
                    new=new,
                    old=reps,
                    easier=easier,
                )
            )
        elif new is not None:
            ways.append(tr("Try {new} repetitions in place of {old}.", new=new, old=reps))
        elif easier:
            ways.append(tr("Try the exercise before it ({easier}).", easier=easier))
        if self.exercise is not None and self.exercise.easier:
            ways.append(tr("What helps: {tip}", tip=tr(self.exercise.easier)))
        below_id = None if below is None or new is not None else below.id
        return ways, Ask(reps=new, exercise=below_id)

    @property
    def _title(self) -> str:
        return tr(self.last.title)

    def _known(self, name: str | None) -> AnyExercise | None:
        return self.find(name) if name else None

    def _suggestion(self, step: Step, *sentences: str, ask: Ask = NOTHING) -> Suggestion:
        return Suggestion(self.last.exercise, step, " ".join(sentences), ask)
