"""Turn a drawn unit into a press unit: every stream, shading, mask and picture in inks; tags and links left behind."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from zbsh_pub.prepress.bands import flatten_bands
from zbsh_pub.prepress.bleed import touching
from zbsh_pub.prepress.content import (
    KNOCKOUT,
    OVERPRINT,
    Drawn,
    Rewritten,
    UnknownSpace,
    blending,
    rewrite,
    rewrite_mask,
)
from zbsh_pub.prepress.images import Pixels, turn_image
from zbsh_pub.prepress.leftovers import leftovers
from zbsh_pub.prepress.matrix import EVERYWHERE, Box, matrix_of
from zbsh_pub.prepress.pressunit import Findings, Placed, PressUnit, Touch
from zbsh_pub.prepress.separator import Separator
from zbsh_pub.prepress.shadings import turn_shading

_PLATES = {OVERPRINT: (True, 1), KNOCKOUT: (False, 0)}


def turn_unit(data: bytes, overlay: tuple[int, bytes] | None, separator: Separator, bleed: float) -> PressUnit:
    """The pages of `data` in inks; `overlay` is (page from 0, a PDF of one page) that is laid over it.

    `bleed` in points is how far what touches the trim has to go on.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        if overlay is not None:
            _lay_over(pdf, *overlay)
        flatten_bands(pdf)
        turner = _Turner(pdf, separator)
        for page in pdf.pages:
            turner.page(page)
        turner.join_groups()
        pages = [turner.seen(page) for page in pdf.pages]
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        findings = Findings(
            placed=tuple(Placed(n, *placed) for n, (images, _) in enumerate(pages) for placed in images),
            touches=tuple(
                Touch(n, edge)
                for n, (page, (_, boxes)) in enumerate(zip(pdf.pages, pages, strict=True))
                for edge in touching(boxes, _trim(page), bleed)
            ),
            strange=tuple(sorted(separator.strange)),
            rich=tuple(sorted({round(ink.total, 1) for ink in separator.rich})),
            left=tuple(sorted({*turner.unknown, *leftovers(out.getvalue())})),
        )
        return PressUnit(out.getvalue(), findings)


def _lay_over(pdf: Pdf, place: int, data: bytes) -> None:
    """Draw the page of a unit over a page, as the linker does, without links and tags."""
    page = pdf.pages[place]
    with Pdf.open(BytesIO(data)) as source:
        with warnings.catch_warnings():  # of named destinations that stay behind: units have none
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            pdf.pages.extend(source.pages)
        form = pdf.make_indirect(pdf.pages[-1].as_form_xobject())
        del pdf.pages[-1]
    page.contents_add(b"q", prepend=True)
    name = page.add_resource(form, Name.XObject, Name("/Overlay"))
    page.contents_add(f"Q q {name} Do Q".encode())


def _trim(page: Any) -> Box:
    return Box(*(float(value) for value in page.obj.get("/TrimBox", page.obj.MediaBox)))


