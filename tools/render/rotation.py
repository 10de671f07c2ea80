"""Directions and rotations; angles in radians unless a name ends in `_deg`."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

UP: Array = np.array([0.0, 0.0, 1.0])
DOWN: Array = -UP
IMAGE_RIGHT: Array = np.array([1.0, 0.0, 0.0])


def unit(v: npt.ArrayLike) -> Array:
    """The same direction, of length 1."""
    vector: Array = np.asarray(v, float)
    return vector / float(np.linalg.norm(vector))


def across(v: npt.ArrayLike, direction: Array) -> Array:
    """What is left of `v` when its part along a unit vector is taken away."""
    vector: Array = np.asarray(v, float)
    return vector - float(vector @ direction) * direction


def cross(a: npt.ArrayLike, b: npt.ArrayLike) -> Array:
    """Vector product of two vectors; `numpy.cross` takes ten times as long for so little."""
    (ax, ay, az), (bx, by, bz) = np.asarray(a).tolist(), np.asarray(b).tolist()
    return np.array([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])


def rotation_about(axis: npt.ArrayLike, angle: float) -> Array:
    """Matrix of a right-handed rotation."""
    x, y, z = unit(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k)


def rotation_between(a: npt.ArrayLike, b: npt.ArrayLike) -> Array:
    """Smallest rotation that turns direction `a` into direction `b`.

    Raises
    ------
    ValueError
        If the two are opposite, where every axis is as good as another.
    """
    a, b = unit(a), unit(b)
    c, v = a @ b, cross(a, b)
    if c < -0.999999:
        raise ValueError("directions that are not opposite were expected")
    k = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])
    return np.asarray(np.eye(3) + k + k @ k / (1 + c))


def frame(direction: npt.ArrayLike, normal: npt.ArrayLike) -> Array:
    """Right-handed axes: the first along `direction`, the second as near to `normal` as a right angle allows."""
    d = unit(direction)
    n = unit(across(normal, d))
    return np.stack([d, n, cross(d, n)], 1)


def slerp(a: Array, b: Array, t: float) -> Array:
    """Rotation a fraction `t` of the way from rotation `a` to rotation `b`."""
    r = a.T @ b
    angle = np.arccos(np.clip((np.trace(r) - 1) / 2, -1, 1))
    axis = np.array([r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]])
    if angle < 1e-6 or np.linalg.norm(axis) < 1e-6:
        return a
    return np.asarray(a @ rotation_about(axis, angle * t))


def angle_at_deg(a: Array, corner: Array, b: Array) -> float:
    """Angle a-corner-b, 0 to 180, 180 straight."""
    return float(np.degrees(np.arccos(np.clip(unit(a - corner) @ unit(b - corner), -1, 1))))


def reach(start: Array, target: Array, lengths: tuple[float, float], pole: Array) -> Array:
    """Middle joint of a limb of two bones from `start` to `target` that bends towards `pole`."""
    first, second = lengths
    step = target - start
    distance = min(float(np.linalg.norm(step)), first + second - 1e-4)
    cosine = (first**2 + distance**2 - second**2) / (2 * first * distance)
    bend = np.arccos(np.clip(cosine, -1, 1))
    along = unit(step)
    return np.asarray(start + (np.cos(bend) * along + np.sin(bend) * unit(across(pole, along))) * first)


def ease(x: float) -> float:
    """Smooth step from 0 to 1, with no speed at either end."""
    x = min(max(x, 0.0), 1.0)
    return x * x * (3 - 2 * x)


def smoother(x: float) -> float:
    """Smooth step from 0 to 1, with neither speed nor acceleration at either end."""
    x = min(max(x, 0.0), 1.0)
    return x * x * x * (10 - 15 * x + 6 * x * x)
