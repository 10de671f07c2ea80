"""Six sessions of a rendered person as they are heard, with the seconds at which each sentence begins.

    python -m benchmarks.transcripts [NAME ...]

Landmarks are modelled (docs/test_bench.md), the person is seen from the side. What is said is what the voice decides,
in the order in which it would be spoken; how long a sentence takes is estimated from its letters.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from formcheck.exercises import catalogue
from formcheck.feedback.voice.commentary import Commentary
from formcheck.feedback.voice.speech_queue import SpeechQueue
from formcheck.feedback.voice.utterance import Utterance
from formcheck.pose.recording import Recording
from formcheck.system.language import Words
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import plan_sets
from formcheck.workout.workout import Workout
from tools.landmarks.cross import seed_of
from tools.landmarks.noise import as_seen, load
from tools.landmarks.points import points_of
from tools.landmarks.view import View, stand_of
from tools.render.clip import Clip
from tools.render.config import Config

LETTER_S = 0.06
"""As fast as people speak."""
FPS = 15.0
_SQUAT = {"exercise": "squat", "reps": 8, "move_s": 1.3, "return_s": 1.3, "hold_s": 0.4, "pause_s": 1.5}
_BRIDGE = {"exercise": "glute_bridge", "reps": 8, "hold_s": 2.4, "pause_s": 1.5}
SESSIONS: Mapping[str, Mapping[str, object]] = {
    "good": _SQUAT,
    "shallow": {**_SQUAT, "peak": 118.0},
    "leaning": {**_SQUAT, "amounts": {"trunk_collapses": 72.0}},
    "hurrying": {**_BRIDGE, "amounts": {"dropping": 0.3}},
    "uneven": {
        "exercise": "donkey_kick", "reps": 8, "peak": [172.0, 150.0] * 4, "work": ["left", "right"] * 4, "pause_s": 2.0,
    },
    "corrected half-way": {**_BRIDGE, "hold_s": [0.2, 0.3, 0.2, 2.4, 2.4, 2.4, 2.5, 2.4]},
}  # fmt: skip
"""What is done, as `tools/render/README.md` describes it."""


def seen(name: str) -> Recording:
    """A session as landmarks, seen from the side on which it is done."""
    clip = Clip(Config(**{"lead_s": 4.0, "tail_s": 9.0, "fps": FPS, **SESSIONS[name]}))  # type: ignore[arg-type]
    time_s = np.arange(clip.frames) / FPS
    points = np.stack([_posed(clip, at_s) for at_s in time_s.tolist()])
    low, high = points[0].min(0), points[0].max(0)
    usual = clip.exercise.view
    target = np.array([*((low + high) / 2)[:2], usual.target_height_m])
    azimuth_deg = 0.0 if clip.start_side == "right" else 180.0
    view = View.at(azimuth_deg, 0.6, usual.distance_m, target, stand_of(points[0]))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seen.npz"
        as_seen(time_s, points, view, load(), seed_of(name)).save(path)
        return Recording.load(path)


def _posed(clip: Clip, time_s: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    clip.pose(time_s)
    return points_of(clip.exercise.skeleton)


def spoken(utterances: Sequence[Utterance]) -> Iterator[tuple[float, str]]:
    """What is really heard of what is due, and when: one after another, as `SpeechQueue` orders it."""
    queue, running, free_s = SpeechQueue(), None, 0.0
    due = list(utterances)
    for step in range(round(10 * (due[-1].time_s + 30))):
        now_s = step / 10
        while due and due[0].time_s <= now_s:
            queue.offer(due.pop(0), now_s)
        following = queue.next(now_s, running if now_s < free_s else None)
        if following is not None and following.text:
            running, free_s = following, now_s + LETTER_S * len(following.text)
            yield now_s, following.text


def transcript(name: str, language: str = "en") -> list[tuple[float, str]]:
    """Seconds and sentences of a session, all of its repetitions as one set."""
    exercise = catalogue.load(str(SESSIONS[name]["exercise"]))
    sides = {"reps": 4, "sides": AskedSide.ALTERNATE} if exercise.one_sided else {"reps": 8}
    sets = plan_sets(exercise, sets=1, **sides)[:1]
    workout, commentary = Workout(sets), Commentary(Words(language))
    said = [u for time_s, pose in seen(name) for u in commentary.update(workout.update(time_s, pose))]
    return list(spoken(said))


def main() -> None:
    """Print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*SESSIONS, []], default=[])
    parser.add_argument("--language", default="en")
    given = parser.parse_args()
    for name in given.names or SESSIONS:
        print(f"\n{name}")
        for time_s, text in transcript(name, given.language):
            print(f"{time_s:6.1f}  {text}")


if __name__ == "__main__":
    main()
