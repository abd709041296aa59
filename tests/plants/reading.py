"""Pages as they are read, and their structure (X48–X60)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from plants.fault import (
    ALL,
    annotate,
    fault,
    of_file,
    without,
)
from preflightpdf import (
    MEDIA,
    Plant,
    add,
    artifact,
    font,
    picture,
    resource,
    text,
)


def _labels(first: int) -> Plant:
    return lambda pdf: setattr(pdf.Root, "PageLabels", Dictionary(Nums=[0, Dictionary(S=Name.D, St=first)]))


fault("X48", "page label “2”", *ALL, page=1)(_labels(2))


@fault("X48", "page label “3”", *ALL, page=3)
def _wrong_folio(pdf: Pdf) -> None:
    _replace(pdf, 2, text("3", y=40), text("9", y=40))


def _replace(pdf: Pdf, page: int, old: str, new: str) -> None:
    stream = pdf.pages[page].obj.Contents
    content = stream.read_bytes()
    assert old.encode() in content
    stream.write(content.replace(old.encode(), new.encode()))


of_file("X49", "PageLabels", "screen", "proof")(without("PageLabels"))


@fault("X50", "page", "screen", "proof")
def _scan(pdf: Pdf) -> None:
    """A page that is one picture."""
    resource(pdf, "XObject", "Im1", picture(pdf, bytes(3600), Name.DeviceGray))
    width, height = MEDIA[2], MEDIA[3]
    pdf.pages[1].obj.Contents = Stream(pdf, artifact(f"q {width:g} 0 0 {height:g} 0 0 cm /Im1 Do Q").encode())


@fault("X50", "page", "screen", "proof", page=3)
def _codes_without_meaning(pdf: Pdf) -> None:
    """Invisible text, such as a failed recognition leaves, is none where it is blank."""
    blank = font(pdf, "Other")
    cmap = blank.ToUnicode
    cmap.write(b"1 beginbfrange <0001> <0024> <0020> endbfrange".replace(b"<0020>", b"[" + b"<0020>" * 36 + b"]"))
    pdf.pages[2].obj.Resources.Font = Dictionary(F0=blank)


def _screen(code: str, thing: str, page: int = 0) -> Callable[[Plant], Plant]:
    return fault(code, thing, "screen", page=page)


def _elements(pdf: Pdf) -> Any:
    return pdf.Root.StructTreeRoot.K.K


_screen("X52", "MarkInfo")(without("StructTreeRoot"))
_screen("X52", "MarkInfo")(without("MarkInfo"))
_screen("X53", "1 × text", 2)(lambda pdf: add(pdf, text("LOST", y=250)))
_screen("X53", "1 × picture", 1)(lambda pdf: add(pdf, "q 9 0 0 9 60 120 cm /Im0 Do Q", 0))
_screen("X53", "1 × marked content", 2)(lambda pdf: add(pdf, f"/P <</MCID 77>> BDC {text('LOST', y=250)} EMC"))
_screen("X54", "Figure", 1)(lambda pdf: _elements(pdf)[2].__delitem__("/Alt"))
_screen("X55", "H3 “TITLE”", 2)(lambda pdf: setattr(_elements(pdf)[3], "S", Name.H3))
_screen("X55", "H2 “TITLE”", 1)(lambda pdf: setattr(_elements(pdf)[0], "S", Name.H2))


@_screen("X55", "H4 “TITLE”", 2)
def _own_role(pdf: Pdf) -> None:
    """A type of the file's own that stands for H4."""
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Deep=Name.H4)
    _elements(pdf)[3].S = Name.Deep


@_screen("X56", "Table", 2)
def _table(pdf: Pdf) -> None:
    document, page = pdf.Root.StructTreeRoot.K, pdf.pages[1].obj
    cell = Dictionary(Type=Name.StructElem, S=Name.TD, Pg=page, K=1)
    row = Dictionary(Type=Name.StructElem, S=Name.TR, K=Array([pdf.make_indirect(cell)]))
    table = Dictionary(Type=Name.StructElem, S=Name.Table, P=document, K=Array([pdf.make_indirect(row)]))
    document.K.append(pdf.make_indirect(table))


_screen("X57", "Lang")(without("Lang"))
_screen("X58", "DisplayDocTitle")(without("ViewerPreferences"))


def _link(target: Any) -> Plant:
    return lambda pdf: annotate(pdf, "Link", (50, 50, 90, 60), Dest=target(pdf))


PROOF_TOO = ("screen", "proof")
fault("X59", "link “nowhere”", *PROOF_TOO)(_link(lambda _: String("nowhere")))


@fault("X59", "link “gone”", *PROOF_TOO)
def _to_a_page_that_is_gone(pdf: Pdf) -> None:
    page = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array(list(MEDIA))))
    names = Array([String("gone"), Array([page, Name.Fit]), String("here"), Array([pdf.pages[0].obj, Name.Fit])])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))
    _link(lambda _: String("gone"))(pdf)


@fault("X59", "bookmark “CHAPTER → nowhere”", *PROOF_TOO, page=0)
def _bookmark(pdf: Pdf) -> None:
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    item = pdf.make_indirect(Dictionary(Title=String("CHAPTER"), Dest=String("nowhere"), Parent=outlines))
    outlines.First = outlines.Last = item
    pdf.Root.Outlines = outlines
