"""What was seen where nothing is recognised, in words."""

from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.view import View

_STANDING = ("upright", "sitting", "kneeling")
# Of a person who lies or is on all fours, the camera sees feet or head first.
_WORDS = {
    View.SIDE: ("from the side", "from the side"),
    View.SIDE_45: ("half from the side", "half from the side"),
    View.FRONT_45: ("half from the front", "half from the feet"),
    View.FRONT: ("from the front", "from the feet"),
    View.BACK_45: ("half from behind", "half from the head"),
    View.BACK: ("from behind", "from the head"),
}


def sighting(view: View, candidate: Exercise | None) -> str:
    """From where a person was seen, and what they may have been doing: "Seen from the front; squats?"."""
    if candidate is None:
        return f"Seen {_WORDS[view][0]}."
    lies = candidate.count.kind not in _STANDING
    return f"Seen {_WORDS[view][lies]}; {candidate.plural}?"
