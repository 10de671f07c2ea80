"""The JSON schema of `summary.json`: ``python -m formcheck.output.report.schema > docs/summary.schema.json``."""

import json
import sys
from typing import Any

from formcheck.output.report.document import SummaryDocument

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> str:
    """The text of ``docs/summary.schema.json``."""
    made = SummaryDocument.model_json_schema(mode="serialization")
    defined = {name: _open(part) for name, part in made.pop("$defs").items()}
    return json.dumps({"$schema": DIALECT, "$defs": defined, **_open(made)}, indent=2, ensure_ascii=False) + "\n"


def _open(part: dict[str, Any]) -> dict[str, Any]:
    """One object: every key is written, and a file of a newer version with more of them is valid all the same."""
    if "properties" not in part:
        return part
    keys = {
        key: {word: value for word, value in said.items() if word not in ("default", "readOnly")}
        for key, said in part["properties"].items()
    }
    kept = {word: value for word, value in part.items() if word != "additionalProperties"}
    return {**kept, "properties": keys, "required": list(keys)}


if __name__ == "__main__":
    sys.stdout.write(schema())
