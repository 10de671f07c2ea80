"""One test of a check-up in a recording: a video, or landmarks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from formcheck.app.analysis.analysis import is_recording
from formcheck.app.analysis.extract import extract
from formcheck.app.analysis.options import Options
from formcheck.app.analysis.seen import Extraction
from formcheck.app.analysis.uprighting import uprighted
from formcheck.checkup.procedure import Procedure
from formcheck.checkup.recorded import Recorded, recorded
from formcheck.errors import InputError
from formcheck.pose.landmarks import Landmarks
from formcheck.pose.model import Model
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.system.language import tr
from formcheck.video.pace import EVERY, POSES_PER_SECOND
from formcheck.video.turn import Turn


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What was found, and how long the recording is, seconds."""

    found: Recorded
    duration_s: float


def look_at(
    path: Path,
    procedure: Procedure,
    model: Model | None,
    options: Options,
    progress: Callable[[int, int | None], None] = lambda done, of: None,
) -> LookedAt:
    """Look for a test in a file.

    Raises
    ------
    InputError, ModelError
        It cannot be read, or the model does not load.
    """
    landmarks: Landmarks
    if is_recording(path):
        landmarks = SpooledRecording.load(path)
    elif model is None:
        raise InputError(tr("a video needs a pose model"))
    else:
        landmarks = _seen(path, procedure, model, options, progress)
    times_s = landmarks.time_s
    lasts_s = float(times_s[-1] - times_s[0]) if len(times_s) else 0.0
    return LookedAt(recorded(procedure, landmarks), lasts_s)


def _seen(
    path: Path, procedure: Procedure, model: Model, options: Options, progress: Callable[[int, int | None], None]
) -> Landmarks:
    per_second = EVERY if procedure.every_picture else POSES_PER_SECOND

    def looked_at(turn: Turn) -> Extraction:
        return extract(path, model.path, replace(options, turn=turn, per_second=per_second), progress)

    seen = looked_at(options.turn)
    return (uprighted(seen, looked_at, options.turn) if options.upright else seen).recording
