"""What can be wrong with a camera or its picture, each with its one sentence."""

from enum import StrEnum


class Trouble(StrEnum):
    """Why there is nothing to look at; a translation knows it by these words."""

    SILENT = "The camera sends no picture."
    STUCK = "The camera's picture stands still."
    DARK = "It is too dark: I cannot see anything."
