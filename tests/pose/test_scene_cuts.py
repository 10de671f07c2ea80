"""Where one picture has nothing to do with the one before."""

import numpy as np
import pytest

from formcheck.feedback.overlay.canvas import Image
from formcheck.pose.scene_cuts import CutDetector
from tests.clips import grey

ROOM = np.random.default_rng(0).integers(60, 200, (18, 32, 3)).repeat(20, axis=0).repeat(20, axis=1).astype(np.uint8)


def with_a_step() -> Image:
    """The same room, where somebody has moved a leg."""
    image = ROOM.copy()
    image[200:240, 200:320] = 30
    return image


SCENES = {
    "the same picture": (ROOM, False),
    "somebody moves": (with_a_step(), False),
    "a little brighter": (ROOM + np.uint8(5), False),
    "the room from the other side": (ROOM[:, ::-1], True),
    "a title card": (grey(0, (640, 360)), True),
    "another size": (grey(128, (320, 200)), True),
}


@pytest.mark.parametrize(("image", "cut"), SCENES.values(), ids=SCENES.keys())
def test_another_scene_is_noticed(image: Image, cut: bool) -> None:
    watch = CutDetector()
    assert not watch.update(ROOM)
    assert watch.update(image) is cut
    assert not watch.update(image)
