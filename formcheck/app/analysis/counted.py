"""The session over all that was seen of a source, and the files that are written meanwhile."""

from contextlib import ExitStack
from dataclasses import dataclass

from formcheck.app.analysis.annotate import Storyboard
from formcheck.app.analysis.judges import Judges, NamedExercise, RecognisedExercise
from formcheck.app.analysis.options import Options
from formcheck.app.analysis.seen import Extraction
from formcheck.app.between import Between
from formcheck.app.loop import follow, recorded
from formcheck.counting.moment import Sink
from formcheck.counting.summary import Summary
from formcheck.exercises.exercise import Exercise
from formcheck.output.opensim import OpenSimFiles
from formcheck.output.report import OutputFolder, ReportData, SignalsFile
from formcheck.system.interrupts import interrupts_deferred
from formcheck.workout.recognition.candidates import candidates


def _judges(exercise: Exercise | None) -> Judges:
    return RecognisedExercise() if exercise is None else NamedExercise(exercise)


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of a source; the board is None where nothing is drawn. An interrupt came meanwhile, or did not."""

    summary: Summary
    report_data: ReportData
    board: Storyboard | None
    interrupted: bool


def count(
    seen: Extraction, exercise: Exercise | None, folder: OutputFolder, options: Options, stack: ExitStack
) -> Counted:
    """Run the session over all that was seen: it is short, and finished unless the user insists."""
    judges = _judges(exercise)
    report_data = ReportData(candidates() if exercise is None else [exercise])
    board = None
    if options.video and seen.clip is not None:
        board = stack.enter_context(Storyboard(seen.parts, judges.title, folder.scratch))
    summary = None
    try:
        with interrupts_deferred(), ExitStack() as files:
            signals = SignalsFile(folder.path / "signals.csv")
            files.callback(signals.close)
            sinks: list[Sink] = [signals] if board is None else [signals, board]
            if options.opensim:
                sinks.append(opensim := OpenSimFiles(folder.path))
                files.callback(opensim.close)
            every = Between(seen.times_s, sinks)
            summary = follow(recorded(seen.recording, seen.pictures), judges.begin(), [every, report_data])
            every.finish()
            summary = seen.measured(summary)
    except KeyboardInterrupt:
        if summary is None:
            raise
        return Counted(summary, report_data, board, interrupted=True)
    return Counted(summary, report_data, board, interrupted=False)
