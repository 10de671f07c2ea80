"""The columns of a table of repetitions: what is judged in the exercise, and what is asked of it."""

from math import isfinite

from formcheck.counting.results import NotJudged, Rep
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import Direction
from formcheck.output.report.shown import DEPTH, SHOWN, seconds
from formcheck.system.language import later, tr

UNKNOWN = "–"
_WAYS = {
    Direction.HIGHER: later("How far up"),
    Direction.DEEPER: later("How far down"),
    Direction.FURTHER: later("How far out"),
}
_TENTHS = (
    later("hardly"), later("a tenth"), later("two tenths"), later("three tenths"), later("four tenths"), later("half"),
    later("six tenths"), later("seven tenths"), later("eight tenths"), later("nine tenths"),
)  # fmt: skip
ALL = later("all the way")
ABOUT = "~"
"""Before a hold that is not surely known: it was not timed by the angle, or pictures came too seldom."""
ABOUT_WORDS = later("~ about: its angle could not be judged, or pictures came too seldom.")


def cells_of(rep: Rep, exercise: Exercise) -> list[tuple[str, str]]:
    """Pairs of a column's name and the text of this repetition in it, the same columns for all of an exercise."""
    judge = exercise.judge
    shown = SHOWN[judge.measure]
    known = (bool(rep.judged.measures) and not rep.other_leg) or rep.attempt
    hold = UNKNOWN if rep.other_leg else hold_words(rep)
    cells = []
    if shown.angle:
        label = tr(shown.label) if judge.measure == DEPTH else tr("{label} at top", label=tr(shown.label))
        angle = shown.text(rep.judged_peak)
        if judge.relative:
            label, angle = tr("Angle from rest"), shown.text(rep.judged_peak - rep.judged_rest, difference=True)
        cells.append((label, angle if known else UNKNOWN))
    if judge.direction is Direction.DEEPER and judge.measure != DEPTH:
        cells.append((tr("Depth"), SHOWN[DEPTH].text(rep.depth_deg)))
    cells.append((tr(_WAYS[judge.direction]), way_words(rep, exercise) if known else UNKNOWN))
    if exercise.hold.seconds:
        cells.append((tr("Hold"), hold))
    return cells


def way_words(rep: Rep, exercise: Exercise) -> str:
    """The share of the way from rest to the goal in words: "nine tenths"; a dash where it is unknown."""
    way = exercise.judge.goal_from(rep.judged_rest) - rep.judged_rest
    share = (rep.judged_peak - rep.judged_rest) / way if way else 0.0
    if not isfinite(share):
        return UNKNOWN
    if rep.judged_peak >= exercise.judge.full_from(rep.judged_rest):
        return tr(ALL)
    return tr(_TENTHS[min(max(round(10 * share), 0), len(_TENTHS) - 1)])


def hold_words(rep: Rep) -> str:
    """How long it was held; with a sign where that is not known by the angle."""
    text = seconds(rep.hold_s)
    unjudged = rep.counted and not rep.judged.measures
    unsure = rep.hold_on == "height" or unjudged or rep.judged.reason == NotJudged.FEW_PICTURES
    return f"{ABOUT}{text}" if unsure and isfinite(rep.hold_s) else text
