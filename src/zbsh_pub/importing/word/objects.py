"""Pictures, text boxes and other drawn objects of a Word file, brought into one simple form (20.4, 14.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml.etree import _Element

from zbsh_pub.importing.word.document import Media, Part, WordDocument, has_words, place_of
from zbsh_pub.importing.word.findings import short
from zbsh_pub.importing.word.ooxml import NAMESPACES, all_of, child, detach, make, names, q, text_of, value
from zbsh_pub.problems import problem

_DRAWN = ("w:drawing", "w:pict", "w:object")
_LETTERED = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}txbx"


def lift_text_boxes(document: WordDocument) -> None:
    """The paragraphs of a text box follow the paragraph that it hangs on."""
    for part in document.parts:
        anchors: dict[_Element, _Element] = {}
        for box in all_of(part.root, "w:txbxContent"):
            anchor = next(box.iterancestors(q("w:p")), None)
            if anchor is None:
                continue
            if has_words(box):
                document.findings.doubt("W29", place_of(anchor), text=short(text_of(box)))
            after = anchors.get(anchor, anchor)
            for node in list(box):
                after.addnext(node)
                after = node
                node.set("boxed", "1")
            anchors[anchor] = after
            detach(box)


def settle_drawings(document: WordDocument) -> None:
    """Each picture as a plain inline drawing of its own; everything else drawn is told and goes."""
    for part in document.parts:
        for node in all_of(part.root, *_DRAWN):
            if any(True for _ in node.iterancestors(*names(*_DRAWN))):
                continue  # inside another, which takes its pictures
            found = list(_pictures(node, part, document))
            for drawing in found:
                node.addprevious(drawing)
            if not found or node.tag == q("w:object"):
                _tell_object(node, document)
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)


def _pictures(node: _Element, part: Part, document: WordDocument) -> Iterator[_Element]:
    for blip in node.iter(*names("a:blip", "v:imagedata")):
        vector = blip.tag == q("v:imagedata")
        if not vector and next(blip.iterancestors(q("pic:pic")), None) is None:
            continue  # a fill or a bullet
        identifier = value(blip, "r:id") if vector else value(blip, "r:embed") or value(blip, "r:link")
        target = part.links.get(identifier)
        if target is None:
            document.findings.doubt("W28", place_of(node), found=identifier or "?")
        elif target.outside:
            document.findings.doubts.append(
                problem("W08", document.findings.file, place_of(node), target=target.target[:80])
            )
        elif target.target not in document.package.parts:
            document.findings.doubt("W28", place_of(node), found=target.target)
        else:
            document.media.append(
                Media(posixpath.splitext(target.target)[1].lower(), document.package.parts[target.target])
            )
            _tell_crop(blip, document, place_of(node))
            yield _inline(len(document.media), _alternative(blip, node))


def _inline(number: int, alternative: str) -> _Element:
    """`wp:inline` as mammoth reads it; `r:embed` is the number of the picture."""
    blip = make("a:blip", r_embed=f"zb{number}")
    data = make("a:graphicData", make("pic:pic", make("pic:blipFill", blip)))
    properties = make("wp:docPr")
    properties.set("descr", alternative)
    return make("w:drawing", make("wp:inline", properties, make("a:graphic", data)))


def _alternative(blip: _Element, node: _Element) -> str:
    """The alternative text: the picture's own, else that of the drawing."""
    picture = next(blip.iterancestors(q("pic:pic")), None)
    own = child(picture, "pic:nvPicPr", "pic:cNvPr")
    holders = [own, next(node.iter(q("wp:docPr")), None), *node.iter(f"{{{NAMESPACES['v']}}}shape")]
    for holder in holders:
        for name in ("descr", "alt", "title"):
            if holder is not None and holder.get(name, "").strip():
                return " ".join(holder.get(name, "").split())
    return " ".join(blip.get(q("o:title"), "").split())


def _tell_crop(blip: _Element, document: WordDocument, place: int) -> None:
    rectangle = child(blip.getparent(), "a:srcRect")
    sides = () if rectangle is None else tuple(map(rectangle.get, "ltrb"))
    vector = tuple(map(blip.get, ("cropleft", "croptop", "cropright", "cropbottom")))
    if any(side not in (None, "0") for side in (*sides, *vector)):
        document.findings.doubt("W27", place, file=f"{len(document.media)}")


def _tell_object(node: _Element, document: WordDocument) -> None:
    """What was drawn and is no picture, with the words in it; a bare line or frame is decoration."""
    kinds = {
        "chart": any(True for _ in node.iter(q("c:chart"))),
        "SmartArt": any(True for _ in node.iter(q("dgm:relIds"))),
        "OLE": any(True for _ in node.iter(q("o:OLEObject"))),
    }
    found = next((kind for kind, is_so in kinds.items() if is_so), "")
    words = "".join(text.text or "" for text in node.iter(q("a:t")))
    document.findings.drop(words, "object", place_of(node))
    if found or words.strip():
        document.findings.doubt("W28", place_of(node), found=found or short(words))
