"""Pages in inks: content, shadings, bands, masks, pictures, bleed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from pressissue import RECIPES, issue_with
from zbsh_pub.prepress.assemble import Leaves, assemble
from zbsh_pub.prepress.bleed import touching
from zbsh_pub.prepress.images import Pixels, in_inks, turn_image
from zbsh_pub.prepress.leftovers import leftovers
from zbsh_pub.prepress.matrix import Box
from zbsh_pub.prepress.pressunit import Findings, Placed, PressUnit, Touch, from_bytes
from zbsh_pub.prepress.profile import find_profile
from zbsh_pub.prepress.separator import Separator
from zbsh_pub.prepress.sheet import Sheet
from zbsh_pub.prepress.turn import turn_unit
from zbsh_pub.prepress.xmp import PressFacts

PROFILE = find_profile(Path(), issue_with().manifest.press, "")[0]
CINNABAR = "0.701961 0.14902 0.117647"


def separator(limit: float = 300) -> Separator:
    assert PROFILE is not None
    return Separator(RECIPES, PROFILE, limit)


def page(content: str, **resources: Any) -> Pdf:
    """A page of 100 by 200 points with this content."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(100, 200))
    made = pdf.pages[0].obj
    made.Contents = pdf.make_stream(content.encode())
    made.Resources = pdf.make_indirect(Dictionary({f"/{name}": value for name, value in resources.items()}))
    made.TrimBox = Array([0, 0, 100, 200])
    return pdf


def turned(pdf: Pdf, bleed: float = 8.5) -> tuple[str, PressUnit]:
    """The page's content in inks, a line an operator, and the unit."""
    out = BytesIO()
    pdf.save(out)
    unit = turn_unit(out.getvalue(), None, separator(), bleed)
    with Pdf.open(BytesIO(unit.pdf)) as done:
        return done.pages[0].obj.Contents.read_bytes().decode().strip(), unit


def test_colours_become_inks() -> None:
    """RGB, grey and ink operators all become ink; a colour with a recipe takes it."""
    content, unit = turned(page(f"{CINNABAR} rg {CINNABAR} RG 0.25 g 1 1 1 rg 0 0 5 5 re f 0 1 0 0 k"))
    assert content.split("\n") == [
        "0.2 0.97 1 0.1 k", "0.2 0.97 1 0.1 K", "0 0 0 0.75 k", "0 0 0 0 k", "0 0 5 5 re", "f", "0 1 0 0 k"
    ]  # fmt: skip
    assert unit.findings == Findings()


def test_spaces_by_name() -> None:
    """Colours set by `cs` and `scn` become ink: RGB, L*a*b* and ink that a sheet asks for itself."""
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.950456, 1, 1.089058]), Range=Array([-125, 125, -125, 125]))])
    content, unit = turned(
        page("/L cs 100 0 0 scn /DeviceRGB CS 1 1 1 SCN /DeviceCMYK cs 1 1 1 1 scn", ColorSpace=Dictionary(L=lab))
    )
    lines = content.split("\n")
    assert (lines[1], lines[3], lines[5]) == ("0 0 0 0 k", "0 0 0 0 K", "0.6667 0.6667 0.6667 1 k")
    assert unit.findings.rich == (400.0,)


def test_unknown_space_is_told() -> None:
    """What cannot be turned is named, not passed over."""
    spot = Array([Name.Separation, Name.Gold, Name.DeviceRGB, Dictionary()])
    _, unit = turned(page("/Gold cs 1 scn 0 0 5 5 re f", ColorSpace=Dictionary(Gold=spot)))
    assert unit.findings.left == ("Gold",)


def test_tags_stay_behind() -> None:
    """Marked content, annotations and keys of the structure tree are gone, what they mark stays."""
    pdf = page("/Span <</MCID 0>> BDC 0 0 5 5 re f EMC /Artifact BMC EMC")
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 1, 1]))])
    pdf.pages[0].obj.StructParents = 0
    content, unit = turned(pdf)
    assert content == "0 0 5 5 re\nf"
    with Pdf.open(BytesIO(unit.pdf)) as done:
        assert {"/Annots", "/StructParents"} & set(done.pages[0].obj.keys()) == set()


def shown(content: str) -> list[str]:
    """The states that text and rectangles are painted in, in their order: over or out."""
    found, state, kept = [], "out", []
    for line in turned(page(content))[0].split("\n"):
        if line == "q":
            kept.append(state)
        elif line == "Q":
            state = kept.pop()
        elif line.endswith("gs"):
            state = {"/InkOver gs": "over", "/InkOut gs": "out"}[line]
        elif line.endswith(("Tj", "f")):
            found.append(state)
    return found


