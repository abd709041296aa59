"""Our own checks on a finished EPUB: a good one is silent, and each planted fault is found where it is."""

from __future__ import annotations

import io
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epubbook import COVER, CSS, JPG, NAV, NCX, ONE, OPF, PNG, TWO, EpubBook, good_book, picture
from epubfaults import ALSO, FAULTS, Spoil, both, file, more, planted, problems_of, text, without_ncx, zipped
from issuetest import REPO, Built, IssueTest
from zbsh_pub.build import build
from zbsh_pub.checks.epub.addresses import resolve
from zbsh_pub.checks.epub.check import EPUB3_RULES, RULES, ZIP_RULES, check_epub
from zbsh_pub.checks.epub.pictures import Picture, read_picture, sniff
from zbsh_pub.problems import codes


def codes_of(book: EpubBook) -> list[str]:
    return [found.code for found in book.problems()]


def test_a_good_book_is_silent() -> None:
    """The book that all faults are planted in has none."""
    assert [found.render("en") for found in good_book().problems()] == []


def test_each_code_has_a_fault() -> None:
    """Every code of these checks is planted."""
    assert sorted(["E02", *FAULTS]) == sorted(code for code in codes() if code[0] == "E" and code != "E01")


@pytest.mark.parametrize("code", FAULTS)
def test_fault_is_found(code: str) -> None:
    """The fault is found under its own code, in its file and line, and nothing else is found."""
    found = problems_of(code)
    assert [one.code for one in found if one.code not in ALSO.get(code, [])] == [code]
    assert [(one.place.file, one.place.line) for one in found if one.code == code] == [FAULTS[code].place()]


def test_a_damaged_file() -> None:
    """A byte that went wrong on the way is found by the check sum, and told with the file."""
    assert [(one.code, one.place.file) for one in problems_of("E02")] == [("E02", "EPUB/fonts/song.ttf")]


