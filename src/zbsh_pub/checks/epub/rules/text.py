"""The text of pages: blanks amid Chinese, words of another language (clreq 3.2; WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import X, block_texts, language_of
from zbsh_pub.checks.epub.vocabulary import limit
from zbsh_pub.checks.epub.xmltext import line_of
from zbsh_pub.problems import Problem, problem

_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_MARK = r"[\u3001\u3002\u3008-\u3011\u2018\u2019\u201c\u201d\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]"
_EITHER = rf"(?:{_HAN}|{_MARK})"
_GAP = re.compile(rf"{_EITHER}([ \t\r\n]+)(?={_EITHER})")
_SENTENCE = re.compile(r"[。！？；]")
_SPOKEN = frozenset(X + name for name in ("code", "pre", "kbd", "samp", "var", "script", "style", "cite", "title"))


def check_han_blanks(book: Book) -> Iterator[Problem]:
    """No blank or line end between Chinese characters: it shows as a gap in the line.

    A plain blank parts the rows of a title or the names of a byline on purpose: it counts where a sentence goes on.
    """
    for document in book.documents.values():
        for node, text in block_texts(document.root):
            found = next((gap for gap in _GAP.finditer(text) if _counts(text, gap)), None)
            if found:
                around = text[max(0, found.start() - 5) : found.end() + 6]
                yield problem("E71", document.path, line_of(node), text=" ".join(around.split()))


def _counts(text: str, gap: re.Match[str]) -> bool:
    return "\n" in gap[1] or "\t" in gap[1] or bool(_SENTENCE.search(text, gap.end() + 1))


def check_foreign_words(book: Book) -> Iterator[Problem]:
    """Several words of a Latin language in a Chinese text say which language they are in."""
    words = re.compile(rf"[A-Za-zÀ-ÿ’'-]{{2,}}(?:[ ,]+[A-Za-zÀ-ÿ’'-]{{1,}}){{{limit('foreign-words') - 1},}}")
    for document in book.documents.values():
        for node in document.nodes if document.is_xhtml else ():
            found = next((match for text in _texts(node) if (match := words.search(text))), None)
            if found and language_of(node).lower().startswith(("zh", "ja", "ko")):
                yield problem("E73", document.path, line_of(node), text=found[0][:40])


def _texts(node: _Element) -> Iterator[str]:
    """The text that belongs to an element itself."""
    if node.tag not in _SPOKEN and str(node.tag).startswith(X):
        yield node.text or ""
        yield from (child.tail or "" for child in node)
