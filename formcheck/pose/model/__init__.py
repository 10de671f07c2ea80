"""The pose model's file: where it is found, and how it is obtained once."""

from formcheck.pose.model.download import Size, Sources
from formcheck.pose.model.finder import (
    BUILT,
    GIVEN,
    OFFICIAL,
    Model,
    default_folders,
    file_name,
    find,
    find_or_obtain,
    given,
    obtain,
)

__all__ = [
    "BUILT",
    "GIVEN",
    "OFFICIAL",
    "Model",
    "Size",
    "Sources",
    "default_folders",
    "file_name",
    "find",
    "find_or_obtain",
    "given",
    "obtain",
]
