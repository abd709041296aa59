"""The markup of pages and other XML files (EPUB 3.3, sections 3.9 and 6.1)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.documents import BLOCKS, SVG, XML, Document, X
from zbsh_pub.checks.epub.rules.manifest import is_scripted
from zbsh_pub.checks.epub.vocabulary import names, vocabulary
from zbsh_pub.checks.epub.xmltext import Xml, line_of, text_of
from zbsh_pub.problems import Bilingual, Problem, bilingual, problem


def check_xml(book: Book) -> Iterator[Problem]:
    """Files are well-formed XML in UTF-8, without entities of HTML or of their own and without a DTD."""
    for xml in book.xml.values():
        if xml.fault:
            yield problem("E53", xml.path, xml.fault.line, xml.fault.column, reason=xml.fault.reason)
        for line, name in xml.entities:
            yield problem("E54", xml.path, line, entity=f"&{name};")
        if xml.encoding != "utf-8":
            yield problem("E55", xml.path, 1, encoding=xml.encoding)
        yield from _doctype(book, xml)


def _doctype(book: Book, xml: Xml) -> Iterator[Problem]:
    """HTML's short document type or none; NCX, SVG and MathML may name theirs (section 3.9)."""
    words = xml.doctype.upper().split()
    named = bool(words) and words[0] in ("PUBLIC", "SYSTEM") and "ABOUT:LEGACY-COMPAT" not in xml.doctype.upper()
    is_page = xml.root is not None and xml.root.tag == f"{X}html"
    if xml.declares or (named and is_page and book.package.is_epub3):
        yield problem(
            "E56", xml.path, xml.doctype_line or 1, found=xml.declares[0] if xml.declares else xml.doctype[:60]
        )


def check_ids(book: Book) -> Iterator[Problem]:
    """An id is given once in a page."""
    for document in book.documents.values():
        for name, line in document.repeated:
            yield problem("E57", document.path, line, id=name)


def check_heads(book: Book) -> Iterator[Problem]:
    """A page has a title, and a language, said alike for XML and for HTML (WCAG 2.4.2, 3.1.1)."""
    for document in book.documents.values():
        if not document.is_xhtml:
            continue
        html, xml = document.root.get("lang", ""), document.root.get(f"{XML}lang", "")
        if not html or not xml:
            yield problem("E94", document.path, line_of(document.root), html=html or "–", xml=xml or "–")
        elif html.lower() != xml.lower():
            yield problem("E61", document.path, line_of(document.root), html=html, xml=xml)
        title = document.root.find(f"{X}head/{X}title")
        if title is None or not text_of(title).strip():
            yield problem("E62", document.path, line_of(title) if title is not None else line_of(document.root))


def check_elements(book: Book) -> Iterator[Problem]:
    """Elements are HTML's, and stand where HTML lets them stand: the commonest faults of a schema's many."""
    for document in book.documents.values():
        for node in document.nodes if document.is_xhtml else ():
            reason = _misplaced(node)
            if reason:
                yield problem("E72", document.path, line_of(node), name=_name(node), reason=reason)


def _name(node: _Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _misplaced(node: _Element) -> Bilingual | None:
    tag = str(node.tag)
    if not tag.startswith(X):
        return None if tag.startswith("{") else bilingual("epub-no-namespace")
    name, parent = _name(node), node.getparent()
    if name not in names("elements") and "-" not in name:
        return bilingual("epub-no-element")
    if parent is None or not str(parent.tag).startswith(X):
        return None
    outer = _name(parent)
    wanted = vocabulary()["parents"].get(name)
    if wanted and outer not in (*wanted, "template"):
        return bilingual("epub-wrong-parent", parent=outer, wanted=" / ".join(wanted))
    if tag in BLOCKS and outer in names("phrasing"):
        return bilingual("epub-block-inside", parent=outer)
    if name == "a" and any(above.tag == f"{X}a" for above in node.iterancestors()):
        return bilingual("epub-link-inside")
    return None


def check_prefixes(book: Book) -> Iterator[Problem]:
    """Names without a prefix: where a store reads the page as HTML, `svg:svg` is no drawing."""
    for document in book.documents.values():
        node = next((node for node in document.nodes if node.prefix), None)
        if node is not None:
            yield problem("E93", document.path, line_of(node), name=f"{node.prefix}:{_name(node)}")


def check_ruby(book: Book) -> Iterator[Problem]:
    """A ruby has its base and its reading; brackets for old readers stand on both sides or on none."""
    for document in book.documents.values():
        for node in document.all("ruby"):
            rts, rps = node.findall(f".//{X}rt"), node.findall(f".//{X}rp")
            quiet = "".join(map(text_of, (*rts, *rps)))
            if not rts or len(text_of(node).strip()) <= len(quiet.strip()):
                yield problem("E69", document.path, line_of(node), found=bilingual("epub-ruby-parts"))
            elif rps and any(not _bracketed(rt) for rt in rts):
                yield problem("E69", document.path, line_of(node), found=bilingual("epub-ruby-brackets"))


def _bracketed(rt: _Element) -> bool:
    before, after = rt.getprevious(), rt.getnext()
    return before is not None and before.tag == f"{X}rp" and after is not None and after.tag == f"{X}rp"


def check_scripts(book: Book) -> Iterator[Problem]:
    """Scripts and forms work in few readers, and no store lets them touch the reading."""
    for document in book.documents.values():
        if is_scripted(document):
            yield problem("E70", document.path, line_of(_script(document)))


def _script(document: Document) -> _Element:
    scripts = (node for node in document.nodes if node.tag in (f"{X}script", f"{SVG}script", f"{X}form"))
    return next(scripts, document.root)