UNLIKE_EPUB3 = {"E15", "E19", "E20", "E28", "E29", "E33", "E34", "E37", "E38", "E43", "E66"}
MORE_FAULTS: list[tuple[str, Spoil]] = [
    ("E03", lambda book: book.last("mimetype")),
    ("E03", lambda book: book.without("mimetype")),
    ("E03", file("mimetype", "application/epub+zip\n")),
    ("E03", zipped("mimetype", extra=b"\x99\x99\x02\x00ab")),
    ("E06", lambda book: book.with_entry("EPUB/Nav.xhtml", b"")),
    ("E09", zipped(CSS, extra=b"\x99\x99\x02\x00ab")),
    ("E09", zipped(CSS, external_attr=0o600 << 16)),
    ("E10", lambda book: book.without("META-INF/container.xml")),
    ("E10", text("META-INF/container.xml", "</rootfiles>", "")),
    ("E10", text("META-INF/container.xml", "application/oebps-package+xml", "text/xml")),
    ("E12", text(OPF, "<package", "<packet", "</package>", "</packet>")),
    ("E12", file(OPF, b"")),
    (
        "E14",
        both(*(text(name, "urn:uuid:00000000-0000-4000-8000-00000000000e", "ISSN 1234-5679") for name in (OPF, NCX))),
    ),
    ("E15", text(OPF, '<meta property="dcterms:modified">2026-01-15T00:00:00Z</meta>', "")),
    ("E15", more(OPF, "<dc:publisher>", '<meta property="dcterms:modified">2026-01-15T00:00:00Z</meta>')),
    ("E17", text(OPF, "<dc:language>zh-Hans</dc:language>", "")),
    ("E19", text(OPF, 'property="group-position"', 'property="position"')),
    ("E19", text(OPF, '<itemref idref="cover"/>', '<itemref idref="cover" properties="duokan-page-fullscreen"/>')),
    ("E26", file(PNG, b"plain words, no picture")),
    ("E26", file(PNG, picture("WEBP", (30, 20)))),
    (
        "E26",
        text(
            OPF,
            'href="toc.ncx" media-type="application/x-dtbncx+xml"',
            'href="toc.ncx" media-type="application/xml"',
            ' toc="ncx"',
            "",
        ),
    ),
    ("E28", more(TWO, "在哪里", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>')),
    ("E31", more(OPF, "</spine>", '<itemref idref="one"/>')),
    ("E36", text(OPF, 'media-type="image/png"', 'media-type="image/png" properties="cover-image"')),
    ("E38", without_ncx(text(NAV, 'epub:type="toc" id="toc" role="doc-toc"', 'id="toc" role="doc-toc"'))),
    (
        "E44",
        text(
            NAV,
            "</nav>\n</body>",
            '</nav>\n<nav epub:type="page-list" role="doc-pagelist" hidden="hidden"><ol><li>'
            '<a href="text/one.xhtml#p1">1</a></li></ol></nav>\n</body>',
        ),
    ),
    ("E50", text(NCX, 'name="dtb:depth" content="2"', 'name="dtb:depth" content="1"')),
    ("E51", text(OPF, '<spine toc="ncx">', '<spine toc="nav">')),
    ("E56", text(TWO, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "b">]>')),
    ("E60", more(TWO, "<table>", '<p><iframe src="https://example.org/" title="网页"></iframe></p>')),
    ("E62", text(TWO, "<title>第二篇</title>\n", "")),
    ("E65", text(TWO, '<th scope="col">地方</th>', "<th>地方</th>")),
    ("E69", text(ONE, "涿州<rp>", "<rp>")),
    ("E72", more(TWO, "在哪里", "<div>块</div>")),
    ("E72", text(TWO, "<tr><td>天津</td><td>1</td></tr>", "<tr><p>天津</p></tr><td>1</td>")),
    (
        "E72",
        text(ONE, '<a href="two.xhtml#h-two">第二篇</a>', '<a href="two.xhtml"><a href="two.xhtml">第二篇</a></a>'),
    ),
    (
        "E81",
        text(
            OPF,
            ">none<",
            ">noSoundHazard<",
            '<meta property="schema:accessibilitySummary"',
            '<meta property="schema:accessibilityHazard">sound</meta><meta property="schema:accessibilitySummary"',
        ),
    ),
    ("E83", text(CSS, "figure { margin", "} figure { margin")),
    ("E84", more(CSS, "@font-face", '@import "more.css";\n')),
    ("E84", text(TWO, '<p class="lead">', '<p class="lead" style="background: url(paper.png)">')),
    ("E88", file(JPG, good_book().data(JPG)[:40])),
]


@pytest.mark.parametrize(("code", "spoil"), MORE_FAULTS)
def test_other_ways_to_the_same_fault(code: str, spoil: Spoil) -> None:
    """A fault is found in each of its forms."""
    assert code in codes_of(spoil(good_book()))


KEPT: list[Spoil] = [
    more(TWO, "<table>", '<p><img src="../images/photo.png" alt=""/></p>'),  # ornament
    more(
        TWO,
        "<table>",
        '<p>见<a href="https://example.org/a?b#c">网页</a>、<a href="mailto:a@example.org">信箱</a>。</p>',
    ),
    more(TWO, "<table>", '<p lang="en" xml:lang="en">All roads lead to the sea, they say.</p>'),
    more(TWO, "<table>", "<pre>甲 \n 乙。</pre>"),
    more(TWO, "<table>", "<p>张三 李四 王五</p>"),  # names
    more(TWO, "<table>", "<p>甲行<br/>\n乙行。</p>"),
    more(TWO, "<table>", "<p>第 1 页，共 2 页。</p>"),
    text(TWO, "<!DOCTYPE html>", ""),
    text(TWO, 'encoding="utf-8"', 'encoding="UTF-8"'),
    lambda book: book.with_file(TWO, b"\xef\xbb\xbf" + book.data(TWO)),
    text(TWO, "在哪里", "在<!-- &nbsp; -->哪里"),
    text(CSS, "p { ", 'p { font-family: "Book Song", "No Such", serif; '),
    text(CSS, "p { ", "p { color: #333; background: url(data:image/png;base64,AAAA); "),
    text(CSS, "p { ", "p { -epub-hyphens: none; "),
    text(
        OPF,
        '<package xmlns="http://www.idpf.org/2007/opf"',
        '<package xmlns="http://www.idpf.org/2007/opf" prefix="prism: http://prismstandard.org/namespaces/basic/3.0/"',
        "<dc:publisher>",
        '<meta property="prism:number">1</meta><dc:publisher>',
    ),
    text(
        OPF,
        '<meta property="pageBreakSource">urn:issn:1234-5679</meta>',
        '<dc:source id="print">urn:issn:1234-5679</dc:source>'
        '<meta property="source-of" refines="#print">pagination</meta>',
    ),
    text(OPF, 'media-type="font/ttf"', 'media-type="application/vnd.ms-opentype"'),
    without_ncx(),
    lambda book: book.with_file("META-INF/com.apple.ibooks.display-options.xml", b"<display_options/>"),
]


@pytest.mark.parametrize("change", KEPT)
def test_what_is_allowed_is_left_alone(change: Spoil) -> None:
    """What the standards allow is not told."""
    assert [found.render("en") for found in change(good_book()).problems()] == []


def test_places_from_outside() -> None:
    """With the name of the EPUB, places begin with it, and those of the whole book are it."""
    found = check_epub(planted("E58"), "issue.epub").problems
    assert [str(one.place) for one in found] == ["issue.epub/EPUB/text/one.xhtml:13"]
    assert [str(one.place) for one in check_epub(planted("E09"), "issue.epub").problems] == ["issue.epub"]


def test_all_faults_at_once() -> None:
    """Faults in several files are told in one run."""
    book = both(FAULTS["E58"].spoil, FAULTS["E83"].spoil, FAULTS["E23"].spoil)(good_book())
    assert sorted(codes_of(book)) == ["E23", "E58", "E83"]


def test_an_epub_of_version_2() -> None:
    """A sound EPUB 2 is told to be one, and is not held against rules of EPUB 3."""
    book = both(text(OPF, 'version="3.0"', 'version="2.0"'))(good_book())
    assert codes_of(book) == ["E21"]


def test_no_file_is_trusted() -> None:
    """Entities are not expanded, and nothing is read that is not in the zip."""
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    book = text(TWO, "<!DOCTYPE html>", bomb, "在哪里", "在&b;&c;哪里")(good_book())
    assert codes_of(book) == ["E56"]


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"<html/>", b"PK\x03\x04" + b"\xff" * 200])
def test_no_zip(data: bytes) -> None:
    """What is no zip, or an empty one, is told as such."""
    assert [found.code for found in check_epub(data).problems] == ["E02"]


def test_too_large_to_unpack(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book that unpacks to more than anybody takes is refused before it is unpacked."""
    monkeypatch.setattr("zbsh_pub.checks.epub.archive.MOST", 10_000)
    assert [found.code for found in check_epub(good_book().packed()).problems] == ["E02"]


def test_a_large_file_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a very large file the head is kept, and its check sum is proved all the same."""
    monkeypatch.setattr("zbsh_pub.checks.epub.archive.WHOLE", 20_000)
    monkeypatch.setattr("zbsh_pub.checks.epub.archive.HEAD", 10_000)
    assert codes_of(good_book()) == []
    assert [found.code for found in check_epub(planted("E02")).problems] == ["E02"]


def test_zip_encryption() -> None:
    """A password on the zip is told as a way of packing that EPUB does not know."""
    data = bytearray(good_book().packed())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature)
        data[at + offset] |= 1
    assert Counter(found.code for found in check_epub(bytes(data)).problems) == {"E04": 1}


@settings(max_examples=60)
@given(st.data())
def test_any_bytes_are_checked_without_an_exception(data: st.DataObject) -> None:
    """Whatever is wrong in a file becomes a problem, never an exception."""
    name = data.draw(st.sampled_from([OPF, NAV, NCX, ONE, TWO, CSS, COVER, JPG, PNG, "META-INF/container.xml"]))
    whole = bytearray(good_book().data(name))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    check_epub(good_book().with_file(name, bytes(whole)).packed())


@settings(max_examples=40)
@given(st.binary(max_size=60), st.integers(0, 10**6))
def test_any_zip_is_checked_without_an_exception(piece: bytes, at: int) -> None:
    """A zip with a piece written over it is read or refused."""
    whole = bytearray(good_book().packed())
    at %= len(whole)
    whole[at : at + len(piece)] = piece
    check_epub(bytes(whole))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (picture("JPEG", (30, 20)), Picture("jpeg", 30, 20)),
        (picture("JPEG", (30, 20), "L"), Picture("jpeg", 30, 20, "grey")),
        (picture("JPEG", (30, 20), progressive=True), Picture("jpeg", 30, 20, stepwise=True)),
        (picture("JPEG", (30, 20), icc_profile=b"x" * 200_000), Picture("jpeg", 30, 20)),
        (picture("PNG", (30, 20), "RGBA"), Picture("png", 30, 20, alpha=True)),
        (picture("PNG", (30, 20), "I;16"), Picture("png", 30, 20, "grey", 16)),
        (picture("PNG", (30, 20), "P"), Picture("png", 30, 20, "indexed", 1)),
        (picture("GIF", (30, 20), "P"), Picture("gif", 30, 20, "indexed")),
        (picture("WEBP", (30, 20)), Picture("webp", 30, 20)),
        (picture("WEBP", (30, 20), lossless=True), Picture("webp", 30, 20)),
        (picture("WEBP", (30, 20), "RGBA"), Picture("webp", 30, 20, alpha=True)),
        (b"\xff\xd8\xff\xe0\x00", None),
        (b"words", None),
    ],
)
def test_picture_headers(data: bytes, expected: Picture | None) -> None:
    """Size, colours and kind are read off the header."""
    assert read_picture(data) == expected


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b'<?xml version="1.0"?>\n<!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "application/xhtml+xml"),
        (b"OTTO\0", "font/otf"),
        (b"body { color: red }", ""),
        (b"BMW is no bitmap", ""),
    ],
)
def test_media_types_by_bytes(data: bytes, media_type: str) -> None:
    """The bytes say what a file is, or that they do not know."""
    assert sniff(data) == media_type


