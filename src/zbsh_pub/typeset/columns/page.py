"""A page of a multi-column box while it is filled from its head to its foot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zbsh_pub.typeset.columns.blocks import group_end
from zbsh_pub.typeset.columns.frame import NO_BREAK, Frame
from zbsh_pub.typeset.columns.spanning import Place
from zbsh_pub.typeset.columns.trial import Stretch


@dataclass(slots=True)
class Page:
    """What stands on the page so far, and where the box goes on: at its child `start`, from `inner` on.

    `top` (px) and `margins` are where the next block goes; `opening` is the text that opens the page
    below the blocks that waited for its head; `resume` is set where the page is full.
    """

    frame: Frame
    start: int
    inner: Any
    top: float
    is_empty: bool
    opening: Stretch = field(init=False)
    children: list[Any] = field(default_factory=list)
    # Not empty: only beside a margin does WeasyPrint truncate the upper margin of the page's first block.
    margins: list[float] = field(default_factory=lambda: [0.0])
    resume: Any = None
    next_page: Any = field(default_factory=NO_BREAK.copy)

    @property
    def next_block(self) -> Any:
        """The block that comes next."""
        return self.frame.source.children[self.start]

    @property
    def place(self) -> Place:
        """Where it goes."""
        return Place(self.top, self.margins, self.is_empty and not self.children)

    @property
    def columns(self) -> list[Any]:
        """The columns that stand on the page so far."""
        return [child for child in self.children if getattr(child, "is_column", False)]

    def text(self, top: float) -> Stretch:
        """The text from here to the next spanning block, in columns that begin at `top`."""
        return Stretch(self.frame, self.start, group_end(self.frame.source, self.start), self.inner, top)

    def go_on(self, start: int) -> None:
        """The next block is the child `start`, from its beginning."""
        self.is_empty = self.is_empty and not self.children
        self.start, self.inner = start, None
