"""Puts a live session together: camera, pose model, window or terminal, voice, and where the result goes."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from rich.console import Console

from formcheck.app.live.camcorder import VIDEO, Camcorder
from formcheck.app.live.recorders import Recorder, Recorders
from formcheck.app.live.run import Display, Finished, Planner, PoseSource, live
from formcheck.app.live.terminal import RepLines
from formcheck.counting.advice import Advice
from formcheck.counting.moment import Sink
from formcheck.errors import OutputError
from formcheck.feedback.language import Words
from formcheck.feedback.voice.phrases_needed import phrases_needed
from formcheck.feedback.voice.setup import VoiceSettings, open_speaker
from formcheck.feedback.voice.voice import Voice
from formcheck.feedback.window import Window, display_available
from formcheck.output.history.diary import Diary
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.store import History, history_path
from formcheck.output.report import OutputFolder
from formcheck.pose.crop import pose_estimator
from formcheck.pose.estimator import load_ahead
from formcheck.pose.model import find_or_obtain
from formcheck.pose.model.download import Size
from formcheck.pose.overload import Watched
from formcheck.system.folders import user_folder
from formcheck.video.camera import open_camera
from formcheck.video.capture import quiet_cv2
from formcheck.workout.plan import PlannedSet, lasting_s
from formcheck.workout.recognition.candidates import candidates

FAREWELL_S = 8.0
"""The end of what is being said is waited for, but no longer than this."""


@dataclass(frozen=True, slots=True)
class _SessionInfo:
    """What is on: how its folder and its window are called, what is told of it, and every set that may come."""

    id: str
    title: str
    told: str
    sets: Sequence[PlannedSet]


def _session_info(plan: Sequence[PlannedSet] | Planner, name: str) -> _SessionInfo:
    if callable(plan):
        known = candidates()
        told = f"{Advice.BEGIN} I know {', '.join(exercise.name for exercise in known)}."
        return _SessionInfo("live", "Live", told, [planned for exercise in known for planned in plan(exercise)])
    exercise, routine = plan[0].exercise, plan[0].routine
    if routine:
        minutes = round(lasting_s(plan) / 60)
        return _SessionInfo(
            name, routine, f"{routine}, about {minutes} minutes. {exercise.name}. {exercise.camera}", plan
        )
    return _SessionInfo(exercise.id, exercise.name, f"{exercise.name}. {exercise.camera}", plan)


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants to do, and how.

    Attributes
    ----------
    plan, voice
        The sets, or how those of an exercise that has to be recognised are planned; and how they are guided by ear.
    camera
        As `open_camera` takes it.
    parent
        Folder of the results; None for the user's own.
    model_path, model_size
        Which pose model.
    name
        What the result of a routine is called.
    record
        Keep the pictures of the camera too, as a video; otherwise none of them is written.
    """

    plan: tuple[PlannedSet, ...] | Planner
    voice: VoiceSettings
    camera: str | None = None
    parent: Path | None = None
    model_path: Path | None = None
    model_size: Size = Size.FULL
    name: str = "routine"
    record: bool = False


def perform(request: Request, out: Console, err: Console) -> Finished:
    """Open everything, run the session, close everything again and put the result in its place.

    Parameters
    ----------
    request
        What is wanted.
    out, err
        Where it is told what happens, and what is missing.
    """
    info = _session_info(request.plan, request.name)
    parent = request.parent or _own_sessions()
    started_at = datetime.now().astimezone().replace(microsecond=0)
    name = f"{started_at:%Y-%m-%d_%H-%M-%S}_{info.id}"
    finished = None
    try:
        # Of two sessions that began in the same second both stay.
        with OutputFolder(parent, name, keep=True) as folder:
            finished = _session(request, info, started_at, folder, out, err)
    except OutputError as error:
        if finished is None:
            raise
        return replace(finished, folder=None, stopped_by=finished.stopped_by or error)
    return replace(finished, folder=finished.folder and folder.final)


def _session(
    request: Request, info: _SessionInfo, started_at: datetime, folder: OutputFolder, out: Console, err: Console
) -> Finished:
    model = find_or_obtain(request.model_path, request.model_size)
    words = Words(request.voice.language)

    def note(sentence: str) -> None:
        err.print(sentence, markup=False, soft_wrap=True)

    quiet_cv2()  # mediapipe imports it too, and it reads its settings only then
    with (
        load_ahead(),
        open_camera(request.camera) as camera,
        pose_estimator(model.path) as estimator,
        open_speaker(request.voice, note) as speaker,
        Camcorder(folder.path / VIDEO, camera.fps, note) as camcorder,
    ):
        out.print(info.told)
        if speaker is not None:
            speaker.prepare(phrases_needed(info.sets, words))

        def relieve() -> None:
            camera.halve()
            note(words(Advice.SLOW))

        def more_sinks() -> list[Sink]:
            return [Voice(words, speaker.say, tones=request.voice.tones)] if speaker is not None else []

        exercises = {planned.exercise.id: planned.exercise for planned in info.sets}
        diary = Diary(History(history_path()), _unwritten(info, started_at, camera.name), exercises, note)
        recorder: Recorder = Recorders(diary, camcorder) if request.record else diary
        display = _display(request.camera, info.title, words, out, err)
        try:
            watching = PoseSource(camera, Watched(estimator, relieve), model)
            finished = live(watching, request.plan, folder, display, more_sinks, recorder)
        finally:
            if isinstance(display, Window):
                display.close()
        if speaker is not None and finished.stopped_by is None:
            speaker.wait(FAREWELL_S)
    return finished


def _own_sessions() -> Path:
    """The folder of this user's sessions, which nobody else may read."""
    folder = user_folder() / "sessions"
    with suppress(OSError):  # where it cannot be made, that is told when something is written there
        for one in (folder.parent, folder):  # the mode is that of the last one only
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    return folder


def _unwritten(info: _SessionInfo, started_at: datetime, camera: str) -> Entry:
    kind = Kind.ROUTINE if info.sets[0].routine else Kind.LIVE
    return Entry.begun(str(uuid4()), started_at, kind, info.title, camera)


def _display(camera: str | None, title: str, words: Words, out: Console, err: Console) -> Display:
    if display_available():
        # People expect a mirror of a camera that looks at them, and none of a film.
        return Window(title, mirror=camera is None or camera.isdigit(), words=words)
    err.print("There is no display: no window. Ctrl-C ends the session.")
    return RepLines(out)
