"""What a desktop tells of the person before it: idle or not, in a call or not; and how it tells them something.

Every system says other things. What cannot be found out is None, and `formcheck doctor` says so; nothing is guessed.
"""

import sys

from formcheck.system.desktop.protocol import Desktop

__all__ = ["Desktop", "this_desktop"]


def this_desktop() -> Desktop:
    """The one this program runs on."""
    if sys.platform == "darwin":
        from formcheck.system.desktop.macos import MacDesktop

        return MacDesktop()
    if sys.platform == "win32":
        from formcheck.system.desktop.windows import WindowsDesktop

        return WindowsDesktop()
    from formcheck.system.desktop.linux import LinuxDesktop

    return LinuxDesktop()
