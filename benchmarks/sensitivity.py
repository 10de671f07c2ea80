"""What turns on each limit: all of them shifted both ways and every bound taken out, one at a time.

    python -m benchmarks.sensitivity exercises|engine CHANGES.jsonl [--recordings DIR] [--captured PEOPLE.npz]

Shifted by 10 degrees, 0.15 of a length or a share, 20 % of seconds and of all else. Recordings of people and of the
tests are counted under their name and without one, other movement under every name; listed is what moves a count.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, fields, replace
from functools import partial
from importlib import import_module
from math import isinf
from pathlib import Path
from typing import IO, Any, NamedTuple
from unittest.mock import patch

from benchmarks import truth
from benchmarks.people import SHARED, Row, captured_rows, rows
from benchmarks.replays import Gates, Shown, movements, perceived, postured
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.exercises.count import Bound
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics import posture
from formcheck.pose.recording import Recording
from formcheck.workout.recognition.candidates import candidates

TESTS = Path(__file__).parents[1] / "tests" / "recordings"
DEGREES, LENGTH, PART = 10.0, 0.15, 0.2
COUNTS_NOTHING = {"settled_s", "gone_s", "at_rest", "count", "hold"}
"""Settings of readiness and of judgement."""
PROBABILITIES = {"surely", "unsure", "named", "each", "alone"}
"""Between 0 and 1: shifted half the way to an end at most."""
CONSTANTS = {
    "formcheck.counting.rest": ["LONGEST_WEIGHT_S", "STILL_SHARE", "VALLEY_SHARE", "FIRST_LASTS_S", "FIRST_FROM_S"],
    "formcheck.counting.reach": ["NEAR"],
    "formcheck.counting.evidence": ["BEFORE_S", "AROUND_TOP_S", "JUMP_S"],
    "formcheck.workout.recognition.recognise": ["NAMED", "EACH", "ALONE", "FORGOTTEN_S"],
}
POSTURE_LIMITS = "formcheck.kinematics.posture"
ANEW = (POSTURE_LIMITS,)
"""Where a limit changes what postures are."""


class Change(NamedTuple):
    """One that moved a count: of which recording, under which name (empty: without one), from and to what."""

    limit: str
    recording: str
    under: str
    before: str
    after: str
    good: str


@dataclass(frozen=True)
class Trial:
    """A limit that is another one: of an exercise or of the engine; `recount` where movements are found anew."""

    limit: str
    exercise: Exercise | None = None
    settings: Settings = DEFAULTS
    constant: tuple[str, str, object] | None = None
    recount: bool = False


def step(name: str, value: float, *, positive: bool = False) -> float:
    """How far a limit is shifted."""
    if name.endswith("_deg"):
        return DEGREES
    if name.endswith("_s") or name in ("give", "firm", "looked_at_together", "confirmed_by"):
        return max(1, round(PART * value)) if isinstance(value, int) else PART * abs(value)
    if name in PROBABILITIES:
        return min(LENGTH, value / 2, (1 - value) / 2)
    return min(LENGTH, abs(value) / 2) if positive else LENGTH


def shifted(name: str, value: float, *, positive: bool = False) -> Iterator[tuple[str, float]]:
    """The limit lower and higher, each with its words; nothing for one that is infinite."""
    if not isinf(value):
        by = step(name, value, positive=positive)
        yield f"{value:g} - {by:g}", value - by
        yield f"{value:g} + {by:g}", value + by


def of_exercise(exercise: Exercise) -> Iterator[Trial]:
    """Every limit of one exercise."""
    count = exercise.count

    def trial(limit: str, recount: bool, **changed: object) -> Trial:
        other = exercise.model_copy(update={"count": count.model_copy(update=changed)})
        return Trial(f"{exercise.id}: {limit}", other, recount=recount)

    for name in ("smallest_rise", "told_at_once_from"):
        for words, value in shifted(name, getattr(count, name), positive=True):
            yield trial(f"{name} {words}", True, **{name: value})
    for k, name in enumerate(("least", "most")):
        for words, value in shifted("rest", count.rest[k]):
            rest = (value, count.rest[1]) if k == 0 else (count.rest[0], value)
            yield trial(f"rest {name} {words}", True, rest=rest)
    for k, window in enumerate(count.within):
        kept = count.within[:k], count.within[k + 1 :]
        yield trial(f"within {window.height} taken out", True, within=(*kept[0], *kept[1]))
        for name in ("least", "most"):
            for words, value in shifted(name, getattr(window, name)):
                other = window.model_copy(update={name: value})
                yield trial(f"within {window.height} {name} {words}", True, within=(*kept[0], other, *kept[1]))
    for k, bound in enumerate(count.bounds):
        for words, others in of_bound(bound):
            bounds = (*count.bounds[:k], *others, *count.bounds[k + 1 :])
            yield trial(f"{bound.of}{' (strict)' if bound.strict else ''} {words}", False, bounds=bounds)


def of_bound(bound: Bound) -> Iterator[tuple[str, tuple[Bound, ...]]]:
    """A bound that is not there, and with other limits."""
    yield "taken out", ()
    for name in ("above", "below"):
        for words, value in shifted(bound.of, getattr(bound, name)):
            yield f"{name} {words}", (bound.model_copy(update={name: value}),)
    for words, value in shifted("give", bound.give):
        yield f"give {words}", (bound.model_copy(update={"give": value}),)


def of_engine() -> Iterator[Trial]:
    """Every limit that all exercises share."""
    for one in fields(Settings):
        if one.name not in COUNTS_NOTHING:
            for words, value in shifted(one.name, getattr(DEFAULTS, one.name), positive=True):
                other: Any = {one.name: value}
                yield Trial(f"settings: {one.name} {words}", settings=replace(DEFAULTS, **other), recount=True)
    for module, names in CONSTANTS.items():
        for name in names:
            for words, value in shifted(name.lower(), getattr(import_module(module), name), positive=True):
                recount = "recognise" not in module
                yield Trial(f"{module.split('.')[-1]}: {name} {words}", constant=(module, name, value), recount=recount)
    bounds = posture._BOUNDS
    for which, limits in bounds.items():
        for k, (name, *ends) in enumerate(limits):
            for end in (0, 1):
                for words, value in shifted(name, ends[end]):
                    both = [*ends]
                    both[end] = value
                    table = {**bounds, which: (*limits[:k], (name, *both), *limits[k + 1 :])}
                    limit = f"posture {which}: {name} {('least', 'most')[end]} {words}"
                    yield Trial(limit, constant=(POSTURE_LIMITS, "_BOUNDS", table), recount=True)


class Look:
    """One recording, counted as often as there are limits."""

    def __init__(self, row: Row) -> None:
        self._row, self._known = row, {each.id: each for each in candidates()}
        self._seen = perceived(Recording.load(row.path))
        self._shown = {name: movements(self._seen, each) for name, each in self._known.items()}
        kinds = {self._known[name].count.kind for name, shown in self._shown.items() if shown or name == row.exercise}
        self._near = {name for name, each in self._known.items() if each.count.kind in kinds}
        self.before = self._counts(self._known, self._shown)

    def changes(self, trial: Trial) -> list[Change]:
        """What moves with this limit."""
        if trial.exercise is not None and trial.exercise.id not in self._near:
            return []
        module, name, value = trial.constant or ("", "", None)
        with patch(f"{module}.{name}", value) if module else nullcontext():
            tried = {} if trial.exercise is None or trial.recount else {trial.exercise.id: trial.exercise}
            after = self._counts({**self._known, **tried}, self._found(trial), trial.settings)
        name = self._row.path.stem
        return [
            Change(trial.limit, name, under, str(was), str(after[under]), self._verdict(under, was, after[under]))
            for under, was in self.before.items()
            if after[under] != was
        ]

    def _found(self, trial: Trial) -> Mapping[str, Sequence[Shown]]:
        """The movements with this limit; those of exercises far from what is seen are left as they are."""
        if not trial.recount:
            return self._shown
        if trial.exercise is not None:
            return {**self._shown, trial.exercise.id: movements(self._seen, trial.exercise)}
        seen = postured(self._seen) if trial.constant is not None and trial.constant[0] in ANEW else self._seen
        return {**self._shown, **{name: movements(seen, self._known[name], trial.settings) for name in self._near}}

    def _counts(
        self, exercises: Mapping[str, Exercise], shown: Mapping[str, Sequence[Shown]], settings: Settings = DEFAULTS
    ) -> dict[str, int | dict[str, int]]:
        """By name, those that may be good under another one, and without a name."""
        gates, own, found = Gates(exercises, settings), self._row.exercise, dict[str, int | dict[str, int]]()
        kind = exercises[own].count.kind if own in exercises else None
        for name, each in exercises.items():
            counted, surely = gates.named(name, shown[name])
            if name == own or each.count.kind != kind:
                found[name] = counted
            if name != own:
                found[f"{name}, good"] = surely
        return {**found, "": gates.unnamed(shown)}

    def _verdict(self, under: str, was: object, now: object) -> str:
        right = [self._is_right(under, counts) for counts in (was, now)]
        return {(True, False): "lost", (False, True): "gained"}.get((right[0], right[1]), "other")

    def _is_right(self, under: str, found: object) -> bool:
        row, ours = self._row, self._row.exercise in self._known
        if isinstance(found, dict):
            done = {name: n for name, n in found.items() if n}
            return set(done) == {row.exercise} and row.least <= done[row.exercise] <= row.most if ours else not done
        assert isinstance(found, int)
        if under == row.exercise:
            return row.least <= found <= row.most
        return found <= (0 if under.endswith(", good") else row.allowed.get(under, 0))


def look(row: Row, trials: Sequence[Trial]) -> tuple[Row, list[Change]]:
    """Every change in one recording."""
    one = Look(row)
    return row, [change for trial in trials for change in one.changes(trial)]


def of_tests() -> Iterator[Row]:
    """The recordings of the tests whose truth is known."""
    for folder in (TESTS, TESTS / "programme", TESTS / "bench"):
        for one in truth.load(folder):
            if one.path.suffix == ".npz":
                yield Row(one.path, one.exercise, one.reps_min, one.reps_max, False, {})


def report(trials: Sequence[Trial], changes: Sequence[Change]) -> str:
    """A line for every limit: what is lost, gained and otherwise counted, and where."""
    by = defaultdict(list)
    for change in changes:
        by[change.limit].append(change)
    lines = []
    for trial in trials:
        found = by[trial.limit]
        if not found:
            lines.append(f"{trial.limit:70} -")
            continue
        tally = " ".join(f"{kind} {sum(c.good == kind for c in found)}" for kind in ("lost", "gained", "other"))
        where = "; ".join(f"{c.good[0]} {c.recording} {c.under or 'unnamed'} {c.before}>{c.after}" for c in found[:12])
        lines.append(f"{trial.limit:70} {tally} | {where}{' ...' if len(found) > 12 else ''}")
    return "\n".join(lines)


def main() -> None:
    """Shift and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("exercises", "engine"))
    parser.add_argument("changes", type=Path, help="a line a recording: what is there is not looked at again")
    parser.add_argument("--recordings", type=Path, default=SHARED / "recordings")
    parser.add_argument("--captured", type=Path, help="people.npz of motion capture")
    parser.add_argument("--azimuths", nargs="+", default=["0", "90", "270"])
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    trials = list(of_engine()) if given.what == "engine" else [t for each in candidates() for t in of_exercise(each)]
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(given.processes) as pool,
        given.changes.open("a+", encoding="utf-8") as file,
    ):
        every = {row.path.stem: row for row in (*of_tests(), *rows(given.recordings, held_out=False))}
        if given.captured is not None:
            every |= {r.path.stem: r for r in captured_rows(given.captured, Path(folder), given.azimuths)}
        done = read(file)
        missing = [row for name, row in every.items() if name not in done]
        for row, changes in pool.map(partial(look, trials=trials), missing):
            file.write(json.dumps([row.path.stem, changes]) + "\n")
            file.flush()
        found = read(file)
    print(f"{len(found)} recordings")
    print(report(trials, [Change(*change) for changes in found.values() for change in changes]))


def read(file: IO[str]) -> dict[str, list[list[str]]]:
    """What has been looked at."""
    file.seek(0)
    return dict(json.loads(line) for line in file if line.endswith("\n"))


if __name__ == "__main__":
    main()
