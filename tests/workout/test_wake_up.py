"""The daily routine from its beginning to its end, with clips of every exercise in place of a person who obeys."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from formcheck.counting.snapshot import SetProgress, State
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.feedback.voice.commentary import Commentary
from formcheck.feedback.voice.utterance import Tone, Utterance
from formcheck.pose.landmarks import Pose, Side
from formcheck.pose.recording import Recording
from formcheck.system.language import Words
from formcheck.workout import routine
from formcheck.workout.workout import Workout
from tests.replay import FOLDER

FPS = 12.0
LONGEST_S = 1500.0
# Of each exercise: the clip, which second it is still until, how much of it is played over and over, with which side
# it works, and how much slower it is played.
CLIPS = {
    "walk": ("programme/sample_squat", 1.0, 1.0, Side.BOTH, 1.0),
    "prone_squeeze": ("programme/rendered_prone_leg_lift", 0.8, 0.8, Side.LEFT, 1.0),
    "prone_leg_lift": ("programme/rendered_prone_leg_lift", 0.8, 6.9, Side.LEFT, 1.0),
    "hip_flexor_stretch": ("programme/rendered_hip_flexor_stretch", 1.3, 27.2, Side.RIGHT, 1.6),
    "donkey_kick": ("sample_donkey_kick", 1.2, 7.8, Side.RIGHT, 1.0),
    "glute_bridge": ("rendered_b_base", 0.6, 99.0, Side.BOTH, 1.0),
    "squat": ("programme/rendered_squat", 0.9, 4.6, Side.BOTH, 1.0),
}
IDS = {catalogue.find(name).name: name for name in CLIPS}


@cache
def frames(clip: str) -> tuple[tuple[float, Pose | None], ...]:
    return tuple(Recording.load(FOLDER / f"{clip}.npz"))


class Obedient:
    """Somebody who does what the routine asks for, as the clips show it."""

    def __init__(self) -> None:
        self._scene: tuple[str, Side | None, bool] | None = None
        self._since_s = 0.0

    def pose(self, time_s: float, sets: SetProgress, *, working: bool) -> Pose | None:
        scene = IDS[sets.name], sets.side, working
        if scene != self._scene:
            self._scene, self._since_s = scene, time_s
        clip, still_s, part_s, side, slower = CLIPS[scene[0]]
        moments = [pose for at_s, pose in frames(clip) if at_s < (part_s if working else still_s)]
        span_s = min(part_s if working else still_s, frames(clip)[-1][0])
        at = ((time_s - self._since_s) / slower) % span_s / span_s
        pose = moments[int(at * len(moments))]
        turned = sets.side not in (None, side) and side is not Side.BOTH
        return pose.swapped() if turned and pose is not None else pose


class Played(NamedTuple):
    heard: list[Utterance]
    summary: Summary
    lasted_s: float

    @property
    def said(self) -> list[str]:
        return [utterance.text for utterance in self.heard]


@pytest.fixture(scope="module")
def played() -> Played:
    workout, script, person = Workout(routine.load("wake_up").sets()), Commentary(Words()), Obedient()
    heard: list[Utterance] = []
    snapshot, time_s = workout.update(0.0, None), 0.0
    for snapshot_s in steps():
        assert snapshot.sets is not None
        working = snapshot.state in (State.READY, State.EXERCISING)
        snapshot = workout.update(snapshot_s, person.pose(snapshot_s, snapshot.sets, working=working))
        heard += script.update(snapshot)
        time_s = snapshot_s
        if workout.over:
            break
    return Played(heard, workout.finish(), time_s)


def steps() -> Iterator[float]:
    return (row / FPS for row in range(1, round(LONGEST_S * FPS)))


def test_every_set_is_done_as_often_as_the_plan_asks(played: Played) -> None:
    plan = routine.load("wake_up").sets()
    assert [kept.exercise for kept in played.summary.sets] == [planned.exercise.id for planned in plan]
    done = [kept.counts.reps + kept.counts.timed for kept in played.summary.sets]
    assert done == [kept.target for kept in played.summary.sets]
    assert {kept.verify for kept in played.summary.sets if kept.counts.timed} == {"timer"}
    assert played.summary.counts.timed == sum(kept.target for kept in played.summary.sets if kept.verify == "timer")
    assert played.summary.counts.attempts == 0


def test_what_cannot_be_seen_is_marked_as_a_timer(played: Played) -> None:
    timed = {kept.exercise for kept in played.summary.sets if kept.verify == "timer"}
    assert timed == {"walk", "prone_squeeze"}
    assert [text for text in played.said if "I cannot see a squeeze: this is a timer." in text]


def test_every_exercise_is_announced_in_its_order_and_the_end_is_told(played: Played) -> None:
    plan = routine.load("wake_up").sets()
    names = list(dict.fromkeys(planned.exercise.name for planned in plan))
    announced = [text.split(".")[0] for text in played.said if text.startswith("Next: ")]
    assert announced == [f"Next: {name}" for name in names[1:]]
    assert played.said[-1].startswith("Done: ")


def test_the_bridges_are_counted_aloud_from_one_to_ten(played: Played) -> None:
    begin, end = (
        next(row for row, text in enumerate(played.said) if text.startswith(f"Next: {name}"))
        for name in ("Glute bridge", "Squat")
    )
    counts = [said.text for said in played.heard[begin:end] if said.tone in (Tone.REP, Tone.SET)]
    assert [int(text.split(".")[0]) for text in counts] == list(range(1, 11))


def test_it_lasts_about_as_long_as_it_promises(played: Played) -> None:
    assert played.lasted_s / 60 == pytest.approx(routine.load("wake_up").minutes, rel=0.1)


def test_nothing_that_is_said_claims_a_muscle(played: Played) -> None:
    assert not [text for text in played.said if "activat" in text.lower() or "firing" in text.lower()]
