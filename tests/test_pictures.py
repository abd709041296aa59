"""Pictures of the tree: paths, formats, sizes, and what an SVG may hold."""

from __future__ import annotations

import struct
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from issuetest import IssueTest, figure, svg
from zbsh_pub.model import Picture
from zbsh_pub.pictures import read_picture, resolve
from zbsh_pub.problems import Place

HERE = Place("manuscript/lead/a.md", 7, 1)
ARTICLE = "manuscript/lead/a.md"


def read(folder: Path, name: str, data: bytes | str) -> Picture | str:
    """The picture, or the code of the one problem that it has."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return outcome(folder, name)


def outcome(folder: Path, name: str) -> Picture | str:
    picture, problems = read_picture(folder, name, HERE)
    assert (picture is None) == any(found.is_error for found in problems)
    assert all(found.place == HERE for found in problems)
    return picture or problems[0].code


def raster(mode: str = "RGB", format_: str = "PNG", size: tuple[int, int] = (4, 3)) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, format_)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A sound PNG of one bit a pixel, all black."""
    return png(width, height, bytes((width + 7) // 8 + 1) * height)


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head says that it is huge."""
    return png(width, height, b"")


def png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(rows, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def moving(format_: str) -> bytes:
    """Two pictures in one file."""
    out = BytesIO()
    first, second = (Image.new("RGB", (4, 3), colour) for colour in ("red", "blue"))
    first.save(out, format_, save_all=True, append_images=[second])
    return out.getvalue()


def multiplying(levels: int, times: int) -> str:
    """A drawing in which every group uses the one before it so many times."""
    groups = ['<rect id="g0" width="1" height="1"/>']
    groups += [f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * times + "</g>" for n in range(1, levels)]
    return svg("".join(groups))


def short(value: bytes | str) -> str:
    """What a test is called after."""
    return value if isinstance(value, str) and len(value) < 12 else "data"


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("a.png", "manuscript/lead/a.png"),
        ("./a.png", "manuscript/lead/a.png"),
        ("../../assets/a.png", "assets/a.png"),
        ("../../assets/../assets/./a.png", "assets/a.png"),
        ("..//../assets//a.png", "assets/a.png"),
        ("../../../assets/a.png", None),
        ("../../assets/../../a.png", None),
        ("/etc/passwd", None),
        ("//host/a.png", None),
        ("..\\..\\assets\\a.png", None),
        ("C:\\a.png", None),
        ("C:/a.png", None),
        ("file:///etc/passwd", None),
        ("https://a.b/c.png", None),
        ("data:image/png;base64,AAAA", None),
    ],
)
def test_resolve(reference: str, path: str | None) -> None:
    """A reference is counted from the file that holds it, and one that leaves the tree has no path."""
    assert resolve(ARTICLE, reference) == path


@given(st.text("./\\:a", max_size=20))
def test_no_reference_leaves_the_tree(reference: str) -> None:
    """Whatever is written, a path that comes of it stays below the root."""
    path = resolve(ARTICLE, reference)
    assert path is None or not (path.startswith("/") or ".." in path.split("/"))


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.png", raster("RGB"), "image/png"),
        ("a.png", raster("RGBA"), "image/png"),
        ("a.png", raster("L"), "image/png"),
        ("a.png", raster("LA"), "image/png"),
        ("a.png", raster("P"), "image/png"),
        ("a.png", raster("1"), "image/png"),
        ("a.jpg", raster("RGB", "JPEG"), "image/jpeg"),
        ("a.JPEG", raster("L", "JPEG"), "image/jpeg"),
        ("a.jpg", raster("CMYK", "JPEG"), "image/jpeg"),
        ("a.png", raster("I;16", "PNG"), "image/png"),
        ("a.gif", raster("P", "GIF"), "image/gif"),
        ("a.webp", raster("RGB", "WEBP"), "image/webp"),
        ("a.tif", raster("CMYK", "TIFF"), "image/tiff"),
        ("a.tiff", raster("LAB", "TIFF"), "image/tiff"),
        ("a.bmp", raster("RGB", "BMP"), "image/bmp"),
    ],
    ids=short,
)
def test_good_raster(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    """Whatever the editions can carry as it is or converted passes, with its size and its own bytes."""
    picture = read(tmp_path, name, data)
    assert isinstance(picture, Picture)
    assert (picture.media_type, picture.width, picture.height) == (media_type, 4, 3)
    assert picture.data == data


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", b"", "A02"),
        ("a.png", raster()[:40], "A02"),
        ("a.png", raster(size=(90, 90))[:-30], "A02"),
        ("a.jpg", raster("RGB", "JPEG", (400, 400))[:-600], "A02"),
        ("a.png", b"\x89PNG\r\n\x1a\nnonsense", "A02"),
        ("a.png", raster("RGB", "JPEG"), "A07"),
        ("a.jpg", raster("RGB", "PNG"), "A07"),
        ("a.png", raster("P", "GIF"), "A07"),
        ("a.png", raster("RGB", "WEBP"), "A07"),
        ("a.tif", raster("F", "TIFF"), "A04"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic", "A04"),
        ("a.avif", b"\x00\x00\x00\x18ftypavif", "A04"),
        ("a.jpg", raster("RGB", "TIFF"), "A07"),
        ("a.gif", moving("GIF"), "A08"),
        ("a.png", moving("PNG"), "A08"),
        ("a.webp", moving("WEBP"), "A08"),
        ("a.tif", moving("TIFF"), "A08"),
        ("a.png", claiming(50_000, 50_000), "A03"),
        ("a.png", claiming(7_200, 7_000), "A03"),
        ("a", raster(), "A04"),
        ("a.svgz", b"\x1f\x8b", "A04"),
        ("a.png", huge_png(10_000, 10_000), "A03"),
        ("a.png", huge_png(20_000, 10_000), "A03"),
        ("a.svg", svg("<g/>" * 100_001), "A03"),
        ("a.svg", svg(f"<!--{'x' * 5_000_000}-->"), "A03"),
        ("a.svg", svg("<g>" * 300 + "</g>" * 300), "A02"),
        ("a.svg", multiplying(9, 10), "A03"),
        ("a.svg", svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "A06"),
        ("a.svg", "", "A02"),
        ("a.svg", "<svg", "A02"),
        ("a.svg", svg()[:-3], "A02"),
        ("a.svg", "<html/>", "A07"),
        ("a.svg", "<svg/>", "A07"),
        ("a.svg", svg(attributes=""), "A02"),
    ],
    ids=short,
)
def test_bad_picture(tmp_path: Path, name: str, data: bytes | str, code: str) -> None:
    """Broken, mislabelled, unfit and huge pictures each have their code."""
    assert read(tmp_path, name, data) == code


def test_too_many_bytes(tmp_path: Path) -> None:
    """A file of more than 20 MB is refused before it is read."""
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(20_000_001)
    assert outcome(tmp_path, "a.png") == "A03"


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there, and a folder in its place, are A01."""
    (tmp_path / "b.png").mkdir()
    assert [outcome(tmp_path, name) for name in ("a.png", "b.png", "")] == ["A01"] * 3


def test_name_longer_than_a_disk_allows(tmp_path: Path) -> None:
    """A name that no disk could hold is a missing file, not a crash."""
    assert outcome(tmp_path, f"{'a' * 300}.png") == "A01"


def test_link_out_of_the_tree(tmp_path: Path) -> None:
    """A symlink to a file or through a folder outside does not bring the outside in."""
    root, outside = tmp_path / "issue", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a.png").write_bytes(raster())
    (root / "a.png").symlink_to(outside / "a.png")
    (root / "assets").symlink_to(outside)
    assert [outcome(root, name) for name in ("a.png", "assets/a.png")] == ["A05", "A05"]


def test_link_within_the_tree(tmp_path: Path) -> None:
    """A symlink that stays in the tree is a file like any other."""
    (tmp_path / "a.png").write_bytes(raster())
    (tmp_path / "b.png").symlink_to("a.png")
    assert isinstance(outcome(tmp_path, "b.png"), Picture)


def test_link_to_itself(tmp_path: Path) -> None:
    """A symlink that leads to itself is a missing file."""
    (tmp_path / "a.png").symlink_to("a.png")
    assert outcome(tmp_path, "a.png") == "A01"


@pytest.mark.parametrize(
    "inner",
    [
        '<text class="t">甲</text>',
        '<linearGradient id="g"/><rect fill="url(#g)" style="stroke:url(\'#g\')"/>',
        '<a href="#g"><use href="#g"/></a>',
        "<style>.t{fill:url(#g)}</style>",
        "<title>甲</title><!-- 乙 --><desc>丙</desc>",
        '<image width="5" height="5" href="data:image/png;base64,AAAA"/>',
    ],
)
def test_harmless_svg(tmp_path: Path, inner: str) -> None:
    """Drawing, text, gradients, inner references and embedded pixels are allowed."""
    picture = read(tmp_path, "a.svg", svg(inner))
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == (10, 10)


def test_what_an_editor_keeps_for_itself(tmp_path: Path) -> None:
    """Elements and attributes of Inkscape and its like are dropped, and no text with them."""
    spaces = 'xmlns:ink="http://www.inkscape.org/namespaces/inkscape" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    inner = f'<g {spaces} ink:label="x"><metadata><rdf:RDF/></metadata><text>甲<ink:grid/>乙</text></g>'
    picture = read(tmp_path, "a.svg", svg(inner))
    assert isinstance(picture, Picture)
    assert "甲乙" in picture.data.decode()
    assert not any(word in picture.data for word in (b"label", b"rdf:RDF", b"grid"))


def test_drawing_in_another_encoding(tmp_path: Path) -> None:
    """A drawing is given on in UTF-8, whatever it was declared to be."""
    data = b'<?xml version="1.0" encoding="GB2312"?>' + svg("<text>甲</text>").encode("gb2312")
    picture = read(tmp_path, "a.svg", data)
    assert isinstance(picture, Picture)
    assert "甲" in picture.data.decode()


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<script href="a.js"/>',
        '<rect onload="alert(1)"/>',
        '<rect onclick="alert(1)"/>',
        "<foreignObject/>",
        '<defs><font><font-face font-family="x"/></font></defs>',
        "<style>@font-face{font-family:x;src:url(data:font/ttf;base64,AAAA)}</style>",
        '<animate attributeName="x"/>',
        '<set attributeName="x" to="1"/>',
        '<animateTransform attributeName="transform" dur="1s"/>',
        '<animateMotion dur="1s"/>',
        '<a href="https://a.b/"/>',
        '<a href="javascript:alert(1)"/>',
        '<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//a.b/"/>',
        '<image href="b.png"/>',
        '<image href="data:text/html,x"/>',
        '<image href="data:image/svg+xml,%3Csvg onload=%22x%22/%3E"/>',
        '<use href="b.svg#x"/>',
        '<rect fill="url(https://a.b/c#d)"/>',
        '<rect style="fill:url(#g);stroke:url(https://a.b/c#d)"/>',
        '<rect style="fill:URL(https://a.b/c#d)"/>',
        "<style>@import 'https://a.b/c.css';</style>",
        "<style>@IMPORT 'https://a.b/c.css';</style>",
        "<style>.t{fill:url(https://a.b/c)}</style>",
        "<style>.t{fill:\\75rl(https://a.b/c)}</style>",
        "<style>@\\69mport 'https://a.b/c.css';</style>",
        "<style>.t{fill:red}<!-- --> @import 'https://a.b/c.css';</style>",
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="https://a.b/c.png"/>',
        '<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://a.b/"/>',
    ],
)
def test_active_svg(tmp_path: Path, inner: str) -> None:
    """Whatever runs, moves or fetches is A06, since a drawing stands inside a page of the EPUB."""
    assert read(tmp_path, "a.svg", svg(inner)) == "A06"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg SYSTEM "https://a.b/c.dtd">',
        "<!DOCTYPE svg [" + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12)) + "]>",
    ],
)
def test_entities(tmp_path: Path, doctype: str) -> None:
    """A document type that could fetch or multiply text is refused."""
    assert read(tmp_path, "a.svg", doctype + svg("<text>x</text>")) == "A06"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 20 10"', (20, 10)),
        ('viewBox="-5,-5,20,10"', (20, 10)),
        ('viewBox="0 0 20.5 .5"', (20.5, 0.5)),
        ('viewBox="0 0 2e1 1e1"', (20, 10)),
        ('width="20" height="10"', (20, 10)),
        ('width="20px" height="10px"', (20, 10)),
        ('width="0.5in" height="3pc"', (48, 48)),
    ],
)
def test_svg_size(tmp_path: Path, attributes: str, size: tuple[float, float]) -> None:
    """The size of a drawing is that of its viewBox, else its width and height."""
    picture = read(tmp_path, "a.svg", svg(attributes=attributes))
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    "attributes",
    [
        'viewBox="0 0 0 0"',
        'viewBox="0 0 10 0"',
        'viewBox="0 0 -10 10"',
        'viewBox="0 0 . ."',
        'viewBox="0 0 1e999 10"',
        'viewBox="0 0 1.2.3 4"',
        'width="0" height="0"',
        'width="..." height="10"',
        'width="100%" height="100%"',
    ],
)
def test_svg_without_a_size(tmp_path: Path, attributes: str) -> None:
    """A drawing whose size is nothing, negative or no number is broken, not a crash."""
    assert read(tmp_path, "a.svg", svg(attributes=attributes)) == "A02"


