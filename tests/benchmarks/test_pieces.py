"""Pieces of sets: what has to be counted in them, and what may be."""

from functools import cache

import numpy as np

from benchmarks.people import followed
from benchmarks.pieces import LEAST_S, MOST_REPS, cut
from formcheck.counting.results import Rep
from formcheck.pose.recording import Recording
from tests.replay import TRUTHS


@cache
def whole() -> tuple[Recording, tuple[Rep, ...]]:
    """Six squats of a person."""
    recording = Recording.load(TRUTHS["squat_1"].path)
    return recording, followed(recording, "squat").reps


def test_a_piece_holds_its_whole_repetitions_and_may_hold_those_whose_top_lies_in_it() -> None:
    recording, reps = whole()
    assert len(reps) == 6
    rng = np.random.default_rng(0)
    found = [piece for piece in (cut(recording, reps, rng) for _ in range(20)) if piece is not None]
    assert len({(piece.least, piece.most) for piece in found}) > 3
    for piece in found:
        assert 0 <= piece.least <= piece.most <= MOST_REPS
        assert piece.first_s <= piece.recording.time_s[0] < piece.recording.time_s[-1] < piece.last_s
        assert piece.most == sum(piece.first_s <= rep.top_s <= piece.last_s for rep in reps)


def test_a_set_too_short_for_a_clip_gives_no_piece() -> None:
    recording, (first, *_) = whole()
    end = int(np.searchsorted(recording.time_s, first.top_s + 0.4 * LEAST_S))
    begin = int(np.searchsorted(recording.time_s, first.top_s - 0.4 * LEAST_S))
    assert cut(recording.part(begin, end), [first], np.random.default_rng(0)) is None
