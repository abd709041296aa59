"""N07: authors of byline and contents differ."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """One name is written otherwise in the byline."""
    return PrintedIssue.new().without("qr").with_text(("文 / 李文秀", "文 / 李文绣")).provoked()
