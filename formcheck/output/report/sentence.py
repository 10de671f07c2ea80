"""The one plain sentence at the top of a report, put together from what was counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from formcheck.counting.results import Reason, Rep
from formcheck.counting.summary import SetSummary, Summary
from formcheck.counting.tally import judged_together, totals
from formcheck.exercises.severity import Severity
from formcheck.exercises.timed import AnyExercise
from formcheck.feedback.reasons import unjudged, words_of
from formcheck.output.report.camera import unseen

_RANK = {Severity.STOP: 2, Severity.FIX: 1, Severity.TIP: 0}


def headlines(summary: Summary, practices: Mapping[str, AnyExercise]) -> list[str]:
    """One sentence for each exercise that was done, in order; where there are several, each begins with its name.

    Parameters
    ----------
    summary
        The session.
    practices
        What was done, by id.
    """
    done = list(dict.fromkeys(kept.exercise for kept in summary.sets)) or [summary.exercise] * bool(summary.exercise)
    if not done or (not summary.reps and unseen(summary)):
        return [nothing(summary)]
    sentences = [(name, _sentence(name, summary, practices.get(name))) for name in done]
    if len(sentences) == 1:
        return [text for _, text in sentences]
    return [f"{name_in(practices, name)}: {text[:1].lower()}{text[1:]}" for name, text in sentences]


def name_in(practices: Mapping[str, AnyExercise], exercise: str) -> str:
    """What an exercise is called; its id where its file is not at hand."""
    return practices[exercise].name if exercise in practices else exercise


def most_frequent_fault(reps: Sequence[Rep]) -> tuple[str, int]:
    """What to say about the fault of most repetitions, and of how many; empty where there was none."""
    found: Counter[str] = Counter()
    rank: dict[str, int] = {}
    for rep in reps:
        found.update({fault.say for fault in rep.faults})
        rank.update({fault.say: _RANK[fault.severity] for fault in rep.faults})
    if not found:
        return "", 0
    return max(found.items(), key=lambda item: (item[1], rank[item[0]]))


def nothing(summary: Summary, how: str = "") -> str:
    """Why nothing was recognised; `how` tells how to say which exercise it is."""
    which = f"say which it is: {how}" if how else "say which it is"
    return unseen(summary) or f"No exercise was recognised; {which}. {summary.seen}".strip()


def _sentence(name: str, summary: Summary, practice: AnyExercise | None) -> str:
    sets = [kept for kept in summary.sets if kept.exercise == name]
    reps = [rep for rep in summary.reps if (rep.exercise or summary.exercise) == name]
    plural = practice.plural if practice is not None else "repetitions"
    hurt = "; stopped because something hurt" if any(kept.stopped_for for kept in sets) else ""
    if sets and all(kept.verify == "timer" for kept in sets):
        return f"{_paced(sets, plural)}{hurt}."
    if not reps:
        return f"No {plural} were counted{hurt}."
    asked = any(kept.hold_target_s for kept in sets)
    asked = asked or (not sets and practice is not None and practice.hold_s > 0)
    reached = practice.judge.reached if practice is not None and practice.timer is None else "the full range"
    counted = [rep for rep in reps if rep.counted]
    clauses = [] if counted else [f"no {plural} were counted"]
    clauses += [*_range(counted, plural, reached), *_holds(counted, asked=asked), *_uncounted(reps)]
    text = "; ".join(clauses)
    return text[:1].upper() + text[1:] + hurt + _advice(reps)


def _paced(sets: Sequence[SetSummary], plural: str) -> str:
    count = sum(kept.counts.timed for kept in sets)
    who = "it" if count == 1 else "them"
    return f"{count or 'No'} {plural} paced by the timer" + (f"; nobody checked {who}" if count else "")


def _range(counted: Sequence[Rep], plural: str, reached: str) -> Iterator[str]:
    """How many were counted, how many of them went all the way as far as that was seen, and what was not judged."""
    known = [rep for rep in counted if rep.judged.measures]
    full, of = sum(rep.reason != Reason.NOT_HIGH_ENOUGH for rep in known), len(known)
    what = plural if of == len(counted) else "that could be measured"
    if counted and of < len(counted):
        yield f"{len(counted)} counted"
    if of == 1:
        one = "one repetition" if of == len(counted) else "one could be measured"
        yield f"{one}, and it {'reached' if full else 'did not reach'} {reached}"
    elif of and full == of:
        yield f"{'both' if of == 2 else f'all {of}'} {what} reached {reached}"
    elif of:
        yield f"{full or 'none'} of {of} {what} reached {reached}"
    judged = totals(counted).judged
    if counted and not judged:
        yield unjudged(judged_together(counted))
    elif judged < len(counted):
        yield f"{judged} of {len(counted)} could be judged"


def _holds(counted: Sequence[Rep], *, asked: bool) -> Iterator[str]:
    short = sum(rep.reason == Reason.HOLD_SHORT for rep in counted)
    if short:
        every = "all" if short == len(counted) > 1 else str(short)
        yield "the hold was short" if len(counted) == 1 else f"the hold was short on {every}"
    elif asked and counted and all(rep.good for rep in counted):
        yield "the hold was long enough" if len(counted) == 1 else "every hold was long enough"


def _uncounted(reps: Sequence[Rep]) -> Iterator[str]:
    """How many attempts did not count, and why; and what was done with the other leg."""
    why = Counter(words_of(rep) for rep in reps if rep.attempt)
    if total := why.total():
        noun = "attempt" if total == 1 else "attempts"
        yield f"{total} {noun} did not count ({', '.join(why)})"
    if other := totals(reps).other_leg:
        yield f"{other} with the other leg {'does' if other == 1 else 'do'} not count"


def _advice(reps: Sequence[Rep]) -> str:
    """What to do about the most frequent fault: within the sentence where it is one, else after it."""
    say, _ = most_frequent_fault(reps)
    plain = say.rstrip(". ")
    if not plain:
        return "."
    if "." in plain or plain.startswith("I "):
        return f". {say}"
    return f"; {plain[:1].lower()}{plain[1:]}{say.rstrip()[-1] if say.rstrip()[-1] in '!?' else '.'}"
