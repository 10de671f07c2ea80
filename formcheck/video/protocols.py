"""How far ffmpeg may reach, inside cv2 and as a program: a file is that one file, a stream stays in the network.

Left alone, ffmpeg takes a text for a playlist, whatever its name, and opens the files and addresses in it; some forms
are programs that it would run. So both are given which protocols and which forms there are for them.
"""

import os
import threading
from collections.abc import Iterator, Sequence

_OPTIONS = "OPENCV_FFMPEG_CAPTURE_OPTIONS"
_STREAM_PROTOCOLS = "http,https,httpproxy,tcp,tls,crypto,rtsp,rtsps,rtp,srtp,udp"
# What holds its pictures and sound itself; of those with sound alone it can then be said that they lack a picture.
_FORMS = (
    "3g2,aac,ac3,aiff,amr,asf,avi,caf,dts,dv,flac,flv,gif,h261,h263,h264,hevc,ivf,jpeg_pipe,live_flv,m4v,matroska,mjpeg,mov,mp3,"
    "mpeg,mpegts,mpegvideo,mxf,nut,obu,ogg,rm,vc1,vvc,w64,wav,wtv,yuv4mpegpipe"
)
# A camera's playlist is one of addresses; what it names is bound to the same protocols.
_STREAM_FORMS = f"{_FORMS},hls,mpjpeg,rtp,rtsp,sdp"
_setting = threading.Lock()


def bind_files() -> None:
    """Let whatever cv2 opens from now on be a file that is a video by itself."""
    _bind(f"protocol_whitelist;file|format_whitelist;{_FORMS}")


def bind_streams() -> None:
    """Let whatever cv2 opens from now on be a stream of the network: no file, and no other protocol."""
    # With any option given, cv2 leaves out its own, which is the first of these.
    _bind(f"rtsp_flags;prefer_tcp|protocol_whitelist;{_STREAM_PROTOCOLS}|format_whitelist;{_STREAM_FORMS}")


def bound(arguments: Sequence[str]) -> Iterator[str]:
    """The arguments of an ffmpeg that may read files, each a video by itself, and what it is fed.

    Parameters
    ----------
    arguments
        All but the program's name; an input that is named as a list of parts (``-f concat``) is one of ours.
    """
    forms = _FORMS
    for before, argument, after in zip(("", *arguments), arguments, (*arguments[1:], ""), strict=False):
        if (before, argument) == ("-f", "concat"):
            forms = f"{_FORMS},concat"
        elif argument == "-i" and after == "pipe:0":
            yield from ("-protocol_whitelist", "pipe")
        elif argument == "-i":
            yield from ("-protocol_whitelist", "file", "-format_whitelist", forms)
            forms = _FORMS
        yield argument


def _bind(options: str) -> None:
    """Set what cv2 reads whenever it opens something; what a user has set there before comes first, and stays."""
    with _setting:
        before = [option for option in os.environ.get(_OPTIONS, "").split("|") if option and not _ours(option)]
        wanted = "|".join([*before, options])
        # Seldom changed: the environment belongs to all threads.
        if os.environ.get(_OPTIONS) != wanted:
            os.environ[_OPTIONS] = wanted


def _ours(option: str) -> bool:
    return option.partition(";")[0] in ("protocol_whitelist", "format_whitelist", "rtsp_flags")
