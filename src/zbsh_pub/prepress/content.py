"""A content stream in inks: each colour operator rewritten, black text set to overprint, tags left out.

Text in black alone overprints, all else knocks out (ISO 32000-1, 8.6.7, with overprint mode 1); small text takes
the inks that the house has for it. What a stream
draws, and where, comes out beside it: pictures, forms, states, and the boxes that it paints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

from zbsh_pub.prepress.ink import Ink, rgb_of_lab
from zbsh_pub.prepress.matrix import EVERYWHERE, IDENTITY, Box, Matrix, matrix_of
from zbsh_pub.prepress.separator import Separator

OVERPRINT, KNOCKOUT = "/InkOver", "/InkOut"
_TAGGING = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_PAINT = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_ENDS = _FILLS | {"S", "s", "n"}
_DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_BLACK = Ink(0, 0, 0, 1)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture or form that a stream draws: its name in the resources, where, and whether see-through."""

    name: str
    matrix: Matrix
    clip: Box
    see_through: bool = False


@dataclass(slots=True)
class Rewritten:
    """A stream in inks, and what it does."""

    data: bytes = b""
    drawn: list[Drawn] = field(default_factory=list)
    painted: list[Box] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    overprints: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that matters here; an ink of none is a pattern."""

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    fill: Ink | None = _BLACK
    written: Ink | None = _BLACK  # the ink that the new content fills with
    stroke: Ink | None = _BLACK
    fill_space: str = "DeviceGray"
    stroke_space: str = "DeviceGray"
    mode: int = 0
    size: float = 0
    text: Matrix = IDENTITY
    over: bool = False
    blending: frozenset[str] = frozenset()


def rewrite(stream: Any, resources: Any, separator: Separator) -> Rewritten:
    """`stream` (a page or a stream) in inks; its colour spaces and states are those of `resources`."""
    return _Rewriter(resources, separator).run(pikepdf.parse_content_stream(stream))


def blending(state: Any) -> frozenset[str]:
    """The keys by which a graphics state makes what is drawn see-through (ISO 32000-1, 11.6.4)."""
    opaque = {"/ca": 1, "/CA": 1, "/SMask": Name("/None"), "/BM": Name.Normal}
    return frozenset(key for key, plain in opaque.items() if key in state and state[key] != plain)


class _Rewriter:
    def __init__(self, resources: Any, separator: Separator):
        self._spaces = resources.get("/ColorSpace", Dictionary())
        self._states = resources.get("/ExtGState", Dictionary())
        self._separator = separator
        self._state = _State()
        self._kept: list[_State] = []
        self._boxes: list[Box] = []
        self._simple, self._clips = True, False
        self._out: list[Any] = []
        self._result = Rewritten()

    def run(self, instructions: Sequence[Any]) -> Rewritten:
        for instruction in instructions:
            name = str(instruction.operator)
            if name not in _TAGGING:
                self._one(name, instruction)
        self._result.data = pikepdf.unparse_content_stream(self._out)
        return self._result

    def _one(self, name: str, instruction: Any) -> None:
        if name in _TEXT:
            self._overprint(self._text_is_black())
            self._fill_with(self._ink_of_text())
        elif name in _PAINT:
            self._overprint(False)
            self._fill_with(self._state.fill)
        colour = self._colour(name, instruction.operands)
        if colour is not None:
            self._out += colour
            return
        self._follow(name, instruction.operands)
        self._out.append(instruction)

    # -- colours

    def _colour(self, name: str, operands: Any) -> list[Any] | None:
        """The operators in the place of one that sets a colour; none where it does something else."""
        lower = name.lower()
        if lower not in {"g", "rg", "k", "cs", "sc", "scn"}:
            return None
        stroke = name.isupper()
        if lower == "cs":
            return self._space(str(operands[0]).removeprefix("/"), stroke)
        if lower in _DEVICE:
            return self._set(self._ink(_DEVICE[lower], operands), stroke)
        space = self._state.stroke_space if stroke else self._state.fill_space
        if space == "Pattern":
            self._note(stroke, None)
            return [ContentStreamInstruction(operands, Operator(name))]
        return self._set(self._ink(space, operands), stroke)

    def _space(self, space: str, stroke: bool) -> list[Any]:
        """A colour space is chosen: patterns stay, all else waits for its colour, which is black (8.6.8)."""
        self._state = replace(self._state, stroke_space=space) if stroke else replace(self._state, fill_space=space)
        if space == "Pattern":
            return [ContentStreamInstruction([Name.Pattern], Operator("CS" if stroke else "cs"))]
        return self._set(_BLACK, stroke)

    def _set(self, ink: Ink, stroke: bool) -> list[Any]:
        self._note(stroke, ink)
        return [_colouring(ink, "K" if stroke else "k")]

    def _note(self, stroke: bool, ink: Ink | None) -> None:
        self._state = replace(self._state, stroke=ink) if stroke else replace(self._state, fill=ink, written=ink)

    def _ink_of_text(self) -> Ink | None:
        """The ink of the text that is shown now, by its size on the page."""
        _, height = self._state.text.after(self._state.matrix).size
        ink = self._state.fill
        return ink if ink is None else self._separator.small(ink, self._state.size * height)

    def _fill_with(self, ink: Ink | None) -> None:
        if ink is not None and ink != self._state.written:
            self._state = replace(self._state, written=ink)
            self._out.append(_colouring(ink, "k"))

    def _ink(self, space: str, operands: Any) -> Ink:
        values = [float(value) for value in operands]
        if space == "DeviceGray":
            return Ink(0, 0, 0, 1 - values[0])
        if space == "DeviceCMYK":
            return self._separator.given(Ink(*values))
        if space == "DeviceRGB":
            return self._separator.ink(*values)
        definition = self._spaces.get(f"/{space}")
        if definition is not None and definition[0] == "/Lab":
            white = [float(value) for value in definition[1].WhitePoint]
            return self._separator.ink_of(rgb_of_lab(values, white))
        raise UnknownSpace(space)

    # -- overprint

    def _text_is_black(self) -> bool:
        """Does the text that is shown now take black alone? (text rendering modes: 9.3.6)"""
        fill, stroke, mode = self._state.fill, self._state.stroke, self._state.mode % 4
        inks = {0: (fill,), 1: (stroke,), 2: (fill, stroke), 3: ()}[mode]
        return bool(inks) and all(ink is not None and ink.is_black_alone for ink in inks)

    def _overprint(self, wanted: bool) -> None:
        if self._state.over != wanted:
            self._state = replace(self._state, over=wanted)
            self._result.overprints = True
            self._out.append(ContentStreamInstruction([Name(OVERPRINT if wanted else KNOCKOUT)], Operator("gs")))

    # -- what is drawn, and where

    def _follow(self, name: str, operands: Any) -> None:
        if name == "q":
            self._kept.append(self._state)
        elif name == "Q" and self._kept:
            self._state = self._kept.pop()
        elif name == "cm":
            self._state = replace(self._state, matrix=matrix_of(operands).after(self._state.matrix))
        elif name == "BT":
            self._state = replace(self._state, text=IDENTITY)
        elif name == "Tm":
            self._state = replace(self._state, text=matrix_of(operands))
        elif name == "Tf":
            self._state = replace(self._state, size=float(operands[1]))
        elif name == "Tr":
            self._state = replace(self._state, mode=int(operands[0]))
        elif name == "gs":
            self._set_state(str(operands[0]))
        elif name == "Do":
            state = self._state
            self._result.drawn.append(Drawn(str(operands[0]), state.matrix, state.clip, bool(state.blending)))
        else:
            self._path(name, operands)

    def _set_state(self, name: str) -> None:
        chosen = self._states.get(name, Dictionary())
        others = frozenset(key for key in self._state.blending if key not in chosen)
        self._state = replace(self._state, blending=others | blending(chosen))
        self._result.states.add(name)

    def _path(self, name: str, operands: Any) -> None:
        if name == "re":
            self._boxes.append(self._state.matrix.box(*(float(value) for value in operands)))
        elif name in {"m", "l", "c", "v", "y"}:
            self._simple = False
        elif name in {"W", "W*"}:
            self._clips = True
        elif name in _ENDS:
            self._end_path(name in _FILLS)

    def _end_path(self, fills: bool) -> None:
        ink = self._state.fill
        if fills and not (ink is not None and ink.is_paper):
            painted = [box.cut(self._state.clip) for box in self._boxes]
            self._result.painted += [box for box in painted if not box.is_empty]
        if self._clips and self._simple and len(self._boxes) == 1:
            self._state = replace(self._state, clip=self._state.clip.cut(self._boxes[0]))
        self._boxes, self._simple, self._clips = [], True, False


def _colouring(ink: Ink, operator: str) -> ContentStreamInstruction:
    return ContentStreamInstruction([round(part, 4) for part in ink], Operator(operator))


class UnknownSpace(Exception):
    """A colour space that no page of ours has; its name."""


def rewrite_mask(stream: Any) -> bytes:
    """The content of a mask that works by brightness: its colours as greys of equal brightness (11.5.3)."""
    out: list[Any] = []
    for instruction in pikepdf.parse_content_stream(stream):
        name = str(instruction.operator)
        if name.lower() == "rg":
            red, green, blue = (float(value) for value in instruction.operands)
            grey = round(0.3 * red + 0.59 * green + 0.11 * blue, 4)
            out.append(ContentStreamInstruction([grey], Operator("G" if name == "RG" else "g")))
        elif name not in _TAGGING:
            out.append(instruction)
    return bytes(pikepdf.unparse_content_stream(out))