class _Turner:
    """Goes through the objects of one unit; each is turned once."""

    def __init__(self, pdf: Pdf, separator: Separator):
        self._pdf, self._separator = pdf, separator
        self._streams: dict[tuple[int, int], Rewritten] = {}
        self._forms: dict[tuple[int, int], Any] = {}
        self._all: list[tuple[Any, Rewritten]] = []
        self._images: dict[tuple[int, int], Pixels] = {}
        self._done: set[tuple[int, int]] = set()
        self._pages: list[Rewritten] = []
        self.unknown: set[str] = set()
        for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests", "/PageLabels", "/Metadata"):
            if key in pdf.Root:
                del pdf.Root[key]

    def page(self, page: Any) -> None:
        """Turn a page: its content, and all that its resources hold."""
        for key in ("/Annots", "/StructParents", "/Tabs", "/AA"):
            if key in page.obj:
                del page.obj[key]
        result = self._rewritten(page, page.obj.Resources)
        self._pages.append(result)
        page.obj.Contents = self._pdf.make_stream(result.data)

    def join_groups(self) -> None:
        """Groups that are opaque in all are none, so that text in them overprints; pages that blend become groups."""
        drawn = [
            (resources.get("/XObject", Dictionary()).get(one.name), one.see_through)
            for resources, result in self._all
            for one in result.drawn
        ]
        through = {item.objgen for item, see_through in drawn if item is not None and see_through}
        for objgen, form in self._forms.items():  # inner ones first
            resources = form.get("/Resources", Dictionary())
            if "/Group" in form and objgen not in through and not self._blends(resources, self._streams[objgen]):
                del form["/Group"]
        for page, result in zip(self._pdf.pages, self._pages, strict=True):
            if self._blends(page.obj.Resources, result):
                page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)

    def _rewritten(self, stream: Any, resources: Any) -> Rewritten:
        self._resources(resources)
        try:
            result = rewrite(stream, resources, self._separator)
        except UnknownSpace as space:
            self.unknown.add(str(space))
            return Rewritten()
        if result.overprints:
            self._plates(resources)
        self._all.append((resources, result))
        return result

    def _plates(self, resources: Any) -> None:
        """The two states of overprint (ISO 32000-1, 8.6.7)."""
        if "/ExtGState" not in resources:
            resources.ExtGState = Dictionary()
        for name, (on, mode) in _PLATES.items():
            resources.ExtGState[name] = Dictionary(Type=Name.ExtGState, OP=on, op=on, OPM=mode)

    def _resources(self, resources: Any, mask: bool = False) -> None:
        if self._was_here(resources):
            return
        for shading in resources.get("/Shading", Dictionary()).values():
            self._shading(shading, mask)
        for state in resources.get("/ExtGState", Dictionary()).values():
            self._state(state)
        for pattern in resources.get("/Pattern", Dictionary()).values():
            if isinstance(pattern, Stream):
                self._form(pattern, mask)
            else:
                self._shading(pattern.Shading, mask)
        for item in resources.get("/XObject", Dictionary()).values():
            if item.get("/Subtype") == Name.Image:
                self._images.setdefault(item.objgen, turn_image(item, self._separator))
            else:
                self._form(item, mask)

    def _was_here(self, item: Any) -> bool:
        if not item.is_indirect:
            return False
        here = item.objgen in self._done
        self._done.add(item.objgen)
        return here

    def _shading(self, shading: Any, mask: bool) -> None:
        if self._was_here(shading):
            return
        try:
            turn_shading(shading, self._separator, mask)
        except UnknownSpace as space:
            self.unknown.add(str(space))

    def _state(self, state: Any) -> None:
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            self._form(mask.G, mask=Name.Luminosity == mask.S)

    def _form(self, form: Any, mask: bool = False) -> None:
        if self._was_here(form):
            return
        for key in ("/StructParents", "/StructParent"):
            if key in form:
                del form[key]
        if "/Group" in form:
            form.Group.CS = Name.DeviceGray if mask else Name.DeviceCMYK
        resources = form.get("/Resources", Dictionary())
        if mask:
            self._resources(resources, mask=True)
            form.write(rewrite_mask(form))
            return
        result = self._rewritten(form, resources)
        self._streams[form.objgen], self._forms[form.objgen] = result, form
        form.write(result.data)

    def _blends(self, resources: Any, result: Rewritten) -> bool:
        """Is anything that a stream draws, at any depth, not opaque?"""
        states = resources.get("/ExtGState", Dictionary())
        if any(blending(states[name]) for name in result.states if name in states):
            return True
        items = resources.get("/XObject", Dictionary())
        forms = [items[drawn.name] for drawn in result.drawn if drawn.name in items]
        tiles = [tile for tile in resources.get("/Pattern", Dictionary()).values() if isinstance(tile, Stream)]
        return any("/SMask" in item or "/Group" in item or self._holds_blends(item) for item in [*forms, *tiles])

    def _holds_blends(self, form: Any) -> bool:
        inner = self._streams.get(form.objgen)
        return inner is not None and self._blends(form.get("/Resources", Dictionary()), inner)

    # -- what stands on a page

    def seen(self, page: Any) -> tuple[list[tuple[float, float, Pixels]], list[Box]]:
        """(width, height, pixels) of each picture on a page, and the boxes that are painted."""
        result = self._pages[page.index]
        images: list[tuple[float, float, Pixels]] = []
        boxes = list(result.painted)
        for item, drawn in self._drawn(page.obj.Resources, result, None):
            if item.get("/Subtype") == Name.Image:
                images.append((*drawn.matrix.size, self._images[item.objgen]))
                boxes.append(drawn.matrix.box(0, 0, 1, 1).cut(drawn.clip))
        for pattern in page.obj.Resources.get("/Pattern", Dictionary()).values():
            images += self._tiles(pattern)
        return images, boxes

    def _drawn(self, resources: Any, result: Rewritten, outer: Drawn | None) -> Iterator[tuple[Any, Drawn]]:
        """Every picture and form that is drawn, in the page's own coordinates."""
        items = resources.get("/XObject", Dictionary())
        for drawn in result.drawn:
            if drawn.name not in items:
                continue
            item = items[drawn.name]
            place = Drawn(drawn.name, drawn.matrix.after(outer.matrix), outer.clip) if outer else drawn
            yield item, place
            if item.objgen in self._streams:
                own = matrix_of(item.get("/Matrix", (1, 0, 0, 1, 0, 0)))
                inside = Drawn(place.name, own.after(place.matrix), place.clip)
                yield from self._drawn(item.get("/Resources", Dictionary()), self._streams[item.objgen], inside)

    def _tiles(self, pattern: Any) -> Iterator[tuple[float, float, Pixels]]:
        """The pictures of a background."""
        if not isinstance(pattern, Stream) or pattern.objgen not in self._streams:
            return
        outer = Drawn("", matrix_of(pattern.get("/Matrix", (1, 0, 0, 1, 0, 0))), EVERYWHERE)
        for item, drawn in self._drawn(pattern.get("/Resources", Dictionary()), self._streams[pattern.objgen], outer):
            if item.get("/Subtype") == Name.Image:
                yield (*drawn.matrix.size, self._images[item.objgen])
