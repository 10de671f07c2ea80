"""What others wrote stays data: a video opens nothing else, an address no file, an exercise runs nothing."""

import base64
import contextlib
import json
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from formcheck.errors import DeviceError, ExerciseError, InputError, RoutineError
from formcheck.video import ffmpeg, probe, protocols, refusal
from formcheck.video.camera import open_camera
from formcheck.video.file import VideoFile
from tests import clips
from tests.listener import Listener, playlist
from tests.program import KICKS, SAMPLES, called, complaint, run

PASSWORD = "pa55word"
TOKEN = "t0ken"


def manifest(target: str) -> str:
    """A DASH manifest of one file."""
    return (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"'
        ' profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" mediaPresentationDuration="PT5S"><Period>'
        f'<AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>{target}</BaseURL>'
        '<SegmentBase indexRange="0-100"/></Representation></AdaptationSet></Period></MPD>'
    )


LISTS = {
    "playlist": playlist("{}"),
    "playlist with a mark before it": f"\ufeff{playlist('{}')}",
    "list of parts": "ffconcat version 1.0\nfile '{}'\n",
    "list of songs": "[playlist]\nFile1={}\n",
    "manifest": manifest("{}"),
    "session": "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 5004 RTP/AVP 96\r\n",
}


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("name", ["clip.mp4", "clip.m3u8"])
def test_a_file_that_names_an_address_is_no_video_and_nobody_asks_there(
    tmp_path: Path, listener: Listener, kind: str, name: str
) -> None:
    clip = tmp_path / name
    clip.write_text(LISTS[kind].replace("{}", f"http://{listener.host}/part.ts"), encoding="utf-8")
    with pytest.raises(InputError, match=r"is a list of other files|is not a video"):
        VideoFile(clip)
    probe.describe(clip)
    ffmpeg.run(["-i", str(clip), "-f", "null", "-"])
    assert listener.asked == []


