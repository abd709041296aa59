"""The structure tree walked once (ISO 32000-2, 14.7 and 14.8): headings, figures, tables, tagged content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Dictionary

from zbsh_pub.preflight.facts import Element, Structure
from zbsh_pub.preflight.values import entries, entry, identity, items, name, number, text

_HEADINGS = frozenset({"H", "Title", *(f"H{level}" for level in range(1, 10))})
_NEED_TEXT = frozenset({"Figure", "Formula"})
_DEEPEST = 200


@dataclass
class _Walk:
    """What the walk has found so far; `pages` gives the index of a page's object."""

    pages: Mapping[object, int]
    roles: Mapping[str, str]
    headings: list[Element] = field(default_factory=list)
    silent: list[Element] = field(default_factory=list)
    headless: list[Element] = field(default_factory=list)
    described: set[int] = field(default_factory=set)
    content: list[tuple[int, int]] = field(default_factory=list)

    def visit(self, node: Any, page: int | None, depth: int) -> set[str]:
        """Walk an element; the standard types in and below it come back."""
        page = self.pages.get(identity(entry(node, "/Pg")), page) if entry(node, "/Pg") is not None else page
        kind = self.role(name(entry(node, "/S")))
        at, first = len(self.headings), len(self.content)
        self.note(node, kind, page)
        below = {kind}
        for child in items(entry(node, "/K")):
            below |= self.child(child, page, depth)
        if kind in _HEADINGS and len(self.content) > first:
            self.headings[at] = Element(kind, *self.content[first])
        if kind == "Table" and "TH" not in below:
            self.headless.append(Element(kind, page if page is not None else self.first_page(node)))
        return below

    def child(self, child: Any, page: int | None, depth: int) -> set[str]:
        if isinstance(child, int):
            self.content += [(page, child)] if page is not None else []
        elif isinstance(child, Dictionary) and name(entry(child, "/Type")) == "MCR":
            own = entry(child, "/Pg")
            on = page if own is None else self.pages.get(identity(own))
            if on is not None and entry(child, "/Stm") is None:
                self.content.append((on, int(number(entry(child, "/MCID"), -1))))
        elif isinstance(child, Dictionary) and name(entry(child, "/Type")) != "OBJR" and depth < _DEEPEST:
            return self.visit(child, page, depth + 1)
        return set()

    def note(self, node: Any, kind: str, page: int | None) -> None:
        if kind in _HEADINGS:
            self.headings.append(Element(kind, page))
        if kind in _NEED_TEXT:
            on = page if page is not None else self.first_page(node)
            said = text(entry(node, "/Alt")).strip() or text(entry(node, "/ActualText")).strip()
            if not said:
                self.silent.append(Element(kind, on))
            elif on is not None:
                self.described.add(on)

    def role(self, kind: str) -> str:
        """The standard type of a type of the file's own."""
        for _ in range(8):
            if kind not in self.roles:
                break
            kind = self.roles[kind]
        return kind

    def first_page(self, node: Any) -> int | None:
        """The page of the first thing below a node that names one."""
        return next(self._pages_below(node, 0), None)

    def _pages_below(self, node: Any, depth: int) -> Iterator[int]:
        for child in items(entry(node, "/K")):
            if isinstance(child, Dictionary):
                own = entry(child, "/Pg")
                if own is not None and identity(own) in self.pages:
                    yield self.pages[identity(own)]
                if depth < _DEEPEST:
                    yield from self._pages_below(child, depth + 1)


def read_structure(root: Any, pages: Mapping[object, int]) -> Structure:
    """The facts of a file's structure tree; `root` is the catalogue, `pages` the index of each page's object."""
    tree = entry(root, "/StructTreeRoot")
    walk = _Walk(pages, {key: name(value) for key, value in entries(entry(tree, "/RoleMap"))})
    for child in items(entry(tree, "/K")):
        walk.child(child, None, 0)
    return Structure(
        tuple(walk.headings),
        tuple(walk.silent),
        tuple(walk.headless),
        frozenset(walk.described),
        frozenset(walk.content),
    )
