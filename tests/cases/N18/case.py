"""N18: a masthead without a fact that the manifest needs."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """The masthead has no ISSN."""
    return PrintedIssue.new().without("qr").with_text(("国际标准刊号 ISSN1234-5679\n", "\n")).provoked()
