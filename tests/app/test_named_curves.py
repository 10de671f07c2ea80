"""The curves of a recognised clip are known from the beginning of its sets, however late it was recognised."""

from contextlib import ExitStack
from dataclasses import replace
from math import nan
from pathlib import Path

import numpy as np
import pytest

from formcheck.app.analysis.counted import count
from formcheck.app.analysis.named_curves import fill_curves
from formcheck.app.analysis.options import Options
from formcheck.app.analysis.seen import Extraction
from formcheck.counting.moment import Moment
from formcheck.exercises import catalogue
from formcheck.output.report import OutputFolder
from formcheck.output.report.curves import Curves, measures_of
from formcheck.pose.spooled_recording import SpooledRecording
from tests.replay import FOLDER, replay


@pytest.mark.parametrize("name", ["rendered_b_base", "glute_bridge_1"])
def test_they_are_those_of_the_named_exercise_also_where_it_is_recognised_at_the_end(tmp_path: Path, name: str) -> None:
    """The first of these has one repetition, and is named when it is over."""
    bridge = catalogue.load("glute_bridge")
    seen = Extraction(SpooledRecording.load(FOLDER / f"{name}.npz"))
    with ExitStack() as stack:
        recognised, named = (
            count(seen, exercise, stack.enter_context(OutputFolder(tmp_path, str(exercise is None))), Options(), stack)
            for exercise in (None, bridge)
        )
        fill_curves(recognised.report_data, seen, recognised.summary)
        for one in recognised.summary.sets:
            for measure in measures_of(bridge):
                values, wanted = (
                    of.report_data.curves.between(measure, one.start_s, one.end_s)[1] for of in (recognised, named)
                )
                assert np.isfinite(wanted).any()
                assert np.isfinite(values[np.isfinite(wanted)]).all()


def test_what_another_exercise_has_shown_before_is_no_beginning() -> None:
    curves = Curves([catalogue.load("glute_bridge")])
    for time_s, height in enumerate([0.1, nan, nan, 0.2, 0.3]):
        snapshot = replace(replay("glute_bridge_1").snapshots[0], time_s=float(time_s), measures={"hip_height": height})
        curves.show(Moment(float(time_s), None), snapshot)
    assert curves.known_s(["hip_height"], 0.0, 4.0) == 2.0


def test_what_is_never_known_between_two_times_is_so_at_their_end(tmp_path: Path) -> None:
    seen = Extraction(SpooledRecording.load(FOLDER / "glute_bridge_1.npz"))
    with ExitStack() as stack:
        folder = stack.enter_context(OutputFolder(tmp_path, "result"))
        curves = count(seen, catalogue.load("glute_bridge"), folder, Options(), stack).report_data.curves
        assert curves.known_s(["hip_height"], -2.0, -1.0) == -1.0
        assert curves.known_s(["hip_height"], 1e6, 2e6) == 2e6
