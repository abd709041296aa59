"""Sheets and drawings looked through for what does not print: silence where all is well, places where it is not."""

from __future__ import annotations

from issuetest import lines, svg
from pressissue import RECIPES, issue_with, linted, reported
from zbsh_pub.prepress.lint import check_for_print, check_sound
from zbsh_pub.prepress.pressunit import Findings
from zbsh_pub.prepress.report import Seen, report
from zbsh_pub.typeset.sheets import read_css


def test_the_house_is_silent() -> None:
    """The house's sheets and the skeleton's art have recipes for all their colours, and nothing that breaks."""
    assert linted({}) == []


def test_only_colours_in_use_need_recipes() -> None:
    """A custom property that no sheet of the print edition uses may have any colour."""
    assert linted({"styles/cover.css": ":root { --for-screens: #e07020 }\n"}) == []
    used = ":root { --mine: #e07020 }\n.a { color: var(--mine) }\n.b { color: #e07020 }\n"
    assert lines(linted({"styles/cover.css": used})) == ["R01 styles/cover.css:1:17"]


def test_colours_in_any_spelling() -> None:
    """A colour is known however it is written, and a grey needs no recipe."""
    known = ".a { color: rgb(179 38 30); background: #B3261E; border-color: rgb(70%, 70%, 70%); fill: black }\n"
    assert linted({"styles/cover.css": known}) == []
    assert lines(linted({"styles/cover.css": "@page x { @top-left {\n color: hsl(30 80% 50%) } }"})) == [
        "R01 styles/cover.css:2:9"
    ]


def test_inks_through_custom_properties() -> None:
    """Ink reaches a gradient through one custom property after another; where it may stand, it may stand."""
    sheet = ":root { --a: device-cmyk(0 0 0 1); --b: var(--a) }\n.x { color: var(--b) }\n"
    assert linted({"styles/cover.css": sheet}) == []
    broken = f"{sheet}.y {{ background: radial-gradient(var(--b), #fff) }}\n"
    assert lines(linted({"styles/cover.css": broken})) == ["R03 styles/cover.css:3:18"]


def test_carved_borders_of_ink() -> None:
    """A carved border breaks layout in ink, wherever its rule says the colour; a plain one does not."""
    assert lines(linted({"styles/cover.css": ".a { color: device-cmyk(0 0 0 1);\n  border: 2px inset }"})) == [
        "R03 styles/cover.css:1:6",
        "R06 styles/cover.css:2:3",
    ]


def test_drawings_in_styles_and_sheets() -> None:
    """Colours of a drawing are found in attributes, in `style` and in its own sheet."""
    drawing = svg(
        "<style>.a { fill: #e07020 }</style>"
        '<rect class="a" style="stroke: #20e070"/><circle r="1" fill="none" stroke="#b3261e"/>'
        '<text opacity="0.5" style="mix-blend-mode: multiply">x</text>'
    )
    found = linted({"assets/cover.svg": drawing})
    assert sorted(problem.code for problem in found) == ["R02", "R05", "R06"]
    assert next(problem for problem in found if problem.code == "R02").details["count"] == 2


def test_ink_in_a_drawings_gradient() -> None:
    """A stop of ink breaks layout."""
    stop = '<linearGradient id="g"><stop stop-color="device-cmyk(0 0 0 1)"/></linearGradient>'
    assert [problem.code for problem in linted({"assets/cover.svg": svg(stop)})] == ["R03"]


def test_sound_is_quick_where_there_is_no_ink() -> None:
    """Sheets that name no ink are not read for it."""
    assert check_sound(issue_with({"styles/cover.css": ".a { background: linear-gradient(red, blue) }"})) == []


def test_colours_are_told_once() -> None:
    """A colour on a page that a sheet or drawing was told of is not told again; another one is."""
    issue = issue_with({"assets/cover.svg": svg('<rect width="5" height="5" fill="#e07020"/>')})
    _, told = check_for_print(issue, RECIPES)
    seen = [Seen("p003-xiezuo", ("2",), Findings(strange=("#e07020", "#20e070")))]
    found = list(report(issue, seen, 300, told))
    assert [(problem.code, problem.details["colour"]) for problem in found] == [("R01", "#20e070")]


def test_nothing_found_nothing_told() -> None:
    """Sound pages give no problems."""
    assert reported(Findings()) == []


def test_sheets_are_read_with_places() -> None:
    """Declarations at any depth, with their lines and columns; at-rules with their own."""
    declarations, at_rules = read_css(
        "/* x */ @page a { margin: 1px;\n @top-left { color: red } }\n.b { top: calc(1px + 2em) }"
    )
    assert [(d.name, d.line, d.column) for d in declarations] == [("margin", 1, 19), ("color", 2, 14), ("top", 3, 6)]
    assert [(rule.keyword, sorted(rule.names)) for rule in at_rules] == [("top-left", ["color"]), ("page", ["margin"])]
    assert declarations[2].figures == (1, 2)
