"""Notes in the ways of the Chinese reading apps, beside the standard marks, which stay.

The call of a note keeps its type, role, name and address; only what it shows changes, from ① to a little picture.
The text of the note stays at the end of the article, with its way back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.bundles.note_picture import note_picture
from zbsh_pub.bundles.parts import OPF, Parts, Source, Step, X, add_class, address
from zbsh_pub.bundles.sheets import with_sheet
from zbsh_pub.markdown.trees import copy_of, text_of
from zbsh_pub.xhtml import EPUB_TYPE

_DEFAULT: Any = {None: OPF[1:-1]}
PICTURE = "images/note.png"
SHEET = "notes-store.css"
Mark = Callable[[_Element, _Element, _Element], None]  # the call, the picture in it, the note


def _by_alt(name: str) -> Mark:
    """WeRead, QQ Reader, Zhangyue: a picture of this class, whose alternative text is the note."""

    def mark(call: _Element, picture: _Element, note: _Element) -> None:
        picture.set("class", name)
        picture.set("alt", note_text(note))

    return mark


def _duokan(call: _Element, picture: _Element, note: _Element) -> None:
    """Duokan: `a.duokan-footnote`, `ol.duokan-footnote-content > li.duokan-footnote-item`."""
    picture.set("alt", call.get("aria-label") or text_of(call))
    add_class(call, "duokan-footnote")
    add_class(note, "duokan-footnote-item")
    parent = note.getparent()
    if parent is not None:
        add_class(parent, "duokan-footnote-content")


def _with_notes(mark: Mark) -> Step:
    """A step that marks every call of a note in one way; a book without notes stays as it is."""

    def step(parts: Parts, source: Source) -> Parts:
        pages = parts.pages()
        calls = {name: list(note_calls(root)) for name, root in pages.items()}
        if not any(calls.values()):
            return parts
        more, picture = with_sheet(parts, source, SHEET).with_resource(PICTURE, "image/png", note_picture())
        for name, found in calls.items():
            for call, note in found:
                image = etree.Element(f"{X}img", {"src": address(name, picture)})
                mark(call, image, note)
                call.text = None
                for child in list(call):
                    call.remove(child)
                call.append(image)
        return seen(more.with_pages({name: pages[name] for name, found in calls.items() if found}))

    return step


qqreader_notes = _with_notes(_by_alt("qqreader-footnote"))
zhangyue_notes = _with_notes(_by_alt("zhangyue-footnote"))
duokan_notes = _with_notes(_duokan)


def note_calls(root: _Element) -> Iterator[tuple[_Element, _Element]]:
    """Each call of a note of this page, with the note."""
    by_id = {node.get("id"): node for node in root.iter() if node.get("id")}
    for link in root.iter(f"{X}a"):
        target = by_id.get(link.get("href", "").removeprefix("#"))
        if "noteref" in link.get(EPUB_TYPE, "").split() and target is not None:
            yield link, target


def note_text(note: _Element) -> str:
    """The note in one line, without its way back."""
    twin = copy_of(note)
    for back in list(twin.iter(f"{X}a")):
        if back.get("role") == "doc-backlink":
            back.text = None
            for child in list(back):
                back.remove(child)
    return " ".join(text_of(twin).replace("\u2060", "").split())


def seen(parts: Parts) -> Parts:
    """The modes of access with sight among them: there is a picture now (EPUB Accessibility 1.1, section 2.2)."""
    opf = parts.opf
    modes = opf.findall(f"{OPF}metadata/{OPF}meta[@property='schema:accessMode']")
    if not modes or any(mode.text == "visual" for mode in modes):
        return parts
    more = etree.Element(f"{OPF}meta", {"property": "schema:accessMode"}, nsmap=_DEFAULT)
    more.text = "visual"
    modes[-1].addnext(more)
    return parts.with_opf(opf)
