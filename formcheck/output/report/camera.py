"""How well the camera saw, and what therefore was not judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from formcheck.counting.summary import Summary
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import WITHIN_DEG
from formcheck.output.report.shown import percent
from formcheck.pose.landmarks import Side
from formcheck.system.language import tr
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
        return tr("There was no picture.")
    if summary.tracking.seen:
        return ""
    return tr("It was too dark to see anybody.") if summary.advice == Trouble.DARK else tr("Nobody was seen.")


def why_little(summary: Summary) -> str:
    """What kept most from being judged, and for how long; empty where nothing did for a tenth of the time."""
    if not summary.tracking.seen or summary.advice_share < WORTH_SAYING:
        return ""
    return tr("For {share} of the time: {advice}", share=percent(summary.advice_share), advice=tr(summary.advice))


def _sentences(summary: Summary) -> Iterator[str]:
    tracking = summary.tracking
    if nobody := unseen(summary):
        yield nobody
        return
    yield seen_words(summary)
    if not summary.exercise:  # from where is said with what it may have been
        return
    if tracking.near is not None:
        left = tracking.near is Side.LEFT
        yield tr("The left side faced the camera.") if left else tr("The right side faced the camera.")
    yield view_words(tracking.yaw_deg)


def seen_words(summary: Summary) -> str:
    """In how much of it somebody was seen, and could be judged where it is known as what."""
    seen, judged = percent(summary.tracking.seen), percent(summary.tracking.trusted)
    if not summary.exercise:
        return tr("Somebody was seen in {seen} of the frames.", seen=seen)
    return tr("Somebody was seen in {seen} of the frames, and could be judged in {judged}.", seen=seen, judged=judged)


def view_words(yaw_deg: float) -> str:
    """From where the camera looked, in words; the angle is coarse and rounded to 10 degrees."""
    if isnan(yaw_deg):
        return tr("From where the camera looked could not be told.")
    off_deg = round(yaw_deg / 10) * 10
    if yaw_deg > WITHIN_DEG:
        return tr(
            "It looked from about {degrees}° off the side: repetitions count from anywhere, form is judged from the"
            " side.",
            degrees=off_deg,
        )
    return (
        tr("It looked from the side, about {degrees}° off.", degrees=off_deg)
        if off_deg
        else tr("It looked from the side.")
    )


def _unjudged(exercises: Sequence[Exercise], yaw_deg: float) -> Iterator[str]:
    several = len(exercises) > 1
    for exercise in exercises:
        before = f"{tr(exercise.name)}: " if several else ""
        if yaw_deg > exercise.judge.within_deg:
            yield before + tr("whether a repetition reached {reached}", reached=tr(exercise.judge.reached))
        for fault in exercise.fault:
            if not (isnan(yaw_deg) or fault.shows(yaw_deg)):
                yield before + tr("“{words}”", words=tr(fault.say))
