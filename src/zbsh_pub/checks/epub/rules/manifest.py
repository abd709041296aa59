"""The manifest against the files of the zip (EPUB 3.3, section 5.6)."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import MATH, SVG, Document, X
from zbsh_pub.checks.epub.package import Item
from zbsh_pub.checks.epub.pictures import sniff
from zbsh_pub.checks.epub.vocabulary import names, vocabulary
from zbsh_pub.problems import Problem, bilingual, problem

_REMOTE_ALLOWED = ("audio/", "video/", "font/", "application/font", "application/vnd.ms-opentype")
_FORMS = ("form", "input", "select", "textarea", "button")
_SCRIPTS = {"", "module", "text/javascript", "application/javascript", "application/ecmascript", "text/ecmascript"}
_XML_TYPES = {"application/xhtml+xml", "image/svg+xml", "application/x-dtbncx+xml", "application/smil+xml"}


def check_files(book: Book) -> Iterator[Problem]:
    """What the manifest lists is in the zip, once, and nothing else is."""
    package = book.package
    seen: set[str] = set()
    for item in package.items:
        reason = _impossible(book, item)
        if reason:
            yield problem("E30", package.path, item.line, href=item.href, reason=bilingual(reason))
        elif item.target.inside and item.path not in book.archive.files:
            yield problem("E22", package.path, item.line, href=item.href, near=_near(book, item.path))
        key = item.path or item.href
        if key in seen:
            yield problem("E24", package.path, item.line, href=item.href)
        seen.add(key)
    yield from _orphans(book)


def _impossible(book: Book, item: Item) -> str:
    if not item.href or item.target.outside:
        return "epub-href-outside"
    if item.target.remote and not item.media_type.startswith(_REMOTE_ALLOWED):
        return "epub-href-remote"
    if "#" in item.href and not item.media_type.startswith("image/svg"):
        return "epub-href-fragment"
    return "epub-href-package" if item.path in (*book.rootfiles, "mimetype") else ""


def _near(book: Book, path: str) -> str:
    """A file whose name differs in its letters' size only: the commonest reason."""
    return next((name for name in book.archive.files if name.casefold() == path.casefold()), "–")


def _orphans(book: Book) -> Iterator[Problem]:
    quiet = {"mimetype", *book.rootfiles}
    for name in book.archive.files:
        if name not in book.package.by_path and name not in quiet and not name.startswith("META-INF/"):
            yield problem("E23", name)


def check_media_types(book: Book) -> Iterator[Problem]:
    """The declared media type is that of the bytes (section 5.6.2)."""
    same = vocabulary()["same-types"]
    for item in book.package.items:
        if item.path not in book.archive.files or item.path in book.encrypted or not item.target.inside:
            continue
        found = sniff(book.archive.data(item.path))
        declared = item.media_type.lower()
        if found and found != declared and declared not in same.get(found, ()):
            yield problem("E26", item.path, declared=item.media_type or "–", found=found)
        elif not found and declared.startswith("image/") and declared in names("core-types"):
            yield problem("E26", item.path, declared=item.media_type, found="?")


def check_foreign(book: Book) -> Iterator[Problem]:
    """What is no core media type has a fallback, in the spine and where pages show it (section 3.5)."""
    package = book.package
    shown = {link.target.path for _, link in book.links() if link.kind in ("image", "frame")}
    for item in package.items:
        if _is_core(item.media_type) or _has_fallback(book, item):
            continue
        if item.path in book.spine_numbers or item.path in shown:
            yield problem("E27", package.path, item.line, href=item.href, type=item.media_type)


def _is_core(media_type: str) -> bool:
    return media_type in names("core-types") or media_type.startswith(("font/", "video/"))


def _has_fallback(book: Book, item: Item) -> bool:
    seen = {item.id}
    while item.fallback in book.package.by_id and item.fallback not in seen:
        item = book.package.by_id[item.fallback]
        seen.add(item.id)
        if _is_core(item.media_type):
            return True
    return False


def check_item_properties(book: Book) -> Iterator[Problem]:
    """`properties` name what a page holds, all of it and nothing else (section 5.6.2.2)."""
    for item in book.package.items:
        document = book.documents.get(item.path)
        if document is None:
            continue
        needed, allowed = _needed(book, document), _allowed(document)
        for name in sorted(needed - set(item.properties)):
            yield problem("E28", book.package.path, item.line, href=item.href, property=name)
        for name in sorted({"svg", "mathml", "scripted", "remote-resources"} & set(item.properties) - needed - allowed):
            yield problem("E29", book.package.path, item.line, href=item.href, property=name)


def _needed(book: Book, document: Document) -> set[str]:
    tags = {node.tag for node in document.nodes}
    return {
        name
        for name, there in (
            ("svg", document.is_xhtml and f"{SVG}svg" in tags),
            ("mathml", f"{MATH}math" in tags),
            ("scripted", is_scripted(document)),
            ("remote-resources", _uses_remote(book, document)),
        )
        if there
    }


def _allowed(document: Document) -> set[str]:
    """`svg` may also be said of a page that shows a drawing as a file."""
    drawings = any(link.target.path.endswith(".svg") for link in document.links if link.kind != "link")
    return {"svg"} if drawings else set()


def is_scripted(document: Document) -> bool:
    """Does the page hold a script, an event's handler or a form (section 6.4)?"""
    scripts = (node for node in document.nodes if node.tag in (f"{X}script", f"{SVG}script"))
    if any((node.get("type") or "").strip().lower() in _SCRIPTS for node in scripts):
        return True
    if any(True for _ in document.all(*_FORMS)):
        return True
    return any(str(name).startswith("on") for node in document.nodes for name in node.attrib)


def _uses_remote(book: Book, document: Document) -> bool:
    if any(link.kind not in ("link", "part") and link.target.remote for link in document.links):
        return True
    own = {link.target.path for link in document.links if link.kind == "sheet"} | {document.path}
    return any(found.target.remote for sheet in book.sheets if sheet.path in own for found in sheet.addresses)
