"""What is told of a moment in words and numbers: to screen readers beside the picture, and to a second screen."""

from math import ceil, isnan

from formcheck.counting.snapshot import Snapshot, State
from formcheck.feedback.overlay.labels import HEADLINES, LEGS, Label
from formcheck.system.language import Words


def status_of(snapshot: Snapshot, title: str, caption: str, words: Words) -> dict[str, object]:
    """All of it, in the person's language.

    Parameters
    ----------
    snapshot
        Of the moment.
    title
        What the session is called.
    caption
        What is being said.
    words
        The language.
    """
    sets = snapshot.sets
    label = HEADLINES.get(snapshot.state)
    leg = LEGS.get(sets.side) if sets is not None and sets.side is not None else None
    resting = sets is not None and not isnan(sets.rest_left_s)
    return {
        "title": words(sets.name if sets is not None and sets.name else title),
        "state": snapshot.state.value,
        "headline": words(label) if label is not None else "",
        "set": words(Label.SET, number=sets.number, total=sets.total) if sets is not None and sets.total > 1 else "",
        "leg": words(leg) if leg is not None else "",
        "count": sets.done if sets is not None else snapshot.counts.reps,
        "of": words(Label.TARGET, target=sets.target) if sets is not None and sets.target else "",
        "hold": round(snapshot.hold_s, 1) if snapshot.hold_target_s and snapshot.hold_s else 0,
        "hold_of": words(Label.HOLD_TARGET, seconds=f"{snapshot.hold_target_s:g}") if snapshot.hold_target_s else "",
        "rest": ceil(sets.rest_left_s) if sets is not None and resting else 0,
        "words": caption or (words(snapshot.reason) if snapshot.state is not State.EXERCISING else ""),
    }