@pytest.mark.parametrize(
    ("address", "path", "inside"),
    [
        ("two.xhtml#a", "EPUB/text/two.xhtml", True),
        ("../images/a%20b.png", "EPUB/images/a b.png", True),
        ("#here", "EPUB/text/one.xhtml", True),
        ("../../../secret", "secret", False),
        ("https://example.org/", "", False),
        ("data:image/png;base64,AA", "", False),
        ("http://[", "", False),
    ],
)
def test_addresses(address: str, path: str, inside: bool) -> None:
    """An address is a file of the book, or leads out of it."""
    target = resolve("EPUB/text/one.xhtml", address)
    assert (target.path, target.inside) == (path, inside)


def test_rules_are_listed_once() -> None:
    """No rule runs twice."""
    rules = [*ZIP_RULES, *RULES, *EPUB3_RULES]
    assert len(rules) == len(set(rules))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The issue of this repository as an EPUB."""
    result = build(REPO, tmp_path_factory.mktemp("real"), ("epub",))
    return Built(result.files, result.problems)


def test_our_own_issue(real: Built) -> None:
    """The issue of this repository passes, warnings included, in less than a second."""
    data = real.epub.read_bytes()
    began = time.process_time()
    problems = check_epub(data).problems
    assert time.process_time() - began < 1
    assert [found.render("en") for found in problems] == []


def test_the_build_stops_at_a_fault(issue: IssueTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A finished EPUB with an error never reaches dist/."""

    def spoilt(data: bytes, name: str) -> object:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
            for info in source.infolist():
                whole = source.read(info)
                target.writestr(
                    info, whole.replace(b"</html>", b"</htm>") if info.filename.endswith("nav.xhtml") else whole
                )
        return check_epub(out.getvalue(), name)

    monkeypatch.setattr("zbsh_pub.ebooks.check_epub", spoilt)
    found = [(one.code, one.place.file) for one in issue.problems(full=True)]
    assert ("E53", "yangkan-1.epub/EPUB/nav.xhtml") in found
