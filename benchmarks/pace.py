"""What is lost by not looking at every picture: landmark recordings thinned as `formcheck analyze` looks at a clip.

    python -m benchmarks.pace [--recordings FOLDER]

Only landmarks can be thinned here: what the pose model itself makes of pictures further apart is not in it. Of 15
pictures a second or fewer all are looked at anyway. What was over in fewer than twelve poses, and jumps, are counted
again with all of them, as `analyze` does.
"""

import argparse
from array import array
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt

from benchmarks.people import SHARED, rows
from formcheck.app.analysis.closer import hurried
from formcheck.app.analysis.seen import Extraction
from formcheck.app.loop import follow, recorded
from formcheck.counting.results import Counts, Rep
from formcheck.counting.session import Session
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.pose.recording import Recording
from formcheck.pose.recording_file import SHAPES
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.video.pace import Pace


def main() -> None:
    """Print every difference of a count, and the medians and the largest of all others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recordings", type=Path, default=SHARED / "recordings")
    off: dict[str, list[tuple[float, str]]] = {"hold s": [], "start s": [], "end s": [], "angle deg": []}
    sets = same = closer = 0
    for row in rows(parser.parse_args().recordings, held_out=False):
        recording = Recording.load(row.path)
        if row.exercise not in catalogue.names() or len(recording) < 2:
            continue
        exercise = catalogue.load(row.exercise)
        rate = (len(recording) - 1) / float(np.ptp(recording.time_s))
        thinned = thin(recording, rate)
        every, paced = (summed_up(one, exercise) for one in (recording, thinned))
        if again := stretches(recording, thinned, paced):
            closer, paced = closer + 1, summed_up(part_of(recording, thinned, again), exercise)
        sets, same = sets + 1, same + (every.counts == paced.counts)
        if every.counts != paced.counts:
            told = [told_of(one.counts) for one in (every, paced)]
            print(f"  {row.path.name} ({rate:.0f} a second): {told[0]}, thinned {told[1]}", flush=True)
        for one, other in pairs(every.reps, paced.reps):
            found = (one.hold_s - other.hold_s, one.start_s - other.start_s, one.end_s - other.end_s)
            for name, value in zip(off, (*found, one.judged_peak - other.judged_peak), strict=True):
                off[name] += [(abs(value), row.path.stem)] if np.isfinite(value) else []
    print(f"{sets} sets: all counts the same in {same}; {closer} looked at more closely somewhere")
    for name, found_off in off.items():
        values = [value for value, _ in found_off]
        worst = ", ".join(f"{value:.2f} in {stem}" for value, stem in sorted(found_off, reverse=True)[:5])
        print(f"  {name}: median {median(values):.3f}, 95 % {np.quantile(values, 0.95):.3f}, most {worst}")


def told_of(counts: Counts) -> str:
    """All numbers that may differ."""
    numbers = (counts.reps, counts.attempts, counts.good, counts.left, counts.right)
    return "{} and {} attempts, {} good, {} left and {} right".format(*numbers)


def thin(recording: Recording, rate: float) -> Recording:
    """The pictures that are looked at by default."""
    pace = Pace(fps=rate)
    return only(recording, np.array([pace.wants(at_s) for at_s in recording.time_s.tolist()]))


def only(recording: Recording, wanted: npt.NDArray[np.bool_]) -> Recording:
    """Some rows of a recording."""
    arrays = {name: getattr(recording, name)[wanted] for name in SHAPES}
    return Recording(**arrays, image_size=recording.image_size)


def stretches(recording: Recording, thinned: Recording, summary: Summary) -> list[tuple[float, float]]:
    """What would be looked at in full."""
    looked = SpooledRecording(recording.image_size)
    looked.extend(thinned)
    seen = Extraction(looked, times_s=array("d", recording.time_s.tolist()))
    return [(part.begin_s, part.end_s) for part in hurried(seen, summary.reps)]


def part_of(recording: Recording, thinned: Recording, again: list[tuple[float, float]]) -> Recording:
    """The thinned recording with all pictures of some stretches."""
    time_s = recording.time_s
    wanted = np.isin(time_s, thinned.time_s)
    for begin_s, end_s in again:
        wanted |= (time_s >= begin_s) & (time_s < end_s)
    return only(recording, wanted)


def summed_up(recording: Recording, exercise: Exercise) -> Summary:
    """What a session makes of it."""
    return follow(recorded(recording), Session(exercise), [])


def pairs(some: tuple[Rep, ...], others: tuple[Rep, ...]) -> Iterator[tuple[Rep, Rep]]:
    """Repetitions at the same time."""
    for one in some:
        near = [other for other in others if other.counted and abs(other.top_s - one.top_s) < 0.5]
        if one.counted and near:
            yield one, min(near, key=lambda other: abs(other.top_s - one.top_s))


if __name__ == "__main__":
    main()
