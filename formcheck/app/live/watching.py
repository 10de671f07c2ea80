"""How a camera is watched live: a slow computer is relieved, a picture that is not upright is turned; both are told."""

from collections.abc import Callable

from formcheck.app.live.stage import Stage
from formcheck.app.live.uprighting import Uprighting
from formcheck.counting.advice import Advice
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.pose.estimator import Estimator
from formcheck.pose.overload import TimedEstimator
from formcheck.system.language import tr
from formcheck.video.camera import Camera
from formcheck.video.pace import LIVE_POSES_PER_SECOND


def watching(
    camera: Camera, estimator: Estimator, stage: Stage, note: Callable[[str], None], *, upright: bool
) -> Estimator:
    """The estimator of a live session; ``upright`` says whether pictures may be turned."""

    def relieve() -> None:
        camera.halve()
        note(stage.words(Advice.SLOW))

    def uprighted(angle_deg: int) -> None:
        note(tr("The picture was turned by {degrees} degrees; --rotate 0 leaves it as it is.", degrees=angle_deg))
        stage.say(Utterance(0.0, stage.words(Advice.UPRIGHTED), Urgency.STEP, 20.0))

    timed = TimedEstimator(estimator, relieve, apart_s=1 / LIVE_POSES_PER_SECOND)
    return Uprighting(timed, camera, uprighted) if upright else timed
