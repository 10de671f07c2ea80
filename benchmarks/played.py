"""A session with somebody who listens, in the time of the data: what is heard, and what is done about it.

    python -m benchmarks.played wake_up [--language de] [--script lost]

How long a sentence takes is estimated from its letters; who listens hears it at its end.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.person import Person, Scene, Whim
from benchmarks.transcripts import LETTER_S
from formcheck.app.loop import Judge
from formcheck.counting.advice import Advice
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.feedback.voice.commentary import Commentary
from formcheck.feedback.voice.speech_queue import SpeechQueue
from formcheck.feedback.voice.utterance import Utterance
from formcheck.system.language import Words, use
from formcheck.workout import routine
from formcheck.workout.plan import plan_sets
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.live import Recogniser
from formcheck.workout.workout import Workout

FPS = 12.0
UNNAMED = (
    (0.0, "donkey_kick", True), (30.0, "glute_bridge", False), (33.0, "glute_bridge", True), (75.0, "squat", False),
    (78.0, "squat", True), (115.0, "squat", False),
)  # fmt: skip
"""What is done where nobody has named anything: seconds, exercise, and whether it is done or waited in its position."""


@dataclass
class Played:
    """What came of it.

    Attributes
    ----------
    heard
        When each sentence began, and the sentence; and in brackets what the person did unasked.
    snapshots, summary
        Of every moment, and of all.
    """

    heard: list[tuple[float, str]] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    summary: Summary | None = None

    def lines(self) -> list[str]:
        """The transcript, with minutes and seconds."""
        return [f"{int(at_s // 60):3}:{at_s % 60:04.1f}  {text}" for at_s, text in sorted(self.heard)]


def play(judge: Judge, person: Person, words: Words, longest_s: float = 1800.0) -> Played:
    """Run a session with somebody who listens, until it is over."""
    played, commentary, queue = Played(), Commentary(words), SpeechQueue()
    running: Utterance | None = None
    ends_s = 0.0
    for row in range(round(longest_s * FPS)):
        time_s = row / FPS
        if running is not None and time_s >= ends_s:
            person.hear(time_s, running.text)
            running = None
        snapshot = judge.update(time_s, person.pose(time_s))
        played.snapshots.append(snapshot)
        for utterance in commentary.update(snapshot):
            queue.offer(utterance, time_s)
        following = queue.next(time_s, running)
        if following is not None and following.text:
            if running is not None:
                played.heard.append((time_s, f"    (cut off: {running.text})"))
            running, ends_s = following, time_s + LETTER_S * len(following.text)
            played.heard.append((time_s, following.text))
        if getattr(judge, "over", False):
            break
    played.heard += person.events
    played.summary = judge.finish()
    return played


def scripts(words: Words) -> Mapping[str, Sequence[Whim]]:
    """What comes between, by name."""
    name = {one: words(title) for one, title in (("kick", "Donkey kick"), ("bridge", "Glute bridge"))}
    stretch = words("Hip-flexor stretch")
    return {
        "obeys": (),
        "troubled": (
            Whim(f"{stretch}", Scene("prone_squeeze"), 25.0, 4.0, about="lies on the stomach instead of kneeling"),
            Whim(r"^3\.", Scene(), 40.0, about="leaves the room for 40 s"),
            Whim(f"{name['bridge']}", Scene(hands=1), 2.0, 14.0, about="raises a hand"),
            Whim(re.escape(words(Advice.GO_ON)), Scene(hands=1), 2.0, 20.0, about="raises a hand again"),
        ),
        "lost": (Whim(f"{name['kick']}", Scene("prone_squeeze"), 400.0, 4.0, about="lies down, and stays"),),
        "lost for a while": (
            Whim(f"{name['kick']}", Scene("prone_squeeze"), 80.0, 4.0, about="lies down for 80 s"),
        ),
    }  # fmt: skip


def main() -> None:
    """Print one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("routine", nargs="?", default="wake_up", help="a routine, or live for what is recognised")
    parser.add_argument("--language", default="en")
    parser.add_argument("--script", default="obeys")
    given = parser.parse_args()
    words = Words(given.language)
    use(given.language)
    person = Person(words, scripts(words)[given.script], listens=given.routine != "live")
    if given.routine == "live":
        for begin_s, exercise, working in UNNAMED:
            person.begin(exercise, time_s=begin_s, working=working)
        played = play(Recogniser(candidates(), lambda exercise: Workout(plan_sets(exercise))), person, words)
    else:
        played = play(Workout(routine.load(given.routine).sets()), person, words)
    print("\n".join(played.lines()))
    assert played.summary is not None
    for kept in played.summary.sets:
        print(kept.exercise, kept.side, kept.counts.reps or kept.counts.timed, "of", kept.target)


if __name__ == "__main__":
    main()
