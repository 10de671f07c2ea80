"""What is written of a session: a summary, the signals, and the folder that holds them."""

from formcheck.report.folder import OutputFolder
from formcheck.report.signals import SignalsFile
from formcheck.report.summary import Source, as_json

__all__ = ["OutputFolder", "SignalsFile", "Source", "as_json"]
