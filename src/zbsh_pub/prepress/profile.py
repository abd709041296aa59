"""The profile of the press: where it comes from, what it is, and colours turned by it (ICC.1, lcms by Pillow).

sRGB goes to the press relative to its paper, with black point compensation, as illustrations are usually turned.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from zbsh_pub.house import read_profile_file
from zbsh_pub.manifest import NAME
from zbsh_pub.model import PrintFacts
from zbsh_pub.prepress.ink import RGB, Ink
from zbsh_pub.printfacts import print_data
from zbsh_pub.problems import Problem, problem
from zbsh_pub.yamltext import parse_yaml

GRID = 17  # points of a table on each of its three axes


@dataclass(frozen=True)
class Profile:
    """An output profile and the printing condition that it stands for."""

    data: bytes = field(repr=False)
    condition: str
    name: str
    registry: str = ""

    @cached_property
    def to_press(self) -> Any:
        """The transform from sRGB to the press."""
        from PIL import ImageCms

        return self._transform(ImageCms.createProfile("sRGB"), self._opened, "RGB", "CMYK")

    @cached_property
    def from_press(self) -> Any:
        """The transform from the press to sRGB, to see what an ink looks like."""
        from PIL import ImageCms

        return self._transform(self._opened, ImageCms.createProfile("sRGB"), "CMYK", "RGB")

    @cached_property
    def _opened(self) -> Any:
        from PIL import ImageCms

        return ImageCms.ImageCmsProfile(BytesIO(self.data))

    def _transform(self, source: Any, target: Any, given: str, wanted: str) -> Any:
        from PIL import ImageCms

        return ImageCms.buildTransform(
            source,
            target,
            given,
            wanted,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

    def ink(self, rgb: RGB) -> Ink:
        """What the profile prints for a colour."""
        from PIL import Image, ImageCms

        turned = ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), self.to_press)
        assert turned is not None
        return Ink(*(value / 255 for value in turned.tobytes()))

    @cached_property
    def blacks(self) -> tuple[float, ...]:
        """For each grey of sRGB, 0 to 255, how much black alone comes nearest to it."""
        from PIL import Image, ImageCms

        ramp = Image.frombytes("CMYK", (256, 1), b"".join(bytes((0, 0, 0, k)) for k in range(256)))
        shown = ImageCms.applyTransform(ramp, self.from_press)
        assert shown is not None
        greens = shown.tobytes()[1::3]
        return tuple(min(range(256), key=lambda k: (abs(greens[k] - grey), k)) / 255 for grey in range(256))

    @cached_property
    def table(self) -> tuple[tuple[float, float, float, float], ...]:
        """The press's inks on a grid of sRGB colours, red running fastest."""
        from PIL import Image, ImageCms

        steps = [round(i * 255 / (GRID - 1)) for i in range(GRID)]
        colours = b"".join(bytes((r, g, b)) for b in steps for g in steps for r in steps)
        turned = ImageCms.applyTransform(Image.frombytes("RGB", (GRID**3, 1), colours), self.to_press)
        assert turned is not None
        data = turned.tobytes()
        return tuple((data[i] / 255, data[i + 1] / 255, data[i + 2] / 255, data[i + 3] / 255)
                     for i in range(0, len(data), 4))  # fmt: skip

    @cached_property
    def most_ink(self) -> float:
        """The most ink that the profile asks for, in per cent."""
        return max(sum(cmyk) for cmyk in self.table) * 100


def find_profile(root: Path, facts: PrintFacts, manifest: str) -> tuple[Profile | None, list[Problem]]:
    """The profile that the manifest names: the house's, or a file in `styles/`; R12 where it will not do."""
    known = print_data()["profiles"].get(facts.profile)
    data = read_profile_file(root, known["file"] if known else facts.profile, house=bool(known))
    if data is None:
        return None, [_refused(facts, manifest, "—")]
    kind = _kind(data)
    if kind != "prtr CMYK":
        return None, [_refused(facts, manifest, kind)]
    if known:
        return Profile(data, facts.condition or known["condition"], known["name"], known["registry"]), []
    return Profile(data, facts.condition or facts.profile, facts.profile), []


def _kind(data: bytes) -> str:
    """Class and colour space of a profile (ICC.1, 7.2); `?` where it is none."""
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data)).profile
    except (ImageCms.PyCMSError, OSError):
        return "?"
    return f"{profile.device_class.strip()} {profile.xcolor_space.strip()}"


def _refused(facts: PrintFacts, manifest: str, found: str) -> Problem:
    document, _ = parse_yaml(manifest, NAME)
    place = document.place(("print", "profile")) if document else (1, 1)
    known = "、".join(print_data()["profiles"])
    return problem("R12", NAME, *place, profile=facts.profile, found=found, known=known)
