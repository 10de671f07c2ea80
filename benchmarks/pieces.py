"""Clips that begin and end anywhere: pieces of sets that are counted as true, with a few repetitions in each.

    python -m benchmarks.pieces [--recordings DIR] [--captured PEOPLE.npz] [--times N] [--seed N]

A piece is cut at random out of a set that is counted as true as a whole: from before a repetition's top to after that
of the same or of one of the next three. Counted have to be those that are whole in it; those whose top lies in it may
be. One line for every piece that is counted wrong, then a table, beside the script of one height.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.otherwise import sets
from benchmarks.people import SHARED, Score, by_script, followed, module_of, named
from formcheck.counting.results import Rep
from formcheck.pose.recording import Recording

MOST_REPS = 4
LEAST_S = 2.0
"""A shorter clip is nothing that anybody makes."""


@dataclass(frozen=True)
class Piece:
    """A part of a set, and how many repetitions it has at least and at most."""

    recording: Recording
    first_s: float
    last_s: float
    least: int
    most: int


def cut(recording: Recording, reps: Sequence[Rep], rng: np.random.Generator) -> Piece | None:
    """A piece that begins and ends anywhere; None where the set has too little for one."""
    times_s = recording.time_s
    first = int(rng.integers(len(reps)))
    last = min(first + int(rng.integers(MOST_REPS)), len(reps) - 1)
    tops_s = [times_s[0], *(rep.top_s for rep in reps), times_s[-1]]
    first_s, last_s = rng.uniform(*tops_s[first : first + 2]), rng.uniform(*tops_s[last + 1 : last + 3])
    if last_s - first_s < LEAST_S:
        return None
    least = sum(first_s <= rep.start_s and rep.end_s <= last_s for rep in reps)
    most = sum(first_s <= rep.top_s <= last_s for rep in reps)
    part = recording.part(*np.searchsorted(times_s, (first_s, last_s)))
    return Piece(part, first_s, last_s, least, most)


def main() -> None:
    """Count the pieces."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recordings", type=Path, default=SHARED / "recordings")
    parser.add_argument("--captured", type=Path, help="people.npz of motion capture")
    parser.add_argument("--times", type=int, default=5, help="pieces of every set")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    rng, score = np.random.default_rng(given.seed), Score()
    script = module_of(given.recordings / "one_height.py")
    with tempfile.TemporaryDirectory() as folder:
        for row, recording in sets(given.recordings, given.captured, Path(folder)):
            reps = [rep for rep in followed(recording, row.exercise).reps if rep.counted]
            if not row.least <= len(reps) <= row.most:
                continue
            for _ in range(given.times):
                piece = cut(recording, reps, rng)
                if piece is None:
                    continue
                name = f"{row.path.stem} {piece.first_s:.1f}-{piece.last_s:.1f} s"
                for how, found in (
                    ("pieces", named(piece.recording, row.exercise)[0]),
                    ("script", by_script(script, piece.recording, row.exercise)),
                ):
                    right = piece.least <= found <= piece.most
                    score.add(how, name, "" if right else f"true {piece.least}-{piece.most} found {found}")
    score.print()


if __name__ == "__main__":
    main()