@pytest.mark.parametrize(
    ("content", "states"),
    [
        ("0 g BT (a) Tj ET", ["over"]),
        ("0.4 g BT (a) Tj ET", ["over"]),
        ("1 g BT (a) Tj ET", ["out"]),
        (f"{CINNABAR} rg BT (a) Tj ET", ["out"]),
        ("0 g BT (a) Tj ET 0 0 5 5 re f", ["over", "out"]),
        ("0 g 0 0 5 5 re f BT (a) Tj ET 1 g BT (b) Tj ET", ["out", "over", "out"]),
        ("q 0 g BT (a) Tj ET Q 1 g BT (b) Tj ET", ["over", "out"]),
        ("0 g q BT (a) Tj ET Q 0 0 5 5 re f BT (b) Tj ET", ["over", "out", "over"]),
        ("0 g 1 G BT 2 Tr (a) Tj ET", ["out"]),
        ("1 g 0 G BT 1 Tr (a) Tj ET", ["over"]),
    ],
)
def test_black_text_overprints(content: str, states: list[str]) -> None:
    """Text in black alone overprints; white and coloured text and all that is no text knocks out."""
    assert shown(content) == states


SMALL, WHOLE = "0 0.97 1 0 k", "0.2 0.97 1 0.1 k"


@pytest.mark.parametrize(
    ("content", "inks"),
    [
        (f"{CINNABAR} rg BT /F 8 Tf (a) Tj ET", [SMALL]),
        (f"{CINNABAR} rg BT /F 9 Tf (a) Tj ET", [WHOLE]),
        (f"{CINNABAR} rg BT /F 10 Tf 0.5 0 0 0.5 0 0 Tm (a) Tj ET", [SMALL]),
        (f"{CINNABAR} rg 0.75 0 0 0.75 0 0 cm BT /F 11 Tf (a) Tj ET", [SMALL]),
        (f"{CINNABAR} rg BT /F 8 Tf (a) Tj /F 12 Tf (b) Tj ET 0 0 5 5 re f", [SMALL, WHOLE, WHOLE]),
        (f"{CINNABAR} rg q BT /F 8 Tf (a) Tj ET Q 0 0 5 5 re f BT /F 8 Tf (b) Tj ET", [SMALL, WHOLE, SMALL]),
        (f"{CINNABAR} rg BT /F 8 Tf (a) Tj ET 0 0 1 rg 0 0 5 5 re f", [SMALL, "other"]),
    ],
)
def test_small_text_takes_few_inks(content: str, inks: list[str]) -> None:
    """Text below the house's size takes the recipe for small text, by its size on the page; nothing else does."""
    found, kept, ink = [], [], ""
    for line in turned(page(content))[0].split("\n"):
        if line == "q":
            kept.append(ink)
        elif line == "Q":
            ink = kept.pop()
        elif line.endswith(" k"):
            ink = line if line in (SMALL, WHOLE) else "other"
        elif line.endswith(" Tj") or line == "f":
            found.append(ink)
    assert found == inks


def test_overprint_states() -> None:
    """The states switch overprint of fills and strokes together, with mode 1 (ISO 32000-1, 8.6.7)."""
    _, unit = turned(page("0 g BT (a) Tj ET"))
    with Pdf.open(BytesIO(unit.pdf)) as done:
        states: Any = done.pages[0].obj.Resources.ExtGState
        assert (states.InkOver.OP, states.InkOver.op, states.InkOver.OPM) == (True, True, 1)
        assert (states.InkOut.OP, states.InkOut.op) == (False, False)


def gradient(pdf: Pdf, stops: list[tuple[float, list[float], list[float]]], space: Name, smooth: bool) -> Any:
    """A shading down ten points, of pieces (end, first colour, last colour)."""
    pieces = [Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(a), C1=Array(b), N=1) for _, a, b in stops]
    function = Dictionary(
        FunctionType=3, Domain=Array([0, 1]), Bounds=Array([end for end, *_ in stops[:-1]]),
        Encode=Array([0, 1] * len(stops)), Functions=Array(pieces)
    )  # fmt: skip
    shading = Dictionary(
        ShadingType=2, ColorSpace=space, Domain=Array([0, 1]), Coords=Array([0, 0, 0, 10]), Function=function
    )
    if smooth:
        shading.Extend = Array([True, True])
    return pdf.make_indirect(shading)


