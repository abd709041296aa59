"""A picture of a Word file as a picture that the editions can carry: RGB or grey PNG or JPEG."""

from __future__ import annotations

import warnings
from io import BytesIO

from zbsh_pub.pictures import MAX_BYTES, MAX_PIXELS

_KEPT = {"PNG": ".png", "JPEG": ".jpg"}
_KEPT_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
JPEG_QUALITY = 92


def as_raster(data: bytes) -> tuple[str, bytes] | None:
    """Suffix and bytes; none for what Pillow cannot open (EMF, WMF, damaged) or what is too large.

    PNG and JPEG stay byte for byte; CMYK becomes RGB, everything else PNG.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data))
            if image.width * image.height > MAX_PIXELS or image.format in ("EMF", "WMF"):
                return None
            image.load()
            kept = _KEPT.get(image.format or "")
            if kept and image.mode in _KEPT_MODES:
                return (kept, data) if len(data) <= MAX_BYTES else None
            return _written(image, kept or ".png")
    except Exception:  # Pillow raises many kinds for a broken file
        return None


def _written(image: object, suffix: str) -> tuple[str, bytes] | None:
    from PIL import Image

    assert isinstance(image, Image.Image)
    buffer = BytesIO()
    if suffix == ".jpg":
        image.convert("RGB").save(buffer, "JPEG", quality=JPEG_QUALITY)
    else:
        mode = image.mode if image.mode in _KEPT_MODES else "RGB"
        image.convert(mode).save(buffer, "PNG")
    return (suffix, buffer.getvalue()) if buffer.tell() <= MAX_BYTES else None
