"""Somebody who listens, as the transcripts are made with: obeys, errs as the script asks, and goes on."""

from benchmarks.person import CLIPS, Person, Scene, Whim
from benchmarks.played import play
from formcheck.exercises import catalogue
from formcheck.system.language import Words
from formcheck.workout.plan import plan_sets
from formcheck.workout.workout import Workout


def test_who_listens_does_as_many_as_are_asked_for() -> None:
    words = Words("de")
    person = Person(words)
    person.begin("squat")
    played = play(Workout(plan_sets(catalogue.load("squat"), sets=1, reps=3)), person, words, 60.0)
    said = [text for _, text in played.heard]
    assert played.summary is not None
    assert played.summary.counts.reps == 3
    assert any(text.endswith("Bereit.") for text in said)
    assert said[-1].startswith("Fertig")


def test_a_whim_begins_when_its_word_is_heard_and_ends_in_time() -> None:
    person = Person(Words(), [Whim("^2", Scene(), 5.0, about="leaves")])
    person.begin("squat")
    assert person.pose(0.0) is not None
    person.hear(10.0, "2.")
    assert [person.pose(time_s) is None for time_s in (10.0, 11.0, 15.0, 16.0)] == [False, True, True, False]
    assert person.events == [(10.8, "(leaves)"), (16.0, "(leaves: over)")]


def test_another_leg_is_another_side_of_the_clip() -> None:
    assert Scene("donkey_kick", side=CLIPS["donkey_kick"].side.other).mirrored
    assert not Scene("donkey_kick", side=CLIPS["donkey_kick"].side).mirrored
    assert not Scene("squat").mirrored
