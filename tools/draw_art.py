"""Draw the pictures of an issue that hold no data: cover, ornaments of the sections, public-service page.

`python tools/draw_art.py` writes assets/cover/cover.svg, assets/ornaments/*.svg and assets/adverts/green-travel.svg.
"""

from pathlib import Path

from draw_advert import draw_advert
from draw_cover import draw_cover
from draw_ornaments import ORNAMENTS, draw_ornament

ASSETS = Path(__file__).resolve().parents[1] / "assets"


def main() -> None:
    """Draw all."""
    draw_cover().save(ASSETS / "cover" / "cover.svg")
    draw_advert().save(ASSETS / "adverts" / "green-travel.svg")
    for theme in ORNAMENTS:
        draw_ornament(theme).save(ASSETS / "ornaments" / f"{theme}.svg")


if __name__ == "__main__":
    main()
