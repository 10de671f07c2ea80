"""Somebody who enters a room and is placed, as it is heard, with the seconds at which each sentence begins.

    python -m benchmarks.placed [EXERCISE ...] [--language de]

The person is the renderer's, seen by a laptop on the floor as the pose model would see them (docs/test_bench.md). They
stand too near at first, walk back when they are told something, lie down the wrong way, and mend it when they are told
again: whatever is said, they go one step further once a sentence has ended.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from benchmarks.transcripts import LETTER_S
from formcheck.counting.snapshot import Snapshot, State
from formcheck.exercises import catalogue
from formcheck.feedback.voice.commentary import Commentary
from formcheck.feedback.voice.speech_queue import SpeechQueue
from formcheck.feedback.voice.utterance import Utterance
from formcheck.pose.landmarks import Pose
from formcheck.system.language import Words
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import plan_sets
from formcheck.workout.workout import Workout
from tools.landmarks.noise import as_seen, load
from tools.landmarks.points import points_of
from tools.landmarks.view import Lens, View, stand_of
from tools.render.clip import Clip
from tools.render.config import Config

FPS = 12.0
LAPTOP = Lens(27.0, (1280, 720))
HEIGHT_M = 0.45
REACT_S, MOVES_S = 1.0, 2.5
"""From the end of a sentence until something is done about it, and how long that takes."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where somebody is: a pose of the renderer, from where it is seen and from how far; no pose is an empty room."""

    pose: str = ""
    azimuth_deg: float = 90.0
    distance_m: float = 2.6


ENTERS = (Stage(), Stage("stand_still", 90, 1.1), Stage("stand_still", 90, 2.6))
PLACES: dict[str, Sequence[Stage]] = {
    "glute_bridge": (*ENTERS, Stage("prone_leg_lift", 180), Stage("glute_bridge", 90), Stage("glute_bridge", 180)),
    "donkey_kick": (*ENTERS, Stage("donkey_kick", 90), Stage("donkey_kick", 0), Stage("donkey_kick", 180)),
    "hip_flexor_stretch": (*ENTERS, Stage("hip_flexor_stretch", 90), Stage("hip_flexor_stretch", 180)),
    "squat": (*ENTERS, Stage("stand_still", 90, 3.4)),
}


@cache
def _seen(stage: Stage) -> Sequence[Pose]:
    clip = Clip(Config(exercise=stage.pose, work="left", reps=1, lead_s=3.0, fps=FPS))
    clip.pose(0.0)
    points = np.stack([points_of(clip.exercise.skeleton)] * 40)
    low, high = points[0].min(0), points[0].max(0)
    # A laptop on the floor whose screen is leaned back: it looks up where somebody stands before it.
    target = np.array([*((low + high) / 2)[:2], 0.75 if high[2] > 1.0 else 0.45])
    view = View.at(stage.azimuth_deg, HEIGHT_M, stage.distance_m, target, stand_of(points[0]), LAPTOP)
    found = as_seen(np.arange(40) / FPS, points, view, load(), 7)
    x, y = found.image_px[..., 0], found.image_px[..., 1]
    outside = (x < 0) | (x > LAPTOP.size[0]) | (y < 0) | (y > LAPTOP.size[1])
    visibility = np.where(outside, 0.1, found.visibility)
    return [Pose(found.image_px[k], found.world_m[k], visibility[k], LAPTOP.size) for k in range(40)]


def place(exercise: str, language: str = "en", longest_s: float = 90.0) -> Iterator[tuple[float, str]]:
    """Seconds and what is heard, and in brackets what the person does."""
    chosen = catalogue.load(exercise)
    sides = AskedSide.LEFT if chosen.one_sided else None
    workout, commentary = Workout(plan_sets(chosen, sets=1, sides=sides)), Commentary(Words(language))
    queue, stages = SpeechQueue(), list(PLACES[exercise])
    running: Utterance | None = None
    ends_s = moves_s = 3.0
    ready_s = longest_s
    stage = before = stages.pop(0)
    since_s = -MOVES_S
    for row in range(round(longest_s * FPS)):
        time_s = row / FPS
        if stages and time_s >= moves_s:
            before, stage, since_s, moves_s = stage, stages.pop(0), time_s, longest_s
            yield time_s, f"    ({stage.pose}, {stage.azimuth_deg:g} degrees, {stage.distance_m:g} m)"
        share = min((time_s - since_s) / MOVES_S, 1.0)
        snapshot = workout.update(time_s, _between(before, stage, share, row % 40))
        for utterance in commentary.update(snapshot):
            queue.offer(utterance, time_s)
        if running is not None and time_s >= ends_s:
            if moves_s >= longest_s and stage.pose and time_s - since_s > MOVES_S and not _is_ready(snapshot):
                moves_s = time_s + REACT_S
            running = None
        following = queue.next(time_s, running)
        if following is not None and following.text:
            if running is not None:
                yield time_s, f"    (cut off: {running.text})"
            running, ends_s = following, time_s + LETTER_S * len(following.text)
            yield time_s, following.text
        if _is_ready(snapshot):
            ready_s = min(ready_s, time_s)
        if not stages and time_s > ready_s + 12:
            return


def _between(before: Stage, stage: Stage, share: float, row: int) -> Pose | None:
    """Part of the way from one place to the next; nobody is found on the way into another posture, as often happens."""
    if not stage.pose or (share < 1 and before.pose and before.pose != stage.pose):
        return None
    one = _seen(stage)[row]
    if not before.pose or share >= 1:
        return one
    other = _seen(before)[row]
    image_px, world_m, visibility = (
        a + (b - a) * share
        for a, b in (
            (other.image_px, one.image_px), (other.world_m, one.world_m), (other.visibility, one.visibility),
        )
    )  # fmt: skip
    return Pose(image_px, world_m, visibility, one.image_size)


def _is_ready(snapshot: Snapshot) -> bool:
    return snapshot.state in (State.READY, State.EXERCISING) and snapshot.view.advice is None


def main() -> None:
    """Print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercises", nargs="*", default=[])
    parser.add_argument("--language", default="en")
    given = parser.parse_args()
    for exercise in given.exercises or PLACES:
        print(f"\n{exercise}")
        for time_s, text in place(exercise, given.language):
            print(f"{time_s:6.1f}  {text}")


if __name__ == "__main__":
    main()
