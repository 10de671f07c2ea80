"""Every sentence that the program can say or show: ``python -m tools.sentences``.

First what is heard, and seen in the window, in English and the other languages side by side; then what only the
terminal and the pages say, in English, as it stands in the code, with what is filled in as {}.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

import formcheck
from formcheck.app import safety
from formcheck.app.desk.offers import asking, offers
from formcheck.checkup import catalogue as procedures
from formcheck.checkup.scoring.norms import sources
from formcheck.checkup.scoring.score import Score, scores
from formcheck.cli.main import app
from formcheck.counting.advice import Advice, Extent, Keep
from formcheck.counting.today import Today
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import Judge
from formcheck.exercises.timed import TimedExercise
from formcheck.feedback.offers import Stopped
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.reasons import UNJUDGED, WORDS
from formcheck.feedback.voice.phrases import Phrase
from formcheck.system.language import ENGLISH, Words, languages
from formcheck.video.trouble import Trouble
from formcheck.workout import routine

PACKAGE = Path(formcheck.__file__).parent
NAMED = {"tr": 0, "later": 0, "plural": 1}
"""Calls that name a sentence for translation, and which of their arguments it is."""
DEFAULTS = ((Exercise, "singular"), (Exercise, "plural"), (Judge, "reached"))
"""What exercise files that say nothing else get."""
UNSAID = (
    *NAMED, "meaning", "description", "getLogger", "compile", "execute", "named", "debug", "info", "warning",
    "ValueError", "TypeError", "AttributeError", "RuntimeError", "add_row", "thread_name_prefix", "name", "_event",
)  # fmt: skip
"""Calls and arguments whose strings nobody is shown but who writes a program."""
OF_OTHERS = (
    "not authorized", "out device of bound", "Conversion failed!", "DLL load failed", "moov atom not found",
    "Value error, ", "DataRate CameraRate NumFrames NumMarkers Units OrigDataRate OrigDataStartFrame OrigNumFrames",
    "Angles in the picture of one camera, unsmoothed. Hip: trunk against thigh, not the pelvis.",
    "import sys; sys.stdin.read()", "to do",
    "--exercise NAME", "formcheck live NAME", "sudo apt-get install ", "DejaVu Sans", "axes fraction", "offset points",
    "an exercise is under way", "formcheck history --goal 4", "formcheck checkup", "a hand, after sitting back",
    "Microsoft/Windows/Start Menu/Programs/Startup", "Start Menu", "display notification {} with title {}",
)  # fmt: skip
"""What other programs say, or are told."""
CODE = re.compile(
    r"[_\\=<>]|^\W*SELECT|^\s*(CREATE|ALTER|INSERT|GET|DESCRIBE) |^default-src|^\s*\[bold\]"
    r"|^\^ \*Stream|^{} reps|%\(|ctypes|^#!|^Camera\("
)
"""How strings begin, or what is in them, that a program reads."""


def translated() -> dict[str, list[str]]:
    """What is said or shown in the user's language, in English, by where it comes from; nothing twice."""
    by_place: dict[str, list[str]] = {}
    known: set[str] = set()
    for place, text in _translated():
        if text not in known:
            known.add(text)
            by_place.setdefault(place, []).append(text)
    return by_place


def _translated() -> Iterator[tuple[str, str]]:
    yield from (("session", text) for text in (*Phrase, *Stopped, *Today))
    yield from (("what to do", text) for text in (*Advice, *Extent, *Keep, *Trouble))
    yield from (("picture", text) for text in Label)
    yield from (("reasons", text) for text in (*WORDS.values(), *UNJUDGED.values()))
    yield from (("exercises", str(model.model_fields[key].default)) for model, key in DEFAULTS)
    for name in (*catalogue.names(), *catalogue.timers()):
        yield from ((name, text) for text in _of_exercise(name))
    for name in routine.names():
        chosen = routine.load(name)
        yield from ((name, text) for text in (chosen.title, chosen.about))
        said = ((planned.say_first, planned.say_newcomer) for planned in chosen.sets())
        yield from ((name, text) for texts in said for text in texts if text)
    for name, offer in offers().items():
        yield from ((f"break: {name}", text) for text in (offer.title, offer.say, offer.none) if text)
    yield from (("desk", text) for text in (asking().question, asking().stood))
    for name, score in scores().items():
        yield from ((f"check-up: {name}", text) for text in _of_score(score))
    for name in procedures.names():
        yield from ((f"check-up: {name}", text) for text in procedures.load(name).sentences)
    led = procedures.order()
    yield from (("check-up", text) for text in (*led.welcome, led.left_out, led.fallen, led.done))
    yield from (("check-up: reasons", text) for text in procedures.reasons().values())
    yield from (("check-up: sources", source.what) for source in sources().values())
    asked = (safety.ABOUT, safety.BEFORE, *safety.QUESTIONS, safety.APPLIES, safety.SEE_A_DOCTOR, safety.GO_ON)
    yield from (("safety", text) for text in (*asked, safety.UNASKED))
    for file in sorted(PACKAGE.rglob("*.py")):
        found = named(ast.parse(file.read_text(encoding="utf-8")))
        yield from ((str(file.relative_to(PACKAGE)), text) for text in found)
    for file in sorted(PACKAGE.rglob("*.html")):
        calls = Environment().parse(file.read_text(encoding="utf-8")).find_all(nodes.Call)
        yield from ((str(file.relative_to(PACKAGE)), text) for call in calls for text in _named_in_a_page(call))
    yield from (("help", text) for text in _of_help())


