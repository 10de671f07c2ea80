"""The one loop, live and recorded: each moment of a source goes through the session to every sink.

A source makes moments: `estimated` out of pictures, `recorded` out of landmarks. A sink shows them: window or terminal,
voice, history, video, files.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from formcheck.app.between import Ahead
from formcheck.counting.moment import Moment, Sink
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarks import Landmarks, Pose
from formcheck.video.frame import Frame, Gap, Passed, Picture


class Judge(Protocol):
    """A session, or a workout of several."""

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""

    def finish(self) -> Summary:
        """End it, and sum it up."""


def follow(moments: Iterable[Moment], session: Judge, sinks: Sequence[Sink]) -> Summary:
    """Run a session over its source, and show every moment to every sink.

    Pictures that are not looked at are shown as well, with what was told last; nothing ends with them.
    """
    snapshot: Snapshot | None = None
    passed = 0
    for moment in moments:
        if moment.looked_at:
            snapshot = session.update(moment.time_s, moment.pose, moment.picture)
        elif snapshot is not None:
            passed += 1
            snapshot = replace(snapshot, time_s=moment.time_s, finished=None, ended=None, correction=None)
        if snapshot is not None:
            for sink in sinks:
                sink.show(moment, snapshot)
    summary = session.finish()
    return replace(summary, frames=summary.frames + passed)


def estimated(
    frames: Iterable[Frame | Gap | Passed], estimator: Estimator, look: Callable[[float], bool] | None = None
) -> Iterator[Moment]:
    """Moments of a source, as their poses are estimated; where that is asked, not in every picture.

    In the others the person is where the last two poses lead.
    """
    ahead = Ahead()
    for frame in frames:
        if isinstance(frame, Passed):
            yield Moment(frame.time_s, None, looked_at=False)
        elif isinstance(frame, Gap):
            yield Moment(frame.time_s, None, frame.picture)
        elif look is None or look(frame.time_s):
            yield Moment(frame.time_s, ahead.see(frame.time_s, estimator.estimate(frame)), frame.picture, frame)
        else:
            yield Moment(frame.time_s, ahead.pose(frame.time_s), frame.picture, frame, looked_at=False)


def until(moments: Iterator[Moment], stopped: Callable[[], bool]) -> Iterator[Moment]:
    """Moments until a sink that has seen the last one wants no more; the rest stays for the next session."""
    for moment in moments:
        yield moment
        if stopped():
            return


def recorded(
    recording: Landmarks, pictures: Sequence[Picture] = (), frames: Iterable[Frame] | None = None
) -> Iterator[Moment]:
    """Moments of a recording, with what was measured of their pictures, and with the pictures themselves."""
    if frames is None:
        for row, (time_s, pose) in enumerate(recording):
            yield Moment(time_s, pose, pictures[row] if pictures else None)
        return
    for (time_s, pose), frame in zip(recording, frames, strict=False):
        yield Moment(time_s, pose, frame.picture, frame)
