"""N09: a quotation mark without its partner."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A paragraph opens a quotation and never closes it."""
    return PrintedIssue.new().without("qr").with_text(("住户画了圈才动工", "住户“画了圈才动工")).provoked()
