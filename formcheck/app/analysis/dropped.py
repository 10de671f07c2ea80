"""A clip that is handed over to be analysed and then to go: its result is kept beside those of the live sessions."""

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from formcheck.app.analysis.analysis import Progress, is_recording


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of it: in a sentence, where its result lies, and as which session the history knows it."""

    headline: str
    folder: Path
    session: str


def analyse_dropped(place: Path, progress: Progress, model: Path | None = None) -> Kept | None:
    """Analyse a clip, keep its result among the sessions, and it in the history; None where it was interrupted.

    Parameters
    ----------
    place
        The clip, in a folder that is its own for as long as this takes.
    progress
        Called with every frame.
    model
        A pose model of one's own.

    Raises
    ------
    FormcheckError
        It cannot be read, or its result not be kept.
    """
    # All that is heavy is loaded here: whoever serves the page has it only when there is a clip.
    from formcheck.app.analysis.batch import Order, analyze_one
    from formcheck.app.analysis.options import Options
    from formcheck.app.live.setup import sessions_folder
    from formcheck.output.history.clip import keep_clip
    from formcheck.output.history.store import History, history_path
    from formcheck.output.report.sentence import headlines
    from formcheck.pose.model import find_or_obtain
    from formcheck.system.processes import cores
    from formcheck.workout.recognition.candidates import candidates

    found = None if is_recording(place) else find_or_obtain(model)
    outcome = analyze_one(place, Order(None, place.parent / "out", found, Options(jobs=cores())), progress)
    if outcome.error is not None:
        raise outcome.error
    if outcome.analysis is None or not outcome.analysis.source.complete:
        return None
    summary, source = outcome.analysis.summary, replace(outcome.analysis.source, name=place.name)
    final = sessions_folder() / f"{datetime.now():%Y-%m-%d_%H-%M-%S}_{place.name}"
    shutil.move(outcome.analysis.folder, final)
    exercises = {one.id: one for one in candidates()}
    keep_clip(History(history_path()), place, summary, source, exercises, folder=final)
    return Kept(" ".join(headlines(summary, exercises)), final, source.session)
