"""Deliberate faults, one a code of our own EPUB checks: each spoils the good book in one place."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from epubbook import CSS, JPG, NAV, NCX, ONE, OPF, PNG, TWO, EpubBook, good_book, picture
from zbsh_pub.checks.epub.check import check_epub
from zbsh_pub.problems import Problem

Spoil = Callable[[EpubBook], EpubBook]


@dataclass(frozen=True)
class Fault:
    """How the good book is spoilt, and where that is found: in `file`, on the first line that holds `mark`."""

    spoil: Spoil
    file: str
    mark: str = ""

    def place(self) -> tuple[str, int]:
        if not self.mark:
            return self.file, 0
        text = self.spoil(good_book()).data(self.file).decode("utf-8", "replace")
        return self.file, next(n for n, line in enumerate(text.split("\n"), 1) if self.mark in line)


def text(name: str, *changes: str) -> Spoil:
    """In a file each old text replaced by the new one that follows it."""

    def spoil(book: EpubBook) -> EpubBook:
        for old, new in zip(changes[::2], changes[1::2], strict=True):
            book = book.with_text(name, old, new)
        return book

    return spoil


def more(name: str, before: str, new: str) -> Spoil:
    """`new` put before the first `before`."""
    return text(name, before, new + before)


def file(name: str, content: str | bytes) -> Spoil:
    """A file with this content."""
    return lambda book: book.with_file(name, content)


def listed(name: str, media_type: str, data: bytes) -> Spoil:
    """A new file that the manifest lists as item `new`."""
    item = f'<item id="new" href="{name.removeprefix("EPUB/")}" media-type="{media_type}"/>\n  '
    return both(file(name, data), more(OPF, "</manifest>", item))


def both(*spoils: Spoil) -> Spoil:
    """One after the other."""

    def spoil(book: EpubBook) -> EpubBook:
        for one in spoils:
            book = one(book)
        return book

    return spoil


def without_ncx(*spoils: Spoil) -> Spoil:
    """The book without its NCX, which would differ from a spoilt nav."""
    item = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    bare = both(text(OPF, item, "", ' toc="ncx"', ""), lambda book: book.without(NCX))
    return both(bare, *spoils)


def claim(name: str, value: str) -> Spoil:
    """One more statement of accessibility."""
    new = f'<meta property="schema:{name}">{value}</meta>\n    '
    return more(OPF, '<meta property="schema:accessibilitySummary"', new)


def named(name: str, href: str) -> Spoil:
    """The photograph under another name in the zip, and under `href` in what refers to it."""
    links = both(text(OPF, "photo.png", href), text(TWO, "photo.png", href))
    return both(lambda book: book.renamed(PNG, f"EPUB/images/{name}"), links)


def zipped(name: str, **attributes: object) -> Spoil:
    """A file whose entry in the zip has these attributes."""
    return lambda book: book.with_zip(name, **attributes)


def moved(name: str, line: str, after: str) -> Spoil:
    """A line of a file moved behind another."""
    return text(name, line + "\n", "", after + "\n", f"{after}\n{line}\n")


def without_part(name: str, start: str, end: str) -> Spoil:
    """A file without what stands from `start` to the `end` that follows."""

    def spoil(book: EpubBook) -> EpubBook:
        whole = book.data(name).decode()
        at = whole.index(start)
        return book.with_file(name, whole[:at] + whole[whole.index(end, at) + len(end) :])

    return spoil


def encoded(name: str, encoding: str) -> Spoil:
    """A page in another encoding, which it declares."""
    return lambda book: book.with_file(
        name, book.data(name).decode().replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    )


def wide_png(data: bytes) -> bytes:
    """The same picture with a header that says 60000 pixels each way."""
    return data[:16] + struct.pack(">II", 60000, 60000) + data[24:]


GOOD = good_book()
PAGE = GOOD.data(TWO).replace(b'id="h-two"', b"", 1).replace(b"h-two", b"h-2").replace(b'aria-labelledby="h-2"', b"")
PAGE = PAGE[: PAGE.index(b"<h1")] + b"<h1>\xe7\xac\xac\xe4\xb8\x89\xe7\xaf\x87</h1></section></body></html>"
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData>'
    '<enc:CipherReference URI="EPUB/fonts/song.ttf"/></enc:CipherData></enc:EncryptedData></encryption>'
)
UUID, ISSN = "urn:uuid:00000000-0000-4000-8000-00000000000e", "urn:issn:1234-5679"
LANDMARKS = '<nav epub:type="landmarks"'
SECOND_TOC = '<nav epub:type="toc" aria-label="另一个"><ol><li><a href="cover.xhtml">封面</a></li></ol></nav>\n'
CERTIFIER = '<meta property="a11y:certifiedBy" refines="#claim">样书编辑部</meta>'
ALTERNATIVES = '<meta property="schema:accessibilityFeature">alternativeText</meta>'
DTD = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "xhtml11.dtd">'
TWO_ITEM = 'href="text/two.xhtml"'
COVER_ITEM, ONE_ITEM = (
    f'href="{name}" media-type="application/xhtml+xml"' for name in ("cover.xhtml", "text/one.xhtml")
)

FAULTS = {
    "E03": Fault(zipped("mimetype", compress_type=8), "mimetype"),
    "E04": Fault(zipped(CSS, compress_type=12), CSS),
    "E05": Fault(named("a?b.png", "a%3Fb.png"), "EPUB/images/a?b.png"),
    "E06": Fault(listed("EPUB/images/Photo.png", "image/png", GOOD.data(PNG)), "EPUB/images/Photo.png"),
    "E07": Fault(named("照片.png", "照片.png"), "EPUB/images/照片.png"),
    "E08": Fault(named("e\u0301.png", "e\u0301.png"), "EPUB/images/e\u0301.png"),
    "E09": Fault(zipped(CSS, date_time=(2026, 1, 16, 0, 0, 0)), ""),
    "E10": Fault(text("META-INF/container.xml", "package.opf", "content.opf"), "META-INF/container.xml", "content.opf"),
    "E11": Fault(file("META-INF/encryption.xml", ENCRYPTION), "META-INF/encryption.xml", "encryption"),
    "E12": Fault(text(OPF, "</spine>", ""), OPF, "</package>"),
    "E13": Fault(text(OPF, 'unique-identifier="pub-id"', 'unique-identifier="isbn"'), OPF, "<package"),
    "E14": Fault(both(text(OPF, UUID, ISSN), text(NCX, UUID, ISSN)), OPF, "<dc:identifier"),
    "E15": Fault(text(OPF, "T00:00:00Z", "T08:00:00+08:00"), OPF, "dcterms:modified"),
    "E16": Fault(text(OPF, "样书 2026年第1期</dc:title>", "</dc:title>"), OPF, "<dc:title"),
    "E17": Fault(text(OPF, "<dc:language>zh-Hans", "<dc:language>中文"), OPF, "<dc:language"),
    "E18": Fault(text(OPF, ' xml:lang="zh-Hans"', ""), OPF, "<package"),
    "E19": Fault(more(OPF, "<dc:publisher>", '<meta property="prism:number">1</meta>'), OPF, "prism:"),
    "E20": Fault(text(OPF, 'refines="#editor"', 'refines="#writer"'), OPF, "#writer"),
    "E21": Fault(text(OPF, 'version="3.0"', 'version="2.0"'), OPF, "<package"),
    "E22": Fault(
        more(OPF, "</manifest>", '<item id="b" href="style/Book.css" media-type="text/css"/>'), OPF, "Book.css"
    ),
    "E23": Fault(file("EPUB/.DS_Store", b"x"), "EPUB/.DS_Store"),
    "E24": Fault(more(OPF, "</manifest>", '<item id="b" href="style/book.css" media-type="text/css"/>'), OPF, 'id="b"'),
    "E25": Fault(text(OPF, 'id="photo"', 'id="title"'), OPF, "photo.png"),
    "E26": Fault(text(OPF, 'photo.png" media-type="image/png', 'photo.png" media-type="image/webp'), PNG),
    "E27": Fault(
        both(
            listed("EPUB/a.tif", "image/tiff", b"II*\0abc"),
            more(TWO, "<table>", '<p><img src="../a.tif" alt="扫描"/></p>'),
        ),
        OPF,
        "a.tif",
    ),
    "E28": Fault(text(OPF, ' properties="svg"', ""), OPF, TWO_ITEM),
    "E29": Fault(text(OPF, ONE_ITEM, f'{ONE_ITEM} properties="mathml"'), OPF, ONE_ITEM),
    "E30": Fault(
        more(OPF, "</manifest>", '<item id="self" href="package.opf" media-type="application/oebps-package+xml"/>'),
        OPF,
        'id="self"',
    ),
    "E31": Fault(more(OPF, "</spine>", '<itemref idref="three"/>'), OPF, 'idref="three"'),
    "E32": Fault(
        text(
            OPF,
            *(
                part
                for name in ("cover", "nav", "one", "two")
                for part in (f'idref="{name}"', f'idref="{name}" linear="no"')
            ),
        ),
        OPF,
        "<spine",
    ),
    "E33": Fault(
        both(
            listed("EPUB/text/three.xhtml", "application/xhtml+xml", PAGE), text(ONE, "two.xhtml#h-two", "three.xhtml")
        ),
        ONE,
        "three.xhtml",
    ),
    "E34": Fault(
        both(
            listed("EPUB/text/three.xhtml", "application/xhtml+xml", PAGE),
            more(OPF, "</spine>", '<itemref idref="new" linear="no"/>'),
        ),
        OPF,
        "linear",
    ),
    "E35": Fault(text(OPF, ' properties="cover-image"', "", '<meta name="cover" content="cover-image"/>', ""), OPF),
    "E36": Fault(text(OPF, 'content="cover-image"', 'content="photo"'), OPF, 'content="photo"'),
    "E37": Fault(text(OPF, COVER_ITEM, f'{COVER_ITEM} properties="nav"'), OPF, COVER_ITEM),
    "E38": Fault(more(NAV, LANDMARKS, SECOND_TOC), NAV, "另一个"),
    "E39": Fault(without_ncx(text(NAV, "text/two.xhtml", "text/three.xhtml")), NAV, "three.xhtml"),
    "E40": Fault(without_ncx(text(NAV, "one.xhtml#s1", "one.xhtml#s9")), NAV, "#s9"),
    "E41": Fault(
        without_ncx(
            moved(NAV, '<li><a href="cover.xhtml">封面</a></li>', '<li><a href="text/two.xhtml">第二篇</a></li>')
        ),
        NAV,
        "cover.xhtml",
    ),
    "E42": Fault(without_ncx(text(NAV, ">第一节<", "><")), NAV, "#s1"),
    "E43": Fault(without_part(NAV, LANDMARKS, "</nav>\n"), NAV, "<?xml"),
    "E44": Fault(text(NAV, '<a epub:type="toc" ', "<a "), NAV, "nav.xhtml#toc"),
    "E45": Fault(
        moved(NAV, '<li><a href="text/one.xhtml#p1">1</a></li>', '<li><a href="text/one.xhtml#p2">2</a></li>'),
        NAV,
        "#p1",
    ),
    "E46": Fault(text(NAV, '<li><a href="text/one.xhtml#p2">2</a></li>\n', ""), ONE, 'id="p2"'),
    "E47": Fault(text(OPF, f'<meta property="pageBreakSource">{ISSN}</meta>', ""), OPF),
    "E48": Fault(text(NAV, '#p2">2<', '#p2">12<'), NAV, "#p2"),
    "E49": Fault(text(NCX, "00000000000e", "00000000000f"), NCX, "dtb:uid"),
    "E50": Fault(text(NCX, "<text>第一节", "<text>第一章"), NCX, "第一章"),
    "E51": Fault(text(OPF, '<spine toc="ncx">', "<spine>"), OPF, "<spine"),
    "E52": Fault(text(NCX, "text/two.xhtml", "text/three.xhtml"), NCX, "three.xhtml"),
    "E53": Fault(text(TWO, "</b>在哪里", "在哪里"), TWO, "在哪里"),
    "E54": Fault(text(TWO, "在哪里", "在&nbsp;哪里"), TWO, "&nbsp;"),
    "E55": Fault(encoded(TWO, "gb18030"), TWO, "<?xml"),
    "E56": Fault(text(TWO, "<!DOCTYPE html>", DTD), TWO, "<!DOCTYPE"),
    "E57": Fault(text(TWO, "<figcaption>", '<figcaption id="p3">'), TWO, "<figcaption"),
    "E58": Fault(text(ONE, "two.xhtml#h-two", "three.xhtml"), ONE, "three.xhtml"),
    "E59": Fault(text(ONE, "two.xhtml#h-two", "two.xhtml#h-three"), ONE, "#h-three"),
    "E60": Fault(
        both(
            text(TWO, "../images/photo.png", "https://example.org/photo.png"),
            text(OPF, 'properties="svg"', 'properties="svg remote-resources"'),
        ),
        TWO,
        "https:",
    ),
    "E61": Fault(text(TWO, ' xml:lang="zh-Hans"', ' xml:lang="en"'), TWO, "<html"),
    "E62": Fault(text(TWO, "<title>第二篇</title>", "<title></title>"), TWO, "<title>"),
    "E63": Fault(text(ONE, '<h2 id="s1">', '<h3 id="s1">', "</h2>", "</h3>"), ONE, "<h3"),
    "E64": Fault(both(text(TWO, ' alt="一方红色"', ""), text(OPF, ALTERNATIVES, "")), TWO, "photo.png"),
    "E65": Fault(
        text(TWO, '<th scope="col">地方</th><th scope="col">数目</th>', "<td>地方</td><td>数目</td>"), TWO, "<table>"
    ),
    "E66": Fault(text(TWO, ' role="doc-chapter"', ""), TWO, "<section"),
    "E67": Fault(text(ONE, 'href="#n1"', 'href="#s1"'), ONE, "noteref"),
    "E68": Fault(text(ONE, '<a href="#r1" role="doc-backlink">↑</a>', ""), ONE, "<aside"),
    "E69": Fault(text(ONE, "<rp>）</rp>", ""), ONE, "<ruby"),
    "E70": Fault(
        both(
            more(TWO, "</section>", "<script>var a = 1;</script>"),
            text(OPF, 'properties="svg"', 'properties="svg scripted"'),
        ),
        TWO,
        "<script>",
    ),
    "E71": Fault(text(TWO, "说明<b>重点", "说明\n<b>重点"), TWO, "<p class"),
    "E72": Fault(more(TWO, "在哪里", "<center>中</center>"), TWO, "<center>"),
    "E73": Fault(more(TWO, "在哪里", "All roads lead to the sea"), TWO, "All roads"),
    "E74": Fault(text(OPF, '<meta property="schema:accessibilityHazard">none</meta>', ""), OPF),
    "E75": Fault(text(OPF, '<meta property="schema:accessModeSufficient">textual</meta>', ""), OPF),
    "E76": Fault(text(TWO, ' alt="一方红色"', ""), OPF, "alternativeText"),
    "E77": Fault(claim("accessibilityFeature", "MathML"), OPF, "MathML"),
    "E78": Fault(claim("accessibilityFeature", "AlternativeText"), OPF, "AlternativeText"),
    "E79": Fault(text(OPF, "1.1 - WCAG", "1.1 – WCAG"), OPF, "WCAG"),
    "E80": Fault(text(OPF, CERTIFIER, ""), OPF, "WCAG"),
    "E81": Fault(claim("accessibilityHazard", "flashing"), OPF, "flashing"),
    "E82": Fault(text(OPF, '<meta property="schema:accessMode">visual</meta>', ""), OPF),
    "E83": Fault(text(CSS, "text-indent: 2em;", "text-indent 2em;"), CSS, "text-indent"),
    "E84": Fault(text(CSS, "text-align: center;", "background: url(paper.png);"), CSS, "paper.png"),
    "E85": Fault(
        both(
            text(TWO, '<p class="lead">', '<p class="lead" style="background: url(https://example.org/paper.png)">'),
            text(OPF, 'properties="svg"', 'properties="svg remote-resources"'),
        ),
        TWO,
        "paper.png",
    ),
    "E86": Fault(text(CSS, "p { ", 'p { font-family: "Founder Song", serif; '), CSS, "Founder"),
    "E87": Fault(text(CSS, "p { ", "p { direction: rtl; "), CSS, "direction"),
    "E88": Fault(file(PNG, b"\x89PNG\r\n\x1a\nbroken"), PNG),
    "E89": Fault(file(JPG, picture("JPEG", (1200, 1600), "CMYK")), JPG),
    "E90": Fault(file(JPG, picture("JPEG", (1200, 1600), progressive=True)), JPG),
    "E91": Fault(file(PNG, wide_png(GOOD.data(PNG))), PNG),
    "E92": Fault(file(JPG, picture("JPEG", (600, 800))), JPG),
    "E93": Fault(
        text(TWO, "<svg xmlns=", "<s:svg xmlns:s=", "<path d", "<s:path d", "</svg>", "</s:svg>"), TWO, "<s:svg"
    ),
    "E94": Fault(text(TWO, ' lang="zh-Hans"', ""), TWO, "<html"),
}
# What a fault brings with it by its nature.
ALSO = {"E76": ["E64"]}


def damaged(data: bytes) -> bytes:
    """The zip with one byte of its middle changed, which lies in a file."""
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def planted(code: str) -> bytes:
    """The EPUB with the fault of this code."""
    return damaged(GOOD.packed()) if code == "E02" else FAULTS[code].spoil(GOOD).packed()


def problems_of(code: str) -> list[Problem]:
    """What our own checks find in it."""
    return list(check_epub(planted(code)).problems)
