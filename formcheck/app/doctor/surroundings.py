"""What a live session is seen and heard with: display, loudspeaker, voice."""

import os
import platform
import sys
from contextlib import closing
from ctypes.util import find_library

from formcheck.app.doctor.check import Check, one_line, probe
from formcheck.errors import DeviceError
from formcheck.feedback.voice.synthesis import find_voice


def check_display() -> Check:
    """A screen for the window of a live session."""
    if sys.platform != "linux":
        return Check("display", True, False, platform.system())
    shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if shown:
        return Check("display", True, False, shown)
    return Check("display", False, False, "none", "a live window needs a desktop session; videos are analysed without")


def check_sound() -> Check:
    """What is heard during a live session."""
    said = probe("import sounddevice; print(sounddevice.query_devices(kind='output')['name'])").line
    if said is not None:
        return Check("sound", True, False, said)
    advice = "a live session stays silent; connect a loudspeaker"
    if sys.platform == "linux" and find_library("portaudio") is None:
        advice = "a live session stays silent: sudo apt-get install libportaudio2"
    return Check("sound", False, False, "no sound output", advice)


def check_voice(language: str = "en") -> Check:
    """The system's own voice for a language such as ``en``, which counts and guides during a live session."""
    try:
        with closing(find_voice(language)) as voice:
            return Check("voice", True, False, voice.name)
    except DeviceError as error:
        return Check("voice", False, False, "none", one_line(error))
