"""What came of a clip or a session, as a program reads it: where everything lies, and what was counted."""

from pathlib import Path

_FILES = {
    "summary": "summary.json",
    "signals": "signals.csv",
    "report": "report.html",
    "text": "report.txt",
    "recording": "recording.npz",
}


def written(folder: Path) -> dict[str, object]:
    """The folder of a result, its files by what they are, and the heart of its summary.

    Parameters
    ----------
    folder
        Where `summary.json` lies.
    """
    from formcheck.app.analysis.annotate import VIDEO as ANNOTATED
    from formcheck.app.live.camcorder import VIDEO
    from formcheck.output.report.reading import read_document
    from formcheck.system.paths import is_file

    folder = folder.absolute()
    known = {**_FILES, "annotated_video": ANNOTATED, "video": VIDEO}
    summary = read_document(folder).model_dump(mode="json")
    return {
        "folder": str(folder),
        "files": {what: str(folder / name) for what, name in known.items() if is_file(folder / name)},
        **{key: summary[key] for key in ("session", "routine", "exercise", "complete", "counts")},
    }
