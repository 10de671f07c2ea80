"""What the page may change: settings, the answer to the safety questions, the history, and all that is kept."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from formcheck.app import last_camera, safety
from formcheck.app import settings as kept_settings
from formcheck.app.checkup import person
from formcheck.app.checkup.keeping import forget
from formcheck.app.privacy import Kind, Store, delete
from formcheck.errors import DeviceError
from formcheck.feedback.captions import Captions
from formcheck.feedback.voice.setup import open_speaker
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.output.history.checkup_rows import id_of
from formcheck.output.history.checkups import Checkups
from formcheck.output.history.store import History, history_path
from formcheck.output.history.weeks import Goal
from formcheck.output.report.kept_result import delete_result
from formcheck.system.folders import user_folder
from formcheck.system.language import later, tr, use
from formcheck.system.language.chosen import chosen

SAYING_S = 8.0
SAMPLE = later("This is how I speak.")

Answer = Mapping[str, object]


def change(said: Mapping[str, Any]) -> Answer:
    """Do what the page asks for.

    Raises
    ------
    FormcheckError
        It could not be done.
    """
    act = _CHANGES.get(str(said.get("what")))
    return {} if act is None else act(said)


def _settings(said: Mapping[str, Any]) -> Answer:
    folder, values = user_folder(), dict(said.get("values") or {})
    camera, goal = values.pop("camera", ""), values.pop("goal", "")
    born, sex = values.pop("birth_year", None), values.pop("sex", None)
    found = kept_settings.Settings.model_validate(
        {key: value or None for key, value in values.items()} | _whole(values)
    )
    kept_settings.keep(folder, found)
    use(chosen([], {}, found.language) if found.language else chosen([]))
    if isinstance(camera, str) and camera:
        last_camera.keep(folder, camera)
    if str(goal) in "1234567" and goal:
        History(history_path()).aim(Goal(date.today(), int(goal)))
    if born is not None and sex is not None:
        person.keep(folder, person.of_words(str(born), str(sex), date.today()))
    return {"note": tr("Kept.")}


def _whole(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is no more than empty where nothing is chosen, and no missing value."""
    return {key: values[key] for key in ("language", "words", "tones", "volume") if key in values}


def _safety(said: Mapping[str, Any]) -> Answer:
    safety.keep(user_folder(), safety.Answer(date.today().isoformat(), bool(said.get("applies"))))
    return {}


def _voice(_: Mapping[str, Any]) -> Answer:
    troubles: list[str] = []
    captions = Captions()
    with open_speaker(kept_settings.settings(user_folder()).voice, troubles.append, captions) as speaker:
        if speaker is not None:
            speaker.say(Utterance(0.0, tr(SAMPLE), Urgency.STEP, 20.0))
            speaker.wait(SAYING_S)
    if troubles:
        raise DeviceError(troubles[0])
    return {"note": tr("Said.")}


def _forget(said: Mapping[str, Any]) -> Answer:
    history, name = History(history_path()), str(said.get("id"))
    for entry in [one for one in history.entries() if str(one.id) == name]:
        if entry.folder:
            delete_result(Path(entry.folder), entry.uuid)
        history.delete([entry.id])
    if ids := [one.id for one in Checkups(history).all() if id_of(one) == name]:
        forget(history, ids)
    return {}


def _forget_all(_: Mapping[str, Any]) -> Answer:
    delete(Store.of_this_user(), [kind for kind in Kind if kind is not Kind.MODEL])
    return {}


_CHANGES: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = {
    "settings": _settings, "safety": _safety, "voice": _voice, "forget": _forget, "forget-all": _forget_all,
}  # fmt: skip
