"""The benchmark of long runs works: minutes in place of hours, every kind of day."""

from pathlib import Path

import pytest

from benchmarks.hostile_hours import Day, Meter, Sample, days, slope_per_h, spend
from formcheck.output.history.store import History

pytestmark = [pytest.mark.slow, pytest.mark.weekly]


@pytest.mark.parametrize("day", days(), ids=lambda day: day.title)
def test_people_come_and_go(day: Day, tmp_path: Path) -> None:
    meter = Meter(30.0, lambda sample: None)
    sessions = spend(day, 100 / 3600, 15, tmp_path, meter)
    assert sessions >= 1
    assert [round(sample.time_s) for sample in meter.samples] == [30, 60, 90]
    assert len(list(tmp_path.glob("0*"))) == sessions
    assert len(History(tmp_path / "history.sqlite3").entries()) <= sessions


def test_what_grows_is_told() -> None:
    samples = [Sample(1800.0 * n, 100 + 10 * n, 8, 5, 0.3) for n in range(1, 9)]
    assert slope_per_h(samples, lambda sample: sample.memory_mb) == pytest.approx(20)
    assert slope_per_h(samples, lambda sample: sample.handles) == pytest.approx(0)
