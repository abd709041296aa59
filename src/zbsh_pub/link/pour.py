"""Pour the objects of a small PDF into a file that is being written: renumbered, in their order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pikepdf import Dictionary, Object, Pdf, Stream

from zbsh_pub.link.writer import Writer

Objgen = tuple[int, int]
Numbers = dict[Objgen, int]
# Strings are passed over: what looks like a reference in them is none. Blanks beside delimiters say nothing.
_TOKEN = re.compile(
    rb"(?P<string>\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>)"
    rb"|(?P<blank>\s+(?=[/\[\]<>(])|(?<=[\[\]<>)])\s+)"
    rb"|\b(?P<number>\d+) (?P<generation>\d+) R\b",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"\b(\d+) (\d+) R\b")
_TIGHT = tuple((pair, pair.replace(b" ", b"")) for pair in (b"<< /", b" >>", b"[ ", b" ]", b" /", b" [", b" <<"))
_FRAMES = ("/ObjStm", "/XRef")
_TAGS = ("/StructElem", "/OBJR")


def number_objects(pdf: Pdf, writer: Writer, known: Mapping[Objgen, int]) -> Numbers:
    """A number in the new file for every object of `pdf`; `known` are those that have one already (0: left out)."""
    numbers: Numbers = {}
    for item in pdf.objects:
        if item.objgen in known:
            numbers[item.objgen] = known[item.objgen]
        elif not _is_frame(item):
            numbers[item.objgen] = writer.reserve()
    return numbers


def pour(pdf: Pdf, writer: Writer, numbers: Numbers, known: Mapping[Objgen, int]) -> None:
    """Write all objects of `pdf` that are not known."""
    for item in pdf.objects:
        if item.objgen not in known and item.objgen in numbers:
            write_object(item, writer, numbers, numbers[item.objgen])


def write_object(item: Object, writer: Writer, numbers: Numbers, number: int) -> None:
    if not isinstance(item, Stream):
        is_tag = isinstance(item, Dictionary) and item.get("/Type") in _TAGS
        writer.add(renumbered(item.unparse(resolved=True), numbers), number, is_tag)
        return
    entries = item.stream_dict
    packed = "/Filter" in entries
    if "/Length" in entries:
        del entries["/Length"]
    text = renumbered(entries.unparse(resolved=True), numbers).strip()
    inner = text.removeprefix(b"<<").removesuffix(b">>")
    (writer.add_stream if packed else writer.add_packed)(item.read_raw_bytes(), inner, number)


def renumbered(value: bytes, numbers: Numbers) -> bytes:
    """An object's text with its references to other objects as they are in the new file, and no needless blanks."""

    def number_of(found: re.Match[bytes]) -> bytes:
        number = numbers.get((int(found[1]), int(found[2])), 0)
        return b"%d 0 R" % number if number else b"null"

    if b"(" not in value:  # no strings but hexadecimal ones, which hold no reference
        for loose, tight in _TIGHT:
            value = value.replace(loose, tight)
        return _REFERENCE.sub(number_of, value)

    def said(found: re.Match[bytes]) -> bytes:
        if found["number"] is None:
            return found["string"] or b""
        number = numbers.get((int(found["number"]), int(found["generation"])), 0)
        return b"%d 0 R" % number if number else b"null"

    return _TOKEN.sub(said, value)


def _is_frame(item: Object) -> bool:
    return isinstance(item, Stream) and item.stream_dict.get("/Type") in _FRAMES