@pytest.mark.parametrize("path", ["", "#", "?"])
def test_picture_without_a_path(issue: IssueTest, path: str) -> None:
    """A figure whose path was forgotten is a problem on its line, before anything is made."""
    assert [str(found.place) for found in issue.with_article(figure(path)).problems()][:1] == [
        "manuscript/lead/p003-xiezuo.md:8:1"
    ]


def test_each_use_of_a_missing_picture_is_reported(issue: IssueTest) -> None:
    """A picture that two articles miss is reported in both."""
    issue.with_article(figure("../../assets/nix.png"))
    issue.with_article(figure("../../assets/nix.png"), name="manuscript/lead/p001-kaipian.md")
    assert [found.place.file[-14:] for found in issue.problems()] == ["001-kaipian.md", "p003-xiezuo.md"]


def test_text_of_a_drawing_has_glyphs(issue: IssueTest) -> None:
    """A character in a drawing that no face has is F01 as in the text."""
    issue.with_article(figure("../../assets/a.svg")).with_file("assets/a.svg", svg("<text>😀</text>"))
    assert issue.codes() == ["F01"]


def test_entities_in_another_encoding(tmp_path: Path) -> None:
    """What multiplies text is refused before it is read, in UTF-16 too."""
    data = ('<!DOCTYPE svg [<!ENTITY a "a">]>' + svg('<text class="&a;">x</text>')).encode("utf-16")
    assert read(tmp_path, "a.svg", data) == "A06"


