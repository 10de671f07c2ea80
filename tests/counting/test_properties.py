"""The engine under any sequence of poses, gaps, exchanges of sides, steps of time and commands: what always holds."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formcheck.app.loop import Judge
from formcheck.counting.phases import PhaseWatch
from formcheck.counting.results import NotJudged, Rep
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Phase, Snapshot, State
from formcheck.counting.summary import Summary
from formcheck.counting.tally import totals
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import COUNT, Pose
from formcheck.pose.recording import Recording
from formcheck.video.frame import Picture
from formcheck.workout.command import Command
from formcheck.workout.plan import plan_sets
from formcheck.workout.recognition.live import Recogniser
from formcheck.workout.workout import Workout
from tests.people import bridging, kicking, prone, standing, with_raised_hand
from tests.replay import TRUTHS, replay

pytestmark = pytest.mark.slow

EXAMPLES = settings(
    max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
SIZE = (1280, 720)
LEGAL = {
    Phase.REST: {Phase.REST, Phase.LIFT, Phase.HOLD},
    Phase.LIFT: {Phase.LIFT, Phase.HOLD, Phase.LOWER, Phase.REST},
    Phase.HOLD: {Phase.HOLD, Phase.LOWER, Phase.REST},
    Phase.LOWER: {Phase.LOWER, Phase.LIFT, Phase.HOLD, Phase.REST},
}
"""A hold is left downwards alone, and nobody comes down who has not been up."""


Moment = tuple[float, Pose | None, Picture | None]


class Scene:
    """What happens before the camera: time, pose, what was measured of the picture, and what is asked for then."""

    def __init__(self, moments: Sequence[Moment], commands: Sequence[tuple[Command, ...]] = ()) -> None:
        self.moments = tuple(moments)
        self.commands = tuple(commands) or ((),) * len(self.moments)

    def __repr__(self) -> str:  # poses are too long for a report
        return f"<{len(self.moments)} moments, {self.moments[0][0]:g} to {self.moments[-1][0]:g} s>"


def with_points(pose: Pose, change: Callable[[np.ndarray], np.ndarray]) -> Pose:
    return Pose(change(pose.image_px.copy()), pose.world_m, pose.visibility, pose.image_size)


def without(rows: Sequence[int]) -> Callable[[Pose], Pose]:
    """Joints that are not known."""

    def change(image_px: np.ndarray) -> np.ndarray:
        image_px[list(rows)] = nan
        return image_px

    return lambda pose: with_points(pose, change)


def trembling(seed: int, by_px: float) -> Callable[[Pose], Pose]:
    noise = np.random.default_rng(seed).normal(0, by_px, (COUNT, 2))
    return lambda pose: with_points(pose, lambda image_px: image_px + noise)


def elsewhere(x_px: int, y_px: int) -> Callable[[Pose], Pose]:
    return lambda pose: with_points(pose, lambda image_px: image_px + [x_px, y_px])


CHANGES: st.SearchStrategy[Callable[[Pose], Pose | None]] = st.one_of(
    st.just(lambda pose: pose),
    st.just(lambda pose: pose),
    st.just(lambda pose: pose),
    st.just(Pose.swapped),
    st.just(lambda pose: None),
    st.just(with_raised_hand),
    st.just(lambda pose: with_raised_hand(pose, "left", "right")),
    st.just(lambda pose: pose.scaled((640, 360))),
    st.just(lambda pose: with_points(pose, lambda image_px: image_px * 0)),
    st.builds(without, st.lists(st.integers(0, COUNT - 1), min_size=1, max_size=8)),
    st.builds(trembling, st.integers(0, 99), st.sampled_from([1.0, 30.0, 3000.0])),
    st.builds(elsewhere, st.integers(-9999, 9999), st.integers(-99, 99)),
)  # fmt: skip
STEPS_S = st.sampled_from([0.1] * 12 + [0.0, 1e-6, 0.033, 0.4, 1.0, 2.5, 61.0, 700.0, 1e6])
PICTURES = st.sampled_from(
    [None] * 5
    + [Picture(120.0), Picture(2.0), Picture(nan, lost="The camera sends no picture."), Picture(99.0, frozen=True)]
)
TOPS = st.sampled_from([-2.0, -2.0, -10.0, -25.0, 15.0])
POSES: st.SearchStrategy[Callable[[float], Pose]] = st.sampled_from(
    [
        bridging,
        bridging,
        lambda angle: bridging(angle, "right"),
        lambda angle: kicking(angle - 20),
        lambda angle: kicking(-75, angle),
        lambda angle: prone(angle + 50),
        lambda angle: standing(),
    ]
)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Rest and movement in any posture, with everything that may come between."""
    moments: list[Moment] = []
    commands: list[tuple[Command, ...]] = []
    time_s, usual = draw(st.sampled_from([0.0, 0.0, 3.7, 1.7e9])), draw(POSES)
    for _ in range(draw(st.integers(1, 6))):
        pose_of = draw(POSES) if draw(st.integers(0, 4)) == 0 else usual
        top, rows = draw(TOPS), draw(st.sampled_from([1, 5, 15, 40, 40, 40, 40]))
        way = np.interp(np.arange(rows) / 10, [0, 1.2, 1.9, 2.9, 3.6], [-50, -50, top, top, -50])
        odd = draw(st.dictionaries(st.integers(0, rows - 1), CHANGES, max_size=3))
        asked = draw(st.dictionaries(st.integers(0, rows - 1), st.sampled_from(Command), max_size=1))
        picture, step_s = draw(PICTURES), draw(STEPS_S)
        for row, angle in enumerate(way.tolist()):
            pose: Pose | None = pose_of(angle)
            moments.append((time_s, odd[row](pose) if row in odd and pose is not None else pose, picture))
            commands.append((asked[row],) if row in asked else ())
            time_s += step_s if row in odd else 0.1
    return Scene(moments, commands)


