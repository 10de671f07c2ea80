"""Adds to bare TensorFlow Lite weights the metadata that say how pixels become numbers (``value / 255``).

The Tasks API of mediapipe refuses weights without them. They are added *in front*: a new root table refers forward
into the weights, which stay as they were, byte for byte. So their checksum can still be verified afterwards.
"""

from typing import TYPE_CHECKING, cast

from formcheck.errors import ModelError
from formcheck.system.language import tr
from formcheck.system.native import import_mediapipe

if TYPE_CHECKING:
    import flatbuffers

_WEIGHT_ALIGNMENT = 16  # of the weights in a .tflite file, as its schema asks


def original_weights(landmarks: bytes, size_bytes: int) -> bytes:
    """Return the weights inside what `with_normalization` made of them.

    Parameters
    ----------
    landmarks
        The landmark part of a bundle.
    size_bytes
        Length of the weights before; any other length gives bytes that fail their checksum.
    """
    start = len(landmarks) - _aligned(size_bytes)
    return landmarks[max(start, 0) : max(start, 0) + size_bytes]


def _aligned(size_bytes: int) -> int:
    return size_bytes + -size_bytes % _WEIGHT_ALIGNMENT


def with_normalization(landmarks: bytes) -> bytes:
    """Add the metadata that say "mean 0, standard deviation 255" to a TensorFlow Lite model.

    Raises
    ------
    ModelError
        `landmarks` is not a TensorFlow Lite model.
    MissingLibraryError
        mediapipe, which brings the classes for this, cannot be imported.
    """
    import_mediapipe()
    import flatbuffers
    from mediapipe.tasks.metadata import schema_py_generated as schema

    if landmarks[4:8] != b"TFL3":
        raise ModelError(tr("expected landmark weights in TensorFlow Lite format, found something else"))
    builder = flatbuffers.Builder(len(landmarks) + 65536)
    weights = _Weights(landmarks)
    # A flatbuffer is written from its end, and refers forward only: the weights have to come first.
    builder.CreateByteVector(landmarks.ljust(_aligned(len(landmarks)), b"\0"))
    buffers = weights.tables(12)
    metadata = weights.tables(16)

    name = builder.CreateString("TFLITE_METADATA")
    data = _aligned_bytes(builder, _normalization_metadata(weights.output_count))
    schema.BufferStart(builder)
    schema.BufferAddData(builder, data)
    buffers.append(schema.BufferEnd(builder))
    schema.MetadataStart(builder)
    schema.MetadataAddName(builder, name)
    schema.MetadataAddBuffer(builder, len(buffers) - 1)
    metadata.append(schema.MetadataEnd(builder))
    all_buffers, all_metadata = _offsets(builder, buffers), _offsets(builder, metadata)

    builder.Finish(_root_table(builder, weights, all_buffers, all_metadata), b"TFL3")
    return bytes(builder.Output())


def _root_table(builder: "flatbuffers.Builder", weights: "_Weights", buffers: int, metadata: int) -> int:
    """Place of a root table with these, of which the rest refers to what it always did."""
    from mediapipe.tasks.metadata import schema_py_generated as schema

    schema.ModelStart(builder)
    schema.ModelAddVersion(builder, weights.model.Version())
    schema.ModelAddBuffers(builder, buffers)
    schema.ModelAddMetadata(builder, metadata)
    for slot, add in (  # the numbers are the slots of the fields in schema.fbs
        (6, schema.ModelAddOperatorCodes),
        (8, schema.ModelAddSubgraphs),
        (10, schema.ModelAddDescription),
        (14, schema.ModelAddMetadataBuffer),
        (18, schema.ModelAddSignatureDefs),
    ):
        if (place := weights.field(slot)) is not None:
            add(builder, place)
    return schema.ModelEnd(builder)  # type: ignore[no-any-return]


class _Weights:
    """A TensorFlow Lite model that lies at the end of a larger flatbuffer; places count from that end."""

    def __init__(self, data: bytes) -> None:
        from mediapipe.tasks.metadata import schema_py_generated as schema

        self.model = schema.Model.GetRootAs(data, 0)
        self._size = _aligned(len(data))

    @property
    def output_count(self) -> int:
        return cast(int, self.model.Subgraphs(0).OutputsLength())

    def field(self, slot: int) -> int | None:
        """Place of what a field of the root table refers to; None where the field is absent."""
        table = self.model._tab
        offset = table.Offset(slot)
        return self._size - table.Indirect(table.Pos + offset) if offset else None

    def tables(self, slot: int) -> list[int]:
        """Places of the tables in a vector of the root table; empty where the field is absent."""
        table = self.model._tab
        offset = table.Offset(slot)
        if not offset:
            return []
        first = table.Vector(offset)
        return [self._size - table.Indirect(first + 4 * i) for i in range(table.VectorLen(offset))]


def _aligned_bytes(builder: "flatbuffers.Builder", data: bytes) -> int:
    builder.StartVector(1, len(data), _WEIGHT_ALIGNMENT)
    for byte in reversed(data):
        builder.PrependByte(byte)
    return cast(int, builder.EndVector())


def _offsets(builder: "flatbuffers.Builder", places: list[int]) -> int:
    builder.StartVector(4, len(places), 4)
    for place in reversed(places):
        builder.PrependUOffsetTRelative(place)
    return cast(int, builder.EndVector())


def _normalization_metadata(output_count: int) -> bytes:
    """Metadata of a model with one RGB image as its input, as a flatbuffer of its own."""
    import flatbuffers
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema

    options = schema.NormalizationOptionsT()
    options.mean, options.std = [0.0], [255.0]
    unit = schema.ProcessUnitT()
    unit.optionsType, unit.options = schema.ProcessUnitOptions.NormalizationOptions, options
    properties = schema.ImagePropertiesT()
    properties.colorSpace = schema.ColorSpaceType.RGB
    content = schema.ContentT()
    content.contentPropertiesType, content.contentProperties = schema.ContentProperties.ImageProperties, properties
    image = schema.TensorMetadataT()
    image.name, image.content, image.processUnits = "image", content, [unit]
    graph = schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [image]
    graph.outputTensorMetadata = [schema.TensorMetadataT() for _ in range(output_count)]
    model = schema.ModelMetadataT()
    model.subgraphMetadata = [graph]
    builder = flatbuffers.Builder(0)
    builder.Finish(model.Pack(builder), b"M001")
    return bytes(builder.Output())
