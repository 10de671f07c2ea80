"""Tables of corrections: found where they are there, said where they are not, by fault and view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan

from benchmarks.form_clips import BANDS_DEG
from benchmarks.form_people import Watched
from benchmarks.form_rows import Job, Row, rows_of
from benchmarks.form_truth import FAULTS, TrueFault
from formcheck.exercises import catalogue
from formcheck.exercises.schema import Fault
from tools.landmarks.cross import BODIES

LEAST_FOUND, MOST_SAID = 0.9, 0.02
"""A fault is judged where nine of ten plain ones are found, and where it is said in one of fifty without it at most."""


@dataclass(frozen=True)
class Cell:
    """What was said of a fault at one angle off the side: found plain, beyond, short and absent, of so many."""

    said: tuple[int, int, int, int]
    of: tuple[int, int, int, int]

    def __str__(self) -> str:
        return " ".join(f"{s}/{n}" if n else "-" for s, n in zip(self.said, self.of, strict=True))


LEVELS = ("plain", "beyond", "short", "absent")


def fault_of(true: TrueFault) -> Fault | None:
    """The fault of the exercise's file; None where it has gone."""
    return next((fault for fault in catalogue.load(true.exercise).fault if fault.id == true.id), None)


def cell(rows: Iterable[Row], true: TrueFault, band_deg: int, *, anywhere: bool = False) -> Cell:
    """What is said of a fault from so far off the side; `anywhere`: if it were judged there."""
    fault, said, of = fault_of(true), [0] * 4, [0] * 4
    for row in rows:
        of_it = row.fault == true.name or (not row.fault and row.level == "absent")
        if row.exercise == true.exercise and row.band_deg == band_deg and of_it:
            place = LEVELS.index(row.level)
            of[place] += 1
            shows = anywhere or (fault is not None and not isnan(row.read_deg) and fault.shows(row.read_deg))
            said[place] += shows and true.id in row.said
    plain, beyond, short, absent = range(4)
    return Cell((said[plain], said[beyond], said[short], said[absent]), (of[plain], of[beyond], of[short], of[absent]))


def rendered(rows: Sequence[Row], faults: Sequence[TrueFault] = FAULTS) -> str:
    """One line a fault, in Markdown: what is said, and in which views it is judged."""
    heads = " | ".join(f"{band}°" for band in BANDS_DEG)
    lines = [
        f"| exercise, fault | there from | judged | {heads} |", "|---|---|---|" + "---|" * len(BANDS_DEG),
    ]  # fmt: skip
    for true in faults:
        fault = fault_of(true)
        judged = "gone" if fault is None else f"up to {fault.within_deg:.0f}"
        cells = " | ".join(str(cell(rows, true, band)) for band in BANDS_DEG)
        start = f"{true.limit:g} ± {true.tolerance:.2g}"
        lines.append(f"| {true.exercise}, {true.name} | {start} | {judged} | {cells} |")
    return "\n".join(lines) + "\n"


def part() -> str:
    """The line of one fault on one body, made here."""
    true = FAULTS[0]
    return rendered(rows_of(Job(true.exercise, true, BODIES[0], 1)), [true])


def captured(watched: Sequence[Watched]) -> str:
    """What really occurs in motion-captured people, and what is named, by fault and view, in Markdown."""
    bands = sorted({one.band_deg for one in watched})
    heads = " | ".join(f"{band}°" for band in bands)
    lines = [f"| exercise, fault | repetitions with it | {heads} |", "|---|---|" + "---|" * len(bands)]
    for true in (fault for fault in FAULTS if any(row.true == fault for one in watched for row in one.rows)):
        rows = [(one, row) for one in watched for row in one.rows if row.true == true]
        there = {(one.name, row.number) for one, row in rows if row.level in ("beyond", "plain")}
        cells = []
        for band in bands:
            of, said = dict.fromkeys(LEVELS, 0), dict.fromkeys(LEVELS, 0)
            for one, row in rows:
                if one.band_deg == band:
                    of[row.level] += 1
                    said[row.level] += row.said
            cells.append(" ".join(f"{said[level]}/{of[level]}" if of[level] else "-" for level in LEVELS))
        lines.append(f"| {true.exercise}, {true.name} | {len(there)} | {' | '.join(cells)} |")
    minutes = sum(one.good_s for one in watched) / 60
    named, live = (
        sum(len(part) for part in parts) for parts in zip(*[(o.named, o.live) for o in watched], strict=True)
    )
    rates = [
        f"{count} {how} ({count / minutes:.2f} a minute)" for count, how in ((named, "named"), (live, "said live"))
    ]
    lines += ["", f"Good sets, {minutes:.0f} minutes in all views: {', '.join(rates)}."]
    lines += [f"- {one.name} at {one.band_deg}°: {', '.join(one.named)}" for one in watched if one.named]
    return "\n".join(lines) + "\n"