def played(judge: Judge, scene: Scene) -> tuple[list[Snapshot], Summary]:
    """Everything that a judge says of a scene."""
    return [judge.update(*moment) for moment in scene.moments], judge.finish()


def in_full(snapshots: Sequence[Snapshot], summary: Summary) -> int:
    """All that is told, with the measures that are made when asked for; as a number, since it is long."""
    told = [repr(replace(one, measures=dict(one.measures), raw=dict(one.raw))) for one in snapshots]
    return hash((*told, repr(summary)))


def workout(scene: Scene, *exercises: str) -> Workout:
    """Two short sets of each, with the commands of the scene."""
    said = iter(scene.commands)
    plan = [one for name in exercises for one in plan_sets(catalogue.find(name), sets=2, reps=1, rest_s=3.0)]
    return Workout(plan, lambda: next(said))


def look_at(snapshots: Sequence[Snapshot], summary: Summary) -> None:
    """What holds of everything that is told, whatever was seen."""
    first_s, last_s = snapshots[0].time_s, snapshots[-1].time_s
    for snapshot in snapshots:
        assert 0 <= snapshot.hold_s <= snapshot.time_s - first_s + 1e-6
        assert snapshot.phase in Phase
        assert snapshot.phase is not Phase.REST or snapshot.hold_s == 0
        assert not snapshot.progress * 0 > 0  # finite or unknown
    numbers = [snapshot.finished.number for snapshot in snapshots if snapshot.finished is not None]
    assert numbers == sorted(set(numbers))
    assert [rep.number for rep in summary.reps] == list(range(1, len(summary.reps) + 1))
    assert summary.counts == totals(summary.reps)
    assert summary.frames == len(snapshots)
    assert summary.duration_s == last_s - first_s
    for rep in summary.reps:
        look_at_rep(rep, first_s, last_s)


def look_at_rep(rep: Rep, first_s: float, last_s: float) -> None:
    times_s = [time_s for time_s in (rep.start_s, rep.top_s, rep.end_s) if not isnan(time_s)]
    assert times_s == sorted(times_s)
    assert all(first_s - 1e-6 <= time_s <= last_s + 1e-6 for time_s in times_s)
    until_s = last_s if isnan(rep.end_s) else rep.end_s
    by_hand = rep.judged.reason is NotJudged.BY_HAND
    assert (by_hand and isnan(rep.hold_s)) or 0 <= rep.hold_s <= until_s - rep.start_s + 1e-6


def never_fewer(snapshots: Sequence[Snapshot]) -> None:
    """Counts only grow."""
    for before, now in pairwise(snapshots):
        for name in ("reps", "good", "attempts", "left", "right"):
            assert getattr(now.counts, name) >= getattr(before.counts, name)


@EXAMPLES
@given(scenes(), st.sampled_from(["glute_bridge", "donkey_kick", "prone_leg_lift", "squat"]))
def test_a_live_session_counts_up_and_holds_no_longer_than_time(scene: Scene, name: str) -> None:
    exercise = catalogue.load(name)
    snapshots, summary = played(Session(exercise), scene)
    look_at(snapshots, summary)
    never_fewer(snapshots)
    assert in_full(*played(Session(exercise), scene)) == in_full(snapshots, summary)


