"""What a live session is seen and heard with: display, loudspeaker, voice."""

import os
import platform
import sys
from contextlib import closing
from ctypes.util import find_library

from formcheck.app.doctor.check import Check, one_line, probe
from formcheck.errors import DeviceError
from formcheck.feedback.voice.synthesis import find_voice
from formcheck.feedback.window import display_available
from formcheck.system.language import current, later, tr

_OPEN = (
    "from formcheck.system.native import import_cv2; cv2 = import_cv2();"
    " cv2.namedWindow('formcheck doctor', cv2.WINDOW_NORMAL); cv2.waitKey(1); print('it opens')"
)


def check_display() -> Check:
    """A screen for the window of a live session: one is opened for a moment."""
    name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or platform.system()
    host = name.rpartition(":")[0]  # the display may be that of another computer
    if not display_available():
        return Check(
            later("display"),
            False,
            False,
            tr("no display"),
            tr("a live window needs a desktop session; videos are analysed without"),
        )
    if probe(_OPEN).line is not None:
        return Check(later("display"), True, False, name, own=(host,))
    advice = tr(
        "a live session goes on by ear; see that this user may use the display, and that opencv is not headless"
    )
    found = tr("{name}, on which no window opens", name=name)
    return Check(later("display"), False, False, found, advice, own=(host,))


def check_sound() -> Check:
    """What is heard during a live session."""
    said = probe("import sounddevice; print(sounddevice.query_devices(kind='output')['name'])").line
    if said is not None:
        return Check(later("sound"), True, False, said, own=(said,))
    advice = tr("a live session stays silent; connect a loudspeaker")
    if sys.platform == "linux" and find_library("portaudio") is None:
        advice = tr("a live session stays silent: sudo apt-get install libportaudio2")
    return Check(later("sound"), False, False, tr("no sound output"), advice)


def check_voice(language: str | None = None) -> Check:
    """The system's own voice for a language, None for the program's, which counts and guides a live session."""
    try:
        with closing(find_voice(language or current().language)) as voice:
            return Check(later("voice"), True, False, voice.name)
    except DeviceError as error:
        return Check(later("voice"), False, False, tr("no voice"), one_line(error))
