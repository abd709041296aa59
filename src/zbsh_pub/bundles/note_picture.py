"""The little picture that calls a note: 注 in a disc, drawn with the house's own face."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from zbsh_pub.fonts import house_faces

SIDE = 96  # px: sharp at two lines' height on any screen
_FINER = 4
_GREY = (112, 118, 124)  # 4.6:1 on white and on black alike (tokens.css: the theme ink on screens)


@cache
def note_picture(word: str = "注") -> bytes:
    """A PNG with clear corners; the same bytes for the same word, face and library."""
    from PIL import Image, ImageDraw, ImageFont

    side = SIDE * _FINER
    image = Image.new("LA", (side, side), (0, 0))
    grey = round(sum(_GREY) / 3)
    drawing = ImageDraw.Draw(image)
    drawing.ellipse((0, 0, side - 1, side - 1), fill=(grey, 255))
    face = next(one for one in house_faces() if (one.role, one.weight) == ("hei", 700))
    font = ImageFont.truetype(str(face.path), round(side * 0.62))
    drawing.text((side / 2, side / 2), word, font=font, fill=(255, 255), anchor="mm")
    out = BytesIO()
    image.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
