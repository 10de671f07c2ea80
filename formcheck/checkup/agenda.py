"""Which tests a check-up has, in which order, and with which leg."""

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.checkup.catalogue import load, order
from formcheck.checkup.counted import Counted
from formcheck.checkup.held import Held
from formcheck.checkup.lifted import Lifted
from formcheck.checkup.procedure import Procedure
from formcheck.checkup.tables import Spoken
from formcheck.checkup.trial import Known, Trial
from formcheck.counting.said import Reckon, in_english
from formcheck.pose.landmarks import Side


@dataclass(frozen=True, slots=True)
class Planned:
    """One test with one leg; `say` introduces it."""

    procedure: Procedure
    working: Side
    say: tuple[Spoken, ...]

    def trial(self, known: Known, *, again: bool, listens: bool, lasts_s: Reckon = in_english) -> Trial:
        """One try at it, the first or another."""
        procedure = self.procedure
        once_more = (procedure.again,) if procedure.again is not None else self.say
        return trial_of(
            procedure, self.working, known, once_more if again else self.say, listens=listens, lasts_s=lasts_s
        )


def trial_of(
    procedure: Procedure,
    working: Side,
    known: Known,
    intro: Sequence[Spoken],
    *,
    listens: bool,
    lasts_s: Reckon = in_english,
) -> Trial:
    """A try at a test, by what is measured in it; the parameters are those of `Trial`."""
    kind = Counted if procedure.stands is not None else Held if procedure.hold is not None else Lifted
    return kind(procedure, working, known, intro, listens=listens, lasts_s=lasts_s)


def agenda(first: Side, *, short: bool, asked: bool) -> Sequence[Planned]:
    """All of it.

    Parameters
    ----------
    first
        The side that begins.
    short, asked
        Whether only the short form is wanted; whether those that are done only where they are asked for are.
    """
    steps = [step for step in (order().short if short else order().full) if asked or not step.asked]
    planned: list[Planned] = []
    for step in steps:
        procedure, working = load(step.test), first if step.side == "first" else first.other
        other = any(before.procedure.id == procedure.id for before in planned)
        own = procedure.say_other if other and procedure.say_other else procedure.say
        planned.append(Planned(procedure, working, own if step.say is None else step.say))
    return planned
