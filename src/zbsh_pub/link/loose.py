"""Units that are linked without those that they point to: links that would lead out of the file go, their text stays.

A link is an annotation and a tag (ISO 32000-1: 12.5.6.5, 14.7.4.3). Without its annotation the tag is no Link
(PDF/UA-1, 7.18.5) but a Span.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from pikepdf import Array, Name, Object, Page, Pdf

from zbsh_pub.typeset.drawn import DrawnUnit


def without_links(unit: DrawnUnit, names: frozenset[str]) -> DrawnUnit:
    """The unit with only those links inside the issue that lead to one of `names`; itself if it has no others."""
    with Pdf.open(BytesIO(unit.pdf)) as pdf:
        cut = [key for page in pdf.pages for key in _cut(page, names, pdf)]
        if not cut:
            return unit
        tree = pdf.Root.StructTreeRoot.ParentTree
        tree.Nums = Array([item for key, value in _pairs(tree.Nums) if int(key) not in cut for item in (key, value)])
        out = BytesIO()
        pdf.save(out, static_id=True)
    return replace(unit, pdf=out.getvalue())


def _cut(page: Page, names: frozenset[str], pdf: Pdf) -> Iterator[int]:
    """Take the links off a page; gives the keys that their annotations had in the parent tree."""
    kept = []
    tags = {int(key): value for key, value in _pairs(pdf.Root.StructTreeRoot.ParentTree.Nums)}
    for annotation in page.obj.get("/Annots", ()):
        if "/Dest" not in annotation or str(annotation.Dest) in names:
            kept.append(annotation)
            continue
        key = int(annotation.StructParent)
        _make_span(tags[key])
        yield key
    if kept:
        page.obj.Annots = Array(kept)
    elif "/Annots" in page.obj:
        del page.obj.Annots


def _make_span(tag: Object) -> None:
    """A Link tag without its annotation."""
    tag.S = Name.Span
    tag.K = Array([kid for kid in tag.K if isinstance(kid, int) or kid.get("/Type") != Name.OBJR])


def _pairs(numbers: Iterable[Object]) -> Iterator[tuple[Object, Object]]:
    items = list(numbers)
    return zip(items[::2], items[1::2], strict=True)
