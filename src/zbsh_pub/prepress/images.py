"""Pictures in inks: RGB by the profile, greys as grey, two tones as one bit; never more ink than the limit."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Array, Name, PdfImage

from zbsh_pub.prepress.profile import GRID, Profile
from zbsh_pub.prepress.separator import Separator

QUALITY = 95  # of a photograph that came as a JPEG
_GREY = 8  # how far R, G and B of a grey picture may differ


@dataclass(frozen=True, slots=True)
class Pixels:
    """What a picture is: its size, whether it has two tones only, and a digest by which its file is found again."""

    width: int
    height: int
    line_art: bool
    digest: str


def turn_image(image: Any, separator: Separator) -> Pixels:
    """Change an image XObject so that it has inks or greys only; its soft mask stays."""
    for part in (image, image.get("/SMask")):
        if part is not None and "/Interpolate" in part:
            del part["/Interpolate"]
    width, height = int(image.Width), int(image.Height)
    if image.get("/ImageMask", False):
        return Pixels(width, height, True, "")
    picture = PdfImage(image).as_pil_image()
    space = str(image.get("/ColorSpace"))
    if space in {"/DeviceGray", "/DeviceCMYK"}:
        return Pixels(width, height, picture.mode == "1" or _has_two_tones(picture), digest_of(picture))
    photograph = image.get("/Filter") == Name.DCTDecode
    rgb = picture.convert("RGB")
    grey = rgb.convert("L") if _is_grey(rgb) else None
    if grey is not None and _has_two_tones(grey):
        _write_bits(image, grey)
        return Pixels(width, height, True, digest_of(rgb))
    _write(image, grey or in_inks(rgb, separator.profile, separator.limit), photograph)
    return Pixels(width, height, False, digest_of(rgb))


def digest_of(picture: Any) -> str:
    """A digest of a picture's colours, whatever kind of file it was in; what is see-through is left out."""
    return hashlib.sha256(picture.convert("RGB").tobytes()).hexdigest()[:24]


def in_inks(rgb: Any, profile: Profile, limit: float) -> Any:
    """An RGB picture as the press prints it."""
    from PIL import ImageCms, ImageFilter

    if profile.most_ink <= limit + 0.5:
        return ImageCms.applyTransform(rgb, profile.to_press)
    table = [part for cmyk in profile.table for part in _within(cmyk, limit)]
    return rgb.filter(ImageFilter.Color3DLUT(GRID, table, channels=4, target_mode="CMYK"))


def _within(cmyk: tuple[float, float, float, float], limit: float) -> tuple[float, ...]:
    """One per cent below the limit, since 256 steps of four inks round up."""
    from zbsh_pub.prepress.ink import Ink

    return tuple(Ink(*cmyk).within(limit - 1))


def _is_grey(rgb: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = rgb.split()
    pairs = ((red, green), (green, blue), (red, blue))
    return all(sum(ImageChops.difference(a, b).histogram()[_GREY + 1 :]) == 0 for a, b in pairs)


def _has_two_tones(grey: Any) -> bool:
    histogram = grey.convert("L").histogram()
    return not any(histogram[1:255])


def _write_bits(image: Any, grey: Any) -> None:
    data = grey.point(lambda value: 255 * (value > 127)).convert("1").tobytes()
    _replace(image, zlib.compress(data, 9), Name.DeviceGray, bits=1)


def _write(image: Any, picture: Any, photograph: bool) -> None:
    space = Name.DeviceGray if picture.mode == "L" else Name.DeviceCMYK
    if not photograph:
        channels = len(picture.getbands())
        _replace(image, _png(picture), space)
        image.DecodeParms = {"/Predictor": 15, "/Columns": picture.width, "/Colors": channels}
        return
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    _replace(image, out.getvalue(), space, Name.DCTDecode)
    if space == Name.DeviceCMYK:  # Pillow writes inks as Photoshop does, upside down
        image.Decode = Array([1, 0] * 4)


def _replace(image: Any, data: bytes, space: Name, filter_: Name = Name.FlateDecode, bits: int = 8) -> None:
    for key in ("/DecodeParms", "/Decode", "/Intent"):
        if key in image:
            del image[key]
    image.write(data, filter=filter_)
    image.ColorSpace, image.BitsPerComponent = space, bits


def _png(picture: Any) -> bytes:
    """The pixels packed as a PNG packs them: inks go as four channels of another name."""
    from PIL import Image

    plain = picture if picture.mode == "L" else Image.frombytes("RGBA", picture.size, picture.tobytes())
    out = BytesIO()
    plain.save(out, "PNG", optimize=False)
    data, parts, place = out.getvalue(), [], 8
    while place < len(data):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if kind == b"IDAT":
            parts.append(data[place + 8 : place + 8 + length])
        place += 12 + length
    return b"".join(parts)
