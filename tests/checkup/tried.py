"""One try at a test, over a clip."""

from formcheck.checkup.agenda import trial_of
from formcheck.checkup.catalogue import load
from formcheck.checkup.counted import Counted
from formcheck.checkup.script import Now
from formcheck.checkup.signals import Reader
from formcheck.checkup.trial import Known, Trial
from formcheck.kinematics.perception import Perception
from formcheck.pose.landmarks import Side
from tests.checkup.bodies import Course, Film, Frames, chair, stands


def tried(test: str, frames: Frames, working: Side = Side.RIGHT) -> Trial:
    """The try, over or broken off by the end of the clip."""
    procedure, known = load(test), Known()
    perception, reader = Perception(), Reader()
    trial = trial_of(procedure, working, known, (), listens=False)
    for time_s, pose in frames:
        seen = perception.update(time_s, pose)
        reader.keeps_size = trial.keeps_size
        instant = reader.read(seen, procedure.posture, known.seat)
        trial.update(Now(time_s, instant, seen.followed))
        if trial.over:
            break
    trial.break_off("recording_ended")
    return trial


def counted(frames: Frames) -> float | str | None:
    """How many stands, or why there is no number."""
    trial = tried("chair_stand", frames)
    assert isinstance(trial, Counted)
    return trial.tries[0].value if trial.not_judged is None else trial.not_judged


def practised(then: Course) -> Course:
    """Two slow stands to try, and from the thirteenth second on something else."""
    first = stands(2, 3.0, 3.0)
    return lambda time_s: first(time_s) * (time_s < 11) + then(time_s) * (time_s >= 11)


def sitter(then: Course, shape: str = "fem", arms: str = "crossed") -> Film:
    """Somebody who practises, and then does that for half a minute; as stands are looked at, in every picture."""
    return chair(practised(then), 46.0, shape, arms, fps=30.0)
