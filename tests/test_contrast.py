"""Contrast by WCAG 2.2 (1.4.3, 1.4.11), worked out from the colours of the sheets and the drawings.

The ground of an EPUB belongs to the reading app, so each colour is held against white and against black.
"""

from __future__ import annotations

import re
from itertools import product

import pytest
from lxml import etree

from issuetest import REPO

TEXT, GRAPHIC = 4.5, 3.0
GROUNDS = {"white": "#ffffff", "black": "#000000"}
INK = {"white": "#000000", "black": "#ffffff"}
SHEETS = {name: (REPO / "styles" / name).read_text(encoding="utf-8") for name in ("tokens.css", "base.css", "epub.css")}
CSS = re.sub(r"/\*.*?\*/", "", SHEETS["base.css"] + SHEETS["epub.css"], flags=re.S)
RULES = [(selector.strip(), body) for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)]
ACCENTS = sorted(set(re.findall(r"--accent-screen:\s*(#[0-9a-f]{6})", SHEETS["tokens.css"])))
WRITTEN = sorted(set(re.findall(r"#[0-9a-fA-F]{3,8}\b", " ".join(body for _, body in RULES))))
FAINT = [(selector, float(match[1])) for selector, body in RULES if (match := re.search(r"opacity:\s*([.\d]+)", body))]
DRAWINGS = sorted(path for folder in ("charts", "ornaments") for path in (REPO / "assets" / folder).glob("*.svg"))
FOLLOWS = {"fill": {"t", "q", "a"}, "stroke": {"a", "l"}}  # classes that epub.css gives the reader's colours


def channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance (WCAG 2.2, section 6)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(colour: str, ground: str, opacity: float = 1.0) -> float:
    """The contrast of a colour, thinned to `opacity`, on a ground."""
    seen = tuple(opacity * c + (1 - opacity) * g for c, g in zip(channels(colour), channels(ground), strict=True))
    bright, dark = sorted((luminance(seen), luminance(channels(ground))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_formula() -> None:
    """Black on white is 21, equal colours are 1, and #767676 is the lightest grey that passes on white."""
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#808080", "#808080") == 1
    assert ratio("#767676", "#ffffff") >= TEXT > ratio("#777777", "#ffffff")


def test_there_are_six_accents() -> None:
    """Each theme has its colour for screens, and the sheet for readers without custom properties names one of them."""
    assert len(ACCENTS) == 6
    assert set(WRITTEN) <= set(ACCENTS)


@pytest.mark.parametrize(("colour", "ground"), list(product(ACCENTS, GROUNDS)))
def test_accents_carry_text(colour: str, ground: str) -> None:
    """Drop caps, figures and marks in the colour of a section can be read on white and on black."""
    assert ratio(colour, GROUNDS[ground]) >= TEXT


@pytest.mark.parametrize(("selector", "opacity"), FAINT, ids=[selector[:24] for selector, _ in FAINT])
@pytest.mark.parametrize("ground", GROUNDS)
def test_quiet_text_can_be_read(selector: str, opacity: float, ground: str) -> None:
    """Text and lines that are thinned still stand out from the ground."""
    needed = GRAPHIC if selector == ".chart .l" else TEXT
    assert ratio(INK[ground], GROUNDS[ground], opacity) >= needed


def test_nothing_coloured_is_thinned() -> None:
    """No rule thins an accent, which has no contrast to spare."""
    assert [selector for selector, body in RULES if "opacity" in body and "accent" in body] == []


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.name)
def test_drawings_follow_the_reader(path: object) -> None:
    """Whatever a drawing colours has a class by which the sheet gives it the reader's ink or a tested accent."""
    coloured = [
        (etree.QName(node).localname, kind, node.get(kind))
        for node in etree.parse(str(path)).iter("{*}*")
        for kind, classes in FOLLOWS.items()
        if (node.get(kind) or "none") not in ("none", "currentColor")
        and not classes & set((node.get("class") or "").split())
    ]
    assert coloured == []