def test_line_of_what_is_not_allowed(tmp_path: Path) -> None:
    """A06 names the line of the drawing, beside the place where it is used."""
    (tmp_path / "a.svg").write_text(svg("\n<g>\n<script/></g>"), encoding="utf-8")
    (found,) = read_picture(tmp_path, "a.svg", HERE)[1]
    assert (found.place, found.details["line"], found.details["found"]) == (HERE, 3, "<script>")


@pytest.mark.parametrize(
    ("inner", "face"),
    [
        ('<text font-family="Arial">x</text>', "Arial"),
        ("<g style=\"font-family: 'Adobe Song Std', SimSun\"/>", "Adobe Song Std"),
        ("<style>text{font:700 12px/1.5 Helvetica}</style>", "Helvetica"),
        ('<text font-family="Arial, sans-serif">x</text>', None),
        ('<text font-family="ZB Song">x</text>', None),
        ("<style>text{font-family:var(--hei);font-size:9px}</style>", None),
    ],
)
def test_faces_of_a_drawing(tmp_path: Path, inner: str, face: str | None) -> None:
    """A09 names the first face that the house does not have, unless the drawing names a way out."""
    (tmp_path / "a.svg").write_text(svg(inner), encoding="utf-8")
    picture, problems = read_picture(tmp_path, "a.svg", HERE)
    assert picture
    assert [(found.code, found.details["face"]) for found in problems] == ([("A09", face)] if face else [])


