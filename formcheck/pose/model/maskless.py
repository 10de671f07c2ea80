"""Leaves out of the pose model what paints the person's outline, for which nobody here asks.

That part draws 256 x 256 pixels in each run, and takes a third of its time; mediapipe lets it run and throws the
picture away. Landmarks do not depend on it, and stay the same to the last bit.
"""

import struct
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from flatbuffers.table import Table

TRIED = ("1.2.0", "1.2.2", "1.2.3")
"""Versions of mediapipe with which landmarks have been seen to be the same; another one is given the whole model."""

_UINT, _INT = np.dtype("<u4"), np.dtype("<i4")

# Places of fields in the tables of TensorFlow Lite, as its schema (schema.fbs) numbers them: 4 and 2 for each before.
_GRAPHS = 8
_TENSORS, _INPUTS, _OUTPUTS, _OPERATORS = 4, 6, 8, 10
_TAKES, _GIVES = 6, 8
_SHAPE = 4


def without_mask(landmarks: bytes) -> bytes:
    """The landmark part of a bundle without the operators that only its mask needs; nothing else in it moves.

    The mask is the output of one channel that is as large as the picture that goes in. mediapipe counts the outputs:
    in its place stands what the output before it is made of. It has to be a tensor that is no output already, since
    each has its own place in memory (from mediapipe 1.2.3 on one that stands there twice gives rubbish). A model
    without a mask, in another format or damaged is given back as it is: whether it will do is for mediapipe to say.

    Parameters
    ----------
    landmarks
        A TensorFlow Lite model.
    """
    if landmarks[4:8] != b"TFL3":
        return landmarks
    changed = bytearray(landmarks)
    try:
        (graph,) = _tables(_table(changed, int(np.frombuffer(changed, _UINT, 1)[0])), _GRAPHS)
        outputs, (mask,) = _numbers(graph, _OUTPUTS).values, _masks(graph)
        operators = _tables(graph, _OPERATORS)
        (before,) = (one for one in operators if outputs[mask - 1] in _numbers(one, _GIVES).values)
        made_of = int(_numbers(before, _TAKES).values[0])
        if made_of in outputs or made_of in _numbers(graph, _INPUTS).values:
            return landmarks
        outputs[mask] = made_of
        _keep(graph, _needed(operators, set(outputs.tolist())))
    except (struct.error, ValueError, IndexError, TypeError):
        return landmarks
    return bytes(changed)


def _masks(graph: "Table") -> list[int]:
    """Which of the outputs have the size of the picture, and one channel."""
    tensors = _tables(graph, _TENSORS)
    (taken,), given = (_numbers(graph, slot).values.tolist() for slot in (_INPUTS, _OUTPUTS))
    shape = _numbers(tensors[taken], _SHAPE).values.tolist()
    return [
        at for at, tensor in enumerate(given) if _numbers(tensors[tensor], _SHAPE).values.tolist() == [*shape[:-1], 1]
    ]


class _Numbers(NamedTuple):
    """A vector of a flatbuffer: where its first element lies, and its elements, to be written to."""

    first: int
    values: npt.NDArray[np.int32]


def _needed(operators: "list[Table]", wanted: set[int]) -> "list[Table]":
    """The operators on which these tensors depend; each stands behind those whose results it takes."""
    needed = []
    for operator in reversed(operators):
        if wanted & set(_numbers(operator, _GIVES).values.tolist()):
            wanted |= set(_numbers(operator, _TAKES).values.tolist())
            needed.append(operator)
    return needed[::-1]


def _keep(graph: "Table", operators: "list[Table]") -> None:
    """Let a graph have only these operators: a shorter vector in the place of the old one."""
    vector = _numbers(graph, _OPERATORS)
    for at, operator in enumerate(operators):
        vector.values[at] = operator.Pos - (vector.first + 4 * at)  # a reference counts from where it stands
    np.frombuffer(graph.Bytes, _UINT, 1, vector.first - 4)[0] = len(operators)


def _tables(table: "Table", slot: int) -> "list[Table]":
    """The tables in a vector of tables."""
    first, references = _numbers(table, slot)
    return [_table(table.Bytes, first + 4 * at + step) for at, step in enumerate(references.tolist())]


def _numbers(table: "Table", slot: int) -> _Numbers:
    """A vector of whole numbers or references; empty where the field is absent."""
    offset = table.Offset(slot)
    if not offset:
        return _Numbers(0, np.empty(0, _INT))
    first = table.Vector(offset)
    return _Numbers(first, np.frombuffer(table.Bytes, _INT, table.VectorLen(offset), first))


def _table(data: bytearray, place: int) -> "Table":
    from flatbuffers.table import Table

    return Table(data, place)
