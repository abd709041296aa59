"""Text as Pango shapes it: its characters with their advances, in px."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi


def advances(layout: Any) -> list[tuple[str, float]]:
    """Each character of a Pango layout of one line, and its advance in px."""
    text = layout.text
    widths = [0.0] * len(text)
    index = {byte: i for i, byte in enumerate(byte_offsets(text))}
    first_line, _ = layout.get_first_line()
    for start, geometry in shaped(first_line):
        if start in index:
            widths[index[start]] += geometry.width * FROM_UNITS
    return list(zip(text, widths, strict=True))


def byte_offsets(text: str) -> list[int]:
    """Where each character begins in the UTF-8 that Pango counts in."""
    offsets, position = [], 0
    for char in text:
        offsets.append(position)
        position += len(char.encode())
    return offsets


def shaped(line: Any) -> Iterator[tuple[int, Any]]:
    """Each glyph of a Pango line: where its character begins, in bytes, and its geometry, which may be changed."""
    run = line.runs
    while run != ffi.NULL:
        item = run.data
        glyphs, clusters, offset = item.glyphs.glyphs, item.glyphs.log_clusters, item.item.offset
        for i in range(item.glyphs.num_glyphs):
            yield offset + clusters[i], glyphs[i].geometry
        run = run.next
