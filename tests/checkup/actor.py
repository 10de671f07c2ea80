"""Somebody who does what a check-up says, when it has been said."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from formcheck.checkup.session import CheckupSession
from formcheck.counting.said import in_english
from formcheck.counting.snapshot import Snapshot
from formcheck.pose.landmarks import Pose
from tests.checkup.bodies import FPS, Course, Film, Frames, bridge, chair, lifting, on_one_leg, path, stands
from tools.render.body import OTHER, Side

NEAR = {"right": 0.0, "left": 180.0}
FRONT = 90.0
Acts = dict[str, list[Frames]]
"""By how a sentence begins, what the person does then, the first time and the next times."""


class Actor:
    """Acts; before the first word, and where nothing more is known to be done, the last picture stays."""

    def __init__(self, acts: Acts) -> None:
        self._acts = {key: list(frames) for key, frames in acts.items()}
        self._now: Frames = []
        self._began_s = 0.0
        self._coming: list[tuple[float, Frames]] = []
        self._busy_s = 0.0

    def at(self, time_s: float) -> Pose | None:
        """What they do at a time."""
        while self._coming and self._coming[0][0] <= time_s:
            self._began_s, self._now = self._coming.pop(0)
        if not self._now:
            return None
        since_s = time_s - self._began_s + self._now[0][0] + 0.5 / FPS
        return self._now[max(bisect_right(self._now, since_s, key=lambda moment: moment[0]) - 1, 0)][1]

    def hear_all(self, snapshot: Snapshot) -> list[str]:
        """Hear everything that is said with a moment; do each thing when it has been said."""
        texts = [said.text.format(**said.values) for said in snapshot.said]
        for said, text in zip(snapshot.said, texts, strict=True):
            if said.kind == "step":
                self._busy_s = max(self._busy_s, snapshot.time_s) + in_english(said)
            self.hear(text, self._busy_s if said.kind == "step" else snapshot.time_s)
        return texts

    def hear(self, text: str, at_s: float) -> None:
        """Do what is asked for, from a time on."""
        for begins, films in self._acts.items():
            if text.startswith(begins) and films:
                self._coming.append((at_s, films.pop(0)))


def led(session: CheckupSession, acts: Acts, most_s: float = 900.0) -> Iterator[tuple[float, str]]:
    """The whole of a check-up: when what is said."""
    actor, time_s = Actor(acts), 0.0
    while not session.over and time_s < most_s:
        for text in actor.hear_all(session.update(time_s, actor.at(time_s))):
            yield time_s, text
        time_s += 1 / FPS
    session.finish()


def shown(films: Iterable[Film], azimuth_deg: float, noise: int | None = None) -> list[Frames]:
    """Films from one azimuth."""
    return [film.seen(azimuth_deg, noise=noise) for film in films]


def everything(first: Side = "right", shape: str = "fem", noise: int | None = None) -> Acts:
    """Who does the whole check-up well, but for the right leg, which stands for 12 s and holds for 20 s."""
    second, still, bridges = OTHER[first], path((0, 0)), three(1, 57)
    acts: Acts = {
        "Chair stand.": shown([chair(still, 4, shape)], 0, noise),
        "Two to try": shown([chair(stands(2, 3.0, 1.0), 9, shape)], 0, noise),
        "Go!": shown([chair(stands(14, 2.0, 0.3), 32, shape)], 0, noise),
        "Turn to face me": shown([on_one_leg(still, 2, shape, first)], FRONT, noise),
        f"Now stand on the {second}": shown([on_one_leg(still, 2, shape, second)], FRONT, noise),
        "Once more.": shown([on_one_leg(still, 2, shape, "right")], FRONT, noise),
        "Lie on your back": shown([bridge(path((0, -60)), 2, shape, side=first)], NEAR[first], noise),
        "Three slow bridges": shown([bridge(lambda t: bridges(t) - 60, 18, shape, side=first)], NEAR[first], noise),
        "Roll on your back": shown([bridge(path((0, -60)), 2, shape, side=second)], NEAR[second], noise),
        "Now the hold": [],
        "Roll on your stomach": shown([lifting(three(5, 9), 22, shape, second)], NEAR[second], noise),
        "Turn round, head": shown([lifting(three(5, 12), 22, shape, first)], NEAR[first], noise),
    }
    for side in (first, second):
        lifted_s, held_s = (12.0, 20.0) if side == "right" else (35.0, 70.0)
        stand = on_one_leg(path((0, 0), (0.5, 1), (lifted_s, 1), (lifted_s + 0.5, 0)), lifted_s + 3, shape, side)
        acts[f"Lift the {OTHER[side]} foot"] = shown([stand, stand], FRONT, noise)
        lift = bridge(path((0, -60), (1.5, -2)), 3, shape, side=side)
        hold = bridge(path((0, -2), (held_s, -2), (held_s + 1, -50)), held_s + 4, shape, path((0.5, 0), (1.5, 1)), side)
        acts["Now the hold"] += shown([lift], NEAR[side], noise)
        acts[f"Straighten the {OTHER[side]} leg"] = shown([hold], NEAR[side], noise)
    return acts


def three(begin_s: float, top: float) -> Course:
    """Three lifts from a time on: up in a second, held for two, down in a second, a second of rest."""
    corners = [(0.0, 0.0)]
    for number in range(3):
        at_s = begin_s + 5 * number
        corners += [(at_s, 0.0), (at_s + 1, top), (at_s + 3, top), (at_s + 4, 0.0)]
    return path(*corners)
