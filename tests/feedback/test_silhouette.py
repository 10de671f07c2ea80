"""The silhouette to fill: there for every posture in which something begins, seen on dark and on bright rooms."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.counting.snapshot import Snapshot, State
from formcheck.exercises import catalogue
from formcheck.feedback.overlay.silhouette import _outlines
from formcheck.pose.landmarks import Side
from formcheck.workout.guide import posture_of
from tests.overlay_scene import SETS, blank, changed, drawn

WAITING = Snapshot(1.0, State.POSITIONING, "Lie down.", sets=replace(SETS, silhouette="supine"))
WITHOUT = replace(WAITING, sets=replace(SETS, silhouette=""))


def test_every_posture_in_which_something_begins_has_one() -> None:
    begins = {posture_of(catalogue.find(name)) for name in (*catalogue.names(), *catalogue.timers())} - {""}
    assert begins <= set(_outlines())


@pytest.mark.parametrize("grey", [10, 128, 245])
def test_it_is_seen_on_any_room(grey: int) -> None:
    room = blank(grey=grey)
    there = changed(drawn(WAITING, image=room), drawn(WITHOUT, image=room))
    contrast = np.abs(drawn(WAITING, image=room).astype(int) - grey).max(axis=2)[there]
    assert there.sum() > 0.02 * there.size
    assert np.percentile(contrast, 95) > 80


def test_it_lies_as_the_side_that_is_asked_for_and_as_the_mirror_shows_it() -> None:
    right = replace(WAITING, sets=replace(WAITING.sets or SETS, side=Side.RIGHT))
    left = replace(WAITING, sets=replace(WAITING.sets or SETS, side=Side.LEFT))
    head = {}
    for name, snapshot, mirror in (("left", left, False), ("right", right, False), ("mirrored", left, True)):
        none = replace(snapshot, sets=replace(snapshot.sets or SETS, silhouette=""))
        there = changed(drawn(snapshot, mirror=mirror), drawn(none, mirror=mirror))
        columns = np.flatnonzero(there.any(axis=0))
        head[name] = there[:, columns[0] : columns[0] + 60].sum() > there[:, columns[-1] - 60 : columns[-1]].sum()
    assert head == {"left": False, "right": True, "mirrored": True}


def test_it_is_gone_when_the_person_is_ready() -> None:
    ready = replace(WAITING, state=State.READY, reason="")
    assert not changed(drawn(ready), drawn(replace(WITHOUT, state=State.READY, reason=""))).any()
