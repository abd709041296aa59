"""Operators that draw objects, and those that mark content (ISO 32000-2, 8.8, 8.10 and 14.6)."""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary

from zbsh_pub.preflight.forms import draw_form
from zbsh_pub.preflight.images import draw_image, inline_image
from zbsh_pub.preflight.painting import draw_shading
from zbsh_pub.preflight.run import Operator, Run
from zbsh_pub.preflight.settings import operand_name
from zbsh_pub.preflight.state import Mark
from zbsh_pub.preflight.values import entry, name, number


def draw(run: Run, operands: Any) -> None:
    """`Do`: a form, a picture, or the PostScript that PDF/X forbids."""
    key = operand_name(operands)
    found = run.scope.resources.part("XObject").get(key)
    kind = name(entry(found, "/Subtype"))
    if found is None or run.is_hidden or run.source.is_hidden(entry(found, "/OC")):
        return
    if kind == "Form":
        draw_form(run, found, key)
    elif kind == "Image":
        draw_image(run, found, key)
    elif kind == "PS":
        run.record.forbidden.add("PS")


def shade(run: Run, operands: Any) -> None:
    """`sh`: a shading over all that the clip leaves."""
    run.note_effects(run.state.fill_alpha)
    run.note_tag("shading")
    draw_shading(run, run.scope.resources.part("Shading").get(operand_name(operands)), run.state.clip)


def begin_mark(run: Run, operands: Any) -> None:
    """`BMC`, `BDC`: with a list of properties, or the name of one in the resources."""
    tag, properties = name(operands[0]), operands[1] if len(operands) > 1 else None
    if properties is not None and not isinstance(properties, Dictionary):
        properties = run.scope.resources.part("Properties").get(operand_name(operands))
    mcid = entry(properties, "/MCID")
    hidden = tag == "OC" and run.source.is_hidden(properties)
    run.marks.append(Mark(tag == "Artifact", None if mcid is None else int(number(mcid)), hidden))


def end_mark(run: Run, _: Any) -> None:
    if run.marks:
        run.marks.pop()


OPERATORS: dict[str, Operator] = {
    "Do": draw,
    "sh": shade,
    "INLINE IMAGE": inline_image,
    "BMC": begin_mark,
    "BDC": begin_mark,
    "EMC": end_mark,
}
