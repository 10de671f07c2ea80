"""How well the camera saw, and what therefore was not judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from formcheck.counting.results import Summary
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import WITHIN_DEG

LITTLE = 0.5
"""With a smaller share of the frames judged, the report rests on little."""


@dataclass(frozen=True, slots=True)
class ViewRemarks:
    """The camera's view: sentences, what was not judged, and what to change."""

    sentences: tuple[str, ...]
    unjudged: tuple[str, ...]
    advice: str


def how_seen(summary: Summary, exercises: Sequence[Exercise]) -> ViewRemarks:
    """What the camera saw of a session of these exercises."""
    tracking = summary.tracking
    little = tracking.trusted < LITTLE
    # Where the view alone keeps form from being judged, the headline says so.
    advice = summary.advice if not summary.reps or (little and summary.counts.judged) else ""
    return ViewRemarks(tuple(_sentences(summary)), tuple(_unjudged(exercises, tracking.yaw_deg)), advice)


def _sentences(summary: Summary) -> Iterator[str]:
    tracking = summary.tracking
    if not summary.frames:
        yield "There was no picture."
        return
    yield f"Somebody was seen in {tracking.seen:.0%} of the frames, and the movement judged in {tracking.trusted:.0%}."
    if tracking.near is not None:
        yield f"The {tracking.near.value} side faced the camera."
    if tracking.seen:
        yield view_words(tracking.yaw_deg)


def view_words(yaw_deg: float) -> str:
    """From where the camera looked, in words; the angle is coarse and rounded to 10 degrees."""
    if isnan(yaw_deg):
        return "From where the camera looked could not be told."
    off = f"about {round(yaw_deg / 10) * 10}° off"
    if yaw_deg <= WITHIN_DEG:
        return "It looked from the side" + (f", {off}." if round(yaw_deg / 10) else ".")
    return f"It looked from {off} the side: repetitions count from anywhere, form is judged from the side."


def _unjudged(exercises: Sequence[Exercise], yaw_deg: float) -> Iterator[str]:
    several = len(exercises) > 1
    for exercise in exercises:
        before = f"{exercise.name}: " if several else ""
        if yaw_deg > exercise.judge.within_deg:
            yield f"{before}whether a repetition reached {exercise.judge.reached}"
        for fault in exercise.fault:
            if not (isnan(yaw_deg) or fault.shows(yaw_deg)):
                yield f"{before}“{fault.say}”"
