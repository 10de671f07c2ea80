"""How many pictures a second the pose model manages on this computer, and what that means."""

import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from statistics import median

from formcheck.app.doctor.check import Check, one_line
from formcheck.errors import FormcheckError
from formcheck.pose import model
from formcheck.pose.overload import LONGEST_S
from formcheck.system.language import later, tr
from formcheck.system.language.local import number

LASTS_S = 1.5
"""So long it is measured."""
CAMERA_FPS = 30.0
LEAST_FPS = 1 / LONGEST_S
"""Below this, repetitions and holds are missed."""
_FIRST = 3  # the first pictures load and warm up what the others use

Look = Callable[[int], object]
"""Looks at a picture with this number; a second of pictures has thirty."""


def check_speed(path: Path | None = None) -> Check:
    """The pose model, `path` or the one formcheck finds itself, is fast enough; measured if it is there."""
    try:
        found = model.find(path)
        if found is None:
            return Check(later("speed"), True, False, tr("not measured: there is no pose model yet"))
        return judged(_measured(found.path))
    except (FormcheckError, ImportError, OSError) as error:
        return Check(
            later("speed"),
            False,
            False,
            tr("not measured: {why}", why=one_line(error)),
            tr("mend what is named above first"),
            (str(model.given(path) or ""),),
        )


def judged(fps: float) -> Check:
    """What a number of pictures a second means."""
    found = tr("{fps} pictures a second", fps=number(fps, 0))
    if fps >= CAMERA_FPS:
        return Check(later("speed"), True, False, tr("{found}: a live session keeps up with the camera", found=found))
    if fps >= LEAST_FPS:
        return Check(
            later("speed"),
            True,
            False,
            tr("{found}: a live session leaves pictures out, and counts right", found=found),
        )
    advice = tr(
        "a live session needs {fps}: close other programs, plug in the charger, or take"
        " --model-size lite; recordings are analysed as well as anywhere, but slowly",
        fps=number(LEAST_FPS, 0),
    )
    return Check(later("speed"), False, False, found, advice)


def frames_per_second(look: Look, clock: Callable[[], float] = time.perf_counter) -> float:
    """How many pictures a second can be looked at: one over the median of what a picture takes."""
    took_s: list[float] = []
    number, begun_s = 0, clock()
    while len(took_s) < _FIRST or clock() - begun_s < LASTS_S:
        before_s = clock()
        look(number)
        if number >= _FIRST:
            took_s.append(clock() - before_s)
        else:
            begun_s = clock()
        number += 1
    return 1 / max(median(took_s), 1e-6)


def _measured(model_path: Path) -> float:
    import numpy as np

    from formcheck.pose.estimator import PoseEstimator
    from formcheck.system.native import import_cv2
    from formcheck.video.frame import Frame, Picture

    cv2 = import_cv2()
    data = np.frombuffer(files("formcheck.app.doctor").joinpath("person.jpg").read_bytes(), np.uint8)
    # A person has to be in it: looking for a person takes another time than following one.
    image = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    with PoseEstimator(model_path) as estimator:
        return frames_per_second(
            lambda number: estimator.estimate(Frame(number, number / CAMERA_FPS, image, Picture(128.0)))
        )
