"""A session in front of a camera: the loop in a thread of its own, the screen on the main one."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from formcheck.app.live.camcorder import VIDEO
from formcheck.app.live.optional_sink import OptionalSink
from formcheck.app.live.recorders import Recorder, Recorders
from formcheck.app.live.request import Plan, possible_sets
from formcheck.app.loop import estimated, follow, until
from formcheck.counting.moment import Moment, Sink
from formcheck.counting.summary import Offer, Summary
from formcheck.errors import OutputError
from formcheck.exercises.exercise import Exercise
from formcheck.output.report import (
    PAGE,
    TEXT,
    OutputFolder,
    ReportData,
    SignalsFile,
    Source,
    as_json,
    report_page,
    report_text,
)  # fmt: skip
from formcheck.pose.company import Company
from formcheck.pose.estimator import Estimator
from formcheck.pose.model import Model
from formcheck.system.interrupts import interrupts_deferred
from formcheck.system.language import later
from formcheck.video.camera import Camera
from formcheck.video.pace import LIVE_POSES_PER_SECOND, Pace
from formcheck.workout.command import Command, Controls
from formcheck.workout.controlled import Controlled
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.live import Recogniser
from formcheck.workout.workout import Workout

Sinks = Callable[[], Sequence[Sink]]
"""Other sinks of a session, made anew for each."""

About = Callable[[], Source]
"""What the files say of where a session comes from; asked when it is over, since one begun anew is another."""


class Display(Sink, Protocol):
    """Where a live session is seen: a window, or a terminal. `show` is called by the loop and returns at once."""

    def run(self, ended: Callable[[], bool]) -> None:
        """Show what comes, on the main thread, until the user wants no more or it has ended."""

    def wants_no_more(self) -> bool:
        """Whether this session is over for the user."""


@dataclass(frozen=True, slots=True)
class PoseSource:
    """Where pictures come from, who finds people in them, with which model, and whether there were others."""

    camera: Camera
    estimator: Estimator
    model: Model
    company: Company = field(default_factory=Company)


@dataclass(frozen=True, slots=True)
class Finished:
    """How a live session ended.

    Attributes
    ----------
    summary, folder
        What was done, and where it is saved; None where it could not be.
    session
        The uuid by which the history knows it.
    stopped_by
        What ended it, as an interruption or the failure of the camera, or kept it from being saved as a whole; None
        where it is saved and the user or the source ended it.
    """

    summary: Summary
    folder: Path | None
    stopped_by: BaseException | None = None
    session: str = ""


@dataclass(frozen=True, slots=True)
class _EndedSession:
    """A session that is over: what was done, what its report needs, what broke it off, what could not be written."""

    summary: Summary
    report_data: ReportData
    broken_off: Exception | None
    unwritten: OutputError | None


_NOTHING = Recorders()


def live(  # noqa: PLR0913, PLR0917 - all that a session is made of
    source: PoseSource,
    plan: Plan,
    folder: OutputFolder,
    display: Display,
    more_sinks: Sinks = tuple,
    recorder: Recorder = _NOTHING,
    about: About | None = None,
    controls: Controls | None = None,
    offer: Offer | None = None,
) -> Finished:
    """Run sessions before a camera until they are over, the user or the source ends them, or an interrupt comes.

    Whatever ended it, the summary and the signals of the last session are saved. A session that the user begins
    anew is forgotten.

    Parameters
    ----------
    source, plan, folder, display, more_sinks, recorder
        Who is watched, what is to be done, where it is written, and who sees it.
    controls
        What is asked for by keys and buttons.
    offer
        To go on where the plan was stopped last time.
    """
    stopped: BaseException | None = None
    with ThreadPoolExecutor(1, thread_name_prefix="loop") as threads:
        loop = threads.submit(
            _Sessions(plan, folder, display, more_sinks, recorder, controls or Controls(), offer).run, source
        )
        try:
            display.run(loop.done)
        except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - raised when what was done is saved
            stopped = error
        finally:
            source.camera.close()
        ended = loop.result()
    summary, stopped = ended.summary, stopped or ended.broken_off
    unwritten = ended.unwritten and folder.at_final_place(ended.unwritten)
    broken = "" if unwritten is None else later("signals.csv breaks off: it could not be written on")
    notes = tuple(filter(None, (broken, source.company.note)))
    known = Source(source.camera.name) if about is None else about()
    written = replace(known, model=source.model, notes=notes)
    video = VIDEO if (folder.path / VIDEO).is_file() else None
    try:
        with interrupts_deferred():  # a moment more, and the session is saved
            folder.write("summary.json", as_json(summary, written))
            folder.write(TEXT, report_text(summary, written, ended.report_data))
            folder.write(PAGE, report_page(summary, written, ended.report_data, video))
    except KeyboardInterrupt as error:
        stopped = error
    except OutputError as error:
        folder.discard()
        return Finished(summary, None, stopped or error, known.session)
    return Finished(summary, folder.final, stopped or unwritten, known.session)


@dataclass(frozen=True, slots=True)
class _Sessions:
    """One session after another, until one ends that the user does not start again."""

    plan: Plan
    folder: OutputFolder
    display: Display
    more_sinks: Sinks
    recorder: Recorder
    controls: Controls
    offer: Offer | None

    def run(self, source: PoseSource) -> _EndedSession:
        """Run them; the last one."""
        pace = Pace(LIVE_POSES_PER_SECOND)
        moments = estimated(source.camera, source.estimator, pace.wants)
        while True:
            session = Controlled(self._workout, self.controls)
            ended = self._one(moments, session)
            if ended.broken_off is not None or not session.anew:
                self.recorder.finish(ended.summary)
                return ended
            self.recorder.forget()

    def _one(self, moments: Iterator[Moment], session: Controlled) -> _EndedSession:
        planned = () if callable(self.plan) else self.plan
        report_data = ReportData([one.exercise for one in possible_sets(self.plan)], planned)
        signals = SignalsFile(self.folder.path / "signals.csv")
        written, broken_off = OptionalSink(signals, signals.close), None
        sinks: list[Sink] = [written, report_data, self.recorder, *self.more_sinks(), OptionalSink(self.display)]
        wanted = until(moments, lambda: session.over or self.display.wants_no_more())
        try:
            summary = follow(wanted, session, sinks)
        except Exception as error:  # noqa: BLE001 - whatever it is, what was done is saved first
            summary, broken_off = session.finish(), error
        finally:
            written.close()
        return _EndedSession(summary, report_data, broken_off, written.failure)

    def _workout(self, commands: Callable[[], Sequence[Command]]) -> Workout | Recogniser:
        plan = self.plan
        if not callable(plan):
            return Workout(plan, commands, self.offer)

        def workout(exercise: Exercise) -> Workout:
            commands()  # what was asked for while there was no set to pause or to skip
            return Workout(plan(exercise), commands)

        return Recogniser(candidates(), workout)
