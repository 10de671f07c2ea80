"""What was over in too few poses is looked at in full."""

from array import array
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from formcheck.app.analysis import closer
from formcheck.app.analysis.closer import hurried, look_closer
from formcheck.app.analysis.extract import extract
from formcheck.app.analysis.options import Options
from formcheck.app.analysis.seen import Extraction
from formcheck.counting.results import Reason, Rep, Verdict
from formcheck.pose.landmarks import Side
from formcheck.pose.model import find_or_obtain
from formcheck.pose.plausible import thigh_px
from formcheck.pose.recording import Recording
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.video.pace import EVERY, Chosen
from tests import clips
from tests.people import bridging
from tests.program import SAMPLES

REP = Rep(1, Side.BOTH, Verdict.REP, Reason.GOOD, 0.0, 0.5, 1.0, 0.2, 0.9, 0.0, 0.0)


def rep(start_s: float, end_s: float, reason: Reason = Reason.GOOD) -> Rep:
    return replace(REP, start_s=start_s, top_s=(start_s + end_s) / 2, end_s=end_s, reason=reason)


def seen(fps: float, step: int, duration_s: float = 20.0) -> Extraction:
    times_s = np.arange(round(fps * duration_s)) / fps
    recording, pose = SpooledRecording((64, 48)), bridging(-40)
    recording.extend(Recording.of([(at_s, pose) for at_s in times_s[::step].tolist()], (64, 48)))
    return Extraction(recording, times_s=array("d", times_s.tolist()))


def test_a_movement_of_eleven_poses_is_looked_at_in_full_and_one_of_twelve_is_not() -> None:
    whole = seen(30, 2)
    assert hurried(whole, [rep(4.0, 4.0 + 12 / 15)]) == []
    (part,) = hurried(whole, [rep(4.0, 4.0 + 11 / 15)])
    assert part.begin_s == pytest.approx(3.5, abs=1 / 30)
    assert part.end_s == pytest.approx(4.5 + 11 / 15, abs=1 / 30)
    assert (part.first, part.end) == (105, 157)


def test_where_every_picture_was_looked_at_there_is_nothing_more_to_see() -> None:
    assert hurried(seen(10, 1), [rep(4.0, 4.5)]) == []


def jumping(by: float, fps: float = 30) -> Extraction:
    """Somebody who lies still and is elsewhere after ten seconds, by so many thighs."""
    times_s, pose = np.arange(round(fps * 20)) / fps, bridging(-40)
    thigh = thigh_px(pose.image_px.tolist(), pose.world_m.tolist())
    beside = replace(pose, image_px=pose.image_px + [by * thigh, 0])
    recording = SpooledRecording(pose.image_size)
    looks = [(at_s, pose if at_s < 10 else beside) for at_s in times_s[::2].tolist()]
    recording.extend(Recording.of(looks, pose.image_size))
    return Extraction(recording, times_s=array("d", times_s.tolist()))


def test_where_a_body_jumped_is_looked_at_in_full_though_nothing_was_counted() -> None:
    (part,) = hurried(jumping(0.55), [])
    assert part.begin_s < 10 - 0.5 < 10 + 0.4 < part.end_s
    assert hurried(jumping(0.45), []) == []


def test_a_jump_close_to_a_fast_movement_is_one_stretch_with_it() -> None:
    (part,) = hurried(jumping(0.55), [rep(7.5, 8.0)])
    assert (round(part.begin_s), round(part.end_s, 1)) == (7, 10.5)


def test_movements_close_together_are_one_stretch() -> None:
    fast = [rep(start_s, start_s + 0.6) for start_s in (2.0, 3.0, 4.0, 12.0)]
    parts = hurried(seen(30, 2), fast)
    assert [(round(part.begin_s, 1), round(part.end_s, 1)) for part in parts] == [(1.5, 5.1), (11.5, 13.1)]


def test_a_movement_that_never_ended_is_not_a_fast_one() -> None:
    assert hurried(seen(30, 2), [rep(4.0, 4.3, Reason.NOT_RETURNED)]) == []


def test_at_the_edges_a_stretch_is_without_end() -> None:
    parts = hurried(seen(30, 2), [rep(0.1, 0.6), rep(19.4, 19.9)])
    assert (parts[0].begin_s, parts[1].end_s) == (-np.inf, np.inf)


@pytest.mark.slow
@pytest.mark.parametrize("steady", [True, False])
def test_a_stretch_is_looked_at_in_full_and_the_rest_stays(tmp_path: Path, steady: bool) -> None:
    path = clips.clip(tmp_path / "kicks.mp4", "-t", "6", "-i", SAMPLES / "donkey_kick.mp4", "-vf", "fps=24")
    model = find_or_obtain(None).path
    whole = replace(extract(path, model, Options(), lambda done, of: None), steady=steady)
    assert len(whole.recording) == pytest.approx(len(whole.times_s) / 2, abs=1)
    parts = hurried(whole, [rep(3.0, 3.8)])
    found = look_closer(whole, parts, model, 1, lambda done: None)
    times_s, (part,) = np.array(found.times_s), parts
    inside = (times_s >= part.begin_s) & (times_s < part.end_s)
    looked = np.isin(times_s.round(4), found.recording.time_s.round(4))
    assert looked[inside].all()
    before = np.isin(times_s.round(4), whole.recording.time_s.round(4))
    assert (looked[~inside] == before[~inside]).all()
    assert len(found.pictures) == len(found.recording)
    every = extract(path, model, Options(per_second=EVERY), lambda done, of: None)
    near_px = [
        np.abs(dict(found.recording)[at_s].image_px - pose.image_px).max()  # type: ignore[union-attr]
        for at_s, pose in every.recording
        if pose is not None and part.begin_s <= at_s < part.end_s
    ]
    assert np.median(near_px) < 5


def test_of_240_a_second_a_stretch_is_looked_at_at_60(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = replace(seen(240, 20), clip=SimpleNamespace(fps=240.0), steady=True)  # type: ignore[arg-type]
    asked: list[Chosen] = []

    def ask(tasks: list[partial[None]], *_: object) -> bool:
        asked.extend(task.args[-1] for task in tasks)
        return False

    monkeypatch.setattr(closer, "work", ask)
    (part,) = hurried(whole, [rep(4.0, 4.5)])
    look_closer(whole, [part], Path("model"), 1, lambda done: None)
    inside = [at_s for at_s in whole.times_s if part.begin_s <= at_s < part.end_s and asked[0].wants(at_s)]
    assert np.diff(inside) == pytest.approx(1 / 60, abs=1e-9)
    assert len(inside) == pytest.approx(60 * 1.5, abs=1)


def test_interrupted_it_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    clip = SimpleNamespace(fps=30.0)
    whole = replace(seen(30, 2), clip=clip, steady=True)  # type: ignore[arg-type]
    monkeypatch.setattr(closer, "work", lambda *_: False)
    found = look_closer(whole, hurried(whole, [rep(4.0, 4.5)]), Path("model"), 1, lambda done: None)
    assert not found.complete
    assert found.recording is whole.recording
