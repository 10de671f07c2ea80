"""`summary.json` as a document: what its schema says, and how it is read again."""

import json
from dataclasses import fields, replace
from math import inf, nan
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

import formcheck
from formcheck.counting.results import Counts, FaultSpan, Judged, NotJudged, Reason, Rep, Verdict
from formcheck.counting.summary import SetSummary, Summary, Tracking
from formcheck.errors import InputError
from formcheck.exercises.schema import Direction
from formcheck.exercises.severity import Severity
from formcheck.output.report import Source, as_json
from formcheck.output.report.document import SummaryDocument
from formcheck.output.report.reading import read_document, summary_of
from formcheck.output.report.schema import schema
from formcheck.pose.landmarks import Side
from formcheck.pose.model import Model
from tests.replay import replay

PUBLISHED = Path(formcheck.__file__).parents[1] / "docs" / "summary.schema.json"
MODEL = Model(Path("m.task"), "pose_landmarker_full", "given by the user", "ab" * 32)
FAULT = FaultSpan("heels_far", Severity.TIP, "Bring your heels closer.", 1.2, nan)
REP = Rep(
    1, Side.LEFT, Verdict.REP, Reason.HOLD_SHORT, nan, 1.0, 2.5, 0.6, -15.0, -1.2, 0.4, (FAULT,), "donkey_kick",
    rest=-0.1, peak=0.4, count_gate=0.3, lift_s=0.9, lower_s=nan, judged_rest=-72.5, judged_peak=-1.2, told_s=2.7,
    dips=1, hold_on="hip_extension_deg", judged=Judged("side", ("hip_extension_deg",)),
)  # fmt: skip
SET = SetSummary("donkey_kick", Side.LEFT, 0.5, nan, 10, Counts(1, 0, 0, 1, 0, 1), "measured", "pain", 1.0)
TIMER = SetSummary("prone_squeeze", None, 3.0, 9.0, 0, Counts(5), "timer")
WHOLE = Summary(
    "donkey_kick", 9.5, 285, Counts(6, 0, 0, 1, 0, 2), (REP, replace(REP, number=2, side=Side.BOTH)),
    Tracking(1.0, 0.9, Side.RIGHT, nan), "Turn side-on.", (SET, TIMER), "Evening", recognised=True,
)  # fmt: skip
EMPTY = Summary("", nan, 0, Counts(), (), Tracking(nan, nan))


def parts(published: dict[str, Any]) -> list[dict[str, Any]]:
    """The objects that a schema describes."""
    return [part for part in (published, *published["$defs"].values()) if "properties" in part]


def strict() -> Draft202012Validator:
    """The published schema, and not a key more."""
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    for part in parts(published):
        part["additionalProperties"] = False
    return Draft202012Validator(published)


def test_the_published_schema_is_the_one_that_is_written() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema()
    Draft202012Validator.check_schema(json.loads(schema()))


def test_every_key_is_required_and_every_number_says_its_unit() -> None:
    for part in parts(json.loads(schema())):
        assert sorted(part["required"]) == sorted(part["properties"]), part["title"]
        for name, told in part["properties"].items():
            said = told.get("description", "")
            assert not name.endswith("_s") or "second" in said, name
            assert not name.endswith("_deg") or "degrees" in said, name
            assert {"type": "number"} not in told.get("anyOf", []) or "null" in said or "second" in said, name


@pytest.mark.parametrize("source", [Source("a"), Source("ü <b>.mp4", MODEL, complete=False, notes=["it breaks off"])])
@pytest.mark.parametrize("summary", [WHOLE, EMPTY], ids=["whole", "empty"])
def test_what_is_written_is_valid(summary: Summary, source: Source) -> None:
    strict().validate(json.loads(as_json(summary, source)))


@pytest.mark.parametrize("name", ["sample_glute_bridge", "rendered_donkey_kick_alternating", "donkey_kick_1"])
def test_what_is_written_of_a_recording_is_valid(name: str) -> None:
    strict().validate(json.loads(as_json(replay(name).summary, Source(name))))


