"""A fragment as EPUB markup: notes to the article's end, native ruby, inline charts, links to files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.compose.foreign import mark_english
from zbsh_pub.compose.page_breaks import put_marks
from zbsh_pub.compose.parts import label_photos
from zbsh_pub.labels import Labels
from zbsh_pub.markdown import Fragment
from zbsh_pub.markdown.paragraphs import PARA
from zbsh_pub.markdown.trees import by_class, copy_of, element, fill, has_class, inside, replace, take, text_of
from zbsh_pub.model import Picture, PrintPage
from zbsh_pub.pictures import narrow_name
from zbsh_pub.xhtml import EPUB_TYPE, SVG

_SVG_ONLY: Any = {None: SVG}
_LOCAL_URL = re.compile(r"(url\(\s*['\"]?#)")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the transforms need to know besides the tree; `addresses` are those of `picture_addresses`."""

    pictures: Mapping[str, Picture]
    words: Labels
    addresses: Mapping[str, str]
    marks: Sequence[tuple[PrintPage, _Element]] = ()  # where printed pages turn in this article


def ebook_body(fragment: Fragment, setting: Setting) -> tuple[list[_Element], list[_Element], list[_Element]]:
    """(head blocks, text blocks with the notes at their end, tail blocks) of the article's page."""
    root = element("div", "", element("div", "h", *map(copy_of, fragment.head)), copy_of(fragment.body))
    root.append(element("div", "t", *map(copy_of, fragment.tail)))
    for transform in TRANSFORMS:
        transform(root, setting)
    notes = _take_notes(root, setting)
    head, body, tail = root
    return list(head), [*body, *notes], list(tail)


def note_mark(number: int) -> str:
    """① to ⑳, then the bare number."""
    return CIRCLED[number - 1] if number <= len(CIRCLED) else str(number)


def _take_notes(root: _Element, setting: Setting) -> list[_Element]:
    """Notes become references and a list at the article's end; inner notes before outer ones.

    DPUB-ARIA 1.1: the list is doc-endnotes; its items have no role beside that of a list item.
    """
    items: list[_Element] = []
    for note in reversed(by_class(root, "note")):
        identifier, number = note.get("id") or "", int(note.get("data-number") or 0)
        label = setting.words("note", number=number)
        items.insert(0, _note_item(note, identifier, setting.words("note-back", number=number)))
        mark = element(
            "a",
            "noteref",
            note_mark(number),
            href=f"#{identifier}",
            id=f"{identifier}-r",
            role="doc-noteref",
            aria_label=label,
        )
        mark.set(EPUB_TYPE, "noteref")
        _put_mark(note, mark)
    if not items:
        return []
    title = element("h2", "notes-title", setting.words("notes"))
    section = element("section", "notes", title, element("ol", "", *items), role="doc-endnotes")
    section.set(EPUB_TYPE, "endnotes")
    return [section]


def _put_mark(note: _Element, mark: _Element) -> None:
    """The mark where the note is called; after a link that holds the call, since a link holds no other."""
    link = next(note.iterancestors("a"), None)
    if link is None:
        replace(note, "\u2060", mark)
    else:
        replace(note)
        replace(link, link, "\u2060", mark)


def _note_item(note: _Element, identifier: str, back: str) -> _Element:
    link = element("a", "backlink", "↑", href=f"#{identifier}-r", role="doc-backlink", aria_label=back)
    item = element("li", "", fill(element("p"), [*inside(note), link]), id=identifier)
    item.set(EPUB_TYPE, "endnote footnote")  # reading systems that open notes in place look for either
    return item


def _ruby(root: _Element, setting: Setting) -> None:
    """Parentheses for readers without ruby; `rb` is gone from HTML, so the base stands bare."""
    for ruby in root.iter("ruby"):
        pairs = list(zip(ruby.findall("rb"), ruby.findall("rt"), strict=True))
        content = [item for base, reading in pairs for item in (text_of(base), _rp("（"), copy_of(reading), _rp("）"))]
        for child in list(ruby):
            ruby.remove(child)
        fill(ruby, content)


def _rp(mark: str) -> _Element:
    return element("rp", "", mark)


def _drop_caps(root: _Element, setting: Setting) -> None:
    """An opening mark stands in the cap itself: `::first-letter` takes both only where no element parts them."""
    for mark in by_class(root, "dropcap__mark"):
        replace(mark, text_of(mark))


def _labelled(root: _Element, setting: Setting) -> None:
    """核心阅读 and 编者按 as named sections, the label at the head of their first paragraph."""
    for box in [*by_class(root, "abstract"), *by_class(root, "ednote")]:
        label = box.find("p[@class='label']")
        box.tag = "section"
        box.set("aria-label", text_of(label) if label is not None else "")
        if "abstract" in (box.get("class") or ""):
            box.set("role", "doc-abstract")
            box.set(EPUB_TYPE, "abstract")
        if label is not None:
            _run_in(label)


