import logging
from pathlib import Path

import pytest

from formcheck.video.file import VideoFile
from tests import clips
from tests.clips import rewritten, times


@pytest.mark.parametrize(
    ("name", "arguments", "skip_s"),
    [
        pytest.param("film.mp4", (), 0.0, id="aac is copied"),
        pytest.param("film.mkv", ("-c:a", "pcm_s16le"), 0.0, id="encoded"),
        pytest.param("late.mp4", ("-vf", "trim=start=0.72", "-copyts"), 0.0, id="picture begins after sound"),
        pytest.param("late.mkv", ("-vf", "trim=start=0.72", "-copyts"), 0.0, id="the same in Matroska"),
        pytest.param("mute.mp4", ("-af", "atrim=start=0.7", "-copyts"), 0.0, id="sound begins after picture"),
        pytest.param("film.mp4", (), 1.0, id="written from second one"),
    ],
)
def test_sound_stays_with_its_picture(tmp_path: Path, name: str, arguments: tuple[str, ...], skip_s: float) -> None:
    target = rewritten(clips.flash_and_beep(tmp_path / name, *arguments), sound=True, skip_s=skip_s)
    assert "Audio: aac" in clips.said_of(target)
    with VideoFile(target) as video:
        flash_s = next(frame.time_s for frame in video if frame.picture.brightness > 128)
    assert clips.tone_s(target) == pytest.approx(flash_s, abs=0.025)


def test_sound_before_the_first_picture_is_cut_off_and_not_just_marked_as_hidden(tmp_path: Path) -> None:
    source = clips.flash_and_beep(tmp_path / "late.mp4", "-vf", "trim=start=0.72", "-copyts")
    target = rewritten(source, sound=True)
    assert clips.tone_s(target, "-ignore_editlist", "1") == pytest.approx(1.28, abs=0.1)


@pytest.mark.parametrize("arguments", [("-vf", "trim=end=3"), ("-af", "atrim=end=2.5")], ids=["longer", "shorter"])
def test_the_picture_decides_how_long_it_lasts(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    source = clips.flash_and_beep(tmp_path / "film.mp4", *arguments)
    target = rewritten(source, sound=True)
    pictures = len(times(source))
    assert len(times(target)) == pictures
    assert clips.duration_s(target) == pytest.approx(pictures / 25, abs=0.04)


def test_the_sound_of_a_broken_clip_is_kept_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = clips.flash_and_beep(tmp_path / "film.mp4", "-movflags", "+faststart")
    broken = clips.cut_off(whole, 0.8)
    pictures = len(times(broken))
    target = rewritten(broken, sound=True)
    assert len(times(target)) == pictures < 100
    assert "Audio: aac" in clips.said_of(target)


def test_a_clip_without_sound_stays_silent(tmp_path: Path) -> None:
    target = rewritten(clips.plain(tmp_path / "plain.mp4"), sound=True)
    assert "Audio" not in clips.said_of(target)
    assert len(times(target)) == 30


def test_sound_that_cannot_be_added_costs_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    source = clips.flash_and_beep(tmp_path / "film.mp4")
    monkeypatch.setattr("formcheck.video.mux._COPIED", ("-c:a", "no_such_codec"))
    with caplog.at_level(logging.WARNING):
        target = rewritten(source, sound=True)
    assert len(times(target)) == 100
    assert "stays without sound" in caplog.text