@pytest.mark.parametrize("kind", ["playlist", "list of parts", "manifest"])
def test_a_file_that_names_other_files_opens_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Even where it is not told by its beginning."""
    clips.plain(tmp_path / "other.ts")
    clip = tmp_path / "clip.m3u8"
    clip.write_text(LISTS[kind].replace("{}", "other.ts"), encoding="utf-8")
    if kind != "manifest":
        unbound = [ffmpeg.executable(), "-v", "error", "-i", str(clip), "-f", "null", "-"]
        assert subprocess.run(unbound, capture_output=True, check=False).returncode == 0  # as ffmpeg is by itself
    monkeypatch.setattr(refusal, "is_playlist", lambda head: False)
    with pytest.raises(InputError, match="is not a video"):
        VideoFile(clip)
    assert ffmpeg.run(["-i", str(clip), "-f", "null", "-"])[0] != 0


def test_the_command_line_says_that_a_playlist_is_none(tmp_path: Path, listener: Listener) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_text(playlist(f"http://{listener.host}/part.ts"))
    said = complaint(called("analyze", clip, "--out", tmp_path / "out"))
    assert "is a list of other files, and no video itself: name the videos that it lists" in said
    assert listener.asked == []


def test_every_form_of_video_that_was_taken_still_is(tmp_path: Path) -> None:
    for suffix in ("mp4", "mov", "mkv", "webm", "avi", "ts", "mpg", "flv", "gif", "m4v", "3gp", "ogv", "wmv", "mjpeg"):
        path = clips.clip(tmp_path / f"clip.{suffix}", *clips.MOVING, *(clips.YUV if suffix != "gif" else ()),
                          *(("-s", "176x144", "-c:v", "h263") if suffix == "3gp" else ()),
                          *(("-r", "25") if suffix == "mpg" else ()))  # fmt: skip
        with VideoFile(path) as video:
            assert len(list(video)) > 20, suffix


def test_what_a_user_has_set_for_cv2_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENCV_FFMPEG_CAPTURE_OPTIONS", "rtsp_transport;udp")
    for bind in (protocols.bind_files, protocols.bind_streams, protocols.bind_streams):
        bind()
        options = dict(option.split(";") for option in os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"].split("|"))
        assert options["rtsp_transport"] == "udp"
    assert "file" not in options["protocol_whitelist"].split(",")


@pytest.mark.parametrize(
    "target",
    ["file://{}", "concat:{}", "subfile,,start,0,end,0,,:{}", "data:video/mp2t;base64,AAAA", "ftp://127.0.0.1:9/x"],
)
@pytest.mark.parametrize("path", ["moved", "list.m3u8"])
def test_a_camera_that_leads_elsewhere_is_not_followed_there(
    tmp_path: Path, listener: Listener, path: str, target: str
) -> None:
    listener.leads_to = target.replace("{}", str(clips.plain(tmp_path / "mine.ts")))
    with pytest.raises(DeviceError, match="delivers no picture"):
        open_camera(f"http://{listener.host}/{path}", patience_s=2)


@pytest.mark.parametrize("path", ["moved", "list.m3u8"])
def test_a_camera_may_lead_to_its_own_pictures(tmp_path: Path, listener: Listener, path: str) -> None:
    listener.files["/part.ts"] = clips.plain(tmp_path / "part.ts")
    listener.leads_to = f"http://{listener.host}/part.ts"
    with open_camera(f"http://{listener.host}/{path}", patience_s=5) as camera:
        assert camera.size == (160, 120)


class TestPassword:
    """An address with a password, from the command line to the last file."""

    @pytest.fixture
    def history(self, tmp_path: Path) -> Path:
        return tmp_path / "history.sqlite3"

    def live(self, address: str, out: Path, history: Path, model_path: Path) -> "subprocess.CompletedProcess[str]":
        return run(
            "live", "glute_bridge", "--camera", address, "--out", out, "--model", model_path, "--reps", "1", "--record",
            DISPLAY="", WAYLAND_DISPLAY="", FORMCHECK_HISTORY=str(history),
        )  # fmt: skip

    @pytest.mark.slow
    def test_it_opens_the_camera_and_is_written_nowhere(
        self, tmp_path: Path, listener: Listener, history: Path, model_path: Path
    ) -> None:
        clip = tmp_path / "film.mp4"
        cut = [ffmpeg.executable(), "-v", "error", "-i", str(SAMPLES / "glute_bridge.mp4"), "-t", "9", "-c", "copy",
               "-movflags", "+faststart", str(clip)]  # fmt: skip
        subprocess.run(cut, check=True)
        listener.files["/film.mp4"] = clip
        address = f"http://bob:{PASSWORD}@{listener.host}/film.mp4?token={TOKEN}"
        done = self.live(address, tmp_path / "out", history, model_path)
        assert done.returncode == 0, done.stderr
        assert f"Basic {base64.b64encode(f'bob:{PASSWORD}'.encode()).decode()}" in listener.allowed
        written = [path for path in tmp_path.rglob("*") if path.is_file() and path != clip]
        assert {"summary.json", "report.html", "video.mp4", "history.sqlite3"} <= {path.name for path in written}
        secrets = (PASSWORD, TOKEN, "bob:", base64.b64encode(PASSWORD.encode()).decode())
        everything = {path.name: path.read_bytes() for path in written}
        everything |= {"stdout": done.stdout.encode(), "stderr": done.stderr.encode()}
        assert [(name, one) for name, content in everything.items() for one in secrets if one.encode() in content] == []
        with contextlib.closing(sqlite3.connect(history)) as connection:
            (summary,) = connection.execute("SELECT summary FROM sessions").fetchone()
        source = json.loads(summary)["source"]
        assert source == f"http://***@{listener.host}/film.mp4?***"

    @pytest.mark.parametrize("address", ["http://bob:{}@127.0.0.1:9/video?token={}", "bob:{}@127.0.0.1/video?pwd={}"])
    def test_it_is_not_told_where_the_camera_cannot_be_opened(
        self, tmp_path: Path, history: Path, model_path: Path, address: str
    ) -> None:
        done = self.live(address.replace("{}", PASSWORD), tmp_path / "out", history, model_path)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert PASSWORD not in done.stdout + done.stderr
        assert not history.exists()

    def test_it_need_not_stand_on_the_command_line(self, tmp_path: Path, model_path: Path) -> None:
        done = run(
            "live", "glute_bridge", "--out", tmp_path / "out", "--model", model_path, "--quiet",
            DISPLAY="", WAYLAND_DISPLAY="", FORMCHECK_CAMERA=f"rtsp://bob:{PASSWORD}@127.0.0.1:9/video",
        )  # fmt: skip
        assert done.returncode == 1
        assert "rtsp://***@127.0.0.1:9/video" in done.stderr
        assert PASSWORD not in done.stdout + done.stderr

    @pytest.mark.parametrize(
        "address",
        ["http://bob:{}@[::1/video", "http://bob:{}@nowhere.invalid:99999/video", "rtsp://bob:{}@127.0.0.1:9/video",
         "rtmp://bob:{}@127.0.0.1:9/video", "http:/bob:{}@127.0.0.1/video"],
    )  # fmt: skip
    def test_no_complaint_holds_it(self, capfd: pytest.CaptureFixture[str], address: str) -> None:
        with pytest.raises(DeviceError) as caught:
            open_camera(address.replace("{}", PASSWORD), patience_s=1)
        assert PASSWORD not in str(caught.value)
        assert PASSWORD not in "".join(capfd.readouterr())

    @pytest.mark.parametrize("scheme", ["http", "tcp"])
    def test_that_of_a_cluster_is_not_told_where_nobody_answers(self, tmp_path: Path, scheme: str) -> None:
        pytest.importorskip("distributed")
        done = run("analyze", KICKS, "--out", tmp_path, "--scheduler", f"{scheme}://bob:{PASSWORD}@127.0.0.1:9")
        assert f"no scheduler answers at {scheme}://***@127.0.0.1:9: " in complaint(done)
        assert PASSWORD not in done.stdout + done.stderr


MARKED = "[/nope] [link=http://127.0.0.1:9]here[/link] [blink]"


def test_what_an_exercise_file_says_is_shown_as_it_stands_there(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    says = f'name = "N{MARKED}"\nabout = "A{MARKED}\\u001b[2J\\\\"\ncamera = "C{MARKED}"\n'
    fault = f'[[fault]]\nid = "heels_far"\nsay = "F{MARKED}"\n'
    mine.write_text(f'based_on = "glute_bridge"\n{says}{fault}', encoding="utf-8")
    done = run("exercises", mine, FORCE_COLOR="1", COLUMNS="200")
    assert (done.returncode, done.stderr) == (0, "")
    assert {f"{letter}{MARKED}" for letter in "NACF" if f"{letter}{MARKED}" not in done.stdout} == set()
    assert "\\x1b[2J\\\n" in done.stdout
    assert "\x1b]8" not in done.stdout
    assert "\x1b[2J" not in done.stdout
    analyzed = called("analyze", KICKS, "--exercise", mine, "--out", tmp_path / "out")
    assert analyzed.stderr == ""
    assert f"N{MARKED}: none counted" in analyzed.stdout


def test_what_a_routine_file_says_is_shown_as_it_stands_there(tmp_path: Path) -> None:
    (tmp_path / "kick.toml").write_text(f'based_on = "donkey_kick"\nname = "K{MARKED}"\n', encoding="utf-8")
    mine = tmp_path / "mine.toml"
    says = f'title = "T{MARKED}\\nAbout 1 minutes"\nabout = "A{MARKED}\\u001b[2J"\n'
    mine.write_text(f'{says}[[block]]\nexercise = "kick.toml"\nsay_first = "S{MARKED}"\n', encoding="utf-8")
    done = run("routines", mine, FORCE_COLOR="1", COLUMNS="200")
    assert (done.returncode, done.stderr) == (0, "")
    assert {f"{letter}{MARKED}" for letter in "TAK" if f"{letter}{MARKED}" not in done.stdout} == set()
    assert "\nAbout 1 minutes" not in done.stdout
    assert "\x1b]8" not in done.stdout
    assert "\x1b[2J" not in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="names as on Unix")
def test_the_name_of_a_file_cannot_look_like_a_line_of_the_programs(tmp_path: Path) -> None:
    clip = tmp_path / "a\nReport: elsewhere.npz"
    clip.write_bytes(Path(KICKS).read_bytes())
    out = tmp_path / "out\nResults: nowhere"
    done = called("analyze", clip, KICKS, "--exercise", "donkey_kick", "--jobs", "1", "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith(("Report: elsewhere", "Results: nowhere"))] == []
    shown = f"{tmp_path}/out\\nResults: nowhere/a\\nReport: elsewhere.npz"
    assert f"Results: {shown}" in lines
    assert f"Report: {shown}/report.html" in lines
    assert f"All reports: {tmp_path}/out\\nResults: nowhere/index.html" in lines


CODE = "__import__('pathlib').Path('ran').touch()"


@pytest.mark.parametrize(
    "name", [CODE, f"{{{{ {CODE} }}}}", "$(touch ran)", "!!python/object/apply:os.system ['touch ran']"]
)
def test_exercise_and_routine_files_are_data_and_stay_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    from formcheck.exercises import catalogue
    from formcheck.workout import routine

    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "mine.toml"
    mine.write_text(f'based_on = "glute_bridge"\nname = """{name}"""\n', encoding="utf-8")
    assert catalogue.load(str(mine)).name == name
    mine.write_text('based_on = "glute_bridge"\n[judge]\nmeasure = "__import__(\'os\').getcwd"\n', encoding="utf-8")
    with pytest.raises(ExerciseError, match="measure"):
        catalogue.load(str(mine))
    mine.write_text(f'title = """{name}"""\nabout = "x"\n[[block]]\nexercise = """{name}"""\n', encoding="utf-8")
    with pytest.raises((RoutineError, ExerciseError)):
        routine.load(str(mine))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]
