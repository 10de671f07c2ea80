"""A network camera that shows somebody who listens to the program: pictures of the sample videos, over http.

    python -m benchmarks.person_camera [--script troubled] [--begin squat] -- routine wake_up --language de

Starts `formcheck` with what stands after the two dashes and with itself as the camera, without a window, and prints
what is printed there with its seconds. Nothing is faster than the clock: this is for what only real pictures show.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np

from benchmarks.person import CLIPS, RECORDINGS, Person, at_s
from benchmarks.played import scripts
from benchmarks.transcripts import LETTER_S
from formcheck.feedback.overlay.canvas import Image
from formcheck.system.language import Words

FPS = 12.0
VIDEOS = RECORDINGS.parents[1] / "sample_videos"
EMPTY_ROOM = np.full((360, 640, 3), 150, np.uint8)


@cache
def _pictures(video: str) -> tuple[Sequence[Image], float]:
    capture = cv2.VideoCapture(str(VIDEOS / f"{video}.mp4"))
    fps = capture.get(cv2.CAP_PROP_FPS)
    pictures: list[Image] = []
    while (read := capture.read())[0]:
        pictures.append(np.asarray(read[1], np.uint8))
    return pictures, fps


def picture(person: Person, time_s: float) -> Image:
    """What a camera would show of the person."""
    scene, since_s = person.scene(time_s)
    if not scene.clip:
        image = EMPTY_ROOM
    else:
        pictures, fps = _pictures(CLIPS[scene.clip].video)
        image = pictures[min(int(at_s(scene, since_s) * fps), len(pictures) - 1)]
        image = image[:, ::-1] if scene.mirrored else image
    noise = np.random.default_rng().integers(0, 3, image.shape, dtype=np.uint8)  # one that stands still is stuck
    return cv2.add(np.ascontiguousarray(image), noise).astype(np.uint8)


class Handler(BaseHTTPRequestHandler):
    """Sends picture after picture, as network cameras do."""

    person: Person
    begun_s = 0.0

    def do_GET(self) -> None:
        """Show the person until nobody looks any more."""
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        try:
            while True:
                content = cv2.imencode(".jpg", picture(self.person, time.monotonic() - self.begun_s))[1].tobytes()
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(content)}\r\n\r\n"
                self.wfile.write(head.encode() + content + b"\r\n")
                time.sleep(1 / FPS)
        except OSError:
            return

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is worth a line."""


def main() -> None:
    """Run a session of the program before the camera."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--script", default="obeys")
    parser.add_argument("--begin", default="", help="what is done without being told")
    parser.add_argument("command", nargs="+")
    given = parser.parse_args()
    language = given.command[given.command.index("--language") + 1] if "--language" in given.command else "en"
    words = Words(language)
    person = Handler.person = Person(words, scripts(words)[given.script])
    if given.begin:
        person.begin(given.begin, working=True)
    Handler.begun_s = time.monotonic()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = [sys.executable, "-u", "-m", "formcheck", *given.command]
    command += ["--camera", f"http://127.0.0.1:{server.server_port}/"]
    without_window = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=without_window) as session:
        assert session.stdout is not None
        for line in session.stdout:
            now_s, text = time.monotonic() - Handler.begun_s, line.rstrip()
            print(f"{now_s:6.1f}  {text}", flush=True)
            heard = threading.Timer(LETTER_S * len(text), _hear, (person, text))
            heard.daemon = True
            heard.start()


def _hear(person: Person, text: str) -> None:
    person.hear(time.monotonic() - Handler.begun_s, text)


if __name__ == "__main__":
    main()
