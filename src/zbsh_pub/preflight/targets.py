"""Links and bookmarks that lead nowhere (ISO 32000-2, 12.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Pdf

from zbsh_pub.preflight.facts import Target
from zbsh_pub.preflight.values import entries, entry, identity, items, name, text

_MOST = 100_000  # bookmarks; more is a circle


def named_targets(root: Any) -> Mapping[str, Any]:
    """The named destinations: of /Dests, and of the tree of names."""
    found = dict(entries(entry(root, "/Dests")))
    stack = [entry(entry(root, "/Names"), "/Dests")]
    while stack and len(found) < _MOST:
        node = stack.pop()
        pairs = items(entry(node, "/Names"))
        found.update((text(key), value) for key, value in zip(pairs[::2], pairs[1::2], strict=False))
        stack += items(entry(node, "/Kids"))
    return found


def lost_targets(pdf: Pdf, pages: Mapping[object, int]) -> Iterator[Target]:
    """Links, page by page, then bookmarks, whose destination is in no page of the file."""
    names = named_targets(pdf.Root)
    for index, page in enumerate(pdf.pages):
        for found in items(entry(page.obj, "/Annots")):
            if name(entry(found, "/Subtype")) == "Link" and (lost := _lost(found, names, pages)) is not None:
                yield Target("link", index, lost)
    for item in bookmarks(pdf.Root):
        if (lost := _lost(item, names, pages)) is not None:
            yield Target("bookmark", None, f"{text(entry(item, '/Title'))} → {lost}")


def bookmarks(root: Any) -> Iterator[Any]:
    """All items of the outline, in reading order."""
    stack = [entry(entry(root, "/Outlines"), "/First")]
    seen: set[object] = set()
    while stack and len(seen) < _MOST:
        item = stack.pop()
        if not isinstance(item, Dictionary) or identity(item) in seen:
            continue
        seen.add(identity(item))
        yield item
        stack += [entry(item, "/Next"), entry(item, "/First")]


def _lost(holder: Any, names: Mapping[str, Any], pages: Mapping[object, int]) -> str | None:
    """What a link or bookmark names, if it leads nowhere; None where it is sound or leads out of the file."""
    action = entry(holder, "/A")
    kind = name(entry(action, "/S"))
    if kind == "URI":
        return None if text(entry(action, "/URI")).strip() else "URI"
    if kind not in ("", "GoTo"):
        return None
    target = entry(holder, "/Dest") if action is None else entry(action, "/D")
    if target is None:
        return None if action is None and entry(holder, "/First") is not None else "—"
    return None if _page_of(target, names) in pages else _said(target)


def _page_of(target: Any, names: Mapping[str, Any]) -> object:
    """The identity of the page that a destination names."""
    for _ in range(4):
        if isinstance(target, Array):
            return identity(target[0]) if len(target) and isinstance(target[0], Dictionary) else None
        target = entry(target, "/D") if isinstance(target, Dictionary) else names.get(text(target))
    return None


def _said(target: Any) -> str:
    return text(target) or target.unparse().decode("latin-1")[:60]
