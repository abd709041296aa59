"""N02: an encoding that is not read."""

from __future__ import annotations

from printedissue import PrintedIssue
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """French text in Latin-1 among the lines."""
    issue = PrintedIssue("Une revue d'été, très légère, déjà imprimée à Évian.\n" * 40)
    return issue.provoked(encoding="latin-1")
