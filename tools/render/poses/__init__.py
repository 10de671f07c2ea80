"""The exercises by name."""

from collections.abc import Mapping

from .base import Exercise
from .bridge import GluteBridge, SingleLegBridge
from .kickback import BirdDog, StraightLegKickback
from .movement import movements
from .prone import ProneLegLift, ProneSqueeze
from .quadruped import DonkeyKick
from .split import HipFlexorStretch, SplitSquat
from .standing import HipHinge, Squat

EXERCISES: Mapping[str, type[Exercise]] = {
    "glute_bridge": GluteBridge,
    "single_leg_bridge": SingleLegBridge,
    "donkey_kick": DonkeyKick,
    "straight_leg_kickback": StraightLegKickback,
    "bird_dog": BirdDog,
    "prone_leg_lift": ProneLegLift,
    "prone_squeeze": ProneSqueeze,
    "squat": Squat,
    "hip_hinge": HipHinge,
    "split_squat": SplitSquat,
    "hip_flexor_stretch": HipFlexorStretch,
    **movements(),
}

__all__ = ["EXERCISES", "Exercise"]
