"""A fragment as EPUB markup: notes to the article's end, native ruby, inline charts, links to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.labels import Labels
from zbsh_pub.markdown import Fragment
from zbsh_pub.markdown.trees import by_class, copy_of, element, fill, has_class, inside, replace, take, text_of
from zbsh_pub.model import Picture
from zbsh_pub.pictures import narrow_name
from zbsh_pub.xhtml import EPUB_TYPE, SVG

_SVG_ONLY: Any = {None: SVG}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the transforms need to know besides the tree."""

    pictures: Mapping[str, Picture]
    words: Labels


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
    """Notes become references and a list (EPUB 3.3 footnotes; DPUB-ARIA roles)."""
    items = []
    for note in by_class(root, "note"):
        identifier, number = note.get("id") or "", int(note.get("data-number") or 0)
        label = setting.words("note", number=number)
        items.append(_note_item(note, identifier, setting.words("note-back", number=number)))
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
        replace(note, "\u2060", mark)
    if not items:
        return []
    title = element("h2", "notes-title", setting.words("notes"))
    section = element("section", "notes", title, element("ol", "", *items), role="doc-endnotes")
    section.set(EPUB_TYPE, "footnotes")
    return [section]


def _note_item(note: _Element, identifier: str, back: str) -> _Element:
    link = element("a", "backlink", "↩", href=f"#{identifier}-r", role="doc-backlink", aria_label=back)
    item = element("li", "", fill(element("p"), [*inside(note), link]), id=identifier)
    item.set(EPUB_TYPE, "footnote")
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


def _labelled(root: _Element, setting: Setting) -> None:
    for box in [*by_class(root, "abstract"), *by_class(root, "ednote")]:
        label = box.find("p[@class='label']")
        paragraphs = [p for p in box if p is not label]
        box.tag = "section"
        box.set("aria-label", text_of(label) if label is not None else "")
        if "abstract" in (box.get("class") or ""):
            box.set("role", "doc-abstract")
            box.set(EPUB_TYPE, "abstract")
        if label is not None and paragraphs:
            box.remove(label)
            first = paragraphs[0]
            first.text, text = None, first.text
            first.insert(0, element("b", "label", *inside(label)))
            first[0].tail = text


def _pullquotes(root: _Element, setting: Setting) -> None:
    """A pull quote repeats the text: it is shown, not read out."""
    for quote in by_class(root, "pullquote"):
        quote.set("aria-hidden", "true")


def _pictures(root: _Element, setting: Setting) -> None:
    for image in list(root.iter("img")):
        name = image.get("src") or ""
        picture = setting.pictures.get(narrow_name(name)) or setting.pictures.get(name)
        if picture is None:
            continue
        if picture.media_type == "image/svg+xml":
            finished = any(has_class(figure, "plate") for figure in image.iterancestors("figure"))
            replace(image, inline_svg(picture, image.get("alt") or "", "art" if finished else "chart"))
        else:
            image.set("src", f"../images/{picture.name}")


def inline_svg(picture: Picture, alt: str, class_: str = "chart") -> _Element:
    """The drawing itself: as a "chart" its text takes the reader's colours (classes t, q, a, g of the sheets)."""
    svg = etree.fromstring(picture.data)
    etree.cleanup_namespaces(svg, top_nsmap=_SVG_ONLY)
    for node in list(svg.iter()):
        if not isinstance(node.tag, str) or node.tag in {f"{{{SVG}}}title", f"{{{SVG}}}desc"}:
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
        else:
            for name in ("width", "height") if node is svg else ():
                take(node, name)
    svg.tail = None
    svg.set("class", class_)
    svg.set("role", "img")
    svg.set("aria-label", alt)
    take(svg, "aria-labelledby")
    return svg


def _videos(root: _Element, setting: Setting) -> None:
    """The QR code's link as a button."""
    for video in by_class(root, "video"):
        url = video.get("data-url") or ""
        what = [span for p in video.findall("p[@class='video-what']") for span in inside(p)]
        link = element(
            "a",
            "",
            element("span", "play", "▶", aria_hidden="true"),
            element("span", "go", setting.words("open-video")),
            element("span", "what", *what),
            href=url,
        )
        replace(video, element("p", "video", link))


def _cross_references(root: _Element, setting: Setting) -> None:
    for link in root.iter("a"):
        target = take(link, "data-article")
        if target:
            link.set("href", f"{target}.xhtml")


def _print_only(root: _Element, setting: Setting) -> None:
    for node in by_class(root, "pagebreak"):
        replace(node)


def _clean(root: _Element, setting: Setting) -> None:
    """The shape classes of print and the data attributes have done their work."""
    for node in root.iter("b", "span", "div", "figure"):
        for name in [key for key in node.attrib if str(key).startswith("data-") and key != "data-number"]:
            del node.attrib[name]


TRANSFORMS: tuple[Callable[[_Element, Setting], None], ...] = (
    _ruby,
    _labelled,
    _pullquotes,
    _pictures,
    _videos,
    _cross_references,
    _print_only,
    _clean,
)
