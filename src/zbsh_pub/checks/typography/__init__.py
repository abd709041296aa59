"""A yardstick for Chinese typesetting: measures any finished PDF by PDFium, apart from the layout engine."""

from zbsh_pub.checks.typography.html import to_html
from zbsh_pub.checks.typography.measuring import measure
from zbsh_pub.checks.typography.report import Report, to_json
from zbsh_pub.checks.typography.table import to_text

__all__ = ["Report", "measure", "to_html", "to_json", "to_text"]
