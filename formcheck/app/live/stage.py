"""What shows a live session: the window, the terminal where there is no display, or a display of one's own."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console

from formcheck.app.live.run import Display
from formcheck.app.live.terminal import TerminalDisplay
from formcheck.feedback.captions import Captions
from formcheck.feedback.voice.utterance import Utterance
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