def masked(stops: list[tuple[float, float]], colour: list[float], smooth: bool = False) -> Pdf:
    """A page with a form that draws a gradient of one colour under a mask of these (end, opacity) pieces."""
    pdf = page("/F Do")
    alpha = gradient(pdf, [(end, [a], [a]) for end, a in stops], Name.DeviceGray, smooth)
    colours = gradient(pdf, [(end, colour, colour) for end, _ in stops], Name.DeviceRGB, smooth)
    mask = pdf.make_stream(b"/s sh", Subtype=Name.Form, BBox=Array([0, 0, 30, 10]),
                           Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
                           Resources=Dictionary(Shading=Dictionary(s=alpha)))  # fmt: skip
    state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=mask))
    form = pdf.make_stream(b"1 0 0 1 0 0 cm /m gs /s sh", Subtype=Name.Form, BBox=Array([0, 0, 30, 10]),
                           Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
                           Resources=Dictionary(Shading=Dictionary(s=colours), ExtGState=Dictionary(m=state))
                           )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    return pdf


def test_hard_stops_are_rectangles() -> None:
    """Rails drawn as a gradient become rectangles of their ink, and the page needs no blending."""
    _, unit = turned(masked([(0.2, 1), (0.5, 0), (1, 1)], [0x1B / 255, 0x1B / 255, 0x1D / 255]))
    with Pdf.open(BytesIO(unit.pdf)) as done:
        made = done.pages[0].obj
        lines = made.Resources.XObject.F.read_bytes().decode().split("\n")
        assert [line for line in lines if line.endswith((" k", "re"))] == [
            "0 0 0 1 k", "0 0 30 2 re", "0 0 0 1 k", "0 5 30 5 re"
        ]  # fmt: skip
        assert "/Group" not in made
        assert "/Group" not in made.Resources.XObject.F


def test_dots_are_discs() -> None:
    """A round gradient with an edge becomes a disc as wide as the middle of the edge; a soft one stays."""
    for width, shape in ((1.3, "c"), (6.0, "sh")):
        pdf = masked([(1 / width, 1), (1, 1)], [0x1B / 255, 0x1B / 255, 0x1D / 255])
        form: Any = pdf.pages[0].obj.Resources.XObject.F
        alpha = form.Resources.ExtGState.m.SMask.G.Resources.Shading.s
        alpha.Function.Functions[1].C1 = Array([0])
        for shading in (alpha, form.Resources.Shading.s):
            shading.ShadingType = 3
            shading.Coords = Array([15, 5, 0, 15, 5, width])
        with Pdf.open(BytesIO(turned(pdf)[1].pdf)) as done:
            made: Any = done.pages[0].obj.Resources.XObject.F
            assert shape in [line.split()[-1] for line in made.read_bytes().decode().split("\n") if line]
            assert ("/Group" in made) == (shape == "sh")


def test_opaque_groups_are_none() -> None:
    """A group in which all is opaque is dropped, so that its text overprints what is below; a faded one stays."""
    for opacity, stays in ((1, False), (0.5, True)):
        pdf = page("/a gs /F Do", ExtGState=Dictionary(a=Dictionary(ca=opacity)))
        form = pdf.make_stream(
            b"0 g BT (a) Tj ET",
            Subtype=Name.Form,
            BBox=Array([0, 0, 9, 9]),
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
        )
        pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
        with Pdf.open(BytesIO(turned(pdf)[1].pdf)) as done:
            made = done.pages[0].obj
            assert ("/Group" in made.Resources.XObject.F, "/Group" in made) == (stays, stays)


def test_soft_gradients_stay() -> None:
    """A gradient under a soft mask stays one: in ink, its mask in grey, and the page blends in ink."""
    _, unit = turned(masked([(0.5, 0.5), (1, 0.5)], [1, 1, 1], smooth=True))
    assert unit.findings.left == ()
    with Pdf.open(BytesIO(unit.pdf)) as done:
        made = done.pages[0].obj
        form = made.Resources.XObject.F
        mask = form.Resources.ExtGState.m.SMask.G
        spaces = [str(made.Group.CS), str(form.Group.CS), str(mask.Group.CS)]
        assert spaces == ["/DeviceCMYK", "/DeviceCMYK", "/DeviceGray"]
        shading: Any = form.Resources.Shading.s
        assert (shading.ColorSpace, list(shading.Function.Functions[0].C0)) == (Name.DeviceCMYK, [0, 0, 0, 0])


