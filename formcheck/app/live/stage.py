"""What shows a live session: the window, the terminal where there is no display, or a display of one's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console

from formcheck.app.live.run import Display
from formcheck.app.live.terminal import TerminalDisplay
from formcheck.counting.advice import Advice
from formcheck.feedback.captions import Captions
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.feedback.window import Window, display_available
from formcheck.system.language import Words, tr
from formcheck.workout.command import Controls


@dataclass(frozen=True, slots=True)
class Stage:
    """What a display of one's own is given to show a session with.

    Attributes
    ----------
    title, words, captions, mirror
        What it is called, in which language, what is being said, and whether people expect a mirror.
    controls
        Where what is asked for by key or button goes.
    say
        Says something itself.
    """

    title: str
    words: Words
    captions: Captions
    mirror: bool
    controls: Controls
    say: Callable[[Utterance], None]


OpenDisplay = Callable[[Stage], Display]


def window_or_terminal(
    stage: Stage, out: Console, err: Console, on_lost: Callable[[], object]
) -> Window | TerminalDisplay:
    """The window, or lines where there is no display; `on_lost` is called where the window is lost later."""
    if display_available():
        return Window(
            stage.title,
            mirror=stage.mirror,
            words=stage.words,
            captions=stage.captions,
            on_lost=on_lost,
            controls=stage.controls,
        )
    err.print(tr("There is no display: no window. Ctrl-C ends the session."))
    return TerminalDisplay(out)


@contextmanager
def on_stage(
    stage: Stage, lines: TerminalDisplay, out: Console, err: Console, open_display: OpenDisplay | None
) -> Iterator[Display]:
    """What shows it, closed afterwards; where the window is lost that is told, and `lines` take its place."""

    def without_window() -> None:
        lines.awake = True
        told = stage.words(Advice.NO_WINDOW)
        err.print(f"{told} {tr('Ctrl-C ends the session.')}", markup=False, soft_wrap=True)
        stage.say(Utterance(0.0, told, Urgency.STEP, 20.0))

    display = window_or_terminal(stage, out, err, without_window) if open_display is None else open_display(stage)
    try:
        yield display
    finally:
        if isinstance(display, Window):
            display.close()
