"""Rules about what a file says of itself: PDF/X version, dates, identifiers, version of PDF (ISO 15930)."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.preflight.dates import point_in_time
from zbsh_pub.preflight.facts import Document, Facts
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found, found, told

_DATES = {"CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate"}
_SAME = {
    "Title": "dc:title",
    "Producer": "pdf:Producer",
    "Creator": "xmp:CreatorTool",
    "Trapped": "pdf:Trapped",
    **_DATES,
}
_KEYS = ("pdfxid:GTS_PDFXVersion", "pdfx:GTS_PDFXVersion")
# The PDF versions that a claim allows: ISO 15930-1, -4, -6, -7.
_VERSIONS = {"PDF/X-1": ((1, 3), (1, 4)), "PDF/X-3": ((1, 3), (1, 4)), "PDF/X-4": ((1, 4), (1, 7))}
_ANY = ((1, 3), (1, 7))


def claim(facts: Facts) -> str:
    """The PDF/X version that a file claims, such as "PDF/X-4"; nothing where it claims none."""
    document = facts.document
    own = next((document.xmp[key] for key in _KEYS if document.xmp.get(key)), "")
    return own or document.info.get("GTS_PDFXVersion", "")


def _is_older(facts: Facts) -> bool:
    """True for PDF/X-1a and X-3, which ask for no XMP."""
    return claim(facts).startswith(("PDF/X-1", "PDF/X-3"))


def no_claim(facts: Facts, _: Limits) -> Iterator[Found]:
    """The file does not say that it is PDF/X."""
    if not claim(facts).startswith("PDF/X"):
        yield found(None, "key", {"name": "GTS_PDFXVersion"})


def trapped(facts: Facts, _: Limits) -> Iterator[Found]:
    """It is not said whether the file is trapped."""
    said = facts.document.info.get("Trapped") or facts.document.xmp.get("pdf:Trapped", "")
    if said not in ("True", "False"):
        yield found(None, "key", {"name": "Trapped"}, value=said or "—")


def dates(facts: Facts, _: Limits) -> Iterator[Found]:
    """Dates of creation and change are missing, in the information dictionary or in the XMP."""
    document = facts.document
    missing = [key for key in _DATES if not document.info.get(key)]
    if not _is_older(facts):
        missing += [key for key in (*_DATES.values(), "xmp:MetadataDate") if not document.xmp.get(key)]
    if missing:
        yield found(None, "key", {"name": told(missing)})


def identifiers(facts: Facts, _: Limits) -> Iterator[Found]:
    """What identifies the file and its version is missing."""
    document = facts.document
    missing = [] if document.has_id else ["trailer/ID"]
    if not _is_older(facts):
        wanted = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")
        missing += [key for key in wanted if not document.xmp.get(key)]
    if missing:
        yield found(None, "key", {"name": told(missing)})


def info_against_xmp(facts: Facts, _: Limits) -> Iterator[Found]:
    """The information dictionary and the XMP say different things."""
    document = facts.document
    for key, other in _SAME.items():
        own, its = document.info.get(key, ""), document.xmp.get(other, "")
        if own and its and _plain(key, own) != _plain(key, its):
            yield found(None, "key", {"name": f"{key}, {other}"}, info=own, xmp=its)


def _plain(key: str, said: str) -> object:
    """What is compared: of a date its point in time, whatever the form."""
    return (point_in_time(said) if key in _DATES else None) or said.strip()


def version(facts: Facts, _: Limits) -> Iterator[Found]:
    """The version of PDF is not one that the claimed PDF/X, or a printer's programs, know."""
    document = facts.document
    least, most = next((span for name, span in _VERSIONS.items() if claim(facts).startswith(name)), _ANY)
    if not least <= document.version <= most:
        limits = {"least": _dotted(least), "most": _dotted(most)}
        yield found(None, "key", {"name": f"PDF {_dotted(document.version)}"}, claim=claim(facts) or "PDF/X", **limits)


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


def no_title(facts: Facts, _: Limits) -> Iterator[Found]:
    """The file has no title of its own."""
    if not title_of(facts.document):
        yield found(None, "key", {"name": "Title"})


def title_of(document: Document) -> str:
    return (document.xmp.get("dc:title") or document.info.get("Title", "")).strip()
