"""What is written of a session: a summary, the signals, a page to look at, and the folder that holds them."""

from formcheck.output.report.page import PAGE, report_page, report_text
from formcheck.output.report.plain import TEXT
from formcheck.output.report.report_data import ReportData
from formcheck.output.report.signals import SignalsFile
from formcheck.output.report.summary import Source, as_json
from formcheck.system.output_folder import OutputFolder

__all__ = [
    "PAGE", "TEXT", "OutputFolder", "ReportData", "SignalsFile", "Source", "as_json", "report_page", "report_text",
]  # fmt: skip