def test_what_is_not_a_number_is_null() -> None:
    odd = replace(REP, rest=inf, peak=-inf, lift_s=nan)
    text = as_json(replace(WHOLE, reps=(odd,), tracking=Tracking(nan, nan, None, nan)), Source("x"))
    assert "NaN" not in text
    assert "Infinity" not in text
    found = json.loads(text)
    strict().validate(found)
    assert {found["reps"][0][key] for key in ("start_s", "rest", "peak", "lift_s", "lower_s")} == {None}
    assert found["tracking"]["seen"] is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (("schema_version",), 1),
        (("reps", 0, "verdict"), "perhaps"),
        (("reps", 0, "hold_s"), "1.0"),
        (("reps", 0, "side"), None),
        (("counts", "reps"), -1),
        (("tracking", "seen"), 1.5),
        (("sets", 0, "verify"), "hoped"),
        (("new",), 1),
    ],
)
def test_what_the_schema_does_not_allow_is_found(key: tuple[str | int, ...], value: object) -> None:
    found = json.loads(as_json(WHOLE, Source("x")))
    part = found
    for step in key[:-1]:
        part = part[step]
    part[key[-1]] = value
    with pytest.raises(ValidationError):
        strict().validate(found)


def test_numbers_of_sets_and_repetitions_are_written() -> None:
    found = json.loads(as_json(WHOLE, Source("x")))
    rep, kept = found["reps"][0], found["sets"][0]
    assert found["schema_version"] == 2
    assert (rep["rest"], rep["peak"], rep["count_gate"], rep["lift_s"]) == (-0.1, 0.4, 0.3, 0.9)
    assert (rep["dips"], rep["told_s"], rep["depth_deg"], rep["by_hand"]) == (1, 2.7, None, False)
    assert (rep["hold_on"], rep["judged_rest"], rep["judged_peak"]) == ("hip_extension_deg", -72.5, -1.2)
    judged = {"view": "side", "measures": ["hip_extension_deg"], "reason": "", "near": None}
    assert rep["judged"] == found["judged"] == judged
    assert (kept["hold_target_s"], kept["stopped_for"], kept["side"]) == (1.0, "pain", "left")
    assert list(rep) == [*(field.name for field in fields(Rep)), "good"]
    assert list(kept) == [field.name for field in fields(SetSummary)]


def test_words_of_the_engine_are_those_of_the_schema() -> None:
    words = {name: set(part["enum"]) for name, part in json.loads(schema())["$defs"].items() if "enum" in part}
    engine = (Verdict, Side, Severity, Reason, Direction, NotJudged)
    assert words == {kind.__name__: {*kind} for kind in engine}


@pytest.mark.parametrize("summary", [WHOLE, EMPTY], ids=["whole", "empty"])
def test_a_summary_is_read_as_it_was_written(tmp_path: Path, summary: Summary) -> None:
    text = as_json(summary, Source("x", MODEL))
    (tmp_path / "summary.json").write_text(text, encoding="utf-8")
    for path in (tmp_path, tmp_path / "summary.json"):
        found = read_document(path)
        assert as_json(summary_of(found), Source("x", MODEL)) == text
    assert repr(summary_of(found)) == repr(summary)  # NaN is unlike itself


def old(content: dict[str, Any]) -> dict[str, Any]:
    """A document as version 1 wrote it."""
    new = {"dips", "told_s", "depth_deg", "by_hand", "hold_on", "judged", "judged_rest", "judged_peak"}
    reps = [
        {**{name: value for name, value in rep.items() if name not in new}, "rest": -72.5, "peak": -1.2}
        for rep in content["reps"]
    ]
    counted = [content, *content["sets"]]
    for one in counted:
        one["counts"] = {name: value for name, value in one["counts"].items() if name != "judged"}
    return {**{k: v for k, v in content.items() if k not in ("judged", "seen")}, "reps": reps, "schema_version": 1}


