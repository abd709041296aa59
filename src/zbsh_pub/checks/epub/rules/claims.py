"""What the book says of its own accessibility, against what it is (EPUB Accessibility 1.1, section 2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import MATH, X
from zbsh_pub.checks.epub.package import Meta
from zbsh_pub.checks.epub.rules.access import undescribed
from zbsh_pub.checks.epub.rules.metadata import stated
from zbsh_pub.checks.epub.rules.nav import page_breaks
from zbsh_pub.checks.epub.vocabulary import names
from zbsh_pub.checks.epub.xmltext import line_of
from zbsh_pub.problems import Problem, bilingual, problem

_NEEDED = ("accessMode", "accessibilityFeature", "accessibilityHazard")
_ADVISED = ("accessibilitySummary", "accessModeSufficient")
_CLAIM = re.compile(r"EPUB Accessibility 1\.1 - WCAG 2\.[0-2] Level A{1,3}")
_OLD_CLAIM = re.compile(r"http://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}")
_NO_HAZARD = {"none", "noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard"}
_OPPOSITES = {"flashing": "noFlashingHazard", "motionSimulation": "noMotionSimulationHazard", "sound": "noSoundHazard"}


def _schema(book: Book, name: str) -> list[Meta]:
    return book.package.properties(f"schema:{name}")


def check_stated(book: Book) -> Iterator[Problem]:
    """The metadata that must be there, those that should, and the words that may stand in them (section 2.2)."""
    for name in _NEEDED:
        if not stated(_schema(book, name)):
            yield problem("E74", book.package.path, name=name)
    for name in _ADVISED:
        if not stated(_schema(book, name)):
            yield problem("E75", book.package.path, name=name)
    for name, known in (
        ("accessMode", "modes"),
        ("accessibilityFeature", "features"),
        ("accessibilityHazard", "hazards"),
    ):
        for meta in _schema(book, name):
            if meta.value.split("/")[0] not in names(known):
                yield problem("E78", book.package.path, meta.line, name=name, value=meta.value)


def check_alternative_claim(book: Book) -> Iterator[Problem]:
    """`alternativeText` is claimed only where every picture has one."""
    missing = [(document, node) for document in book.documents.values() for node in undescribed(document)]
    for meta in _schema(book, "accessibilityFeature"):
        if meta.value == "alternativeText" and missing:
            document, node = missing[0]
            yield problem(
                "E76", book.package.path, meta.line, count=len(missing), place=f"{document.path}:{line_of(node)}"
            )


def check_features(book: Book) -> Iterator[Problem]:
    """A feature is claimed only where the book has it."""
    claimed = _schema(book, "accessibilityFeature")
    for meta in claimed:
        there = _FEATURES.get(meta.value)
        if there is not None and not there(book):
            yield problem("E77", book.package.path, meta.line, feature=meta.value)
    if len(claimed) > 1:
        for meta in claimed:
            if meta.value == "none":
                yield problem("E77", book.package.path, meta.line, feature="none")


def _has(*tags: str) -> Callable[[Book], bool]:
    """Is there an element of these in the book? Its cover does not count: it alone makes no book visual."""
    wanted = set(tags)

    def there(book: Book) -> bool:
        nodes = (node for document in book.documents.values() for node in document.nodes)
        return any(node.tag in wanted and node.get("role") != "doc-cover" for node in nodes)

    return there


def _has_list(kind: str) -> Callable[[Book], bool]:
    return lambda book: book.navigation is not None and bool(book.navigation.entries(kind))


def _has_type(*wanted: str) -> Callable[[Book], bool]:
    words = set(wanted)
    return lambda book: any(words & types for document in book.documents.values() for types in document.types.values())


def _has_breaks(book: Book) -> bool:
    return any(True for _ in page_breaks(book))


def _is_vertical(book: Book) -> bool:
    found = (one for sheet in book.sheets for one in sheet.declarations if one.name.endswith("writing-mode"))
    return any(one.value.startswith("vertical") for one in found)


def _has_long_descriptions(book: Book) -> bool:
    wanted = ("aria-details", "aria-describedby", "longdesc")
    nodes = (node for document in book.documents.values() for node in document.nodes)
    return any(node.tag == f"{X}details" or any(node.get(name) for name in wanted) for node in nodes)


_FEATURES: dict[str, Callable[[Book], bool]] = {
    "rubyAnnotations": _has(f"{X}ruby"),
    "fullRubyAnnotations": _has(f"{X}ruby"),
    "tableOfContents": _has_list("toc"),
    "pageNavigation": _has_list("page-list"),
    "pageBreakMarkers": _has_breaks,
    "printPageNumbers": _has_breaks,
    "structuralNavigation": _has(*(f"{X}h{level}" for level in range(1, 7))),
    "MathML": _has(f"{MATH}math"),
    "describedMath": _has(f"{MATH}math"),
    "index": _has_type("index", "doc-index"),
    "verticalWriting": _is_vertical,
    "longDescription": _has_long_descriptions,
    "synchronizedAudioText": lambda book: any(item.overlay for item in book.package.items),
    "captions": _has(f"{X}track"),
    "closedCaptions": _has(f"{X}track"),
}


def check_conformance(book: Book) -> Iterator[Problem]:
    """A claim is written word by word as section 2.4.2 has it, and says who vouches for it."""
    package = book.package
    claims = [*package.properties("dcterms:conformsTo"), *(m for m in package.metas if m.name == "dcterms:conformsTo")]
    about = [meta for meta in dict.fromkeys(claims) if re.search(r"wcag|accessib|a11y", meta.value, re.I)]
    right = [meta for meta in about if _CLAIM.fullmatch(meta.value) or _OLD_CLAIM.fullmatch(meta.value)]
    for meta in about:
        if meta not in right:
            yield problem("E79", package.path, meta.line, value=meta.value)
    if right and not stated(package.properties("a11y:certifiedBy")):
        yield problem("E80", package.path, right[0].line)


def check_hazards(book: Book) -> Iterator[Problem]:
    """No hazard is named and denied at once."""
    hazards = _schema(book, "accessibilityHazard")
    values = {meta.value for meta in hazards}
    clash = "none" in values and values - _NO_HAZARD
    clash = clash or {name for name in values if _OPPOSITES.get(name) in values}
    if clash:
        yield problem("E81", book.package.path, hazards[-1].line, values=", ".join(sorted(values)))


def check_modes(book: Book) -> Iterator[Problem]:
    """Pictures are for seeing, sound is for hearing: the modes say so."""
    modes = {meta.value for meta in _schema(book, "accessMode")}
    pictures = _has(f"{X}img", "{http://www.w3.org/2000/svg}svg", f"{X}video")
    sounds = _has(f"{X}audio", f"{X}video")
    for mode, there in (("visual", pictures), ("auditory", sounds)):
        if modes and mode not in modes and there(book):
            yield problem("E82", book.package.path, 0, mode=mode, found=bilingual(f"epub-mode-{mode}"))
