"""A video that is looked at in parts, by one process or several, gives the same as in one go."""

from math import inf
from pathlib import Path

import numpy as np
import pytest

from formcheck.app.analysis import extract
from formcheck.app.analysis.analysis import AGAIN, Analysis, analyze
from formcheck.app.analysis.annotate import draw
from formcheck.app.analysis.judges import NamedExercise
from formcheck.app.analysis.options import Options
from formcheck.app.analysis.seen import Extraction
from formcheck.app.analysis.storyboard import Storyboard
from formcheck.app.loop import follow, recorded
from formcheck.exercises import catalogue
from formcheck.pose.company import Company
from formcheck.pose.landmarks import FloatArray
from formcheck.pose.model import find_or_obtain
from formcheck.video import timeline as rooms
from formcheck.video.capture import Image
from formcheck.video.encoder import H264Writer
from formcheck.video.file import VideoFile
from formcheck.video.timeline import Part
from tests import clips
from tests.program import SAMPLES

pytestmark = pytest.mark.slow

KICKS = SAMPLES / "donkey_kick.mp4"
"""Nineteen seconds: five movements, so that seams lie within holds and on the way up and down."""


@pytest.fixture(scope="module")
def two_kicks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its first eight seconds, with sound."""
    target = tmp_path_factory.mktemp("clip") / "kicks.mp4"
    sound = ("-f", "lavfi", "-i", "sine=frequency=440:duration=8")
    return clips.clip(target, "-t", "8", "-i", KICKS, *sound, "-shortest", "-c:v", "copy")


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of two seconds and more, so that a short clip has several."""
    monkeypatch.setattr(rooms, "SHORTEST_S", 2.0)


def extracted(path: Path, jobs: int) -> Extraction:
    return extract.extract(path, find_or_obtain(None).path, Options(jobs=jobs), lambda done, of: None)


def analyzed(out: Path, jobs: int, *, video: bool = False, path: Path = KICKS) -> Analysis:
    options = Options(video=video, page=False, jobs=jobs)
    exercise = catalogue.load("donkey_kick")
    return analyze(path, exercise, out, model=find_or_obtain(None), options=options, progress=lambda *_: None)


def test_the_result_is_the_same_to_the_last_byte_however_many_work_on_it(tmp_path: Path, two_kicks: Path) -> None:
    alone, three = (analyzed(tmp_path / str(jobs), jobs, video=True, path=two_kicks).folder for jobs in (1, 3))
    for name in ("summary.json", "signals.csv", "annotated.mp4"):
        assert (alone / name).read_bytes() == (three / name).read_bytes(), name
    video = three / "annotated.mp4"
    times_s = clips.times(two_kicks)
    assert clips.times(video) == pytest.approx(times_s, abs=0.002)
    assert clips.duration_s(video) == pytest.approx(times_s[-1] + 1 / 12, abs=0.05)
    assert "Audio: aac" in clips.said_of(video)


def test_a_seam_costs_no_repetition_and_moves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_parts = analyzed(tmp_path / "parts", 2).summary
    monkeypatch.setattr(rooms, "SHORTEST_S", 60.0)
    at_a_stretch = analyzed(tmp_path / "stretch", 1).summary
    assert in_parts.counts == at_a_stretch.counts
    for one, other in zip(in_parts.reps, at_a_stretch.reps, strict=True):
        assert (one.verdict, one.side, one.reason) == (other.verdict, other.side, other.reason)
        assert (one.start_s, one.top_s, one.end_s) == pytest.approx((other.start_s, other.top_s, other.end_s), abs=0.1)
        assert one.hold_s == pytest.approx(other.hold_s, abs=0.1)
        assert one.peak_hip_extension_deg == pytest.approx(other.peak_hip_extension_deg, abs=1.0)


def test_every_picture_is_there_once_with_its_own_time(two_kicks: Path) -> None:
    found = extracted(two_kicks, 1)
    with VideoFile(two_kicks) as video:
        times = [frame.time_s for frame in video]
        assert found.recording.image_size == video.info.size
    assert found.recording.time_s == pytest.approx(times, abs=1e-6)
    assert len(found.parts) == 2
    assert len(found.pictures) == len(times)
    assert all(picture.brightness > 50 for picture in found.pictures[:])
    assert found.complete
    assert sum(pose is not None for _, pose in found.recording) == len(times)


