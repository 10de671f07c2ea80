"""A check-up before a camera: opened, led by ear, shown, and what it has come to."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rich.console import Console

from formcheck.app.live.farewell import FAREWELL_S
from formcheck.app.live.optional_sink import OptionalSink
from formcheck.app.live.run import Display
from formcheck.app.live.stage import OpenDisplay, Stage, on_stage
from formcheck.app.live.terminal import TerminalDisplay
from formcheck.app.live.watching import watching
from formcheck.app.live.which_camera import chosen_camera
from formcheck.app.loop import estimated, follow, until
from formcheck.checkup.agenda import agenda
from formcheck.checkup.record import Checkup
from formcheck.checkup.session import CheckupSession
from formcheck.counting.moment import Sink
from formcheck.counting.said import BREATH_S, Said
from formcheck.feedback.captions import LETTERS_A_WORD, Captions
from formcheck.feedback.voice.setup import VoiceSettings, open_speaker, sayer
from formcheck.feedback.voice.speaker import Speaker
from formcheck.feedback.voice.utterance import Utterance
from formcheck.feedback.voice.voice import Voice
from formcheck.pose.crop import pose_estimator
from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarker import load_ahead
from formcheck.pose.landmarks import Side
from formcheck.pose.model import find_or_obtain
from formcheck.pose.model.download import Size
from formcheck.system.awake import awake
from formcheck.system.folders import user_folder
from formcheck.system.language import Words, later
from formcheck.video.camera import Camera
from formcheck.video.capture import quiet_cv2
from formcheck.video.pace import LIVE_POSES_PER_SECOND, Pace
from formcheck.video.turn import AS_IT_IS, Turn
from formcheck.workout.command import Command, Controls
from formcheck.workout.controlled import Controlled

TITLE = later("Check-up")
LONGER = 1.1
"""Voices read a little more slowly than they are asked to."""


@dataclass(frozen=True, slots=True)
class CheckupRequest:
    """What is wanted: the tests and the side that begins, and the rest as a live session's `Request`."""

    first_side: Side
    voice: VoiceSettings
    short: bool = False
    rise: bool = False
    seat_height_m: float | None = None
    camera: str | None = None
    model_path: Path | None = None
    model_size: Size = Size.FULL
    turn: Turn = AS_IT_IS
    upright: bool = True


@dataclass(frozen=True, slots=True)
class LedCheckup:
    """What was measured, and what broke it off, if anything did."""

    checkup: Checkup
    stopped_by: BaseException | None = None


def lead(request: CheckupRequest, out: Console, err: Console, open_display: OpenDisplay | None = None) -> LedCheckup:
    """Open everything, lead through the check-up, and close everything again.

    Parameters
    ----------
    request
        What is wanted.
    out, err
        Where what happens, and what is missing, is printed.
    open_display
        Makes what shows it, in place of the window.
    """
    model, captions = find_or_obtain(request.model_path, request.model_size), Captions(request.voice.rate_wpm)

    def note(sentence: str) -> None:
        err.print(sentence, markup=False, soft_wrap=True)

    quiet_cv2()  # mediapipe imports it too, and it reads its settings only then
    with (
        open_speaker(request.voice, note, captions) as speaker,
        awake(),
        load_ahead(),
        chosen_camera(request.camera, request.turn, user_folder(), note) as camera,
        pose_estimator(model.path) as estimator,
    ):
        heard = _Heard(Words(request.voice.language), speaker, captions, request.voice)
        room = _Room(request, camera, estimator, heard)
        led = room.run(out, err, note, open_display)
        if speaker is not None and led.stopped_by is None:
            speaker.wait(FAREWELL_S)
    return replace(led, checkup=replace(led.checkup, seat_height_m=request.seat_height_m))


@dataclass(frozen=True, slots=True)
class _Heard:
    words: Words
    speaker: Speaker | None
    captions: Captions
    voice: VoiceSettings

    def lasts_s(self, said: Said) -> float:
        """How long the voice takes for a sentence in its language."""
        letters = len(self.words(said.text, **said.values)) if said.text else 0
        return BREATH_S + letters * LONGER * 60 / (self.voice.rate_wpm * LETTERS_A_WORD)

    def say(self, utterance: Utterance) -> None:
        sayer(self.speaker, self.captions)(utterance)


@dataclass(frozen=True, slots=True)
class _Room:
    """Everything that is open."""

    request: CheckupRequest
    camera: Camera
    estimator: Estimator
    heard: _Heard

    def run(
        self, out: Console, err: Console, note: Callable[[str], None], open_display: OpenDisplay | None
    ) -> LedCheckup:
        """Lead, until it is over, the user or the source ends it, or an interrupt comes."""
        lines, words = TerminalDisplay(out, awake=False), self.heard.words
        controls = Controls()
        stage = Stage(TITLE, words, self.heard.captions, self.camera.number is not None, controls, self.heard.say)
        watched = watching(self.camera, self.estimator, stage, note, upright=self.request.upright)
        with on_stage(stage, lines, out, err, open_display) as display:
            terminal = display if isinstance(display, TerminalDisplay) else lines
            voices = (
                OptionalSink(Voice(words, terminal.say, led=True)),
                Voice(words, self.heard.say, tones=self.heard.voice.tones, led=True),
            )
            return self._in_threads(display, [OptionalSink(lines), *voices, OptionalSink(display)], controls, watched)

    def _in_threads(
        self, display: Display, sinks: Sequence[Sink], controls: Controls, watched: Estimator
    ) -> LedCheckup:
        """The loop in a thread of its own, the screen on this one."""
        sessions: list[CheckupSession] = []
        stopped: BaseException | None = None
        with ThreadPoolExecutor(1, thread_name_prefix="loop") as threads:
            loop = threads.submit(self._loop, display, sinks, controls, watched, sessions)
            try:
                display.run(loop.done)
            except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - raised when what was measured is kept
                stopped = error
            finally:
                self.camera.close()
            stopped = stopped or loop.exception()
        session = sessions[-1]
        session.finish()
        return LedCheckup(session.checkup, stopped)

    def _loop(
        self,
        display: Display,
        sinks: Sequence[Sink],
        controls: Controls,
        watched: Estimator,
        sessions: list[CheckupSession],
    ) -> None:
        pace = Pace(LIVE_POSES_PER_SECOND)

        def begin(commands: Callable[[], Sequence[Command]]) -> CheckupSession:
            sessions.append(self._session(commands))
            return sessions[-1]

        moments = estimated(self.camera, watched, lambda time_s: pace.wants(time_s) or sessions[-1].every_picture)
        anew = True
        while anew:
            session = Controlled(begin, controls)
            over = partial(_over, session, display)
            follow(until(moments, over), session, sinks)
            anew = session.anew

    def _session(self, commands: Callable[[], Sequence[Command]]) -> CheckupSession:
        asked, first = self.request, self.request.first_side
        plan = agenda(first, short=asked.short, asked=asked.rise)
        return CheckupSession(
            plan,
            first,
            commands,
            listens=self.camera.live,
            lasts_s=self.heard.lasts_s,
            short=asked.short,
            model=asked.model_size.value,
        )


def _over(session: Controlled, display: Display) -> bool:
    return session.over or display.wants_no_more()
