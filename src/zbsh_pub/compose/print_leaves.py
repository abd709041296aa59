"""Pages that the book block needs beside those of the layout: a half-title before a left-hand page, an empty one."""

from __future__ import annotations

from zbsh_pub.compose.parts import full_title, issue_name, serial_name
from zbsh_pub.compose.unit import Unit
from zbsh_pub.labels import labels
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Issue
from zbsh_pub.xhtml import Page

HALF_TITLE = "print_halftitle"


def half_title_unit(issue: Issue, sheet: str) -> Unit:
    """扉页: the name of the magazine and the issue under the rails; `sheet` has the rules of `wrap.css`."""
    words, manifest = labels(issue.manifest.magazine.language), issue.manifest
    combined = words("combined") if manifest.issue.combined else ""
    rings = [element("div", f"half__ring half__ring--{i}", s) for i, s in enumerate(manifest.magazine.stations)]
    content = element(
        "section",
        "half",
        element("div", "rails"),
        *rings,
        element("p", "half__name", manifest.magazine.title),
        element("p", "half__issue", f"{issue_name(manifest, words)}{combined}　{serial_name(manifest, words)}"),
        element("p", "half__theme", manifest.issue.theme) if manifest.issue.theme else None,
    )
    page = Page(f"{HALF_TITLE}.html", full_title(manifest, words), manifest.magazine.language, (content,))
    return Unit(HALF_TITLE, page, sheet)