def named(tree: ast.Module) -> Iterator[str]:
    """Sentences that are named for translation in code.

    Raises
    ------
    ValueError
        One is put together before it is looked up: nobody can translate it.
    """
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call.func) in NAMED:
            sentence = call.args[NAMED[_name(call.func)]]
            if isinstance(sentence, ast.JoinedStr | ast.BinOp):
                raise ValueError(f"line {sentence.lineno}: a sentence is put together: {ast.unparse(sentence)}")
            if isinstance(sentence, ast.Constant):
                yield str(sentence.value)


def _named_in_a_page(call: nodes.Call) -> Iterator[str]:
    if isinstance(call.node, nodes.Name) and call.node.name in NAMED:
        sentence = call.args[NAMED[call.node.name]]
        if isinstance(sentence, nodes.Const):
            yield str(sentence.value)


def _of_help() -> Iterator[str]:
    """What the help of the program says of itself."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    for command in (group, *group.commands.values()):
        assert isinstance(command, TyperCommand | TyperGroup)
        yield from filter(None, (command.help, command.rich_help_panel))
        for one in command.params:
            if isinstance(one, TyperOption | TyperArgument):
                yield from filter(None, (one.help, one.rich_help_panel))


def _of_exercise(name: str) -> Iterator[str]:
    one = catalogue.find(name)
    own = (one.transition, one.easier, one.which_leg, one.side_adds)
    yield from (one.name, one.singular, one.plural, one.about, one.camera, *filter(None, own))
    if isinstance(one, TimedExercise):
        yield from (one.timer.say, one.timer.release, one.timer.unseen)
        yield from (limit.say for limit in (*one.start, *one.during))
        yield from (still.say for still in one.still)
    else:
        yield one.position.say
        yield one.judge.reached
        yield from (fault.say for fault in one.fault)
        yield from (str(say) for say in one.cues.model_dump().values())


def _of_score(score: Score) -> Iterator[str]:
    yield from (score.title, score.about)
    for texts in (score.groups, score.group_names, score.without, score.noted):
        yield from texts.values()
    yield from (within.say for within in score.setup.values())
    yield from filter(None, (text for say in score.say for text in (say.one, say.text)))
    yield from (one.text for one in score.next)
    if score.goal is not None:
        yield score.goal.say
    if score.change is not None:
        yield score.change.worse
    if score.classes is not None:
        yield from score.classes.names
    if score.sides is not None:
        yield score.sides.even
        yield from (text for two in (score.sides.shorter, score.sides.confirmed) for text in (two.left, two.right))


def in_the_code() -> dict[str, list[str]]:
    """Texts of more than one word that nobody can translate yet, by file, without docstrings: code and pages."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        texts = [text for text in _texts(ast.parse(file.read_text(encoding="utf-8"))) if _reads(text)]
        found[str(file.relative_to(PACKAGE))] = list(dict.fromkeys(texts))
    for file in sorted(PACKAGE.rglob("*.html")):
        plain = re.sub(r"{%.*?%}|<[^>]*>", "\n", re.sub(r"{{.*?}}", "{}", file.read_text(encoding="utf-8")))
        found[str(file.relative_to(PACKAGE))] = [line.strip() for line in plain.splitlines() if _reads(line.strip())]
    return {name: texts for name, texts in found.items() if texts}


def _texts(node: ast.AST) -> Iterator[str]:
    """Strings of a tree, f-strings as one."""
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        yield "".join(map(str, parts))
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        statement = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)  # a docstring
        unsaid = isinstance(child, ast.Call) and _name(child.func) in UNSAID
        annotation = isinstance(node, ast.arg | ast.AnnAssign) and child is node.annotation
        annotation = annotation or (isinstance(node, ast.FunctionDef) and child is node.returns)
        if (
            not statement
            and not unsaid
            and not annotation
            and not (isinstance(child, ast.keyword) and child.arg in UNSAID)
        ):
            yield from _texts(child)


def _name(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def _reads(text: str) -> bool:
    """Whether it is words that somebody reads."""
    words = re.findall(r"[A-Za-zÄÖÜäöüß]{2,}", text)
    return len(words) > 1 and " " in text.strip() and text not in OF_OTHERS and not CODE.search(text)


def listed() -> Iterator[str]:
    """The whole list, line by line, as Markdown."""
    others = [language for language in languages() if language != ENGLISH]
    words = [Words(language) for language in others]
    yield from ("# Every sentence", "", f"| | en | {' | '.join(others)} |", "|---|---|" + "---|" * len(others))
    for place, texts in translated().items():
        yield from (f"| {place} | {text} | {' | '.join(known(text) for known in words)} |" for text in texts)
    yield from ("", "## English only: terminal and pages", "")
    said = {text for texts in translated().values() for text in texts}
    for place, texts in in_the_code().items():
        own = [" ".join(text.split()) for text in texts if text not in said]
        yield from (f"- `{place}`", *(f"  - {text}" for text in own)) if own else ()


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in listed()))
