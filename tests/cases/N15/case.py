"""N15: text that neither the tree nor the list of drops has."""

from __future__ import annotations

from dataclasses import replace

from printedissue import PrintedIssue
from zbsh_pub.importing.ledger import keep_ledger
from zbsh_pub.importing.manifest_writer import write_manifest
from zbsh_pub.importing.pipeline import as_it_is
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """A draft that has lost a block."""
    issue = PrintedIssue.new()
    reading, composed, _ = issue.read()
    first, *others = composed.draft.articles
    draft = replace(composed.draft, articles=(replace(first, blocks=first.blocks[1:]), *others))
    return keep_ledger(issue.source, reading.lines, draft, write_manifest(draft, as_it_is))[1]
