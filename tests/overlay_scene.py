"""A person on a mat, and the moments an overlay may be asked to draw; for the tests of the overlay."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import numpy.typing as npt

from formcheck.counting.advice import Advice
from formcheck.counting.results import Counts, Judged, Rep, Verdict
from formcheck.counting.snapshot import Cue, Phase, SetProgress, Snapshot, State, View
from formcheck.exercises.severity import Severity
from formcheck.feedback.overlay import Overlay
from formcheck.feedback.overlay.colours import Colour
from formcheck.pose.landmarks import COUNT, Pose, Side, index
from formcheck.system.language import Words

Image = npt.NDArray[np.uint8]
LONG = "Do not arch your back: pull your ribs down and stop at the straight line, or rest for a while. " * 2
KEYS = [("q", "quit"), ("r", "restart"), ("space", "pause")]
REP = Rep(9, Side.LEFT, Verdict.REP, "", 0, 1, 2, 2, 0, 0, 0, judged=Judged("side", ("hip_extension_deg",)))
ATTEMPT = replace(REP, verdict=Verdict.ATTEMPT, reason="not_high_enough")
HOLDING = Snapshot(
    10.0,
    State.EXERCISING,
    phase=Phase.HOLD,
    progress=0.9,
    side=Side.BOTH,
    counts=Counts(reps=3),
    hold_s=1.0,
    hold_target_s=2.0,
    measures={"hip_extension_deg": -15.0},
    view=View(near=Side.LEFT, yaw_deg=5, trusted=True),
)
SETS = SetProgress(number=2, total=3, side=Side.LEFT, done=7, target=10)
STOP = Cue("pain", "Stop. Lie down and rest.", Severity.STOP)
# Where the joints of somebody lying on the left half of the picture are, in parts of the picture; the far side is
# a little higher, so that each side can be told from the other.
LYING = {
    "ear": (0.1, 0.8),
    "shoulder": (0.16, 0.8),
    "elbow": (0.2, 0.84),
    "wrist": (0.26, 0.84),
    "hip": (0.3, 0.7),
    "knee": (0.38, 0.6),
    "ankle": (0.44, 0.8),
    "heel": (0.43, 0.82),
    "foot_index": (0.47, 0.82),
}
FAR = 0.1


def blank(width: int = 1280, height: int = 720, grey: int = 0) -> Image:
    return np.full((height, width, 3), grey, np.uint8)


def lying(width: int = 1280, height: int = 720) -> Pose:
    points = np.full((COUNT, 2), np.nan)
    for joint, (x, y) in LYING.items():
        points[index(joint, Side.LEFT)] = (x * width, y * height)
        points[index(joint, Side.RIGHT)] = (x * width, (y - FAR) * height)
    return Pose(points, np.zeros((COUNT, 3)), np.ones(COUNT), (width, height))


def drawn(
    snapshot: Snapshot,
    pose: Pose | None = None,
    image: Image | None = None,
    *,
    mirror: bool = False,
    words: Words | None = None,
) -> Image:
    overlay = Overlay(title="Glute bridge", keys=KEYS, mirror=mirror, words=words or Words())
    return overlay.draw(blank() if image is None else image, pose, snapshot)


class Longer(Words):
    """A language whose sentences are a third longer, as those of German are."""

    def __call__(self, english: str, /, **values: object) -> str:
        said = super().__call__(english, **values)
        return f"{said} {said[: len(said) // 3].strip()}".strip()


def at(image: Image, joint: str, side: Side) -> tuple[int, ...]:
    """The colour at a joint."""
    x, y = lying().image_px[index(joint, side)]
    return tuple(image[round(y), round(x)].tolist())


def amount(image: Image, colour: Colour) -> int:
    """How many pixels are of this colour, or nearly."""
    return int(np.sum(np.all(np.abs(image.astype(int) - colour) < 12, axis=2)))


def changed(first: Image, second: Image) -> npt.NDArray[np.bool_]:
    return np.asarray(np.any(first != second, axis=2))


def moments() -> Iterator[Snapshot]:
    for state, phase, side in product(State, Phase, [None, *Side]):
        yield replace(HOLDING, state=state, phase=phase, side=side, reason="Lie down side-on.")
    for near, progress in product([None, *Side], [float("nan"), float("inf"), -3.0, 0.0, 1.0, 7.0]):
        yield replace(HOLDING, progress=progress, view=View(near=near, advice=Advice.TURN))
    for finished, severity in product([REP, ATTEMPT, replace(REP, reason="hold_too_short")], Severity):
        counts = Counts(reps=1234, left=567, right=667, attempts=321)
        yield replace(HOLDING, finished=finished, cue=Cue("x", LONG, severity), counts=counts, side=Side.LEFT)
    yield from moments_of_sets()
    yield replace(HOLDING, hold_s=9.0, reason="W" * 300, state=State.POSITIONING)


def moments_of_sets() -> Iterator[Snapshot]:
    counts = Counts(reps=1234, good=999, left=567, right=667, attempts=321)
    for state, cue in product(State, [None, STOP]):
        reason = "" if cue else "Hold still for a moment."
        yield replace(HOLDING, state=state, sets=SETS, cue=cue, counts=counts, reason=reason)
        yield replace(HOLDING, state=state, sets=replace(SETS, side=None), cue=cue, view=View(advice=Advice.TURN))
    for rest_left_s in (7.5, 45.0, 120.0):
        yield replace(HOLDING, state=State.RESTING, sets=replace(SETS, rest_left_s=rest_left_s))
    yield replace(HOLDING, sets=SetProgress(number=12, total=12, done=1234, target=5678), finished=REP)
    for state in (State.POSITIONING, State.RESTING):
        yield replace(HOLDING, state=state, sets=SETS, reason=LONG)


def poses(width: int, height: int) -> Iterator[Pose | None]:
    good = lying(width, height)
    yield None
    yield good
    yield replace(good, visibility=np.full(COUNT, np.nan))
    for value in (np.nan, np.inf, -1e12, 3.0 * max(width, height)):
        yield replace(good, image_px=np.full((COUNT, 2), value))
