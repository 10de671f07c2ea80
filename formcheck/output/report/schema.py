"""The JSON schema of `summary.json`: ``python -m formcheck.output.report.schema > docs/summary.schema.json``."""

import json
import sys

from formcheck.output.report.document import SummaryDocument

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> str:
    """The text of ``docs/summary.schema.json``."""
    made = SummaryDocument.model_json_schema()
    return json.dumps({"$schema": DIALECT, **made}, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema())
