"""What the desktop tells the desk companion; what it does not tell is not guessed."""

from contextlib import closing

from formcheck.app.doctor.check import Check
from formcheck.system.desktop import this_desktop
from formcheck.system.language import later, tr

_NAMES = {
    "idle_s": later("idle time"),
    "locked": later("the lock"),
    "camera_used": later("cameras in use"),
    "microphone_used": later("microphones in use"),
    "full_screen": later("programs in full screen"),
    "do_not_disturb": later("do not disturb"),
    "battery_low": later("the battery"),
}


def check_desktop() -> Check:
    """Which of its questions this desktop answers."""
    with closing(this_desktop()) as desktop:
        told = {name: getattr(desktop, name)() is not None for name in _NAMES}
    known = ", ".join(tr(word) for name, word in _NAMES.items() if told[name])
    unknown = ", ".join(tr(word) for name, word in _NAMES.items() if not told[name])
    if not unknown:
        return Check("desk", True, False, known)
    advice = tr("the desk companion cannot be told here: {unknown}", unknown=unknown)
    if not told["idle_s"]:
        advice += tr("; without idle time it takes every minute of the session for sitting")
    return Check("desk", False, False, known or tr("nothing"), advice)
