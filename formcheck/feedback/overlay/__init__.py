"""What the person sees: the picture with the count, the phase, the hold, the skeleton and one line of advice."""

from formcheck.feedback.overlay.screen import Overlay

__all__ = ["Overlay"]
