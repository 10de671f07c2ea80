"""What needs the camera, in a process of its own that ends: opening one can block for ever, and the model is large.

Run as a program it looks, writes what it finds as lines of JSON to standard output, and ends. Pictures are looked at
and forgotten: none is written anywhere.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from math import inf
from pathlib import Path
from statistics import median

from formcheck.app.desk.bobbing import BobCounter
from formcheck.app.desk.in_picture import shoulders
from formcheck.app.desk.offers import Counted, Gone, offers
from formcheck.app.desk.shoulders import Shoulders
from formcheck.app.desk.words import Aloud, aloud
from formcheck.errors import FormcheckError
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.landmarks import Pose
from formcheck.pose.model import find_or_obtain
from formcheck.system.language import tr
from formcheck.video.camera import open_camera
from formcheck.video.capture import quiet_cv2
from formcheck.video.frame import Frame

GLANCE = "glance"
GLANCE_S, GLANCE_POSES, GLANCE_APART_S = 2.0, 5, 0.1
COUNT_APART_S, GONE_APART_S = 0.06, 2.0
"""How often is looked while movements are counted, and while a picture is empty."""

Look = tuple[float, Pose | None, bool]
"""Seconds since the first picture, who is in it, and whether it was too dark to see anybody."""
Looks = Callable[[float], Iterator[Look]]
"""Looks at the camera's pictures, so many seconds apart at least."""


def glance(looks: Looks) -> None:
    """Two seconds at most: where the shoulders are, in the middle of a few pictures; nobody's; or too dark to tell."""
    found: list[Shoulders | None] = []
    for time_s, pose, dark in looks(GLANCE_APART_S):
        if not dark:
            found.append(shoulders(pose))
        if len(found) >= GLANCE_POSES or time_s > GLANCE_S:
            break
    seen = [one for one in found if one is not None]
    if 2 * len(seen) > len(found):
        middle = Shoulders(median(one.height for one in seen), median(one.width for one in seen))
        _tell(seen=asdict(middle))
    else:
        _tell(seen=None, dark=len(found) < GLANCE_POSES)


def counted(asked: Counted, looks: Looks, say: Aloud) -> None:
    """Movements of the shoulders, counted aloud."""
    counter, told = BobCounter(asked.count), 0
    for time_s, pose, _ in looks(COUNT_APART_S):
        count = counter.update(time_s, pose)
        if count > told:
            told = count
            say(str(told))
            _tell(count=told)
        if told >= asked.reps or time_s > asked.within_s:
            break
    _tell(count=max(told, min(counter.finish(), asked.reps)))


def gone(asked: Gone, looks: Looks) -> None:
    """An empty picture; what is too dark is not empty."""
    left_s, longest_s = inf, 0.0
    for time_s, pose, dark in looks(GONE_APART_S):
        left_s = min(left_s, time_s) if pose is None and not dark else inf
        longest_s = max(longest_s, time_s - left_s)
        if longest_s >= asked.lasts_s or time_s > asked.within_s:
            break
    _tell(gone_s=longest_s)


def main(arguments: list[str] | None = None) -> int:
    """Look as is asked for; 1 where that was not possible, with a line on stderr that says why."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=[GLANCE, *offers()])
    parser.add_argument("--camera")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--silent", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        model = find_or_obtain(asked.model)
        quiet_cv2()
        silent = asked.silent or asked.what == GLANCE
        with PoseEstimator(model.path) as estimator, aloud(silent=silent) as say:
            _look_for(asked.what, lambda apart_s: _looks(estimator, asked.camera, apart_s), say)
    except FormcheckError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _look_for(what: str, looks: Looks, say: Aloud) -> None:
    offer = offers().get(what)
    if offer is None:
        glance(looks)
        return
    say(tr(offer.say))
    if offer.counted is not None:
        counted(offer.counted, looks, say)
    elif offer.gone is not None:
        gone(offer.gone, looks)


def _looks(estimator: PoseEstimator, spec: str | None, apart_s: float) -> Iterator[Look]:
    """Open the camera, with the model loaded before it, and look at its pictures; it closes with this."""
    with closing(open_camera(spec)) as camera:
        looked_s = -inf
        for frame in camera:
            if not isinstance(frame, Frame):
                yield frame.time_s, None, True  # no picture is not an empty one
            elif frame.time_s - looked_s >= apart_s:
                looked_s = frame.time_s
                yield frame.time_s, estimator.estimate(frame), frame.picture.black or frame.picture.dim


def _tell(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
