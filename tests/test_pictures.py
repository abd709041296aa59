"""Pictures of the tree: paths, formats, sizes, and what an SVG may hold."""

from __future__ import annotations

import struct
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
    assert (picture is None) == bool(problems)
    assert all(found.place == HERE for found in problems)
    return picture or problems[0].code


def raster(mode: str = "RGB", format_: str = "PNG", size: tuple[int, int] = (4, 3)) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, format_)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A sound PNG of one bit a pixel, all black."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes((width + 7) // 8 + 1) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


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
    ],
    ids=short,
)
def test_good_raster(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    """RGB, grey and indexed PNG and JPEG pass, with their size."""
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
        ("a.jpg", raster("CMYK", "JPEG"), "A04"),
        ("a.png", raster("I;16", "PNG"), "A04"),
        ("a.gif", raster("P", "GIF"), "A04"),
        ("a.webp", raster("RGB", "WEBP"), "A04"),
        ("a.tif", raster("RGB", "TIFF"), "A04"),
        ("a", raster(), "A04"),
        ("a.svgz", b"\x1f\x8b", "A04"),
        ("a.png", huge_png(10_000, 10_000), "A03"),
        ("a.png", huge_png(20_000, 10_000), "A03"),
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