def test_broken_profile(tmp_path: Path) -> None:
    """A profile that cannot be read is told, and the picture is taken all the same."""
    out = BytesIO()
    Image.new("RGB", (4, 3)).save(out, "JPEG", icc_profile=b"no profile")
    (tmp_path / "a.jpg").write_bytes(out.getvalue())
    picture, problems = read_picture(tmp_path, "a.jpg", HERE)
    assert picture
    assert [found.code for found in problems] == ["A10"]


@pytest.mark.parametrize("held", range(1, 9))
def test_size_of_a_turned_picture(tmp_path: Path, held: int) -> None:
    """A picture's size is that of the picture held upright."""
    exif = Image.Exif()
    exif[0x0112] = held
    out = BytesIO()
    Image.new("RGB", (4, 3)).save(out, "JPEG", exif=exif)
    picture = read(tmp_path, "a.jpg", out.getvalue())
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == ((4, 3) if held < 5 else (3, 4))


def test_bombs_take_no_memory(tmp_path: Path) -> None:
    """A small file that claims to be huge is refused with little memory."""
    tracemalloc.start()
    codes = [read(tmp_path, "a.png", claiming(50_000, 50_000)), read(tmp_path, "a.svg", multiplying(60, 30))]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes == ["A03", "A03"]
    assert peak < 5_000_000
