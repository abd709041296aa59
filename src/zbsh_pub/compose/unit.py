"""A unit of the print layout: a document that is laid out alone.

An article's unit depends on nothing but its own text and its first page number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from zbsh_pub.compose.print_text import PrintSetting
from zbsh_pub.model import Issue
from zbsh_pub.xhtml import Page

# Units before the first article; with a `_`, which the name of an article's file cannot have.
FRONT = "front"  # roman folios
COVER, CONTENTS, MASTHEAD, BLANK = "front_cover", "front_contents", "front_masthead", "front_blank"


@dataclass(frozen=True, slots=True)
class Unit:
    """A document that is laid out by itself: page, rules of its own, pictures made for it.

    `shows_number` says that its text shows the number of its first page, which is then needed before layout.
    """

    id: str
    page: Page
    css: str = ""
    resources: Mapping[str, bytes] = field(default_factory=dict)
    shows_number: bool = False


def make_unit(
    identifier: str, title: str, issue: Issue, content: list[_Element], setting: PrintSetting | None = None
) -> Unit:
    """The unit of these blocks; units of the front matter have the class `front`."""
    class_ = FRONT if identifier.startswith(f"{FRONT}_") else ""
    page = Page(f"{identifier}.html", title, issue.manifest.magazine.language, tuple(content), class_)
    return Unit(identifier, page, "\n".join(setting.rules) if setting else "", setting.resources if setting else {})
