"""A book that every store would take, and for each rule of the packs a way to break it."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from PIL import Image

from epubbook import COVER, CSS, JPG, NAV, ONE, OPF, PNG, TWO, EpubBook, good_book, picture
from epubfaults import Spoil, both, file, more, text, without_ncx
from zbsh_pub.checks.epub.book import Book
from zbsh_pub.checks.epub.check import check_epub
from zbsh_pub.problems import Problem
from zbsh_pub.stores.check import check_stores
from zbsh_pub.stores.pack import load_pack, store_names

UUID = '<dc:identifier id="pub-id">urn:uuid:00000000-0000-4000-8000-00000000000e</dc:identifier>'
PAGE_SOURCE = '<meta property="pageBreakSource">urn:issn:1234-5679</meta>'
OLD_PAGE_SOURCE = (
    '<dc:source id="print">urn:issn:1234-5679</dc:source><meta property="source-of" refines="#print">pagination</meta>'
)
CALL = '<a epub:type="noteref" role="doc-noteref" id="r1" href="#n1">1</a>'
SHOP_CALL = (
    '<a class="duokan-footnote" epub:type="noteref" role="doc-noteref" id="r1" href="#n1"><img '
    'class="qqreader-footnote zhangyue-footnote" alt="2014年2月提出。" src="../images/photo.png"/></a>'
)
SHOP_NOTE = (
    '<section epub:type="footnotes" role="doc-endnotes"><ol class="duokan-footnote-content">'
    '<li class="duokan-footnote-item" epub:type="footnote" id="n1"><p>2014年2月提出。'
    '<a href="#r1" role="doc-backlink">↑</a></p></li></ol></section>'
)
NOTE = """<aside epub:type="footnote" role="doc-footnote" id="n1">
<p>2014年2月提出。<a href="#r1" role="doc-backlink">↑</a></p>
</aside>"""


@cache
def shop_book() -> EpubBook:
    """The good book with an ISBN, notes in all ways at once, a JPEG cover of 1500×2000 and plain fonts."""
    return both(
        text(OPF, UUID, f"{UUID}<dc:identifier>urn:isbn:9787000000000</dc:identifier>", PAGE_SOURCE, OLD_PAGE_SOURCE),
        text(ONE, CALL, SHOP_CALL, NOTE, SHOP_NOTE),
        text(
            CSS,
            '"Book Song", "Songti SC", serif',
            '"Book Song", serif',
            "font-family: var(--song)",
            "font-family: serif; font-family: var(--song)",
        ),
        text(TWO, '<figure>\n<img src="../images/drawing.svg" alt="一个圆"/>\n</figure>\n', ""),
        text(OPF, '<item id="drawing" href="images/drawing.svg" media-type="image/svg+xml"/>', ""),
        lambda book: book.without("EPUB/images/drawing.svg"),
        file(JPG, picture("JPEG", (1500, 2000))),
    )(good_book())


def book_of(epub: EpubBook) -> Book:
    """The EPUB as the rules see it."""
    book = check_epub(epub.packed()).book
    assert book
    return book


def sized(name: str, size: int) -> Callable[[Book], Book]:
    """The book with a file said to have so many bytes."""

    def change(book: Book) -> Book:
        files = {**book.archive.files, name: replace(book.archive.files[name], size=size)}
        return replace(book, archive=replace(book.archive, files=files))

    return change


def weighing(size: int) -> Callable[[Book], Book]:
    """The book as an EPUB of so many bytes."""
    return lambda book: replace(book, archive=replace(book.archive, size=size))


def png_of(width: int, height: int, **options: Any) -> Spoil:
    """The photograph with these numbers in its header."""

    def spoil(book: EpubBook) -> EpubBook:
        data = picture("PNG", (30, 20), **options)
        return book.with_file(PNG, data[:16] + struct.pack(">II", width, height) + data[24:])

    return spoil


def style(declaration: str, selector: str = "p") -> Spoil:
    """One more rule in the sheet."""
    return file(CSS, shop_book().data(CSS).decode() + f"{selector} {{ {declaration}; }}\n")


def retyped(name: str, kind: str, media_type: str, size: tuple[int, int] = (30, 20), **options: Any) -> Spoil:
    """A picture in another format under its old name."""
    item = f'href="{name.removeprefix("EPUB/")}" media-type="'
    old = "image/jpeg" if name == JPG else "image/png"
    return both(file(name, picture(kind, size, **options)), text(OPF, f"{item}{old}", f"{item}{media_type}"))


def moving_gif() -> bytes:
    """A GIF of two frames."""
    out = io.BytesIO()
    first, second = (Image.new("RGB", (30, 20), colour) for colour in ("red", "blue"))
    first.save(out, "GIF", save_all=True, append_images=[second])
    return out.getvalue()


DEEP = '<ol><li><a href="text/one.xhtml#s1">一</a><ol><li><a href="text/one.xhtml#s1">二</a></li></ol></li></ol>'
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/><enc:CipherData>'
    '<enc:CipherReference URI="EPUB/fonts/song.ttf"/></enc:CipherData></enc:EncryptedData></encryption>'
)
WIDE = "".join(f'<th scope="col">{n}</th>' for n in range(5))
TABLE_HEAD = '<th scope="col">地方</th><th scope="col">数目</th>'
NO_COVER = text(OPF, ' properties="cover-image"', "", '<meta name="cover" content="cover-image"/>', "")
ONE_PAGE = text(OPF, '<itemref idref="nav"/>', "", '<itemref idref="one"/>', "", '<itemref idref="two"/>', "")
SECOND_COVER = more(TWO, "<table>", '<p><img src="../images/cover.jpg" alt="封面"/></p>')

# How each measure is brought to a value that a rule refuses: by the EPUB, or by the book that was read from it.
SPOILS: dict[str, Spoil] = {
    "strange-names": lambda book: book.renamed(PNG, "EPUB/images/a b.png").with_text(OPF, "photo.png", "a%20b.png"),
    "media-types": text(OPF, 'media-type="font/ttf"', 'media-type="font/woff2"'),
    "encryption": file("META-INF/encryption.xml", ENCRYPTION),
    "pages": both(ONE_PAGE, without_ncx(), file(NAV, '<html xmlns="http://www.w3.org/1999/xhtml"/>')),
    "remote-resources": style("background: url(res:///fonts/zw.ttf)"),
    "image-pixels": png_of(3000, 3000),
    "image-side": png_of(4000, 100),
    "image-formats": retyped(PNG, "WEBP", "image/webp"),
    "image-colours": retyped(PNG, "JPEG", "image/jpeg", mode="CMYK"),
    "image-transparency": file(PNG, picture("PNG", (30, 20), mode="RGBA")),
    "image-animation": both(retyped(PNG, "GIF", "image/gif"), file(PNG, moving_gif())),
    "drawing-side": text(TWO, 'viewBox="0 0 40 4"', 'viewBox="0 0 4000 4"'),
    "cover-short-side": file(JPG, picture("JPEG", (600, 800))),
    "cover-long-side": file(JPG, picture("JPEG", (1500, 7300))),
    "cover-ratio": file(JPG, picture("JPEG", (1500, 1500))),
    "cover-format": retyped(JPG, "GIF", "image/gif", (1500, 2000)),
    "cover-marks": NO_COVER,
    "cover-shown": SECOND_COVER,
    "cover-page": more(COVER, "<img", "<p>说明</p>"),
    "version": text(OPF, 'version="3.0"', 'version="1.0"'),
    "metadata": text(OPF, OLD_PAGE_SOURCE, PAGE_SOURCE),
    "identifiers": text(OPF, "<dc:identifier>urn:isbn:9787000000000</dc:identifier>", ""),
    "itemref-properties": text(
        OPF, '<itemref idref="cover"/>', '<itemref idref="cover" properties="duokan-page-fullscreen"/>'
    ),
    "navs": both(without_ncx(), file(NAV, '<html xmlns="http://www.w3.org/1999/xhtml"/>')),
    "landmarks": text(NAV, '<a epub:type="bodymatter"', '<a epub:type="preface"'),
    "toc-depth": more(NAV, '</li>\n</ol>\n</li>\n<li><a href="text/two.xhtml">', DEEP),
    "elements": more(TWO, "<path d", '<image href="../images/photo.png"/>'),
    "attributes": more(ONE, 'alt="2014年2月提出。"', 'zy-footnote="注" '),
    "nested-paragraphs": more(TWO, "在哪里", "<p>里层</p>"),
    "scripts": more(TWO, "</section>", "<script>var a = 1;</script>"),
    "table-columns": text(TWO, TABLE_HEAD, WIDE),
    "odd-spaces": more(TWO, "在哪里", "\u2060"),
    "inline-styles": text(TWO, '<p class="lead">', '<p class="lead" style="color: red">'),
    "notes-not-epub3": text(ONE, 'epub:type="noteref" ', ""),
    "notes-not-duokan": text(ONE, "duokan-footnote-item", "item"),
    "notes-not-qqreader": text(ONE, "qqreader-footnote ", ""),
    "notes-not-zhangyue": text(ONE, " zhangyue-footnote", ""),
    "css-negatives": style("margin-top: -.5em", ".lead"),
    "css-important-sizes": style("font-size: 1em !important", ".lead"),
    "css-fonts-not-embedded": style('font-family: "Founder Song"', "h1"),
    "css-variables-alone": style("color: var(--ink)", "h1"),
    "css-body-text": style('font-family: "Book Song"'),
    "css-image-px": style("width: 300px", "img"),
}
READ: dict[str, Callable[[Book], Book]] = {
    "file-bytes": weighing(3_000_000_000),
    "document-bytes": sized(TWO, 11_000_000),
    "document-load": sized(PNG, 11_000_000),
    "fonts-bytes": sized("EPUB/fonts/song.ttf", 11_000_000),
    "image-bytes": sized(PNG, 6_000_000),
    "cover-bytes": sized(JPG, 6_000_000),
}
# Rules that look at the same measure for something else.
OWN: dict[str, Spoil] = {
    "body-margin": style("margin-left: 2em"),
    "background": style("background: #fff"),
    "font-size-per-cent": style("font-size: 110%"),
    "image-format": retyped(PNG, "WEBP", "image/webp"),
    "cover-format": retyped(JPG, "GIF", "image/gif", (1500, 2000)),
    "ncx": without_ncx(),
}


def broken(measure: str, rule: str) -> Book:
    """The shop book with this rule broken."""
    if measure in READ:
        return READ[measure](book_of(shop_book()))
    return book_of(OWN.get(rule, SPOILS.get(measure, lambda book: book))(shop_book()))


def rules_found(book: Book, store: str) -> set[str]:
    """The rules of a store that the book breaks."""
    return {str(found.details["rule"]) for found in check_stores(book, [load_pack(store)])}


def all_rules() -> list[tuple[str, str, str]]:
    """(store, rule, measure) of every pack."""
    return [(store, rule.id, rule.measure) for store in store_names() for rule in load_pack(store).rules]


def problems_of(store: str, rule: str, measure: str) -> list[Problem]:
    """What this one rule finds in the book that breaks it."""
    found = check_stores(broken(measure, rule), [load_pack(store)])
    return [one for one in found if one.details["rule"] == rule]