def test_where_the_parts_do_not_fit_together_the_whole_is_looked_at(
    two_kicks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rooms.timeline

    def one_more(path: Path, speed: float = 1.0) -> FloatArray | None:
        time_s = real(path, speed)
        return None if time_s is None else np.append(time_s, time_s[-1] + 0.08)

    monkeypatch.setattr(extract, "timeline", one_more)
    found = extracted(two_kicks, 1)
    assert len(found.parts) == 1
    assert len(found.recording) == len(clips.times(two_kicks))


def test_an_interrupt_keeps_what_was_seen_from_the_beginning_on(two_kicks: Path) -> None:
    def interrupt(done: int, of: int | None) -> None:
        if done == 60:
            raise KeyboardInterrupt

    found = extract.extract(two_kicks, find_or_obtain(None).path, Options(), interrupt)
    assert not found.complete
    assert len(found.recording) == len(found.pictures)
    assert len(found.recording) in (59, 60)


def test_parts_are_drawn_as_in_one_go(tmp_path: Path, two_kicks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what is still shown of the repetition that ended shortly before the seam; as it is before it is encoded."""
    found = extracted(two_kicks, 1)
    judging = NamedExercise(catalogue.load("donkey_kick"))
    whole = Part(0, 0, len(found.recording), -inf, inf)
    drawn: dict[str, list[Image]] = {"parts": [], "whole": []}
    write = H264Writer.write
    for name, parts in (("parts", found.parts), ("whole", [whole])):

        def keep(writer: H264Writer, image: Image, time_s: float, kept: list[Image] = drawn[name]) -> None:
            kept.append(image.copy())
            write(writer, image, time_s)

        monkeypatch.setattr(H264Writer, "write", keep)
        with Storyboard(parts, judging.title) as board:
            follow(recorded(found.recording, found.pictures), judging.begin(), [board])
            assert found.clip is not None
            assert draw(found.clip, board, tmp_path / f"{name}.mp4", 1, lambda _: None)
    assert len(drawn["whole"]) == len(found.recording)
    for row, (one, other) in enumerate(zip(*drawn.values(), strict=True)):
        assert np.abs(one.astype(int) - other).max() <= 4, row  # parts have the times of the file: they fade by a hair


def test_interrupted_while_all_is_done_at_once_the_video_has_what_was_seen(tmp_path: Path, two_kicks: Path) -> None:
    def interrupt(stage: str, done: int, of: int | None) -> None:
        if done == 60:
            raise KeyboardInterrupt

    found = analyze(
        two_kicks, catalogue.load("donkey_kick"), tmp_path, model=find_or_obtain(None), options=Options(page=False),
        progress=interrupt,
    )  # fmt: skip
    assert not found.source.complete
    assert len(clips.times(found.folder / "annotated.mp4")) in (59, 60)


def test_with_somebody_else_in_the_picture_all_is_looked_at_and_drawn_anew_in_one_go(
    tmp_path: Path, two_kicks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Company, "note", "somebody else was in the picture")
    found = analyzed(tmp_path, 1, video=True, path=two_kicks)
    assert clips.times(found.folder / "annotated.mp4") == pytest.approx(clips.times(two_kicks), abs=0.002)
    assert "somebody else was in the picture" in found.source.notes
    assert found.summary.frames == len(clips.times(two_kicks))


@pytest.mark.weekly
def test_a_clip_that_is_looked_at_closer_is_drawn_alike_however_many_work_on_it(
    tmp_path: Path, two_kicks: Path
) -> None:
    """Kicks of less than a second."""
    fast = clips.clip(tmp_path / "fast.mp4", "-i", two_kicks, "-an", "-vf", "setpts=PTS/3,fps=36")
    stages: set[str] = set()
    results = []
    for jobs in (2, 3):
        options = Options(page=False, jobs=jobs)
        told = analyze(
            fast, catalogue.load("donkey_kick"), tmp_path / str(jobs), model=find_or_obtain(None), options=options,
            progress=lambda stage, done, of: stages.add(stage),
        )  # fmt: skip
        results.append({name: (told.folder / name).read_bytes() for name in ("summary.json", "annotated.mp4")})
    assert AGAIN in stages
    assert results[0] == results[1]
