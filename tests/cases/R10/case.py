"""R10: pages that make no whole signatures, where none shall be added."""

from __future__ import annotations

from pressissue import issue_with
from zbsh_pub.prepress.imposition import check_block, make_block
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """Sixty-one pages, folded in eights."""
    issue = issue_with(manifest="  signature: {pages: 8, fill: refuse}\n")
    facts = issue.manifest.press
    return check_block(make_block(61, 1, facts), facts, issue.manifest.text)
