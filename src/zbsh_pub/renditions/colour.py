"""Any picture in 8 bits a channel, its colours as an edition has them; transparency is kept."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

from zbsh_pub.renditions.carrying import Carrying

_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab"}
PLAIN_CMYK = "plain-cmyk"  # noted on a picture that comes from a JPEG without Adobe's mark
_ALPHA = {"LA", "PA", "RGBA"}


def coloured(image: Image.Image, carrying: Carrying) -> Image.Image:
    """The picture in mode 1, L, LA, P, RGB, RGBA, or CMYK where the edition keeps it.

    Without a profile, pixels are taken for sRGB, or for CMYK in the profile of `carrying`.
    """
    profile = _profile(image)
    if image.mode == "CMYK" and carrying.colour == "kept":
        return _meant(image)
    if _is_plain(image, profile):
        return image
    alpha = _alpha(image)
    pixels = _to_srgb(_meant(_solid(image)), profile, carrying.cmyk)
    if alpha is not None:
        pixels.putalpha(alpha)
    return pixels


def needs_colour(image: Image.Image, carrying: Carrying) -> bool:
    """Would `coloured` change a pixel?"""
    if image.mode == "CMYK":
        return carrying.colour != "kept"
    return not _is_plain(image, _profile(image))


def _is_plain(image: Image.Image, profile: ImageCms.ImageCmsProfile | None) -> bool:
    return image.mode in {"1", "L", "LA", "P", "RGB", "RGBA"} and profile is None


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The profile that a picture brings; none where it is sRGB's, broken, or not for pixels of this kind."""
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        name = ImageCms.getProfileDescription(profile)
    except (OSError, ImageCms.PyCMSError):
        return None
    fits = profile.profile.xcolor_space.strip() == _SPACES.get(_solid_mode(image))
    return profile if fits and "srgb" not in name.lower() else None


def _solid_mode(image: Image.Image) -> str:
    """The mode of a picture's colours, without its transparency."""
    if image.mode in ("P", "PA"):
        return "RGB"
    return {"1": "L", "LA": "L", "RGBA": "RGB", "RGBX": "RGB"}.get(image.mode, image.mode)


def _solid(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    mode = _solid_mode(image)
    if image.mode == "P" and "transparency" in image.info:
        return image.convert("RGBA").convert("RGB")
    return image if image.mode == mode else image.convert(mode)


def _alpha(image: Image.Image) -> Image.Image | None:
    if image.mode in _ALPHA:
        return image.getchannel("A")
    return image.convert("RGBA").getchannel("A") if "transparency" in image.info else None


def _meant(image: Image.Image) -> Image.Image:
    """CMYK as it was meant: Pillow turns the inks of every JPEG over, also where Adobe's mark does not ask for it."""
    return image.point(lambda value: 255 - value) if image.info.get(PLAIN_CMYK) else image


def _to_srgb(image: Image.Image, profile: ImageCms.ImageCmsProfile | None, cmyk: bytes) -> Image.Image:
    """RGB, or L where the picture is grey; relative colorimetric with black point compensation (ISO 15076-1)."""
    if image.mode == "CMYK" and profile is None and cmyk:
        profile = ImageCms.ImageCmsProfile(BytesIO(cmyk))
    if image.mode == "LAB" and profile is None:
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    if profile is None:
        return image if image.mode in ("L", "RGB") else image.convert("RGB")
    made = ImageCms.profileToProfile(
        image,
        profile,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        "RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert made is not None, "profileToProfile gives a picture unless it works in place"
    return made.convert("L") if image.mode == "L" else made
