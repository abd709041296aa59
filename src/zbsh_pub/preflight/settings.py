"""Extended graphics states (`gs`, ISO 32000-2, 8.4.5) as changes of the state, and what PDF/X forbids in them."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name

from zbsh_pub.preflight.source import Source
from zbsh_pub.preflight.state import Resources, State
from zbsh_pub.preflight.values import entries, entry, items, name, number

_NUMBERS = {"LW": "line_width", "ca": "fill_alpha", "CA": "stroke_alpha"}
_MASK = "SMask"


def settings_of(resources: Resources, key: str, source: Source) -> list[tuple[str, Any]]:
    """The entries of a named graphics state that matter here, as (field of the state, value); read once."""
    known = resources.settings.get(key)
    if known is None:
        known = resources.settings[key] = list(_read(resources.part("ExtGState").get(key), source))
    return known


def _read(value: Any, source: Source) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    table = dict(entries(value))
    found += [(field, number(table[key])) for key, field in _NUMBERS.items() if key in table]
    if "OP" in table:  # where there is no op, OP is said of both (8.4.5, table 57)
        found += [("stroke_over", bool(table["OP"])), ("fill_over", bool(table.get("op", table["OP"])))]
    elif "op" in table:
        found.append(("fill_over", bool(table["op"])))
    if "OPM" in table:
        found.append(("overprint_mode", int(number(table["OPM"]))))
    if "BM" in table:
        found.append(("blend", _blend(table["BM"])))
    if _MASK in table:
        found.append((_MASK, table[_MASK] if isinstance(table[_MASK], Dictionary) else None))
    if isinstance(table.get("Font"), Array) and len(table["Font"]) > 1:
        found += [("face", source.face(table["Font"][0])), ("font_size", number(table["Font"][1]))]
    return found + [("forbidden", key) for key in _forbidden(table)]


def _blend(value: Any) -> str:
    """A blend mode, or the first of a list; Compatible is Normal's old name."""
    mode = name(items(value)[0]) if items(value) else "Normal"
    return "Normal" if mode == "Compatible" else mode


def _forbidden(table: dict[str, Any]) -> list[str]:
    """Transfer functions, and halftones by name (forbidden by ISO 15930-7)."""
    found: list[str] = [key for key in ("TR", "TR2") if key in table and (key == "TR" or name(table[key]) != "Default")]
    if entry(table.get("HT"), "/HalftoneName") is not None or "HTP" in table:
        found.append("HT")
    return found


def set_fields(state: State, settings: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Change the state; what is no field of it (masks, forbidden entries) is given back."""
    rest = []
    for field, value in settings:
        if field in (_MASK, "forbidden"):
            rest.append((field, value))
        else:
            setattr(state, field, value)
    return rest


def operand_name(operands: Any) -> str:
    """The last operand as a name."""
    return name(operands[-1]) if len(operands) and isinstance(operands[-1], Name) else ""
