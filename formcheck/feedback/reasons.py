"""What the reason of a repetition is called, in a few words for every place: terminal, picture, voice, report."""

from collections.abc import Mapping
from types import MappingProxyType

from formcheck.counting.results import Counts, Judged, NotJudged, Reason, Rep, Verdict
from formcheck.exercises.schema import Direction
from formcheck.system.language import later, plural, tr

WORDS: Mapping[tuple[str, Direction | None], str] = MappingProxyType(
    {
        (Reason.GOOD, None): "good",
        (Reason.NOT_HIGH_ENOUGH, Direction.HIGHER): "not high enough",
        (Reason.NOT_HIGH_ENOUGH, Direction.DEEPER): "not deep enough",
        (Reason.NOT_HIGH_ENOUGH, Direction.FURTHER): "not far enough",
        (Reason.NOT_RETURNED, None): "not finished",
        (Reason.HOLD_SHORT, None): "hold too short",
        (Reason.TOO_FAST, None): "too fast",
        (Reason.LOST_SIGHT, None): "out of sight",
        (Reason.NOT_IN_POSITION, None): "not in position",
        (Reason.OTHER_MOVEMENT, None): "not this exercise",
        (Reason.FORM, None): "mind your form",
        (Reason.TIMER, None): "by the timer",
        (Reason.OTHER_LEG, None): "other leg",
        (Reason.TAKEN_BACK, None): "taken back",
    }
)
"""English words by reason, and by direction where they depend on it; a translation knows them by these words."""
UNJUDGED: Mapping[str, str] = MappingProxyType(
    {
        NotJudged.VIEW: "form is judged from the side",
        NotJudged.UNSEEN: "form could not be seen",
        NotJudged.OTHER_MOVEMENT: "not surely this exercise",
        NotJudged.FEW_PICTURES: "too few pictures to time the hold",
        NotJudged.BY_HAND: "added by hand",
    }
)
"""Why a repetition that counts was not judged."""
NOT_JUDGED = later("not judged")
SIDES = {"both": "", "left": later("left"), "right": later("right")}
"""What a side is called; nothing where both work together."""


def words_for(reason: str, direction: Direction) -> str:
    """What a reason is called in an exercise that goes this way; one that is not known by its own word."""
    return WORDS.get((reason, direction)) or WORDS.get((reason, None)) or reason.replace("_", " ")


def words_of(rep: Rep) -> str:
    """Why a repetition was not a good one, none, or not judged; "good" where it was."""
    if rep.reason or rep.good or rep.verdict is Verdict.ATTEMPT:
        return words_for(rep.reason, rep.direction)
    return unjudged(rep.judged)


def unjudged(judged: Judged) -> str:
    """Why repetitions that count were not judged, in a few words."""
    return UNJUDGED.get(judged.reason, NOT_JUDGED)


def tally_of(counts: Counts, judged: Judged) -> str:
    """How many of the repetitions that count were good, or why none could be judged, to stand after their number."""
    if counts.reps and not counts.judged:
        return tr(unjudged(judged))
    if counts.judged == counts.reps:
        return tr("{count} good", count=counts.good)
    return tr("{judged} judged, {count} good", judged=counts.judged, count=counts.good)


def in_short(counts: Counts, judged: Judged) -> str:
    """What was counted, how much of it was good or why that is not known, and what did not count."""
    parts = [tr("{count} counted", count=counts.reps) if counts.reps else tr("none counted")]
    if counts.reps:
        join = ", " if counts.judged else "; "
        parts[0] += f"{join}{tally_of(counts, judged)}"
    if counts.left or counts.right:
        parts[0] += f" ({tr('left {left}, right {right}', left=counts.left, right=counts.right)})"
    if counts.added:
        parts.append(tr("{count} added by hand", count=counts.added))
    if counts.attempts:
        parts.append(
            plural("{count} attempt that did not count", "{count} attempts that did not count", counts.attempts)
        )
    if counts.other_leg:
        parts.append(tr("{count} with the other leg", count=counts.other_leg))
    return "; ".join(parts)
