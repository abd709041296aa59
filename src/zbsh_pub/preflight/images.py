"""Pictures as they are placed: pixels, size on the page, resolution, colours (ISO 32000-2, 8.9)."""

from __future__ import annotations

from typing import Any

from pikepdf import Object, PdfInlineImage, Stream

from zbsh_pub.preflight.colour import Space
from zbsh_pub.preflight.facts import Placement
from zbsh_pub.preflight.geometry import Box, sides, transformed
from zbsh_pub.preflight.painting import lay
from zbsh_pub.preflight.run import Run, Seen
from zbsh_pub.preflight.values import entry, number

_UNIT: Box = (0.0, 0.0, 1.0, 1.0)
_INCH = 72.0
# Keys of inline images written short (table 91).
_LONG = {
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/H": "/Height",
    "/IM": "/ImageMask",
    "/W": "/Width",
}
_LONG_FILTERS = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}


def draw_image(run: Run, image: Any, key: str) -> None:
    """Note a picture where it is placed; a stencil is painted with the colour of the state."""
    seen = run.visible(transformed(run.state.ctm, _UNIT))
    if seen is None:
        return
    stencil = entry(image, "/ImageMask") is True
    run.note_tag("image")
    if stencil:
        lay(run, "stencil", Seen(min(sides(run.state.ctm)), seen))
    else:
        run.note_effects(run.state.fill_alpha, entry(image, "/SMask") is not None or bool(entry(image, "/SMaskInData")))
    run.record.placements.append(_placement(run, image, key, seen))
    if entry(image, "/OPI") is not None:
        run.record.forbidden.add("OPI")
    if entry(image, "/Alternates") is not None:
        run.record.forbidden.add("Alternates")


def _placement(run: Run, image: Any, key: str, seen: Box) -> Placement:
    width, height, bits = (int(number(entry(image, name))) for name in ("/Width", "/Height", "/BitsPerComponent"))
    across, up = sides(run.state.ctm)
    stencil = entry(image, "/ImageMask") is True
    space = None if stencil else _space(run, image)
    samples, readable = run.source.samples(image, space)
    return Placement(
        name=key,
        where=run.scope.where,
        zone=run.zones.of(seen),
        width=width,
        height=height,
        bits=1 if stencil else bits,
        stencil=stencil,
        space=space,
        size=(across, up),
        ppi=min(pixels * _INCH / side if side else 0.0 for pixels, side in ((width, across), (height, up))),
        samples=samples,
        readable=readable,
        masking=run.scope.masking,
    )


def _space(run: Run, image: Any) -> Space | None:
    value = entry(image, "/ColorSpace")
    return None if value is None else run.source.spaces.read(value, run.scope.resources.part("ColorSpace"))


def inline_image(run: Run, operands: Any) -> None:
    """A picture within the content: read as the dictionary that it would be as an object of its own."""
    inline: PdfInlineImage = operands[0]
    head, _, rest = inline.unparse().removeprefix(b"BI").partition(b"\nID")
    short = Object.parse(b"<<" + head + b">>")
    image = Stream(run.source.pdf, rest[1:].removesuffix(b"EI"))
    for key, value in short.items():
        image[_LONG.get(key, key)] = _filters(value) if key in ("/F", "/Filter") else value
    draw_image(run, image, "inline")


def _filters(value: Any) -> Any:
    text = value.unparse().decode("latin-1")
    for short, long in _LONG_FILTERS.items():
        text = " ".join(long if part == short else part for part in text.split())
    return Object.parse(text.encode("latin-1"))