@pytest.mark.parametrize("name", ["donkey_kick_2", "glute_bridge_1", "squat_1"])
@settings(EXAMPLES, max_examples=8)
@given(
    scale=st.floats(0.2, 4.0), x_px=st.floats(-5000, 5000), y_px=st.floats(-5000, 5000), later_s=st.floats(0, 1e6),
)  # fmt: skip
def test_where_and_when_and_how_large_somebody_is_leaves_the_counts_alone(
    name: str, scale: float, x_px: float, y_px: float, later_s: float
) -> None:
    moments = [
        (time_s + later_s, None if pose is None else with_points(pose, lambda px: px * scale + [x_px, y_px]))
        for time_s, pose in Recording.load(TRUTHS[name].path)
    ]
    counts = played(Session(catalogue.load(TRUTHS[name].exercise)), Scene([(*m, None) for m in moments]))[1].counts
    assert counts.reps == replay(name).summary.counts.reps


@EXAMPLES
@given(
    scenes(), st.sampled_from([("glute_bridge",), ("donkey_kick", "glute_bridge"), ("prone_squeeze", "walk", "squat")])
)
def test_a_workout_keeps_every_set_once_whatever_is_asked_for(scene: Scene, names: tuple[str, ...]) -> None:
    snapshots, summary = played(workout(scene, *names), scene)
    look_at(snapshots, summary)
    ended = [snapshot.ended for snapshot in snapshots if snapshot.ended is not None]
    assert [one.summary.counts for one in ended] == [one.counts for one in summary.sets[: len(ended)]]
    assert len(summary.sets) <= len(ended) + 1  # the one under way at the end
    counts = [one.counts for one in summary.sets]
    # An attempt that is told with the end of a set that was skipped may be in no set.
    assert sum(one.reps + one.attempts + one.timed + one.other_leg for one in counts) <= len(summary.reps)
    over = [snapshot.state is State.DONE for snapshot in snapshots]
    assert over == sorted(over)  # nothing begins after the end
    for snapshot in snapshots:
        progress = snapshot.sets
        assert progress is not None
        assert isnan(progress.rest_left_s) or progress.rest_left_s >= 0
    assert in_full(*played(workout(scene, *names), scene)) == in_full(snapshots, summary)


@EXAMPLES
@given(scenes())
def test_what_is_recognised_goes_on_as_a_workout(scene: Scene) -> None:
    known = [catalogue.load(name) for name in ("glute_bridge", "donkey_kick", "squat")]

    def recogniser() -> Recogniser:
        return Recogniser(known, lambda exercise: Workout(plan_sets(exercise, sets=1, reps=3)))

    snapshots, summary = played(recogniser(), scene)
    assert summary.recognised
    assert [rep.number for rep in summary.reps] == list(range(1, len(summary.reps) + 1))
    assert all(0 <= snapshot.hold_s <= snapshot.time_s - snapshots[0].time_s + 1e-6 for snapshot in snapshots)
    assert in_full(*played(recogniser(), scene)) == in_full(snapshots, summary)


SAMPLES = st.lists(
    st.tuples(
        st.one_of(st.floats(-0.5, 1.5), st.sampled_from([0.0, 0.15, 0.35, 0.65, 0.8, 1.0, nan, -1e9, 1e9])),
        st.one_of(st.floats(-0.5, 1.5), st.just(nan)),
    ),
    min_size=1,
    max_size=80,
)


@settings(EXAMPLES, max_examples=300)
@given(SAMPLES)
def test_phases_follow_one_another_as_they_may(steps: list[tuple[float, float]]) -> None:
    watch = PhaseWatch()
    for progress, held in steps:
        before = watch.phase
        assert watch.update(progress, held) in LEGAL[before]


@pytest.mark.parametrize("name", [*catalogue.names(), *catalogue.timers()])
def test_a_scene_of_every_kind_of_moment_stops_no_exercise(name: str) -> None:
    rng = np.random.default_rng(5)
    poses: list[Pose | None] = [bridging(-50), kicking(-75), prone(), standing(), None]
    poses += [
        Pose(rng.normal(300, 300, (COUNT, 2)), rng.normal(0, 1, (COUNT, 3)), rng.random(COUNT), SIZE) for _ in range(9)
    ]
    poses.append(Pose(np.full((COUNT, 2), nan), np.full((COUNT, 3), nan), np.full(COUNT, nan), SIZE))
    order, times_s = rng.integers(0, len(poses), 300), np.cumsum(rng.choice([0, 0.1, 0.1, 0.1, 3], 300))
    scene = Scene([(float(at_s), poses[row], None) for at_s, row in zip(times_s, order, strict=True)])
    look_at(*played(workout(scene, name), scene))
