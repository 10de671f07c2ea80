"""formcheck from Python: one clip in, its numbers out."""

import os
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from formcheck.app.analysis import analysis
from formcheck.app.analysis.batch import Order, Outcome, analyze_here, analyze_there
from formcheck.app.analysis.options import Options
from formcheck.app.analysis.places import names_for
from formcheck.app.arrays import read_signals
from formcheck.app.result import Result
from formcheck.errors import FormcheckError
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.output.history.filing import file_id
from formcheck.output.report.reading import read_document
from formcheck.pose.model import Model, Size, find_or_obtain
from formcheck.system.paths import TEMPORARY_PREFIX, is_folder
from formcheck.video.pace import POSES_PER_SECOND

StrPath = str | os.PathLike[str]


def analyze(  # noqa: PLR0913 - all but the first by keyword
    path: StrPath,
    exercise: StrPath | Exercise | None = None,
    *,
    out: StrPath | None = None,
    video: bool = False,
    save_recording: bool = False,
    opensim: bool = False,
    as_live: bool = False,
    model: StrPath | None = None,
    model_size: Literal["lite", "full", "heavy"] = "full",
    jobs: int = 1,
    per_second: float = POSES_PER_SECOND,
    speed: float = 1.0,
) -> Result:
    """Count and check the repetitions in a recorded clip, as ``formcheck analyze`` does.

    Parameters
    ----------
    path
        A video, or a landmark recording (``.npz``).
    exercise
        Name of the exercise, a ``.toml`` file of your own, or an `Exercise`; None to recognise it.
    out
        Folder for the results, which go into ``out/<file name>/`` and replace an earlier one; None to keep no file.
    video, save_recording, opensim
        Write ``annotated.mp4``, ``recording.npz``, ``angles.mot`` and ``markers.trc`` too; of use with ``out`` only.
    as_live
        Does nothing more: a recording is always counted as a live session would have counted it.
    model, model_size
        A pose model file of your own; or which one to use. It is fetched once if there is none.
    jobs
        How many processes may work on a long video at once; the result does not depend on it. With more than one, a
        script has to begin with ``if __name__ == "__main__":``, as `multiprocessing` asks.
    per_second
        At least so many pictures of a second are looked at; `math.inf` for all.
    speed
        How many times as fast as the clip plays it was filmed.

    Returns
    -------
    Result
        Also where no person was found, or no repetition.

    Raises
    ------
    FormcheckError
        One of its kinds: the file cannot be read, there is no such exercise, the results cannot be written, or there is
        no pose model.
    ValueError
        ``jobs`` is no number of processes, or another number is none that can be.
    KeyboardInterrupt
        Interrupted; what was analysed until then is in ``out``.
    """
    _check(jobs, per_second, speed)
    clip, chosen = Path(path), _chosen(exercise)
    found = None if analysis.is_recording(clip) else _model(model, model_size)
    options = Options(
        video=video,
        save_recording=save_recording,
        opensim=opensim,
        as_live=as_live,
        jobs=jobs,
        per_second=per_second,
        speed=speed,
    )
    if out is not None:
        place, name = Path(out), names_for([clip], Path(out))[clip]
        done = analysis.analyze(clip, chosen, place, model=found, options=options, progress=_quiet, name=name)
        return read(_finished(done).folder)
    with TemporaryDirectory(prefix=TEMPORARY_PREFIX) as folder:
        unkept = replace(options, video=False, page=False, save_recording=False, opensim=False)
        done = _finished(analysis.analyze(clip, chosen, Path(folder), model=found, options=unkept, progress=_quiet))
        return Result(read_document(done.folder), None, read_signals(done.folder / "signals.csv"))


def analyze_all(  # noqa: PLR0913 - all but the first by keyword
    paths: Iterable[StrPath],
    exercise: StrPath | Exercise | None = None,
    *,
    out: StrPath,
    video: bool = False,
    save_recording: bool = False,
    opensim: bool = False,
    resume: bool = False,
    model: StrPath | None = None,
    model_size: Literal["lite", "full", "heavy"] = "full",
    jobs: int = 1,
    per_second: float = POSES_PER_SECOND,
    speed: float = 1.0,
    executor: Executor | None = None,
) -> Mapping[Path, Result | FormcheckError]:
    """Analyse many clips; one that fails stops none.

    Parameters
    ----------
    paths
        The clips, each another file.
    exercise, video, save_recording, opensim, model, model_size
        As for `analyze`, of all.
    out
        Folder for the results.
    resume
        Leave out what is finished there.
    jobs
        How many processes may work at once; see `analyze` for what a script has to begin with.
    per_second, speed
        As for `analyze`, of all.
    executor
        Who does it instead: any of `concurrent.futures`, or one of a cluster with the same interface. Whoever does it
        has to see the clips and ``out`` under the same paths.

    Returns
    -------
    mapping
        What came of every clip: a `Result`, or why there is none.

    Raises
    ------
    FormcheckError
        There is no such exercise, or no pose model.
    ValueError
        A clip is there twice.
    """
    _check(jobs, per_second, speed)
    clips = [Path(path) for path in paths]
    if len({file_id(clip) for clip in clips}) < len(clips):
        raise ValueError("paths: expected different files, found one twice")
    found = None if all(map(analysis.is_recording, clips)) else _model(model, model_size)
    options = Options(
        video=video,
        save_recording=save_recording,
        opensim=opensim,
        jobs=jobs,
        per_second=per_second,
        speed=speed,
    )
    order = Order(_chosen(exercise), Path(out), found, options, 0.0 if resume else None, names_for(clips, Path(out)))
    results: dict[Path, Result | FormcheckError] = {}

    def take(outcome: Outcome) -> None:
        if outcome.analysis is not None:
            results[outcome.path] = read(_finished(outcome.analysis).folder)
        elif outcome.error is not None:
            results[outcome.path] = outcome.error

    if executor is None:
        analyze_here(clips, order, lambda _: _quiet, take)
    else:
        since_s = time.time() if order.since_s is None else order.since_s
        analyze_there(clips, replace(order, since_s=since_s), executor, take)
    return results


def read(folder: StrPath) -> Result:
    """Open an earlier result.

    Parameters
    ----------
    folder
        That of one clip or session, as ``formcheck-out/clip.mp4``, or the ``summary.json`` in it.

    Raises
    ------
    InputError
        There is no result, or one of a newer version.
    """
    place = Path(folder)
    return Result(read_document(place), place if is_folder(place) else place.parent)


def _chosen(exercise: StrPath | Exercise | None) -> Exercise | None:
    return exercise if isinstance(exercise, Exercise) or exercise is None else catalogue.load(str(exercise))


def _model(path: StrPath | None, size: str) -> Model:
    return find_or_obtain(None if path is None else Path(path), Size(size))


def _quiet(stage: str, done: int, total: int | None) -> None: ...


def _finished(done: analysis.Analysis) -> analysis.Analysis:
    """An interrupt that was kept until the results were saved goes on to the caller."""
    if not done.source.complete:
        raise KeyboardInterrupt
    return done


def _check(jobs: int, per_second: float, speed: float) -> None:
    for name, value in (("per_second", per_second), ("speed", speed)):
        if not value > 0:
            raise ValueError(f"{name}: expected a number above 0, found {value!r}")
    if not isinstance(jobs, int) or jobs < 1:
        raise ValueError(f"jobs: expected a whole number from 1 on, found {jobs!r}")
