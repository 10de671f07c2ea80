"""How well the camera saw, and what therefore was not judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from formcheck.counting.summary import Summary
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import WITHIN_DEG
from formcheck.output.report.shown import percent
from formcheck.video.trouble import Trouble

LITTLE = 0.5
"""With a smaller share of the frames judged, the report rests on little."""
WORTH_SAYING = 0.1
"""What was the matter for a smaller share of the time did not matter."""


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
    # Where nothing of a repetition could be judged, the headline says why.
    some = 0 < summary.counts.judged < summary.counts.reps
    advice = why_little(summary) if not summary.reps or (little and some) else ""
    return ViewRemarks(tuple(_sentences(summary)), tuple(_unjudged(exercises, tracking.yaw_deg)), advice)


def unseen(summary: Summary) -> str:
    """Why nobody was seen, in a sentence; empty where somebody was."""
    if not summary.frames:
        return "There was no picture."
    if summary.tracking.seen:
        return ""
    return "It was too dark to see anybody." if summary.advice == Trouble.DARK else "Nobody was seen."


def why_little(summary: Summary) -> str:
    """What kept most from being judged, and for how long; empty where nothing did for a tenth of the time."""
    if not summary.tracking.seen or summary.advice_share < WORTH_SAYING:
        return ""
    return f"For {percent(summary.advice_share)} of the time: {summary.advice}"


def _sentences(summary: Summary) -> Iterator[str]:
    tracking = summary.tracking
    if nobody := unseen(summary):
        yield nobody
        return
    yield seen_words(summary)
    if tracking.near is not None:
        yield f"The {tracking.near.value} side faced the camera."
    yield view_words(tracking.yaw_deg)


def seen_words(summary: Summary) -> str:
    """In how much of it somebody was seen, and could be judged."""
    seen, judged = percent(summary.tracking.seen), percent(summary.tracking.trusted)
    return f"Somebody was seen in {seen} of the frames, and could be judged in {judged}."


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
