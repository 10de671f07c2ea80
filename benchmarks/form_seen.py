"""Clips of faults that the pose model has really seen: how much of a fault there is, and what is named."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.form_said import said
from formcheck.exercises import catalogue
from formcheck.pose.recording import Recording
from tools.render.truth import azimuth_deg_of


def lines(folder: Path) -> Iterator[str]:
    """One line a clip."""
    for path in sorted(folder.glob("fault_*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".truth.json")
        exercise = catalogue.load(truth["exercise"])
        told = said(Recording.load(path.with_name(f"{name}.npz")), exercise)
        made, found = list[str](), list[str]()
        for rep in truth["reps"]:
            it = told.about((rep["start_s"] + rep["end_s"]) / 2)
            made += [f"{amount:g}" for amount in rep["faults"].values()]
            found.append("not counted" if it is None else ", ".join(sorted({f.id for f in it.faults})) or "-")
        fault = next(iter(truth["reps"][0]["faults"]))
        where = f"{azimuth_deg_of(truth):.0f}°"
        yield f"| {truth['exercise']}, {fault} | {where} | {'; '.join(made)} | {'; '.join(found)} |"


def table(folder: Path) -> str:
    """All of them, in Markdown."""
    heads = ["| exercise, fault | seen from | how much, by repetition | named |", "|---|---|---|---|"]
    return "\n".join([*heads, *lines(folder)]) + "\n"
