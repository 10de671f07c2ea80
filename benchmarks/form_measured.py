"""Runs `form_measures` over rendered and motion-captured people of good form and bad."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from benchmarks import form_clips, form_people
from benchmarks.form_measures import MEASURED, Error, Shown, Top, errors
from benchmarks.form_measures import table as shown
from tools.landmarks.cross import BODIES, HEIGHTS_M, seed_of
from tools.landmarks.people import Set
from tools.render.poses import EXERCISES

BANDS_DEG = (0, 15, 30, 45, 60)
TOP_S = 0.3


def table(people: Path | None) -> str:
    """Of rendered bodies, and of people where their file is given, in Markdown."""
    found: list[Error] = []
    with ProcessPoolExecutor(2) as pool:
        for part in pool.map(rendered, [(name, body) for name in MEASURED for body in BODIES]):
            found += part
        if people is not None:
            for part in pool.map(captured, list(form_people.sets(people))):
                found += part
    return shown(sorted(found, key=lambda one: (one.people != "rendered", one.exercise, one.measure)), BANDS_DEG)


def rendered(who: tuple[str, str]) -> list[Error]:
    """Good form of one body, from one place of each angle off the side."""
    exercise, body = who
    (done,) = form_clips.made(exercise, None, body)
    side = "both" if EXERCISES[exercise].two_sided else done.side
    tops = [Top(side, rep.top_s - TOP_S / 2, rep.top_s + TOP_S / 2) for rep in done.reps]
    found: list[Error] = []
    for band, azimuth, height in form_clips.views(done.name, 1):
        if band in BANDS_DEG:
            recording = form_clips.seen(done, azimuth, height)
            found += errors(Shown("rendered", exercise, recording, done.time_s, done.points, tops, band, azimuth))
    return found


def captured(one: Set) -> list[Error]:
    """One set of a person, likewise."""
    return list(_captured(one))


def _captured(one: Set) -> Iterator[Error]:
    exercise, tops = one.row["exercise"], list[Top]()
    for rep in form_people.done(one):
        rows = (one.time_s >= rep.rise.start_s) & (one.time_s <= rep.rise.end_s)
        side = form_people.front_leg(one.points[rows]) if exercise == "split_squat" else "both"
        tops.append(Top(side, rep.rise.top_s, rep.rise.top_s + max(rep.rise.hold_s, TOP_S)))
    draw = np.random.default_rng(seed_of(one.name))
    for band in BANDS_DEG:
        azimuth, height = int(draw.choice(form_clips.azimuths_deg(band))), float(draw.choice(HEIGHTS_M))
        recording = form_people.seen(one, azimuth, height)
        yield from errors(Shown("captured", exercise, recording, one.time_s, one.points, tops, band, azimuth))