def ramp(mode: str = "RGB") -> Image.Image:
    channels = [Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 180)]
    return Image.merge("RGB", channels) if mode == "RGB" else channels[0].convert(mode)


def xobject(pdf: Pdf, picture: Image.Image) -> Any:
    space = {"RGB": Name.DeviceRGB, "L": Name.DeviceGray}[picture.mode]
    return pdf.make_stream(picture.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=picture.width,
                           Height=picture.height, ColorSpace=space, BitsPerComponent=8, Interpolate=True)  # fmt: skip


def pixels(made: Any) -> Image.Image:
    return pikepdf.PdfImage(made).as_pil_image()


def test_photograph_takes_inks() -> None:
    """An RGB picture becomes one of four inks, as the profile turns it."""
    pdf = Pdf.new()
    made = xobject(pdf, ramp())
    turn_image(made, separator())
    assert (made.ColorSpace, "/Interpolate" in made) == (Name.DeviceCMYK, False)
    assert PROFILE is not None
    assert pixels(made).tobytes() == in_inks(ramp(), PROFILE, 300).tobytes()


def test_jpeg_stays_a_jpeg() -> None:
    """A photograph that came as a JPEG goes as one, with the same inks to a few steps."""
    pdf = Pdf.new()
    out = BytesIO()
    ramp().save(out, "JPEG", quality=95)
    made: Any = pdf.make_stream(out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=256, Height=256,
                           ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode)  # fmt: skip
    turn_image(made, separator())
    assert (made.Filter, made.ColorSpace, list(made.Decode)) == (Name.DCTDecode, Name.DeviceCMYK, [1, 0] * 4)
    assert PROFILE is not None
    raw = Image.open(BytesIO(made.read_raw_bytes()))  # Pillow turns what Adobe wrote upside down
    wanted = in_inks(ramp(), PROFILE, 300)
    assert all(
        abs(a - b) < 16 for a, b in zip(raw.resize((8, 8)).tobytes(), wanted.resize((8, 8)).tobytes(), strict=True)
    )


def test_greys_stay_grey() -> None:
    """A grey picture is left as it is; one in RGB whose channels agree becomes grey."""
    pdf = Pdf.new()
    grey, hidden = xobject(pdf, ramp("L")), xobject(pdf, ramp("L").convert("RGB"))
    for made in (grey, hidden):
        assert not turn_image(made, separator()).line_art
        assert made.ColorSpace == Name.DeviceGray
        assert pixels(made).tobytes() == ramp("L").tobytes()


def test_two_tones_are_line_art() -> None:
    """A picture of black and white alone becomes one bit a pixel, and counts as line art."""
    pdf = Pdf.new()
    drawing = ramp("L").point(lambda value: 255 * (value > 100))
    made = xobject(pdf, drawing.convert("RGB"))
    assert turn_image(made, separator()).line_art
    assert (made.BitsPerComponent, made.ColorSpace) == (1, Name.DeviceGray)
    assert pixels(made).convert("L").tobytes() == drawing.tobytes()


