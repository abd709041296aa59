"""A yardstick for Chinese typesetting: measures any finished PDF by PDFium, apart from the layout engine."""

from zbsh_pub.checks.typography.measuring import measure
from zbsh_pub.checks.typography.report import Report, to_json

__all__ = ["Report", "measure", "to_json"]
