"""The structure trees of all units as one (ISO 32000-1, 14.7; PDF/UA-1, 7.1).

Below one Document element stand the units' elements in order. The parent tree has an entry a page,
by the page's index, then one for each annotation and each overlay, numbered on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from zbsh_pub.link.pour import Numbers, renumbered
from zbsh_pub.link.writer import Writer


@dataclass(slots=True)
class Tree:
    """What the structure tree of the new file knows while units go by: numbers of its objects."""

    document: int
    next_key: int
    kids: list[int] = field(default_factory=list)
    parents: list[tuple[int, int]] = field(default_factory=list)
    ids: list[tuple[bytes, int]] = field(default_factory=list)

    def key(self) -> int:
        """A new key of the parent tree, for an annotation or an overlay."""
        self.next_key += 1
        return self.next_key - 1

    def write(self, writer: Writer) -> int:
        """The Document element, the parent tree and the root; gives the number of the root."""
        root = writer.reserve()
        kids = b" ".join(b"%d 0 R" % kid for kid in self.kids)
        writer.add(b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (root, kids), self.document)
        entries = b" ".join(b"%d %d 0 R" % entry for entry in sorted(self.parents))
        tree = writer.add(b"<</Nums[%s]>>" % entries)
        values = (self.document, tree, self.next_key, self._id_tree())
        entries = b"/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d%s" % values
        return writer.add(b"<</Type/StructTreeRoot%s>>" % entries, root)

    def _id_tree(self) -> bytes:
        """The way from IDs to elements, where there are any (table 322)."""
        names = b"".join(b"%s %d 0 R" % (String(name).unparse(), number) for name, number in sorted(self.ids))
        return b"/IDTree<</Names[%s]>>" % names if names else b""


@dataclass(slots=True)
class UnitTags:
    """The structure tree of one unit, made ready for the file: its keys are those of the file's parent tree."""

    document: Object
    entries: list[tuple[int, Object]] = field(default_factory=list)
    ids: list[Object] = field(default_factory=list)

    def pour(self, tree: Tree, writer: Writer, numbers: Numbers) -> None:
        """Note the unit's elements, by their numbers, in the file's tree."""
        tree.kids += [numbers[kid.objgen] for kid in self.document.K]
        tree.ids += [(bytes(element.ID), numbers[element.objgen]) for element in self.ids]
        for key, value in self.entries:
            if value.is_indirect:
                tree.parents.append((key, numbers[value.objgen]))
            else:
                tree.parents.append((key, writer.add(renumbered(value.unparse(resolved=True), numbers), tag=True)))


def unit_tags(pdf: Pdf, start: int, tree: Tree, unit: str) -> UnitTags:
    """The tags of a unit whose first page is page `start` of the file.

    `unit` makes the IDs of its notes unique in the document; empty where it has none.
    """
    root = pdf.Root.StructTreeRoot
    tags = UnitTags(root.K[0])
    numbers = _entries(root.ParentTree)
    for index, page in enumerate(pdf.pages):
        page.obj.StructParents = start + index
        tags.entries.append((start + index, numbers[index]))
        tags.entries += _own_keys(page, numbers, tree)
    if unit:
        tags.ids += _own_ids(tags.document.K, unit)
    return tags


def add_form(tags: UnitTags, root: Object, places: tuple[pikepdf.Page, pikepdf.Page, Object], tree: Tree) -> None:
    """Take in the tree `root` of a unit of one page that is drawn over a page of this unit.

    `places` are that page, the page that the other unit had, and the form that it became. Its elements follow
    those of the unit. Marked content in a form is named by page, form and number (14.7.4.3).
    """
    page, own, form = places
    elements = list(root.K[0].K)
    for element in elements:
        element.P = tags.document
        _move_content(element, page.obj, form)
    tags.document.K.extend(elements)
    numbers = _entries(root.ParentTree)
    tags.entries += _own_keys(own, numbers, tree)
    key = tree.key()
    form.StructParents = key
    tags.entries.append((key, numbers[0]))


def _own_keys(page: pikepdf.Page, numbers: dict[int, Object], tree: Tree) -> Iterator[tuple[int, Object]]:
    for annotation in page.obj.get("/Annots", ()):
        if "/StructParent" in annotation:
            key = tree.key()
            yield key, numbers[int(annotation.StructParent)]
            annotation.StructParent = key


def _entries(tree: Object) -> dict[int, Object]:
    """The numbers of a parent tree and what they lead to."""
    numbers = list(tree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def _move_content(element: Object, page: Object, form: Object) -> None:
    """Marked content of the element and all below it stands in `form` on `page`."""
    if "/Pg" in element:
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


def _own_ids(elements: Iterable[Object], unit: str) -> Iterator[Object]:
    """The elements with IDs, which a unit makes for itself; these are made unique in the document."""
    for element in elements:
        if not isinstance(element, Dictionary) or "/S" not in element:
            continue
        if "/ID" in element:
            element.ID = String(f"{unit}-{element.ID}")
            yield element
        yield from _own_ids(element.get("/K", ()), unit)
