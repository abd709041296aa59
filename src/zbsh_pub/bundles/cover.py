"""The marketing cover in a store's size: drawn from the cover's design, never stretched."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from zbsh_pub.cache import Store
from zbsh_pub.compose.marketing import marketing_unit
from zbsh_pub.ebooks import cover_key, cover_setup
from zbsh_pub.model import Issue
from zbsh_pub.pdf import COVER_SHEETS, cover_image
from zbsh_pub.problems import Bilingual, Language, Problem, problem, words
from zbsh_pub.stores.limits import shown
from zbsh_pub.stores.pack import Cover, Pack
from zbsh_pub.stores.reading import Unit
from zbsh_pub.typeset.press import Press

SHEETS = (*COVER_SHEETS, "marketing.css")
QUALITIES = (92, 88, 84, 80, 74, 66, 58)  # of JPEG, the best first
_WHITE, _GREY = 250, "#b4b4b4"
_EVEN = 10  # levels that JPEG may add to a ground of one colour
_EXIF_IFD, _COLOUR_SPACE, _SRGB = 0x8769, 0xA001, 1  # Exif 2.32, 4.6.5
_ENOUGH = 0.8  # of the pixels that a store wants: art that has fewer looks soft
_BLEED = 818 / 793.7  # the art is so much wider than the page (cover.css)


def marketing_cover(issue: Issue, cover: Cover, inside: bytes, store: Store) -> bytes:
    """A JPEG in sRGB of the store's size, in the best quality that keeps to its bytes; `inside` is the book's cover."""
    width, height = cover.ideal
    setup = cover_setup(issue, store, SHEETS)
    unit = marketing_unit(issue, height / width, upper_ground(inside))

    def draw() -> bytes:
        with Press(setup, store) as press:
            image = cover_image(press, issue, unit, width)
        return _jpeg(bordered(image.crop((0, 0, width, height)), cover.border), cover.most_bytes)

    facts = (width, height, cover.border, cover.most_bytes, QUALITIES)
    return store.cached("cover", cover_key(setup, unit, repr(facts)), draw)


def bordered(image: Any, width: int) -> Any:
    """The picture with a grey border of `width` px inside, where an edge is white and would melt into a shop's page."""
    from PIL import ImageDraw

    right, low = image.size
    edges = ((0, 0, right, 1), (0, low - 1, right, low), (0, 0, 1, low), (right - 1, 0, right, low))
    if width and any(min(band[0] for band in image.crop(edge).getextrema()) >= _WHITE for edge in edges):
        ImageDraw.Draw(image).rectangle((0, 0, right - 1, low - 1), outline=_GREY, width=width)
    return image


def upper_ground(inside: bytes) -> str:
    """The colour of the cover's upper edge as #rrggbb, empty where it has more than one."""
    from PIL import Image

    with Image.open(BytesIO(inside)) as image:
        edge = image.convert("RGB").crop((0, 0, image.width, max(1, image.height // 100)))
    extremes = [band.getextrema() for band in edge.split()]
    if any(float(high) - float(low) > _EVEN for low, high in extremes):  # type: ignore[arg-type]
        return ""
    return "#" + edge.resize((1, 1), Image.Resampling.BOX).tobytes().hex()


def _jpeg(image: Any, most: int) -> bytes:
    """The first quality that keeps to `most` bytes (0: any); the last one where none does."""
    from PIL import Image

    exif = Image.Exif()
    exif.get_ifd(_EXIF_IFD)[_COLOUR_SPACE] = _SRGB
    data = b""
    for quality in QUALITIES:
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling=0, optimize=True, dpi=(300, 300), exif=exif)
        data = out.getvalue()
        if not most or len(data) <= most:
            break
    return data


def check_cover(data: bytes, pack: Pack, name: str) -> Iterator[Problem]:
    """K04 for each limit of the store that the finished cover does not keep."""
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        width, height = image.size
    for found in _breaches(pack.cover, width, height, len(data)):
        yield problem("K04", name, store=pack.name, pack=pack.store, found=found)


def _breaches(cover: Cover, width: int, height: int, size: int) -> Iterator[Bilingual]:
    short, long = sorted((width, height))
    least = (("short", short, cover.shortest), ("narrow", width, cover.least[0]), ("low", height, cover.least[1]))
    most = (("long", long, cover.longest), ("wide", width, cover.most[0]), ("high", height, cover.most[1]))
    yield from (_said(key, value, limit, "px") for key, value, limit in least if value < limit)
    yield from (_said(key, value, limit, "px") for key, value, limit in most if limit and value > limit)
    if cover.most_bytes and size > cover.most_bytes:
        yield _said("heavy", size, cover.most_bytes, "bytes")


def _said(key: str, value: int, limit: int, unit: Unit) -> Bilingual:
    """“its width is 800 px, at least 1000 px are wanted” in both languages."""

    def say(language: Language) -> str:
        return words(f"cover-{key}", language, value=shown(value, unit, language), limit=shown(limit, unit, language))

    return Bilingual(say("zh"), say("en"))


def check_art(issue: Issue, pack: Pack) -> Iterator[Problem]:
    """K06 where the art has not pixels enough for the store's size; a drawing always has."""
    art = issue.pictures[issue.manifest.cover.art]
    wanted = round(pack.cover.ideal[0] * _BLEED)
    if not art.is_drawing and art.width < wanted * _ENOUGH:
        yield problem("K06", art.path, store=pack.name, width=round(art.width), wanted=wanted)
