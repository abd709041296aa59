"""Every character of the manuscript stands in the finished EPUB (E01)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zbsh_pub.checks.source_text import missing_pieces, source_pieces, squeeze
from zbsh_pub.compose.ebook import article_name
from zbsh_pub.markdown.trees import text_of
from zbsh_pub.model import Issue
from zbsh_pub.problems import Problem, problem

# A button needs no 扫码观看视频.
_UNTITLED = frozenset({"视频", "video"})
_XHTML = "{http://www.w3.org/1999/xhtml}"


def check_epub_text(issue: Issue, files: dict[str, bytes]) -> Iterator[Problem]:
    """`files` are those of the package, by name."""
    for article in issue.articles:
        data = next((files[name] for name in files if name.endswith("/" + article_name(article.entry.id))), b"")
        if not data:
            yield problem("E01", article.path, 1, text=article.entry.title.main)
            continue
        found = page_text(data)
        for line, text in missing_pieces(source_pieces(article.source, article.first_line, _UNTITLED), found):
            yield problem("E01", article.path, line, text=text[:30])


def page_text(data: bytes) -> str:
    """The text of a page without blanks; ruby readings after the text, so that words stay whole."""
    root = etree.fromstring(data)
    readings = []
    for node in list(root.iter(f"{_XHTML}rt", f"{_XHTML}rp")):
        if node.tag == f"{_XHTML}rt":
            readings.append(text_of(node))
        _drop(node)
    for node in list(root.iter(f"{_XHTML}a")):
        if "noteref" in (node.get("class") or "") or "backlink" in (node.get("class") or ""):
            _drop(node)
    return squeeze(text_of(root) + "\n" + "".join(readings))


def _drop(node: etree._Element) -> None:
    """Take the element out and leave the text that follows it."""
    parent, tail = node.getparent(), node.tail or ""
    if parent is None:
        return
    previous = node.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)
