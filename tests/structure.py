"""The structure tree of a PDF with its text, by pikepdf alone: two blanks a level, one element or text a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

Marked = dict[tuple[Any, int], str]  # text by the object of page or form, and number


def read_structure(path: Path) -> list[str]:
    """`P`, `Note <id>`, `/Scope /Row` for an attribute, `"text"` for marked content."""
    with pikepdf.open(path) as pdf:
        meanings: dict[Any, dict[int, str]] = {}
        marked: Marked = {}
        for page in pdf.pages:
            _read(page.obj, page.obj.Resources, marked, meanings)
        return list(_lines(pdf.Root.StructTreeRoot.K[0], 0, marked, None))


def _read(holder: Any, resources: Any, marked: Marked, meanings: dict[Any, dict[int, str]]) -> None:
    """The text of each piece of marked content of a page, or of a form that it draws."""
    number, font = -1, {}
    stack: list[int] = []
    for instruction in pikepdf.parse_content_stream(holder):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            stack.append(number)
            properties: Any = operands[1] if operator == "BDC" else None
            number = int(properties.get("/MCID", -1)) if isinstance(properties, pikepdf.Dictionary) else -1
        elif operator == "EMC":
            number = stack.pop()
        elif operator == "Tf":
            font = _meaning(resources.Font[str(operands[0])], meanings)
        elif operator in ("Tj", "TJ"):
            strings = [operands[0]] if operator == "Tj" else list(operands[0])
            raw = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
            glyphs = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
            key = (holder.objgen, number)
            marked[key] = marked.get(key, "") + "".join(font.get(glyph, "?") for glyph in glyphs)
        elif operator == "Do":
            form = resources.XObject[str(operands[0])]
            if "/StructParents" in form:
                _read(form, form.Resources, marked, meanings)


def _meaning(font: Any, meanings: dict[Any, dict[int, str]]) -> dict[int, str]:
    if font.objgen not in meanings:
        pairs = re.findall(rb"^<([0-9a-f]{4})> <([0-9a-f]+)>$", font.ToUnicode.read_bytes(), re.M)
        meanings[font.objgen] = {
            int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs
        }
    return meanings[font.objgen]


def _utf_16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _lines(element: Any, depth: int, marked: Marked, page: Any) -> Iterator[str]:
    page = element.Pg.objgen if "/Pg" in element else page
    name = f" <{element.ID}>" if "/ID" in element else ""
    yield f"{'  ' * depth}{str(element.S)[1:]}{name}"
    for key, value in element.get("/A", {}).items():
        if isinstance(value, pikepdf.Name) and key != "/O":
            yield f"{'  ' * (depth + 1)}{key} {value}"
    for kid in element.get("/K", ()):
        if isinstance(kid, int):
            yield f'{"  " * (depth + 1)}"{marked.get((page, kid), "")}"'
        elif "/MCID" in kid:
            holder = kid.Stm if "/Stm" in kid else kid.Pg
            yield f'{"  " * (depth + 1)}"{marked.get((holder.objgen, int(kid.MCID)), "")}"'
        elif "/S" in kid:
            yield from _lines(kid, depth + 1, marked, page)
