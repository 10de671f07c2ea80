"""A clip or a result as strangers can judge it: the landmarks, and what was counted; no picture, no name."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from formcheck.app.analysis import analysis
from formcheck.app.analysis.options import Options
from formcheck.app.live.camcorder import VIDEO
from formcheck.errors import InputError
from formcheck.exercises import catalogue
from formcheck.output.report.document import SummaryDocument
from formcheck.output.report.reading import read_document
from formcheck.pose.model import find_or_obtain
from formcheck.pose.recording import Recording
from formcheck.system.language import tr
from formcheck.system.paths import TEMPORARY_PREFIX, is_file, is_folder
from formcheck.system.processes import cores

RECORDING = "recording.npz"
_OWN = "own"
"""What an exercise of one's own, and each fault in it, is called here."""
_TOLD = {
    "schema_version", "exercise", "recognised", "complete", "duration_s", "frames", "counts", "judged", "sets", "reps",
    "tracking", "unfinished", "seen", "settings", "formcheck_version",
}  # fmt: skip
"""Keys of a summary that name nobody; what is added to it stays out until it is added here."""

Report = Callable[[Path], analysis.Progress]


@dataclass(frozen=True, slots=True)
class Movement:
    """How somebody moved, and what was counted and judged of it.

    Attributes
    ----------
    recording
        The landmarks.
    summary
        What is told of `summary.json`, as its text.
    movements
        How many repetitions and attempts there are in it.
    """

    recording: Recording
    summary: str
    movements: int


def movement(path: Path, progress: Report) -> Movement:
    """What can be told of a clip, a landmark recording, or the folder of a result.

    Parameters
    ----------
    path
        Its landmarks are looked for, and those of a video found anew.
    progress
        Makes what is called with every frame that is looked at.

    Raises
    ------
    FormcheckError
        It cannot be read; or a folder holds neither landmarks nor the video of a session.
    """
    if not is_folder(path):
        return _looked_at(path, None, progress)
    document = read_document(path)
    if is_file(path / RECORDING):
        return _told(document, path / RECORDING)
    if is_file(path / VIDEO):
        exercise = document.exercise if document.exercise in catalogue.names() else None
        return _looked_at(path / VIDEO, exercise, progress)
    raise InputError(
        tr(
            "{path}: holds no landmarks: name the clip itself, or analyse it with --save-recording;"
            " a live session keeps its video with --record",
            path=path,
        )
    )


def _looked_at(path: Path, exercise: str | None, progress: Report) -> Movement:
    model = None if analysis.is_recording(path) else find_or_obtain()
    chosen = None if exercise is None else catalogue.load(exercise)
    options = Options(video=False, page=False, save_recording=True, jobs=cores())
    with TemporaryDirectory(prefix=TEMPORARY_PREFIX) as out:
        done = analysis.analyze(path, chosen, Path(out), model=model, options=options, progress=progress(path))
        if not done.source.complete:
            raise KeyboardInterrupt
        return _told(read_document(done.folder), done.folder / RECORDING)


def _told(document: SummaryDocument, recording: Path) -> Movement:
    content = document.model_dump(mode="json", include=_TOLD)
    content["model"] = None if document.model is None else {"sha256": document.model.sha256}
    known = set(catalogue.names()) | set(catalogue.timers())
    if not {document.exercise or "", *(rep.exercise for rep in document.reps)} <= {*known, ""}:
        content["seen"] = content["tracking"]["advice"] = ""  # which may be words of that exercise
    for part in (content, *content["sets"], *content["reps"]):
        if part["exercise"] and part["exercise"] not in known:
            part["exercise"] = _OWN
    for rep in content["reps"]:
        rep["faults"] = [_fault(fault, rep["exercise"]) for fault in rep["faults"]]
    return Movement(Recording.load(recording), f"{json.dumps(content, indent=1)}\n", len(document.reps))


def _fault(fault: dict[str, Any], exercise: str) -> dict[str, Any]:
    told = {key: value for key, value in fault.items() if key != "say"}
    return {**told, "id": _OWN} if exercise == _OWN else told
