"""A session in front of a camera."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from formcheck.errors import FormcheckError
from formcheck.estimator import Estimator
from formcheck.exercise import Exercise
from formcheck.loop import estimated, follow, until
from formcheck.model import Model
from formcheck.moment import Moment, Sink
from formcheck.report import OutputFolder, SignalsFile, Source, as_json
from formcheck.session import Session
from formcheck.snapshot import Summary
from formcheck.video.camera import Camera
from formcheck.window import Window


@dataclass(frozen=True, slots=True)
class Finished:
    """How a live session ended.

    Attributes
    ----------
    summary, folder
        What was done, and where it is saved.
    stopped_by
        The interruption or the failure of the camera that ended it; None where the user or the source did.
    """

    summary: Summary
    folder: Path
    stopped_by: BaseException | None = None


def live(
    camera: Camera, estimator: Estimator, exercise: Exercise, folder: OutputFolder, model: Model, sink: Sink
) -> Finished:
    """Run sessions before a camera until the window is closed, the source ends or somebody interrupts.

    Whatever ended it, the summary and the signals of the last session are saved. A session that the user starts
    again from the window is forgotten.
    """
    window = sink if isinstance(sink, Window) else None
    moments = estimated(camera, estimator)
    while True:
        summary, stopped_by = _one(moments, exercise, folder, sink, window)
        if window is None or not window.restarted() or stopped_by is not None:
            break
    source = Source(camera.name, model)
    folder.write("summary.json", as_json(summary, source))
    return Finished(summary, folder.final, stopped_by)


def _one(
    moments: Iterator[Moment], exercise: Exercise, folder: OutputFolder, sink: Sink, window: Window | None
) -> tuple[Summary, BaseException | None]:
    session = Session(exercise)
    signals = SignalsFile(folder.path / "signals.csv")
    seen = moments if window is None else until(moments, window.wants_no_more)
    try:
        return follow(seen, session, [signals, sink]), None
    except (KeyboardInterrupt, FormcheckError) as error:
        return session.finish(), error
    finally:
        signals.close()
