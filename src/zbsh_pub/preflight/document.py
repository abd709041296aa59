"""The facts of the whole file: what its catalogue, trailer, information dictionary and metadata say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Dictionary, Pdf, Stream

from zbsh_pub.preflight.facts import Document, Intent, Structure
from zbsh_pub.preflight.icc import read_profile
from zbsh_pub.preflight.structure import read_structure
from zbsh_pub.preflight.targets import bookmarks, lost_targets
from zbsh_pub.preflight.values import data, entries, entry, identity, items, name, number, text
from zbsh_pub.preflight.xmp import read_xmp


def read_document(pdf: Pdf, pages: Mapping[object, int], damaged: bool) -> Document:
    """The facts of a file; `pages` gives the index of each page's object."""
    root = pdf.Root
    return Document(
        version=_version(pdf),
        info={key: _plain(value) for key, value in entries(pdf.trailer.get("/Info"))},
        xmp=read_xmp(data(entry(root, "/Metadata"))),
        has_id=len(items(pdf.trailer.get("/ID"))) == 2,
        encrypted=pdf.is_encrypted,
        accessible=not pdf.is_encrypted or pdf.allow.accessibility,
        damaged=damaged,
        scripts=tuple(_scripts(pdf)),
        actions=tuple(_actions(root)),
        intents=tuple(_intent(item) for item in items(entry(root, "/OutputIntents"))),
        language=text(entry(root, "/Lang")).strip(),
        shows_title=entry(entry(root, "/ViewerPreferences"), "/DisplayDocTitle") is True,
        tagged=entry(entry(root, "/MarkInfo"), "/Marked") is True and entry(root, "/StructTreeRoot") is not None,
        labelled=entry(root, "/PageLabels") is not None,
        bookmarks=sum(1 for _ in bookmarks(root)),
        lost=tuple(lost_targets(pdf, pages)),
        structure=read_structure(root, pages) if entry(root, "/StructTreeRoot") is not None else Structure(),
    )


def page_numbers(pdf: Pdf) -> dict[object, int]:
    """The index of each page, by the identity of its object."""
    return {identity(page.obj): index for index, page in enumerate(pdf.pages)}


def _version(pdf: Pdf) -> tuple[int, int]:
    """The version of the header, or that of the catalogue where it is later (7.5.2)."""
    found = [re.fullmatch(r"(\d)\.(\d)", said) for said in (pdf.pdf_version, name(entry(pdf.Root, "/Version")))]
    return max(((int(match[1]), int(match[2])) for match in found if match), default=(0, 0))


def _plain(value: Any) -> str:
    return text(value) if not isinstance(value, bool) else str(value)


def _intent(value: Any) -> Intent:
    stream = entry(value, "/DestOutputProfile")
    profile = read_profile(data(stream), int(number(entry(stream, "/N")))) if isinstance(stream, Stream) else None
    said = (text(entry(value, key)) for key in ("/OutputConditionIdentifier", "/RegistryName", "/OutputCondition"))
    identifier, registry, condition = said
    return Intent(name(entry(value, "/S")), identifier, registry, condition, profile, isinstance(stream, Stream))


def _actions(root: Any) -> Iterator[str]:
    """What the file does by itself when it is opened, closed, printed: a plain way to a page is none."""
    opening = entry(root, "/OpenAction")
    if isinstance(opening, Dictionary) and name(entry(opening, "/S")) not in ("GoTo", "JavaScript"):
        yield f"OpenAction {name(entry(opening, '/S'))}"
    yield from (f"AA {key}" for key, _ in entries(entry(root, "/AA")))


def _scripts(pdf: Pdf) -> Iterator[str]:
    """Where JavaScript hangs: at the names, the opening, the file's and the pages' actions, annotations, fields."""
    root = pdf.Root
    if entry(entry(root, "/Names"), "/JavaScript") is not None:
        yield "Names/JavaScript"
    holders: list[tuple[str, Any]] = [("OpenAction", entry(root, "/OpenAction")), *_acting("", root)]
    for index, page in enumerate(pdf.pages):
        holders += _acting(f"Page {index + 1} ", page.obj)
        for found in items(entry(page.obj, "/Annots")):
            place = f"Page {index + 1} {name(entry(found, '/Subtype'))} "
            holders += [(f"{place}A", entry(found, "/A")), *_acting(place, found)]
    yield from (place for place, action in holders if _is_script(action, 0))


def _acting(place: str, holder: Any) -> list[tuple[str, Any]]:
    return [(f"{place}AA {key}", action) for key, action in entries(entry(holder, "/AA"))]


def _is_script(action: Any, depth: int) -> bool:
    """True for a script, or an action that leads to one by /Next."""
    if not isinstance(action, Dictionary) or depth > 8:
        return False
    following = (_is_script(item, depth + 1) for item in items(entry(action, "/Next")))
    return name(entry(action, "/S")) == "JavaScript" or entry(action, "/JS") is not None or any(following)
