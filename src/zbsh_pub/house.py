"""Where the house keeps its sheets and faces: beside the source in a checkout, inside an installed package."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Script = Literal["sc", "tc"]
_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def house_folder(name: str) -> Path:
    """The house's own `styles` or `assets/fonts`."""
    packed = _PACKAGE / "house" / name
    return packed if packed.is_dir() else _CHECKOUT / name


def read_sheet(root: Path, name: str) -> str:
    """The sheet `name`: the issue's own where it has one, else the house's."""
    own = root / "styles" / name
    return (own if own.is_file() else house_folder("styles") / name).read_text(encoding="utf-8")


def read_profile_file(root: Path, name: str, house: bool) -> bytes | None:
    """A profile by the name of its file: the house's, or one in the issue's own `styles`; none where there is none."""
    folder = house_folder("assets/icc") if house else root / "styles"
    path = folder / name
    inside = Path(name).name == name
    return path.read_bytes() if inside and path.is_file() else None


def script_of(language: str) -> Script:
    """The characters that a language tag (BCP 47) asks for."""
    return "tc" if language.startswith("zh-Hant") else "sc"


def fonts_folder(script: Script = "sc") -> Path:
    """The faces of simplified (sc) or traditional (tc) characters, under the same names."""
    return house_folder("assets/fonts" if script == "sc" else "assets/fonts-tc")
