"""The one plain sentence at the top of a report, put together from what was counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from formcheck.counting.results import Reason, Rep
from formcheck.counting.summary import Summary
from formcheck.counting.tally import judged_together, totals
from formcheck.exercises.severity import Severity
from formcheck.exercises.timed import AnyExercise
from formcheck.feedback.reasons import unjudged, words_of
from formcheck.output.report.camera import unseen
from formcheck.output.report.words import paced
from formcheck.system.language import ENGLISH, current, plural, retold, tr

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
    sentences = [(name, sentence_of(name, summary, practices.get(name))) for name in done]
    if len(sentences) == 1:
        return [text for _, text in sentences]
    return [f"{name_in(practices, name)}: {_inside(text)}" for name, text in sentences]


def name_in(practices: Mapping[str, AnyExercise], exercise: str) -> str:
    """What an exercise is called; its id where its file is not at hand."""
    return tr(practices[exercise].name) if exercise in practices else exercise


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
    if nobody := unseen(summary):
        return nobody
    seen = retold(summary.seen)
    if how:
        return tr("No exercise was recognised; say which it is: {how}. {seen}", how=how, seen=seen).strip()
    return tr("No exercise was recognised; say which it is. {seen}", seen=seen).strip()


def sentence_of(name: str, summary: Summary, practice: AnyExercise | None) -> str:
    """What came of one exercise."""
    sets = [kept for kept in summary.sets if kept.exercise == name]
    reps = [rep for rep in summary.reps if (rep.exercise or summary.exercise) == name]
    things = tr(practice.plural) if practice is not None else tr("repetitions")
    hurt = f"; {tr('stopped because something hurt')}" if any(kept.stopped_for for kept in sets) else ""
    if sets and all(kept.verify == "timer" for kept in sets):
        count = sum(kept.counts.timed for kept in sets)
        said = paced(count, practice) if count else tr("No {things} paced by the timer", things=things)
        return f"{said}{hurt}."
    if not reps:
        return f"{_upper(tr('no {things} were counted', things=things))}{hurt}."
    asked = any(kept.hold_target_s for kept in sets)
    asked = asked or (not sets and practice is not None and practice.hold_s > 0)
    reached = practice.judge.reached if practice is not None and practice.timer is None else "the full range"
    counted = [rep for rep in reps if rep.counted]
    clauses = [] if counted else [tr("no {things} were counted", things=things)]
    clauses += [*_range(counted, things, tr(reached)), *_holds(counted, asked=asked), *_uncounted(reps)]
    return _upper("; ".join(clauses)) + hurt + _advice(reps)


def _range(counted: Sequence[Rep], things: str, reached: str) -> Iterator[str]:
    """How many were counted, how many of them went all the way as far as that was seen, and what was not judged."""
    known = [rep for rep in counted if rep.judged.measures]
    full, of = sum(rep.reason != Reason.NOT_HIGH_ENOUGH for rep in known), len(known)
    if counted and of < len(counted):
        yield tr("{count} counted", count=len(counted))
    if of:
        what = things if of == len(counted) else tr("that could be measured")
        yield _reached(full, of, what, reached, alone=of == len(counted))
    judged = totals(counted).judged
    if counted and not judged:
        yield tr(unjudged(judged_together(counted)))
    elif judged < len(counted):
        yield tr("{judged} of {count} could be judged", judged=judged, count=len(counted))


def _reached(full: int, of: int, what: str, reached: str, *, alone: bool) -> str:
    """How many went all the way, of those of which that was seen; `alone`: that is all there were."""
    if of == 1:
        one = tr("one repetition") if alone else tr("one could be measured")
        if full:
            return tr("{one}, and it reached {reached}", one=one, reached=reached)
        return tr("{one}, and it did not reach {reached}", one=one, reached=reached)
    if full == of == 2:
        return tr("both {what} reached {reached}", what=what, reached=reached)
    if full == of:
        return tr("all {count} {what} reached {reached}", count=of, what=what, reached=reached)
    if not full:
        return tr("none of {count} {what} reached {reached}", count=of, what=what, reached=reached)
    return tr("{full} of {count} {what} reached {reached}", full=full, count=of, what=what, reached=reached)


def _holds(counted: Sequence[Rep], *, asked: bool) -> Iterator[str]:
    short = sum(rep.reason == Reason.HOLD_SHORT for rep in counted)
    if short and len(counted) == 1:
        yield tr("the hold was short")
    elif short == len(counted) and short:
        yield tr("the hold was short on all")
    elif short:
        yield tr("the hold was short on {count}", count=short)
    elif asked and counted and all(rep.good for rep in counted):
        yield tr("the hold was long enough") if len(counted) == 1 else tr("every hold was long enough")


def _uncounted(reps: Sequence[Rep]) -> Iterator[str]:
    """How many attempts did not count, and why; and what was done with the other leg."""
    why = Counter(tr(words_of(rep)) for rep in reps if rep.attempt)
    if total := why.total():
        yield plural(
            "{count} attempt did not count ({why})", "{count} attempts did not count ({why})", total, why=", ".join(why)
        )
    if other := totals(reps).other_leg:
        yield plural("{count} with the other leg does not count", "{count} with the other leg do not count", other)


def _advice(reps: Sequence[Rep]) -> str:
    """What to do about the most frequent fault: within the sentence where it is one, else after it."""
    say = tr(most_frequent_fault(reps)[0])
    plain = say.rstrip(". ")
    if not plain:
        return "."
    if "." in plain or plain.startswith("I ") or current().language != ENGLISH:
        return f". {say}"
    return f"; {_inside(plain)}{say.rstrip()[-1] if say.rstrip()[-1] in '!?' else '.'}"


def _inside(sentence: str) -> str:
    """A sentence as it goes on after a colon; in other languages its first word may be one with a capital."""
    return f"{sentence[:1].lower()}{sentence[1:]}" if current().language == ENGLISH else sentence


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
