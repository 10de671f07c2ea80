"""Good form is left alone: what is corrected of people whose form is good, by the table beside their recordings."""

import csv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.form_said import Said, said
from formcheck.exercises import catalogue
from formcheck.pose.recording import Recording


def good(folder: Path) -> Iterator[tuple[str, Said]]:
    """What is said of every open recording whose form is good."""
    held_out = folder / "held_out.txt"
    held = set(held_out.read_text(encoding="utf-8").split()) if held_out.exists() else set()
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["file"] not in held and row["form"].startswith("good")]
    for row in rows:
        if row["exercise"] in catalogue.names():
            yield row["file"], said(Recording.load(folder / row["file"]), catalogue.load(row["exercise"]))


def table(folder: Path) -> str:
    """How many false corrections a minute, and which, in Markdown."""
    found = list(good(folder))
    minutes = sum(one.duration_s for _, one in found) / 60
    named, live = sum(len(list(one.faults)) for _, one in found), sum(len(one.cues) for _, one in found)
    rates = [
        f"{count} {how} ({count / minutes:.2f} a minute)" for count, how in ((named, "named"), (live, "said live"))
    ]
    lines = [f"{len(found)} recordings, {minutes:.1f} minutes: {', '.join(rates)}."]
    lines += [f"- {name}: {', '.join({*one.faults, *(cue for _, cue in one.cues)})}" for name, one in found
              if one.cues or list(one.faults)]  # fmt: skip
    return "\n".join(lines) + "\n"
