"""The length that heights are measured in: this person's thigh in the picture."""

from math import isfinite

from formcheck.kinematics.heights import Body
from formcheck.pose.running_quantile import RunningQuantile


class Unit:
    """The thigh in pixels, from three witnesses of which any one may be wrong: their median.

    The longest thigh seen is too short where the thigh points at the camera (half of it for a rendered bridge
    from the feet end); the longest shank likewise (they are equally long: 0.245 and 0.246 of
    the body's height, Winter 2009); the thigh by the world landmarks' scale does not depend on the view, but is a
    guess of the model and fails altogether from the feet end. The longest seen is the 90th percentile: foreshortening
    only ever shortens, a jumping landmark lengthens.
    """

    SHARE, WINDOW_S = 0.9, 120.0

    def __init__(self) -> None:
        self._thigh = RunningQuantile(self.SHARE, self.WINDOW_S)
        self._shank = RunningQuantile(self.SHARE, self.WINDOW_S)
        self._world = RunningQuantile(0.5, self.WINDOW_S)

    def update(self, time_s: float, seen: Body, thigh_px: float) -> float:
        """Take one body in, with the thigh by the world's scale (NaN where unknown); the length so far."""
        found = [self._thigh.update(time_s, seen.thigh), self._shank.update(time_s, seen.shank)]
        if isfinite(thigh_px):
            found.append(self._world.update(time_s, thigh_px))
        found.sort()
        return found[len(found) // 2]
