"""The print units of the articles, in reading order."""

from __future__ import annotations

from dataclasses import replace

from lxml.etree import _Element

from zbsh_pub.compose.furniture import opener, running, section_mark
from zbsh_pub.compose.parts import HANGING, byline, digest_note, section_of, title_rows, wide_blanks, zi
from zbsh_pub.compose.print_text import PrintSetting, print_body
from zbsh_pub.compose.print_title import print_head
from zbsh_pub.compose.unit import Unit, make_unit
from zbsh_pub.labels import Labels, labels
from zbsh_pub.markdown import Fragment
from zbsh_pub.markdown.paragraphs import PARA, note_number
from zbsh_pub.markdown.trees import element
from zbsh_pub.model import Article, Issue, Title

# (class, zi in a line of the full measure, most rows): the first size that holds the title is taken.
TITLE_SIZES = (("title--xl", 10.4, 2), ("title--l", 13.2, 2), ("title--m", 16.4, 2), ("title--s", 21.0, 3))


def article_units(issue: Issue, fragments: tuple[Fragment, ...]) -> tuple[Unit, ...]:
    """One unit an article, in reading order."""
    words = labels(issue.manifest.magazine.language)
    return tuple(_article(a, f, issue, words) for a, f in zip(issue.articles, fragments, strict=True))


def _article(article: Article, fragment: Fragment, issue: Issue, words: Labels) -> Unit:
    entry, setting = article.entry, PrintSetting(issue.pictures, words("photo"))
    section = section_of(issue.manifest, entry)
    head, body, tail = print_body(fragment, setting)
    opens = section.entries[0].id == entry.id
    note = digest_note(article, words)
    if note is not None:
        note.set(PARA, note_number([*fragment.head, *fragment.body, *fragment.tail]))
    if tail or note is not None:
        _last_columns(body).append(element("footer", "tail", *tail, note))
    content = element(
        "section",
        f"article theme-{section.theme}",
        *running(issue, words, section.title, entry.title.main),
        opener(section, words, setting) if opens else section_mark(section),
        *_opening(article, head, words, setting),
        *body,
        id=entry.id,
    )
    return replace(make_unit(entry.id, entry.title.label, issue, [content], setting), shows_number=opens)


def _last_columns(body: list[_Element]) -> _Element:
    """The last column box of an article; one is made where a whole-page picture ends it."""
    boxes = [box for box in body if (box.get("class") or "").startswith("body")]
    if not boxes:
        body.append(element("div", "body"))
        boxes = body[-1:]
    return boxes[-1]


def _opening(article: Article, head: list[_Element], words: Labels, setting: PrintSetting) -> list[_Element]:
    """The title with what belongs to it, and the blocks above the text: beside a vertical title, else below."""
    if article.entry.vertical:
        return [print_head(article.entry.title, [*_head(article, words), *head], setting)]
    return [element("header", "head", *_head(article, words)), *head]


def _head(article: Article, words: Labels) -> list[_Element]:
    """Kicker, title, subtitle and byline; a vertical title stands elsewhere."""
    entry = article.entry
    head = [element("p", "kicker", element("span", "row", line.text)) for line in entry.title.kicker]
    if not entry.vertical:
        class_, rows = fit_title(entry.title)
        head.append(element("h1", f"title {class_}", *map(_row, rows), data_bookmark=entry.title.label))
    if entry.title.subtitle:
        head.append(element("p", "subtitle", entry.title.subtitle))
    by = byline(article, words)
    if article.kind == "digest":
        by = by if by is not None else element("p", "byline")
        by.append(element("span", "digest-tag", words("digest")))
    return [*head, by] if by is not None else head


def _row(text: str) -> _Element:
    """A row of a title; an opening mark at its start hangs, since its left half is blank."""
    return element("span", "row row--hang" if text[0] in HANGING else "row", text)


def fit_title(title: Title) -> tuple[str, tuple[str, ...]]:
    """The largest size that sets the title in few rows without breaking a sense group."""
    for class_, measure, most in TITLE_SIZES:
        rows = title_rows(title, measure)
        if len(rows) <= most and all(zi(row) <= measure for row in rows):
            wide = tuple(map(wide_blanks, rows))
            return class_, wide if all(zi(row) <= measure for row in wide) else rows
    return TITLE_SIZES[-1][0], title_rows(title, TITLE_SIZES[-1][1])
