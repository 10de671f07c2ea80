"""Looks at a clip, counts and draws at once: each picture is decoded once, which takes the most of drawing.

One process does so, and keeps two cores busy; where more may work, parts are looked at, and drawn, side by side.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from math import inf
from pathlib import Path

from formcheck.app.analysis.annotate import VIDEO
from formcheck.app.analysis.counted import Counted, Drawing, counted
from formcheck.app.analysis.extract import LEAD_S, divided, is_whole
from formcheck.app.analysis.film import Film
from formcheck.app.analysis.judges import judges_of
from formcheck.app.analysis.options import Options
from formcheck.app.analysis.seen import Collector, Extraction
from formcheck.app.loop import estimated
from formcheck.counting.moment import Moment
from formcheck.exercises.exercise import Exercise
from formcheck.output.report import OutputFolder
from formcheck.pose.company import Company
from formcheck.pose.crop import pose_estimator
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.system.ahead import taken_ahead
from formcheck.system.native import cv2_in_one_thread
from formcheck.video.clip import ClipInfo
from formcheck.video.file import Look, VideoFile
from formcheck.video.pace import Chosen, Pace
from formcheck.video.timeline import Part

MOST_JOBS = 2
"""Of three processes on, parts side by side are faster."""

Report = Callable[[int, int | None], None]
"""Called with the number of pictures that are done, and of all as far as known."""


def look_and_count(  # noqa: PLR0913 - what, how, and where to
    path: Path,
    exercise: Exercise | None,
    folder: OutputFolder,
    model_path: Path,
    options: Options,
    *,
    stack: ExitStack,
    progress: Report,
) -> tuple[Extraction, Counted]:
    """What is seen in a video, and what came of it; as `extract` and `count` find it. Interrupted, what there is.

    Raises
    ------
    InputError, OutputError, ModelError
        The file cannot be read, the results cannot be written, or the model does not load.
    """
    with cv2_in_one_thread(), VideoFile(path, options.turn, options.speed, drawn=True) as video:
        clip = video.info
        time_s, parts, chosen = divided(clip, options)
        if time_s is not None and len(parts) > 1:
            in_parts = _Pass(clip, parts, exercise, folder, options, stack)
            companies = [Company() for _ in parts]
            moments = _in_parts(in_parts.film, clip, model_path, parts, chosen, companies)
            seen, found = in_parts.run(moments, lambda: any(one.note for one in companies), progress, len(time_s))
            if is_whole(seen, time_s) and not any(one.note for one in companies):
                return replace(seen, steady=True), found
            in_parts.film.close()
        at_once = _Pass(clip, [Part(0, 0, 0, -inf, inf)], exercise, folder, options, stack)
        company = Company()
        moments = _at_once(at_once.film, video, model_path, company, Pace(options.per_second, clip.fps).wants)
        seen, found = at_once.run(moments, lambda: False, progress, clip.frame_estimate)
        whole = Part(0, 0, len(seen.times_s), -inf, inf)
        steady = time_s is not None and is_whole(replace(seen, parts=[whole]), time_s)
        return replace(seen, ended_early=video.ended_early, parts=[whole], steady=steady, company=company), found


class _Pass:
    """One way through a clip."""

    def __init__(
        self,
        clip: ClipInfo,
        parts: Sequence[Part],
        exercise: Exercise | None,
        folder: OutputFolder,
        options: Options,
        stack: ExitStack,
    ) -> None:
        self._judges, self._folder, self._options = judges_of(exercise), folder, options
        self._clip, self._parts = clip, parts
        self.film = Film(clip, parts, self._judges.title, folder.path / VIDEO, folder.scratch)
        stack.callback(self.film.close)

    def run(
        self, moments: Generator[Moment, None, None], ended: Callable[[], bool], progress: Report, pictures: int | None
    ) -> tuple[Extraction, Counted]:
        """Follow the moments to their end, or until it is ended."""
        recording = SpooledRecording(self._clip.size)
        collector = Collector(self._clip.size, recording.extend)
        seen = Extraction(
            recording, collector.pictures, collector.times_s, clip=self._clip, parts=self._parts, speed=self._clip.speed
        )

        def source(stopped: Callable[[], bool]) -> Iterator[Moment]:
            def tick() -> bool:
                progress(len(collector.times_s), pictures)
                return stopped() or ended()

            return collector.each(moments, tick)

        drawing = Drawing(self.film, self.film.finish)
        with closing(moments):
            found = counted(seen, source, self._judges, drawing, self._folder, self._options)
        # An interrupt that has ended the looking has been heard.
        found = replace(found, interrupted=found.interrupted and collector.complete)
        return replace(seen, complete=collector.complete), found


def _in_parts(
    film: Film,
    clip: ClipInfo,
    model_path: Path,
    parts: Sequence[Part],
    chosen: Chosen,
    companies: Sequence[Company],
) -> Generator[Moment, None, None]:
    """Every part for itself, after some before it that is forgotten, as in `extract_part`."""
    for part, company in zip(parts, companies, strict=True):
        lead_s = part.begin_s - LEAD_S
        with VideoFile(clip, drawn=True) as video, pose_estimator(model_path, company) as estimator:
            pictures = video.glance_between(chosen.between(lead_s, part.end_s).wants, lead_s, part.end_s)
            with taken_ahead(film.kept(pictures, part.begin_s)) as frames:
                yield from (moment for moment in estimated(frames, estimator) if moment.time_s >= part.begin_s)


def _at_once(
    film: Film, video: VideoFile, model_path: Path, company: Company, look: Look
) -> Generator[Moment, None, None]:
    """The whole, with times that are mended where the file's own make no sense."""
    with pose_estimator(model_path, company) as estimator, taken_ahead(film.kept(video.glance(look), -inf)) as frames:
        yield from estimated(frames, estimator)
