"""Whether modelled landmarks are counted as really seen ones: every rendered clip of the tests, remade from its truth.

    python -m benchmarks.modelled [FOLDER...]

Frames of getting into position are left out of both. Exit status 1 where fewer than nine of ten are counted alike.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import formcheck
from tools.landmarks.cross import seed_of
from tools.landmarks.hidden import MEASURED, with_hidden
from tools.landmarks.noise import Landmarks, as_seen, load
from tools.landmarks.residue import halves
from tools.landmarks.seen import Seen
from tools.landmarks.seen import load as seen_clips

RECORDINGS = Path(__file__).parents[1] / "tests" / "recordings"
ALIKE = 0.9

Count = Callable[[Path, str], int]


def reps_today(recording: Path, exercise: str) -> int:
    """Repetitions that today's engine counts."""
    return formcheck.analyze(recording, exercise=exercise).counts.reps


def remade(clip: Seen) -> Landmarks:
    """The landmarks that the model of the errors makes of a clip."""
    seed = seed_of(clip.name)
    found = as_seen(clip.time_s, clip.points, clip.view, load(), seed)
    return with_hidden(found, clip.points, clip.view, MEASURED, seed)


def counts(clips: Iterable[Seen], count: Count) -> list[tuple[str, int, int]]:
    """Name of each clip, its count on the landmarks really seen, and on modelled ones."""
    out = []
    with TemporaryDirectory() as folder:
        for clip in clips:
            real = Landmarks(clip.time_s, clip.image_px, clip.world_m, clip.visibility, clip.view.size)
            found = []
            for kind, landmarks in (("seen", real), ("modelled", remade(clip))):
                path = Path(folder) / f"{clip.name}.{kind}.npz"
                landmarks.save(path)
                found.append(count(path, clip.exercise))
            out.append((clip.name, found[0], found[1]))
    return out


def main() -> None:
    """Count and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[RECORDINGS, RECORDINGS / "programme"])
    alike, everything = 0, 0
    for half, clips in zip(("fitted on", "kept out"), halves(seen_clips(parser.parse_args().folders)), strict=True):
        rows = counts(clips, reps_today)
        same = sum(seen == modelled for _, seen, modelled in rows)
        print(f"{half}: {same} of {len(rows)} counted alike")
        for name, seen, modelled in rows:
            if seen != modelled:
                print(f"  {name}: {seen} really seen, {modelled} modelled")
        alike, everything = alike + same, everything + len(rows)
    sys.exit(alike < ALIKE * everything)


if __name__ == "__main__":
    main()
