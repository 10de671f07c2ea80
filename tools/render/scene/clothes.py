"""Which part of the body wears what, cut out of the body's meshes in its rest pose."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..body import Body
from ..config import Config
from ..rotation import Array
from .material import Finish

Mask = npt.NDArray[np.bool_]
Faces = npt.NDArray[np.int64]

FINISH = {
    "skin": Finish(rough=0.5, mottled=0.12, scale=25),
    "pants": Finish(rough=0.75, mottled=0.3, wrinkled=0.3, scale=15),
    "shirt": Finish(rough=0.85, mottled=0.25, wrinkled=0.5, scale=12),
    "shoes": Finish(rough=0.6, mottled=0.3, scale=30),
    "hair": Finish(rough=0.45, mottled=0.7, wrinkled=0.8, scale=60),
    "eyes": Finish(rough=0.15),
}


class Surface(NamedTuple):
    """Faces of one part, and how far it is outside the skin in metres."""

    faces: Faces
    offset_m: float


def surfaces(body: Body, config: Config) -> dict[str, Surface]:
    """Skin, clothes, hair and eyes; skin under clothes is left out, so that it never shows through."""
    z, along = body.vertices[:, 2], _along_upper_arm(body)
    suit, skin = body.faces("tights"), body.faces("body")
    ankle, knee = body.at_rest("foot.L")[2], body.at_rest("lowerleg01.L")[2]
    collar, waist = body.at_rest("neck01")[2] - 0.015, body.at_rest("spine05")[2] + 0.09
    hem = ankle + 0.05 if config.trouser_end is None else ankle + (knee - ankle) * config.trouser_end
    arm = on(body, "upperarm", "lowerarm", "wrist", "finger", "metacarpal")
    forearm = on(body, "lowerarm", "wrist", "finger", "metacarpal")
    head, foot = on(body, "head", "eye", "neck"), on(body, "foot", "toe")
    bare, bare_inside = arm & (forearm | (along > config.sleeve)), arm & (forearm | (along > config.sleeve - 0.12))

    pants = ~arm & ~head & (z < waist + 0.035) & (z > hem)
    shirt = (z > waist - 0.075) & ~bare & ~head & (z < collar)
    hidden = ~arm & ~head & (z < waist + 0.02) & (z > hem + 0.03)
    hidden |= (z > waist - 0.03) & ~bare_inside & ~head & (z < collar - 0.035)
    out = {"pants": Surface(_within(suit, pants), 0.009), "shirt": Surface(_within(suit, shirt), 0.004)}
    if not config.barefoot:
        hidden |= (z < ankle + 0.01) & foot
        shoe = (z < ankle + 0.035) & on(body, "foot", "toe", "lowerleg")
        out["shoes"] = Surface(_within(suit, shoe), 0.007)
    out["skin"] = Surface(skin[~np.all(hidden[skin], axis=1)], 0.0)
    out["hair"] = Surface(_within(skin, _scalp(body)), 0.012)
    out["eyes"] = Surface(body.faces("eyes"), 0.0)
    return out


def between_eyes(body: Body) -> Array:
    """The point between the eyes at rest."""
    return (body.at_rest("eye.L") + body.at_rest("eye.R")) / 2


def on(body: Body, *parts: str) -> Mask:
    """Which points mainly follow a bone whose name begins with one of these."""
    follows = np.array([name.startswith(parts) for name in body.bones])
    return np.asarray(follows[body.main_bone])


def _scalp(body: Body) -> Mask:
    x = body.vertices - between_eyes(body)
    back, up = x[:, 1], x[:, 2]
    hairy = (up > 0.062) | ((back > 0.085) & (up > -0.075)) | ((back > 0.03) & (up > 0.03))
    return on(body, "head") & hairy


def _within(faces: Faces, mask: Mask) -> Faces:
    return faces[np.all(mask[faces], axis=1)]


def _along_upper_arm(body: Body) -> Array:
    """Each point's way along the upper arm of its side, 0 at the shoulder, 1 at the elbow."""
    out = np.zeros(len(body.vertices))
    left = body.vertices[:, 0] > 0
    for letter, mask in (("L", left), ("R", ~left)):
        start = body.at_rest(f"upperarm01.{letter}")
        arm = body.at_rest(f"lowerarm01.{letter}") - start
        out[mask] = ((body.vertices[mask] - start) @ arm) / (arm @ arm)
    return out
