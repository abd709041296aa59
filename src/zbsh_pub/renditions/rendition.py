"""One source picture → what an edition may carry: the steps, in order. Pure, the same bytes each time."""

from __future__ import annotations

import warnings
from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageColor, ImageOps

from zbsh_pub.model import Picture
from zbsh_pub.pictures import ORIENTATION
from zbsh_pub.renditions.carrying import Carrying
from zbsh_pub.renditions.colour import PLAIN_CMYK, coloured, needs_colour
from zbsh_pub.renditions.encode import encoded, fitting, is_photo, room, smooth
from zbsh_pub.renditions.metadata import bare_jpeg, bare_png

_DEPTH = 24  # where a PNG says how many bits a channel has (PNG, 11.2.1)


def rendition(picture: Picture, carrying: Carrying) -> Picture:
    """The picture upright, in the edition's colours and within its limits, as JPEG or PNG without metadata.

    What fits as it is keeps its pixels to the last bit. A drawing is given back. The picture has been read by
    `pictures`, so that it can be opened.
    """
    if picture.is_drawing:
        return picture
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = Image.open(BytesIO(picture.data))
        bare = _as_it_is(image, picture, carrying)
        if bare is not None:
            return replace(picture, data=bare)
        return _made_anew(image, picture, carrying)


def _as_it_is(image: Image.Image, picture: Picture, carrying: Carrying) -> bytes | None:
    """The file without its metadata, where it needs nothing else."""
    if image.getexif().get(ORIENTATION, 1) != 1 or needs_colour(image, carrying) or room(image.size, carrying) < 1:
        return None
    if carrying.ground and _is_clear(image):
        return None
    bare = None
    if picture.media_type == "image/jpeg":
        bare = bare_jpeg(picture.data)
    elif picture.media_type == "image/png" and picture.data[_DEPTH] <= 8:
        bare = bare_png(picture.data)
    return bare if bare and (not carrying.weight or len(bare) <= carrying.weight) else None


def _made_anew(image: Image.Image, picture: Picture, carrying: Carrying) -> Picture:
    image.load()
    if picture.media_type == "image/jpeg" and image.mode == "CMYK" and "adobe" not in image.info:
        image.info[PLAIN_CMYK] = True
    upright = ImageOps.exif_transpose(image)
    pixels = coloured(upright, carrying)
    if carrying.ground and _is_clear(pixels):
        pixels = _on_ground(smooth(pixels).convert("RGBA"), carrying.ground)
    pixels.info = {key: value for key, value in pixels.info.items() if key == "transparency"}
    photo = picture.media_type == "image/jpeg" or (picture.media_type != "image/png" and is_photo(pixels))
    media_type, data, done = encoded(fitting(pixels, carrying), photo, carrying)
    return replace(picture, media_type=media_type, width=done.width, height=done.height, data=data)


def _is_clear(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def _on_ground(image: Image.Image, ground: str) -> Image.Image:
    """Transparent pixels over a colour."""
    return Image.alpha_composite(Image.new("RGBA", image.size, ImageColor.getrgb(ground)), image).convert("RGB")