def test_what_version_1_counted_was_judged_by_the_measure_that_it_counted(tmp_path: Path) -> None:
    timed = replace(REP, number=3, reason=Reason.TIMER)
    missed = replace(REP, number=4, verdict=Verdict.ATTEMPT, reason=Reason.TOO_FAST)
    whole = replace(WHOLE, reps=(replace(REP, reason=Reason.GOOD), REP, timed, missed))
    (tmp_path / "summary.json").write_text(json.dumps(old(json.loads(as_json(whole, Source("x"))))), encoding="utf-8")
    found = read_document(tmp_path)
    good, short, by_timer, attempt = found.reps
    assert (good.judged_rest, good.judged_peak, good.hold_on) == (-72.5, -1.2, "hip_extension_deg")
    assert str((good.rest, good.peak, good.count_gate, good.told_s)) == str((nan, nan, nan, nan))
    assert [rep.good for rep in found.reps] == [True, False, False, False]
    assert [rep.judged.whole for rep in (short, by_timer, attempt)] == [True, False, False]
    assert (found.counts.judged, [kept.counts.judged for kept in found.sets]) == (2, [1, 0])
    assert found.judged.measures == ("hip_extension_deg",)


def test_the_clip_says_what_its_view_judged_most(tmp_path: Path) -> None:
    front = Judged("front", ("depth_deg",), NotJudged.VIEW)
    reps = [replace(REP, judged=judged) for judged in (front, front, Judged("side-45", reason=NotJudged.UNSEEN))]
    found = json.loads(as_json(replace(WHOLE, reps=tuple(reps)), Source("x")))
    assert found["judged"] == {"view": "front", "measures": ["depth_deg"], "reason": "view", "near": None}
    strict().validate(found)


def test_a_file_name_that_is_no_text_is_written_all_the_same() -> None:
    name = b"clip\xff.mp4".decode("utf-8", errors="surrogateescape")
    assert json.loads(as_json(WHOLE, Source(name)))["source"] == "clip?.mp4"


def test_what_a_newer_version_has_added_is_left_out(tmp_path: Path) -> None:
    content = json.loads(as_json(WHOLE, Source("x")))
    content["mood"] = content["reps"][0]["mood"] = "good"
    file = tmp_path / "summary.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert repr(summary_of(read_document(file))) == repr(WHOLE)
    Draft202012Validator(json.loads(schema())).validate(content)


def test_a_reason_and_a_missing_key_of_another_version_are_read(tmp_path: Path) -> None:
    content = json.loads(as_json(WHOLE, Source("x")))
    content["reps"][0]["reason"] = "knees_apart"
    del content["reps"][0]["direction"]
    file = tmp_path / "summary.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    first, second = summary_of(read_document(file)).reps
    assert (first.reason, first.direction) == ("knees_apart", Direction.HIGHER)
    assert second.reason is Reason.HOLD_SHORT


def test_writing_a_key_that_nobody_knows_is_a_mistake() -> None:
    content = json.loads(as_json(WHOLE, Source("x")))
    with pytest.raises(ValueError, match="mood"):
        SummaryDocument.model_validate({**content, "mood": "good"})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read: No such file"),
        (b"\xff\xfe", "not a text file"),
        (b"{", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[]", "not a summary"),
        (b'{"a": 1}', "not a summary"),
        (b'{"schema_version": 3}', "schema version 3, this formcheck knows 2: update formcheck"),
        (b'{"schema_version": 1}', "source: is missing"),
        (b'{"schema_version": 2}', "source: is missing"),
        (as_json(WHOLE, Source("x")).replace('"rep"', '"perhaps"').encode(), r"reps.0.verdict: .* \(found 'perhaps'\)"),
        (as_json(WHOLE, Source("x")).replace("9.5", "NaN").encode(), "duration_s: "),
    ],
    ids=[
        "absent",
        "binary",
        "cut off",
        "deep",
        "list",
        "another",
        "newer",
        "older and incomplete",
        "incomplete",
        "wrong word",
        "not a number",
    ],
)
def test_what_is_no_summary_is_refused_in_one_line(tmp_path: Path, content: bytes | None, message: str) -> None:
    file = tmp_path / "summary.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InputError, match=message) as refused:
        read_document(file)
    assert str(refused.value).startswith(str(file))
    assert "\n" not in str(refused.value)
