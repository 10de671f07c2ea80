"""Addresses of cameras: which are taken, and that what is secret in them is shown nowhere."""

import pytest

from formcheck.errors import DeviceError
from formcheck.video.address import is_address, masked


@pytest.mark.parametrize("scheme", ["http", "https", "rtsp", "rtsps", "RTSP"])
def test_what_a_camera_needs_is_an_address(scheme: str) -> None:
    assert is_address(f"{scheme}://bob:secret@cam/video")


@pytest.mark.parametrize("text", ["0", "clip.mp4", "a:b.mp4", "C:\\clips\\a.mp4", "concat:a.mp4|b.mp4", "pipe:0", ""])
def test_other_words_are_none(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    "scheme", ["file", "ftp", "rtmp", "tcp", "udp", "rtp", "srt", "data", "concat+http", "crypto+http", "smb", "gopher"]
)
def test_any_other_scheme_is_refused_and_named_without_the_password(scheme: str) -> None:
    with pytest.raises(DeviceError, match="expected an address with http, https, rtsp, rtsps") as caught:
        is_address(f"{scheme}://bob:secret@cam/x?token=secret")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "http://bob:secret@cam/video",
        "http://bob:secret@cam:8080/video?token=secret#secret",
        "rtsp://bob:se@secret@cam/live",
        "rtsp://bob:se/secret?x@cam/live",
        "http://bob:secret\n@cam/video",
        "http://cam/video?user=bob&pwd=secret",
        "http:/bob:secret@cam/video",
        "htp//bob:secret@cam/video",
        "bob:secret@cam/video",
        "cam/video?pwd=secret",
        '"http://bob:secret@cam/video"',
    ],
)
def test_secrets_are_not_shown_however_the_address_is_typed(text: str) -> None:
    assert "secret" not in masked(text)


@pytest.mark.parametrize(
    "text", ["http://cam:8080/video", "rtsp://10.0.0.2:554/live", "clip.mp4", "me@home.mp4", "C:\\a.mp4"]
)
def test_what_holds_no_secret_stays_as_it_is(text: str) -> None:
    assert masked(text) == text
