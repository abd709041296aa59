"""Rules about what a file keeps from a reader or does by itself."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.preflight.facts import Facts
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found, found


def encrypted(facts: Facts, _: Limits) -> Iterator[Found]:
    """The file is encrypted."""
    if facts.document.encrypted:
        yield found(None, "file")


def locks_out_readers(facts: Facts, _: Limits) -> Iterator[Found]:
    """Encryption keeps the text from screen readers."""
    if not facts.document.accessible:
        yield found(None, "file")


def scripts(facts: Facts, _: Limits) -> Iterator[Found]:
    """There is JavaScript."""
    for place in facts.document.scripts:
        yield found(None, "action", {"name": place})


def actions(facts: Facts, _: Limits) -> Iterator[Found]:
    """The file or a page does something by itself."""
    for action in facts.document.actions:
        yield found(None, "action", {"name": action})
    for page in facts.pages:
        for action in page.actions:
            yield found(page.index, "action", {"name": action})


def damaged(facts: Facts, _: Limits) -> Iterator[Found]:
    """The file had to be repaired to be read, or holds content that cannot be run."""
    if facts.document.damaged:
        yield found(None, "file")
