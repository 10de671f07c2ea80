"""The words of a repetition in one line: its side and what was wrong with it."""

REASONS = {
    "": "good",
    "not_high_enough": "not high enough",
    "hold_short": "hold too short",
    "too_fast": "too fast to judge",
    "not_returned": "did not come back down",
    "lost_sight": "out of sight",
    "form": "counted; mind your form",
    "timer": "by the timer",
}
"""What the reason of a repetition or attempt means."""
SIDES = {"both": "", "left": "left", "right": "right"}
"""What a side is called; nothing where both work together."""
