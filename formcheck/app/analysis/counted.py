"""The session over all that is seen of a source, and the files that are written meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from formcheck.app.analysis.annotate import VIDEO, draw
from formcheck.app.analysis.judges import Judges, judges_of
from formcheck.app.analysis.options import Options
from formcheck.app.analysis.seen import Extraction
from formcheck.app.analysis.storyboard import Storyboard
from formcheck.app.between import Between
from formcheck.app.loop import follow, recorded
from formcheck.counting.moment import Moment, Sink
from formcheck.counting.summary import Summary
from formcheck.exercises.exercise import Exercise
from formcheck.output.opensim import OpenSimFiles
from formcheck.output.report import OutputFolder, ReportData, SignalsFile
from formcheck.system.interrupts import interrupts_deferred


class Drawing(NamedTuple):
    """Who is shown what is drawn; and who draws it, telling of the progress: False where that was interrupted."""

    sink: Sink
    draw: Callable[[Callable[[int], None]], bool]


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of a source; the video is None where nothing is drawn. An interrupt came meanwhile, or did not."""

    summary: Summary
    report_data: ReportData
    video: Drawing | None
    interrupted: bool


def count(
    seen: Extraction, exercise: Exercise | None, folder: OutputFolder, options: Options, stack: ExitStack
) -> Counted:
    """Run the session over all that was seen: it is short, and finished unless the user insists."""
    judges, video = judges_of(exercise), None
    if options.video and seen.clip is not None:
        board = stack.enter_context(Storyboard(seen.parts, judges.title, folder.scratch))
        video = Drawing(board, partial(draw, seen.clip, board, folder.path / VIDEO, options.jobs))
    return counted(seen, lambda _: recorded(seen.recording, seen.pictures), judges, video, folder, options)


def counted(
    seen: Extraction,
    source: Callable[[Callable[[], bool]], Iterator[Moment]],
    judges: Judges,
    video: Drawing | None,
    folder: OutputFolder,
    options: Options,
) -> Counted:
    """Run the session over a source; that may ask whether it is to end."""
    report_data = ReportData(judges.exercises)
    summary = None
    try:
        with interrupts_deferred() as interrupted, ExitStack() as files:
            signals = SignalsFile(folder.path / "signals.csv")
            files.callback(signals.close)
            sinks: list[Sink] = [signals] if video is None else [signals, video.sink]
            if options.opensim:
                sinks.append(opensim := OpenSimFiles(folder.path))
                files.callback(opensim.close)
            every = Between(seen.times_s, sinks)
            summary = follow(source(interrupted), judges.begin(), [every, report_data])
            every.finish()
            summary = seen.measured(summary)
    except KeyboardInterrupt:
        if summary is None:
            raise
        return Counted(summary, report_data, video, interrupted=True)
    return Counted(summary, report_data, video, interrupted=False)