def test_pictures_keep_to_a_lower_limit() -> None:
    """No pixel takes more ink than the printer allows."""
    assert PROFILE is not None
    data = in_inks(ramp().point(lambda value: value // 3), PROFILE, 240).tobytes()
    assert max(sum(data[i : i + 4]) for i in range(0, len(data), 4)) <= 2.4 * 255


def test_placed_size() -> None:
    """The resolution of a picture counts as it is placed, through forms and changes of coordinates."""
    pdf = page("q 0.5 0 0 0.5 10 10 cm /F Do Q")
    form = pdf.make_stream(b"q 144 0 0 72 0 0 cm /I Do Q", Subtype=Name.Form, BBox=Array([0, 0, 200, 200]),
                           Resources=Dictionary(XObject=Dictionary(I=xobject(pdf, ramp()))))  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    [placed] = turned(pdf)[1].findings.placed
    assert (placed.page, placed.width, placed.height) == (0, 72, 36)
    assert placed.resolution == 256


TRIM = Box(0, 0, 100, 200)


@pytest.mark.parametrize(
    ("boxes", "edges"),
    [
        ([Box(0, 10, 20, 30)], ["left"]),
        ([Box(-9, 10, 20, 30)], []),
        ([Box(5, 10, 20, 30)], []),
        ([Box(0, 0, 100, 200)], ["left", "bottom", "right", "top"]),
        ([Box(0, 0, 100, 200), Box(-9, -9, 109, 209)], []),
        ([Box(80, 10, 100, 30), Box(80, 50, 109, 70)], ["right"]),
        ([Box(-30, 10, 0, 30)], []),
    ],
)
def test_bleed(boxes: list[Box], edges: list[str]) -> None:
    """What ends at the trim is told of by its edge, unless something covers the bleed beside it."""
    assert list(touching(boxes, TRIM, 8.5)) == edges


def test_touch_is_seen_on_a_page() -> None:
    """A band that is painted, and clipped, at the edge of the page is found; one in white is not."""
    clipped = "0 0 100 200 re W n 0 g -20 50 40 10 re f"
    assert turned(page(clipped))[1].findings.touches == (Touch(0, "left"),)
    assert turned(page(clipped.replace("0 g", "1 g")))[1].findings.touches == ()


def test_leftovers_are_found() -> None:
    """What was not turned is found in the finished file, in pages, forms, pictures, shadings and groups."""
    pdf = page("1 0 0 rg")
    pdf.pages[0].obj.Resources.XObject = Dictionary(
        I=xobject(pdf, ramp()),
        F=pdf.make_stream(b"/DeviceRGB cs", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]),
                          Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
    )  # fmt: skip
    pdf.pages[0].obj.Resources.Shading = Dictionary(s=gradient(pdf, [(1, [1, 1, 1], [0, 0, 0])], Name.DeviceRGB, False))
    out = BytesIO()
    pdf.save(out)
    assert sorted(leftovers(out.getvalue())) == [
        "cs /DeviceRGB", "group /DeviceRGB", "picture /DeviceRGB", "rg", "shading /DeviceRGB"
    ]  # fmt: skip


def test_unit_as_bytes() -> None:
    """A press unit comes back from the store as it went."""
    _, unit = turned(page("1 0 0 rg 0 50 40 10 re f"))
    assert from_bytes(unit.to_bytes()) == unit
    placed = Placed(1, 10, 20, Pixels(256, 256, False, "d"))
    full = PressUnit(b"%PDF", Findings((placed,), (Touch(0, "top"),), ("#ff0000",), (310.0,), ("rg",)))
    assert from_bytes(full.to_bytes()) == full


def test_same_bytes() -> None:
    """The same page gives the same bytes."""
    first, second = (turned(masked([(0.2, 1), (1, 0)], [0, 0, 0]))[1].pdf for _ in range(2))
    assert first == second


def test_panels_over_pages_have_their_faces() -> None:
    """What is laid over a page finds the faces of the file, as the page itself does."""
    units = []
    for word in ("a", "b"):
        pdf = page(f"0 g BT /PressSlug 9 Tf ({word}) Tj ET")
        pdf.pages[0].obj.Resources.Font = pdf.make_indirect(Dictionary())
        out = BytesIO()
        pdf.save(out)
        units.append(out.getvalue())
    unit = turn_unit(units[0], (0, units[1]), separator(), 8.5)
    assert PROFILE is not None
    facts = PressFacts("t", "a", "2024-02-15T00:00:00Z", "0" * 64, "zh")
    leaves = [Leaves(unit.pdf, (), ("x",)), Leaves(None, (), ("y",))]
    made = assemble(leaves, Sheet(100, 200, 8.5, 34), facts, PROFILE, ("青", "品红", "黄", "黑"))
    with Pdf.open(BytesIO(made)) as pdf:
        first, empty = (page.obj for page in pdf.pages)
        overlay = first.Resources.XObject.Overlay
        assert b"(b) Tj" in overlay.read_bytes()
        assert "/PressSlug" in first.Resources.Font
        assert first.Resources.Font.objgen == overlay.Resources.Font.objgen == empty.Resources.Font.objgen


def test_a_picture_of_several_units_is_kept_once() -> None:
    """Two units with the same picture share it in the file."""
    pdf = page("q 50 0 0 50 0 0 cm /I Do Q")
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=xobject(pdf, ramp()))
    unit = turned(pdf)[1]
    assert PROFILE is not None
    facts = PressFacts("t", "a", "2024-02-15T00:00:00Z", "0" * 64, "zh")
    leaves = [Leaves(unit.pdf, (), (str(n),)) for n in range(3)]
    made = assemble(leaves, Sheet(100, 200, 8.5, 34), facts, PROFILE, ("青", "品红", "黄", "黑"))
    with Pdf.open(BytesIO(made)) as done:
        assert len({found.obj.Resources.XObject.I.objgen for found in done.pages}) == 1
        assert pixels(done.pages[2].obj.Resources.XObject.I).size == (256, 256)
