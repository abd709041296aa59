"""N14: an article edited since the last import."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from printedissue import PrintedIssue, problems_of
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    """An article gets a line, then the issue is imported again."""
    with TemporaryDirectory() as folder:
        out, issue = Path(folder) / "tree", PrintedIssue.new().without("qr")
        issue.run(Path(folder))
        with (out / "manuscript" / "s01" / "p001.md").open("a", encoding="utf-8") as file:
            file.write("编辑加的一段。\n")
        return problems_of(issue.save(Path(folder)), out)
