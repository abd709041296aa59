"""The structure trees of all units as one (ISO 32000-1, 14.7; PDF/UA-1, 7.1).

Below one Document element stand the units' elements in order. The parent tree has an entry a page,
by the page's index, then one for each annotation, numbered on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String


@dataclass(slots=True)
class Tree:
    """The structure tree of a PDF that units are added to. `finish` closes it."""

    pdf: Pdf
    root: Object = field(init=False)
    document: Object = field(init=False)
    pages: list[Object] = field(default_factory=list)
    annotations: list[tuple[Object, Object]] = field(default_factory=list)
    forms: list[tuple[Object, Object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array([]))
        )
        self.root.K = Array([self.document])

    def add(self, source: Pdf, pages: Sequence[pikepdf.Page], start: int, unit: str) -> None:
        """Take in the tree of a unit whose pages are `pages` of this PDF, the first of them page `start`.

        `unit` makes the IDs of its table headers unique in the document; empty where it has none.
        """
        root = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        for element in root.K[0].K:
            element.P = self.document
            self.document.K.append(element)
        numbers = _entries(root.ParentTree)
        count = len(pages)
        for index, page in enumerate(pages):
            page.obj.StructParents = start + index
            self.pages.append(numbers[index])
        owners = {int(a.StructParent): a for page in pages for a in page.obj.get("/Annots", ()) if "/StructParent" in a}
        self.annotations += [(owners[number], numbers[number]) for number in sorted(numbers) if number >= count]
        if unit:
            _own_ids(root.K[0].K, unit)

    def add_form(self, source: Pdf, page: pikepdf.Page, own: pikepdf.Page, form: Object) -> None:
        """Take in the tree of a unit of one page that is drawn over `page` as `form`; `own` is its page here.

        Its elements follow those of the page. Marked content in a form is named by page, form and number.
        """
        root = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        elements = list(root.K[0].K)
        for element in elements:
            element.P = self.document
            _move_content(element, page.obj, form)
        kids = self.document.K
        places = [place for place, kid in enumerate(kids) if kid.Pg.objgen == page.obj.objgen]
        for offset, element in enumerate(elements, max(places, default=len(kids) - 1) + 1):
            kids.insert(offset, element)
        numbers = _entries(root.ParentTree)
        self.forms.append((form, numbers[0]))
        self._own(own, numbers)

    def _own(self, page: pikepdf.Page, numbers: dict[int, Object]) -> None:
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                self.annotations.append((annotation, numbers[int(annotation.StructParent)]))

    def finish(self) -> None:
        """Number the annotations after the pages and write the parent tree."""
        entries: list[Object | int] = []
        for number, elements in enumerate(self.pages):
            entries += [number, elements]
        for number, (annotation, element) in enumerate(self.annotations, len(self.pages)):
            annotation.StructParent = number
            entries += [number, element]
        for number, (form, elements) in enumerate(self.forms, len(self.pages) + len(self.annotations)):
            form.StructParents = number
            entries += [number, elements]
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(entries)))
        self.root.ParentTreeNextKey = len(self.pages) + len(self.annotations) + len(self.forms)
        self.pdf.Root.StructTreeRoot = self.root


def _entries(tree: Object) -> dict[int, Object]:
    """The numbers of a parent tree and what they lead to."""
    numbers = list(tree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def _move_content(element: Object, page: Object, form: Object) -> None:
    """Marked content of the element and all below it stands in `form` on `page`."""
    element.Pg = page
    kids: list[Object] = []
    for kid in element.get("/K", ()):
        if isinstance(kid, int):
            kids.append(Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=kid))
            continue
        if kid.get("/Type") == Name.OBJR:
            kid.Pg = page
        else:
            _move_content(kid, page, form)
        kids.append(kid)
    element.K = Array(kids)


def _own_ids(elements: Iterable[Object], unit: str) -> None:
    """IDs of table headers, which a unit makes for itself, made unique in the document."""
    for element in elements:
        if not isinstance(element, pikepdf.Object) or element.get("/S") is None:
            continue
        if "/ID" in element:
            element.ID = String(f"{unit}-{element.ID}")
        if "/A" in element and "/Headers" in element.A:
            element.A.Headers = Array([String(f"{unit}-{header}") for header in element.A.Headers])
        kids = element.get("/K", ())
        _own_ids([kid for kid in kids if isinstance(kid, Dictionary)], unit)
