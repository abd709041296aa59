"""What was found on press units, as problems for the editors: colours, resolution, bleed, ink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from zbsh_pub.model import Issue, Picture
from zbsh_pub.prepress.images import Pixels, digest_of
from zbsh_pub.prepress.pressunit import Findings, Placed
from zbsh_pub.prepress.sheet import MM
from zbsh_pub.printfacts import print_data
from zbsh_pub.problems import Problem, bilingual, problem


@dataclass(frozen=True, slots=True)
class Seen:
    """The findings of one unit, by its id, and the labels of its pages."""

    unit: str
    labels: tuple[str, ...]
    findings: Findings


def report(issue: Issue, seen: Iterable[Seen], limit: float, told: frozenset[str]) -> Iterator[Problem]:
    """All problems of the pages of a file, but colours that were `told` of where they are written."""
    for unit in seen:
        place = _file_of(issue, unit.unit)
        for placed in unit.findings.placed:
            yield from _resolution(issue, placed, unit.labels[placed.page])
        for touch in unit.findings.touches:
            yield problem("R13", place, page=unit.labels[touch.page], edge=bilingual(f"edge-{touch.edge}"))
        for colour in set(unit.findings.strange) - told:
            yield problem("R01", place, colour=colour)
        for total in unit.findings.rich:
            yield problem("R14", place, total=f"{total:g}", limit=f"{limit:g}")
        for left in unit.findings.left:
            yield problem("R15", place, found=left)


def _file_of(issue: Issue, unit: str) -> str:
    """The file that a unit comes from; a sheet for pages that the house makes."""
    return next((article.path for article in issue.articles if article.entry.id == unit), "styles/print.css")


def _resolution(issue: Issue, placed: Placed, page: str) -> Iterator[Problem]:
    """R08 where a picture has too few pixels for its size in print."""
    data, pixels = print_data(), placed.pixels
    wanted = data["line-art"] if pixels.line_art else data["photo"]
    if placed.resolution >= wanted - 0.5:
        return
    width, height = placed.width / MM, placed.height / MM
    least = [round(side / 25.4 * wanted + 0.5) for side in (width, height)]
    yield problem(
        "R08",
        _name_of(issue, pixels),
        page=page,
        size=f"{width:.0f}×{height:.0f}",
        found=f"{pixels.width}×{pixels.height}",
        resolution=f"{placed.resolution:.0f}",
        least=f"{least[0]}×{least[1]}",
        wanted=wanted,
    )


def _name_of(issue: Issue, pixels: Pixels) -> str:
    """The file of a picture on a page, known by its size and colours; the manifest where it stands in a drawing."""
    rasters = [p for p in issue.pictures.values() if not p.is_drawing]
    alike = [p for p in rasters if (p.width, p.height) == (pixels.width, pixels.height)]
    if len(alike) == 1:
        return alike[0].path
    return next((p.path for p in alike if _digest(p) == pixels.digest), "manuscript/issue.yaml")


def _digest(picture: Picture) -> str:
    from PIL import Image

    return digest_of(Image.open(BytesIO(picture.data)))