def _run_in(label: _Element) -> None:
    """The label joins the plain paragraph that follows; before a list or a quotation it stays a paragraph."""
    first, mark = label.getnext(), element("b", "label", *inside(label))
    if first is None or first.tag != "p" or first.get("class"):
        replace(label, element("p", "", mark))
        return
    replace(label)
    mark.tail, first.text = first.text, None
    first.insert(0, mark)


def _photos(root: _Element, setting: Setting) -> None:
    label_photos(root, setting.words("photo"))


def _page_breaks(root: _Element, setting: Setting) -> None:
    """While paragraphs have the characters that the layout counted: with labels of photos, without list marks."""
    put_marks(root, setting.marks)


def _pullquotes(root: _Element, setting: Setting) -> None:
    """A pull quote repeats the text: it is shown, not read out."""
    for quote in by_class(root, "pullquote"):
        quote.set("aria-hidden", "true")


def _pictures(root: _Element, setting: Setting) -> None:
    for number, image in enumerate(list(root.iter("img")), 1):
        name = image.get("src") or ""
        picture = setting.pictures.get(narrow_name(name)) or setting.pictures.get(name)
        if picture is not None:
            finished = any(has_class(figure, "plate") for figure in image.iterancestors("figure"))
            shown = shown_picture(picture, setting.addresses[picture.path], number, "art" if finished else "chart")
            replace(image, with_alt(shown, image.get("alt") or ""))


def shown_picture(picture: Picture, address: str, number: int, class_: str = "chart") -> _Element:
    """The `number`th picture of a page below the root: a drawing itself, anything else as the file at `address`.

    A drawing with a style sheet of its own is a file too: inside the page the sheet would reach the text.
    """
    if picture.is_drawing:
        svg = etree.fromstring(picture.data)
        if svg.find(".//{*}style") is None:
            return _inlined(svg, picture, f"d{number}_", class_)
    return element("img", "", src=f"../{address}")


def with_alt(shown: _Element, alt: str) -> _Element:
    """The picture with its alternative text; without one it is decoration and not read out."""
    if shown.tag == "img":
        shown.set("alt", alt)
    elif alt:
        shown.set("role", "img")
        shown.set("aria-label", alt)
    if not alt:
        shown.set("aria-hidden", "true")
    return shown


def _inlined(svg: _Element, picture: Picture, prefix: str, class_: str) -> _Element:
    """The drawing as part of a page: as a "chart" its text takes the reader's colours (classes t, q, a, g)."""
    etree.cleanup_namespaces(svg, top_nsmap=_SVG_ONLY)
    for node in list(svg.iterdescendants()):
        if not isinstance(node.tag, str) or node.tag in {f"{{{SVG}}}title", f"{{{SVG}}}desc"}:
            replace(node)
    for name in ("width", "height"):
        take(svg, name)
    if not svg.get("viewBox"):
        svg.set("viewBox", f"0 0 {picture.width:g} {picture.height:g}")
    for node in svg.iter():
        _own_ids(node, prefix)
    svg.set("class", class_)
    return svg


def _own_ids(node: _Element, prefix: str) -> None:
    """Prefix an element's id and what it refers to; no name of ours has the underscore that ends the prefix."""
    for name in ("aria-labelledby", "aria-describedby"):
        take(node, name)  # the titles they point to are gone: the page gives the alternative text
    for key, value in node.attrib.items():
        name, local, text = str(key), etree.QName(key).localname, str(value)
        if local == "id":
            node.set(name, f"{prefix}{text}")
        elif local == "href" and text.strip().startswith("#"):
            node.set(name, f"#{prefix}{text.strip()[1:]}")
        else:
            node.set(name, _LOCAL_URL.sub(rf"\g<1>{prefix}", text))


def _videos(root: _Element, setting: Setting) -> None:
    """The QR code's link as a button, with its description below: that may hold links of its own."""
    for video in by_class(root, "video"):
        url = video.get("data-url") or ""
        what = [span for p in video.findall("p[@class='video-what']") for span in inside(p)]
        link = element(
            "a",
            "",
            element("span", "play", aria_hidden="true"),
            element("span", "go", setting.words("open-video")),
            href=url,
        )
        replace(video, element("p", "video", link, element("span", "what", *what) if what else None))


def _cross_references(root: _Element, setting: Setting) -> None:
    for link in root.iter("a"):
        target = take(link, "data-article")
        if target:
            link.set("href", f"{target}.xhtml")


def _foreign(root: _Element, setting: Setting) -> None:
    mark_english(root)


def _print_only(root: _Element, setting: Setting) -> None:
    for node in by_class(root, "pagebreak"):
        replace(node)


def _clean(root: _Element, setting: Setting) -> None:
    """The shape classes of print and the data attributes have done their work."""
    for node in root.iter("b", "span", "div", "figure"):
        for name in [key for key in node.attrib if str(key).startswith("data-") and key != "data-number"]:
            del node.attrib[name]
    for node in root.iter():
        take(node, PARA)


TRANSFORMS: tuple[Callable[[_Element, Setting], None], ...] = (
    _photos,
    _page_breaks,
    _ruby,
    _drop_caps,
    _labelled,
    _pullquotes,
    _pictures,
    _videos,
    _cross_references,
    _foreign,
    _print_only,
    _clean,
)
