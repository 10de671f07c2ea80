"""What is told of a try at one moment, to the window, the terminal and the voice."""

from math import nan

from formcheck.checkup.trial import Trial
from formcheck.counting.snapshot import Phase, SetProgress, Snapshot, State, View


def told_of(trial: Trial, time_s: float, next_s: float, *, seen: bool, paused: bool) -> Snapshot:
    """A moment of a try.

    Parameters
    ----------
    trial
        The try.
    time_s, next_s
        Now; and when the next one begins, where this one is over.
    seen
        Whether somebody is in the picture.
    paused
        Whether the person has asked for a pause.
    """
    procedure = trial.procedure
    timed = procedure.hold or procedure.stands
    state = State.EXERCISING if trial.running else State.READY if trial.ready else State.POSITIONING
    return Snapshot(
        time_s,
        State.RESTING if trial.over or paused else state if seen else State.NOBODY,
        trial.advice,
        phase=Phase.HOLD if procedure.hold is not None else Phase.LIFT,
        hold_s=trial.clock_s if trial.running else 0.0,
        hold_target_s=timed.seconds if timed is not None and trial.running else 0.0,
        view=View(near=trial.near, trusted=trial.ready or not trial.advice),
        sets=SetProgress(
            name=procedure.name,
            side=trial.working if procedure.sides == "each" else None,
            done=trial.count if procedure.hold is None else int(trial.clock_s),
            rest_left_s=max(next_s - time_s, 0.0) if trial.over else nan,
        ),
    )
