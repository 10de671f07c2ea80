"""What is seen of a source is put together whole, however much it is."""

import pytest

from formcheck.app.analysis.seen import PIECE, Collector
from formcheck.counting.moment import Moment
from formcheck.pose.spooled_recording import SpooledRecording


@pytest.mark.parametrize("looked_at", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_as_many_are_kept_as_were_looked_at(looked_at: int) -> None:
    recording = SpooledRecording((640, 360))
    collector = Collector((640, 360), recording.extend)
    moments = [Moment(row / 30, None, looked_at=row % 2 == 0) for row in range(2 * looked_at)]
    assert collector.all(moments, lambda: False)
    assert (len(recording), len(collector.pictures), len(collector.times_s)) == (looked_at, looked_at, 2 * looked_at)
