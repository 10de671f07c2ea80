"""What the folder of each result is called: as its clip; of several clips of one name so that they are told apart."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from formcheck.errors import InputError
from formcheck.output.history.filing import file_id
from formcheck.output.report.reading import read_document
from formcheck.system.output_folder import MARK
from formcheck.system.paths import is_file, is_name


def names_for(paths: Sequence[Path], out: Path) -> dict[Path, str]:
    """The names of the folders in which the results of some clips are put, each another.

    A clip that was analysed before keeps its folder, whichever that is.

    Parameters
    ----------
    paths
        The clips, each another file.
    out
        The folder of all results.
    """
    alike = Counter(path.name.casefold() for path in paths)
    names: dict[Path, str] = {}
    for path in paths:
        if not is_name(path):  # it will be refused; nothing can be asked of it
            names[path] = path.name
            continue
        taken, wanted = {name.casefold() for name in names.values()}, file_id(path)
        candidates = list(itertools.islice(_candidates(path), len(path.parts) + len(paths)))
        owners = {name: _owner(out / name) for name in candidates if name.casefold() not in taken}
        mine = [name for name, owner in owners.items() if owner == wanted]
        first = 1 if alike[path.name.casefold()] > 1 else 0
        free = [name for name in candidates[first:] if name in owners and owners[name] == ""]
        names[path] = next(iter([*mine, *free]), "") or _numbered(path.name, out, taken)
    return names


def _candidates(path: Path) -> Iterator[str]:
    """Its name, with more and more of the folders in which it lies before it."""
    folders = [part.replace(":", "") for part in path.resolve().parent.parts if part != path.anchor]
    for count in range(len(folders) + 1):
        yield "_".join([*folders[len(folders) - count :], path.name])


def _numbered(name: str, out: Path, taken: set[str]) -> str:
    names = (f"{name}_{number}" for number in itertools.count(2))
    return next(one for one in names if one.casefold() not in taken and not (out / one).exists())


def _owner(folder: Path) -> str:
    """Of which file there is a result; empty where there is none, or one of which that is not known."""
    if not is_file(folder / MARK):
        return ""
    try:
        return read_document(folder).file_id
    except InputError:
        return ""
