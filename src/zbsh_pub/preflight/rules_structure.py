"""Rules about reading on a screen: tags, alternative texts, headings, language, links (ISO 14289-1; WCAG 2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.preflight.facts import Element, Facts
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found, found, word


def untagged(facts: Facts, _: Limits) -> Iterator[Found]:
    """The file has no tags."""
    if not facts.document.tagged:
        yield found(None, "key", {"name": "MarkInfo/Marked, StructTreeRoot"})


def untagged_content(facts: Facts, _: Limits) -> Iterator[Found]:
    """Content that is neither tagged nor an artifact, or whose tag is not in the structure tree."""
    if not facts.document.tagged:
        return
    known = facts.document.structure.content
    for page in facts.pages:
        for kind, count in page.untagged.items():
            yield found(page.index, "content", {"kind": word(f"content-{kind}"), "count": count})
        lost = [mcid for mcid in page.marked if (page.index, mcid) not in known]
        if lost:
            yield found(page.index, "content", {"kind": word("content-mcid"), "count": len(lost)})


def no_alternative(facts: Facts, _: Limits) -> Iterator[Found]:
    """A figure without an alternative text."""
    for element in facts.document.structure.silent:
        yield found(element.page, "element", {"name": element.kind})


def heading_order(facts: Facts, _: Limits) -> Iterator[Found]:
    """A heading that skips a level: headings begin at H1 and go down one level at a time."""
    before = 0
    for element in facts.document.structure.headings:
        if element.kind[1:].isdigit():
            level = int(element.kind[1:])
            if level > before + 1:
                last = f"H{before}" if before else word("start")
                title = _words(facts, element)
                yield found(element.page, "heading", {"name": element.kind, "title": title}, before=last)
            before = level


def _words(facts: Facts, element: Element) -> str:
    """The first characters of an element."""
    if element.page is None or element.mcid is None:
        return "…"
    return facts.pages[element.page].words.get(element.mcid, "…")


def table_without_headers(facts: Facts, _: Limits) -> Iterator[Found]:
    """A table without header cells."""
    for element in facts.document.structure.headless:
        yield found(element.page, "element", {"name": element.kind})


def no_language(facts: Facts, _: Limits) -> Iterator[Found]:
    """The language of the text is not said."""
    if not facts.document.language:
        yield found(None, "key", {"name": "Lang"})


def title_not_shown(facts: Facts, _: Limits) -> Iterator[Found]:
    """A reader's window shows the file's name in place of its title."""
    if not facts.document.shows_title:
        yield found(None, "key", {"name": "ViewerPreferences/DisplayDocTitle"})


def lost_target(facts: Facts, _: Limits) -> Iterator[Found]:
    """A link or bookmark that leads nowhere."""
    for target in facts.document.lost:
        yield found(target.page, target.kind, {"name": target.name})


def no_bookmarks(facts: Facts, limits: Limits) -> Iterator[Found]:
    """A long file without bookmarks."""
    if len(facts.pages) >= limits.bookmarks_from and not facts.document.bookmarks:
        yield found(None, "key", {"name": "Outlines"}, count=len(facts.pages))
