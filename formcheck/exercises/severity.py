"""How much a fault matters."""

from enum import StrEnum


class Severity(StrEnum):
    """How much a fault matters: a tip, something to mend (the repetition is not good), or to stop for."""

    TIP = "tip"
    FIX = "fix"
    STOP = "stop"
