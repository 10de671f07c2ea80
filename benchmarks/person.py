"""Somebody who listens: does what is said, as clips show it, and makes the mistakes that a script asks for.

The clips are recordings of the tests, as landmarks, and the sample videos, as pictures; both are played over and over
for as long as something is done.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import hypot, inf
from pathlib import Path

import numpy as np

from formcheck.counting.advice import Advice
from formcheck.exercises import catalogue
from formcheck.feedback.voice.phrases import Phrase
from formcheck.pose.landmarks import SIDES, Pose, Side, index
from formcheck.pose.recording import Recording
from formcheck.system.language import Words

RECORDINGS = Path(__file__).parents[1] / "tests" / "recordings"
REACT_S = 0.8
"""From the end of a sentence to what it makes somebody do."""
WALK_S = 3.0
"""So long somebody stands between two places."""
TEMPO = 1.25
"""People take longer than the clips."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What an exercise looks like.

    Attributes
    ----------
    name, video
        The recording of the landmarks, and the sample video.
    still_s, part_s
        Until when nothing moves, and the end of what is played over and over.
    side
        With which side it works.
    """

    name: str
    still_s: float
    part_s: float
    side: Side = Side.BOTH
    video: str = ""
    tempo: float = TEMPO


CLIPS = {
    "walk": Clip("programme/sample_squat", 1.0, 1.0, Side.BOTH, "squat"),
    "prone_squeeze": Clip("programme/rendered_prone_leg_lift", 0.8, 0.8, Side.LEFT, "prone_squeeze"),
    "prone_leg_lift": Clip("programme/rendered_prone_leg_lift", 0.8, 6.9, Side.LEFT, "prone_leg_lift"),
    "hip_flexor_stretch": Clip(
        "programme/rendered_hip_flexor_stretch", 1.3, 27.2, Side.RIGHT, "hip_flexor_stretch", 1.6
    ),
    "donkey_kick": Clip("sample_donkey_kick", 1.2, 7.8, Side.RIGHT, "donkey_kick"),
    "glute_bridge": Clip("sample_glute_bridge", 1.1, 11.0, Side.BOTH, "glute_bridge"),
    "squat": Clip("programme/sample_squat", 1.5, 9.4, Side.BOTH, "squat"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """What somebody does: which clip, whether it moves, with which side, and how many hands are up."""

    clip: str = ""
    working: bool = False
    side: Side | None = None
    hands: int = 0

    @property
    def mirrored(self) -> bool:
        """Whether the clip has to be turned round for it."""
        return self.side not in (None, Side.BOTH, CLIPS[self.clip].side) and CLIPS[self.clip].side is not Side.BOTH


@dataclass(frozen=True, slots=True)
class Whim:
    """A mistake, or something that comes between.

    Attributes
    ----------
    on
        Begins when this is heard: a regular expression.
    scene
        What is done then; an empty clip is an empty room.
    lasts_s
        For how long; what is heard meanwhile is noted, and done afterwards.
    after_s
        How long after it was heard.
    until
        Ends when this is heard, if that is earlier.
    about
        What stands in the transcript.
    """

    on: str
    scene: Scene
    lasts_s: float
    after_s: float = 0.0
    until: str = ""
    about: str = ""


class Person:
    """Does what is said, a moment after it was said.

    Parameters
    ----------
    words
        The language that is spoken.
    whims
        What comes between, each once and in this order.
    listens
        Whether anything that is said is heard at all.
    """

    def __init__(self, words: Words, whims: Sequence[Whim] = (), *, listens: bool = True) -> None:
        self._words, self._listens = words, listens
        self._whims = list(whims)
        self._names = {words(catalogue.find(name).name): name for name in CLIPS}
        self._due: list[tuple[float, Scene]] = []
        self._scene, self._since_s = Scene(), 0.0
        self._whim: Whim | None = None
        self._whim_begins_s = self._whim_ends_s = inf
        self._exercise = ""
        self._side: Side | None = None
        self.events: list[tuple[float, str]] = []

    def begin(self, exercise: str, *, time_s: float = 0.0, working: bool = False) -> None:
        """Do an exercise from a time on without being told."""
        self._exercise, self._side = exercise, None
        self._due.append((time_s, Scene(exercise, working)))

    def hear(self, time_s: float, text: str) -> None:
        """Hear a sentence that has ended now."""
        if not self._listens:
            return
        if self._whims and self._whim is None and re.search(self._whims[0].on, text):
            self._whim = self._whims.pop(0)
            self._whim_begins_s = time_s + REACT_S + self._whim.after_s
            self._whim_ends_s = self._whim_begins_s + self._whim.lasts_s
        elif self._whim is not None and self._whim.until and re.search(self._whim.until, text):
            self._whim_ends_s = time_s + REACT_S
        self._obey(time_s + REACT_S, text)

    def scene(self, time_s: float) -> tuple[Scene, float]:
        """What is done now, and for how long already."""
        while self._due and self._due[0][0] <= time_s:
            self._change(*self._due.pop(0))
        whim = self._whim
        if whim is not None and time_s >= self._whim_ends_s:
            self.events.append((time_s, f"({whim.about}: over)"))
            self._whim, self._since_s = None, time_s
            self._whim_begins_s = self._whim_ends_s = inf
        elif whim is not None and time_s >= self._whim_begins_s:
            if (self._whim_begins_s, f"({whim.about})") not in self.events:
                self.events.append((self._whim_begins_s, f"({whim.about})"))
            scene = replace(self._scene, hands=whim.scene.hands, working=False) if whim.scene.hands else whim.scene
            return scene, time_s - self._whim_begins_s
        return self._scene, time_s - self._since_s

    def pose(self, time_s: float) -> Pose | None:
        """What a pose model would see of it."""
        scene, since_s = self.scene(time_s)
        if not scene.clip:
            return None
        pose = _pose(scene.clip, at_s(scene, since_s))
        if pose is not None and scene.mirrored:
            pose = turned_round(pose)
        return pose if pose is None or not scene.hands else with_hands_up(pose, scene.hands)

    def _change(self, time_s: float, scene: Scene) -> None:
        if scene != self._scene:
            self._scene, self._since_s = scene, time_s

    def _plan(self, time_s: float, *, working: bool, by_way_of: str = "") -> None:
        """Do the exercise from then on; on the way there somebody stands."""
        self._due = [one for one in self._due if one[0] < time_s]
        if by_way_of:
            self._due.append((time_s, Scene(by_way_of)))
            time_s += WALK_S
        self._due.append((time_s, Scene(self._exercise, working, self._side)))

    def _obey(self, time_s: float, text: str) -> None:
        words = self._words
        named = [(text.find(name), exercise) for name, exercise in self._names.items() if name in text]
        title = self._said(Phrase.NEXT, text) or not self._exercise
        if named and title and "{" not in text:
            self._exercise, self._side = min(named)[1], None
            self._plan(time_s, working=False, by_way_of="walk")
            return
        for phrase, side in ((Phrase.LEFT_LEG, Side.LEFT), (Phrase.RIGHT_LEG, Side.RIGHT)):
            if words(phrase) in text:
                self._side = side
        for advice, side in ((Advice.SHOW_LEFT, Side.LEFT), (Advice.SHOW_RIGHT, Side.RIGHT)):
            if words(advice) in text:
                self._side = side
        ends = (Phrase.SET_DONE, Phrase.REST, Phrase.DONE_TIMED, Phrase.OTHER_SIDE)
        if any(self._said(phrase, text) for phrase in ends):
            self._plan(time_s, working=False)
        elif words(Phrase.READY) in text and self._exercise:
            self._plan(time_s + 1.0, working=True)

    def _said(self, phrase: Phrase, text: str) -> bool:
        pattern = re.sub(r"\\{\w+\\}", ".*", re.escape(self._words(phrase)))
        return re.search(pattern, text) is not None


def turned_round(pose: Pose) -> Pose:
    """The same person in a mirror: the other side is towards the camera, and works."""
    other, width = pose.swapped(), pose.image_size[0]
    return Pose(other.image_px * [-1, 1] + [width, 0], other.world_m * [-1, 1, 1], other.visibility, other.image_size)


def with_hands_up(pose: Pose, hands: int) -> Pose:
    """The same person with one or both hands straight up."""
    image_px, visibility = pose.image_px.copy(), pose.visibility.copy()
    for side in SIDES[:hands]:
        shoulder, elbow, wrist, hip = (index(joint, side) for joint in ("shoulder", "elbow", "wrist", "hip"))
        trunk_px = hypot(*(image_px[shoulder] - image_px[hip]))
        image_px[elbow] = image_px[shoulder] - [0, 0.6 * trunk_px]
        image_px[wrist] = image_px[shoulder] - [0, 1.1 * trunk_px]
        visibility[[elbow, wrist]] = 1.0
    return Pose(image_px, pose.world_m, visibility, pose.image_size)


def at_s(scene: Scene, since_s: float) -> float:
    """Which second of its clip is shown."""
    clip = CLIPS[scene.clip]
    return since_s / clip.tempo % (clip.part_s if scene.working else clip.still_s)


@cache
def _moments(name: str) -> tuple[tuple[float, Pose | None], ...]:
    return tuple(Recording.load(RECORDINGS / f"{name}.npz"))


def _pose(exercise: str, at_s: float) -> Pose | None:
    moments = _moments(CLIPS[exercise].name)
    times_s = np.array([time_s for time_s, _ in moments])
    return moments[int(np.abs(times_s - moments[0][0] - at_s).argmin())][1]
