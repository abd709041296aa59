"""The house's list of terms: forms that are wrong here, the right ones, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zbsh_pub.model import Term


class Wrong(NamedTuple):
    """A wrong form at `start` of the text."""

    start: int
    term: Term


def check_terms(text: str, terms: Sequence[Term]) -> Iterator[Wrong]:
    """Each wrong form of `terms` in `text`, but for those that stand inside the right form or an exception."""
    for term in terms:
        if term.wrong not in text:
            continue
        sound = [form for form in (term.right, *term.exceptions) if term.wrong in form]
        safe = [span for form in sound for span in _spans(form, text)]
        for start, end in _spans(term.wrong, text):
            if not any(first <= start and end <= last for first, last in safe):
                yield Wrong(start, term)


def _spans(form: str, text: str) -> Iterator[tuple[int, int]]:
    """Where `form` begins and ends in `text`, overlapping places too."""
    for match in re.finditer(f"(?={re.escape(form)})", text):
        yield match.start(), match.start() + len(form)
