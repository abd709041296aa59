"""Our own checks on a finished EPUB: a good one is silent, and each planted fault is found where it is."""

from __future__ import annotations

from epubbook import good_book


def test_a_good_book_is_silent() -> None:
    """The book that all faults are planted in has none."""
    assert [found.render("en") for found in good_book().problems()] == []
