"""How long after a picture was taken it stands on the page in the browser, against the window.

    python -m benchmarks.page_latency [CLIP --exercise NAME --seconds S]

As `benchmarks.latency`, with its film in place of a camera and through the whole live program; a headless chromium
shows the page, and says of each picture when it has drawn it.
"""

import argparse
import shutil
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.latency import DEFAULT, Stamped, Timed, Times, as_camera, memory_mb, perform, print_times, some_display
from formcheck.app.live.run import PoseSource, live
from formcheck.app.live.stage import Stage
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.exercises import catalogue
from formcheck.feedback.captions import Captions
from formcheck.feedback.overlay.canvas import Image
from formcheck.output.report import OutputFolder
from formcheck.pose.crop import pose_estimator
from formcheck.pose.model import find_or_obtain
from formcheck.system.language import Words
from formcheck.video.camera import Camera
from formcheck.web.clips import Clips
from formcheck.web.display import PageDisplay
from formcheck.web.feed import Feed
from formcheck.web.keys import Keys
from formcheck.web.serving import Serving
from formcheck.web.sessions import Sessions
from formcheck.web.share import Sharing
from formcheck.web.site import Site, static
from formcheck.workout.command import Controls
from formcheck.workout.plan import plan_sets


class Noting(PageDisplay):
    """Notes which moment each picture is of."""

    def __init__(self, stage: Stage, feed: Feed) -> None:
        super().__init__(stage, feed)
        self.drawn: list[float] = []
        whole = self._drawing.drawn

        def drawn(moment: Moment, snapshot: Snapshot) -> Image:
            self.drawn.append(moment.time_s)
            return whole(moment, snapshot)

        self._drawing.drawn = drawn  # type: ignore[method-assign]


def perform_on_the_page(clip: Path, exercise: str, seconds: float) -> Times:
    """One live session over the film, shown on a page."""
    times, displays = Times(), list[Noting]()

    def shown(number: int) -> None:
        if displays and number <= len(displays[0].drawn):
            key = round(displays[0].drawn[number - 1], 4)
            times.shown[key], times.memory_mb[key], times.busy_s[key] = (
                time.monotonic(),
                memory_mb(),
                time.process_time(),
            )

    feed, model = Feed(shown), find_or_obtain()
    stage = Stage("latency", Words(), Captions(), False, Controls(), lambda _: None)
    with tempfile.TemporaryDirectory() as folder:
        sessions, keys, serving = Sessions(feed), Keys(), Serving()
        clips = Clips(Path(folder), feed, sessions)
        site = Site(keys, feed, sessions, clips, Sharing(feed, sessions.ask, static), Path(folder))
        serving.begin(site.app(serving.host))
        ready, done = threading.Event(), threading.Event()
        feed.tell(phase="running", now=None)
        browser = threading.Thread(target=_browse, args=(f"http://{serving.host}/#key={keys.entry}", ready, done))
        browser.start()
        ready.wait(30)
        with (
            Camera(Stamped(clip, times, seconds)) as camera,
            pose_estimator(model.path) as estimator,
            OutputFolder(Path(folder), "latency") as result,
        ):
            displays.append(Noting(stage, feed))
            plan = plan_sets(catalogue.load(exercise), reps=0)
            live(PoseSource(camera, Timed(estimator, times, 0.0), model), plan, result, displays[0])
        done.set()
        browser.join()
        serving.close()
        clips.close()
    return times


def _browse(address: str, ready: threading.Event, done: threading.Event) -> None:
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(address)
        page.wait_for_selector("body.at-start")
        page.goto(address.partition("#")[0] + "#/live")
        page.wait_for_selector("body.at-live")
        ready.set()
        while not done.wait(0.2):
            page.evaluate("0")
        browser.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--exercise", default="donkey_kick")
    parser.add_argument("--seconds", type=float, default=30)
    arguments = parser.parse_args()
    with some_display(), tempfile.TemporaryDirectory() as folder:
        film = as_camera(arguments.clip, Path(folder) / "film.mp4", arguments.seconds)
        print_times("window", perform(film, arguments.exercise, arguments.seconds, 0.0))
        print_times("page", perform_on_the_page(film, arguments.exercise, arguments.seconds))


if __name__ == "__main__":
    main()
