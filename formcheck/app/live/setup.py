"""Puts a live session together: camera, pose model, window or terminal, voice, and where the result goes."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from math import inf
from pathlib import Path
from uuid import uuid4

from rich.console import Console

from formcheck.app.live.camcorder import VIDEO, Camcorder
from formcheck.app.live.farewell import FAREWELL_S, farewell
from formcheck.app.live.optional_sink import OptionalSink
from formcheck.app.live.recorders import Recorder, Recorders
from formcheck.app.live.request import Request, SessionInfo, for_person, possible_sets, session_info
from formcheck.app.live.run import Finished, PoseSource, live
from formcheck.app.live.stage import OpenDisplay, Stage, on_stage
from formcheck.app.live.terminal import TerminalDisplay
from formcheck.app.live.watching import watching
from formcheck.app.live.which_camera import chosen_camera
from formcheck.app.privacy.store import SESSIONS
from formcheck.counting.moment import Sink
from formcheck.errors import HistoryError, OutputError
from formcheck.feedback.captions import Captions
from formcheck.feedback.voice.phrases_needed import phrases_needed
from formcheck.feedback.voice.setup import open_speaker, sayer
from formcheck.feedback.voice.speaker import Speaker
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.feedback.voice.voice import Voice
from formcheck.output.history.diary import Diary
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.store import History, history_path
from formcheck.output.report import OutputFolder
from formcheck.pose.company import Company
from formcheck.pose.crop import pose_estimator
from formcheck.pose.landmarker import load_ahead
from formcheck.pose.model import find_or_obtain
from formcheck.system.awake import awake
from formcheck.system.folders import user_folder
from formcheck.system.language import Words
from formcheck.video.capture import quiet_cv2
from formcheck.workout.command import Controls


def run_session(request: Request, out: Console, err: Console, open_display: OpenDisplay | None = None) -> Finished:
    """Open everything, run the session, close everything again and put the result in its place.

    Parameters
    ----------
    request
        What is wanted.
    out, err
        Where what happens, and what is missing, is printed.
    open_display
        Makes what shows it, in place of the window.
    """
    info = session_info(request.plan, request.name)
    parent = request.parent or sessions_folder()
    started_at = datetime.now().astimezone().replace(microsecond=0)
    name = f"{started_at:%Y-%m-%d_%H-%M-%S}_{info.id}"
    captions = Captions(request.voice.rate_wpm)
    finished = None
    with open_speaker(request.voice, partial(err.print, markup=False, soft_wrap=True), captions) as speaker:
        try:
            # Of two sessions that began in the same second both stay.
            with OutputFolder(parent, name, keep=True) as folder:
                sound = _Sound(speaker, captions)
                finished = _session(request, info, started_at, folder, sound, out, err, open_display)
        except OutputError as error:
            if finished is None:
                raise
            return replace(finished, folder=None, stopped_by=finished.stopped_by or error)
        placed = replace(finished, folder=finished.folder and folder.final)
        if placed.folder is not None:
            _tell_where(placed.session, placed.folder, err)
        if placed.stopped_by is None:
            _bid_farewell(placed, request, speaker, out)
    return placed


@dataclass(frozen=True, slots=True)
class _Sound:
    """What is heard, where anything can be, and what of it is shown."""

    speaker: Speaker | None
    captions: Captions


def _bid_farewell(finished: Finished, request: Request, speaker: Speaker | None, out: Console) -> None:
    """Say and print what came of it, and wait for the end of what is being said."""
    practices = {planned.exercise.id: planned.exercise for planned in possible_sets(request.plan)}
    text = farewell(finished.summary, practices, saved=finished.folder is not None)
    out.print(text, markup=False)
    if speaker is not None:
        speaker.say(Utterance(finished.summary.duration_s, text, Urgency.STEP, 20.0))
        speaker.wait(FAREWELL_S)


def _tell_where(session: str, folder: Path, err: Console) -> None:
    """Let the history know where the report lies."""
    try:
        History(history_path()).placed(session, folder)
    except HistoryError as error:
        err.print(str(error), markup=False, soft_wrap=True)


def _session(  # noqa: PLR0913, PLR0917 - all that is opened before it
    request: Request,
    info: SessionInfo,
    started_at: datetime,
    folder: OutputFolder,
    sound: _Sound,
    out: Console,
    err: Console,
    open_display: OpenDisplay | None,
) -> Finished:
    model = find_or_obtain(request.model_path, request.model_size)
    words, speaker, captions = Words(request.voice.language), sound.speaker, sound.captions

    def note(sentence: str) -> None:
        err.print(sentence, markup=False, soft_wrap=True)

    company = Company()
    quiet_cv2()  # mediapipe imports it too, and it reads its settings only then
    with (
        awake(),
        load_ahead(),
        chosen_camera(request.camera, request.turn, user_folder(), note) as camera,
        pose_estimator(model.path, company) as estimator,
        Camcorder(folder.path / VIDEO, camera.fps, note) as camcorder,
    ):
        out.print(info.greeting)
        sets = possible_sets(request.plan)
        if speaker is not None:
            speaker.prepare(phrases_needed(sets, words))

        say = sayer(speaker, captions)

        lines = TerminalDisplay(out, awake=False)  # stands by

        def more_sinks() -> list[Sink]:
            terminal = display if isinstance(display, TerminalDisplay) else lines
            heard = speaker is not None and request.voice.tones
            printed = OptionalSink(Voice(words, terminal.say))
            return [OptionalSink(lines), printed, Voice(words, say, tones=heard)]

        exercises = {planned.exercise.id: planned.exercise for planned in sets}
        kind = Kind.ROUTINE if sets[0].routine else Kind.LIVE
        entry = Entry.begun(str(uuid4()), started_at, kind, info.title, camera.name, request.load)
        history = History(history_path())
        plan = for_person(request.plan, _practised_days(history, started_at))
        diary = Diary(history, entry, exercises, note)
        recorder: Recorder = Recorders(diary, camcorder) if request.record else diary

        controls = Controls()
        # People expect a mirror of a camera that looks at them, and none of a video.
        stage = Stage(info.title, words, captions, camera.number is not None, controls, say)
        with on_stage(stage, lines, out, err, open_display) as display:
            estimating = watching(camera, estimator, stage, note, upright=request.upright)
            source = PoseSource(camera, estimating, model, company)
            finished = live(
                source, plan, folder, display, more_sinks, recorder, lambda: diary.source, controls, request.offer
            )
    return finished


def sessions_folder() -> Path:
    """The folder of this user's sessions, which no other user may read."""
    folder = user_folder() / SESSIONS
    with suppress(OSError):  # where it cannot be made, writing into it will say so
        for one in (folder.parent, folder):  # the mode is that of the last one only
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    return folder


def _practised_days(history: History, now: datetime) -> float | None:
    """How many days ago the first session was; None where there was none."""
    try:
        first_at = history.first_at()
    except HistoryError:
        return inf  # the diary says what is the matter with it; somebody has used it
    return None if first_at is None else (now - first_at) / timedelta(days=1)
