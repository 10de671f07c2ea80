"""Ten sessions as a new user has them, and every output of each as text: to be compared with one another."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from formcheck.app.live.terminal import TerminalDisplay
from formcheck.app.loop import Judge
from formcheck.cli.summary import print_routine, print_summary
from formcheck.counting.moment import Moment
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import AnyExercise
from formcheck.feedback.voice.commentary import Commentary
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.overview import overview
from formcheck.output.history.page import page
from formcheck.output.history.tables import print_overview
from formcheck.output.report import ReportData, Source, as_json, report_page
from formcheck.output.report.index import entry_of, index_page
from formcheck.pose.landmarks import Pose
from formcheck.pose.recording import Recording
from formcheck.system.language import Words
from formcheck.video.frame import Picture
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet, plan_sets
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.recorded import Recognised
from formcheck.workout.workout import Workout
from tests.movements import Movement, bridges, kicks, lasting_s, nobody, one_after_another, stand
from tests.people import seen_from
from tests.replay import FOLDER

FPS = 15
DIM, LIT = Picture(9.0), Picture(120.0)
TODAY = datetime.fromisoformat("2026-03-02T08:00:00+00:00")


@dataclass(frozen=True)
class Told:
    """One session, as everybody is told of it; of the pages the text without their marks."""

    summary: Summary
    voice: Sequence[str]
    console: str
    terminal: str
    report: str
    index: str
    history: str
    history_page: str
    document: dict[str, Any]
    snapshots: Sequence[Snapshot]


def text_of(page: str) -> str:
    """What a page says, a line for each of its pieces."""
    body = re.sub(r"<(script|style|svg).*?</\1>", "", page, flags=re.DOTALL)
    lines = unescape(re.sub(r"<[^>]+>", "\n", body)).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def play(
    judge: Judge, moments: Sequence[Moment], exercises: Sequence[AnyExercise], plan: Sequence[PlannedSet], *, live: bool
) -> Told:
    """Run a session over its moments, and ask every output."""
    data, commentary = ReportData(exercises), Commentary(Words())
    printed = StringIO()
    display = TerminalDisplay(Console(file=printed, width=80, highlight=False))
    voice: list[str] = []
    snapshots = []
    for moment in moments:
        snapshot = judge.update(moment.time_s, moment.pose, moment.picture)
        snapshots.append(snapshot)
        data.show(moment, snapshot)
        if live:
            display.show(moment, snapshot)
            said = commentary.update(snapshot)
            voice += [one.text for one in said if one.text]
            for one in said:
                display.say(one)
    summary = judge.finish()
    terminal, history = StringIO(), StringIO()
    console = Console(file=terminal, width=80, highlight=False)
    named = exercises[0] if len(exercises) == 1 else None
    if summary.routine:
        print_routine(console, summary, plan)
    else:
        print_summary(console, summary, named)
    source = Source("clip.mp4")
    practices = {one.id: one for one in exercises}
    entry = Entry.begun("1", TODAY, Kind.ROUTINE if summary.routine else Kind.LIVE, summary.routine or "x", "0")
    entry = entry.with_summary(summary, source, practices)
    found = overview([replace(entry, id=1)] if entry.worth_keeping else [], date(2026, 3, 2))
    print_overview(Console(file=history, width=80, highlight=False), found)
    known = named if isinstance(named, Exercise) else None
    return Told(
        summary, voice, printed.getvalue(), terminal.getvalue(), text_of("".join(report_page(summary, source, data))),
        text_of(index_page([entry_of(Path("clip.mp4"), summary, known)])), history.getvalue(), text_of(page(found)),
        json.loads(as_json(summary, source)), snapshots,
    )  # fmt: skip


def moments_of(movement: Movement, lasts_s: float, picture: Picture = LIT, fps: float = FPS) -> list[Moment]:
    """What a camera sees of somebody."""
    times_s = [row / fps for row in range(round(lasts_s * fps))]
    return [Moment(time_s, movement(time_s), picture) for time_s in times_s]


def turned(movement: Movement, yaw_deg: float) -> Movement:
    """The same, seen from elsewhere."""

    def seen(time_s: float) -> Pose | None:
        pose = movement(time_s)
        return None if pose is None else seen_from(pose, yaw_deg)

    return seen


def live_set(exercise: str, movement: Movement, lasts_s: float, reps: int, sides: AskedSide | None = None) -> Told:
    """A set before the camera, as `formcheck live EXERCISE` plans it."""
    chosen = catalogue.find(exercise)
    sets = plan_sets(chosen, sets=1, reps=reps, sides=sides)
    return play(Workout(sets), moments_of(movement, lasts_s), [chosen], sets, live=True)


def clip(name: str, exercise: str = "") -> Told:
    """A recording of the tests, as `formcheck analyze` counts it."""
    recording = Recording.load(FOLDER / f"{name}.npz")
    moments = [Moment(time_s, pose) for time_s, pose in recording]
    chosen = [catalogue.load(exercise)] if exercise else candidates()
    judge: Judge = Session(chosen[0]) if exercise else Recognised(candidates())
    return play(judge, moments, chosen, (), live=False)


@cache
def good() -> Told:
    return live_set("glute_bridge", bridges(4), lasting_s(4) + 15, reps=4)


@cache
def shallow() -> Told:
    return live_set("glute_bridge", bridges(4, top=-22), lasting_s(4) + 15, reps=4)


@cache
def wrong_leg() -> Told:
    """Three kicks of the right leg while the left one is asked for, then three of the left one."""
    movement, lasts_s = one_after_another(
        (lasting_s(3, move_s=0.9, hold_s=1.2), kicks(3, "right", near="left")),
        (lasting_s(3, move_s=0.9, hold_s=1.2) + 12, kicks(3, "left", near="left")),
    )
    return live_set("donkey_kick", movement, lasts_s, reps=3, sides=AskedSide.LEFT)


@cache
def alternating() -> Told:
    """A bird dog side on: one leg after the other, the far one as well."""
    once_s = lasting_s(1, move_s=0.9, hold_s=3.4)
    parts = [(once_s, kicks(1, leg, near="left", hold_s=3.4)) for leg in ("left", "right") * 3]
    movement, lasts_s = one_after_another(*parts, (12.0, kicks(1, "left", near="left", hold_s=0.0)))
    return live_set("bird_dog", movement, lasts_s, reps=3)


@cache
def diagonal() -> Told:
    return live_set("glute_bridge", turned(bridges(4), 45), lasting_s(4) + 15, reps=4)


@cache
def front() -> Told:
    return clip("programme/squat_3")


@cache
def dark() -> Told:
    chosen = catalogue.load("glute_bridge")
    return play(Session(chosen), moments_of(nobody, 10, DIM), [chosen], (), live=False)


@cache
def empty() -> Told:
    return play(Recognised(candidates()), moments_of(nobody, 10), list(candidates()), (), live=False)


@cache
def stretch() -> Told:
    return clip("programme/rendered_hip_flexor_stretch", "hip_flexor_stretch")


@cache
def routine() -> Told:
    """The first two blocks of a routine: a timer on one's feet, and nobody checks it; then bridges."""
    walk = plan_sets(catalogue.find("standing_squeeze"), sets=1, reps=3)
    bridge = plan_sets(catalogue.find("glute_bridge"), sets=1, reps=2)
    plan = [replace(one, routine="Evening", rest_s=10.0) for one in (*walk, *bridge)]
    movement, lasts_s = one_after_another((45.0, stand), (lasting_s(2) + 15, bridges(2)))
    exercises = [catalogue.find("standing_squeeze"), catalogue.find("glute_bridge")]
    return play(Workout(plan), moments_of(movement, lasts_s), exercises, plan, live=True)


TEN = {one.__name__: one for one in (
    good, shallow, wrong_leg, alternating, diagonal, front, dark, empty, stretch, routine,
)}  # fmt: skip
