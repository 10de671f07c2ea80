"""What has to be said of a source: that it breaks off, is a photo, was not upright, or looks like slow motion."""

from collections.abc import Iterator, Sequence

from formcheck.app.analysis.seen import Extraction
from formcheck.counting.results import Rep
from formcheck.system.language import later

SLOWEST_S = 4.0
"""Of 13 recordings of people none moved slower both up and down than 1.3 s; who trains slowly on purpose takes up to
four seconds each way [S]. Where every repetition takes longer both ways, it is rather the film that is slow."""
SLOW = later(
    "it looks like slow motion: every way up and down takes longer than people do; if it is, all times are too long:"
    " say with --speed how many times as fast it was filmed"
)


def remarks(seen: Extraction, reps: Sequence[Rep]) -> Iterator[str]:
    """Sentences about the source, without a full stop."""
    time_s = seen.times_s or seen.recording.time_s
    if seen.ended_early and len(time_s) > 0:
        yield later("the file breaks off after {seconds} s").format(seconds=f"{time_s[-1]:.1f}")
    if len(time_s) == 1:
        yield later("it has a single frame, like a photo: there is no movement to count")
    if seen.turned_deg:
        turned = later("the picture was not upright and was turned by {degrees} degrees; --rotate 0 leaves it as it is")
        yield turned.format(degrees=seen.turned_deg)
    if seen.company.note:
        yield seen.company.note
    if seen.speed != 1:
        yield later("times are those of what was filmed, {speed} times as fast as the clip plays").format(
            speed=f"{seen.speed:g}"
        )
    elif looks_slowed(reps):
        yield SLOW


def looks_slowed(reps: Sequence[Rep]) -> bool:
    """Whether all that was counted surely went slower, up as well as down, than people do."""
    ways_s = [way_s for rep in reps if rep.counted for way_s in (rep.lift_s, rep.lower_s)]
    return bool(ways_s) and all(way_s > SLOWEST_S for way_s in ways_s)  # false for what is not known
