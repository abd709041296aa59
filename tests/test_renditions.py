"""One source picture, and what each edition carries of it."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from issuetest import IssueTest, figure
from zbsh_pub.cache import Store
from zbsh_pub.link import PdfFacts, link
from zbsh_pub.model import Picture
from zbsh_pub.pictures import read_picture
from zbsh_pub.problems import Place
from zbsh_pub.renditions import Carrying, carried, carrying_of
from zbsh_pub.renditions.metadata import bare_jpeg, bare_png
from zbsh_pub.renditions.rendition import rendition
from zbsh_pub.typeset.job import Job, Setup
from zbsh_pub.typeset.press import Press

EPUB, SCREEN, PRINT = carrying_of("epub"), carrying_of("screen"), carrying_of("print")
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TYPES = {"JPEG": ("a.jpg", "image/jpeg"), "PNG": ("a.png", "image/png"), "TIFF": ("a.tif", "image/tiff")}
TYPES |= {"WEBP": ("a.webp", "image/webp"), "GIF": ("a.gif", "image/gif"), "BMP": ("a.bmp", "image/bmp")}


def source(image: Image.Image, format_: str = "JPEG", **options: Any) -> Picture:
    """A picture as it was read from the tree."""
    out = BytesIO()
    image.save(out, format_, **options)
    name, media_type = TYPES[format_]
    return Picture(name, media_type, image.width, image.height, out.getvalue())


def opened(picture: Picture) -> Image.Image:
    """The pixels of a rendition, which must be what it says."""
    image = Image.open(BytesIO(picture.data))
    image.load()
    assert picture.media_type == f"image/{(image.format or '').lower()}"
    assert image.size == (picture.width, picture.height)
    assert not image.info.keys() & {"exif", "icc_profile", "comment", "Comment"}
    assert not image.getexif()
    return image


def photo(width: int = 64, height: int = 48) -> Image.Image:
    """A picture of many colours, with a red, a green and a blue corner."""
    image = Image.merge(
        "RGB", [Image.radial_gradient("L"), Image.linear_gradient("L"), Image.effect_noise((256,) * 2, 90)]
    )
    image = image.resize((width, height))
    for place, colour in (((0, 0), "#f00000"), ((width - 16, 0), "#00f000"), ((0, height - 16), "#0000f0")):
        image.paste(colour, (*place, place[0] + 16, place[1] + 16))
    return image


def corners(image: Image.Image) -> str:
    """The strongest colour of three corners: top left, top right, bottom left."""
    right, bottom = image.width - 5, image.height - 5
    pixels = [image.convert("RGB").getpixel(place) for place in ((4, 4), (right, 4), (4, bottom))]
    return "".join("rgb"[pixel.index(max(pixel))] for pixel in pixels if isinstance(pixel, tuple))


def profile_of(gamma: float, swapped: bool = False) -> bytes:
    """A small RGB profile: sRGB's with other curves, or with red and blue in each other's place."""
    data = bytearray(SRGB)
    count = struct.unpack(">I", data[128:132])[0]
    tags = {bytes(data[132 + 12 * n : 136 + 12 * n]): 132 + 12 * n for n in range(count)}
    if swapped:
        red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
        data[red + 4 : red + 12], data[blue + 4 : blue + 12] = data[blue + 4 : blue + 12], data[red + 4 : red + 12]
    curve = b"curv" + struct.pack(">IIH", 0, 1, round(gamma * 256)) + b"\0\0"
    for tag in (b"rTRC", b"gTRC", b"bTRC"):
        data[tags[tag] + 4 : tags[tag] + 12] = struct.pack(">II", len(data), len(curve))
    data += curve
    data[0:4] = struct.pack(">I", len(data))
    return bytes(data).replace("sRGB built-in".encode("utf-16-be"), "wide built-in".encode("utf-16-be"))


def test_photo_keeps_its_pixels() -> None:
    """A JPEG that fits is carried with every pixel as it was."""
    picture = source(photo(), quality=90)
    for carrying in (EPUB, SCREEN, PRINT):
        assert opened(rendition(picture, carrying)).tobytes() == Image.open(BytesIO(picture.data)).tobytes()


def test_nobody_learns_where_a_photo_was_taken() -> None:
    """Exif with GPS, comment, XMP and profile are gone from the bytes, also where no pixel is touched."""
    exif = Image.Exif()
    exif[0x010F] = "Camera-of-somebody"
    exif.get_ifd(0x8825)[29] = "2024:02:15"
    for format_, options in (
        ("JPEG", {"comment": b"Camera-of-somebody", "xmp": b"<x>Camera-of-somebody</x>"}),
        ("PNG", {}),
    ):
        picture = source(photo(), format_, exif=exif, icc_profile=SRGB, **options)
        assert b"Camera-of-somebody" in picture.data
        for carrying in (EPUB, SCREEN, PRINT):
            made = rendition(picture, carrying)
            opened(made)
            assert not any(word in made.data for word in (b"Camera-of-somebody", b"2024:02:15", b"Exif", b"eXIf"))


@pytest.mark.parametrize("carrying", [EPUB, SCREEN, PRINT], ids=["epub", "screen", "print"])
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("held", range(1, 9))
def test_turned_photo(held: int, format_: str, carrying: Carrying) -> None:
    """However the camera was held, the picture stands upright and says nothing of it any more."""
    back = [None, None, 0, 3, 1, 5, 2, 6, 4][held]  # the transposition that undoes what the tag asks for
    taken = photo() if back is None else photo().transpose(Image.Transpose(back))
    exif = Image.Exif()
    exif[0x0112] = held
    options: dict[str, Any] = {"quality": 95} if format_ in ("JPEG", "WEBP") else {}
    made = opened(rendition(source(taken, format_, exif=exif, **options), carrying))
    assert (made.size, corners(made)) == ((64, 48), "rgb")


def test_large_photo() -> None:
    """The EPUB's picture stays within pixels and side, in its proportions; the PDF's keeps its size."""
    made = rendition(source(photo(4000, 2000)), EPUB)
    assert (made.width, made.height) == (3200, 1600)
    tall = rendition(source(photo(2400, 3000)), EPUB)
    assert tall.width * tall.height <= 5_600_000
    assert abs(tall.width / tall.height - 0.8) < 0.001
    assert opened(rendition(source(photo(4000, 2000)), PRINT)).size == (4000, 2000)


def test_too_many_bytes_for_a_store() -> None:
    """A picture that no quality makes small enough is made smaller; one with transparency stays a PNG."""
    noise = Image.merge("RGB", [Image.effect_noise((500, 400), 120) for _ in range(3)])
    small = Carrying("srgb", (88, 64), weight=20_000)
    jpeg, png = rendition(source(noise), small), rendition(source(noise, "PNG"), small)
    noise.putalpha(Image.linear_gradient("L").resize(noise.size))
    clear = rendition(source(noise, "PNG"), small)
    assert [made.media_type for made in (jpeg, png, clear)] == ["image/jpeg", "image/jpeg", "image/png"]
    assert all(len(made.data) <= 20_000 for made in (jpeg, png, clear))
    assert opened(jpeg).width < 500
    assert opened(clear).mode == "RGBA"


def test_clear_picture() -> None:
    """A transparent PNG stays what it is, in every bit; only who asks for a ground gets one."""
    image = photo().convert("RGBA")
    image.putpixel((30, 30), (9, 9, 9, 0))
    picture = source(image, "PNG")
    assert opened(rendition(picture, EPUB)).tobytes() == image.tobytes()
    flat = opened(rendition(picture, carrying_of("epub-opaque")))
    assert (flat.mode, flat.getpixel((30, 30))) == ("RGB", (255, 255, 255))


def test_clear_colour_of_an_indexed_picture() -> None:
    """The one transparent colour of a palette stays transparent, in GIF and PNG, and gets a ground on demand."""
    image = Image.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 250, 0, 0])
    image.putpixel((2, 2), 0)
    for format_ in ("PNG", "GIF"):
        picture = source(image, format_, transparency=0)
        made = opened(rendition(picture, EPUB))
        assert (made.mode, made.convert("RGBA").getpixel((2, 2))) == ("P", (0, 0, 0, 0))
        assert opened(rendition(picture, carrying_of("epub-opaque"))).getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize(("mode", "format_"), [("1", "PNG"), ("P", "PNG"), ("1", "TIFF"), ("P", "GIF"), ("P", "BMP")])
def test_small_kinds_stay_small(mode: str, format_: str) -> None:
    """Line art and indexed pictures keep their kind."""
    made = rendition(source(photo().convert(mode), format_), EPUB)
    assert opened(made).mode == mode
    assert made.media_type == "image/png"


def test_sixteen_bits() -> None:
    """16 bits a channel become 8, grey as well as colours."""
    image = Image.new("I;16", (4, 3))
    image.putpixel((1, 1), 0xC000)
    made = opened(rendition(source(image, "PNG"), EPUB))
    assert (made.mode, made.getpixel((1, 1))) == ("L", 0xC0)
    deep = rendition(Picture("a.png", "image/png", 2, 1, deep_png()), EPUB)
    assert (deep.data[24], opened(deep).getpixel((1, 0))) == (8, (0xAB, 0x10, 0x00))


def deep_png() -> bytes:
    """Two pixels in RGB of 16 bits; Pillow writes none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + struct.pack(">6H", 0, 0, 0, 0xABCD, 0x1000, 0x0000)
    head = struct.pack(">IIBBBBB", 2, 1, 16, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("format_", ["JPEG", "TIFF"])
def test_inks(format_: str) -> None:
    """CMYK becomes RGB for screens and stays CMYK, ink for ink, in print."""
    image = Image.new("CMYK", (32, 32), (0, 250, 250, 0))
    options: dict[str, Any] = {"quality": 100} if format_ == "JPEG" else {}
    picture = source(image, format_, **options)
    for carrying in (EPUB, SCREEN):
        made = opened(rendition(picture, carrying))
        assert (made.mode, corners(made)) == ("RGB", "rrr")
    made = opened(rendition(picture, PRINT))
    pixel = made.getpixel((8, 8))
    assert made.mode == "CMYK"
    assert isinstance(pixel, tuple)
    assert max(abs(a - b) for a, b in zip(pixel, (0, 250, 250, 0), strict=True)) <= 2


def test_inks_without_adobes_mark() -> None:
    """A CMYK JPEG whose inks are not inverted is read as it was meant, not as its negative."""
    inverted = Image.new("CMYK", (32, 32), (0, 250, 250, 0)).point(lambda ink: 255 - ink)
    picture = source(inverted, quality=100)
    bare = picture.data.replace(picture.data[picture.data.index(b"\xff\xee") :][:16], b"", 1)
    assert "adobe" not in Image.open(BytesIO(bare)).info
    made = opened(rendition(Picture("a.jpg", "image/jpeg", 32, 32, bare), EPUB))
    assert corners(made) == "rrr"


def test_colours_by_their_profile() -> None:
    """Pixels are converted by the profile that comes with them, which is then left out."""
    swapped = source(photo(), "PNG", icc_profile=profile_of(2.2, swapped=True))
    assert [corners(opened(rendition(swapped, carrying))) for carrying in (EPUB, SCREEN, PRINT)] == ["bgr"] * 3
    linear = source(Image.new("RGB", (4, 4), (55, 55, 55)), "PNG", icc_profile=profile_of(1.0))
    pixel = opened(rendition(linear, EPUB)).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert 124 <= pixel[0] <= 130  # linear .216 is .5 in sRGB


def test_profile_of_a_clear_picture() -> None:
    """Transparency comes through the conversion of colours."""
    image = photo().convert("RGBA")
    image.putpixel((30, 30), (9, 9, 9, 0))
    made = opened(rendition(source(image, "PNG", icc_profile=profile_of(1.0)), EPUB))
    assert (made.mode, made.getchannel("A").getpixel((30, 30))) == ("RGBA", 0)


def test_profile_of_a_grey_picture_with_colours() -> None:
    """A profile of another kind than the pixels, or a broken one, is not followed."""
    for profile in (SRGB, b"nonsense"):
        picture = source(photo().convert("L"), icc_profile=profile)
        assert opened(rendition(picture, EPUB)).tobytes() == Image.open(BytesIO(picture.data)).tobytes()


def ink_profile() -> bytes:
    """A CMYK profile in which cyan prints red: a table of two steps an ink (ICC.1:2001, 6.5.7)."""
    matrix = b"".join(struct.pack(">i", 65536 * (n % 4 == 0)) for n in range(9))
    steps = bytes(range(256))
    colours = b"".join(bytes((138, 209, 198) if node & 8 else (255, 128, 128)) for node in range(16))
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + matrix + steps * 4 + colours + steps * 3
    name = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"inks\0" + bytes(78)
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", 63190, 65536, 54061)
    tags, place, body = b"", 128 + 4 + 3 * 12, b""
    for tag, data in ((b"A2B0", table), (b"desc", name), (b"wtpt", white)):
        padded = data + bytes(-len(data) % 4)
        tags += tag + struct.pack(">II", place + len(body), len(data))
        body += padded
    head = struct.pack(">I4xI4s4s4s12x4s", place + len(body), 0x02100000, b"prtr", b"CMYK", b"Lab ", b"acsp")
    head += bytes(68 - len(head)) + struct.pack(">iii", 63190, 65536, 54061)
    return head + bytes(128 - len(head)) + struct.pack(">I", 3) + tags + body


def test_inks_by_their_profile() -> None:
    """CMYK is read in the profile that it brings, else in the house's where there is one; never in print."""
    cyan, profile = Image.new("CMYK", (32, 32), (255, 0, 0, 0)), ink_profile()
    own, bare = source(cyan, "TIFF", icc_profile=profile), source(cyan, "TIFF")
    assert corners(opened(rendition(own, EPUB))) == "rrr"
    assert corners(opened(rendition(bare, carrying_of("screen", profile)))) == "rrr"
    assert corners(opened(rendition(bare, EPUB))) == "ggg"  # green and blue are equal
    kept = opened(rendition(own, PRINT))
    assert kept.mode == "CMYK"
    assert kept.getpixel((4, 4)) == (255, 0, 0, 0)


def test_lab() -> None:
    """Lab, which comes without a profile, is white where it says white."""
    pixel = opened(rendition(source(Image.new("LAB", (4, 4), (255, 128, 128)), "TIFF"), EPUB)).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert min(pixel) >= 254


@pytest.mark.parametrize(
    ("image", "format_", "media_type"),
    [
        (photo(200, 150), "TIFF", "image/jpeg"),
        (photo(200, 150), "WEBP", "image/jpeg"),
        (photo(200, 150), "BMP", "image/jpeg"),
        (photo(200, 150), "PNG", "image/png"),
        (Image.new("RGB", (200, 150), "#123456"), "TIFF", "image/png"),
        (Image.new("RGBA", (200, 150), "#12345680"), "WEBP", "image/png"),
    ],
)
def test_other_formats(image: Image.Image, format_: str, media_type: str) -> None:
    """TIFF, WebP and BMP become JPEG where they are photographs, else PNG; a PNG stays one."""
    made = rendition(source(image, format_), EPUB)
    opened(made)
    assert made.media_type == media_type


def test_second_picture_of_a_camera() -> None:
    """Of a camera's JPEG with a smaller picture behind the first the first is carried alone."""
    out = BytesIO()
    photo().save(out, "MPO", save_all=True, append_images=[photo(32, 24)])
    made = rendition(Picture("a.jpg", "image/jpeg", 64, 48, out.getvalue()), EPUB)
    assert (opened(made).size, made.data.count(b"\xff\xd8\xff")) == ((64, 48), 1)


@pytest.mark.parametrize("progressive", [False, True])
def test_bare_jpeg(progressive: bool) -> None:
    """A JPEG's own segments pass whole, with fill bytes and restart marks; what is cut short is not passed."""
    data = source(photo(), progressive=progressive, restart_marker_blocks=2, comment=b"x").data
    filled = data.replace(b"\xff\xdb", b"\xff\xff\xdb", 1) + b"what follows"
    bare = bare_jpeg(filled)
    assert bare
    assert bare.endswith(b"\xff\xd9")
    assert Image.open(BytesIO(bare)).tobytes() == Image.open(BytesIO(data)).tobytes()
    assert [bare_jpeg(data[:cut]) for cut in (0, 2, 30, len(data) // 2, len(data) - 2)] == [None] * 5


def test_bare_png() -> None:
    """A PNG that is no PNG, or has no end, is not passed."""
    data = source(photo(), "PNG").data
    assert [bare_png(broken) for broken in (b"", data[:40], data[:-12], b"x" + data)] == [None] * 4


def test_same_bytes_and_the_store(tmp_path: Path) -> None:
    """The same picture gives the same bytes, with and without the store."""
    pictures = {"a.tif": source(photo(200, 150), "TIFF")}
    store = Store(tmp_path)
    first, second, none = (carried(pictures, EPUB, s) for s in (store, store, Store(tmp_path, on=False)))
    assert first == second == none
    assert len(store.entries()) == 1
    assert carried(pictures, SCREEN, store) != first


def test_print_and_screen_have_the_same_pixels_side_by_side() -> None:
    """One layout serves screen and print: their pictures have the same size, and are equal but for CMYK."""
    for picture in (
        source(photo(300, 200)),
        source(photo().convert("L"), "TIFF"),
        source(photo().convert("CMYK"), "TIFF"),
    ):
        screen, paper = rendition(picture, SCREEN), rendition(picture, PRINT)
        assert (screen.width, screen.height) == (paper.width, paper.height)


def test_pictures_reach_the_editions(issue: IssueTest) -> None:
    """Every kind of picture stands in the EPUB as JPEG or PNG under a fitting name, and in the PDF in RGB."""
    exif = Image.Exif()
    exif[0x0112] = 6
    files = {
        "inks.jpg": source(Image.new("CMYK", (40, 30), (250, 0, 0, 0)), quality=100).data,
        "scan.tif": source(photo(200, 150).convert("CMYK"), "TIFF").data,
        "turned.jpg": source(photo().transpose(Image.Transpose.ROTATE_90), exif=exif, quality=95).data,
        "deep.png": source(Image.new("I;16", (40, 30)), "PNG").data,
        "web.webp": source(photo(200, 150), "WEBP").data,
        "logo.gif": source(photo().convert("P"), "GIF").data,
    }
    for name, data in files.items():
        issue.with_file(f"assets/{name}", data)
    built = issue.with_article("\n".join(figure(f"../../assets/{name}") for name in files)).build()
    found = {name: Image.open(BytesIO(data)) for name, data in built.package.items() if name.startswith("images/")}
    del found["images/cover.jpg"]
    assert {name: image.format for name, image in found.items()} == {
        "images/inks.jpg": "JPEG",
        "images/scan.jpg": "JPEG",
        "images/turned.jpg": "JPEG",
        "images/deep.png": "PNG",
        "images/web.jpg": "JPEG",
        "images/logo.png": "PNG",
    }
    assert corners(found["images/turned.jpg"]) == "rgb"
    sources = built.page("p003-xiezuo").findall(".//{*}img")
    assert {f"images/{(img.get('src') or '').rpartition('/')[2]}" for img in sources} == set(found)
    with pikepdf.open(built.pdf) as pdf:
        spaces = {
            str(o.ColorSpace) for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
        }
    assert spaces <= {"/DeviceRGB", "/DeviceGray"}


def test_inks_on_the_page(tmp_path: Path) -> None:
    """What print carries of CMYK is laid out as CMYK, and its inks are not inverted."""
    red = Image.new("CMYK", (40, 30), (0, 250, 250, 0))
    pictures = {"a.jpg": source(red, quality=100), "a.tif": source(red, "TIFF")}
    store = Store(tmp_path)
    resources = {name: picture.data for name, picture in carried(pictures, PRINT, store).items()}
    images = "".join(f'<img src="zbsh:{name}" alt="x">' for name in resources)
    html = f'<!DOCTYPE html><html lang="zh"><head><title>x</title></head><body>{images}</body></html>'
    sheet = "@page{size:120px 60px;margin:0}body{margin:0}img{display:block;height:30px}"
    with Press(Setup((sheet,), resources), store) as press:
        data = link(press.draw([Job("x", html)], 1), PdfFacts("x", (), "", (), "zh", "2024-01-01"))
    with pikepdf.open(BytesIO(data)) as pdf:
        streams = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert {str(image.ColorSpace) for image in streams} == {"/DeviceCMYK"}
    page = pypdfium2.PdfDocument(data)[0].render().to_pil().convert("RGB")
    assert corners(page.crop((0, 0, 30, 44))) == "rrr"


def test_sources_are_judged_first(tmp_path: Path) -> None:
    """What read_picture lets pass can be rendered for every edition."""
    for format_, (name, _) in TYPES.items():
        (tmp_path / name).write_bytes(source(photo(), format_).data)
        picture, problems = read_picture(tmp_path, name, Place("x"))
        assert picture
        assert not problems
        assert all(opened(rendition(picture, carrying)) for carrying in (EPUB, SCREEN, PRINT))
