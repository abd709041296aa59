"""A picture as JPEG or PNG, no larger than an edition may carry."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from zbsh_pub.renditions.carrying import Carrying

_SMALLER = 0.84  # of a side, about 0.7 of the pixels
_STEPS = 16
_FLAT = 4096  # a picture of no more colours is drawn, not photographed: JPEG would blur it
_FINE = 90  # from this quality on colours are not halved in resolution


def fitting(image: Image.Image, carrying: Carrying) -> Image.Image:
    """The picture within the edition's pixels and side, in its proportions."""
    factor = room(image.size, carrying)
    return image if factor >= 1 else scaled(image, factor)


def room(size: tuple[int, int], carrying: Carrying) -> float:
    """The factor by which a picture of this size (px) just fits; 1 or more where it does."""
    width, height = size
    by_side = carrying.side / max(size) if carrying.side else 1.0
    by_area: float = (carrying.pixels / (width * height)) ** 0.5 if carrying.pixels else 1.0
    return min(by_side, by_area)


def scaled(image: Image.Image, factor: float) -> Image.Image:
    """A smaller picture; indexed and black-and-white pixels become colours and greys first."""
    size = (max(1, int(image.width * factor)), max(1, int(image.height * factor)))
    return smooth(image).resize(size, Image.Resampling.LANCZOS)


def smooth(image: Image.Image) -> Image.Image:
    """Pixels that can be reckoned with."""
    if image.mode == "1":
        return image.convert("L")
    if image.mode == "P" or "transparency" in image.info:
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image


def encoded(image: Image.Image, photo: bool, carrying: Carrying) -> tuple[str, bytes, Image.Image]:
    """Media type, bytes, and the picture that they hold; `photo` prefers JPEG.

    Where no quality is small enough the picture is made smaller, step by step.
    """
    for smaller in _steps(image):
        for media_type, data in _tries(smaller, photo, carrying):
            if not carrying.weight or len(data) <= carrying.weight:
                return media_type, data, smaller
    raise AssertionError("a picture of a few pixels fits everywhere")


def _steps(image: Image.Image) -> Iterator[Image.Image]:
    for step in range(_STEPS):
        yield image if not step else scaled(image, _SMALLER**step)


def _tries(image: Image.Image, photo: bool, carrying: Carrying) -> Iterator[tuple[str, bytes]]:
    clear = "A" in image.mode or "transparency" in image.info
    if clear or not (photo or image.mode == "CMYK"):
        yield "image/png", _png(image)
    if not clear:
        yield from (("image/jpeg", _jpeg(image, quality)) for quality in carrying.qualities)


def is_photo(image: Image.Image) -> bool:
    """More colours than anybody draws with."""
    return image.mode in ("RGB", "CMYK") and image.getcolors(_FLAT) is None


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=image.mode in ("1", "L", "P"))
    return out.getvalue()


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    pixels = image if image.mode in ("L", "RGB", "CMYK") else smooth(image).convert("RGB")
    pixels.save(out, "JPEG", quality=quality, subsampling=0 if quality >= _FINE else 2, optimize=True)
    return out.getvalue()
